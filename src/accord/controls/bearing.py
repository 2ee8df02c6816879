"""What hangs on a ring, a chain or a nitrogen inside a unit: the questions behind the predicates."""
from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from accord.controls.placement import Branch, Unit, neighbours, substituents
from accord.controls.substituents import Group, matches

if TYPE_CHECKING:
    from rdkit import Chem

Kinds = Mapping[str, int | None] | Collection[str]
"""Kinds of groups that are allowed; a mapping gives the largest number of carbons of each (None: no limit)."""


def bears_only(mol: Chem.Mol, core: tuple[int, ...], exits: tuple[int, ...], allowed: Kinds) -> bool:
    """True if everything that hangs on a core is of an allowed kind (`alkylenedioxy`: a ring -O-(C)n-O- fused to it)."""
    return all(_allowed(mol, anchor, piece, core, allowed) for anchor, piece in hanging(mol, core, exits))


def hanging(mol: Chem.Mol, core: tuple[int, ...], exits: tuple[int, ...]) -> list[tuple[int, Branch]]:
    """(core atom, branch) of what hangs on a core; `touches` are the core atoms it is bound to, the exits do not count."""
    return [(anchor, replace(piece, touches=piece.touches & set(core))) for anchor, piece in substituents(mol, core, exits)]


def benzene(mol: Chem.Mol, atom: int) -> tuple[int, ...]:
    """The benzene ring an atom is in, also where another ring is fused to it; empty if there is none or the atom is in two of that size."""
    rings = [ring for ring in mol.GetRingInfo().AtomRings() if atom in ring and len(ring) == 6]
    if len(rings) != 1:
        return ()
    atoms = [mol.GetAtomWithIdx(i) for i in rings[0]]
    return tuple(rings[0]) if all(a.GetAtomicNum() == 6 and a.GetIsAromatic() for a in atoms) else ()


def plain_amine(mol: Chem.Mol, i: int) -> bool:
    """True for a neutral nitrogen with three single bonds to hydrogen or carbon, none of them acyl, thioacyl or amidine."""
    nitrogen = mol.GetAtomWithIdx(i)
    sides = [mol.GetAtomWithIdx(n) for n in neighbours(mol, i)]
    neutral = nitrogen.GetAtomicNum() == 7 and not nitrogen.GetIsAromatic() and nitrogen.GetFormalCharge() == 0
    single = nitrogen.GetTotalDegree() == 3 and all(side.GetAtomicNum() == 6 for side in sides)
    return neutral and single and not any(multiple_to_hetero(mol, n) for n in neighbours(mol, i))


def amine_bears(mol: Chem.Mol, unit: Unit, allowed: Kinds, rings: Collection[str]) -> bool:
    """True if the amine bears groups of allowed kinds only, or is part of one of the rings (SMILES; "any": of any ring)."""
    pieces = [piece for _, piece in substituents(mol, (unit.root,), unit.exits)]
    if any(len([n for n in neighbours(mol, unit.root) if n in piece.atoms]) > 1 for piece in pieces):
        return "any" in rings or _drawing(mol, unit) in {_canonical(ring) for ring in rings}
    return all(matches(Group(mol, piece.root, unit.root, piece.atoms), allowed) for piece in pieces)


def chain_to_ring(mol: Chem.Mol, unit: Unit, longest: int) -> bool:
    """True for a saturated chain of one to `longest` carbons, branches counted, that ends at a carbon of a ring.

    The ring is carbocyclic or aromatic, is the only one of the unit and may bear open groups.
    """
    rings = [ring for ring in mol.GetRingInfo().AtomRings() if set(ring) & set(unit.atoms)]
    if len(rings) != 1:
        return False
    chain = set(unit.atoms) - _ring_with_groups(mol, unit, rings[0])
    entry = [i for i in rings[0] if any(n in chain for n in neighbours(mol, i))]
    ring = [mol.GetAtomWithIdx(i) for i in rings[0]]
    kind = all(a.GetAtomicNum() == 6 for a in ring) or all(a.GetIsAromatic() for a in ring)
    by_carbon = len(entry) == 1 and mol.GetAtomWithIdx(entry[0]).GetAtomicNum() == 6
    return kind and by_carbon and 1 <= len(chain) <= longest and all(_saturated_carbon(mol, i) for i in chain)


def multiple_to_hetero(mol: Chem.Mol, i: int) -> bool:
    """True if the atom has a double or triple bond, not aromatic, to another element than carbon: oxo, thioxo, imino."""
    atom = mol.GetAtomWithIdx(i)
    bonds = [bond for bond in atom.GetBonds() if not bond.GetIsAromatic() and bond.GetBondTypeAsDouble() > 1]
    return any(bond.GetOtherAtom(atom).GetAtomicNum() != 6 for bond in bonds)


def is_oxo(mol: Chem.Mol, carbon: int, i: int) -> bool:
    """True if the neighbour i of a carbon is an oxygen with a double bond to it."""
    return mol.GetAtomWithIdx(i).GetAtomicNum() == 8 and mol.GetBondBetweenAtoms(carbon, i).GetBondTypeAsDouble() == 2


def _allowed(mol: Chem.Mol, anchor: int, piece: Branch, core: tuple[int, ...], allowed: Kinds) -> bool:
    if len(piece.touches) > 1:
        return "alkylenedioxy" in allowed and _alkylenedioxy(mol, piece, core)
    return matches(Group(mol, piece.root, anchor, piece.atoms), allowed)


def _alkylenedioxy(mol: Chem.Mol, piece: Branch, core: tuple[int, ...]) -> bool:
    ends = [i for i in piece.atoms if any(n in core for n in neighbours(mol, i))]
    inner = [i for i in piece.atoms if i not in ends]
    oxygens = len(ends) == 2 and all(mol.GetAtomWithIdx(i).GetAtomicNum() == 8 for i in ends)
    return oxygens and bool(inner) and all(_saturated_carbon(mol, i) for i in inner)


def _ring_with_groups(mol: Chem.Mol, unit: Unit, ring: tuple[int, ...]) -> set[int]:
    """The ring and what hangs on it, without the branch that leads back to the skeleton."""
    found = set(ring)
    for _, piece in substituents(mol, ring):
        if unit.anchor not in piece.atoms:
            found |= piece.atoms
    return found


def _saturated_carbon(mol: Chem.Mol, i: int) -> bool:
    atom = mol.GetAtomWithIdx(i)
    return atom.GetAtomicNum() == 6 and atom.GetTotalDegree() == 4


def _drawing(mol: Chem.Mol, unit: Unit) -> str:
    """Canonical SMILES of the unit alone, its bond to the chain closed by hydrogen: `C1CCNC1`."""
    from rdkit import Chem

    return _canonical(Chem.MolFragmentToSmiles(mol, atomsToUse=list(unit.atoms)))


@lru_cache(maxsize=256)
def _canonical(smiles: str) -> str:
    from rdkit import Chem

    return Chem.CanonSmiles(smiles)
