"""Missing instruments: does a drawing pass the deliberately wide test of an instrument that exists and is not held?"""
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from accord.law.model import Missing

if TYPE_CHECKING:
    from rdkit import Chem


def is_relevant(mol: Chem.Mol, missing: Missing) -> bool:
    """True if one of the instrument's SMARTS matches the drawing; False if it has none (membership cannot be told from structure)."""
    return any(mol.HasSubstructMatch(query) for query in queries(missing.relevance))


@lru_cache(maxsize=64)
def queries(relevance: tuple[str, ...]) -> tuple[Chem.Mol, ...]:
    """The compiled SMARTS, once per set.

    Raises:
        ValueError: a SMARTS that cannot be read; names it.
    """
    return tuple(_compiled(smarts) for smarts in relevance)


def _compiled(smarts: str) -> Chem.Mol:
    from rdkit import Chem

    query = cast("Chem.Mol | None", Chem.MolFromSmarts(smarts))
    if query is None:
        raise ValueError(smarts)
    return query
