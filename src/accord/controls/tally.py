"""Counts of screened rows. Every row falls into exactly one class, so the counts add up to the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from accord.controls.model import OUTCOMES

NOT_ANSWERED = ("ambiguous_identity", "unresolved", "error")
CLASSES = (*OUTCOMES, *NOT_ANSWERED)


@dataclass(slots=True)
class Tally:
    """Running counts over records of `screen` or `check`, full or brief."""

    rows: int = 0
    by_class: Counter[str] = field(default_factory=Counter[str])
    """Rows by strongest outcome over all jurisdictions, or by status when not answered."""
    by_place: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    """Jurisdiction -> outcome -> rows; answered rows only."""
    errors: Counter[str] = field(default_factory=Counter[str])
    """Error code -> rows."""

    def add(self, record: Mapping[str, Any]) -> str:
        """Count one record and return its class."""
        self.rows += 1
        found = row_class(record)
        self.by_class[found] += 1
        if record["status"] == "ok":
            for place, outcome in outcomes(record).items():
                self.by_place.setdefault(place, Counter())[outcome] += 1
        elif record.get("error"):
            self.errors[record["error"]["code"]] += 1
        return found

    @property
    def answered(self) -> int:
        """Rows with status ok."""
        return sum(self.by_class[one] for one in OUTCOMES)


def outcomes(record: Mapping[str, Any]) -> dict[str, str]:
    """Jurisdiction -> outcome of one answered record, full or brief."""
    if "outcome" in record:
        return dict(record["outcome"])
    verdicts: Sequence[Mapping[str, str]] = record.get("verdicts") or []
    return {verdict["jurisdiction"]: verdict["outcome"] for verdict in verdicts}


def row_class(record: Mapping[str, Any]) -> str:
    """Strongest outcome over all jurisdictions of an answered row; else its status."""
    if record["status"] != "ok":
        return str(record["status"])
    found = set(outcomes(record).values())
    return next((one for one in OUTCOMES if one in found), "cannot_say")
