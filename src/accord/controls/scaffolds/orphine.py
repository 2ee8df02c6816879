"""The two skeletons of the Chinese orphine class: 1-(piperidin-4-yl)benzimidazol-2-one and 1,3,8-triazaspiro[4.5]decan-4-one.

The ring system is complete and saturated as in the parents and the piperidine nitrogen bears something other than hydrogen.
Sites: `tail` (on the piperidine nitrogen), `piperidine` and `urea_ring` (each substituent of the rings), `aryl` (on N1 of the spiro
parent; a unit without atoms of its own where N1 bears hydrogen), `bridge` (a further ring over or on the skeleton), `ring_nitrogen`.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from accord.controls.placement import Placement, Unit, branch, neighbours, substituents, unit

if TYPE_CHECKING:
    from rdkit import Chem

BENZIMIDAZOLONE_GATE = ("[#8]~[#6]1~[#7]~[#6]2~[#6]~[#6]~[#6]~[#6]~[#6]~2~[#7]~1~[#6]1~[#6]~[#6]~[#7](~[!#1])~[#6]~[#6]~1",)
TRIAZASPIRODECANONE_GATE = ("[#8]~[#6]1~[#7]~[#6]~[#7]~[#6]~12~[#6]~[#6]~[#7](~[!#1])~[#6]~[#6]~2",)
_BENZIMIDAZOLONE = "[#6]1(~[OX1,OX2H1])[#7]c2ccccc2[#7]1-[CX4]1-[CX4]-[CX4]-[#7]-[CX4]-[CX4]-1"
_TRIAZASPIRODECANONE = "[OX1]=[#6]1-[#7]-[CX4]-[#7]-[CX4]12-[CX4]-[CX4]-[#7]-[CX4]-[CX4]-2"


def benzimidazolones(mol: Chem.Mol) -> Iterator[Placement]:
    """Placements on the skeleton of the first parent (brorphine)."""
    for match in mol.GetSubstructMatches(_query(_BENZIMIDAZOLONE)):
        c2, oxygen, n3, *benzo, n1, c4, c3, c2p, nitrogen, c6, c5 = match
        fused = (c2, n3, *benzo, n1)
        skeleton = (*fused, oxygen, c4, c3, c2p, nitrogen, c6, c5)
        units = (*_groups(mol, "urea_ring", fused, skeleton), *_groups(mol, "piperidine", (c4, c3, c2p, c6, c5), skeleton))
        yield from _with_tail(mol, skeleton, nitrogen, units)


def triazaspirodecanones(mol: Chem.Mol) -> Iterator[Placement]:
    """Placements on the skeleton of the second parent (spirobrorphine)."""
    for skeleton in mol.GetSubstructMatches(_query(_TRIAZASPIRODECANONE)):
        _, _, n3, c2, n1, _, c6, c7, nitrogen, c9, c10 = skeleton
        units = (*_groups(mol, "urea_ring", (n3, c2), skeleton), *_groups(mol, "piperidine", (c6, c7, c9, c10), skeleton))
        yield from _with_tail(mol, skeleton, nitrogen, (_on_n1(mol, n1, skeleton), *units))


@cache
def _query(smarts: str) -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts(smarts)


def _groups(mol: Chem.Mol, site: str, ring: tuple[int, ...], skeleton: tuple[int, ...]) -> Iterator[Unit]:
    for anchor, piece in substituents(mol, ring, set(skeleton) - set(ring)):
        tied = len(piece.touches) > 1 or _spiro(mol, anchor, piece.atoms)
        yield unit(mol, "bridge" if tied else site, piece, anchor)


def _spiro(mol: Chem.Mol, anchor: int, atoms: frozenset[int]) -> bool:
    return sum(i in atoms for i in neighbours(mol, anchor)) > 1


def _on_n1(mol: Chem.Mol, n1: int, skeleton: tuple[int, ...]) -> Unit:
    for root in neighbours(mol, n1, skeleton):
        piece = branch(mol, root, skeleton)
        return unit(mol, "bridge" if len(piece.touches) > 1 else "aryl", piece, n1)
    return Unit("aryl", (n1,), n1, n1, "")


def _with_tail(mol: Chem.Mol, skeleton: tuple[int, ...], nitrogen: int, units: tuple[Unit, ...]) -> Iterator[Placement]:
    pieces = [branch(mol, root, skeleton) for root in neighbours(mol, nitrogen, skeleton)]
    for tail in pieces:
        site = "bridge" if len(tail.touches) > 1 or sum(piece.atoms == tail.atoms for piece in pieces) > 1 else "tail"
        others = (unit(mol, "ring_nitrogen", piece, nitrogen) for piece in pieces if piece.atoms != tail.atoms)
        yield Placement(skeleton, (*units, unit(mol, site, tail, nitrogen), *others), {})
