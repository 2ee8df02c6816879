"""Records of the controls room: what an entry says about a drawing, before any date is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from accord.law.model import Entry, Window

Value = Literal["yes", "ambiguous", "cannot_say"]
REGIMES = ("drug", "precursor", "export")
OUTCOMES = ("controlled", "ambiguous", "cannot_say", "not_controlled")
"""Strongest first: the outcome of a verdict is the strongest of its regimes (substances-controls.md 5)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an open clause: message code, its parameters, and the outcome under it (controlled | not_controlled)."""

    code: str
    outcome: Literal["controlled", "not_controlled"]
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that speaks about one drawing. Timeless: windows of the entry are applied later.

    `atoms` are indices of the drawing (`View.mol`); one clause per hit. `ambiguous` carries at least two readings with different outcomes.
    """

    entry: Entry
    value: Value
    clause: str | None
    atoms: tuple[int, ...]
    reading: str
    """Message code of the reason, e.g. "controls.reading.other_acyl"."""
    params: Mapping[str, str] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A hit placed in the user's own input: which component, which atoms as written, and why."""

    entry: Entry
    kind: Literal["list", "scope", "class", "derivative", "destination"]
    value: Value
    windows: tuple[Window, ...]
    effect: str | None
    """As in the entry; of the member for a destination entry."""
    confidence: str
    citation: str
    destinations: tuple[str, ...]
    """States for which a destination entry speaks; empty: the entry's own directory, or not a destination entry."""
    clause: str | None
    component: int | None
    """Number of the component in `substance.components`; None where the entry was found by name."""
    atoms: tuple[int, ...]
    """Atoms of the input as written, sorted."""
    fragment: str | None
    reading: str
    params: Mapping[str, str]
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the law besides the substance."""

    on: str
    origin: str | None = None
    destination: str | None = None
    as_of: str | None = None
    """Leave out what was not known on that day."""
    history: bool = False
