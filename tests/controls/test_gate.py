"""Gates are supersets: whatever the law says something about must get through, in every drawing."""

from __future__ import annotations

import pytest
from rdkit import Chem

from accord import law
from accord.controls import gate as gates
from accord.controls import scope, superset
from accord.controls.statute import statute

PACK = law.load()
ALL = tuple(PACK.parts)


def told(smiles: str, places: tuple[str, ...]) -> bool:
    """Whether the short way leaves a molecule to the full one."""
    return gates.passed(smiles, gates.gate(PACK, places)) != frozenset()


@pytest.mark.parametrize("place", ALL)
def test_every_listed_structure_gets_through_in_another_drawing(place: str) -> None:
    missed = []
    for form in statute(PACK, place).listed():
        smiles = form.substance.smiles
        if smiles is None:
            continue
        mol = Chem.MolFromSmiles(smiles)
        kekule = Chem.Mol(mol)
        Chem.Kekulize(kekule, clearAromaticFlags=True)
        drawings = (smiles, Chem.MolToSmiles(mol, doRandom=True), Chem.MolToSmiles(kekule, kekuleSmiles=True))
        missed += [(form.entry.id, drawing) for drawing in drawings if not told(drawing, (place,))]
    assert not missed


@pytest.mark.parametrize("place", ALL)
def test_every_example_of_a_class_or_derivative_gets_through(place: str) -> None:
    examples = [
        (e.id, x.smiles)
        for e in PACK.parts[place].entries
        if e.kind in ("class", "derivative")
        for x in (*e.examples.positive, *e.examples.boundary)
    ]
    assert all(told(smiles, (place,)) for _, smiles in examples)
    assert all(told(Chem.MolToSmiles(Chem.MolFromSmiles(s), doRandom=True), (place,)) for _, s in examples)


def test_protonated_and_zwitterionic_drawings_get_through() -> None:
    for smiles in ("CCC(=O)N(c1ccccc1)C1CC[NH+](CCc2ccccc2)CC1", "O=C([O-])Cc1ccccc1", "C[NH2+]C(C)Cc1ccccc1"):
        assert told(smiles, ("UN", "US"))


def test_gem_diols_and_enols_get_through() -> None:
    for smiles in ("OC1(O)CCN(CCc2ccccc2)CC1", "CC(O)=Cc1ccc2OCOc2c1", "OC1=CCNCC1", "COC(=O)C(=C(C)O)c1ccccc1"):
        assert told(smiles, ("UN", "US"))


def test_esters_and_ethers_of_covered_parents_get_through() -> None:
    assert told("CCC(=O)Oc1ccc2c3c1O[C@H]1[C@@H](O)C=C[C@H]4[C@@H](C2)N(C)CC[C@]314", ("UN",))


def test_a_relaxed_query_matches_whatever_the_strict_one_does() -> None:
    strict = [smarts for part in PACK.parts.values() for gap in part.missing for smarts in gap.relevance]
    listed = [
        Chem.MolFromSmiles(e.substance.smiles) for part in PACK.parts.values() for e in part.entries if e.substance and e.substance.smiles
    ]
    for smarts in strict:
        query, loose = Chem.MolFromSmarts(smarts), Chem.MolFromSmarts(superset.relaxed(smarts))
        assert all(mol.HasSubstructMatch(loose) for mol in listed if mol.HasSubstructMatch(query))


def test_what_nothing_speaks_about_is_screened_out() -> None:
    for smiles in ("CC(C)Cc1ccc(C(C)C(=O)O)cc1", "CC(=O)Nc1ccc(O)cc1", "OCC(O)C(O)C(O)C(O)CO"):
        assert not told(smiles, ("UN", "US"))


def test_wrong_valence_and_syntax_are_left_to_the_full_way() -> None:
    assert told("C(C)(C)(C)(C)C", ("UN",))
    assert told("c1ccccc", ("UN",))


@pytest.mark.parametrize(
    ("formula", "neutral"),
    [("C22H29N2O+", "C22H28N2O"), ("C8H7O2-", "C8H8O2"), ("C6H14N2O2", "C6H14N2O2"), ("C2O4-2", "C2H2O4"), ("HO4S-", "H2O4S")],
)
def test_a_neutral_formula_has_as_many_hydrogens_less_as_charges(formula: str, neutral: str) -> None:
    assert gates.neutral(formula) == neutral


@pytest.mark.parametrize("place", ["UN", "US", "CN"])
def test_acetates_and_methyl_ethers_of_every_covered_parent_get_through(place: str) -> None:
    law_there = statute(PACK, place)
    missed = []
    for forms in scope.parents(law_there).values():
        mol = Chem.MolFromSmiles(forms[0].substance.smiles)
        for link, group in (("esters", "C(C)=O"), ("ethers", "C")):
            if law_there.covers(forms[0].entry, link):
                drawn = Chem.ReplaceSubstructs(mol, Chem.MolFromSmarts("[OX2H1]"), Chem.MolFromSmiles(f"O{group}"), replaceAll=True)[0]
                made = Chem.MolToSmiles(drawn)
                passed = gates.passed(made, gates.gate(PACK, (place,)))
                missed += [made] * (passed is not None and forms[0].entry.id not in passed)
    assert not missed
