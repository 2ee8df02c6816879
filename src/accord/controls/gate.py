"""Cheap supersets of the law: what no gate lets through cannot be answered otherwise than 'not on the lists held'.

Everything is generated from the compiled law, so a new law file brings its own gate. Gates read an unsanitised molecule after the strict
valence check: composition and bond count for listed structures, relaxed substructure queries (elements and bonds only) for classes,
derivatives, missing instruments, and the skeletons of listed substances whose esters and ethers are covered.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from accord.controls import classes, derive, relevance, scope
from accord.controls.statute import Statute, is_mixture, listed_mol
from accord.law.model import Entry, Missing, Pack
from accord.substances.model import View

if TYPE_CHECKING:
    from rdkit import Chem

ODD = re.compile(r"[.*>]|\[\d|\[H|\[(?!C[@H+\-\]l]|N[@H+\-\]]|O[@H+\-\]]|S[@H+\-\]]|P[@H+\-\]]|c[H+\-\]]|n[H+\-\]]|o[+\-\]]|s[+\-\]]|Br|I|F|B[H\-\]])")
"""What the gates do not judge: several parts, isotopes, explicit hydrogens, wildcards, metals and rare elements. It goes the full way."""
FORMULA = re.compile(r"([A-Z][a-z]?)(\d*)")
CHARGE = re.compile(r"([+-])(\d*)$")
LISTED = "listed"

Counts = Mapping[str, int]
Shape = tuple[int, ...]
"""How many heavy atoms of each element have how many neighbours: the same in every drawing of a substance but its hydrate."""
ANY_SHAPE: Shape = ()


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


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is left to try for molecules of one formula: bond counts of listed structures, and queries by number of rings."""

    shapes: Mapping[int, frozenset[Shape]]
    queries: tuple[Query, ...]


class Gate:
    """The gates of some jurisdictions. `through(mol)` gives the rules that may speak; empty means none can."""

    def __init__(self, laws: Sequence[Statute]) -> None:
        self.skeletons = frozenset(block for law in laws for block in law.forms)
        """First InChIKey blocks of all listed structures."""
        self.rules = {name: asked for law in laws for name, asked in _askable(law)}
        """Rule id -> whether it speaks about a drawing, exactly and without dates."""
        self._listed = _listed_compositions(laws)
        self._queries = _queries(laws)
        self._most = _most_needed(self._queries)
        self._within: dict[tuple[int, ...], tuple[Query, ...]] = {}
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
        if bulk.queries:
            rings = bonds - mol.GetNumAtoms() + 1
            for query in bulk.queries:
                found |= query.passed(mol, rings)
        return found

    def speaks(self, view: View, passed: frozenset[str]) -> bool:
        """Whether a rule that let the molecule through does speak about a drawing of it: the exact stage behind the gates."""
        if LISTED in passed and view.inchikey[:14] in self.skeletons:
            return True
        return any(asked(view) for asked in dict.fromkeys(self.rules[name] for name in passed if name != LISTED))

    def _bulk_of(self, formula: str) -> Bulk:
        counts = composition(formula)
        heavy = {k: n for k, n in counts.items() if k != "H"}
        enough = tuple(min(heavy.get(element, 0), most) for element, most in self._most)
        if enough not in self._within:
            self._within[enough] = tuple(q for q in self._queries if all(heavy.get(k, 0) >= n for k, n in q.needs.items()))
        made = Bulk(self._listed.get(_key(counts), {}), self._within[enough])
        if len(self._bulk) < 200_000:
            self._bulk[formula] = made
        return made


@lru_cache(maxsize=16)
def _gate(pack_sha256: str, jurisdictions: tuple[str, ...], laws: tuple[Statute, ...]) -> Gate:
    return Gate(laws)


def gate(pack: Pack, jurisdictions: Iterable[str]) -> Gate:
    """The gate of the jurisdictions that the pack holds; built once per pack and set."""
    from accord.controls.statute import statute

    held = tuple(j for j in jurisdictions if j in pack.parts)
    return _gate(pack.sha256, held, tuple(statute(pack, j) for j in held))


def _askable(law: Statute) -> Iterator[tuple[str, Callable[[View], bool]]]:
    """What the exact stage asks for each rule id that a query carries."""
    for entry in law.classes:
        yield entry.id, partial(_class_speaks, entry=entry)
    for entry in law.derivatives:
        yield entry.id, partial(_derivative_speaks, entry=entry)
    for gap in law.missing:
        yield gap.id, partial(_gap_speaks, gap=gap)
    covered = partial(_scope_speaks, law=law)
    for entry_id, _ in _covered_parents(law):
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


