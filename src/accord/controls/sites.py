"""Anchors and placements: every way to lay a drawing over the skeleton that a class rule names."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from accord.controls.placement import Placement
from accord.controls.scaffolds import fentanyl, nitazene, orphine

if TYPE_CHECKING:
    from rdkit import Chem

_READERS: Mapping[str, tuple[Callable[[Chem.Mol], Iterator[Placement]], tuple[str, ...]]] = {
    "fentanyl": (fentanyl.placements, fentanyl.GATE),
    "nitazene": (nitazene.placements, nitazene.GATE),
    "piperidinyl_benzimidazolone": (orphine.benzimidazolones, orphine.BENZIMIDAZOLONE_GATE),
    "triazaspirodecanone": (orphine.triazaspirodecanones, orphine.TRIAZASPIRODECANONE_GATE),
}


def placements(mol: Chem.Mol, skeleton: str) -> Iterator[Placement]:
    """Placements of a sanitised, neutral drawing on a named skeleton; none if the skeleton is absent.

    Raises:
        KeyError: a skeleton that is not known (the schema of class entries allows the known ones only).
    """
    return _READERS[skeleton][0](mol)


def gate(skeleton: str) -> tuple[str, ...]:
    """SMARTS, any of which must match before a placement can exist; elements and any-bonds only, so they also hold before sanitisation."""
    return _READERS[skeleton][1]


def skeletons() -> tuple[str, ...]:
    """Names a class entry may use."""
    return tuple(_READERS)
