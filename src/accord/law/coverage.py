"""Which instruments a pack holds and which it knows of but does not hold (`accord law coverage`)."""
from __future__ import annotations

from datetime import date
from typing import Any

from accord.law.model import Missing, Pack, Part
from accord.law.parts import part

SPEAKING = ("item", "class", "derivative", "advisory", "destination")
"""Kinds of entries that make an instrument held."""


def rows(pack: Pack, jurisdiction: str | None = None, today: str | None = None) -> list[dict[str, Any]]:
    """One row per instrument: held ones first, then the missing, jurisdiction by jurisdiction.

    Args:
        pack: the law.
        jurisdiction: whose; None: all that the pack holds.
        today: day to which `days_since` counts from the last check; None: `days_since` is null.

    Raises:
        UsageError: unknown_jurisdiction.
    """
    wanted = tuple(pack.parts) if jurisdiction is None else (jurisdiction,)
    return [row for j in wanted for row in _part(part(pack, j), today)]


def _part(law: Part, today: str | None) -> list[dict[str, Any]]:
    held = dict.fromkeys((e.instrument, e.regime) for e in law.entries if e.kind in SPEAKING)
    found = [_row(law.jurisdiction, None, instrument, regime, law.law_as_of, today) for instrument, regime in held]
    return found + [_missing(m, law.law_as_of, today) for m in law.missing]


def _missing(missing: Missing, law_as_of: str, today: str | None) -> dict[str, Any]:
    row = _row(missing.jurisdiction, missing.id, missing.instrument, missing.regime, missing.last_checked or law_as_of, today)
    destinations = list(missing.destinations)
    return {**row, "held": False, "relevance": bool(missing.relevance), "from": missing.since, "to": missing.to, "why": missing.why,
            "why_zh": missing.why_zh, "destinations": destinations}


def _row(jurisdiction: str, gap: str | None, instrument: str, regime: str, checked: str, today: str | None) -> dict[str, Any]:
    return {
        "jurisdiction": jurisdiction,
        "id": gap,
        "instrument": instrument,
        "regime": regime,
        "held": True,
        "relevance": None,
        "last_checked": checked,
        "days_since": None if today is None else (date.fromisoformat(today) - date.fromisoformat(checked)).days,
    }
