"""Esters and ethers of named substances, where the scope of a list covers them (1961 Convention, 21 CFR 1308.11(b) and 1308.12(c), ...)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from accord.controls import isomers
from accord.controls.model import Match, Value
from accord.controls.statute import ListedForm, Statute, is_mixture, listed_mol
from accord.substances.model import View

if TYPE_CHECKING:
    from rdkit import Chem

LINKS = {"ester": "[#6X3](=[OX1])-!@[OX2]-!@[#6;!$([#6X3]=[OX1])]", "ether": "[#6;!$([#6X3]=[O,S,N])]-!@[OX2]-!@[#6;!$([#6X3]=[O,S,N])]"}
"""Ester: carbonyl carbon, its oxygen, oxygen, carbon. Ether: carbon, oxygen, carbon. Only acyclic bonds: cutting them leaves two parts."""
MOST_CUTS = 3

Signature = tuple[tuple[int, int], ...]
"""Heavy atoms by atomic number, sorted: what a part has before its key is worth computing."""


def esters_and_ethers(view: View, law: Statute) -> Iterator[Match]:
    """Listed parents of which the drawing is an ester or ether, up to three links cut. Atoms are those of the drawing."""
    listed = parents(law)
    if not listed:
        return
    seen: set[tuple[str, str]] = set()
    for kept, link in _parts(view.mol, frozenset(listed)):
        part = _freed(view.mol, kept)
        if part is None:
            continue
        for form in listed[_signature(view.mol, kept)]:
            if law.covers(form.entry, f"{link}s") and (form.entry.id, link) not in seen and _is_form(part, form, law):
                seen.add((form.entry.id, link))
                firm: Value = "yes" if form.substance.evidence == "firm" else "cannot_say"
                yield form.match("scope", firm, tuple(range(view.mol.GetNumAtoms())), f"controls.reading.{link}")


def _parts(mol: Chem.Mol, wanted: frozenset[Signature]) -> Iterator[tuple[frozenset[int], str]]:
    """Parts left when up to MOST_CUTS ester or ether links are cut and the oxygen stays, if their composition is one of `wanted`."""
    everything = frozenset(range(mol.GetNumAtoms()))
    queue: list[tuple[frozenset[int], str, int]] = [(everything, "", 0)]
    seen = {everything}
    while queue:
        atoms, kind, cuts = queue.pop()
        for link, oxygen, away in _links(mol):
            if oxygen not in atoms or away not in atoms:
                continue
            kept = _side(mol, oxygen, away, atoms)
            if kept in seen:
                continue
            seen.add(kept)
            linked = "ester" if "ester" in (kind, link) else link
            if _signature(mol, kept) in wanted:
                yield kept, linked
            if cuts + 1 < MOST_CUTS:
                queue.append((kept, linked, cuts + 1))


def _links(mol: Chem.Mol) -> list[tuple[str, int, int]]:
    """(kind, oxygen that stays, neighbour that goes) for every way of cutting an ester or ether link."""
    found: list[tuple[str, int, int]] = []
    for match in mol.GetSubstructMatches(_query(LINKS["ester"])):
        carbonyl, _, oxygen, carbon = match
        found += [("ester", oxygen, carbonyl), ("ester", oxygen, carbon)]
    for one, oxygen, other in mol.GetSubstructMatches(_query(LINKS["ether"])):
        found += [("ether", oxygen, one), ("ether", oxygen, other)]
    return sorted(set(found))


def _side(mol: Chem.Mol, start: int, away: int, within: frozenset[int]) -> frozenset[int]:
    reached, stack = {start}, [start]
    while stack:
        at = stack.pop()
        for atom in mol.GetAtomWithIdx(at).GetNeighbors():
            index = atom.GetIdx()
            if index in within and index not in reached and not (at == start and index == away):
                reached.add(index)
                stack.append(index)
    return frozenset(reached)


def _signature(mol: Chem.Mol, atoms: frozenset[int]) -> Signature:
    return tuple(sorted(Counter(mol.GetAtomWithIdx(i).GetAtomicNum() for i in atoms).items()))


def _freed(mol: Chem.Mol, kept: frozenset[int]) -> View | None:
    """The part as a drawing of its own, its oxygens free; None where it is no molecule."""
    from rdkit import Chem

    part = Chem.RWMol(mol)
    part.BeginBatchEdit()
    for index in set(range(mol.GetNumAtoms())) - kept:
        part.RemoveAtom(index)
    part.CommitBatchEdit()
    free = part.GetMol()
    if Chem.SanitizeMol(free, catchErrors=True):
        return None
    return View(free, tuple(range(free.GetNumAtoms())))


def _is_form(part: View, form: ListedForm, law: Statute) -> bool:
    """Whether the part is the listed substance: same skeleton, stereo within the isomer scope, no excepted form."""
    same_skeleton = part.inchikey[:14] == (form.substance.inchikey or "")[:14]
    return same_skeleton and isomers.covered(part, form, law) is not None


@lru_cache(maxsize=64)
def covering(law: Statute) -> frozenset[str]:
    """Entries of which an ester or ether could be covered."""
    return frozenset(form.entry.id for forms in parents(law).values() for form in forms)


@lru_cache(maxsize=64)
def parents(law: Statute) -> dict[Signature, tuple[ListedForm, ...]]:
    """Listed substances with a hydroxyl or acid group whose list covers their esters or ethers, by composition."""
    found: dict[Signature, list[ListedForm]] = {}
    for forms in law.forms.values():
        for form in forms:
            if (
                form.substance.smiles is None
                or is_mixture(form.substance.smiles)
                or not (law.covers(form.entry, "esters") or law.covers(form.entry, "ethers"))
            ):
                continue
            mol = listed_mol(form.substance.smiles)
            if mol.HasSubstructMatch(_query("[OX2H]")):
                found.setdefault(_signature(mol, frozenset(range(mol.GetNumAtoms()))), []).append(form)
    return {k: tuple(v) for k, v in found.items()}


@lru_cache(maxsize=8)
def _query(smarts: str) -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts(smarts)
