"""How the stereo of a drawing stands to that of a listed form of the same skeleton.

Both sides are spelt out into their complete forms (what is left open is enumerated), and forms are compared by standard InChIKey, which
settles symmetry, meso forms and cis/trans pairs in rings, and does not take an arbitrarily drawn mobile double bond for a difference.
"""
from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from rdkit import Chem
from rdkit.Chem.EnumerateStereoisomers import EnumerateStereoisomers, GetStereoisomerCount, StereoEnumerationOptions

from accord.substances.identity import canonical_smiles, inchikey

Relation = Literal["same", "mirror", "open", "open_mirror", "geometric", "other"]

MAX_FORMS = 64
"""Most complete forms spelt out for one drawing; beyond, the marks that are there are compared atom by atom."""


def relation(view_mol: Chem.Mol, listed_mol: Chem.Mol) -> Relation:
    """Stereo relation of a drawing to a listed one.

    Args:
        view_mol: the drawing (a view: neutral, no isotopes, hydrogens implicit), sanitised.
        listed_mol: the listed form, sanitised; same first InChIKey block as the drawing.

    Returns:
        same: the drawing has all stereo that the listed form specifies (it may specify more); also for a listed form without stereo.
        mirror: it is the mirror image of that, and not that itself.
        open: it leaves something unspecified that the listed form specifies, and one of its possible forms is the listed one.
        open_mirror: the same for the mirror image only.
        geometric: the tetrahedral centres can agree, a double bond differs.
        other: a diastereomer.
    """
    drawn, listed = _assigned(view_mol), _listed(canonical_smiles(listed_mol))
    if not listed.has_stereo:
        return "same"
    if not _has_stereo(drawn):
        return "open"
    if _count(drawn) > MAX_FORMS:
        return _by_marks(drawn, listed)
    forms = _keys(drawn)
    if forms <= listed.forms:
        return "same"
    if forms & listed.forms:
        return "open"
    if forms <= listed.mirrored:
        return "mirror"
    if forms & listed.mirrored:
        return "open_mirror"
    return "geometric" if listed.flat_bonds and _keys(_without_bond_stereo(drawn)) & listed.flat_bonds else "other"


class _Listed(NamedTuple):
    """Complete forms of a listed drawing, of its mirror image, and (where it has double-bond stereo) with the double bonds left open."""

    mol: Chem.Mol
    has_stereo: bool
    forms: frozenset[str]
    mirrored: frozenset[str]
    flat_bonds: frozenset[str]


@lru_cache(maxsize=2048)
def _listed(smiles: str) -> _Listed:
    mol = Chem.MolFromSmiles(smiles)
    if not _has_stereo(mol):
        return _Listed(mol, has_stereo=False, forms=frozenset(), mirrored=frozenset(), flat_bonds=frozenset())
    bonds = any(bond.GetStereo() > Chem.BondStereo.STEREOANY for bond in mol.GetBonds())
    return _Listed(
        mol,
        has_stereo=True,
        forms=_keys(mol),
        mirrored=_keys(_mirror(mol)),
        flat_bonds=_keys(_without_bond_stereo(mol)) if bonds else frozenset(),
    )


def _assigned(mol: Chem.Mol) -> Chem.Mol:
    copy = Chem.Mol(mol)
    Chem.AssignStereochemistry(copy, cleanIt=True, force=True)
    return copy


def _has_stereo(mol: Chem.Mol) -> bool:
    return any(atom.GetChiralTag() != Chem.ChiralType.CHI_UNSPECIFIED for atom in mol.GetAtoms()) or any(
        bond.GetStereo() > Chem.BondStereo.STEREOANY for bond in mol.GetBonds()
    )


def _options() -> StereoEnumerationOptions:
    return StereoEnumerationOptions(onlyUnassigned=True, unique=False, maxIsomers=MAX_FORMS, rand=0)


def _count(mol: Chem.Mol) -> int:
    return int(GetStereoisomerCount(mol, _options()))


def _keys(mol: Chem.Mol) -> frozenset[str]:
    """Skeleton and stereo part of the keys of all complete forms; the protonation letter is left out."""
    return frozenset(inchikey(form)[:25] for form in EnumerateStereoisomers(mol, options=_options()))


def _mirror(mol: Chem.Mol) -> Chem.Mol:
    mirrored = Chem.Mol(mol)
    for atom in mirrored.GetAtoms():
        atom.InvertChirality()
    return _assigned(mirrored)


def _without_bond_stereo(mol: Chem.Mol) -> Chem.Mol:
    """The same drawing with its double bonds flat, not open: only the centres are compared."""
    flat = Chem.RWMol(mol)
    for bond in flat.GetBonds():
        bond.SetBondDir(Chem.BondDir.NONE)
        if bond.GetStereo() != Chem.BondStereo.STEREONONE:
            bond.SetStereo(Chem.BondStereo.STEREONONE)
    return flat.GetMol()


def _by_marks(drawn: Chem.Mol, listed: _Listed) -> Relation:
    """For a drawing with very many open centres: the listed form is possible if it bears every mark of the drawing."""
    if listed.mol.HasSubstructMatch(drawn, useChirality=True):
        return "open"
    return "open_mirror" if _mirror(listed.mol).HasSubstructMatch(drawn, useChirality=True) else "other"
