"""A jurisdiction's law compiled for questions: listed structures by skeleton, names, classes, scopes. Holds no law of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from accord.controls.model import Match, Value
from accord.law.build import listed_of
from accord.law.model import Entry, Listed, Missing, Pack, Part, Window
from accord.law.windows import windows_of

if TYPE_CHECKING:
    from rdkit import Chem

ISOMERS_AS_DRAWN = "as_drawn"


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A structure that an entry names. `windows`, `confidence` and `destinations` are those of the member for a destination entry."""

    entry: Entry
    substance: Listed
    windows: tuple[Window, ...]
    effect: str | None
    confidence: str
    citation: str
    destinations: tuple[str, ...] = ()

    def match(self, kind: Literal["list", "scope"], value: Value, atoms: tuple[int, ...], reading: str) -> Match:
        """What the entry says about atoms of a drawing, or of the whole input where it is not yet placed in a component.

        Args:
            kind: `scope` where the list covers more than the form itself; an entry about destinations stays one.
            value: how firm it is.
            atoms: indices of the drawing, sorted.
            reading: message code of the reason; its field is `name`.
        """
        if self.entry.kind == "destination":
            reading = "controls.reading.licence_unsure" if self.effect == "cannot_say" else "controls.reading.licence"
        return Match(
            entry=self.entry,
            kind="destination" if self.entry.kind == "destination" else kind,
            value=value,
            windows=self.windows,
            effect=self.effect,
            confidence=self.confidence,
            citation=self.citation,
            destinations=self.destinations,
            clause=None,
            component=None,
            atoms=atoms,
            fragment=None,
            reading=reading,
            params={"name": self.substance.name},
        )


@dataclass(frozen=True, eq=False)
class Statute:
    """What one part of a pack says, indexed. Build it with `compile_part`."""

    part: Part
    forms: Mapping[str, tuple[ListedForm, ...]]
    """First block of the InChIKey -> listed forms."""
    scopes: Mapping[str, Entry]
    excepted: Mapping[str, frozenset[str]]
    """Scope id -> InChIKeys of forms that are outside every entry of that scope."""
    classes: tuple[Entry, ...]
    derivatives: tuple[Entry, ...]
    advisories: tuple[Entry, ...]
    missing: tuple[Missing, ...]

    @cached_property
    def names(self) -> Mapping[str, tuple[ListedForm, ...]]:
        """Folded name or CAS number -> listed forms; built when a substance was given by name."""
        from accord.substances.names import fold

        found: dict[str, list[ListedForm]] = defaultdict(list)
        for form in self.listed():
            for text in set(_texts(form.substance)):
                found[fold(text)].append(form)
        return {name: tuple(forms) for name, forms in found.items()}

    def listed(self) -> Iterator[ListedForm]:
        """All listed forms in the order of the pack, structure known or not."""
        for entry in self.part.entries:
            yield from _forms(entry)

    def isomers(self, entry: Entry) -> str:
        """Which stereo forms an entry covers: any | optical | optical+geometric | as_drawn."""
        own = entry.data.get("isomers")
        scope = self.scopes.get(entry.scope or "")
        return str(own or (scope.data.get("isomers") if scope else None) or ISOMERS_AS_DRAWN)

    def covers(self, entry: Entry, what: str) -> bool:
        """Whether the scope of an entry says yes to `what`: salts, esters, ethers."""
        scope = self.scopes.get(entry.scope or "")
        return bool(entry.data.get(what, scope.data.get(what, False) if scope else False))


def compile_part(part: Part) -> Statute:
    """Index a part. Entries of effect `pending` never control and are left out."""
    speaking = tuple(e for e in part.entries if e.effect != "pending" and e.kind != "pending")
    forms: dict[str, list[ListedForm]] = defaultdict(list)
    for entry in speaking:
        for form in _forms(entry):
            for skeleton in _skeletons(form.substance):
                forms[skeleton].append(form)
    scopes = {e.id: e for e in speaking if e.kind == "scope"}
    return Statute(
        part=part,
        forms={k: tuple(v) for k, v in forms.items()},
        scopes=scopes,
        excepted={k: frozenset(x["inchikey"] for x in e.data.get("excepted", ())) for k, e in scopes.items()},
        classes=tuple(e for e in speaking if e.kind == "class"),
        derivatives=tuple(e for e in speaking if e.kind == "derivative"),
        advisories=tuple(e for e in speaking if e.kind == "advisory"),
        missing=part.missing,
    )


@lru_cache(maxsize=32)
def statute(pack: Pack, jurisdiction: str) -> Statute:
    """The compiled law of a jurisdiction, the same object again for the same pack.

    Raises:
        KeyError: the pack does not hold the jurisdiction.
    """
    return compile_part(pack.parts[jurisdiction])


@lru_cache(maxsize=4096)
def listed_mol(smiles: str) -> Chem.Mol:
    """The drawing of a listed substance in the standard form in which inputs are compared."""
    from accord.substances.normalise import structure_from_smiles

    structure = structure_from_smiles(smiles)
    if structure.whole is not None:
        return structure.whole.mol
    return max((c for c in structure.components), key=lambda c: (c.role == "active", len(c.atoms))).views[0].mol


def _forms(entry: Entry) -> Iterator[ListedForm]:
    if entry.kind == "item" and entry.substance is not None:
        yield ListedForm(entry, entry.substance, entry.windows, entry.effect, entry.confidence, entry.citation)
    if entry.kind == "destination":
        for member in entry.data.get("members", ()):
            yield ListedForm(
                entry,
                listed_of(member["substance"]),
                windows_of(member["windows"]),
                member.get("effect"),
                member.get("confidence", entry.confidence),
                member.get("citation", entry.citation),
                tuple(member.get("destinations", ())),
            )


def _texts(substance: Listed) -> tuple[str, ...]:
    return (substance.name, *substance.synonyms, *substance.names_zh, *substance.cas)


def _skeletons(substance: Listed) -> tuple[str, ...]:
    """First blocks under which a listed structure is found. A salt or ion is indexed by its standard form, like every input."""
    if substance.inchikey is None or substance.evidence == "none":
        return ()
    smiles = substance.smiles or ""
    if is_mixture(smiles) or ("." not in smiles and "+" not in smiles and "-]" not in smiles):
        return (substance.inchikey[:14],)
    return tuple(sorted({substance.inchikey[:14], _standard_block(smiles)}))


@lru_cache(maxsize=4096)
def is_mixture(smiles: str) -> bool:
    """Whether a listed structure has several organic parts: only the whole of it is the entry, none of its parts."""
    from rdkit import Chem

    if "." not in smiles:
        return False
    parts = [Chem.MolFromSmiles(part) for part in smiles.split(".")]
    return sum(any(a.GetAtomicNum() == 6 for a in part.GetAtoms()) for part in parts) > 1


@lru_cache(maxsize=1024)
def _standard_block(smiles: str) -> str:
    from rdkit.Chem import MolToInchiKey

    return MolToInchiKey(listed_mol(smiles))[:14]
