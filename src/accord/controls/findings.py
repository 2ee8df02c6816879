"""Findings of a row: what it was resolved to, and one verdict per jurisdiction and regime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from accord.controls.model import Question
from accord.core.finding import Evidence, Finding
from accord.core.ids import content_id
from accord.law.model import Pack
from accord.law.parts import reference
from accord.substances.columns import ROLES
from accord.substances.model import Substance

RULES = "1"
"""Version of this engine's semantics: part of every finding id. Raise it when the same law and input may give another claim."""
NUMBERS = ("quantity_kg", "concentration_pct")
ANSWER = {"controlled": "yes", "not_controlled": "no", "ambiguous": "ambiguous", "cannot_say": "cannot_say"}
HANDLING = {"compartment": "trade", "marking": "TLP:GREEN", "purposes": ["diversion_control"]}


def of(
    fields: Mapping[str, str],
    given_id: str | None,
    substance: Substance,
    verdicts: Sequence[Mapping[str, Any]],
    question: Question,
    pack: Pack,
) -> tuple[Finding, ...]:
    """All findings of a row, in order: the resolution, then per verdict one finding for each regime that the law of the state has."""
    record = {k: fields[k] for k in ROLES if fields.get(k)}
    if given_id is not None:
        record["id"] = given_id
    subject = {"type": "line", "id": content_id(record, numbers=NUMBERS, dates=("date",))}
    found = [_resolution(subject, substance, question)]
    for verdict in verdicts:
        found += [
            _verdict(subject, verdict, regime, pack, question)
            for regime, outcome in verdict["regimes"].items()
            if not (regime == "export" and outcome == "not_controlled")
        ]
    return tuple(found)


def _resolution(subject: Mapping[str, str], substance: Substance, question: Question) -> Finding:
    structure = substance.structure
    claim = {
        "status": substance.status,
        "inchikey": structure.inchikey if structure else None,
        "name": substance.name,
        "by": substance.recognised.by,
        "exact": substance.recognised.exact,
        "steps": list(substance.recognised.steps),
    }
    answer = {"ok": "yes", "ambiguous_identity": "ambiguous"}.get(substance.status, "cannot_say")
    return Finding(
        kind="resolution/1",
        subject=subject,
        claim=claim,
        strength={"scale": "answer", "value": answer},
        valid={"on": question.on},
        made_by=_maker("substances.resolve", subject),
        references=(),
        handling=HANDLING,
        because=(Evidence("recognised", substance.recognised.by, None, "", "computed"),),
    )


def _verdict(subject: Mapping[str, str], verdict: Mapping[str, Any], regime: str, pack: Pack, question: Question) -> Finding:
    outcome = verdict["regimes"][regime]
    bases = [b for b in verdict["basis"] if b["regime"] == regime]
    rule = bases[0]["rule"] if bases else None
    claim = {
        "jurisdiction": verdict["jurisdiction"],
        "outcome": outcome,
        "regime": regime,
        "rule": rule,
        "clauses": sorted({b["clause"] for b in bases if b["rule"] == rule and b["clause"]}),
        "rules": sorted({b["rule"] for b in bases}),
        "complete": verdict["coverage"]["complete"],
    }
    if question.origin or question.destination:
        claim["route"] = {k: v for k, v in (("origin", question.origin), ("destination", question.destination)) if v}
    part = pack.parts.get(verdict["jurisdiction"])
    references = (reference(part, pack.id).as_finding(),) if part else ()
    because = tuple(
        Evidence(
            "clause" if b["clause"] else "entry",
            f"{b['rule']}#{b['clause'] or b['entry'] or ''}",
            {"atoms": b["atoms"]},
            b["citation"],
            b["confidence"],
        )
        for b in bases
    )
    gaps = tuple(Evidence("missing_instrument", m["id"], None, m["instrument"], "computed") for m in verdict["coverage"]["missing"])
    examined = (
        (Evidence("law_examined", part.jurisdiction, None, f"{pack.id} {part.version}, law as of {part.law_as_of}", "computed"),)
        if part
        else ()
    )
    return Finding(
        kind="verdict/1",
        subject=subject,
        claim=claim,
        strength={"scale": "answer", "value": ANSWER[outcome]},
        valid={"on": verdict["on"]},
        made_by=_maker("controls.decide", subject),
        references=references,
        handling=HANDLING,
        because=because + gaps or examined,
    )


def _maker(engine: str, subject: Mapping[str, str]) -> dict[str, Any]:
    return {"engine": engine, "rules": RULES, "inputs": [subject["id"]], "release": _release()}


@cache
def _release() -> str:
    return version("accord")
