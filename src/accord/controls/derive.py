"""Derivative clauses: is a drawing an amide, carbamate, halide, acetal or ester of a parent that the law names?

Everything a clause allows is cut off at the parent's functional atom; what is left must be the parent itself (spec 3.6). No reaction
knowledge: a urea is neither amide nor carbamate, a halide carries halogen on the parent's skeleton and nothing else. The parent is an
item of its own and is no derivative.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from accord.controls import cuts
from accord.controls.model import Hit, Reading
from accord.controls.placement import branch, neighbours
from accord.law.model import Entry, Window
from accord.law.windows import windows_of

if TYPE_CHECKING:
    from rdkit import Chem

Data = Mapping[str, Any]


def hits(mol: Chem.Mol, entry: Entry) -> tuple[Hit, ...]:
    """What a derivative entry says about one drawing; empty if it says nothing.

    Args:
        mol: drawing of a view: neutral, hydrogens implicit; stereo is ignored. Keto forms are further views, passed one by one.
        entry: kind `derivative`; `data` by the schema law/schema/derivative.json.

    Returns:
        One hit per clause; its atoms are the groups that are cut off and their functional atoms. A clause may have windows of its own; a
        combination is covered when all its clauses are, so `Hit.entry.windows` are those of the clause that came last.
    """
    if not any(mol.HasSubstructMatch(_pattern(smarts)) for smarts in gate(entry)):
        return ()
    found = [_hits(cut, entry, parent) for parent in entry.data["parents"] for cut in _cores(mol, parent["smiles"], entry.data)]
    return min(found, key=lambda one: _preference(mol, one), default=())


def gate(entry: Entry) -> tuple[str, ...]:
    """SMARTS of which one must match before `hits` can say anything; bonds are free, so that they also hold before
    perception (after `UpdatePropertyCache`).
    """
    kinds = cuts.widest({clause["cut"] for clause in entry.data["clauses"]})
    found = (smarts for parent in entry.data["parents"] for kind in kinds for smarts in cuts.gates(parent["smiles"], kind))
    return tuple(dict.fromkeys(found))


def _preference(mol: Chem.Mol, found: tuple[Hit, ...]) -> tuple[bool, int, list[str], list[list[int]]]:
    """The most definite and shortest first; ties are settled by canonical atom ranks, so the order of the atoms does not matter."""
    from rdkit import Chem

    rank = list(Chem.CanonicalRankAtoms(mol))
    atoms = [sorted(rank[i] for i in hit.atoms) for hit in found]
    return (found[0].value != "yes", len(found), [hit.clause or "" for hit in found], atoms)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One group cut off: the clause, its atoms with the functional atom, and the reason if the cut is open."""

    clause: Data
    atoms: tuple[int, ...]
    open: str


def _cores(mol: Chem.Mol, smiles: str, data: Data) -> Iterator[tuple[_Cut, ...]]:
    """For each way to find the parent inside the drawing: the cuts that leave just the parent, if all cuts are allowed."""
    by_kind = {clause["cut"]: clause for clause in data["clauses"]}
    for skeleton, ketone in cuts.skeletons(smiles, "acetal" in by_kind):
        for match in mol.GetSubstructMatches(skeleton):
            if not _plain(mol, match, skeleton):
                continue
            found = _cut_all(mol, match, match[ketone] if ketone is not None else None, by_kind)
            if found:
                yield found


def _plain(mol: Chem.Mol, core: tuple[int, ...], skeleton: Chem.Mol) -> bool:
    """True if the core is uncharged and has no bond more than the parent."""
    inside = set(core)
    ends = sum(n in inside for i in core for n in neighbours(mol, i))
    return ends == 2 * skeleton.GetNumBonds() and not any(mol.GetAtomWithIdx(i).GetFormalCharge() for i in core)


def _cut_all(mol: Chem.Mol, core: tuple[int, ...], acetal: int | None, by_kind: Mapping[str, Data]) -> tuple[_Cut, ...]:
    """The cuts around a core; empty if one of the groups is not allowed or ties the core together."""
    found: list[_Cut] = []
    for i in core:
        outside = neighbours(mol, i, core)
        if i == acetal:
            whole = cuts.acetal_atoms(mol, i, core)
            outside = [] if whole else outside
            if whole:
                found.append(_Cut(by_kind["acetal"], whole, ""))
        for root in outside:
            kind, reason = cuts.kind(mol, i, root)
            piece = branch(mol, root, core)
            if kind not in by_kind or len(piece.touches) > 1:
                return ()
            found.append(_Cut(by_kind[kind], tuple(sorted({i, *piece.atoms})), reason))
    return tuple(found)


def _hits(found: Sequence[_Cut], entry: Entry, parent: Data) -> tuple[Hit, ...]:
    windows = max((_windows(cut.clause, entry) for cut in found), key=lambda w: w[0].earliest or "")
    dated = replace(entry, windows=windows)
    is_open = any(cut.open for cut in found)
    by_clause = {str(cut.clause["id"]): [other for other in found if other.clause is cut.clause] for cut in found}
    return tuple(_hit(by_clause[clause], dated, parent, is_open) for clause in sorted(by_clause))


def _hit(group: Sequence[_Cut], entry: Entry, parent: Data, is_open: bool) -> Hit:
    clause, reason = group[0].clause, next((cut.open for cut in group if cut.open), "")
    reading = f"controls.open.{reason}" if reason else f"controls.reading.derivative_{clause['cut']}"
    pair = reason or "combination"
    readings = (Reading(f"controls.wide.{pair}", "controlled"), Reading(f"controls.narrow.{pair}", "not_controlled")) if is_open else ()
    atoms = tuple(sorted({i for cut in group for i in cut.atoms}))
    return Hit(entry, "ambiguous" if is_open else "yes", str(clause["id"]), atoms, reading, {"parent": str(parent["name"])}, readings)


def _windows(clause: Data, entry: Entry) -> tuple[Window, ...]:
    return windows_of(clause["windows"]) if "windows" in clause else entry.windows


@lru_cache(maxsize=128)
def _pattern(smarts: str) -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts(smarts)
