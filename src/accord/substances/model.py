"""Records of the substances room: one resolved substance, its components, and the drawings under which the law may look at them."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from rdkit import Chem

    from accord.core.text import Message

Role = Literal["active", "counter_ion", "solvent", "other"]
Status = Literal["ok", "ambiguous_identity", "unresolved", "error"]


@dataclass(frozen=True, eq=False)
class View:
    """One drawing of a component that the law may compare: neutral, without isotope marks, hydrogens implicit, stereo kept.

    The first view of a component is its plain standard form; further views are the keto form of an enol and the ketone of a gem-diol.
    `inchikey` and `smiles` are computed when first asked, and once.
    """

    mol: Chem.Mol
    atoms: tuple[int, ...]
    """Atom i of `mol` is atom `atoms[i]` of the input as the user wrote it (0-based, bracketed hydrogens counted)."""
    how: tuple[str, ...] = ()
    """Steps from the input, in order: metal_disconnected, salt_removed, solvent_removed, isotope_removed, charge_neutralised, keto_form,
    gem_diol_dehydrated (said by substances.step.*)."""

    @cached_property
    def inchikey(self) -> str:
        """Standard InChIKey of this drawing."""
        return _identity().inchikey(self.mol)

    @cached_property
    def smiles(self) -> str:
        """Canonical SMILES of this drawing."""
        return _identity().canonical_smiles(self.mol)


@dataclass(frozen=True, eq=False)
class Component:
    """One part of the input that is not bonded to the others (bonds of a metal to O, N are not counted). Atoms are indices of the input."""

    role: Role
    atoms: tuple[int, ...]
    mol: Chem.Mol
    """The part as drawn: charges, isotopes, explicit hydrogens; atom i is atom `atoms[i]` of the input."""
    views: tuple[View, ...]

    @cached_property
    def inchikey(self) -> str:
        """Key as drawn (charges, isotopes, stereo kept)."""
        return self.views[0].inchikey if self.views[0].mol is self.mol else _identity().inchikey(self.mol)

    @cached_property
    def smiles(self) -> str:
        """Canonical SMILES as drawn."""
        return self.views[0].smiles if self.views[0].mol is self.mol else _identity().canonical_smiles(self.mol)


@dataclass(frozen=True, eq=False)
class Structure:
    """What was drawn: the whole input and its components, in input order."""

    mol: Chem.Mol
    """The whole input as drawn, sanitised; atom indices are those of the input."""
    components: tuple[Component, ...]
    whole: View | None
    """The ions without organic part taken together as one salt (potassium permanganate); None where there is none."""
    how: tuple[str, ...]
    """Steps of reading: pentavalent_nitrogen_read, atom_maps_dropped, metal_disconnected, racemic_mark_read."""

    @cached_property
    def inchikey(self) -> str:
        """Key of the whole as drawn."""
        first = self.components[0]
        return first.inchikey if first.mol is self.mol else _identity().inchikey(self.mol)

    @cached_property
    def smiles(self) -> str:
        """Canonical SMILES of the whole as drawn."""
        first = self.components[0]
        return first.smiles if first.mol is self.mol else _identity().canonical_smiles(self.mol)

    @cached_property
    def formula(self) -> str:
        """Hill formula of the whole, with isotopes and net charge."""
        return _identity().formula(self.mol)

    @cached_property
    def mass_da(self) -> str:
        """Average mass of the whole in dalton, decimal text with three places."""
        return _identity().mass_da(self.mol)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible reading of a text, with a score from 0 to 1 and the reason (a message code)."""

    inchikey: str | None
    name: str
    score: float
    why: str
    smiles: str | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """How the input was understood. by: smiles | inchi | inchikey | cas | molfile | name | none. exact: nothing was inferred."""

    by: str
    text: str
    exact: bool
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Substance:
    """One resolved input. `structure` is None when only a name is known (a listed plant, a preparation) or nothing was resolved."""

    status: Status
    recognised: Recognised
    structure: Structure | None = None
    name: str | None = None
    names_zh: tuple[str, ...] = ()
    cas: tuple[str, ...] = ()
    entry_names: tuple[str, ...] = ()
    """Normalised names and CAS numbers under which the input was given and which may match a law entry by name (names.fold)."""
    candidates: tuple[Candidate, ...] = ()
    error: str | None = None
    """Code of the row error when status is not ok."""
    error_params: tuple[tuple[str, str | Message], ...] = ()


def _identity() -> ModuleType:
    """The module that asks RDKit, loaded when the first key is wanted, so that records can be imported without RDKit."""
    from accord.substances import identity

    return identity
