"""Is it controlled? From the entries that speak and a day to one verdict per jurisdiction, with every reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from accord.controls import explain
from accord.controls.match import matches
from accord.controls.model import OUTCOMES, REGIMES, Match, Question
from accord.controls.relevance import is_relevant
from accord.controls.statute import Statute
from accord.law.model import Missing, State, Window
from accord.substances.model import Substance


def decide(substance: Substance, law: Statute, question: Question) -> dict[str, Any]:
    """The verdict of one jurisdiction on one day, as the record of the specification (section 5).

    Args:
        substance: a resolved substance; one found by name only is asked by its name.
        law: the compiled law of the jurisdiction.
        question: day, origin, destination; `history` adds all days.

    Returns:
        A JSON-ready verdict: outcome, regimes, bases, readings, advisories, coverage, history.
    """
    known = _known(matches(substance, law), question)
    relevant = _relevant(substance, law)
    state = _Day(known, relevant, law, question, question.on)
    bases = [explain.basis(m, value_of(m, s), question.on, primary=_is_primary(m, state.spoken)) for m, s in state.spoken]
    bases.sort(key=explain.weight)
    first = next((b for b in bases if b["value"] == "yes"), bases[0] if bases else None)
    return {
        "jurisdiction": law.part.jurisdiction,
        "on": question.on,
        "outcome": state.outcome,
        "regimes": state.regimes,
        "schedule": first["schedule"] if first else None,
        "list": first["list"] if first else None,
        "basis": bases,
        "readings": _readings(state),
        "nearest": [],
        "advisory": explain.advisories(substance, law, question.on),
        "history": _history(known, relevant, law, question) if question.history else [],
        "law_as_of": law.part.law_as_of,
        "beyond_law_as_of": question.on > law.part.law_as_of,
        "coverage": {"complete": not state.missing, "missing": [explain.gap(m) for m in state.missing]},
    }


def outcome(substance: Substance, law: Statute, question: Question, passed: frozenset[str] | None = None) -> tuple[str, list[str]]:
    """(outcome, rules that speak): what `decide` says, without the reasons. For catalogues; `passed` as in `match.matches`."""
    known = _known(matches(substance, law, passed), question)
    state = _Day(known, _relevant(substance, law, passed), law, question, question.on)
    return state.outcome, sorted({m.entry.id for m, _ in state.spoken})


def _history(found: Sequence[Match], relevant: Sequence[Missing], law: Statute, question: Question) -> list[dict[str, Any]]:
    """Outcome per regime over all time: half-open, without gaps or overlaps; `from` null = since before the data."""
    days = sorted(
        {d for m in found for w in m.windows for d in (w.earliest, w.latest, w.to) if d}
        | {d for m in relevant for d in (m.since, m.to) if d}
    )
    rows: list[dict[str, Any]] = []
    for regime in REGIMES:
        held: dict[str, Any] | None = None
        for day in ("0001-01-01", *days):
            state = _Day(found, relevant, law, question, day)
            rules = sorted({m.entry.id for m, _ in state.spoken if m.entry.regime == regime})
            if held is not None and (held["outcome"], held["rules"]) == (state.regimes[regime], rules):
                continue
            start = None if day == "0001-01-01" else day
            if held is not None:
                held["to"] = start
                rows.append(held)
            held = {"from": start, "to": None, "regime": regime, "outcome": state.regimes[regime], "rules": rules}
        if held is not None and not (regime == "export" and held["from"] is None and not held["rules"]):
            rows.append(held)
    return rows


def _known(found: Sequence[Match], question: Question) -> list[Match]:
    """The matches that were known on the day `as_of`."""
    return [m for m in found if question.as_of is None or (m.entry.known_at or "")[:10] <= question.as_of]


class _Day:
    """What the matches say on one day."""

    def __init__(self, found: Sequence[Match], relevant: Sequence[Missing], law: Statute, question: Question, day: str) -> None:
        self.spoken: list[tuple[Match, State]] = []
        for match in found:
            if match.kind == "destination" and not _directed(match, question):
                continue
            state = in_force(match.windows, match.effect, day)
            if state != "no":
                self.spoken.append((match, state))
        self.regimes: Mapping[str, str] = {r: self._regime(r) for r in REGIMES}
        self.missing: list[Missing] = []
        for gap in (*relevant, *(m for m in law.missing if not m.relevance)):
            if not _open(gap, question, day) or self.regimes[gap.regime] in ("controlled", "ambiguous"):
                continue
            self.missing.append(gap)
            if gap.relevance and self.regimes[gap.regime] == "not_controlled":
                self.regimes = {**self.regimes, gap.regime: "cannot_say"}
        self.outcome = min(self.regimes.values(), key=OUTCOMES.index)

    def _regime(self, regime: str) -> str:
        values = {value_of(m, s) for m, s in self.spoken if m.entry.regime == regime}
        for value, outcome in (("yes", "controlled"), ("ambiguous", "ambiguous"), ("cannot_say", "cannot_say")):
            if value in values:
                return outcome
        return "not_controlled"


def in_force(windows: Sequence[Window], effect: str | None, day: str) -> State:
    """State of an entry on a day: the firmest of its windows; effect cannot_say: firm no before, cannot_say from then on."""
    states = {w.state(day) for w in windows}
    if "yes" in states:
        return "cannot_say" if effect == "cannot_say" else "yes"
    return "cannot_say" if "cannot_say" in states else "no"


def value_of(match: Match, state: State) -> str:
    """What a match is worth on a day: yes, ambiguous, or cannot_say where the day or the fact is not firm."""
    return match.value if state == "yes" else "cannot_say"


def _directed(match: Match, question: Question) -> bool:
    """Whether a destination rule speaks: goods from its origin to a state of its directory."""
    return question.origin == match.entry.data.get("origin") and question.destination in match.destinations


def _open(gap: Missing, question: Question, day: str) -> bool:
    if gap.destinations and not (question.origin == gap.jurisdiction and question.destination in gap.destinations):
        return False
    return (gap.since is None or day >= gap.since) and (gap.to is None or day < gap.to)


def _relevant(substance: Substance, law: Statute, passed: frozenset[str] | None = None) -> list[Missing]:
    """Missing instruments whose relevance test some component passes."""
    if substance.structure is None:
        return []
    views = [v for c in substance.structure.components for v in c.views]
    asked = [m for m in law.missing if m.relevance and (passed is None or m.id in passed)]
    return [m for m in asked if any(is_relevant(v.mol, m) for v in views)]


def _is_primary(match: Match, spoken: Sequence[tuple[Match, State]]) -> bool:
    """A name or CAS listing goes before a class: the class never removes a name and stays shown as secondary."""
    if match.kind in ("list", "scope", "destination"):
        return True
    return not any(m.kind in ("list", "scope") and value_of(m, s) == "yes" and m.entry.regime == match.entry.regime for m, s in spoken)


def _readings(state: _Day) -> list[dict[str, str]]:
    """Both readings of every regime that is ambiguous."""
    rows: list[dict[str, str]] = []
    for match, day in state.spoken:
        regime = match.entry.regime
        if state.regimes[regime] == "ambiguous" and value_of(match, day) == "ambiguous":
            rows += [row for r in match.readings if (row := explain.reading(regime, r)) not in rows]
    return sorted(rows, key=lambda r: (r["regime"], r["outcome"], r["reading"]))
