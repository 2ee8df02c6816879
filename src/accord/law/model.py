"""Records of the law room: what a pack says, as data.

Days are ISO strings ("2019-05-01"), so they compare as text. All windows are half-open: `to` is the first day no longer covered.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Regime = Literal["drug", "precursor", "export"]
EntryKind = Literal["item", "class", "derivative", "scope", "advisory", "destination", "threshold", "pending"]
State = Literal["yes", "cannot_say", "no"]


@dataclass(frozen=True, slots=True)
class Window:
    """One period in which an entry is in force.

    `earliest`..`latest` bound the first day where the official text was not seen: before `earliest` the answer is a firm no, inside it is
    cannot_say, from `latest` on a firm yes. Only `latest`: cannot_say before it. Only `earliest`: cannot_say from it on. Neither: the day
    was not collected, always cannot_say. An exact day has earliest == latest.
    """

    earliest: str | None
    latest: str | None
    to: str | None = None
    shown_from: str | None = None
    """The day as the source gives it, at its precision: "1964", "2022-11", "2019-05-01"; None where no day was seen."""
    precision: str = "day"
    basis: str | None = None
    confidence: str | None = None
    """Confidence of this window where it differs from the entry's."""

    def state(self, day: str) -> State:
        """State of the window on a day: yes, cannot_say or no (core.md 3, uncertain days)."""
        if self.to is not None and day >= self.to:
            return "no"
        if self.earliest is not None and day < self.earliest:
            return "no"
        if self.latest is not None and day >= self.latest:
            return "yes"
        return "cannot_say"


@dataclass(frozen=True, slots=True)
class Listed:
    """The substance of an `item`: names, numbers and, where known, the structure.

    `evidence` says how sure the structure is: `firm` (two or more independent sources agree), `single` (one source: a name or CAS number
    matches firmly, a structure alone answers cannot_say), `none` (no structure: found by name only).
    """

    name: str
    synonyms: tuple[str, ...] = ()
    names_zh: tuple[str, ...] = ()
    cas: tuple[str, ...] = ()
    smiles: str | None = None
    inchikey: str | None = None
    evidence: Literal["firm", "single", "none"] = "firm"
    key: str | None = None
    """Short id of the substance inside our tables ("4-anpp"), if it has one."""


@dataclass(frozen=True, slots=True)
class Example:
    """An input whose answer under the entry is known."""

    smiles: str
    on: str | None = None
    origin: str | None = None
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """positive: the entry speaks; negative: it does not; boundary: open readings."""

    positive: tuple[Example, ...] = ()
    negative: tuple[Example, ...] = ()
    boundary: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated statement of law. `data` holds what only its kind needs (clauses, members, scope flags), validated by the JSON schema."""

    id: str
    kind: EntryKind
    jurisdiction: str
    instrument: str
    regime: Regime
    windows: tuple[Window, ...]
    citation: str
    confidence: str
    list: str | None = None
    schedule: str | None = None
    entry: str | None = None
    """Number or code of the line in its list."""
    substance: Listed | None = None
    scope: str | None = None
    """Id of the `scope` entry that says what else this line covers (isomers, salts, esters, ethers)."""
    effect: Literal["cannot_say", "pending"] | None = None
    """cannot_say: firm no before `earliest`, cannot_say from then on. pending: proposed, never controls."""
    published: str | None = None
    known_at: str | None = None
    note: str | None = None
    dissent: tuple[str, ...] = ()
    examples: Examples = Examples()
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])
    file: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A relevant instrument that exists and is not held, or is held with gaps.

    `relevance`: SMARTS of a deliberately wide test (any may match), or None where membership cannot be told from structure.
    """

    id: str
    jurisdiction: str
    instrument: str
    regime: Regime
    since: str | None
    to: str | None
    why: str
    relevance: tuple[str, ...] = ()
    last_checked: str | None = None
    why_zh: str | None = None
    """`why` in Chinese."""
    destinations: tuple[str, ...] = ()
    """Only relevant for goods of the jurisdiction to these states; empty: always."""


@dataclass(frozen=True, slots=True)
class Part:
    """A jurisdiction's part of a pack: what a finding names as its reference {kind: law, id, version, sha256}."""

    jurisdiction: str
    version: str
    sha256: str
    law_as_of: str
    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A law pack: all parts, its digest (sha256 of pack.yaml, which holds the hash of every file)."""

    id: str
    version: str
    published: str
    signer: str | None
    sha256: str
    parts: Mapping[str, Part]

    def __hash__(self) -> int:
        return hash(self.sha256)
