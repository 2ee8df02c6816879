"""Bonds at which a derivative is cut back to its parent, by the kind of derivative."""
from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from accord.controls.placement import branch, neighbours
from accord.controls.substituents import HALOGENS

if TYPE_CHECKING:
    from rdkit import Chem


def kind(mol: Chem.Mol, functional: int, root: int) -> tuple[str, str]:
    """What the group that begins at `root` makes of the parent: (kind, reason if that is open); ("", "") for anything else.

    amide: acyl (formyl, or carbonyl bound to carbon) on nitrogen; of another oxoacid (sulfonyl, phosphoryl): open.
    carbamate: a carbonyl bound to an oxygen that bears carbon, on nitrogen. halide: halogen on carbon.
    ester: a carbon that is no carbonyl, on the oxygen of a carboxylic acid.
    """
    at, first = mol.GetAtomWithIdx(functional), mol.GetAtomWithIdx(root)
    bond = mol.GetBondBetweenAtoms(functional, root).GetBondTypeAsDouble()
    match at.GetAtomicNum(), first.GetAtomicNum(), bond:
        case 7, 6, 1.0:
            return (_acyl(mol, functional, root) if at.GetTotalDegree() == 3 else ""), ""
        case 7, (15 | 16), 1.0:
            return ("amide", "other_oxoacid") if _oxygens(mol, root) else ("", "")
        case 6, number, 1.0 if number in HALOGENS:
            return "halide", ""
        case 8, 6, 1.0:
            acid = any(_oxygens(mol, i) for i in neighbours(mol, functional, (root,)))
            return ("ester" if acid and not _oxygens(mol, root) else ""), ""
        case _:
            return "", ""


def acetal_atoms(mol: Chem.Mol, carbon: int, core: tuple[int, ...]) -> tuple[int, ...]:
    """Atoms of the acetal at a ketone's carbon: two oxygens that bear carbon (not carbonyl), open or in one ring; else empty."""
    oxygens = neighbours(mol, carbon, core)
    pieces = [branch(mol, i, core) for i in oxygens]
    lone = all(piece.touches == frozenset((carbon,)) for piece in pieces)
    if len(oxygens) != 2 or not lone or not all(_ether_oxygen(mol, i, carbon) for i in oxygens):
        return ()
    return tuple(sorted({carbon}.union(*(piece.atoms for piece in pieces))))


@lru_cache(maxsize=128)
def skeletons(smiles: str, acetals: bool) -> tuple[tuple[Chem.Mol, int | None], ...]:
    """Queries for the parent inside a derivative, each with the query atom that may be an acetal's carbon (None: the ketone is there)."""
    from rdkit import Chem

    parent = Chem.MolFromSmiles(smiles)
    found: list[tuple[Chem.Mol, int | None]] = [(parent, None)]
    for carbon, oxygen in parent.GetSubstructMatches(Chem.MolFromSmarts("[#6;!$([#6][!#6])](=[OX1])")) if acetals else ():
        bare = Chem.RWMol(parent)
        bare.RemoveAtom(oxygen)
        found.append((bare.GetMol(), carbon - (oxygen < carbon)))
    return tuple(found)


@lru_cache(maxsize=128)
def gates(smiles: str, kind: str) -> tuple[str, ...]:
    """SMARTS with elements and any-bonds only that every derivative of this kind matches."""
    from rdkit import Chem

    parent = Chem.MolFromSmiles(smiles)
    if kind == "halide":
        return (_loose(parent, None),)
    functional, added = _ADDED[kind]
    grown = [_grow(parent, match, added) for match in parent.GetSubstructMatches(Chem.MolFromSmarts(functional))]
    return tuple(dict.fromkeys(_loose(one, _ketones(parent)) for one in grown))


def widest(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds whose gates together hold for derivatives of all the kinds."""
    if "halide" in kinds:
        return ("halide",)
    return tuple(kind for kind in sorted(kinds) if not (kind == "carbamate" and "amide" in kinds))


_ADDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "amide": ("[#7]", ("[#6,#15,#16]", "[#8]")),
    "carbamate": ("[#7]", ("[#6]", "[#8]")),
    "ester": ("[OX2H1]", ("[#6]",)),
    "acetal": ("[#6;!$([#6][!#6])]=[OX1]", ("[#8]",)),
}
"""Functional atom of the parent (first atom of the query) and the chain of atoms that a derivative adds to it."""


def _acyl(mol: Chem.Mol, functional: int, root: int) -> str:
    if not _oxygens(mol, root):
        return ""
    others = [i for i in neighbours(mol, root, (functional,)) if i not in _oxygens(mol, root)]
    number = mol.GetAtomWithIdx(others[0]).GetAtomicNum() if others else 6
    if number == 6:
        return "amide"
    borne = neighbours(mol, others[0], (root,)) if number == 8 else []
    return "carbamate" if borne and mol.GetAtomWithIdx(borne[0]).GetAtomicNum() == 6 else ""


def _oxygens(mol: Chem.Mol, i: int) -> list[int]:
    """Oxygens with a double bond to an atom."""
    double = [b.GetOtherAtomIdx(i) for b in mol.GetAtomWithIdx(i).GetBonds() if b.GetBondTypeAsDouble() == 2]
    return [n for n in double if mol.GetAtomWithIdx(n).GetAtomicNum() == 8]


def _ether_oxygen(mol: Chem.Mol, oxygen: int, carbon: int) -> bool:
    far = neighbours(mol, oxygen, (carbon,))
    if mol.GetAtomWithIdx(oxygen).GetAtomicNum() != 8 or len(far) != 1:
        return False
    return mol.GetAtomWithIdx(far[0]).GetAtomicNum() == 6 and not _oxygens(mol, far[0])


def _grow(parent: Chem.Mol, match: tuple[int, ...], added: tuple[str, ...]) -> Chem.Mol:
    from rdkit import Chem

    grown, last = Chem.RWMol(parent), match[0]
    for smarts in added:
        new = grown.AddAtom(Chem.AtomFromSmarts(smarts))
        grown.AddBond(last, new, Chem.BondType.SINGLE)
        last = new
    return grown.GetMol()


def _loose(mol: Chem.Mol, ketones: frozenset[int] | None) -> str:
    """The drawing as SMARTS that leaves all bonds free and names elements and what no derivative changes.

    An aromatic carbon has three neighbours in any drawing. Unless `ketones` is None, a derivative adds nothing to the carbons of the
    parent other than at its functional atoms, so their degree stays (a ketone may be drawn as its hydrate).
    """
    from rdkit import Chem

    atoms = [_kind(atom, tight=ketones is not None and atom.GetIdx() not in ketones) for atom in mol.GetAtoms()]
    bonds = ["~"] * mol.GetNumBonds()
    return Chem.MolFragmentToSmiles(mol, atomsToUse=list(range(mol.GetNumAtoms())), atomSymbols=atoms, bondSymbols=bonds)


def _ketones(parent: Chem.Mol) -> frozenset[int]:
    from rdkit import Chem

    return frozenset(match[0] for match in parent.GetSubstructMatches(Chem.MolFromSmarts("[#6](=[OX1])([#6])[#6]")))


def _kind(atom: Chem.Atom, *, tight: bool) -> str:
    if atom.HasQuery():
        return atom.GetSmarts()
    if atom.GetAtomicNum() != 6:
        return f"[#{atom.GetAtomicNum()}]"
    demands = [f"D{atom.GetDegree()}"] * tight + ["X3"] * atom.GetIsAromatic()
    return f"[{';'.join(('#6', *demands))}]"
