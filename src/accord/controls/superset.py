"""Superset queries of the law, generated from it: cheap patterns that match whatever a rule could speak about, in every drawing.

They name elements, and where no drawing changes it the number of neighbours; all bonds are free, so that they hold before perception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from accord.controls import classes, derive, scope
from accord.controls.statute import Statute, listed_mol

if TYPE_CHECKING:
    from rdkit import Chem

Counts = Mapping[str, int]
MOST_MATCHES = 2000
"""Ways of laying one pattern over another that are tried; if none of them proves containment, none is assumed."""


@dataclass(frozen=True, slots=True)
class Query:
    """One superset query: what it is for, the elements and rings it needs, the query molecule, and what to try only where it matches."""

    rules: frozenset[str]
    needs: Counts
    rings: int
    mol: Any
    then: tuple[Query, ...] = ()

    def passed(self, mol: Chem.Mol, rings: int) -> frozenset[str]:
        """Rules of this query and of those below it that a molecule may meet."""
        if rings < self.rings or not mol.HasSubstructMatch(self.mol):
            return frozenset()
        return self.rules.union(*(q.passed(mol, rings) for q in self.then)) if self.then else self.rules


def queries(laws: Sequence[Statute]) -> tuple[Query, ...]:
    """All superset queries of the laws, one per distinct pattern, as a forest: what contains another pattern is tried only below it.

    The rings of each covered parent are a pattern without rules of their own, so that dozens of steroids or morphinans cost one query.
    """
    rules: dict[str, set[str]] = {}
    for law in laws:
        for entry in (*law.classes, *law.derivatives):
            for smarts in (classes if entry.kind == "class" else derive).gate(entry):
                rules.setdefault(smarts, set()).add(entry.id)
        for gap in law.missing:
            for smarts in gap.relevance:
                rules.setdefault(relaxed(smarts), set()).add(gap.id)
        for entry_id, mol in covered_parents(law):
            rules.setdefault(skeleton(mol), set()).add(entry_id)
            rings = _rings_of(mol)
            if rings.GetNumBonds() > rings.GetNumAtoms():
                rules.setdefault(skeleton(rings, bare=True), set())
    return _forest([_query(pattern, names) for pattern, names in sorted(rules.items())])


def covered_parents(law: Statute) -> Iterator[tuple[str, Chem.Mol]]:
    """(entry id, drawing) of every listed substance of which an ester or ether could be covered."""
    for forms in scope.parents(law).values():
        for form in forms:
            yield form.entry.id, listed_mol(form.substance.smiles or "")


def most_needed(found: Sequence[Query]) -> tuple[tuple[str, int], ...]:
    """The largest number of atoms of each element that any query needs: more make no difference."""
    most: dict[str, int] = {}
    for query in found:
        for element, number in query.needs.items():
            most[element] = max(number, most.get(element, 0))
    return tuple(sorted(most.items()))


def _query(pattern: str, rules: Iterable[str]) -> Query:
    from rdkit import Chem

    mol = Chem.MolFromSmarts(pattern)
    needs: dict[str, int] = {}
    table = Chem.GetPeriodicTable()
    for number, _ in map(_demands, mol.GetAtoms()):
        if number:
            symbol = table.GetElementSymbol(number)
            needs[symbol] = needs.get(symbol, 0) + 1
    return Query(frozenset(rules), needs, mol.GetNumBonds() - mol.GetNumAtoms() + 1, mol)


def _forest(found: Sequence[Query]) -> tuple[Query, ...]:
    """Queries with each one that contains rings shared by several placed below these; rings that lead to fewer than two are left out."""
    ordered = sorted(found, key=lambda q: (q.mol.GetNumAtoms(), q.mol.GetNumBonds()))
    below: dict[int, list[int]] = {}
    roots: list[int] = []
    for number, query in enumerate(ordered):
        over = next((n for n in range(number - 1, -1, -1) if not ordered[n].rules and _contains(query.mol, ordered[n].mol)), None)
        (roots if over is None else below.setdefault(over, [])).append(number)

    def grown(number: int) -> Query | None:
        query, then = ordered[number], tuple(g for n in below.get(number, ()) if (g := grown(n)) is not None)
        if query.rules:
            return replace(query, then=then)
        if len(then) < 2:
            return then[0] if then else None
        least = {k: min(q.needs.get(k, 0) for q in then) for k in then[0].needs}
        return replace(query, then=then, needs={k: n for k, n in {**query.needs, **least}.items() if n}, rings=min(q.rings for q in then))

    return tuple(g for n in roots if (g := grown(n)) is not None)


def _contains(larger: Chem.Mol, smaller: Chem.Mol) -> bool:
    """Whether every molecule that matches `larger` surely matches `smaller`: atom by atom, it demands no less."""
    ours, theirs = [_demands(a) for a in larger.GetAtoms()], [_demands(a) for a in smaller.GetAtoms()]
    if not all(number for number, _ in theirs):
        return False
    plain, pattern = _elements_only(larger), _elements_only(smaller)
    for match in plain.GetSubstructMatches(pattern, uniquify=False, maxMatches=MOST_MATCHES):
        if all(ours[at][0] == number and demanded <= ours[at][1] for at, (number, demanded) in zip(match, theirs, strict=True)):
            return True
    return False


def _elements_only(query: Chem.Mol) -> Chem.Mol:
    """A query as a molecule of single bonds; an atom that may be several elements is none."""
    from rdkit import Chem

    plain = Chem.RWMol()
    for atom in query.GetAtoms():
        plain.AddAtom(Chem.Atom(_demands(atom)[0]))
    for bond in query.GetBonds():
        plain.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
    plain.UpdatePropertyCache(False)
    return plain.GetMol()


def _demands(atom: Chem.Atom) -> tuple[int, frozenset[str]]:
    """(the one element a query atom can be, 0 where it may be several; what it demands besides: X3, D2, ...)."""
    found = re.fullmatch(r"\[?#(\d+)((?:[&;]?[XD]\d)*)\]?", atom.GetSmarts())
    if found is None:
        return 0, frozenset()
    return int(found[1]), frozenset(re.findall(r"[XD]\d", found[2]))


def _rings_of(mol: Chem.Mol) -> Chem.Mol:
    """The rings of a molecule and what links them, without what hangs on them; the molecule itself where it has no ring."""
    from rdkit import Chem
    from rdkit.Chem.Scaffolds.MurckoScaffold import GetScaffoldForMol

    scaffold = GetScaffoldForMol(mol)
    if scaffold.GetNumAtoms() == 0:
        return mol
    bare = Chem.RWMol(scaffold)
    for index in sorted((a.GetIdx() for a in scaffold.GetAtoms() if a.GetDegree() == 1), reverse=True):
        bare.RemoveAtom(index)
    return bare.GetMol()


def skeleton(mol: Chem.Mol, *, bare: bool = False) -> str:
    """A molecule as a query that matches every drawing containing it, also its enol or gem-diol; one text per skeleton.

    A carbon of an aromatic ring has three neighbours in any drawing of it, a saturated carbon away from carbonyl and enol groups has four:
    that is what makes the query quick to fail.

    Args:
        mol: sanitised.
        bare: only rings that belong to something larger: no demand on saturated carbons.
    """
    from rdkit import Chem

    movable = set(range(mol.GetNumAtoms())) if bare else {i for match in mol.GetSubstructMatches(_movable()) for i in match}
    plain = Chem.RWMol()
    kinds: list[str] = []
    for atom in mol.GetAtoms():
        kinds.append(_kind(atom, movable=atom.GetIdx() in movable))
        plain.AddAtom(Chem.Atom(atom.GetAtomicNum()))
        plain.GetAtomWithIdx(plain.GetNumAtoms() - 1).SetIsotope(len(kinds[-1]) + ("X4" in kinds[-1]))
    for bond in mol.GetBonds():
        plain.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
    plain.UpdatePropertyCache(False)
    rank = list(Chem.CanonicalRankAtoms(plain, breakTies=True))
    loose = Chem.RWMol()
    for index in sorted(range(len(rank)), key=rank.__getitem__):
        loose.AddAtom(Chem.AtomFromSmarts(kinds[index]))
    for one, other in sorted(sorted((rank[b.GetBeginAtomIdx()], rank[b.GetEndAtomIdx()])) for b in mol.GetBonds()):
        loose.AddBond(one, other, Chem.BondType.SINGLE)
        loose.ReplaceBond(loose.GetNumBonds() - 1, Chem.BondFromSmarts("~"))
    return Chem.MolToSmarts(loose)


@lru_cache(maxsize=1)
def _movable() -> Chem.Mol:
    """Carbon atoms that an enol, a ketone and its hydrate draw differently, and their neighbours."""
    from rdkit import Chem

    return Chem.MolFromSmarts("[#6]~[#6;$([#6]~[#7,#8,#16])]")


def _kind(atom: Chem.Atom, *, movable: bool) -> str:
    number = atom.GetAtomicNum()
    if number == 6 and atom.GetIsAromatic():
        return "[#6X3]"
    if number == 6 and not movable and atom.GetTotalDegree() == 4:
        return "[#6X4]"
    return f"[#{number}]"


@lru_cache(maxsize=1024)
def relaxed(smarts: str) -> str:
    """A superset of a SMARTS that needs no perception: allowed elements of each atom, any bond. What is not understood becomes any atom."""
    from rdkit import Chem

    strict = Chem.MolFromSmarts(smarts)
    loose = Chem.RWMol()
    for atom in strict.GetAtoms():
        loose.AddAtom(Chem.AtomFromSmarts(_allowed(atom.GetSmarts())))
    for bond in strict.GetBonds():
        loose.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
        loose.ReplaceBond(loose.GetNumBonds() - 1, Chem.BondFromSmarts("~"))
    return Chem.MolToSmarts(loose)


def _allowed(atom: str) -> str:
    """The elements that an atom primitive of SMARTS allows, as `[#6X3,#7]`, or `*`: an aromatic carbon always has three neighbours."""
    from rdkit import Chem

    inner = atom.strip()[1:-1] if atom.startswith("[") else atom
    kinds: set[str] = set()
    table = Chem.GetPeriodicTable()
    for choice in _before(inner, ";").split(","):
        first = re.match(r"(#(\d+)|(Cl|Br|Se|Si|[BCNOPSFI]|[bcnops]))&?(X[34])?", choice)
        if first is None:
            return "*"
        number = int(first[2]) if first[2] else table.GetAtomicNumber(first[3].capitalize())
        kinds.add("#6X3" if first[3] == "c" else f"#{number}{first[4] or ''}")
    return "[" + ",".join(sorted(kinds)) + "]"


def _before(text: str, mark: str) -> str:
    """The text up to the first mark that is not inside a recursive part."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == mark and depth == 0:
            return text[:index]
    return text
