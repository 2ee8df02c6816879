"""Cheap supersets of the law: what no gate lets through cannot be answered otherwise than 'not on the lists held'.

Everything is generated from the compiled law, so a new law file brings its own gate. Gates read an unsanitised molecule after the strict
valence check: composition and bond count for listed structures, relaxed substructure queries (elements and bonds only) for classes,
derivatives, missing instruments, and the skeletons of listed substances whose esters and ethers are covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, cast

from accord.controls.gate_tree import tree
from accord.controls.match import LISTED
from accord.controls.scope import covering
from accord.controls.statute import Statute, is_mixture, listed_mol
from accord.law.model import Pack

if TYPE_CHECKING:
    from rdkit import Chem

ODD = re.compile(r"[.*>]|\[(?!(?:C|N|O|S|P|c|n|o|s|F|Cl|Br|I)[@H+\-\]])")
"""What the gates do not judge: several parts, isotopes, explicit hydrogens, wildcards, metals and rare elements. It goes the full way."""
FORMULA = re.compile(r"([A-Z][a-z]?)(\d*)")
CHARGE = re.compile(r"([+-])(\d*)$")
LONGEST = 4000
"""Characters of a SMILES that the gates still judge; a longer one goes the full way, which knows what is too large."""

Shape = tuple[tuple[int, ...], ...]
"""Every atom with its element and number of neighbours and those of its neighbours, sorted: the same in every drawing of a skeleton."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What one formula says: shapes of listed structures by number of bonds, and atoms of the elements that queries need."""

    shapes: Mapping[int, frozenset[Shape]]
    have: int


class Gate:
    """The gates of some jurisdictions. `through(mol)` gives the rules that may speak; empty means none can."""

    def __init__(self, laws: Sequence[Statute]) -> None:
        from rdkit.Chem.rdMolDescriptors import CalcMolFormula

        self._formula = CalcMolFormula
        self.places = _places(laws)
        """Rule id -> jurisdictions in which it may speak."""
        self._listed = _listed_compositions(laws)
        self._tree = tree(laws)
        self._bulk: dict[str, Bulk] = {}

    def through(self, mol: Chem.Mol) -> frozenset[str]:
        """Rules whose gate an unsanitised molecule passes (`listed` for entries by structure), after `UpdatePropertyCache(True)`."""
        formula = self._formula(mol)
        bulk = self._bulk.get(formula) or self._bulk_of(formula)
        bonds = mol.GetNumBonds()
        shapes = bulk.shapes.get(bonds)
        found = frozenset((LISTED,)) if shapes is not None and shape(mol) in shapes else frozenset[str]()
        return found | self._tree.passed(mol, bulk.have)

    def _bulk_of(self, formula: str) -> Bulk:
        plain = neutral(formula)
        counts = [(element, int(number or 1)) for element, number in FORMULA.findall(plain)]
        made = Bulk(self._listed.get(plain, {}), self._tree.have(counts))
        if len(self._bulk) < 200_000:
            self._bulk[formula] = made
        return made


