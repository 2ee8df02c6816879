"""From a drawing to the components and views that the law may compare, every atom traced back to the input.

Order of steps: read and sanitise, cut metal bonds, split into components, standard form of each, roles, further views (keto, ketone).
An ordinary neutral molecule passes through untouched: its key is then computed once for substance, component and view.
"""
from __future__ import annotations

from collections.abc import Callable

from rdkit import Chem

from accord.substances import parse
from accord.substances.metals import disconnect_metals, ionic_whole
from accord.substances.model import Component, Role, Structure, View
from accord.substances.roles import Part, is_organic, is_proton, roles
from accord.substances.standard import Form, further_forms, standard_form


def structure_from_smiles(text: str) -> Structure:
    """Structure of a SMILES; atom i is the i-th atom symbol of the text, bracketed hydrogens counted.

    Raises:
        RowError: empty_input, bad_smiles, bad_valence, bad_aromatic, too_large, unsupported (see accord.substances.parse.smiles).
    """
    return build(*parse.smiles(text))


def structure_from_molblock(text: str) -> Structure:
    """Structure of a molfile (V2000 or V3000); atom i is line i of the atom block.

    Raises:
        RowError: empty_input, bad_molfile, bad_valence, bad_aromatic, too_large, unsupported.
    """
    return build(*parse.molblock(text))


def structure_from_inchi(text: str) -> Structure:
    """Structure of an InChI; atom i is atom i + 1 of the InChI.

    Raises:
        RowError: empty_input, bad_inchi, too_large.
    """
    return build(*parse.inchi_text(text))


def build(mol: Chem.Mol, steps: tuple[str, ...] = ()) -> Structure:
    """Structure of a sanitised molecule that holds all atoms of the input in their order.

    Args:
        mol: sanitised, stereo assigned, hydrogens where the user wrote them, no atom maps. Not changed.
        steps: what was done while reading.
    """
    ionic = disconnect_metals(mol)
    if ionic is not None:
        steps += ("metal_disconnected",)
    parts = _split(mol if ionic is None else ionic)
    forms = [standard_form(part) for part, _ in parts]
    tags = roles([Part(part, form.mol) for (part, _), form in zip(parts, forms, strict=True)])
    before = _steps_of_split(tags, cut=ionic is not None)
    components = tuple(
        Component(role, atoms, part, _views(form, atoms, before)) for (part, atoms), form, role in zip(parts, forms, tags, strict=True)
    )
    return Structure(mol, components, _whole(mol if ionic is None else ionic, components, steps), steps)


def parent_view(structure: Structure, known: Callable[[str], bool]) -> View:
    """The drawing that stands for the substance: the first known view of the largest active component, else the plain view of the largest.

    A salt without organic part stands as a whole.

    Args:
        structure: what was drawn.
        known: whether a dictionary holds a first block of an InChIKey (14 letters). Asked only where there is a choice.
    """
    active = [component for component in structure.components if component.role == "active"]
    if len(active) > 1:
        active.sort(key=lambda component: (-int(component.views[0].mol.GetNumHeavyAtoms()), component.views[0].smiles))
    views = [view for component in active for view in component.views]
    if len(views) > 1:
        for view in views:
            if known(view.inchikey[:14]):
                return view
    return views[0] if views else structure.whole or structure.components[0].views[0]


def _split(mol: Chem.Mol) -> list[tuple[Chem.Mol, tuple[int, ...]]]:
    """Components in the order of their first atom, each with its atom indices in the input."""
    if len(Chem.GetMolFrags(mol)) == 1:
        return [(mol, tuple(range(mol.GetNumAtoms())))]
    mapping: list[tuple[int, ...]] = []
    fragments = Chem.GetMolFrags(mol, asMols=True, sanitizeFrags=True, fragsMolAtomMapping=mapping)
    return list(zip(fragments, (tuple(atoms) for atoms in mapping), strict=True))


def _steps_of_split(tags: tuple[Role, ...], *, cut: bool) -> tuple[str, ...]:
    steps = ("metal_disconnected",) if cut else ()
    if "active" in tags:
        steps += ("salt_removed",) if "counter_ion" in tags else ()
        steps += ("solvent_removed",) if "solvent" in tags else ()
    return steps


def _views(form: Form, atoms: tuple[int, ...], before: tuple[str, ...]) -> tuple[View, ...]:
    forms = [form, *further_forms(form)]
    return tuple(View(f.mol, atoms if len(f.atoms) == len(atoms) else tuple(atoms[i] for i in f.atoms), before + f.steps) for f in forms)


def _whole(mol: Chem.Mol, components: tuple[Component, ...], steps: tuple[str, ...]) -> View | None:
    """The ions without organic part, taken together as one salt; None unless they are a neutral salt by themselves."""
    if len(components) == 1:
        return None
    ions = [c for c in components if c.role == "counter_ion" and not is_organic(c.views[0].mol)]
    mixed = len(ions) < sum(c.role != "solvent" for c in components)
    charged = [c for c in ions if Chem.GetFormalCharge(c.mol)]
    ions = charged or ions
    charges = [int(Chem.GetFormalCharge(c.mol)) for c in ions]
    if len(ions) < 2 or sum(charges) or (mixed and (not charged or all(is_proton(c.mol) for c in ions if Chem.GetFormalCharge(c.mol) > 0))):
        return None
    kept = sorted(index for c in ions for index in c.atoms)
    work = Chem.RWMol(mol)
    for index in sorted(set(range(mol.GetNumAtoms())) - set(kept), reverse=True):
        work.RemoveAtom(index)
    return View(ionic_whole(work.GetMol()), tuple(kept), steps)
