"""A small pack of its own for the tests of the law room."""
from __future__ import annotations

from pathlib import Path

import pytest

from accord.law import seal

FILE = """\
id: XX-ACT-2020
jurisdiction: XX
instrument: act 1 of 2020
published: 2020-01-01
known_at: 2020-02-01T00:00:00Z
citation: gazette 1
confidence: source-official
regime: precursor
list: List A
scope: XX-SCOPE
entries:
- {kind: scope, id: XX-SCOPE, salts: true, isomers: optical, esters: false, ethers: false, windows: []}
- id: XX-ACT-2020-vanillin
  entry: 7
  substance: {name: vanillin, names_zh: 香兰素, cas: 121-33-5, smiles: "COc1cc(C=O)ccc1O", inchikey: MWOOGOJBHIARFG-UHFFFAOYSA-N}
  windows: [{from: 2020, to: 2022-05-01}, {from: 2023-03-01, confidence: memory}]
  examples: {positive: [{smiles: "COc1cc(C=O)ccc1O", on: 2023-04-01}], negative: ["CCO"]}
- {id: XX-ACT-2020-poppy, regime: drug, confidence: memory, substance: {name: poppy}, windows: [{}], strength: weak}
missing:
- {id: XX-ACT-2021, instrument: act 2 of 2021, regime: drug, from: 2021-01-01, why: annex not seen, last_checked: 2022-01-01,
   relevance: {any_smarts: ["c1ccccc1"]}}
"""
MANIFEST = "id: test-pack\nversion: '1'\npublished: 2020-03-01\nsigner: null\nfiles: {}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sealed pack folder; the cache of parsed packs is a fresh folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    place = tmp_path / "pack"
    (place / "xx").mkdir(parents=True)
    (place / "xx" / "act-2020.yaml").write_text(FILE, encoding="utf-8")
    (place / "pack.yaml").write_text(MANIFEST, encoding="utf-8")
    assert seal.main([str(place)]) == 0
    return place


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change the file of the pack and seal it again."""
    file = folder / "xx" / "act-2020.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    seal.main([str(folder)])
