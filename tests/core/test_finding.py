from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.errors import InputError
from accord.core.finding import Evidence, Finding, finding_id, verify_findings
from accord.core.reference import Reference

SUBJECT = "sha256:" + "a" * 64
FINDING = Finding(
    kind="verdict/1",
    subject={"type": "line", "id": SUBJECT},
    claim={"jurisdiction": "CN", "outcome": "controlled", "regime": "drug", "rule": "CN-FRS-2019", "clauses": ["1", "2"]},
    strength={"scale": "answer", "value": "yes"},
    valid={"on": "2019-06-01"},
    made_by={"engine": "controls.decide", "rules": "1", "inputs": [SUBJECT], "release": "1.0.0"},
    references=(Reference("law", "CN", "2026.1", "sha256:" + "b" * 64, "2026-11-22", "default").as_finding(),),
    because=(Evidence("clause", "CN-FRS-2019#1", {"atoms": [8, 9, 10]}, "announcement of 2019-04-01", "source-primary"),),
    handling={"compartment": "trade", "marking": "TLP:GREEN", "purposes": ["diversion_control"]},
)


def changed(**values: Any) -> dict[str, Any]:
    return {**FINDING.to_dict(), **values}


def test_the_id_is_made_as_the_contract_says() -> None:
    data = FINDING.to_dict()
    meaning = {key: data[key] for key in ("kind", "subject", "claim", "strength", "valid", "references", "supersedes")}
    meaning["made_by"] = {key: data["made_by"][key] for key in ("engine", "rules", "inputs")}
    written = json.dumps(meaning, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert FINDING.id == "f_" + base64.b32encode(hashlib.sha256(written).digest()).decode().lower().rstrip("=")
    assert finding_id(data) == FINDING.id


def test_prose_store_handling_and_release_are_outside_the_id() -> None:
    other = replace(
        FINDING,
        because=(),
        known_at="2026-11-22T08:00:00Z",
        handling={"compartment": "public"},
        made_by={**FINDING.made_by, "release": "2.0.0"},
    )
    assert other.id == FINDING.id


@pytest.mark.parametrize(
    "change",
    [
        {"valid": {"on": "2019-06-02"}},
        {"strength": None},
        {"supersedes": FINDING.id},
        {"references": ()},
        {"made_by": {**FINDING.made_by, "rules": "2"}},
        {"claim": {**FINDING.claim, "outcome": "ambiguous"}},
        {"subject": {"type": "line", "id": "sha256:" + "c" * 64}},
    ],
)
def test_the_meaning_is_inside_the_id(change: dict[str, Any]) -> None:
    assert replace(FINDING, **change).id != FINDING.id


@given(st.lists(st.text(min_size=1), max_size=3), st.text(), st.sampled_from(["controlled", "not_controlled", "ambiguous", "cannot_say"]))
def test_json_to_finding_to_json_is_identical(clauses: list[str], citation: str, outcome: str) -> None:
    finding = replace(
        FINDING,
        claim={**FINDING.claim, "clauses": clauses, "outcome": outcome},
        because=(Evidence("clause", "X#1", None, citation, "memory"),),
    )
    written = json.dumps(finding.to_dict())
    assert json.dumps(Finding.from_dict(json.loads(written)).to_dict()) == written


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (changed(claim={}), "/claim"),
        (changed(kind="verdict"), "/kind"),
        (changed(subject="x"), "/subject"),
        (changed(handling={}), "/handling"),
        (changed(strength={"scale": "answer", "value": "perhaps"}), "/strength/value"),
        (changed(strength={"scale": "probability", "value": "high"}), "/strength"),
        (changed(extra=1), "/"),
        (changed(claim={**FINDING.claim, "outcome": "banned"}), "/claim/outcome"),
        (changed(valid={"on": "June"}), "/valid/on"),
        (changed(kind="rumour/1"), "rumour/1"),
        (changed(claim={**FINDING.claim, "score": 0.5}), "fraction"),
        (changed(because=[{**FINDING.to_dict()["because"][0], "where": {"x": 1.0}}]), "fraction"),
    ],
)
def test_what_breaks_the_schema_is_no_finding(data: dict[str, Any], at: str) -> None:
    with pytest.raises(InputError) as caught:
        Finding.from_dict(data)
    assert caught.value.code == "bad_finding"
    assert at in caught.value.message("en")


def test_an_id_that_does_not_belong_to_the_content_is_told() -> None:
    with pytest.raises(InputError) as caught:
        Finding.from_dict(changed(valid={"on": "2019-06-02"}))
    assert caught.value.code == "finding_id"


def test_a_file_of_findings_is_consistent_or_the_first_bad_line_is_named() -> None:
    good = json.dumps(FINDING.to_dict())
    assert verify_findings([good, "", good + "\n"]) == (True, "consistent", None)
    for bad in ("{", "[]", "[" * 100_000, json.dumps(changed(valid={"on": "2019-06-02"})), '{"id": NaN}'):
        ok, level, why = verify_findings([good, bad])
        assert (ok, level) == (False, "none")
        assert why is not None
        assert "2" in why
    assert verify_findings([])[:2] == (False, "none")


def test_a_float_is_refused_when_the_id_is_made() -> None:
    with pytest.raises(TypeError):
        _ = replace(FINDING, claim={**FINDING.claim, "score": 0.5}).id
