"""What differs between two days."""

from __future__ import annotations

from typing import Any

import pytest

from accord.controls.decide import decide
from accord.controls.diff import change, changed_forms, touching
from accord.controls.model import Question
from accord.controls.statute import Statute
from accord.law.model import Missing
from accord.substances.model import Recognised, Substance
from accord.substances.normalise import structure_from_smiles

SMILES = "CC(N)Cc1ccccc1"
ROW = {"name": "thing", "smiles": SMILES, "inchikey": structure_from_smiles(SMILES).inchikey, "evidence": "firm"}
TEMPORARY = {"id": "TEMPORARY", "substance": ROW, "schedule": "temporary", "windows": [{"from": "2020-01-01", "to": "2022-01-01"}]}
PERMANENT = {"id": "PERMANENT", "substance": ROW, "schedule": "I", "windows": [{"from": "2022-01-01", "to": "2024-01-01"}]}


def moved(law: Statute, first: str, second: str) -> tuple[str, str] | None:
    substance = Substance("ok", Recognised("smiles", SMILES, exact=True), structure_from_smiles(SMILES))
    before, after = (decide(substance, law, Question(day)) for day in (first, second))
    return change(before, after)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("2019-12-31", "2020-01-01", "added"),
        ("2021-12-31", "2022-01-01", "changed"),
        ("2023-12-31", "2024-01-01", "removed"),
        ("2020-01-01", "2021-12-31", None),
        ("2019-12-31", "2024-01-01", None),
    ],
)
def test_added_removed_changed(first: str, second: str, kind: str | None, law_of: Any) -> None:
    assert moved(law_of(TEMPORARY, PERMANENT), first, second) == (None if kind is None else (kind, "drug"))


def test_only_what_changes_is_touched(law_of: Any) -> None:
    gap = Missing("GAP", "XX", "act 2", "drug", "2021-06-01", None, "not held", ("c1ccccc1",))
    law = law_of(TEMPORARY, PERMANENT, missing=(gap,))
    assert [form.entry.id for form in changed_forms(law, "2021-12-31", "2022-01-01")] == ["TEMPORARY", "PERMANENT"]
    assert touching(law, "2020-01-01", "2020-01-02") == frozenset()
    assert touching(law, "2021-05-31", "2021-06-01") == {"GAP"}
    assert {"listed", "TEMPORARY"} <= touching(law, "2019-12-31", "2020-01-01")


def test_into_an_uncertain_window_is_a_change(law_of: Any) -> None:
    unsure = {"id": "UNSURE", "substance": ROW, "windows": [{"earliest": "2020-01-01", "latest": "2020-12-31"}]}
    law = law_of(unsure)
    assert moved(law, "2019-12-31", "2020-06-01") == ("changed", "drug")
    assert moved(law, "2020-06-01", "2020-12-31") == ("changed", "drug")
    assert moved(law, "2019-12-31", "2020-12-31") == ("added", "drug")
