"""What differs between two days: of the law, and of what it says about a substance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from accord.controls.decide import in_force
from accord.controls.match import LISTED
from accord.controls.model import REGIMES
from accord.controls.statute import ListedForm, Statute
from accord.law.model import Entry, Window
from accord.law.windows import windows_of


def change(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, str] | None:
    """(change, regime) between two verdicts of one jurisdiction, None when nothing differs.

    added: not_controlled before and controlled after in some regime; removed: the reverse; changed: any other difference, of outcome,
    schedule, or of the rules and clauses that speak.
    """
    moves = {r: (before["regimes"][r], after["regimes"][r]) for r in REGIMES}
    for name, move in (("added", ("not_controlled", "controlled")), ("removed", ("controlled", "not_controlled"))):
        regime = next((r for r in REGIMES if moves[r] == move), None)
        if regime is not None:
            return name, regime
    regime = next((r for r in REGIMES if moves[r][0] != moves[r][1]), None)
    if regime is not None:
        return "changed", regime
    spoken = [_spoken(v) for v in (before, after)]
    if spoken[0] == spoken[1]:
        return None
    return "changed", min((regime for _, _, _, _, regime in spoken[0] ^ spoken[1]), key=REGIMES.index)


def changed_entries(law: Statute, first: str, second: str) -> list[tuple[Entry, str, str]]:
    """Classes, derivative clauses and advisories whose state differs between the days: (entry, state before, state after)."""
    found: list[tuple[Entry, str, str]] = []
    for entry in (*law.classes, *law.derivatives, *law.advisories):
        before, after = (in_force(entry.windows, entry.effect, day) for day in (first, second))
        if before != after:
            found.append((entry, before, after))
    return found


def changed_forms(law: Statute, first: str, second: str) -> Iterator[ListedForm]:
    """Listed forms whose state differs between the days."""
    for form in law.listed():
        if in_force(form.windows, form.effect, first) != in_force(form.windows, form.effect, second):
            yield form


def touching(law: Statute, first: str, second: str) -> frozenset[str]:
    """Gates (rule ids, `listed`) that a change between the days can touch."""
    rules = {e.id for e, _, _ in changed_entries(law, first, second)} | set(_edged(law, first, second))
    forms = {f.entry.id for f in changed_forms(law, first, second)}
    gaps = {m.id for m in law.missing if m.relevance and any(d is not None and first < d <= second for d in (m.since, m.to))}
    return frozenset(rules | forms | gaps | ({LISTED} if forms else set()))


def _edged(law: Statute, first: str, second: str) -> Iterator[str]:
    """Classes and derivatives with a window edge between the days, also where the entry as a whole stays in force."""
    for entry in (*law.classes, *law.derivatives):
        if any(d is not None and first < d <= second for w in _windows(entry) for d in (w.earliest, w.latest, w.to)):
            yield entry.id


def _windows(entry: Entry) -> Iterator[Window]:
    yield from entry.windows
    for clause in entry.data.get("clauses", ()):
        yield from windows_of(clause.get("windows", ()))


def _spoken(verdict: Mapping[str, Any]) -> set[tuple[Any, ...]]:
    return {(b["rule"], b["clause"], b["value"], b["schedule"], b["regime"]) for b in verdict["basis"]}
