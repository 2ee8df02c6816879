"""The first line of an answer: one sentence that a customs officer understands, and the names it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from accord.controls.model import OUTCOMES
from accord.controls.tally import Tally
from accord.core.text import has, language, say

Record = Mapping[str, Any]
MIXED = ("ambiguous", "cannot_say", "not_controlled")


def sentence(record: Record) -> str:
    """What must be known of one record, in one sentence of the current language."""
    name = name_of(record)
    if record["status"] != "ok":
        return say("report.sentence.not_ok", name=name, why=record["error"]["message"])
    verdicts = record["verdicts"]
    by = {outcome: [v["jurisdiction"] for v in verdicts if v["outcome"] == outcome] for outcome in OUTCOMES}
    facts = {"name": name, "on": verdicts[0]["on"] if verdicts else ""}
    if by["controlled"] and len(by["controlled"]) == len(verdicts):
        return say("report.sentence.controlled", places=places(by["controlled"]), **facts)
    if by["controlled"]:
        others = places([place for outcome in MIXED for place in by[outcome]])
        return say("report.sentence.controlled_here", places=places(by["controlled"]), others=others, **facts)
    if by["ambiguous"] or by["cannot_say"]:
        return say("report.sentence.open", places=places(by["ambiguous"] + by["cannot_say"]), **facts)
    return say("report.sentence.not_listed", places=places(by["not_controlled"]), **facts)


def sentence_of_many(tally: Tally) -> str:
    """What must be known of a whole file, in one sentence."""
    if not tally.rows:
        return say("report.sentence.no_rows")
    open_rows = tally.by_class["ambiguous"] + tally.by_class["cannot_say"]
    return say(
        "report.sentence.many",
        rows=tally.rows,
        controlled=tally.by_class["controlled"],
        open=open_rows,
        not_listed=tally.by_class["not_controlled"],
        not_answered=tally.rows - tally.answered,
    )


def name_of(record: Record) -> str:
    """Name in the reader's language; what was typed where no name is known."""
    return known_name(record) or shown_input(record)


def known_name(record: Record) -> str | None:
    """Name of the substance in the reader's language, or of its parent; None where no name is known."""
    substance: Record = record.get("substance") or {}
    chinese: Sequence[str] = substance.get("names_zh") or []
    if language() == "zh" and chinese:
        return chinese[0]
    parent: Record = substance.get("parent") or {}
    return substance.get("name") or parent.get("name")


def shown_input(record: Record, longest: int = 120) -> str:
    """The input as typed, on one line; a very long one is cut, with the number of characters left out."""
    text = " ".join(str(record.get("input") or "").split()) or say("report.empty_input")
    return text if len(text) <= longest else say("report.cut", start=text[:longest], left=len(text) - longest)


def steps(record: Record) -> list[str]:
    """How the input was understood, one sentence part per step; empty where it was taken as it stands."""
    return [say(f"substances.step.{step}") for step in record["substance"]["recognised"]["steps"]]


def place(code: str) -> str:
    """Name of a jurisdiction in a sentence; its code where we have no name for it."""
    return say(f"report.place.{code}") if has(f"report.place.{code}") else code


def state(code: str) -> str:
    """Name of a jurisdiction in a table; its code where we have no name for it."""
    return say(f"report.state.{code}") if has(f"report.state.{code}") else code


def places(codes: Sequence[str]) -> str:
    """Jurisdictions as words: "the UN, the United States and China"."""
    names = [place(code) for code in codes]
    if len(names) < 2:
        return "".join(names)
    return say("report.list.last", first=say("report.list.comma").join(names[:-1]), last=names[-1])


def law_too_old(record: Record) -> list[str]:
    """One sentence per day on which law was last checked, where the day asked about is later."""
    late: dict[str, list[str]] = {}
    for verdict in record["verdicts"]:
        if verdict["beyond_law_as_of"] and verdict["law_as_of"]:
            late.setdefault(verdict["law_as_of"], []).append(verdict["jurisdiction"])
    return [say("report.beyond", law_as_of=day, places=places(codes)) for day, codes in late.items()]


def since(basis: Mapping[str, Any]) -> str:
    """From when a basis speaks; an uncertain day is shown as what is known of it."""
    note = localised(basis, "from_note")
    start = basis.get("from")
    if start and note:
        return say("report.day_uncertain", day=start)
    return str(start or note or say("report.day_unknown"))


def localised(record: Mapping[str, Any], key: str) -> str:
    """A text of a record in the reader's language: `key` is English, `key_zh` Chinese."""
    return str((record.get(f"{key}_zh") if language() == "zh" else None) or record.get(key) or "")


def main_basis(verdict: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The reason that stands for the verdict in a table: the first, which is the firmest; None where there is none."""
    return verdict["basis"][0] if verdict["basis"] else None


def gap_of(gap: Mapping[str, Any]) -> str:
    """One instrument that is not held, and why; of a state whose law is not held at all, only that."""
    why = localised(gap, "why")
    return why if gap["instrument"] == "all" else say("report.missing", instrument=gap["instrument"], why=why)


def span_of(span: Mapping[str, Any]) -> str:
    """One stretch of the history: from when to when, which regime, what it answers, and by which rules."""
    start, end = span["from"], span["to"]
    days = "always" if not start and not end else "before" if not start else "since" if not end else "between"
    facts = {
        "days": say(f"report.days.{days}", start=start or "", end=end or ""),
        "regime": say(f"report.regime.{span['regime']}"),
        "outcome": say(f"report.outcome.{span['outcome']}"),
    }
    if not span["rules"]:
        return say("report.history_no_rule", **facts)
    return say("report.history", rules=", ".join(span["rules"]), **facts)


def list_of(basis: Mapping[str, Any]) -> str:
    """List and schedule of a basis."""
    return " · ".join(str(part) for part in (basis.get("list"), basis.get("schedule")) if part)
