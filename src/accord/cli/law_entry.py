"""One entry of law as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from accord.cli import output
from accord.cli.tables import cell_text
from accord.controls.headline import localised, place
from accord.core.text import has, say

FACTS = ("instrument", "kind", "regime", "list", "schedule", "entry", "citation", "confidence", "published", "known_at", "note")
Record = Mapping[str, Any]


def show_entry(entry: Record) -> None:
    """Print an entry: a sentence, its facts, windows, clauses and examples."""
    start = entry.get("from") or say("report.day_unknown")
    output.sentence(say("cli.law.show.sentence", id=entry["id"], place=place(entry["jurisdiction"]), start=start))
    for fact in FACTS:
        if entry.get(fact):
            output.sentence(say("cli.law.show.fact", name=say(f"cli.column.{fact}"), value=_value(fact, entry[fact])))
    for window in _records(entry, "windows"):
        output.sentence(_window(window))
    for clause in _records(entry, "clauses"):
        output.sentence(say("cli.law.show.clause", id=clause["id"], text=localised(clause, "text")))
        for window in _records(clause, "windows"):
            output.sentence(_window(window))
    for sign in ("positive", "negative", "boundary"):
        for example in _records(entry["examples"], sign):
            asked = " ".join(str(value) for value in example.values())
            output.sentence(say("cli.law.show.example", sign=say(f"cli.sign.{sign}"), smiles=asked))


def _records(entry: Record, key: str) -> Sequence[Record]:
    return entry.get(key) or ()


def _value(fact: str, value: object) -> str:
    """Codes that have words are shown in words."""
    code = f"report.{fact}.{value}"
    return say(code) if has(code) else cell_text(value)


def _window(window: Record) -> str:
    bounds = say("cli.law.show.bounds", earliest=window.get("earliest") or "…", latest=window.get("latest") or "…")
    return say("cli.law.show.window", start=window.get("from") or bounds, end=window.get("to") or "…", basis=window.get("basis") or "")
