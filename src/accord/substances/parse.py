"""Texts and molfiles to a sanitised RDKit molecule that keeps every atom of the input in its order, or an exact error."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rdkit import Chem
from rdkit.Chem import inchi

from accord.core.errors import RowError
from accord.core.text import Message
from accord.substances.identity import query
from accord.substances.syntax import why_unreadable

MAX_ATOMS = 999
"""Atoms as written, bracketed hydrogens counted: what a V2000 molfile can hold and the InChI library takes without special options."""
_MAX_TEXT = 100_000
_PENTAVALENT = query("[$([#7+0](=*)=*),$([#7+0](=*)#*),$([#7+0;D4]=*),$([n+0;D3]=O)]")
_R_GROUP = re.compile(r"\[\d*R\d*[\]:']")
_REACTION = re.compile(r"(?<!-)>")
_POLYMER_TYPES = frozenset({"SRU", "MON", "MER", "COP", "CRO", "MOD", "GRA", "MIX", "FOR", "ANY"})

Read = tuple[Chem.Mol, tuple[str, ...]]
"""A sanitised molecule and the steps taken while reading it."""


def smiles(text: str) -> Read:
    """Read a SMILES (a CXSMILES extension after one blank is understood).

    Raises:
        RowError: empty_input, bad_smiles (why), bad_valence (atom, element, bonds), bad_aromatic (atoms), too_large (atoms, most),
            unsupported (what: wildcard, R-group, reaction, query, polymer).
    """
    text = text.strip()
    _refuse_smiles_text(text)
    mol = _parse_smiles(text)
    if mol is None:
        raise RowError("bad_smiles", why=why_unreadable(text.partition(" |")[0]))
    steps = ("pentavalent_nitrogen_read",) if mol.HasSubstructMatch(_PENTAVALENT) else ()
    _sanitise(mol, lambda: _parse_smiles(text))
    if ":" in text:
        steps += _drop_atom_maps(mol)
    if " |" in text:
        steps += _read_racemic_marks(mol)
    return mol, steps


def molblock(text: str) -> Read:
    """Read one molfile (V2000 or V3000; the part of an SDF record up to `M  END`). Atom order is that of the atom block.

    Raises:
        RowError: empty_input, bad_molfile, bad_valence, bad_aromatic, too_large, unsupported.
    """
    if not text.strip():
        raise RowError("empty_input")
    if text.lstrip().startswith("$RXN"):
        raise _unsupported("reaction")
    raw = _parse_molblock(text, sanitise=False)
    if raw is None:
        raise RowError("bad_molfile", why=Message("substances.reason.block"))
    _refuse_drawing(raw)
    steps = ("pentavalent_nitrogen_read",) if raw.HasSubstructMatch(_PENTAVALENT) else ()
    mol = _parse_molblock(text, sanitise=True)
    if mol is None:
        _explain(raw)
        raise RowError("bad_molfile", why=Message("substances.reason.drawing"))
    return mol, steps + _drop_atom_maps(mol) + _read_racemic_marks(mol)


def inchi_text(text: str) -> Read:
    """Read an InChI; atoms are counted as in the InChI (its atom 1 is atom 0).

    Raises:
        RowError: empty_input, bad_inchi, too_large.
    """
    text = text.strip()
    if not text:
        raise RowError("empty_input")
    if len(text) > _MAX_TEXT:
        raise _too_large(None)
    mol = inchi.MolFromInchi(text, sanitize=True, removeHs=False)
    if mol is None or mol.GetNumAtoms() == 0:
        raise RowError("bad_inchi", text=text[:80])
    if mol.GetNumAtoms() > MAX_ATOMS:
        raise _too_large(mol.GetNumAtoms())
    return mol, ()


def _parse_smiles(text: str) -> Chem.Mol | None:
    try:
        return Chem.MolFromSmiles(text, _SMILES)
    except UnicodeEncodeError:
        return None


def _smiles_params() -> Chem.SmilesParserParams:
    params = Chem.SmilesParserParams()
    params.removeHs = False
    params.sanitize = False
    params.parseName = False
    return params


_SMILES = _smiles_params()


def _parse_molblock(text: str, *, sanitise: bool) -> Chem.Mol | None:
    try:
        return Chem.MolFromMolBlock(text, sanitize=sanitise, removeHs=False, strictParsing=False)
    except (RuntimeError, ValueError):
        return None


def _refuse_smiles_text(text: str) -> None:
    """What the grammar allows but is no single, complete molecule."""
    if not text:
        raise RowError("empty_input")
    if len(text) > _MAX_TEXT:
        raise _too_large(None)
    if "*" in text:
        raise _unsupported("wildcard")
    group = _R_GROUP.search(text) if "R" in text else None
    if group is not None:
        raise _unsupported("r_group")
    arrow = _REACTION.search(text) if ">" in text else None
    if arrow is not None:
        raise _unsupported("reaction")
    if "~" in text:
        raise _unsupported("query")
    if "{" in text or "Sg:" in text:
        raise _unsupported("polymer")


def _refuse_drawing(mol: Chem.Mol) -> None:
    """The same for molfiles: R-groups, atom lists, any-bonds, repeating units."""
    if mol.GetNumAtoms() == 0:
        raise RowError("empty_input")
    if mol.GetNumAtoms() > MAX_ATOMS:
        raise _too_large(mol.GetNumAtoms())
    for atom in mol.GetAtoms():
        if atom.GetAtomicNum() == 0:
            raise _unsupported("r_group" if atom.HasProp("_MolFileRLabel") else "wildcard")
        if atom.HasQuery():
            raise _unsupported("query")
    if any(bond.HasQuery() for bond in mol.GetBonds()):
        raise _unsupported("query")
    for group in Chem.GetMolSubstanceGroups(mol):
        if group.HasProp("TYPE") and group.GetProp("TYPE") in _POLYMER_TYPES:
            raise _unsupported("polymer")


def _sanitise(mol: Chem.Mol, again: Callable[[], Chem.Mol | None]) -> None:
    """Sanitise in place and settle stereo; on failure look at a fresh parse for the exact fault."""
    if mol.GetNumAtoms() == 0:
        raise RowError("empty_input")
    if mol.GetNumAtoms() > MAX_ATOMS:
        raise _too_large(mol.GetNumAtoms())
    if int(Chem.SanitizeMol(mol, catchErrors=True)) != 0:
        fresh = again()
        if fresh is not None:
            _explain(fresh)
        raise RowError("bad_smiles", why=Message("substances.reason.grammar"))
    Chem.AssignStereochemistry(mol, cleanIt=True, force=True)


def _explain(mol: Chem.Mol) -> None:
    """Raise the error of an unsanitised molecule: valence faults first, as the screening gate sees only these."""
    problems = Chem.DetectChemistryProblems(mol)
    for problem in problems:
        if problem.GetType() == "AtomValenceException":
            atom = mol.GetAtomWithIdx(problem.GetAtomIdx())
            bonds = re.search(r", (\d+),", problem.Message())
            raise RowError("bad_valence", atom=str(atom.GetIdx()), element=atom.GetSymbol(), bonds=bonds.group(1) if bonds else "?")
    for problem in problems:
        if problem.GetType() == "KekulizeException":
            raise RowError("bad_aromatic", atoms=_ranges(problem.GetAtomIndices()))
        if problem.GetType() == "AtomKekulizeException":
            raise RowError("bad_aromatic", atoms=str(problem.GetAtomIdx()))


def _ranges(indices: Iterable[int]) -> str:
    """0,1,2,3,4,7 -> "0-4, 7"."""
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and index == runs[-1][1] + 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _drop_atom_maps(mol: Chem.Mol) -> tuple[str, ...]:
    mapped = [atom for atom in mol.GetAtoms() if atom.GetAtomMapNum()]
    for atom in mapped:
        atom.SetAtomMapNum(0)
    return ("atom_maps_dropped",) if mapped else ()


def _read_racemic_marks(mol: Chem.Mol) -> tuple[str, ...]:
    """Centres drawn as "and"/"or" stereo: a group of one centre becomes flat, a larger group keeps its relative marks."""
    open_groups = [g for g in mol.GetStereoGroups() if g.GetGroupType() != Chem.StereoGroupType.STEREO_ABSOLUTE]
    for group in open_groups:
        atoms = list(group.GetAtoms())
        if len(atoms) == 1:
            atoms[0].SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    if open_groups:
        Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
    return ("racemic_mark_read",) if open_groups else ()


def _unsupported(reason: str) -> RowError:
    return RowError("unsupported", what=Message(f"substances.reason.{reason}"))


def _too_large(atoms: int | None) -> RowError:
    return RowError("too_large", atoms=f"> {MAX_ATOMS}" if atoms is None else str(atoms), most=str(MAX_ATOMS))
