"""The plain standard form of one component, and the keto and ketone views of it: targeted steps that keep the atom map.

Neutralising follows the well-known RDKit recipe by N. O'Boyle ("neutralize by atom"): hydrogens are moved, no bond is changed.
General tautomer standardisers are left out on purpose: they cost fifty times as much, and their choice depends on stereo marks elsewhere.
"""
from __future__ import annotations

from itertools import islice, product
from typing import NamedTuple

from rdkit import Chem

from accord.substances.identity import query

MAX_VIEWS = 4
"""Most drawings kept for one component."""

_TOUCHED = query("[#1,!+0,!0*]")
_ISOTOPE = query("[!0*]")
_ACID_SITE = query("[$([#7,#8,#16,#34;-1,-2;!$(*~[+])]),$([C;-1;!$(*~[+])]),$([F,Cl,Br,I;-1;X0])]")
_BASE_SITE = query("[#7,#8,#15,#16,#34;+1;!H0;!$(*~[-])]")
_SHIELDED_ACID = query("[#8;-1;X1;$(*~[+])]")
_N_HYDROXY = query("[OX2;H1;$(*-[#7;+1;H0])]")
_ENOL = query("[OX2;H1]-[#6X3;A]=[#6X3;A]")
_GEM_DIOL = query("[CX4]([OX2;H1])[OX2;H1]")

_FLAGS = Chem.SanitizeFlags
_LIGHT = _FLAGS.SANITIZE_PROPERTIES | _FLAGS.SANITIZE_SETCONJUGATION | _FLAGS.SANITIZE_SETHYBRIDIZATION


class Form(NamedTuple):
    """A drawing derived from another: the molecule, for each of its atoms the index in the source, and the steps taken."""

    mol: Chem.Mol
    atoms: tuple[int, ...]
    steps: tuple[str, ...]


def standard_form(mol: Chem.Mol) -> Form:
    """Neutral where hydrogens can move, without isotopes, hydrogens implicit, stereo kept.

    Quaternary nitrogen, N-oxide and nitro keep their charges, and an inner salt of a quaternary nitrogen stays one.
    The molecule itself is returned when nothing has to be done, so that its key is computed once.
    """
    everything = tuple(range(mol.GetNumAtoms()))
    if not mol.HasSubstructMatch(_TOUCHED):
        return Form(mol, everything, ())
    work, atoms, steps = Chem.RWMol(mol), everything, ()
    if _unlabel(work):
        steps += ("isotope_removed",)
    work, atoms = _without_hydrogens(work, atoms)
    if _neutralise(work):
        steps += ("charge_neutralised",)
    if not steps and len(atoms) == len(everything):
        return Form(mol, everything, ())
    moved_only = steps == ("charge_neutralised",) and len(atoms) == len(everything)
    return Form(_recharged(work) if moved_only else settled(work), atoms, steps)


def further_forms(form: Form) -> list[Form]:
    """Keto forms of every non-aromatic enol, ketones of gem-diols, and both together; at most three, none equal to another."""
    ketos = _keto_forms(form) if form.mol.HasSubstructMatch(_ENOL) else []
    dry = _dehydrated(form) if form.mol.HasSubstructMatch(_GEM_DIOL) else []
    both = [wet for keto in ketos for wet in _dehydrated(keto)] if dry else []
    found = [*ketos, *dry, *both]
    if len(found) < 2:
        return found
    seen, unique = {Chem.MolToSmiles(form.mol)}, list[Form]()
    for candidate in found:
        smiles = Chem.MolToSmiles(candidate.mol)
        if smiles not in seen:
            seen.add(smiles)
            unique.append(candidate)
    return unique[: MAX_VIEWS - 1]


def settled(work: Chem.RWMol) -> Chem.Mol:
    """The edited molecule, sanitised, its stereo looked at again."""
    mol = work.GetMol()
    Chem.SanitizeMol(mol)
    Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
    return mol


def _recharged(work: Chem.RWMol) -> Chem.Mol:
    """The lighter way where only hydrogens moved: rings and aromaticity stay as they are, centres are looked at again."""
    mol = work.GetMol()
    Chem.SanitizeMol(mol, _LIGHT)
    Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
    return mol


def _unlabel(work: Chem.RWMol) -> bool:
    labelled = work.GetSubstructMatches(_ISOTOPE)
    for (index,) in labelled:
        work.GetAtomWithIdx(index).SetIsotope(0)
    return bool(labelled)


def _hydrogen_params() -> Chem.RemoveHsParameters:
    params = Chem.RemoveHsParameters()
    params.removeDefiningBondStereo = True  # an imine drawn with its hydrogen is the imine drawn without
    params.showWarnings = False
    return params


_HYDROGENS = _hydrogen_params()


def _without_hydrogens(work: Chem.RWMol, atoms: tuple[int, ...]) -> tuple[Chem.RWMol, tuple[int, ...]]:
    hydrogens = [atom for atom in work.GetAtoms() if atom.GetAtomicNum() == 1]
    if not hydrogens:
        return work, atoms
    for atom in work.GetAtoms():
        atom.SetIntProp("_source", atom.GetIdx())
    bare = Chem.RWMol(Chem.RemoveHs(work.GetMol(), _HYDROGENS, sanitize=False))
    kept = tuple(atoms[atom.GetIntProp("_source")] for atom in bare.GetAtoms())
    for atom in bare.GetAtoms():
        atom.ClearProp("_source")
    bare.UpdatePropertyCache(strict=False)
    return bare, kept


