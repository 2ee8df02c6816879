"""Metals: covalently drawn salts read as ions, and inorganic salts brought to their usual drawing."""
from __future__ import annotations

from rdkit import Chem

from accord.substances.identity import query
from accord.substances.standard import ranked, settled, shift

_METALS = "Li,Na,K,Rb,Cs,Be,Mg,Ca,Sr,Ba,Al,Zn,Cd,Hg,Cu,Ag,Au,Fe,Co,Ni,Mn,Cr,Ti,V,Zr,Sn,Pb,Bi,Sb,Tl,La,Ce,Gd,Y"
_UNCOMMON = query("[!#6;!#7;!#8;!#16;!#9;!#17;!#35;!#15;!#53;!#1]")
_METAL_BOND = query(f"[{_METALS};+0;!$(*=*);!$(*~[#6])]-[#7,#8,#16,$([F,Cl,Br,I;X1])]")
_HYDROXYL = query("[#8;H1;D1;+0]")
_ALKALI = {3: 1, 11: 1, 19: 1, 37: 1, 55: 1, 12: 2, 20: 2, 38: 2, 56: 2}
"""Atomic number -> charge of alkali and alkaline earth metals."""


def disconnect_metals(mol: Chem.Mol) -> Chem.Mol | None:
    """Cut covalent bonds of a metal to N, O, S or halogen into ions; None when there is nothing to cut.

    Carbon-metal compounds and oxo-metallates (the manganese of permanganate) are left whole. Atom order does not change.
    """
    if not mol.HasSubstructMatch(_UNCOMMON):  # the cheapest test that lets no metal slip
        return None
    cuts = mol.GetSubstructMatches(_METAL_BOND)
    if not cuts:
        return None
    work = Chem.RWMol(mol)
    for metal, other in cuts:
        work.RemoveBond(metal, other)
        shift(work.GetAtomWithIdx(metal), +1, hydrogens=0)
        shift(work.GetAtomWithIdx(other), -1, hydrogens=0)
    return settled(work)


def ionic_whole(mol: Chem.Mol) -> Chem.Mol:
    """An inorganic salt in its usual drawing: M=O in oxo-metallates, a lone alkali metal ionised against the acid beside it."""
    work = Chem.RWMol(mol)
    for atom in work.GetAtoms():
        atom.SetIsotope(0)
    for bond in work.GetBonds():
        _join_charges(bond)
    _ionise(work)
    return settled(work)


def _join_charges(bond: Chem.Bond) -> None:
    """M+ and O- side by side are drawn M=O in oxo-metallates."""
    ends = (bond.GetBeginAtom(), bond.GetEndAtom())
    metal, oxygen = ends if ends[1].GetAtomicNum() == 8 else (ends[1], ends[0])
    single = bond.GetBondType() == Chem.BondType.SINGLE
    if single and metal.GetAtomicNum() > 20 and metal.GetFormalCharge() > 0 and oxygen.GetFormalCharge() == -1:
        bond.SetBondType(Chem.BondType.DOUBLE)
        metal.SetFormalCharge(metal.GetFormalCharge() - 1)
        oxygen.SetFormalCharge(0)


def _ionise(work: Chem.RWMol) -> None:
    """K beside HMnO4, both neutral, is potassium permanganate."""
    acids = ranked(work, [index for (index,) in work.GetSubstructMatches(_HYDROXYL)])
    for atom in work.GetAtoms():
        charge = _ALKALI.get(atom.GetAtomicNum(), 0)
        if charge == 0 or atom.GetDegree() or atom.GetFormalCharge() or len(acids) < charge:
            continue
        atom.SetFormalCharge(charge)
        for _ in range(charge):
            shift(work.GetAtomWithIdx(acids.pop(0)), -1, hydrogens=-1)
