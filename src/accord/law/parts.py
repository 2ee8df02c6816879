"""The parts of a pack, one per jurisdiction."""
from __future__ import annotations

from accord.core.errors import UsageError
from accord.law.model import Pack, Part


def part(pack: Pack, jurisdiction: str) -> Part:
    """A jurisdiction's part of a pack.

    Raises:
        UsageError: unknown_jurisdiction: the pack does not hold it; names those it holds.
    """
    found = pack.parts.get(jurisdiction.upper())
    if found is None:
        raise UsageError("unknown_jurisdiction", text=jurisdiction, known=", ".join(pack.parts))
    return found


def jurisdictions(pack: Pack) -> tuple[str, ...]:
    """Codes of the jurisdictions a pack holds, the UN first."""
    return tuple(pack.parts)