def _neutralise(work: Chem.RWMol) -> bool:
    """Move hydrogens until the charges that can go are gone. Choices between equal sites follow the canonical rank, not the drawing."""
    bases = [index for (index,) in work.GetSubstructMatches(_BASE_SITE)]
    acids = [index for (index,) in work.GetSubstructMatches(_ACID_SITE)]
    charge = {index: int(work.GetAtomWithIdx(index).GetFormalCharge()) for index in (*bases, *acids)}
    rest = int(Chem.GetFormalCharge(work)) - sum(charge.values())
    shifts: list[tuple[int, int]] = [(index, -1) for index in bases]
    if rest > 0:
        hydroxyls = ranked(work, [i for (i,) in work.GetSubstructMatches(_N_HYDROXY)])[:rest]
        shifts += [(index, -1) for index in hydroxyls]
        acids = ranked(work, acids)[rest - len(hydroxyls) :]
    if rest < 0:
        shifts += [(i, +1) for i in ranked(work, [i for (i,) in work.GetSubstructMatches(_SHIELDED_ACID)])[:-rest]]
    shifts += [(index, -charge[index]) for index in acids]
    for index, change in shifts:
        shift(work.GetAtomWithIdx(index), change, hydrogens=change)
    return bool(shifts)


def ranked(work: Chem.RWMol, indices: list[int]) -> list[int]:
    """Atoms in canonical order, so that a choice among them does not depend on the drawing."""
    if len(indices) < 2:
        return indices
    ranks = list(Chem.CanonicalRankAtoms(work, breakTies=True))
    return sorted(indices, key=lambda index: ranks[index])


def shift(atom: Chem.Atom, charge: int, *, hydrogens: int) -> None:
    """Change charge and hydrogen count of one atom; the count becomes explicit, as for a bracket atom."""
    total = atom.GetTotalNumHs()
    atom.SetFormalCharge(atom.GetFormalCharge() + charge)
    atom.SetNumExplicitHs(total + hydrogens)
    atom.SetNoImplicit(True)
    atom.UpdatePropertyCache(strict=False)


def _keto_forms(form: Form) -> list[Form]:
    """One form per choice of oxygen at each enol double bond (an enediol has two); all enols are turned at once."""
    choices: dict[frozenset[int], list[tuple[int, int, int]]] = {}
    for oxygen, near, far in form.mol.GetSubstructMatches(_ENOL):
        options = choices.setdefault(frozenset((near, far)), [])
        if not any(near == known for _, known, _ in options):
            options.append((oxygen, near, far))
    return [_ketonised(form, picks) for picks in islice(product(*choices.values()), MAX_VIEWS - 1)]


def _ketonised(form: Form, picks: tuple[tuple[int, int, int], ...]) -> Form:
    work = Chem.RWMol(form.mol)
    for oxygen, near, far in picks:
        olefin = work.GetBondBetweenAtoms(near, far)
        olefin.SetStereo(Chem.BondStereo.STEREONONE)
        olefin.SetBondType(Chem.BondType.SINGLE)
        work.GetBondBetweenAtoms(oxygen, near).SetBondType(Chem.BondType.DOUBLE)
        shift(work.GetAtomWithIdx(oxygen), 0, hydrogens=-1)
        shift(work.GetAtomWithIdx(far), 0, hydrogens=+1)
    _clear_directions(work)
    return Form(settled(work), form.atoms, (*form.steps, "keto_form"))


def _clear_directions(work: Chem.RWMol) -> None:
    """Slashes of a double bond that is gone would come back as stereo of its neighbours."""
    for bond in work.GetBonds():
        if bond.GetBondDir() in (Chem.BondDir.ENDUPRIGHT, Chem.BondDir.ENDDOWNRIGHT):
            bond.SetBondDir(Chem.BondDir.NONE)


def _dehydrated(form: Form) -> list[Form]:
    """C(OH)2 -> C=O at every such carbon; the oxygen written last leaves. An orthoacid becomes its acid."""
    hydroxyls: dict[int, set[int]] = {}
    for carbon, first, second in form.mol.GetSubstructMatches(_GEM_DIOL):
        hydroxyls.setdefault(carbon, set()).update((first, second))
    if not hydroxyls:
        return []
    work = Chem.RWMol(form.mol)
    gone = {max(oxygens) for oxygens in hydroxyls.values()}
    for carbon, oxygens in hydroxyls.items():
        kept = min(oxygens)
        work.GetBondBetweenAtoms(carbon, kept).SetBondType(Chem.BondType.DOUBLE)
        shift(work.GetAtomWithIdx(kept), 0, hydrogens=-1)
        work.GetAtomWithIdx(carbon).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    for oxygen in sorted(gone, reverse=True):
        work.RemoveAtom(oxygen)
    atoms = tuple(source for index, source in enumerate(form.atoms) if index not in gone)
    return [Form(settled(work), atoms, (*form.steps, "gem_diol_dehydrated"))]
