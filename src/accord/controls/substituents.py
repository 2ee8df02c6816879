"""What kind of group a substituent is, in the words statutes use: alkyl, alkoxy, haloalkyl, ester, nitro ..."""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from accord.controls.placement import neighbours

if TYPE_CHECKING:
    from rdkit import Chem

HALOGENS = frozenset((9, 17, 35, 53))


@dataclass(frozen=True, eq=False)
class Group:
    """A substituent: its atoms, the atom bound to the skeleton (`root`) and the skeleton atom (`anchor`)."""

    mol: Chem.Mol
    root: int
    anchor: int
    atoms: frozenset[int]

    def number(self, i: int) -> int:
        """Atomic number of an atom of the drawing."""
        return self.mol.GetAtomWithIdx(i).GetAtomicNum()

    def inner(self, i: int) -> list[int]:
        """Neighbours of an atom inside the group."""
        return [n for n in neighbours(self.mol, i) if n in self.atoms]

    @cached_property
    def numbers(self) -> list[int]:
        """Atomic numbers of the group."""
        return [self.number(i) for i in self.atoms]

    @cached_property
    def carbons(self) -> int:
        """How many carbon atoms the group has."""
        return self.numbers.count(6)

    @cached_property
    def acyclic(self) -> bool:
        """No atom of the group is in a ring."""
        return not any(self.mol.GetAtomWithIdx(i).IsInRing() for i in self.atoms)

    @cached_property
    def orders(self) -> list[float]:
        """Bond orders of the group, the bond to the skeleton among them (aromatic: 1.5)."""
        inside = self.atoms | {self.anchor}
        bonds = (b for i in self.atoms for b in self.mol.GetAtomWithIdx(i).GetBonds() if b.GetOtherAtomIdx(i) in inside)
        return [bond.GetBondTypeAsDouble() for bond in bonds]

    @cached_property
    def saturated(self) -> bool:
        """Acyclic with single bonds only and no charge."""
        neutral = all(self.mol.GetAtomWithIdx(i).GetFormalCharge() == 0 for i in self.atoms)
        return self.acyclic and neutral and all(order == 1 for order in self.orders)

    def only(self, *allowed: int) -> bool:
        """All atoms are of the given elements."""
        return all(number in allowed for number in self.numbers)


def kinds(group: Group) -> frozenset[str]:
    """All kinds a group is; empty if the vocabulary has no word for it."""
    return frozenset(name for name, test in _TESTS.items() if test(group))


def matches(group: Group, allowed: Mapping[str, int | None] | Collection[str]) -> bool:
    """True if the group is of one of the allowed kinds; a mapping gives the largest number of carbons per kind (None: no limit)."""
    limits = allowed if isinstance(allowed, Mapping) else dict.fromkeys(allowed)
    return any((limit := limits[kind]) is None or group.carbons <= limit for kind in kinds(group) if kind in limits)


def _halogenated(group: Group) -> bool:
    return any(number in HALOGENS for number in group.numbers)


def _alkyl(group: Group) -> bool:
    return group.only(6) and group.saturated


def _alkenyl(group: Group) -> bool:
    linked = group.mol.GetBondBetweenAtoms(group.root, group.anchor).GetBondTypeAsDouble() == 1
    return linked and group.only(6) and group.acyclic and set(group.orders) == {1.0, 2.0}


def _haloalkyl(group: Group) -> bool:
    return group.number(group.root) == 6 and group.only(6, *HALOGENS) and group.saturated and _halogenated(group)


def _rest(group: Group, element: int, *allowed: int) -> bool:
    """The root is the one atom of this element and the rest is a saturated, open chain of the allowed elements."""
    linked = group.number(group.root) == element and group.numbers.count(element) == 1 and group.carbons > 0
    return linked and group.saturated and group.only(element, *allowed)


def _trifluoro(group: Group) -> bool:
    return group.carbons == 1 and group.numbers.count(9) == 3


def _carbonyl(group: Group, i: int) -> bool:
    atom = group.mol.GetAtomWithIdx(i)
    double = (bond.GetOtherAtom(atom) for bond in atom.GetBonds() if bond.GetBondTypeAsDouble() == 2)
    return atom.GetAtomicNum() == 6 and any(other.GetAtomicNum() == 8 for other in double)


def _ether_oxygens(group: Group) -> bool:
    """At least one oxygen, and each is bound to two carbons of which none is a carbonyl."""
    oxygens = [i for i in group.atoms if group.number(i) == 8]
    sides = [neighbours(group.mol, i) for i in oxygens]
    return bool(oxygens) and all(len(s) == 2 and all(group.number(i) == 6 and not _carbonyl(group, i) for i in s) for s in sides)


def _open_root(group: Group) -> bool:
    atom = group.mol.GetAtomWithIdx(group.root)
    return not atom.IsInRing() and (atom.GetAtomicNum() == 8 or atom.GetTotalDegree() == 4)


