"""What changed between two days, and what of a stored collection it touches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accord import law
from accord.core.errors import InputError, UsageError
from accord.journeys.check_substances import check
from accord.journeys.compare_law import diff
from accord.journeys.screen_catalogue import screen

BEFORE, AFTER = "2019-04-30", "2019-05-01"
"""The day before and the first day of China's fentanyl class."""
ROWS = ("Cc1ccccc1N(C(=O)c1ccccc1)C1CCN(CCc2ccccc2)CC1", "CCO", "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "C(C)(C)(C)(C)C")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A collection screened for China alone: a member of the class, a solvent, fentanyl, and a row that cannot be read."""
    source, target = tmp_path / "rows.smi", tmp_path / "store.parquet"
    source.write_text("".join(f"{smiles}\tM{n}\n" for n, smiles in enumerate(ROWS, 1)), encoding="utf-8")
    assert list(screen(source, on=BEFORE, jurisdictions=["CN"], output=target)) == []
    return target


def outcome(smiles: str, place: str, on: str) -> str:
    return check(smiles, on=on, jurisdictions=[place])[0].outcomes[place]


def test_a_class_that_comes_into_force_is_added() -> None:
    rows = {row["rule"]: row for row in diff(BEFORE, AFTER, ["CN"])}
    assert (rows["CN-FRS-2019"]["change"], rows["CN-FRS-2019"]["from"]) == ("added", "2019-05-01")
    assert all(row["jurisdiction"] == "CN" and row["citation"] for row in rows.values())


def test_the_entry_named_is_the_one_that_changed() -> None:
    """An item of the precursor catalogue and a guess about exports share the substance."""
    rows = {row["inchikey"]: row for row in diff("2024-08-31", "2024-09-01", ["CN"])}
    said = rows["LKRMTUUCKBQGFO-UHFFFAOYSA-N"]
    assert (said["change"], said["regime"], said["id"], said["rule"]) == ("added", "precursor", "CN-PRE-II-4-ap", "CN-PRE-II-4-ap")
    later = {row["inchikey"]: row for row in diff("2025-11-09", "2025-11-10", ["CN"])}["LKRMTUUCKBQGFO-UHFFFAOYSA-N"]
    assert (later["regime"], later["id"]) == ("export", "CN-EXPORT-SPECIFIC-2025")


def test_nothing_changes_between_two_days_of_the_same_law() -> None:
    assert list(diff("2019-05-02", "2019-05-03", ["CN"])) == []


def test_rows_of_a_store_whose_answer_differs(store: Path) -> None:
    found = list(diff(BEFORE, AFTER, ["CN"], against=store))
    assert [(row["row"], row["id"], row["change"]) for row in found if row["change"] == "added"] == [(1, "M1", "added")]
    assert {row["row"] for row in found} <= {1, 3}
    assert (found[0]["was"], found[0]["is"]) == ("not_controlled", "controlled")


@pytest.mark.parametrize(
    ("place", "first", "second"), [("CN", BEFORE, AFTER), ("US", "2018-02-05", "2018-02-06"), ("UK", "2000-01-01", AFTER)]
)
def test_rows_not_named_have_the_same_answer_on_both_days(place: str, first: str, second: str, store: Path) -> None:
    """Also for a jurisdiction the collection was not screened for: no row is passed over."""
    named = {row["row"] for row in diff(first, second, [place], against=store)}
    moved = {n for n, smiles in enumerate(ROWS[:3], 1) if outcome(smiles, place, first) != outcome(smiles, place, second)}
    assert moved <= named


def test_a_store_knows_the_law_of_jurisdictions_it_was_not_screened_for(tmp_path: Path) -> None:
    first, second = "2000-01-01", "2026-11-01"
    smiles = sorted(
        entry.substance.smiles
        for entry in law.load().parts["UK"].entries
        if entry.substance and entry.substance.smiles and entry.substance.evidence == "firm"
    )
    source, target = tmp_path / "rows.smi", tmp_path / "store.parquet"
    source.write_text("".join(f"{text}\n" for text in smiles), encoding="utf-8")
    assert list(screen(source, on=first, jurisdictions=["AU"], output=target)) == []
    before, after = (check(smiles, on=day, jurisdictions=["UK"]) for day in (first, second))
    moved = {n for n, (one, other) in enumerate(zip(before, after, strict=True), 1) if one.outcomes != other.outcomes}
    assert moved
    assert moved <= {row["row"] for row in diff(first, second, ["UK"], against=target)}


@pytest.mark.parametrize(
    ("first", "second", "places", "code"),
    [
        ("2020-01-02", "2020-01-01", ["CN"], "days_order"),
        ("2020-01-01", "2020-01-01", ["CN"], "days_order"),
        ("1/2/2020", "2020-01-01", ["CN"], "bad_date"),
        ("2020-01-01", "2021-01-01", ["MX"], "law_not_held"),
        ("2020-01-01", "2021-01-01", ["XX"], "unknown_jurisdiction"),
        ("2020-01-01", "2021-01-01", [], "unknown_jurisdiction"),
    ],
)
def test_wrong_questions(first: str, second: str, places: list[str], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        list(diff(first, second, places))
    assert refused.value.code == code


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    text = tmp_path / "rows.csv"
    text.write_text("smiles\nCCO\n", encoding="utf-8")
    brief = tmp_path / "brief.jsonl"
    list(screen(text, on=BEFORE, jurisdictions=["CN"], brief=True, output=brief))
    for path in (text, brief, tmp_path / "none.parquet"):
        with pytest.raises(InputError) as refused:
            list(diff(BEFORE, AFTER, ["CN"], against=path))
        assert refused.value.code == "not_a_store"


def test_records_have_one_form(store: Path) -> None:
    keys: set[frozenset[str]] = {frozenset(row) for row in diff("2015-01-01", "2026-11-01", ["CN"])}
    assert len(keys) == 1
    stored: list[dict[str, Any]] = list(diff(BEFORE, AFTER, ["CN"], against=store))
    assert {frozenset(row) for row in stored} == {next(iter(keys)) | {"row"}}
