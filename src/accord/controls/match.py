"""Which entries of a jurisdiction speak about a substance, before any date is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from accord.controls import classes, derive, isomers, scope
from accord.controls.model import Hit, Match, Value
from accord.controls.statute import ListedForm, Statute, is_mixture
from accord.substances.model import Component, Structure, Substance, View

LISTED = "listed"
"""What a gate says of a molecule that may be a listed structure."""

READING: dict[isomers.Relation, str] = {
    "same": "controls.reading.listed",
    "open": "controls.reading.stereo_open",
    "mirror": "controls.reading.mirror_image",
    "open_mirror": "controls.reading.stereo_open",
    "geometric": "controls.reading.geometric_isomer",
    "other": "controls.reading.stereoisomer",
}


def matches(substance: Substance, law: Statute, passed: frozenset[str] | None = None) -> tuple[Match, ...]:
    """All entries that speak about any component, or about the name given. Sorted; independent of the order of atoms and components.

    Args:
        substance: what was resolved.
        law: the compiled law.
        passed: what a gate let through (rule ids, `listed`), the rest is not asked; None: all.

    A mineral ion or acid that is part of a salt is no free substance and is not asked; every other component is.
    """
    found = list(_by_name(substance, law))
    named = {m.entry.id for m in found}
    structure = substance.structure
    if structure is not None:
        for number, component in enumerate(structure.components):
            if _is_mineral_ion(component) and len(structure.components) > 1:
                continue
            found += _component(component, number, law, named, passed)
        if structure.whole is not None:
            found += [_placed(m, structure.whole, None) for m in _listed(structure.whole, law, named)]
        found += _mixtures(structure, law, named)
    return tuple(sorted(_unique(found), key=_order))


def _mixtures(structure: Structure, law: Statute, named: set[str]) -> Iterator[Match]:
    """Entries that name a compound of several organic parts, found by the key of the whole input."""
    if len(structure.components) < 2:
        return
    for form in law.forms.get(structure.inchikey[:14], ()):
        if form.substance.smiles and is_mixture(form.substance.smiles):
            everything = tuple(range(structure.mol.GetNumAtoms()))
            yield form.match("list", _firmness(form, named), everything, READING["same"])


def _firmness(form: ListedForm, named: set[str]) -> Value:
    """A structure that rests on one source answers cannot_say, unless the entry was also named."""
    return "cannot_say" if form.substance.evidence == "single" and form.entry.id not in named else "yes"


def _is_mineral_ion(component: Component) -> bool:
    if any(a.GetAtomicNum() == 6 for a in component.views[0].mol.GetAtoms()):
        return False
    return component.role == "counter_ion"


def _by_name(substance: Substance, law: Statute) -> Iterator[Match]:
    """Entries that carry the name or CAS number given: a firm match also where the structure is unknown or rests on one source."""
    if not substance.entry_names:
        return
    everything = (
        tuple(sorted({a for c in substance.structure.components if c.role == "active" for a in c.atoms})) if substance.structure else ()
    )
    for name in substance.entry_names:
        for form in law.names.get(name, ()):
            if form.substance.evidence == "firm" and substance.structure is not None:
                continue
            yield form.match("list", "yes", everything, "controls.reading.listed_name")


def _component(component: Component, number: int, law: Statute, named: set[str], passed: frozenset[str] | None) -> Iterator[Match]:
    for view in component.views:
        if passed is None or LISTED in passed:
            for match in _listed(view, law, named):
                yield _placed(match, view, number)
        if passed is None or passed & scope.covering(law):
            for match in scope.esters_and_ethers(view, law):
                yield _placed(match, view, number)
        for entry in law.classes:
            if passed is None or entry.id in passed:
                yield from (_hit(hit, "class", view, number) for hit in classes.hits(view.mol, entry))
        for entry in law.derivatives:
            if passed is None or entry.id in passed:
                yield from (_hit(hit, "derivative", view, number) for hit in derive.hits(view.mol, entry))


def _listed(view: View, law: Statute, named: set[str]) -> Iterator[Match]:
    """Entries whose structure has the skeleton of this drawing, within the stereo scope of their list. Atoms are those of the drawing."""
    for form in law.forms.get(view.inchikey[:14], ()):
        if form.substance.smiles and is_mixture(form.substance.smiles):
            continue
        related = isomers.covered(view, form, law)
        if related is None:
            continue
        value = _firmness(form, named)
        reading = "controls.reading.single_source" if value == "cannot_say" else READING[related]
        kind = "scope" if related in ("mirror", "geometric", "other") else "list"
        yield form.match(kind, value, tuple(range(view.mol.GetNumAtoms())), reading)


def _hit(hit: Hit, kind: Literal["class", "derivative"], view: View, number: int) -> Match:
    return Match(
        entry=hit.entry,
        kind=kind,
        value=hit.value,
        windows=classes.windows(hit),
        effect=hit.entry.effect,
        confidence=hit.entry.confidence,
        citation=hit.entry.citation,
        destinations=(),
        clause=hit.clause,
        component=number,
        atoms=tuple(sorted(view.atoms[i] for i in hit.atoms)),
        fragment=_fragment(view, hit.atoms),
        reading=hit.reading,
        params=hit.params,
        readings=hit.readings,
    )


def _placed(match: Match, view: View, number: int | None) -> Match:
    atoms = tuple(sorted(view.atoms[i] for i in match.atoms))
    return replace(match, component=number, atoms=atoms, fragment=_fragment(view, match.atoms))


def _fragment(view: View, atoms: Sequence[int]) -> str:
    """Canonical SMILES, without stereo, of exactly these atoms of a drawing."""
    from rdkit import Chem

    return Chem.MolFragmentToSmiles(view.mol, list(atoms), isomericSmiles=False)


def _unique(found: Sequence[Match]) -> Iterator[Match]:
    """One match per entry, clause and component: the firmest; the first drawing that gives it."""
    weight = {"yes": 0, "ambiguous": 1, "cannot_say": 2}
    best: dict[tuple[object, ...], Match] = {}
    for match in found:
        open_point = match.atoms if match.value == "ambiguous" else ()
        key = (match.entry.id, match.clause, match.component, match.params.get("name", ""), open_point)
        held = best.get(key)
        if held is None or weight[match.value] < weight[held.value]:
            best[key] = match
    placed = {(m.entry.id, m.value) for m in best.values() if m.component is not None}
    yield from (m for m in best.values() if m.component is not None or (m.entry.id, m.value) not in placed)


def _order(match: Match) -> tuple[str, str, int]:
    return (match.entry.id, match.clause or "", -1 if match.component is None else match.component)


def components_in_order(structure: Structure) -> tuple[Component, ...]:
    """Components in an order that does not depend on how the input was written: active first, then by key."""
    rank = {"active": 0, "other": 1, "solvent": 2, "counter_ion": 3}
    return tuple(sorted(structure.components, key=lambda c: (rank[c.role], c.inchikey, c.smiles)))