def _ether(group: Group) -> bool:
    return group.only(6, 8, *HALOGENS) and _open_root(group) and _ether_oxygens(group)


def _alkoxyalkyl(group: Group) -> bool:
    return group.number(group.root) == 6 and group.only(6, 8) and group.saturated and _ether_oxygens(group)


def _spine_ends(group: Group) -> Iterator[tuple[int, int]]:
    """(last chain atom, first other atom) where the saturated open chain that starts at the root ends."""
    todo, seen = [(group.anchor, group.root)], {group.anchor}
    while todo:
        before, i = todo.pop()
        atom = group.mol.GetAtomWithIdx(i)
        seen.add(i)
        if atom.GetAtomicNum() == 6 and atom.GetTotalDegree() == 4 and not atom.IsInRing():
            todo.extend((i, n) for n in group.inner(i) if n not in seen)
        else:
            yield before, i


def _ester_at(group: Group, before: int, i: int) -> str:
    """`alkoxycarbonyl` or `acyloxy` if an ester of a carboxylic acid begins at atom i, else empty."""
    mol = group.mol
    if _carbonyl(group, i):
        others = [n for n in neighbours(mol, i, (before,)) if not _terminal_oxo(group, i, n)]
        oxygen = len(others) == 1 and group.number(others[0]) == 8 and mol.GetAtomWithIdx(others[0]).GetDegree() == 2
        return "alkoxycarbonyl" if oxygen and not any(_carbonyl(group, n) for n in neighbours(mol, others[0], (i,))) else ""
    ahead = neighbours(mol, i, (before,)) if group.number(i) == 8 else []
    if len(ahead) == 1 and _carbonyl(group, ahead[0]):
        third = [n for n in neighbours(mol, ahead[0], (i,)) if not _terminal_oxo(group, ahead[0], n)]
        return "acyloxy" if all(group.number(n) == 6 for n in third) else ""
    return ""


def _terminal_oxo(group: Group, carbon: int, i: int) -> bool:
    return group.number(i) == 8 and group.mol.GetBondBetweenAtoms(carbon, i).GetBondTypeAsDouble() == 2


def _ester(group: Group) -> bool:
    ends = list(_spine_ends(group))
    return len(ends) == 1 and bool(_ester_at(group, *ends[0]))


def _direct_ester(kind: str) -> Callable[[Group], bool]:
    return lambda group: _ester_at(group, group.anchor, group.root) == kind


def _acetyloxy(group: Group) -> bool:
    return _direct_ester("acyloxy")(group) and group.carbons == 2 and len(group.atoms) == 4


def _nitro(group: Group) -> bool:
    atom = group.mol.GetAtomWithIdx(group.root)
    return sorted(group.numbers) == [7, 8, 8] and atom.GetAtomicNum() == 7 and atom.GetDegree() == 3


def _cyano(group: Group) -> bool:
    return group.number(group.root) == 6 and sorted(group.numbers) == [6, 7] and 3.0 in group.orders


def _sulfonyl(group: Group) -> bool:
    sulphur = group.mol.GetAtomWithIdx(group.root)
    oxo = sulphur.GetAtomicNum() == 16 and sorted(n for n in group.numbers if n != 6) == [8, 8, 16] and group.carbons > 0
    return oxo and sulphur.GetDegree() == 4 and group.acyclic and sorted(set(group.orders)) == [1.0, 2.0]


def _lone(group: Group, *elements: int) -> bool:
    return len(group.atoms) == 1 and group.only(*elements) and group.saturated


_TESTS: Mapping[str, Callable[[Group], bool]] = {
    "alkyl": _alkyl,
    "alkenyl": _alkenyl,
    "haloalkyl": _haloalkyl,
    "trifluoromethyl": lambda g: _haloalkyl(g) and _trifluoro(g) and len(g.atoms) == 4,
    "halogen": lambda g: _lone(g, *HALOGENS),
    "hydroxy": lambda g: _lone(g, 8),
    "amino": lambda g: _lone(g, 7),
    "nitro": _nitro,
    "cyano": _cyano,
    "alkoxy": lambda g: _rest(g, 8, 6),
    "methoxy": lambda g: _rest(g, 8, 6) and g.carbons == 1,
    "haloalkoxy": lambda g: _rest(g, 8, 6, *HALOGENS) and _halogenated(g),
    "trifluoromethoxy": lambda g: _rest(g, 8, 6, 9) and _trifluoro(g),
    "alkylthio": lambda g: _rest(g, 16, 6),
    "alkylsulfonyl": _sulfonyl,
    "ether": _ether,
    "alkoxyalkyl": _alkoxyalkyl,
    "ester": _ester,
    "alkoxycarbonyl": _direct_ester("alkoxycarbonyl"),
    "acyloxy": _direct_ester("acyloxy"),
    "acetyloxy": _acetyloxy,
}
