"""Esters and ethers of named substances, where the scope of a list covers them (1961 Convention, 21 CFR 1308.11(b) and 1308.12(c), ...)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
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
    seen: set[str] = set()
    for kept, kinds in _parts(view.mol, frozenset(listed)):
        part = _freed(view.mol, kept)
        if part is None:
            continue
        for form in listed[_signature(view.mol, kept)]:
            covered = all(law.covers(form.entry, f"{kind}s") for kind in kinds)
            if covered and form.entry.id not in seen and _is_form(part, form, law):
                seen.add(form.entry.id)
                firm: Value = "yes" if form.substance.evidence == "firm" else "cannot_say"
                reading = f"controls.reading.{'ester' if 'ester' in kinds else 'ether'}"
                yield form.match("scope", firm, tuple(range(view.mol.GetNumAtoms())), reading)


def _parts(mol: Chem.Mol, wanted: frozenset[Signature]) -> Iterator[tuple[frozenset[int], frozenset[str]]]:
    """Parts of the composition of a parent that are left when up to MOST_CUTS links are cut, with the kinds of links cut.

    Cutting every link leaves blocks in a tree, each linking oxygen a block of its own. A part is a connected set of blocks that ends in
    linking oxygens only. It grows block by block while it is no larger than the largest parent, so long chains of links cost little.
    """
    have = Counter(atom.GetAtomicNum() for atom in mol.GetAtoms())
    fitting = {parent for parent in wanted if all(have[element] >= number for element, number in parent)}
    links = _links(mol) if fitting else {}
    if not links:
        return
    largest = max(sum(number for _, number in parent) for parent in fitting)
    blocks = _blocks(mol, links)
    stack = [block for block in set(blocks.values()) if not block & links.keys()]
    seen = set(stack)
    while stack:
        part = stack.pop()
        cut, growing = _border(mol, part, links)
        if not growing and 0 < len(cut) <= MOST_CUTS and _signature(mol, part) in fitting:
            yield part, frozenset(links[oxygen] for oxygen, _ in cut)
        for outside in growing or [away for _, away in cut]:
            larger = part | blocks[outside]
            if len(larger) <= largest and larger not in seen:
                seen.add(larger)
                stack.append(larger)


def _links(mol: Chem.Mol) -> dict[int, str]:
    """Linking oxygens of a molecule: ester or ether."""
    found = {match[1]: "ether" for match in mol.GetSubstructMatches(_query(LINKS["ether"]))}
    return found | {match[2]: "ester" for match in mol.GetSubstructMatches(_query(LINKS["ester"]))}


def _blocks(mol: Chem.Mol, links: Mapping[int, str]) -> dict[int, frozenset[int]]:
    """The block of each atom: what hangs together without linking oxygens, which are blocks of one atom."""
    blocks: dict[int, frozenset[int]] = {oxygen: frozenset((oxygen,)) for oxygen in links}
    for start in range(mol.GetNumAtoms()):
        if start in blocks:
            continue
        reached, stack = {start}, [start]
        while stack:
            fresh = {a.GetIdx() for a in mol.GetAtomWithIdx(stack.pop()).GetNeighbors()} - links.keys() - reached
            reached |= fresh
            stack += fresh
        blocks |= dict.fromkeys(reached, frozenset(reached))
    return blocks


def _border(mol: Chem.Mol, part: frozenset[int], links: Mapping[int, str]) -> tuple[list[tuple[int, int]], list[int]]:
    """(cut bonds as oxygen inside and atom outside, oxygens outside that belong to the part) of a connected set of blocks."""
    cut: list[tuple[int, int]] = []
    growing: list[int] = []
    for inside in part:
        for atom in mol.GetAtomWithIdx(inside).GetNeighbors():
            outside = atom.GetIdx()
            if outside not in part:
                if inside in links:
                    cut.append((inside, outside))
                else:
                    growing.append(outside)
    return cut, growing[:1]


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
