"""Skeleton of the nitazene class rules: 1H-benzimidazole, an aminoethyl chain on N1, and on C2 a bridge that ends in an aromatic ring.

Sites: `benzimidazolyl` (the ring system with what its benzo ring bears), `bridge` (its atoms with their substituents), `aryl`, `amine`
(the nitrogen of the chain with what it bears), `chain` (each substituent of the two chain carbons), `tie` (a ring that joins two sites).
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from accord.controls.placement import Placement, Unit, branch, label, monocycle, neighbours, substituents, unit

if TYPE_CHECKING:
    from rdkit import Chem

GATE = ("[#7]1(~[#6]~[#6]~[#7])~[#6](~[!#1]~[!#1])~[#7]~[#6]2~[#6]~1~[#6]~[#6]~[#6]~[#6]~2",)
_LONGEST_BRIDGE = 3


def placements(mol: Chem.Mol) -> Iterator[Placement]:
    """All ways to lay the drawing over the skeleton; none if the core is absent."""
    for match in mol.GetSubstructMatches(_core()):
        n1, first, second, amine, c2, root = match[:6]
        ring = (n1, c2, *match[6:])
        head = (_benzimidazolyl(mol, ring, first, root), _amine(mol, amine, (first, second, *ring)), *_chain(mol, n1, first, second, amine))
        for path in _bridges(mol, (c2, root), ring):
            yield Placement((*ring, first, second), (*head, *_arm(mol, c2, path[:-1], path[-1])), {})


@cache
def _core() -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts("[#7;r5]1(-[CX4]-[CX4]-[#7])c(-[!#1])nc2c1cccc2")


def _benzimidazolyl(mol: Chem.Mol, ring: tuple[int, ...], first: int, root: int) -> Unit:
    pieces = [piece.atoms for _, piece in substituents(mol, ring, (first, root))]
    atoms = frozenset(ring).union(*pieces)
    return Unit("benzimidazolyl", tuple(sorted(atoms)), ring[0], first, label(mol, atoms, (first, root)), core=ring, exits=(first, root))


def _amine(mol: Chem.Mol, amine: int, wall: tuple[int, ...]) -> Unit:
    atoms = branch(mol, amine, wall).atoms
    return Unit("amine", tuple(sorted(atoms)), amine, wall[1], label(mol, atoms, (wall[1],)), core=(amine,), exits=(wall[1],))


def _chain(mol: Chem.Mol, n1: int, first: int, second: int, amine: int) -> Iterator[Unit]:
    for anchor, piece in substituents(mol, (first, second), (n1, amine)):
        yield unit(mol, "chain", piece, anchor)


def _bridges(mol: Chem.Mol, path: tuple[int, ...], ring: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Paths of one to three atoms from C2 that end in an aromatic atom; without C2, the aromatic atom last."""
    if mol.GetAtomWithIdx(path[-1]).GetIsAromatic():
        if len(path) > 2:
            yield path[1:]
    elif len(path) <= _LONGEST_BRIDGE + 1:
        for step in neighbours(mol, path[-1], (*path, *ring)):
            yield from _bridges(mol, (*path, step), ring)


def _arm(mol: Chem.Mol, c2: int, bridge: tuple[int, ...], aromatic: int) -> Iterator[Unit]:
    far = branch(mol, aromatic, (c2, *bridge))
    pieces = [piece.atoms for _, piece in substituents(mol, bridge, (c2, aromatic))]
    atoms = frozenset(bridge).union(*pieces)
    yield Unit("bridge", tuple(sorted(atoms)), bridge[0], c2, label(mol, atoms, (c2, aromatic)), core=bridge, exits=(c2, aromatic))
    core = monocycle(mol, aromatic)
    yield Unit("aryl", tuple(sorted(far.atoms)), aromatic, bridge[-1], label(mol, far.atoms, (bridge[-1],)), core=core, exits=(bridge[-1],))
    if len(far.touches) > 1 or any(mol.GetAtomWithIdx(i).IsInRing() for i in bridge):
        yield Unit("tie", tuple(sorted(far.atoms | atoms)), aromatic, bridge[-1], "tie")
