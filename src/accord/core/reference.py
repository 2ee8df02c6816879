"""A reference: whatever an answer rests on and somebody published, installed and can replace."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Reference", "ReferenceKind"]

ReferenceKind = Literal["law", "list", "library", "model", "calendar", "register"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A jurisdiction's part of a law pack, a party list, a spectral library, a trained model, a calendar or a register.

    Attributes:
        kind: what it is.
        id: its name among its kind ("CN" for China's part of the law).
        version: as its publisher counts.
        sha256: `sha256:<hex>` of its content.
        as_of: last day for which it speaks ("2026-11-22"); None: not stated.
        origin: who published it; None: not stated.
    """

    kind: ReferenceKind
    id: str
    version: str
    sha256: str
    as_of: str | None = None
    origin: str | None = None

    def as_finding(self) -> dict[str, str]:
        """What a finding says of it: {"kind", "id", "sha256"}."""
        return {"kind": self.kind, "id": self.id, "sha256": self.sha256}
