from __future__ import annotations

from pathlib import Path

import pytest

from accord import law
from accord.core.errors import InputError, UsageError
from accord.law import folder as reading
from accord.law import parts, seal

from .conftest import rewrite


def test_a_pack_is_read_with_what_its_entries_inherit(folder: Path) -> None:
    pack = law.load(folder)
    part = parts.part(pack, "xx")
    scope, vanillin, poppy = part.entries
    assert (pack.id, pack.version, pack.signer, tuple(pack.parts)) == ("test-pack", "1", None, ("XX",))
    assert (vanillin.kind, vanillin.regime, vanillin.citation) == ("item", "precursor", "gazette 1")
    assert (vanillin.scope, vanillin.entry) == ("XX-SCOPE", "7")
    assert (scope.kind, scope.scope, scope.data["isomers"]) == ("scope", None, "optical")
    assert vanillin.substance is not None
    assert (vanillin.substance.names_zh, vanillin.substance.cas, vanillin.substance.evidence) == (("香兰素",), ("121-33-5",), "firm")
    assert [w.confidence for w in vanillin.windows] == [None, "memory"]
    assert (vanillin.examples.positive[0].on, vanillin.examples.negative[0].smiles) == ("2023-04-01", "CCO")
    assert poppy.substance is not None
    assert (poppy.regime, poppy.confidence, poppy.substance.evidence, dict(poppy.data)) == ("drug", "memory", "none", {"strength": "weak"})
    (missing,) = part.missing
    assert (missing.id, missing.since, missing.relevance, part.law_as_of) == ("XX-ACT-2021", "2021-01-01", ("c1ccccc1",), "2022-01-01")


def test_the_second_reading_comes_from_the_cache_and_is_equal(folder: Path, tmp_path: Path) -> None:
    first = law.load(folder)
    assert list((tmp_path / "cache" / "accord").glob("law-*.json"))
    reading._load.cache_clear()
    assert law.load(folder) == first


@pytest.mark.parametrize("damage", ["", "{", '{"form": "0"}', "[]"])
def test_a_damaged_cache_is_rebuilt(folder: Path, tmp_path: Path, damage: str) -> None:
    first = law.load(folder)
    (kept,) = (tmp_path / "cache" / "accord").glob("law-*.json")
    kept.write_text(damage, encoding="utf-8")
    reading._load.cache_clear()
    assert law.load(folder) == first
    assert kept.stat().st_size > 100


def test_an_unwritable_cache_is_no_error(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "blocked"))
    assert law.load(folder).id == "test-pack"


def test_a_changed_byte_is_refused_also_when_the_pack_is_cached(folder: Path) -> None:
    law.load(folder)
    reading._load.cache_clear()
    file = folder / "xx" / "act-2020.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("gazette 1", "gazette 2"), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        law.load(folder)
    assert refused.value.code == "pack_digest"
    assert "act-2020.yaml" in refused.value.message("en")


@pytest.mark.parametrize("change", ["more", "less"])
def test_the_files_are_exactly_those_named(folder: Path, change: str) -> None:
    if change == "more":
        (folder / "xx" / "other.yaml").write_text("id: XX-OTHER\njurisdiction: XX\n", encoding="utf-8")
    else:
        (folder / "xx" / "act-2020.yaml").unlink()
    with pytest.raises(InputError) as refused:
        law.load(folder)
    assert refused.value.code == "pack_digest"


def test_a_folder_without_pack(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        law.load(tmp_path / "nothing")
    assert refused.value.code == "pack_missing"
    assert refused.value.hint("zh")


@pytest.mark.parametrize("text", ["a: [", "- a list", "just text", ""])
def test_what_is_no_mapping_is_no_pack_file(folder: Path, text: str) -> None:
    (folder / "xx" / "act-2020.yaml").write_text(text, encoding="utf-8")
    seal.main([str(folder)])
    with pytest.raises(InputError) as refused:
        law.load(folder)
    assert refused.value.code == "pack_schema"


def test_words_of_yaml_one_one_are_texts(folder: Path) -> None:
    rewrite(folder, "poppy}", "no, synonyms: [on, 'yes', 2020-01-01]}")
    listed = law.load(folder).parts["XX"].entries[2].substance
    assert listed is not None
    assert (listed.name, listed.synonyms) == ("no", ("on", "yes", "2020-01-01"))


def test_an_unknown_jurisdiction_names_those_held(folder: Path) -> None:
    with pytest.raises(UsageError) as refused:
        parts.part(law.load(folder), "ZZ")
    assert refused.value.code == "unknown_jurisdiction"
    assert "XX" in refused.value.message("en")


def test_an_entry_of_another_part_leaves_this_part_as_it_is(folder: Path) -> None:
    before = law.load(folder).parts["XX"].sha256
    (folder / "yy.yaml").write_text("id: YY-EMPTY\njurisdiction: YY\nentries: []\n", encoding="utf-8")
    seal.main([str(folder)])
    after = law.load(folder)
    assert (after.parts["XX"].sha256, set(after.parts)) == (before, {"XX", "YY"})
    assert after.sha256 != law.load().sha256
