"""Superset queries: cheap patterns that match whatever a rule could speak about, in every drawing.

They name elements, and where no drawing changes it the number of neighbours; all bonds are free, so that they hold before perception.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdkit import Chem


def skeleton(mol: Chem.Mol, *, bare: bool = False) -> str:
    """A molecule as a query that matches every drawing containing it, also its enol or gem-diol; one text per skeleton.

    A carbon of an aromatic ring has three neighbours in any drawing of it, a saturated carbon away from carbonyl and enol groups has four:
    that is what makes the query quick to fail.

    Args:
        mol: sanitised.
        bare: only rings that belong to something larger: no demand on saturated carbons.
    """
    from rdkit import Chem

    movable = set(range(mol.GetNumAtoms())) if bare else {i for match in mol.GetSubstructMatches(_movable()) for i in match}
    plain = Chem.RWMol()
    kinds: list[str] = []
    for atom in mol.GetAtoms():
        kinds.append(_kind(atom, movable=atom.GetIdx() in movable))
        plain.AddAtom(Chem.Atom(atom.GetAtomicNum()))
        plain.GetAtomWithIdx(plain.GetNumAtoms() - 1).SetIsotope(len(kinds[-1]) + ("X4" in kinds[-1]))
    for bond in mol.GetBonds():
        plain.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
    plain.UpdatePropertyCache(False)
    rank = list(Chem.CanonicalRankAtoms(plain, breakTies=True))
    loose = Chem.RWMol()
    for index in sorted(range(len(rank)), key=rank.__getitem__):
        loose.AddAtom(Chem.AtomFromSmarts(kinds[index]))
    for one, other in sorted(sorted((rank[b.GetBeginAtomIdx()], rank[b.GetEndAtomIdx()])) for b in mol.GetBonds()):
        loose.AddBond(one, other, Chem.BondType.SINGLE)
        loose.ReplaceBond(loose.GetNumBonds() - 1, Chem.BondFromSmarts("~"))
    return Chem.MolToSmarts(loose)


@lru_cache(maxsize=1)
def _movable() -> Chem.Mol:
    """Carbon atoms that an enol, a ketone and its hydrate draw differently, and their neighbours."""
    from rdkit import Chem

    return Chem.MolFromSmarts("[#6]~[#6;$([#6]~[#7,#8,#16])]")


def _kind(atom: Chem.Atom, *, movable: bool) -> str:
    number = atom.GetAtomicNum()
    if number == 6 and atom.GetIsAromatic():
        return "[#6X3]"
    if number == 6 and not movable and atom.GetTotalDegree() == 4:
        return "[#6X4]"
    return f"[#{number}]"


def rings_of(mol: Chem.Mol) -> Chem.Mol:
    """The rings of a molecule and what links them, without what hangs on them; the molecule itself where it has no ring."""
    from rdkit import Chem
    from rdkit.Chem.Scaffolds.MurckoScaffold import GetScaffoldForMol

    scaffold = GetScaffoldForMol(mol)
    if scaffold.GetNumAtoms() == 0:
        return mol
    bare = Chem.RWMol(scaffold)
    for index in sorted((a.GetIdx() for a in scaffold.GetAtoms() if a.GetDegree() == 1), reverse=True):
        bare.RemoveAtom(index)
    return bare.GetMol()


@lru_cache(maxsize=1024)
def relaxed(smarts: str) -> str:
    """A superset of a SMARTS that needs no perception: allowed elements of each atom, any bond. What is not understood becomes any atom."""
    from rdkit import Chem

    strict = Chem.MolFromSmarts(smarts)
    loose = Chem.RWMol()
    for atom in strict.GetAtoms():
        loose.AddAtom(Chem.AtomFromSmarts(_allowed(atom.GetSmarts())))
    for bond in strict.GetBonds():
        loose.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
        loose.ReplaceBond(loose.GetNumBonds() - 1, Chem.BondFromSmarts("~"))
    return Chem.MolToSmarts(loose)


def _allowed(atom: str) -> str:
    """The elements that an atom primitive of SMARTS allows, as `[#6X3,#7]`, or `*`, and whether the atom stands alone (D0).

    An aromatic carbon always has three neighbours. Those of other elements are not kept: a nitrogen may be drawn with a proton more.
    """
    from rdkit import Chem

    inner = atom.strip()[1:-1] if atom.startswith("[") else atom
    kinds: set[str] = set()
    table = Chem.GetPeriodicTable()
    for choice in _before(inner, ";").split(","):
        first = re.match(r"(#(\d+)|(Cl|Br|Se|Si|[BCNOPSFI]|[bcnops]))&?(X[34])?", choice)
        if first is None:
            return "*"
        number = int(first[2]) if first[2] else table.GetAtomicNumber(first[3].capitalize())
        kinds.add("#6X3" if first[3] == "c" else f"#6{first[4] or ''}" if number == 6 else f"#{number}")
    alone = ";D0" if "D0" in inner.split(";") else ""
    return "[" + ",".join(sorted(kinds)) + alone + "]"


def _before(text: str, mark: str) -> str:
    """The text up to the first mark that is not inside a recursive part."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == mark and depth == 0:
            return text[:index]
    return text
