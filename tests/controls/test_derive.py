"""Derivative clauses of the default pack: own examples, windows of combinations, near misses, gates, independence of the drawing."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

import accord
from accord.controls import classes, derive
from accord.controls.model import Hit
from accord.core.text import both
from accord.law.build import entries_of
from accord.law.folder import parse
from accord.law.model import Entry, Example

PACK = Path(accord.__file__).parent / "law" / "packs" / "default"
TODAY = "2026-11-22"


@cache
def rules() -> dict[str, Entry]:
    """All derivative entries of the default pack, read from its files."""
    found: dict[str, Entry] = {}
    for path in sorted(PACK.glob("*/*.yaml")):
        name = path.relative_to(PACK).as_posix()
        found |= {e.id: e for e in entries_of(parse(path.read_bytes(), name), name) if e.kind == "derivative"}
    return found


def examples(kind: str) -> list[tuple[str, Example]]:
    return [(rule, example) for rule, entry in rules().items() for example in getattr(entry.examples, kind)]


def ask(rule: str, smiles: str) -> tuple[Hit, ...]:
    return derive.hits(Chem.MolFromSmiles(smiles), rules()[rule])


def in_force(found: tuple[Hit, ...], on: str) -> set[str]:
    return {hit.value for hit in found if any(w.state(on) == "yes" for w in classes.windows(hit))}


def clauses(rule: str, smiles: str) -> list[str | None]:
    return [hit.clause for hit in ask(rule, smiles)]


def test_the_rules_of_the_pack() -> None:
    assert {"US-4AP-FAMILY", "US-4PIPERIDONE-FAMILY", "US-P2PMGA-FAMILY", "US-LIST-I-ESTERS", "CN-PRECURSOR-ESTERS-2024"} <= set(rules())


@pytest.mark.parametrize(("rule", "example"), examples("positive"))
def test_positive_examples(rule: str, example: Example) -> None:
    assert in_force(ask(rule, example.smiles), example.on or TODAY) == {"yes"}


@pytest.mark.parametrize(("rule", "example"), examples("negative"))
def test_negative_examples(rule: str, example: Example) -> None:
    assert in_force(ask(rule, example.smiles), example.on or TODAY) == set()


@pytest.mark.parametrize(("rule", "example"), examples("boundary"))
def test_boundary_examples(rule: str, example: Example) -> None:
    assert in_force(ask(rule, example.smiles), example.on or TODAY) == {"ambiguous"}


@pytest.mark.parametrize(("rule", "example"), examples("positive") + examples("boundary"))
def test_a_hit_says_why_in_both_languages(rule: str, example: Example) -> None:
    for hit in ask(rule, example.smiles):
        assert hit.atoms
        assert set(both(hit.reading, **hit.params)) == {"en", "zh"}
        assert len({reading.outcome for reading in hit.readings}) == (2 if hit.value == "ambiguous" else 0)
        for reading in hit.readings:
            assert set(both(reading.code, **reading.params)) == {"en", "zh"}


def test_atoms_are_the_group_and_its_functional_atom() -> None:
    smiles = "CC(=O)N(c1ccccc1)C1CCN(C(=O)OC)CC1"
    found = {hit.clause: Chem.MolFragmentToSmiles(Chem.MolFromSmiles(smiles), list(hit.atoms)) for hit in ask("US-4AP-FAMILY", smiles)}
    assert found == {"amides": "CC(N)=O", "carbamates": "COC(N)=O"}


def test_a_parent_is_no_derivative() -> None:
    for entry in rules().values():
        for parent in entry.data["parents"]:
            assert derive.hits(Chem.MolFromSmiles(parent["smiles"]), entry) == ()


def test_a_combination_holds_when_its_last_clause_does() -> None:
    combined = ask("US-4AP-FAMILY", "CC(=O)N(c1ccc(F)cc1)C1CCNCC1")
    assert [hit.clause for hit in combined] == ["amides", "halides"]
    assert in_force(combined, "2023-11-29") == set()
    assert in_force(combined, "2023-11-30") == {"yes"}
    assert in_force(ask("US-4AP-FAMILY", "CC(=O)N(c1ccccc1)C1CCNCC1"), "2020-05-15") == {"yes"}
    assert in_force(ask("US-4AP-FAMILY", "CC(=O)N(c1ccccc1)C1CCNCC1"), "2020-05-14") == set()


@pytest.mark.parametrize(
    ("rule", "smiles", "expected"),
    [
        ("US-4AP-FAMILY", "O=CN(c1ccccc1)C1CCNCC1", ["amides"]),
        ("US-4AP-FAMILY", "CC(=O)N1CCC(N(C(C)=O)c2ccccc2)CC1", ["amides"]),
        ("US-4AP-FAMILY", "FC1CNCCC1Nc1ccccc1", ["halides"]),
        ("US-4AP-FAMILY", "Clc1ccc(NC2CCNCC2)c(Br)c1", ["halides"]),
        ("US-4AP-FAMILY", "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", []),
        ("US-4AP-FAMILY", "FC(F)(F)c1ccc(NC2CCNCC2)cc1", []),
        ("US-4AP-FAMILY", "NC(=O)N(c1ccccc1)C1CCNCC1", []),
        ("US-4AP-FAMILY", "CC(=O)N1CC2CC(C1)C2Nc1ccccc1", []),
        ("US-4AP-FAMILY", "c1ccc2c(c1)C(=O)N1CCC(N2)CC1", []),
        ("US-4PIPERIDONE-FAMILY", "O=C1CCN(C(=O)c2ccccc2)CC1", ["amides"]),
        ("US-4PIPERIDONE-FAMILY", "CCOC1(OCC)CCN(C=O)CC1", ["acetals", "amides"]),
        ("US-4PIPERIDONE-FAMILY", "O=C1CCN(CC(=O)OC)CC1", []),
        ("US-4PIPERIDONE-FAMILY", "O=C1CC2CCC(C1)N2C(C)=O", []),
        ("US-4PIPERIDONE-FAMILY", "COC1CCNCC1", []),
        ("US-4PIPERIDONE-FAMILY", "CC(=O)OC1(OC(C)=O)CCNCC1", []),
        ("US-4PIPERIDONE-FAMILY", "CC(=O)N1CCCC(=O)C1", []),
        ("US-LIST-I-ESTERS", "C=COC(=O)Cc1ccccc1", ["esters"]),
        ("US-LIST-I-ESTERS", "CC(=O)OC(=O)Cc1ccccc1", []),
        ("US-LIST-I-ESTERS", "CC(=O)Nc1ccccc1C(N)=O", []),
        ("US-P2PMGA-FAMILY", "COC(=O)[C@]1(C)O[C@@H]1c1ccccc1", ["esters"]),
        ("US-P2PMGA-FAMILY", "COC(=O)C1(CC)OC1c1ccccc1", []),
        ("CN-PRECURSOR-ESTERS-2024", "COC(=O)C(C(=O)CC)c1ccccc1", []),
        ("CN-PRECURSOR-ESTERS-2024", "CC(C)COC(=O)C(C(C)=O)c1ccccc1", ["esters"]),
    ],
)
def test_what_is_a_derivative(rule: str, smiles: str, expected: list[str]) -> None:
    assert clauses(rule, smiles) == expected


ALL = sorted({example.smiles for kind in ("positive", "negative", "boundary") for _, example in examples(kind)})


def orbit(mol: Chem.Mol, atoms: tuple[int, ...]) -> list[int]:
    """Atoms up to the symmetry of the molecule."""
    rank = list(Chem.CanonicalRankAtoms(mol, breakTies=False))
    return sorted(rank[i] for i in atoms)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(ALL), st.randoms(use_true_random=False))
def test_the_order_of_the_atoms_does_not_matter(smiles: str, random: Random) -> None:
    mol = Chem.MolFromSmiles(smiles)
    order = list(range(mol.GetNumAtoms()))
    random.shuffle(order)
    shuffled = Chem.RenumberAtoms(mol, order)
    for entry in rules().values():
        one, other = derive.hits(mol, entry), derive.hits(shuffled, entry)
        assert [(h.value, h.clause, h.entry.windows) for h in one] == [(h.value, h.clause, h.entry.windows) for h in other]
        assert [orbit(mol, h.atoms) for h in one] == [orbit(mol, tuple(order[i] for i in h.atoms)) for h in other]


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(ALL), st.integers(0, 1 << 30), st.booleans())
def test_gates_hold_before_sanitisation(smiles: str, seed: int, kekule: bool) -> None:
    mol = Chem.MolFromSmiles(smiles)
    if kekule:
        Chem.Kekulize(mol, clearAromaticFlags=True)
    (drawn,) = Chem.MolToRandomSmilesVect(mol, 1, randomSeed=seed, kekuleSmiles=kekule)
    raw = Chem.MolFromSmiles(drawn, sanitize=False)
    raw.UpdatePropertyCache(strict=True)
    for entry in rules().values():
        if derive.hits(Chem.MolFromSmiles(smiles), entry):
            assert any(raw.HasSubstructMatch(Chem.MolFromSmarts(smarts)) for smarts in derive.gate(entry))
