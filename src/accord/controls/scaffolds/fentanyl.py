"""Skeleton of the fentanyl class rules.

Core (spec 3.4): a carbonyl on an acyclic nitrogen that bears directly an aromatic ring atom and carbon 4 of a piperidine; the piperidine is
saturated, neither fused nor bridged, and its nitrogen bears something other than hydrogen.

Sites: `acyl`, `aryl` (on the amide nitrogen), `ring` (each substituent of a piperidine carbon), `ring_nitrogen` (a second group on the
piperidine nitrogen), and the tail on that nitrogen: `far_ring` and `chain` (each substituent) where it is two carbons ending in a
monocycle, else `tail`.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from accord.controls.placement import Branch, Placement, Unit, branch, label, monocycle, neighbours, substituents, unit

if TYPE_CHECKING:
    from rdkit import Chem

GATE = ("[#6](~[#8])~[#7](~[#6,#7](~[#6,#7,#8,#16])~[#6,#7,#8,#16])~[#6]1~[#6]~[#6]~[#7](~[!#1])~[#6]~[#6]~1",)
_CORE = "[CX3](=[OX1])-[NX3;!R](-[a])-[C]1-[C]-[C]-[N]-[C]-[C]-1"


def placements(mol: Chem.Mol) -> Iterator[Placement]:
    """All ways to lay the drawing over the skeleton; none if the core is absent."""
    for carbonyl, _, amide, aromatic, c4, c3, c2, n1, c6, c5 in mol.GetSubstructMatches(_core()):
        ring = (n1, c2, c3, c4, c5, c6)
        if _lone(mol, ring):
            fixed = (_acyl(mol, carbonyl, amide), _aryl(mol, aromatic, amide), *_ring(mol, ring, amide))
            for root in neighbours(mol, n1, ring):
                yield from _with_tail(mol, (amide, *ring), fixed, root)


@cache
def _core() -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts(_CORE)


def _lone(mol: Chem.Mol, ring: tuple[int, ...]) -> bool:
    """True if no other ring shares two or more atoms with this one: a spiro ring may, a fused or bridged one may not."""
    mine = set(ring)
    return all(set(other) == mine or len(mine & set(other)) < 2 for other in mol.GetRingInfo().AtomRings())


def _acyl(mol: Chem.Mol, carbonyl: int, amide: int) -> Unit:
    return unit(mol, "acyl", branch(mol, carbonyl, (amide,)), amide)


def _aryl(mol: Chem.Mol, aromatic: int, amide: int) -> Unit:
    atoms = branch(mol, aromatic, (amide,)).atoms
    marked = label(mol, atoms, (amide,))
    return Unit("aryl", tuple(sorted(atoms)), aromatic, amide, marked, core=monocycle(mol, aromatic), exits=(amide,))


def _ring(mol: Chem.Mol, ring: tuple[int, ...], amide: int) -> Iterator[Unit]:
    places = dict(zip(ring, "123456", strict=True))
    carbons = ring[1:]
    for anchor, piece in substituents(mol, carbons, (amide, ring[0])):
        yield unit(mol, "ring", piece, anchor, places[anchor])


def _with_tail(mol: Chem.Mol, skeleton: tuple[int, ...], fixed: tuple[Unit, ...], root: int) -> Iterator[Placement]:
    ring = skeleton[1:]
    n1 = ring[0]
    others = tuple(unit(mol, "ring_nitrogen", piece, n1) for _, piece in substituents(mol, (n1,), (*ring[1:], root)))
    tail = branch(mol, root, (n1,))
    areas = {
        "tail": tail.atoms,
        "ring": frozenset(ring).union(*(one.atoms for one in fixed if one.site == "ring")),
    }
    for units, more in _tails(mol, n1, tail):
        yield Placement(skeleton, (*fixed, *others, *units), areas | more)


def _tails(mol: Chem.Mol, n1: int, tail: Branch) -> list[tuple[tuple[Unit, ...], dict[str, frozenset[int]]]]:
    """Readings of the tail as two carbons and a monocycle, or the one reading as a whole."""
    found = [_split(mol, n1, tail.root, second, far) for second, far in _chains(mol, n1, tail.root)]
    return found or [((unit(mol, "tail", tail, n1),), {})]


def _chains(mol: Chem.Mol, n1: int, first: int) -> Iterator[tuple[int, int]]:
    if not _chain_carbon(mol, first):
        return
    for second in neighbours(mol, first, (n1,)):
        if _chain_carbon(mol, second):
            for far in neighbours(mol, second, (first,)):
                if monocycle(mol, far):
                    yield second, far


def _chain_carbon(mol: Chem.Mol, i: int) -> bool:
    atom = mol.GetAtomWithIdx(i)
    return atom.GetAtomicNum() == 6 and not atom.IsInRing() and atom.GetTotalDegree() == 4


def _split(mol: Chem.Mol, n1: int, first: int, second: int, far: int) -> tuple[tuple[Unit, ...], dict[str, frozenset[int]]]:
    ring = branch(mol, far, (second,)).atoms
    far_ring = Unit("far_ring", tuple(sorted(ring)), far, second, label(mol, ring, (second,)), core=monocycle(mol, far), exits=(second,))
    chain = tuple(unit(mol, "chain", piece, anchor) for anchor, piece in substituents(mol, (first, second), (n1, far)))
    atoms = frozenset((first, second)).union(*(one.atoms for one in chain))
    return (far_ring, *chain), {"chain": atoms, "far_ring": ring}
