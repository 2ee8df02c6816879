"""The parts of a pack, one per jurisdiction."""
from __future__ import annotations

from accord.core.errors import UsageError
from accord.core.reference import Reference
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


def references(pack: Pack) -> tuple[Reference, ...]:
    """What answers rest on: one reference per part of the pack."""
    return tuple(reference(one, pack.id) for one in pack.parts.values())


def reference(part: Part, origin: str) -> Reference:
    """A part as the reference that findings name; `origin` is the id of its pack."""
    return Reference(kind="law", id=part.jurisdiction, version=part.version, sha256=part.sha256, as_of=part.law_as_of, origin=origin)
