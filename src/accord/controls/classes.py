"""Class rules: what an entry of kind `class` says about a drawing, before any date is asked.

The reading taken (spec 3.4): the drawing is laid over the parent's skeleton; each site is compared with the parent; if a clause covers
every difference the drawing is in the class, one hit per clause. If the skeleton is there but something differs that no clause expresses,
or a clause leaves it open, the answer is ambiguous and carries both readings. No difference is the parent, which is listed by name.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from accord.controls import sites
from accord.controls.model import Hit, Reading, Value
from accord.controls.placement import Placement, Unit
from accord.controls.predicates import Ambiguous, ask
from accord.law.model import Entry, Window

if TYPE_CHECKING:
    from rdkit import Chem

Data = Mapping[str, Any]


def hits(mol: Chem.Mol, entry: Entry) -> tuple[Hit, ...]:
    """What a class entry says about one drawing; empty if it says nothing.

    Args:
        mol: drawing of a view: neutral, without isotope marks, hydrogens implicit; stereo is ignored.
        entry: kind `class`; `data` by the schema law/schema/class.json.

    Returns:
        One hit per clause that is needed (value yes), or the clauses met together with what is open (value ambiguous or cannot_say).
        The answer does not depend on the order of the atoms.
    """
    data = entry.data
    if not any(mol.HasSubstructMatch(_query(smarts)) for smarts in gate(entry)) or _too_heavy(mol, data):
        return ()
    best = _best(_flat(mol), data)
    return () if best is None else tuple(_speak(best, entry))


def gate(entry: Entry) -> tuple[str, ...]:
    """SMARTS of which one must match before `hits` can say anything; elements and any-bonds only, valid on unsanitised drawings too."""
    return tuple(smarts for parent in entry.data["parents"] for smarts in sites.gate(parent["skeleton"]))


def windows(hit: Hit) -> tuple[Window, ...]:
    """Windows in which a hit holds: those of its entry, which derivative clauses with days of their own have narrowed."""
    return hit.entry.windows


@dataclass(frozen=True, slots=True)
class _Finding:
    """One placement compared with one parent."""

    parent: Data
    placement: Placement
    covered: tuple[tuple[Data, Unit], ...]
    open: tuple[tuple[Data, Unit, str], ...]
    unnamed: tuple[Unit, ...]
    state: str
    """parent, yes, cannot_say, ambiguous, no: the most definite first."""

    def key(self) -> tuple[object, ...]:
        """Order of preference, apart from the identity of the atoms."""
        clauses = sorted({str(clause["id"]) for clause, _ in self.covered})
        size = sum(len(unit.atoms) for unit in self.differences())
        return (_ORDER.index(self.state), len(self.unnamed), len(self.open), len(clauses), clauses, size)

    def differences(self) -> list[Unit]:
        """All units that differ from the parent."""
        return [*(unit for _, unit in self.covered), *(unit for _, unit, _ in self.open), *self.unnamed]


_ORDER = ("parent", "yes", "cannot_say", "ambiguous", "no")


def _best(mol: Chem.Mol, data: Data) -> _Finding | None:
    """The most definite finding over all parents and placements; ties are settled by canonical atom ranks."""
    found = [_compare(mol, parent, p, data) for parent in data["parents"] for p in sites.placements(mol, parent["skeleton"])]
    if not found:
        return None
    first = min(finding.key() for finding in found)
    ties = [finding for finding in found if finding.key() == first]
    return ties[0] if len(ties) == 1 else min(ties, key=_ranks(mol))


def _ranks(mol: Chem.Mol) -> Any:
    from rdkit import Chem

    rank = list(Chem.CanonicalRankAtoms(mol))

    def key(finding: _Finding) -> tuple[list[int], list[list[int]]]:
        units = sorted(sorted(rank[i] for i in unit.atoms) for unit in finding.differences())
        return sorted(rank[i] for i in finding.placement.skeleton), units

    return key


def _compare(mol: Chem.Mol, parent: Data, placement: Placement, data: Data) -> _Finding:
    left = Counter(_parent_units(parent["skeleton"], parent["smiles"]))
    clauses = [clause for clause in data["clauses"] if clause.get("parent", parent["name"]) == parent["name"]]
    covered: list[tuple[Data, Unit]] = []
    still_open: list[tuple[Data, Unit, str]] = []
    unnamed: list[Unit] = []
    for unit in placement.units:
        if left[(unit.site, unit.label)]:
            left[(unit.site, unit.label)] -= 1
            continue
        clause, reason = _clause(mol, unit, clauses)
        if clause is None:
            unnamed.append(unit)
        elif reason:
            still_open.append((clause, unit, reason))
        else:
            covered.append((clause, unit))
    state = _state(covered, bool(still_open), bool(unnamed), data)
    return _Finding(parent, placement, tuple(covered), tuple(still_open), tuple(unnamed), state)


def _clause(mol: Chem.Mol, unit: Unit, clauses: Iterable[Data]) -> tuple[Data | None, str]:
    """The first clause that covers a unit, else the first that leaves it open with the reason, else None."""
    maybe: tuple[Data | None, str] = (None, "")
    for clause in clauses:
        if unit.site in clause["sites"]:
            said = ask(mol, unit, clause["when"])
            if said is True:
                return clause, ""
            if isinstance(said, Ambiguous) and maybe[0] is None:
                maybe = clause, said.reason
    return maybe


def _state(covered: Sequence[tuple[Data, Unit]], still_open: bool, unnamed: bool, data: Data) -> str:
    if unnamed:
        return str(data.get("otherwise", "ambiguous"))
    if still_open:
        return "ambiguous"
    if any(clause.get("value") == "cannot_say" for clause, _ in covered):
        return "cannot_say"
    return "yes" if covered else "parent"


@lru_cache(maxsize=64)
def _parent_units(skeleton: str, smiles: str) -> tuple[tuple[str, str], ...]:
    """(site, label) of the units of a parent, by the same reading as any other drawing."""
    from rdkit import Chem

    placement = next(iter(sites.placements(_flat(Chem.MolFromSmiles(smiles)), skeleton)))
    return tuple((unit.site, unit.label) for unit in placement.units)


@lru_cache(maxsize=64)
def _query(smarts: str) -> Chem.Mol:
    from rdkit import Chem

    return Chem.MolFromSmarts(smarts)


def _flat(mol: Chem.Mol) -> Chem.Mol:
    from rdkit import Chem

    flat = Chem.Mol(mol)
    Chem.RemoveStereochemistry(flat)
    return flat


def _too_heavy(mol: Chem.Mol, data: Data) -> bool:
    """True if the law names a greatest molecular mass (u, average) and the neutral drawing exceeds it."""
    if "mass_at_most" not in data:
        return False
    from rdkit.Chem import Descriptors

    return bool(Descriptors.MolWt(mol) > data["mass_at_most"])  # pyright: ignore[reportAttributeAccessIssue]


def _speak(finding: _Finding, entry: Entry) -> Iterator[Hit]:
    match finding.state:
        case "yes" | "cannot_say":
            value: Value = "yes" if finding.state == "yes" else "cannot_say"
            yield from _clause_hits(finding, entry, value, ())
            yield from _unnamed_hits(finding, entry, value)
        case "ambiguous":
            yield from _clause_hits(finding, entry, "ambiguous", _pair("one_clause"))
            yield from _open_hits(finding, entry)
            yield from _unnamed_hits(finding, entry, "ambiguous")
        case "parent":
            yield from _itself(finding, entry)
        case _:
            return


def _clause_hits(finding: _Finding, entry: Entry, value: Value, readings: tuple[Reading, ...]) -> Iterator[Hit]:
    for name in dict.fromkeys(str(clause["id"]) for clause in entry.data["clauses"]):
        met = [(clause, unit) for clause, unit in finding.covered if clause["id"] == name]
        if met:
            atoms = frozenset[int]().union(*(_shown(finding.placement, clause, [unit]) for clause, unit in met))
            yield Hit(entry, value, name, tuple(sorted(atoms)), f"controls.reading.{met[0][0]['reading']}", {}, readings)


def _open_hits(finding: _Finding, entry: Entry) -> Iterator[Hit]:
    groups: dict[tuple[str, str], set[int]] = {}
    for clause, unit, reason in finding.open:
        groups.setdefault((str(clause["id"]), reason), set()).update(_shown(finding.placement, clause, [unit]))
    for (name, reason), atoms in sorted(groups.items()):
        yield Hit(entry, "ambiguous", name, tuple(sorted(atoms)), f"controls.open.{reason}", {}, _pair(reason))


def _unnamed_hits(finding: _Finding, entry: Entry, value: Value) -> Iterator[Hit]:
    for unit in finding.unnamed:
        met = _pair("one_clause") if finding.covered else _pair(unit.site, "no_clause_names_it")
        yield Hit(entry, value, None, unit.atoms, "controls.open.unnamed", {}, met if value == "ambiguous" else ())


def _itself(finding: _Finding, entry: Entry) -> Iterator[Hit]:
    """What the entry says of its parent: nothing unless the pack says otherwise."""
    atoms = tuple(sorted({*finding.placement.skeleton, *(i for unit in finding.placement.units for i in unit.atoms)}))
    match finding.parent.get("itself", "no"):
        case "yes":
            yield Hit(entry, "yes", None, atoms, "controls.reading.class_parent")
        case "ambiguous":
            readings = _pair("class_parent")
            yield Hit(entry, "ambiguous", None, atoms, "controls.open.class_parent", {}, readings)
        case _:
            return


def _shown(placement: Placement, clause: Data, units: Sequence[Unit]) -> tuple[int, ...]:
    """Atoms of a clause: of the site as a whole where the skeleton defines it (a ring with its substituents), else of the units."""
    if "show" in clause:
        return tuple(sorted(placement.areas[clause["show"]]))
    atoms = (placement.areas.get(unit.site, frozenset(unit.atoms)) for unit in units)
    return tuple(sorted(frozenset[int]().union(*atoms)))


def _pair(wide: str, narrow: str | None = None) -> tuple[Reading, ...]:
    return (Reading(f"controls.wide.{wide}", "controlled"), Reading(f"controls.narrow.{narrow or wide}", "not_controlled"))
