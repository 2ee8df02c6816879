"""The words of a verdict: bases, readings, gaps and advisories in both languages, made where the decision is made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from accord.controls import advisory
from accord.controls.model import Match, Reading
from accord.controls.statute import Statute
from accord.core.text import both, say
from accord.law.model import Missing, Window
from accord.substances.model import Substance

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
KINDS = ("list", "scope", "destination", "class", "derivative")
CONFIDENCE = ("source-primary", "source-official", "source-secondary", "source+memory", "memory", "unconfirmed", "computed")
"""Surest first (core.md 1)."""
VALUES = ("yes", "ambiguous", "cannot_say")


def basis(match: Match, value: str, on: str, *, primary: bool) -> dict[str, Any]:
    """One reason of a verdict: rule, clause or entry, atoms of the input as written, window, citation, confidence, text.

    Args:
        match: what speaks.
        value: what it is worth on the day: yes, ambiguous or cannot_say.
        on: the day, ISO.
        primary: False for a class beside a listing by name.
    """
    entry = match.entry
    current, first, to = _run(match.windows, on)
    reading = both(match.reading, **match.params)
    note = _from_note(first, match.effect)
    start = None if match.effect == "cannot_say" else _first_day(first)
    facts = {
        "rule": entry.id,
        "list": entry.list or entry.instrument,
        "entry": _line(match),
        "clause": match.clause or "",
        "start": start or "?",
        "end": to or "?",
        "jurisdiction": entry.jurisdiction,
    }
    text = {lang: _sentence(facts, reading[lang], note, lang) for lang in ("en", "zh")}
    return {
        "rule": entry.id,
        "kind": match.kind,
        "regime": entry.regime,
        "value": value,
        "primary": primary,
        "clause": match.clause,
        "entry": facts["entry"] or None,
        "list": facts["list"],
        "schedule": entry.schedule,
        "component": match.component,
        "atoms": list(match.atoms),
        "fragment": match.fragment,
        "from": start,
        "to": to,
        "from_note": note["en"] if note else None,
        "from_note_zh": note["zh"] if note else None,
        "citation": match.citation,
        "basis_of_window": current.basis,
        "confidence": current.confidence or match.confidence,
        "reading": reading["en"],
        "reading_zh": reading["zh"],
        "text_en": text["en"],
        "text_zh": text["zh"],
    }


def _run(windows: Sequence[Window], on: str) -> tuple[Window, Window, str | None]:
    """(window in force on the day, first window of the unbroken run it belongs to, end of that run)."""
    ordered = sorted(windows, key=lambda w: (w.earliest or "", w.latest or "", w.to or "9999"))
    current = min(ordered, key=lambda w: ("yes", "cannot_say", "no").index(w.state(on)))
    if current.state(on) != "yes":
        return current, current, current.to
    first, end = current, current.to
    for window in reversed(ordered):
        if window.to is not None and first.earliest is not None and window is not first and window.to >= first.earliest:
            first = window
    for window in ordered:
        if end is not None and window.latest is not None and window.latest <= end and (window.to is None or window.to > end):
            end = window.to
    return current, first, end


def _first_day(window: Window) -> str | None:
    """Since when, at the precision of the source; None where no day was seen (then a note says what is known)."""
    if window.shown_from and DAY.fullmatch(window.shown_from):
        return window.shown_from
    return window.latest if window.latest is not None and window.latest == window.earliest else None


def _from_note(window: Window, effect: str | None) -> dict[str, str] | None:
    """What is known about the first day where it is not an exact day of an official text; None where it is."""
    if effect == "cannot_say":
        return both("controls.from.open", day=window.earliest or window.latest or "?")
    if window.earliest == window.latest and window.earliest is not None:
        return None
    if window.earliest is None and window.latest is None:
        return both("controls.from.not_collected")
    if window.earliest is None:
        return both("controls.from.not_after", day=window.latest or "")
    if window.latest is None:
        return both("controls.from.not_before", day=window.earliest)
    return both("controls.from.between", earliest=window.earliest, latest=window.latest)


def weight(basis: Mapping[str, Any]) -> tuple[int, int, int, int, str, str, int]:
    """Order of bases: firm first, primary first, lists before classes, the surer before the less sure, then by rule and clause."""
    return (
        VALUES.index(basis["value"]),
        not basis["primary"],
        KINDS.index(basis["kind"]),
        CONFIDENCE.index(basis["confidence"]),
        basis["rule"],
        basis["clause"] or "",
        -1 if basis["component"] is None else basis["component"],
    )


def reading(regime: str, way: Reading) -> dict[str, str]:
    """One way to read an open clause, with the outcome under it."""
    words = both(way.code, **way.params)
    return {"regime": regime, "reading": words["en"], "reading_zh": words["zh"], "outcome": way.outcome}


def gap(missing: Missing) -> dict[str, Any]:
    """A relevant instrument that is not held, or held with gaps."""
    return {
        "id": missing.id,
        "jurisdiction": missing.jurisdiction,
        "instrument": missing.instrument,
        "regime": missing.regime,
        "from": missing.since,
        "to": missing.to,
        "why": missing.why,
        "why_zh": missing.why_zh,
    }


def advisories(substance: Substance, law: Statute, on: str) -> list[dict[str, Any]]:
    """Open-textured law that makes the input relevant for an expert: never an outcome (section 3.8)."""
    if substance.structure is None:
        return []
    rows: list[dict[str, Any]] = []
    for entry in law.advisories:
        if not any(w.state(on) == "yes" for w in entry.windows):
            continue
        views = [v for c in substance.structure.components for v in c.views]
        said = next((a for v in views if (a := advisory.advise(v.mol, entry)) is not None), None)
        if said is not None:
            words = both(said.code, **said.params)
            rested = {"rule": entry.id, "citation": entry.citation, "confidence": entry.confidence}
            rows.append({"text": words["en"], "text_zh": words["zh"], "basis": rested, "review": True})
    return rows


def _line(match: Match) -> str:
    if match.kind in ("class", "derivative"):
        return match.entry.entry or ""
    return match.entry.entry or match.params.get("name") or (match.entry.substance.name if match.entry.substance else "")


def _sentence(facts: Mapping[str, str], reading: str, note: Mapping[str, str] | None, lang: str) -> str:
    """The sentence of a basis: rule and line, reading, since when. Both languages name the same clause and days."""
    code = f"controls.basis.{'clause' if facts['clause'] else 'entry' if facts['entry'] else 'rule'}"
    since = say("controls.basis.since", lang, **facts) if facts["start"] != "?" else ""
    until = say("controls.basis.until", lang, **facts) if facts["end"] != "?" else ""
    return say(code, lang, **facts, reading=reading, since=since, until=until, note=f" ({note[lang]})" if note else "")
