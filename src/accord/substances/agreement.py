"""Several identity columns of one row: do they mean one substance, and which of them is shown?

Agreement: the active parts have the same skeletons (any drawing of each, so keto and enol agree, and salt and base), and no two of them
have stereo marks that differ; a flat drawing agrees with each of its stereo forms, and the form with stereo counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accord.substances.model import Candidate, Structure, Substance, View

__all__ = ["agree", "merged"]

_DRAWN = frozenset(("smiles", "molfile", "inchi"))
_REFUSED = frozenset(("bad_check_digit", "bad_cas"))
_NO_STEREO = "UHFFFAOYSA"


def merged(results: Sequence[Substance]) -> Substance:
    """One result for the columns of a row, given in order of trust (drawings first).

    A drawing is not spoilt by a name nobody knows or a CAS number that is refused: both are noted in the steps. A refused CAS number
    beside a name is an error, because then nothing independent says which is right.
    """
    drawn = [one for one in results if one.structure is not None and one.recognised.by in _DRAWN]
    refused = next((one for one in results if one.status == "error" and not (drawn and one.error in _REFUSED)), None)
    if refused is not None:
        return replace(refused, candidates=_offers([one for one in results if one.status == "ok"]))
    good = [one for one in results if one.status == "ok"]
    unclear = [one for one in results if one.status == "ambiguous_identity"]
    if not good:
        return unclear[0] if unclear else next((one for one in results if one.candidates), results[0])
    if not all(agree(one, other) for index, one in enumerate(good) for other in good[index + 1 :]):
        return _ambiguous(good)
    if any(not _among(one, good[0]) for one in unclear):
        return _ambiguous([*good, *unclear])
    return _joined(good, results)


def agree(one: Substance, other: Substance) -> bool:
    """Whether two resolved substances can be one and the same."""
    if one.structure is None or other.structure is None:
        names = set(one.entry_names) & set(other.entry_names)
        return bool(names) or (one.name is not None and one.name == other.name)
    mine, its = _parts(one.structure), _parts(other.structure)
    if len(mine) != len(its):
        return False
    return all(any(_same(views, others) for others in its) for views in mine)


def _parts(structure: Structure) -> list[tuple[View, ...]]:
    if structure.whole is not None:
        return [(structure.whole,)]
    active = [component.views for component in structure.components if component.role == "active"]
    return active or [component.views for component in structure.components]


def _same(views: Sequence[View], others: Sequence[View]) -> bool:
    for view in views:
        for other in others:
            if view.inchikey == other.inchikey:
                return True
            if view.inchikey[:14] == other.inchikey[:14] and (_within(view, other) or _within(other, view)):
                return True
    return False


def _within(view: View, other: View) -> bool:
    """Whether `other` says at least all the stereo that `view` says."""
    return _NO_STEREO in view.inchikey or other.mol.HasSubstructMatch(view.mol, useChirality=True)


def _joined(good: Sequence[Substance], results: Sequence[Substance]) -> Substance:
    drawn = [one for one in good if one.recognised.by in _DRAWN]
    first = next((one for one in drawn if _marked(one)), drawn[0] if drawn else next((one for one in good if _marked(one)), good[0]))
    steps = list(first.recognised.steps)
    if drawn and not _marked(first):
        first, more = _stereo_of(first, [one for one in good if one.recognised.by not in _DRAWN and _marked(one)])
        steps += more
    steps += [_note(one) for one in results if one.status in ("unresolved", "error")]
    named = next((one for one in good if one.name is not None), first)
    exact = all(one.recognised.exact for one in good if one is first or not drawn)
    return replace(
        first,
        recognised=replace(first.recognised, steps=tuple(dict.fromkeys(steps)), exact=exact),
        name=first.name or named.name,
        names_zh=first.names_zh or named.names_zh,
        cas=first.cas or named.cas,
        entry_names=tuple(dict.fromkeys(name for one in good for name in one.entry_names)),
    )


def _stereo_of(flat: Substance, named: Sequence[Substance]) -> tuple[Substance, list[str]]:
    """The flat drawing with the stereo of a name or CAS number beside it, atoms in the order of the drawing."""
    from rdkit import Chem

    from accord.substances import normalise

    for one in named:
        if flat.structure is None or one.structure is None:
            continue
        order = one.structure.mol.GetSubstructMatch(flat.structure.mol)
        if len(order) == one.structure.mol.GetNumAtoms() == flat.structure.mol.GetNumAtoms():
            mol = Chem.RenumberAtoms(one.structure.mol, list(order))
            Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
            return replace(flat, structure=normalise.build(mol, flat.structure.how), name=one.name, cas=one.cas, names_zh=one.names_zh), [
                "stereo_from_name"
            ]
    return flat, []


def _marked(substance: Substance) -> bool:
    return substance.structure is not None and any(
        _NO_STEREO not in view.inchikey for views in _parts(substance.structure) for view in views[:1]
    )


def _note(failed: Substance) -> str:
    if failed.error in _REFUSED:
        return "cas_refused"
    return "cas_not_found" if failed.recognised.by == "cas" else "name_not_found"


def _among(unclear: Substance, good: Substance) -> bool:
    if good.structure is None:
        return False
    blocks = {view.inchikey[:14] for views in _parts(good.structure) for view in views}
    return any(one.inchikey is not None and one.inchikey[:14] in blocks for one in unclear.candidates)


def _ambiguous(readings: Sequence[Substance]) -> Substance:
    first = readings[0]
    return Substance(
        "ambiguous_identity", replace(first.recognised, exact=False), candidates=_offers(readings), error="ambiguous_identity"
    )


def _offers(readings: Sequence[Substance]) -> tuple[Candidate, ...]:
    offers: dict[str, Candidate] = {}
    for one in readings:
        for offer in one.candidates:
            offers.setdefault(offer.inchikey or offer.name, offer)
        if one.status == "ok":
            key = one.structure.inchikey if one.structure is not None else None
            smiles = one.structure.smiles if one.structure is not None else None
            offers.setdefault(
                key or one.name or "", Candidate(key, one.name or one.recognised.text, 0.5, "substances.why.other_column", smiles)
            )
    return tuple(offers.values())[:5]
