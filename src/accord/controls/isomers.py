"""Which stereo forms of a listed substance an entry covers, by the isomer scope of its list."""

from __future__ import annotations

from accord.controls.statute import ListedForm, Statute, listed_mol
from accord.substances import stereo
from accord.substances.model import View
from accord.substances.stereo import Relation

_FLAT = "UHFFFAOY"
"""Stereo and isotope part of a standard InChIKey of a drawing without either."""
_COVERED: dict[str, frozenset[Relation]] = {
    "as_drawn": frozenset({"same", "open"}),
    "optical": frozenset({"same", "open", "mirror", "open_mirror"}),
    "optical+geometric": frozenset({"same", "open", "mirror", "open_mirror", "geometric"}),
    "any": frozenset({"same", "open", "mirror", "open_mirror", "geometric", "other"}),
}
"""Stereo relations that each isomer scope covers (list scopes of the law pack; optical = the mirror image, 21 CFR 1300.01)."""


def covered(view: View, form: ListedForm, law: Statute) -> Relation | None:
    """The stereo relation of a drawing to a listed form of the same skeleton; None where the entry does not cover it.

    Args:
        view: a drawing whose InChIKey begins with the first block of the form's.
        form: what the entry lists.
        law: says which isomers the list covers, and which forms it excepts.
    """
    if view.inchikey in law.excepted.get(form.entry.scope or "", ()):
        return None
    found = _relation(view, form)
    return found if found in _COVERED[law.isomers(form.entry)] else None


def _relation(view: View, form: ListedForm) -> Relation:
    """A flat entry is the same as every form."""
    key = form.substance.inchikey or ""
    if key[15:23] == _FLAT or form.substance.smiles is None or key == view.inchikey:
        return "same"
    return stereo.relation(view.mol, listed_mol(form.substance.smiles))