def _queries(laws: Sequence[Statute]) -> tuple[Query, ...]:
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
        for entry_id, mol in _covered_parents(law):
            rules.setdefault(skeleton(mol), set()).add(entry_id)
            rings = _rings_of(mol)
            if rings.GetNumBonds() > rings.GetNumAtoms():
                rules.setdefault(skeleton(rings), set())
    return _forest([_query(pattern, names) for pattern, names in sorted(rules.items())])


def _query(pattern: str, rules: Iterable[str]) -> Query:
    from rdkit import Chem

    mol = Chem.MolFromSmarts(pattern)
    needs: dict[str, int] = {}
    table = Chem.GetPeriodicTable()
    for number in map(_only_element, mol.GetAtoms()):
        if number:
            symbol = table.GetElementSymbol(number)
            needs[symbol] = needs.get(symbol, 0) + 1
    return Query(frozenset(rules), needs, mol.GetNumBonds() - mol.GetNumAtoms() + 1, mol)


def _forest(queries: Sequence[Query]) -> tuple[Query, ...]:
    """Queries with each one that contains a smaller one placed below it; a branch that leads to nothing is left out."""
    below: dict[int, list[Query]] = {}
    roots: list[Query] = []
    ordered = sorted(queries, key=lambda q: (q.mol.GetNumAtoms(), q.mol.GetNumBonds()))
    for number, query in enumerate(ordered):
        plain = _plain(query.mol)
        over = next((n for n in range(number - 1, -1, -1) if plain.HasSubstructMatch(ordered[n].mol)), None)
        (roots if over is None else below.setdefault(over, [])).append(query)
    place = {id(q): n for n, q in enumerate(ordered)}

    def grown(query: Query) -> Query | None:
        then = tuple(g for q in below.get(place[id(query)], ()) if (g := grown(q)) is not None)
        if not query.rules and len(then) < 2:
            return then[0] if then else None
        if query.rules:
            return replace(query, then=then)
        least = {k: min(q.needs.get(k, 0) for q in then) for k in then[0].needs}
        return replace(query, then=then, needs={k: n for k, n in {**query.needs, **least}.items() if n}, rings=min(q.rings for q in then))

    return tuple(g for q in roots if (g := grown(q)) is not None)


def _most_needed(queries: Sequence[Query]) -> tuple[tuple[str, int], ...]:
    """The largest number of atoms of each element that any query needs: more make no difference."""
    most: dict[str, int] = {}
    for query in queries:
        for element, number in query.needs.items():
            most[element] = max(number, most.get(element, 0))
    return tuple(sorted(most.items()))


def _plain(query: Chem.Mol) -> Chem.Mol:
    """A query as a molecule in which an atom that may be several elements is none, so that only certain containment is found."""
    from rdkit import Chem

    plain = Chem.RWMol()
    for atom in query.GetAtoms():
        plain.AddAtom(Chem.Atom(_only_element(atom)))
    for bond in query.GetBonds():
        plain.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
    plain.UpdatePropertyCache(False)
    return plain.GetMol()


def _only_element(atom: Chem.Atom) -> int:
    """The one element a query atom can be; 0 where it may be several."""
    found = re.fullmatch(r"\[?#(\d+)(?:&?X[34])?\]?", atom.GetSmarts())
    return int(found[1]) if found else 0


def _covered_parents(law: Statute) -> Iterable[tuple[str, Chem.Mol]]:
    """(entry id, drawing) of every listed substance of which an ester or ether could be covered."""
    for forms in scope.parents(law).values():
        for form in forms:
            yield form.entry.id, listed_mol(form.substance.smiles or "")


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


def skeleton(mol: Chem.Mol) -> str:
    """A molecule as a query that matches every drawing containing it, also its enol or gem-diol; one text per skeleton.

    Bonds are free. A carbon of an aromatic ring has three neighbours in any drawing of it, a saturated carbon away from carbonyl and enol
    groups has four: that is what makes the query quick to fail.
    """
    from rdkit import Chem

    movable = {i for match in mol.GetSubstructMatches(_movable()) for i in match}
    plain = Chem.RWMol()
    kinds: list[str] = []
    for atom in mol.GetAtoms():
        plain.AddAtom(Chem.Atom(atom.GetAtomicNum()))
        kinds.append(_kind(atom, movable=atom.GetIdx() in movable))
        plain.GetAtomWithIdx(plain.GetNumAtoms() - 1).SetIsotope(1 + len(kinds[-1]))
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
        loose.AddAtom(Chem.AtomFromSmarts(_elements(atom.GetSmarts())))
    for bond in strict.GetBonds():
        loose.AddBond(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx(), Chem.BondType.SINGLE)
        loose.ReplaceBond(loose.GetNumBonds() - 1, Chem.BondFromSmarts("~"))
    return Chem.MolToSmarts(loose)


def _elements(atom: str) -> str:
    """The elements that an atom primitive of SMARTS allows, as `[#6X3,#7]`, or `*`. An aromatic carbon has three neighbours in any drawing."""
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
