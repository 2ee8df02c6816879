"""The tests a class clause may name. Each looks at one unit that differs from the parent and answers True, False or `Ambiguous`.

A pack names a predicate alone (`acyl`) or with its argument (`{substituent: [alkyl, nitro]}`). New law within these words is a new YAML
file; a new word is a new function here, with tests.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.controls.bearing import amine_bears, bears_only, benzene, chain_to_ring, hanging, is_oxo, multiple_to_hetero, plain_amine
from accord.controls.placement import Unit, monocycle, neighbours
from accord.controls.substituents import Group, matches

if TYPE_CHECKING:
    from rdkit import Chem


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Reasonable readers differ; `reason` names the pair of readings (`controls.wide.<reason>`, `controls.narrow.<reason>`)."""

    reason: str


Answer = bool | Ambiguous


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """What a predicate is asked about: a unit of a drawing, and the argument the pack gives (None: none)."""

    mol: Chem.Mol
    unit: Unit
    argument: Any = None

    @property
    def group(self) -> Group:
        """The unit as a substituent."""
        return Group(self.mol, self.unit.root, self.unit.anchor, frozenset(self.unit.atoms))

    def number(self, i: int) -> int:
        """Atomic number of an atom."""
        return self.mol.GetAtomWithIdx(i).GetAtomicNum()


def ask(mol: Chem.Mol, unit: Unit, when: Sequence[Any]) -> Answer:
    """All tests of a clause on one unit: False if one fails, else Ambiguous if one is, else True.

    Raises:
        KeyError: a predicate that is not known (the schema of class entries allows the known ones only).
    """
    answer: Answer = True
    for test in when:
        name, argument = next(iter(test.items())) if isinstance(test, Mapping) else (test, None)
        said = _PREDICATES[name](Case(mol, unit, argument))
        if said is False:
            return False
        answer = said if isinstance(said, Ambiguous) else answer
    return answer


def names() -> tuple[str, ...]:
    """Predicates a clause may name."""
    return tuple(_PREDICATES)


def any_group(_: Case) -> Answer:
    """Anything that stands there, substituted or not."""
    return True


def is_acyl(case: Case) -> Answer:
    """Formyl, or a carbonyl bound to carbon. A carbamate is acyl where the argument says so, else open; a urea and the like are open."""
    unit = case.unit
    others = [n for n in neighbours(case.mol, unit.root, (unit.anchor,)) if not is_oxo(case.mol, unit.root, n)]
    number = case.number(others[0]) if others else 6
    carbamate = number == 8 and any(case.number(i) == 6 for i in neighbours(case.mol, others[0], (unit.root,)))
    if number == 6 or (carbamate and "carbamate" in (case.argument or ())):
        return True
    return Ambiguous("carbamate_acyl" if carbamate else "urea_acyl" if number == 7 else "other_acyl")


def aromatic_monocycle(case: Case) -> Answer:
    """The root is in an aromatic ring that is not fused; what the ring bears is free."""
    ring = monocycle(case.mol, case.unit.root)
    return bool(ring) and all(case.mol.GetAtomWithIdx(i).GetIsAromatic() for i in ring)


def any_monocycle(case: Case) -> Answer:
    """The root is in a ring, aromatic or not, that shares no atom with another ring; what the ring bears is free."""
    return bool(monocycle(case.mol, case.unit.root))


def hetero_monocycle(case: Case) -> Answer:
    """As any_monocycle, with at least one ring atom that is not carbon."""
    return any(case.number(i) != 6 for i in monocycle(case.mol, case.unit.root))


def aromatic(case: Case) -> Answer:
    """The root is an atom of an aromatic ring system, fused or not."""
    return bool(case.mol.GetAtomWithIdx(case.unit.root).GetIsAromatic())


def lone_bicycle(case: Case) -> Answer:
    """Nothing is fused to the ring system of the unit, and it is drawn without charge; what it bears is free."""
    neutral = not any(case.mol.GetAtomWithIdx(i).GetFormalCharge() for i in case.unit.core)
    return neutral and all(len(piece.touches) == 1 for _, piece in hanging(case.mol, case.unit.core, case.unit.exits))


def substituent(case: Case) -> Answer:
    """The unit is a group of one of the kinds named."""
    return matches(case.group, case.argument)


def open_list(case: Case) -> Answer:
    """As substituent, in a list that ends with "and the like": any other group is open."""
    return matches(case.group, case.argument) or Ambiguous("and_the_like")


def place(case: Case) -> Answer:
    """The unit stands at one of the positions named."""
    return case.unit.place in case.argument


def phenyl_bearing(case: Case) -> Answer:
    """The ring is benzene and bears groups of the kinds named only (`alkylenedioxy`: a ring -O-(C)n-O- fused to it)."""
    ring = benzene(case.mol, case.unit.root)
    return bool(ring) and bears_only(case.mol, ring, case.unit.exits, case.argument)


def bearing(case: Case) -> Answer:
    """What hangs on the unit's core is of the kinds in `kinds` only, at most `at_most` groups."""
    count = len(hanging(case.mol, case.unit.core, case.unit.exits))
    few = count <= case.argument.get("at_most", count)
    return few and bears_only(case.mol, case.unit.core, case.unit.exits, case.argument["kinds"])


def hydrocarbon_bridge(case: Case) -> Answer:
    """A chain of at most `argument` carbons, substituted or not; a carbonyl (or imine) in it makes it no hydrocarbon group."""
    core = case.unit.core
    return len(core) <= case.argument and all(case.number(i) == 6 and not multiple_to_hetero(case.mol, i) for i in core)


def amino(case: Case) -> Answer:
    """A neutral amine nitrogen that bears hydrogen or carbon only, and no acyl group."""
    return plain_amine(case.mol, case.unit.root)


def amine_bearing(case: Case) -> Answer:
    """The amine bears hydrogen or groups of the kinds in `kinds`, or is part of a ring in `rings` (SMILES; `any`: of any ring)."""
    argument = case.argument
    return plain_amine(case.mol, case.unit.root) and amine_bears(case.mol, case.unit, argument["kinds"], argument.get("rings", ()))


def carbon_group(case: Case) -> Answer:
    """A group of one to `argument` carbons that consists of carbon and hydrogen or carries oxygen or nitrogen besides.

    A group without carbon is open ("at most five carbons" does not say), also one with other elements.
    """
    group = case.group
    if group.carbons > case.argument:
        return False
    if group.carbons == 0:
        return Ambiguous("zero_carbons")
    return True if group.only(6, 7, 8) else Ambiguous("other_elements")


def as_in_parents(case: Case) -> Answer:
    """A saturated chain of at most `argument` carbons, branches counted, that ends in a carbocyclic or heteroaromatic monocycle.

    Any other group is open: the words cover it, but they then reach long-used medicines too.
    """
    return True if chain_to_ring(case.mol, case.unit, case.argument) else Ambiguous("group_on_nitrogen")


_PREDICATES: Mapping[str, Callable[[Case], Answer]] = {
    "any": any_group,
    "acyl": is_acyl,
    "aromatic_monocycle": aromatic_monocycle,
    "monocycle": any_monocycle,
    "hetero_monocycle": hetero_monocycle,
    "aromatic": aromatic,
    "lone_bicycle": lone_bicycle,
    "substituent": substituent,
    "open_list": open_list,
    "place": place,
    "phenyl_bearing": phenyl_bearing,
    "bearing": bearing,
    "hydrocarbon_bridge": hydrocarbon_bridge,
    "amino": amino,
    "amine_bearing": amine_bearing,
    "carbon_group": carbon_group,
    "as_in_parents": as_in_parents,
}
