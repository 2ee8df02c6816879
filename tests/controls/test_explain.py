"""The words of a verdict: since when, how sure, and the same facts in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from accord.controls.decide import decide
from accord.controls.model import Question
from accord.controls.statute import Statute
from accord.law.model import Missing
from accord.substances.model import Recognised, Substance
from accord.substances.normalise import structure_from_smiles

SMILES = "CC(N)Cc1ccccc1"
ROW = {"name": "thing", "smiles": SMILES, "inchikey": structure_from_smiles(SMILES).inchikey, "evidence": "firm"}


def said(law: Statute, on: str, **question: Any) -> dict[str, Any]:
    substance = Substance("ok", Recognised("smiles", SMILES, exact=True), structure_from_smiles(SMILES))
    return decide(substance, law, Question(on, **question))


@pytest.mark.parametrize(
    ("window", "value", "start", "note"),
    [
        ({"from": "2020-03-01"}, "yes", "2020-03-01", None),
        ({"from": "2020"}, "yes", "2020", "between 2020-01-01 and 2020-12-31"),
        ({"earliest": "2020-03-01", "latest": "2020-04-30"}, "yes", None, "between 2020-03-01 and 2020-04-30"),
        ({"latest": "2020-03-01"}, "yes", None, "not later than 2020-03-01"),
        ({"earliest": "2020-03-01"}, "cannot_say", None, "not before 2020-03-01"),
        ({}, "cannot_say", None, "not collected"),
    ],
)
def test_since_when(window: dict[str, str], value: str, start: str | None, note: str | None, law_of: Any) -> None:
    (basis,) = said(law_of({"id": "THING", "substance": ROW, "entry": "7", "windows": [window]}), "2025-01-01")["basis"]
    assert (basis["value"], basis["from"]) == (value, start)
    assert (basis["from_note"] is None) == (note is None)
    assert (note or "") in (basis["from_note"] or "")
    for text in (basis["text_en"], basis["text_zh"]):
        assert "List A" in text and "7" in text and (start or "") in text


def test_windows_that_follow_each_other_are_one_run(law_of: Any) -> None:
    windows = [{"from": "2020-01-01", "to": "2021-01-01"}, {"from": "2021-01-01", "to": "2022-01-01"}, {"from": "2023-01-01"}]
    law = law_of({"id": "THING", "substance": ROW, "windows": windows})
    (first,), (second,) = (said(law, day)["basis"] for day in ("2021-06-01", "2024-01-01"))
    assert (first["from"], first["to"]) == ("2020-01-01", "2022-01-01")
    assert (second["from"], second["to"]) == ("2023-01-01", None)


def test_a_listing_with_open_effect_is_never_firm(law_of: Any) -> None:
    law = law_of({"id": "THING", "substance": ROW, "effect": "cannot_say", "windows": [{"from": "2020-01-01"}]})
    assert said(law, "2019-12-31")["outcome"] == "not_controlled"
    (basis,) = said(law, "2020-01-01")["basis"]
    assert (basis["value"], basis["from"]) == ("cannot_say", None)
    assert "2020-01-01" in basis["from_note"]


def test_a_window_may_be_less_sure_than_its_entry(law_of: Any) -> None:
    windows = [{"from": "2020-01-01", "to": "2021-01-01", "confidence": "memory"}, {"from": "2022-01-01"}]
    law = law_of({"id": "THING", "substance": ROW, "windows": windows})
    assert [said(law, day)["basis"][0]["confidence"] for day in ("2020-06-01", "2022-06-01")] == ["memory", "source-official"]


@pytest.mark.parametrize(("relevance", "outcome"), [(("c1ccccc1",), "cannot_say"), (("[Se]",), "not_controlled"), ((), "not_controlled")])
def test_a_missing_instrument_unsettles_a_negative_answer_where_it_is_relevant(
    relevance: tuple[str, ...], outcome: str, law_of: Any
) -> None:
    gap = Missing("GAP", "XX", "act 2", "drug", "2021-06-01", None, "not held", relevance)
    after, before = (said(law_of(missing=(gap,)), day) for day in ("2021-06-01", "2021-05-31"))
    assert (after["outcome"], before["outcome"]) == (outcome, "not_controlled")
    assert before["coverage"] == {"complete": True, "missing": []}
    assert [m["id"] for m in after["coverage"]["missing"]] == ([] if relevance == ("[Se]",) else ["GAP"])


def test_a_listing_is_not_unsettled_by_what_is_missing(law_of: Any) -> None:
    gap = Missing("GAP", "XX", "act 2", "drug", None, None, "not held", ("c1ccccc1",))
    law = law_of({"id": "THING", "substance": ROW, "windows": [{"from": "2020-01-01"}]}, missing=(gap,))
    verdict = said(law, "2025-01-01")
    assert (verdict["outcome"], verdict["coverage"]["complete"]) == ("controlled", True)


def test_a_day_after_the_last_check_is_flagged(law_of: Any) -> None:
    assert [said(law_of(), day)["beyond_law_as_of"] for day in ("2026-01-01", "2026-01-02")] == [False, True]


def test_what_was_not_known_is_left_out(law_of: Any) -> None:
    law = law_of({"id": "THING", "substance": ROW, "windows": [{"from": "2020-01-01"}]})
    known = [said(law, "2025-01-01", as_of=day)["outcome"] for day in ("2020-01-31", "2020-02-01")]
    assert known == ["not_controlled", "controlled"]
