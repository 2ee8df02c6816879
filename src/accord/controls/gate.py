"""Cheap supersets of the law: what no gate lets through cannot be answered otherwise than 'not on the lists held'.

Everything is generated from the compiled law, so a new law file brings its own gate. Gates read an unsanitised molecule after the strict
valence check: composition and bond count for listed structures, relaxed substructure queries (elements and bonds only) for classes,
derivatives, missing instruments, and the skeletons of listed substances whose esters and ethers are covered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from accord.controls import classes, derive, relevance, scope
from accord.controls.statute import Statute, is_mixture, listed_mol
from accord.controls.superset import covered_parents, tree
from accord.law.model import Entry, Missing, Pack
from accord.substances.model import View

if TYPE_CHECKING:
    from rdkit import Chem

ODD = re.compile(r"[.*>]|\[(?!(?:C|N|O|S|P|c|n|o|s|F|Cl|Br|I)[@H+\-\]])")
"""What the gates do not judge: several parts, isotopes, explicit hydrogens, wildcards, metals and rare elements. It goes the full way."""
FORMULA = re.compile(r"([A-Z][a-z]?)(\d*)")
CHARGE = re.compile(r"([+-])(\d*)$")
LISTED = "listed"

Counts = Mapping[str, int]
Shape = tuple[int, ...]
"""How many heavy atoms of each element have how many neighbours: the same in every drawing of a substance but its hydrate."""
ANY_SHAPE: Shape = ()


@dataclass(frozen=True, slots=True)
class Bulk:
    """What one formula says: shapes of listed structures by number of bonds, and atoms of the elements that queries need."""

    shapes: Mapping[int, frozenset[Shape]]
    have: tuple[int, ...]


class Gate:
    """The gates of some jurisdictions. `through(mol)` gives the rules that may speak; empty means none can."""

    def __init__(self, laws: Sequence[Statute]) -> None:
        self.skeletons = frozenset(block for law in laws for block in law.forms)
        """First InChIKey blocks of all listed structures."""
        self.rules = {name: asked for law in laws for name, asked in _askable(law)}
        """Rule id -> whether it speaks about a drawing, exactly and without dates."""
        self._listed = _listed_compositions(laws)
        self._tree = tree(laws)
        self._bulk: dict[str, Bulk] = {}

    def through(self, mol: Chem.Mol) -> frozenset[str]:
        """Rules whose gate an unsanitised molecule passes (`listed` for entries by structure), after `UpdatePropertyCache(True)`."""
        from rdkit.Chem.rdMolDescriptors import CalcMolFormula

        formula = CalcMolFormula(mol)
        bulk = self._bulk.get(formula)
        if bulk is None:
            bulk = self._bulk_of(formula)
        bonds = mol.GetNumBonds()
        shapes = bulk.shapes.get(bonds)
        found = frozenset((LISTED,)) if shapes is not None and (ANY_SHAPE in shapes or shape(mol) in shapes) else frozenset[str]()
        return found | self._tree.passed(mol, bulk.have)

    def speaks(self, view: View, passed: frozenset[str]) -> bool:
        """Whether a rule that let the molecule through does speak about a drawing of it: the exact stage behind the gates."""
        if LISTED in passed and view.inchikey[:14] in self.skeletons:
            return True
        return any(asked(view) for asked in dict.fromkeys(self.rules[name] for name in passed if name != LISTED))

    def _bulk_of(self, formula: str) -> Bulk:
        counts = composition(formula)
        made = Bulk(self._listed.get(_key(counts), {}), tuple(counts.get(element, 0) for element in self._tree.elements))
        if len(self._bulk) < 200_000:
            self._bulk[formula] = made
        return made


@lru_cache(maxsize=16)
def _gate(laws: tuple[Statute, ...]) -> Gate:
    return Gate(laws)


def gate(pack: Pack, jurisdictions: Iterable[str]) -> Gate:
    """The gate of the jurisdictions that the pack holds; built once per pack and set."""
    from accord.controls.statute import statute

    return _gate(tuple(statute(pack, j) for j in jurisdictions if j in pack.parts))


def _askable(law: Statute) -> Iterator[tuple[str, Callable[[View], bool]]]:
    """What the exact stage asks for each rule id that a query carries."""
    for entry in law.classes:
        yield entry.id, partial(_class_speaks, entry=entry)
    for entry in law.derivatives:
        yield entry.id, partial(_derivative_speaks, entry=entry)
    for gap in law.missing:
        yield gap.id, partial(_gap_speaks, gap=gap)
    covered = partial(_scope_speaks, law=law)
    for entry_id, _ in covered_parents(law):
        yield entry_id, covered


def _class_speaks(view: View, entry: Entry) -> bool:
    return bool(classes.hits(view.mol, entry))


def _derivative_speaks(view: View, entry: Entry) -> bool:
    return bool(derive.hits(view.mol, entry))


def _gap_speaks(view: View, gap: Missing) -> bool:
    return relevance.is_relevant(view.mol, gap)


def _scope_speaks(view: View, law: Statute) -> bool:
    return next(scope.esters_and_ethers(view, law), None) is not None


def composition(formula: str) -> dict[str, int]:
    """Element counts of a formula, hydrogens less the net charge: the same for every protonation of one substance."""
    counts: dict[str, int] = {}
    sign = CHARGE.search(formula)
    body = formula[: sign.start()] if sign else formula
    for element, number in FORMULA.findall(body):
        counts[element] = counts.get(element, 0) + int(number or 1)
    if sign:
        charge = int(sign[2] or 1) * (1 if sign[1] == "+" else -1)
        counts["H"] = counts.get("H", 0) - charge
    return {k: n for k, n in counts.items() if n}


def _key(counts: Counts) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))


def _listed_compositions(laws: Sequence[Statute]) -> dict[tuple[tuple[str, int], ...], dict[int, frozenset[Shape]]]:
    """Composition -> number of bonds -> shapes of every listed structure, also with one or two waters more (ketone drawn as gem-diol)."""
    from rdkit.Chem.rdMolDescriptors import CalcMolFormula

    found: dict[tuple[tuple[str, int], ...], dict[int, frozenset[Shape]]] = {}
    forms = (f for law in laws for forms in law.forms.values() for f in forms)
    for smiles in sorted({f.substance.smiles for f in forms if f.substance.smiles and not is_mixture(f.substance.smiles)}):
        mol = listed_mol(smiles)
        counts = composition(CalcMolFormula(mol))
        for waters in (0, 1, 2):
            wet = {**counts, "H": counts.get("H", 0) + 2 * waters, "O": counts.get("O", 0) + waters}
            by_bonds = found.setdefault(_key({k: n for k, n in wet.items() if n}), {})
            bonds = mol.GetNumBonds() + waters
            by_bonds[bonds] = by_bonds.get(bonds, frozenset()) | {ANY_SHAPE if waters else shape(mol)}
    return found


def shape(mol: Chem.Mol) -> Shape:
    """The shape of a molecule without explicit hydrogens."""
    return tuple(sorted(8 * a.GetAtomicNum() + a.GetDegree() for a in mol.GetAtoms()))
