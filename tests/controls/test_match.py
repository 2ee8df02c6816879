"""Which entries speak about a substance, before any day is asked."""

from __future__ import annotations

from typing import Any

import pytest

from accord.controls.match import matches
from accord.controls.model import Match
from accord.controls.statute import Statute
from accord.substances.model import Recognised, Substance
from accord.substances.names import fold
from accord.substances.normalise import structure_from_smiles

R, S, FLAT = "C[C@@H](N)Cc1ccccc1", "C[C@H](N)Cc1ccccc1", "CC(N)Cc1ccccc1"
E_, Z_ = r"C/C=C/c1ccccc1", r"C/C=C\c1ccccc1"


def item(smiles: str, *, evidence: str = "firm", **more: Any) -> dict[str, Any]:
    key = structure_from_smiles(smiles).inchikey
    substance = {"name": "thing", "cas": "1-11-1", "smiles": smiles, "inchikey": key, "evidence": evidence}
    return {"id": "THING", "substance": substance, "windows": [{"from": "2020-01-01"}], **more}


def found(law: Statute, smiles: str | None, *names: str) -> tuple[Match, ...]:
    structure = structure_from_smiles(smiles) if smiles else None
    return matches(Substance("ok", Recognised("smiles", smiles or "", exact=True), structure, entry_names=tuple(map(fold, names))), law)


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ("as_drawn", {R: True, S: False, FLAT: True}),
        ("optical", {R: True, S: True, FLAT: True}),
        ("any", {R: True, S: True, FLAT: True}),
    ],
)
def test_the_isomer_scope_decides_on_the_mirror_image(scope: str, covered: dict[str, bool], law_of: Any) -> None:
    law = law_of(item(R, isomers=scope))
    assert {smiles: bool(found(law, smiles)) for smiles in covered} == covered


@pytest.mark.parametrize(("scope", "other"), [("as_drawn", False), ("optical", False), ("optical+geometric", True), ("any", True)])
def test_a_geometric_isomer_is_no_optical_one(scope: str, other: bool, law_of: Any) -> None:
    law = law_of(item(E_, isomers=scope))
    assert (bool(found(law, E_)), bool(found(law, Z_))) == (True, other)


def test_a_flat_entry_covers_every_form(law_of: Any) -> None:
    assert all(found(law_of(item(FLAT)), smiles) for smiles in (R, S, FLAT))


def test_a_form_the_scope_excepts_is_outside_and_the_flat_drawing_inside(law_of: Any) -> None:
    excepted = {"name": "other", "smiles": S, "inchikey": structure_from_smiles(S).inchikey}
    scope = {"id": "SCOPE", "kind": "scope", "isomers": "optical", "excepted": [excepted], "windows": []}
    law = law_of(scope, item(R, scope="SCOPE"))
    assert (bool(found(law, S)), bool(found(law, R)), bool(found(law, FLAT))) == (False, True, True)


def test_a_structure_of_one_source_is_firm_only_by_name(law_of: Any) -> None:
    law = law_of(item(R, evidence="single"))
    assert [m.value for m in found(law, R)] == ["cannot_say"]
    assert {m.value for m in found(law, R, "1-11-1")} == {"yes"}
    assert [(m.value, m.component) for m in found(law, None, "1-11-1")] == [("yes", None)]


def test_a_mixture_is_listed_as_a_whole_and_its_parts_are_not(law_of: Any) -> None:
    law = law_of(item("CCN(CC)CC.CC(=O)O"))
    assert found(law, "CC(=O)O.CCN(CC)CC")
    assert not found(law, "CCN(CC)CC")
    assert not found(law, "CC(=O)O")


def test_a_mineral_acid_is_asked_alone_and_not_as_part_of_a_salt(law_of: Any) -> None:
    law = law_of(item("Cl"))
    assert found(law, "Cl")
    assert not found(law, "CCN.Cl")


def test_atoms_are_those_of_the_input_as_written(law_of: Any) -> None:
    (match,) = found(law_of(item("CC(N)Cc1ccccc1")), "[Cl-].[NH3+]C(C)Cc1ccccc1")
    assert (match.atoms, match.component) == (tuple(range(1, 11)), 1)


def test_what_the_gates_let_through_decides_what_is_asked(law_of: Any) -> None:
    law = law_of(item(R))
    substance = Substance("ok", Recognised("smiles", R, exact=True), structure_from_smiles(R))
    assert matches(substance, law, frozenset({"listed"})) == matches(substance, law)
    assert matches(substance, law, frozenset({"OTHER"})) == ()
