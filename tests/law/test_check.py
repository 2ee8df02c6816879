from __future__ import annotations

from pathlib import Path

import pytest

from accord.law import seal
from accord.law.verify import verify_pack

from .conftest import rewrite

WRONG = [
    ("confidence: source-official", "confidence: certain", "certain"),
    ("citation: gazette 1\n", "", "citation"),
    ("substance: {name: poppy}", "substance: {}", "name"),
    ("cas: 121-33-5", "cas: 121335", "121335"),
    (", inchikey: MWOOGOJBHIARFG-UHFFFAOYSA-N", "", "inchikey"),
    ("id: XX-ACT-2020-poppy", "id: XX-ACT-2020-vanillin", "XX-ACT-2020-vanillin"),
    ("id: XX-ACT-2021,", "id: XX-SCOPE,", "XX-SCOPE"),
    ("scope: XX-SCOPE", "scope: XX-NONE", "XX-NONE"),
    ("{from: 2020, to: 2022-05-01}", "{from: 2020-05-01, to: 2019-05-01}", "2019-05-01"),
    ("{from: 2020, to: 2022-05-01}", "{earliest: 2020-05-01, latest: 2019-05-01}", "2019-05-01"),
    ("{from: 2020, to: 2022-05-01}", "{from: 1 May 2020}", "1 May 2020"),
    ("windows: [{}]", "windows: []", "windows"),
    ("isomers: optical", "isomers: some", "some"),
    ("why: annex not seen, ", "", "why"),
    ("regime: precursor", "regime: weapons", "weapons"),
    ("inchikey: MWOOGOJBHIARFG-UHFFFAOYSA-N", "inchikey: LFQSCWFLJHTTHZ-UHFFFAOYSA-N", "LFQSCWFLJHTTHZ"),
    ("COc1cc(C=O)ccc1O\", inchikey", "COc1cc(C=O)ccc1(O\", inchikey", "vanillin"),
    ('"c1ccccc1"]', '"c1ccccc"]', "c1ccccc"),
]


@pytest.mark.parametrize(("old", "new", "named"), WRONG)
def test_what_does_not_fit_is_named(folder: Path, old: str, new: str, named: str) -> None:
    assert verify_pack(folder)["ok"]
    rewrite(folder, old, new)
    found = verify_pack(folder)
    assert (found["ok"], found["level"], found["signed_by"]) == (False, "none", None)
    assert "act-2020.yaml" in found["why"]
    assert named in found["why"]


def test_a_whole_pack(folder: Path) -> None:
    found = verify_pack(folder)
    assert (found["kind"], found["level"], found["why"]) == ("pack", "consistent", None)
    assert (found["pack"], found["version"], found["files"], found["entries"], found["missing"]) == ("test-pack", "1", 1, 3, 1)


def test_a_wrong_manifest(folder: Path) -> None:
    file = folder / "pack.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("version: '1'", "version: one hundred"), encoding="utf-8")
    assert "version" in verify_pack(folder)["why"]


def test_sealing_twice_changes_nothing_and_wrong_arguments_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed = (folder / "pack.yaml").read_bytes()
    assert seal.main([str(folder)]) == 0
    assert (folder / "pack.yaml").read_bytes() == sealed
    assert seal.main([]) == 2
    assert seal.main([str(folder / "xx")]) == 2
    assert "usage" in capsys.readouterr().err
