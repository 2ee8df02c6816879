"""One row in, one answer out; what is wrong with the row is in the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from accord.controls.answer import Context, answer, short_answer
from accord.core.errors import RowError

CONTEXT = Context(on="2026-01-05")


def said(fields: dict[str, str], **context: Any) -> dict[str, Any]:
    return dict(answer(7, "A-7", fields, replace(CONTEXT, **context)).record)


def test_what_the_row_says_goes_before_what_the_run_says() -> None:
    record = said({"name": "fentanyl", "date": "2016-01-01", "destination": "MX"}, destination="FR")
    assert {v["on"] for v in record["verdicts"]} == {"2016-01-01"}
    assert [v["jurisdiction"] for v in record["verdicts"]] == ["UN", "US", "CN", "MX"]
    assert [v["jurisdiction"] for v in said({"name": "fentanyl", "destination": "MX"}, jurisdictions=("US",))["verdicts"]] == ["US"]


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({}, "error", "empty_input"),
        ({"name": "fentanyl", "date": "05/01/2026"}, "error", "bad_date"),
        ({"name": "fentanyl", "origin": "Atlantis"}, "error", "unknown_jurisdiction"),
        ({"name": "fentanyl", "quantity_kg": "much"}, "error", "bad_number"),
        ({"cas": "50-00-1"}, "error", "bad_check_digit"),
        ({"name": "no such thing at all"}, "unresolved", "unknown_name"),
        ({"name": "aspirin", "cas": "437-38-7"}, "ambiguous_identity", "ambiguous_identity"),
    ],
)
def test_a_row_that_cannot_be_answered(fields: dict[str, str], status: str, code: str) -> None:
    record = said(fields)
    assert (record["status"], record["error"]["code"], record["verdicts"]) == (status, code, [])
    assert record["error"]["where"]["row"] == record["row"] == 7
    assert record["id"] == "A-7"
    short = short_answer(7, "A-7", fields, CONTEXT)
    assert (short["status"], short["error"], short["outcome"], short["rules"]) == (status, record["error"], {}, [])


def test_what_the_reader_found_wrong_is_not_asked() -> None:
    made = answer(1, None, {"name": "fentanyl"}, CONTEXT, error=RowError("broken_row"))
    assert (made.record["status"], made.record["error"]["code"], made.findings) == ("error", "broken_row", ())


def test_a_substance_shows_its_parent_and_the_way_there() -> None:
    substance = said({"smiles": "CCC(=O)N(c1ccccc1)C1CC[NH+](CCc2ccccc2)CC1.[Cl-]"})["substance"]
    assert substance["parent"]["inchikey"] == "PJMPHNIQZUBGLI-UHFFFAOYSA-N"
    assert {"salt_removed", "charge_neutralised"} <= set(substance["parent"]["how"])
    assert [c["role"] for c in substance["components"]] == ["active", "counter_ion"]
    assert sorted(i for c in substance["components"] for i in c["atoms"]) == list(range(26))


def test_short_answers_say_what_full_ones_say() -> None:
    for text in ("fentanyl", "acetic anhydride", "vanillin", "CC(=O)N(c1ccccc1)C1CCN(Cc2ccccc2)CC1"):
        record, short = said({"query": text}), short_answer(7, "A-7", {"query": text}, CONTEXT)
        assert short["outcome"] == {v["jurisdiction"]: v["outcome"] for v in record["verdicts"]}
        assert short["rules"] == sorted({b["rule"] for v in record["verdicts"] for b in v["basis"]})
