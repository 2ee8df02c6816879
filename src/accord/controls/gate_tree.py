"""The queries of some laws as a tree: what several of them contain stands above them, so that one failed trial settles many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from accord.controls import classes, derive, scope
from accord.controls.statute import Statute, listed_mol
from accord.controls.superset import relaxed, rings_of, skeleton

if TYPE_CHECKING:
    from rdkit import Chem

WIDTH = 8
"""Bits of a packed field; the uppermost is the guard."""
MOST = 127
"""The largest number a packed field holds: no query needs more atoms of one element, or rings."""
MOST_MATCHES = 500
"""Ways of laying one pattern over another that are tried; if none of them proves containment, none is assumed."""


@dataclass(frozen=True, slots=True)
class Node:
    """A pattern, what it needs before it is tried, the rules it stands for, and what to try only where it matches."""

    mol: Any
    needs: tuple[int, ...]
    """Atoms of each of `Tree.elements`, then rings."""
    packed: int
    """`needs` as one number (`_packed`), so that all of them are compared at once."""
    rules: frozenset[str]
    then: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """All queries of some laws. What several of them contain (a ring, a ring system) stands above them and is tried first."""

    elements: tuple[str, ...]
    roots: tuple[Node, ...]

    def have(self, counts: Iterable[tuple[str, int]]) -> int:
        """Atoms of a molecule by element, as `passed` takes them."""
        packed = _guard(len(self.elements) + 1)
        for element, number in counts:
            if element in self.elements:
                packed += min(number, MOST) << WIDTH * self.elements.index(element)
        return packed

    def passed(self, mol: Chem.Mol, have: int) -> frozenset[str]:
        """Rules that a molecule may meet.

        Args:
            mol: one part, unsanitised or not, after `UpdatePropertyCache`.
            have: `have` of its composition.
        """
        size = len(self.elements)
        rings = min(mol.GetNumBonds() - mol.GetNumAtoms() + 1, MOST)
        return _passed(self.roots, mol, have + (rings << WIDTH * size), _guard(size + 1), _first_only())


def _passed(nodes: tuple[Node, ...], mol: Chem.Mol, have: int, guard: int, how: Any) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for node in nodes:
        if (have - node.packed) & guard == guard and mol.HasSubstructMatch(node.mol, how):
            found |= node.rules
            if node.then:
                found |= _passed(node.then, mol, have, guard, how)
    return found


def _packed(fields: Sequence[int]) -> int:
    """Small numbers side by side in one. With a guard bit above each, one subtraction tells whether all of them are at least as large."""
    return sum(min(number, MOST) << WIDTH * place for place, number in enumerate(fields))


@cache
def _first_only() -> Any:
    """One match is enough, and no query is recursive: a tenth faster than asking without."""
    from rdkit import Chem

    how = Chem.SubstructMatchParameters()
    how.maxMatches, how.recursionPossible, how.uniquify = 1, False, False
    return how


@cache
def _guard(size: int) -> int:
    return sum((MOST + 1) << WIDTH * place for place in range(size))


def tree(laws: Sequence[Statute]) -> Tree:
    """The queries of the laws as a tree, one node per distinct pattern and place.

    An ester or ether of a parent has the parent's hydrogens but for one at each link, however the parent is drawn.
    """
    rules: dict[str, set[str]] = {}
    systems: set[str] = set()
    hydrogens: dict[str, int] = {}
    for law in laws:
        for entry in (*law.classes, *law.derivatives):
            for smarts in (classes if entry.kind == "class" else derive).gate(entry):
                rules.setdefault(smarts, set()).add(entry.id)
        for gap in law.missing:
            for smarts in gap.relevance:
                rules.setdefault(relaxed(smarts), set()).add(gap.id)
        for entry_id, mol in covered_parents(law):
            pattern = skeleton(mol)
            rules.setdefault(pattern, set()).add(entry_id)
            left = sum(atom.GetTotalNumHs() for atom in mol.GetAtoms()) - scope.MOST_CUTS
            hydrogens[pattern] = max(0, min(left, hydrogens.get(pattern, left)))
            rings = rings_of(mol)
            if rings.GetNumBonds() > rings.GetNumAtoms():
                systems.add(skeleton(rings, bare=True))
    stems = {p: frozenset((*_rings(p), *(s for s in systems if _contains(p, s)))) - {p} for p in rules}
    needs = {p: {**_needs(p), "H": hydrogens.get(p, 0)} for p in rules}
    elements = tuple(sorted({element for counts in needs.values() for element in counts}))
    leaves = {p: _node(p, (*(needs[p].get(e, 0) for e in elements), _cycles(p)), rules[p]) for p in sorted(rules)}
    return Tree(elements, _grown(leaves, stems))


def _grown(leaves: Mapping[str, Node], stems: Mapping[str, frozenset[str]]) -> tuple[Node, ...]:
    """Nodes for some queries: the stem that most of them share with these below it, then the next, then what is left by itself."""
    nodes: list[Node] = []
    left = dict(leaves)
    while left:
        shared = Counter(stem for pattern in left for stem in stems[pattern])
        useful = {s: (times - 1) * _sharpness(s) for s, times in shared.items() if times > (1 if _cycles(s) == 1 else 2)}
        if not any(useful.values()):
            break
        stem = max(useful, key=lambda s: (useful[s], s))
        below = {p: node for p, node in left.items() if stem in stems[p]}
        then = _grown(below, {p: stems[p] - {stem, *_rings(stem)} for p in below})
        least = tuple(map(min, zip(*(node.needs for node in then), strict=True)))
        nodes.append(_node(stem, least, (), then))
        left = {p: node for p, node in left.items() if p not in below}
    return (*nodes, *left.values())


def _node(pattern: str, needs: tuple[int, ...], rules: Iterable[str], then: tuple[Node, ...] = ()) -> Node:
    return Node(_mol(pattern), needs, _packed(needs), frozenset(rules), then)


def covered_parents(law: Statute) -> Iterator[tuple[str, Chem.Mol]]:
    """(entry id, drawing) of every listed substance of which an ester or ether could be covered."""
    for forms in scope.parents(law).values():
        for form in forms:
            yield form.entry.id, listed_mol(form.substance.smiles or "")


def _contains(larger: str, smaller: str) -> bool:
    """Whether what matches one query surely matches another whose atoms are of one element each and demand X3 at most."""
    if _cycles(larger) < _cycles(smaller):
        return False
    ours = [a.GetSmarts() for a in _mol(larger).GetAtoms()]
    theirs = ["X3" in a.GetSmarts() for a in _mol(smaller).GetAtoms()]
    found = _elements_only(larger).GetSubstructMatches(_elements_only(smaller), uniquify=False, maxMatches=MOST_MATCHES)
    return any(all("X3" in ours[at] for at, demanded in zip(match, theirs, strict=True) if demanded) for match in found)


@lru_cache(maxsize=2048)
def _elements_only(pattern: str) -> Chem.Mol:
    """A query as a molecule of single bonds; an atom that may be several elements is none."""
    from rdkit import Chem

    query, plain = _mol(pattern), Chem.RWMol()
    for atom in query.GetAtoms():
        plain.AddAtom(Chem.Atom(_only_element(atom)))
    for bond in query.GetBonds():
        plain.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
    plain.UpdatePropertyCache(False)
    return plain.GetMol()


@lru_cache(maxsize=2048)
def _mol(pattern: str) -> Chem.Mol:
    """The query of a pattern, its rarest atom first and then what is bound to it: the search then fails several times sooner."""
    from rdkit import Chem

    mol = Chem.MolFromSmarts(pattern)
    rare = [_rareness(atom) for atom in mol.GetAtoms()]
    order: list[int] = []
    edge = {max(range(len(rare)), key=rare.__getitem__)}
    while edge:
        best = max(edge, key=lambda i: (rare[i], -i))
        order.append(best)
        near = {atom.GetIdx() for atom in mol.GetAtomWithIdx(best).GetNeighbors()}
        edge = (edge | near) - set(order)
    return Chem.RenumberAtoms(mol, order)


def _rareness(atom: Chem.Atom) -> float:
    """How much a query atom narrows the search: hetero atoms most, then fixed degrees, then neighbours in the query."""
    element = _only_element(atom)
    kind = {0: -1.0, 6: 0.0, 8: 2.0}.get(element, 3.0)
    text = atom.GetSmarts()
    return kind + ("D" in text) + 0.5 * ("X" in text) + 0.2 * atom.GetDegree()


def _cycles(pattern: str) -> int:
    mol = _mol(pattern)
    return mol.GetNumBonds() - mol.GetNumAtoms() + 1


def _needs(pattern: str) -> dict[str, int]:
    """Atoms of each element that every match has."""
    from rdkit import Chem

    needs: dict[str, int] = {}
    table = Chem.GetPeriodicTable()
    for number in map(_only_element, _mol(pattern).GetAtoms()):
        if number:
            symbol = table.GetElementSymbol(number)
            needs[symbol] = needs.get(symbol, 0) + 1
    return needs


@lru_cache(maxsize=2048)
def _sharpness(pattern: str) -> float:
    """How rarely a pattern is met among organic molecules, from 0 to 1: a rule of thumb that only decides the order of trials.

    Each fused ring, hetero atom and fixed degree is taken to halve the molecules that have it (roughly; the order needs no more). Where
    every atom may be several elements, nothing is gained.
    """
    mol = _mol(pattern)
    hetero = sum(_only_element(a) not in (0, 6) for a in mol.GetAtoms())
    fixed = sum("D" in a.GetSmarts() for a in mol.GetAtoms())
    if not any(_only_element(a) for a in mol.GetAtoms()):
        return 0.0
    return 1 - 0.7 * 0.5 ** (hetero + fixed / 3 + (_cycles(pattern) - 1) / 2)


@lru_cache(maxsize=2048)
def _rings(pattern: str) -> tuple[str, ...]:
    """The rings of a query that say more than carbon, each as a query of its own, sharp to blunt; one text per ring."""
    from rdkit import Chem

    mol = Chem.Mol(_mol(pattern))
    mol.UpdatePropertyCache(False)
    found: list[str] = []
    for ring in Chem.GetSymmSSSR(mol):
        sharp = [mol.GetAtomWithIdx(i).GetSmarts() for i in ring]
        plain = [re.sub(r"[&;]?D\d", "", kind) for kind in sharp]
        bare = [re.sub(r"[&;]?X\d", "", kind) for kind in plain]
        blunt = [kind if re.fullmatch(r"\[#(7|8|16)\]", kind) else "*" for kind in bare]
        found += [_turned(way) for way in (sharp, plain, bare, blunt) if set(way) not in ({"[#6]"}, {"*"})]
    return tuple(dict.fromkeys(found))


def _turned(ring: list[str]) -> str:
    """A ring as a query: one text wherever it starts and whichever way it turns."""
    first, *rest = min(way[n:] + way[:n] for way in (ring, ring[::-1]) for n in range(len(ring)))
    return "~".join((f"{first}1", *rest)) + "~1"


def _only_element(atom: Chem.Atom) -> int:
    """The one element a query atom can be; 0 where it may be several."""
    found = re.fullmatch(r"\[?#(\d+)(?:[&;]?[XD]\d)*\]?", atom.GetSmarts())
    return int(found[1]) if found else 0