def _places(laws: Sequence[Statute]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {LISTED: {law.part.jurisdiction for law in laws}}
    for law in laws:
        for name in (*(e.id for e in (*law.classes, *law.derivatives)), *(m.id for m in law.missing), *covering(law)):
            found.setdefault(name, set()).add(law.part.jurisdiction)
    return {name: frozenset(places) for name, places in found.items()}


@lru_cache(maxsize=16)
def _gate(laws: tuple[Statute, ...]) -> Gate:
    return Gate(laws)


def gate(pack: Pack, jurisdictions: Iterable[str]) -> Gate:
    """The gate of the jurisdictions that the pack holds; built once per pack and set."""
    from accord.controls.statute import statute

    return _gate(tuple(statute(pack, j) for j in jurisdictions if j in pack.parts))


def passed(smiles: str, gate: Gate) -> frozenset[str] | None:
    """What the gates let a SMILES through for: nothing (empty) settles it, else rules to ask.

    None where the gates do not judge: what is unusual, cannot be read, or fails the strict valence check goes the full way.
    """
    if len(smiles) > LONGEST or ODD.search(smiles):
        return None
    mol = _parse(smiles)
    return None if mol is None or mol.GetNumAtoms() == 0 else gate.through(mol)


def _parse(smiles: str) -> Chem.Mol | None:
    """The molecule without perception, after the strict valence check; None where the full way has to say what is wrong."""
    from rdkit import Chem

    mol = cast("Chem.Mol | None", Chem.MolFromSmiles(smiles, _parameters()))
    if mol is None:
        return None
    try:
        mol.UpdatePropertyCache(True)
    except Chem.AtomValenceException:
        return None
    return mol


@lru_cache(maxsize=1)
def _parameters() -> Any:
    from rdkit import Chem

    wanted_by_gates = Chem.SmilesParserParams()
    wanted_by_gates.sanitize = False
    wanted_by_gates.removeHs = False
    return wanted_by_gates


def neutral(formula: str) -> str:
    """A formula with as many hydrogens less as it has charges: one text for every protonation of a substance.

    Formulas are those of RDKit (Hill order, charge at the end): "C22H29N2O+" and "C22H28N2O" are one.
    """
    sign = CHARGE.search(formula)
    if sign is None:
        return formula
    body, charge = formula[: sign.start()], int(sign[2] or 1) * (1 if sign[1] == "+" else -1)
    counts = {element: int(number or 1) for element, number in FORMULA.findall(body)}
    counts["H"] = counts.get("H", 0) - charge
    carbon = [e for e in ("C", "H") if "C" in counts and e in counts]
    ordered = [*carbon, *sorted(e for e in counts if e not in carbon)]
    return "".join(f"{e}{counts[e] if counts[e] != 1 else ''}" for e in ordered if counts[e])


def _listed_compositions(laws: Sequence[Statute]) -> dict[str, dict[int, frozenset[Shape]]]:
    """Neutral formula -> number of bonds -> shapes of every listed structure, ketones also as their hydrates."""
    from rdkit.Chem.rdMolDescriptors import CalcMolFormula

    found: dict[str, dict[int, frozenset[Shape]]] = {}
    forms = (f for law in laws for forms in law.forms.values() for f in forms)
    for smiles in sorted({f.substance.smiles for f in forms if f.substance.smiles and not is_mixture(f.substance.smiles)}):
        for mol in _hydrates(listed_mol(smiles)):
            by_bonds = found.setdefault(neutral(CalcMolFormula(mol)), {})
            by_bonds[mol.GetNumBonds()] = by_bonds.get(mol.GetNumBonds(), frozenset()) | {shape(mol)}
    return found


def _hydrates(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """A listed structure, and the same with each choice of its ketone and aldehyde groups drawn as gem-diols."""
    from rdkit import Chem

    carbonyls = [match[:2] for match in mol.GetSubstructMatches(Chem.MolFromSmarts("[#6;!$([#6][O,N,S])](=[OX1])"))]
    for chosen in chain.from_iterable(combinations(carbonyls, n) for n in range(len(carbonyls) + 1)):
        wet = Chem.RWMol(mol)
        for carbon, oxygen in chosen:
            wet.GetBondBetweenAtoms(carbon, oxygen).SetBondType(Chem.BondType.SINGLE)
            wet.AddBond(carbon, wet.AddAtom(Chem.Atom(8)), Chem.BondType.SINGLE)
        wet.UpdatePropertyCache(False)
        yield wet.GetMol()


def shape(mol: Chem.Mol) -> Shape:
    """The shape of a molecule without explicit hydrogens: its atoms by element and neighbours, whatever the bonds."""
    own = [16 * atom.GetAtomicNum() + atom.GetDegree() for atom in mol.GetAtoms()]
    around: list[list[int]] = [[] for _ in own]
    for bond in mol.GetBonds():
        one, other = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        around[one].append(own[other])
        around[other].append(own[one])
    return tuple(sorted((mine, *sorted(theirs)) for mine, theirs in zip(own, around, strict=True)))
