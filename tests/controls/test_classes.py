"""Class rules of the default pack: their own examples, the lattice of readings, independence of the drawing, gates as supersets."""
from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

import accord
from accord.controls import classes, predicates, sites
from accord.controls.model import Hit
from accord.core.text import both
from accord.law.build import entries_of
from accord.law.folder import parse
from accord.law.model import Entry, Example

PACK = Path(accord.__file__).parent / "law" / "packs" / "default"
FENTANYL = "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1"
TODAY = "2026-11-22"


@cache
def rules() -> dict[str, Entry]:
    """All class entries of the default pack, read from its files."""
    found: dict[str, Entry] = {}
    for path in sorted(PACK.glob("*/*.yaml")):
        name = path.relative_to(PACK).as_posix()
        found |= {e.id: e for e in entries_of(parse(path.read_bytes(), name), name) if e.kind == "class"}
    return found


def examples(kind: str) -> list[tuple[str, Example]]:
    return [(rule, example) for rule, entry in rules().items() for example in getattr(entry.examples, kind)]


def ask(rule: str, smiles: str) -> tuple[Hit, ...]:
    return classes.hits(Chem.MolFromSmiles(smiles), rules()[rule])


def in_force(found: tuple[Hit, ...], example: Example) -> set[str]:
    """Values of the hits whose windows are in force on the day of the example."""
    return {hit.value for hit in found if any(w.state(example.on or TODAY) == "yes" for w in classes.windows(hit))}


def answer(rule: str, smiles: str) -> str:
    found = ask(rule, smiles)
    values = {hit.value for hit in found}
    assert len(values) <= 1
    value = values.pop() if values else "none"
    return f"{value}:{'+'.join(hit.clause or '?' for hit in found)}" if found else value


def orbit(mol: Chem.Mol, atoms: tuple[int, ...]) -> list[int]:
    """Atoms up to the symmetry of the molecule."""
    rank = list(Chem.CanonicalRankAtoms(mol, breakTies=False))
    return sorted(rank[i] for i in atoms)


def test_the_rules_of_the_pack() -> None:
    known = {"CN-FRS-2019", "CN-NITAZENE-2025", "CN-ORPHINE-2026", "DE-NPSG-7", "UK-FENTANYL", "UK-NITAZENE-2025", "US-FRS"}
    assert known <= set(rules())
    for entry in rules().values():
        assert entry.citation
        assert entry.windows
        assert entry.examples.positive
        assert entry.examples.negative


@pytest.mark.parametrize(("rule", "example"), examples("positive"))
def test_positive_examples(rule: str, example: Example) -> None:
    assert in_force(ask(rule, example.smiles), example) == {"yes"}


@pytest.mark.parametrize(("rule", "example"), examples("negative"))
def test_negative_examples(rule: str, example: Example) -> None:
    assert in_force(ask(rule, example.smiles), example) == set()


@pytest.mark.parametrize(("rule", "example"), examples("boundary"))
def test_boundary_examples(rule: str, example: Example) -> None:
    assert in_force(ask(rule, example.smiles), example) in ({"ambiguous"}, {"cannot_say"})


@pytest.mark.parametrize(("rule", "example"), examples("positive") + examples("boundary"))
def test_a_hit_says_why_in_both_languages(rule: str, example: Example) -> None:
    for hit in ask(rule, example.smiles):
        assert hit.atoms
        assert set(both(hit.reading, **hit.params)) == {"en", "zh"}
        outcomes = [reading.outcome for reading in hit.readings]
        assert sorted(set(outcomes)) == (["controlled", "not_controlled"] if hit.value == "ambiguous" else [])
        for reading in hit.readings:
            assert set(both(reading.code, **reading.params)) == {"en", "zh"}


@pytest.mark.parametrize(
    ("smiles", "us", "cn"),
    [
        (FENTANYL, "none", "none"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CC(C)c2ccccc2)CC1", "yes:B", "yes:4"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccc(C#N)cc2)CC1", "yes:A", "yes:4"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCn2cccc2)CC1", "yes:A", "yes:4"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CC(=O)c2ccccc2)CC1", "ambiguous:?", "yes:4"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CC(c2ccccc2)c2ccccc2)CC1", "ambiguous:?", "yes:4"),
        ("CCC(=O)N(c1ccccc1)C1CCN(C)CC1", "ambiguous:?", "yes:4"),
        ("CCC(=O)N(c1ccccc1)C1(COC)CCN(CCc2ccccc2)CC1", "yes:C", "yes:3"),
        ("CCC(=O)N(c1ccccc1)C1(OC(C)=O)CCN(CCc2ccccc2)CC1", "yes:C", "yes:3"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1SC", "ambiguous:?", "ambiguous:3"),
        ("CCC(=O)N(c1ccccc1)C1(c2ccccc2)CCN(CCc2ccccc2)CC1", "ambiguous:?", "ambiguous:3"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)C(=O)C1", "ambiguous:?", "ambiguous:3"),
        ("O=CN(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "yes:E", "yes:1"),
        ("O=C(c1ccc2OCOc2c1)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "yes:E", "yes:1"),
        ("CCOC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "yes:E", "ambiguous:1"),
        ("CCOC(=O)N(c1ccc(F)cc1)C1CCN(CCc2ccccc2)CC1", "yes:D+E", "ambiguous:2+1"),
        ("CN(C)C(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "ambiguous:E", "ambiguous:1"),
        ("CCC(=O)N(c1ccc2CCCc2c1)C1CCN(CCc2ccccc2)CC1", "ambiguous:?", "ambiguous:?"),
        ("CCC(=O)N(c1cnc[nH]1)C1CCN(CCc2ccccc2)CC1", "yes:D", "yes:2"),
        ("CCC(=O)N(c1ccccc1)C1CC[N+]([O-])(CCc2ccccc2)CC1", "ambiguous:?", "ambiguous:?"),
        ("CCS(=O)(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "none", "none"),
        ("CCC(=O)N(C1CCCCC1)C1CCN(CCc2ccccc2)CC1", "none", "none"),
        ("CCC(=O)N(c1ccccc1)C1CCCN(CCc2ccccc2)C1", "none", "none"),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)C1", "none", "none"),
        ("CC(c1ccc(Br)cc1)N1CCC(n2c(=O)[nH]c3ccccc32)CC1", "none", "none"),
    ],
)
def test_the_reading_of_the_fentanyl_rules(smiles: str, us: str, cn: str) -> None:
    assert answer("US-FRS", smiles) == us
    assert answer("CN-FRS-2019", smiles) == cn


@pytest.mark.parametrize(
    ("smiles", "said"),
    [
        ("CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1", "none"),
        ("CCOc1ccc(Cc2nc3ccc(Cl)cc3n2CCN(CC)CC)cc1", "yes:1"),
        ("CCOc1ccc(Cc2n(CCN(CC)CC)c3ccc([N+](=O)[O-])cc3[n+]2[O-])cc1", "ambiguous:?"),
        ("CCOc1ccc(Cc2n(CCN(CC)CC)c3ccc([N+](=O)[O-])cc3[n+]2C)cc1", "ambiguous:?"),
        ("CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CC[N+]([O-])(CC)CC)cc1", "ambiguous:?"),
    ],
)
def test_a_charged_ring_system_is_no_other_benzimidazolyl(smiles: str, said: str) -> None:
    assert answer("CN-NITAZENE-2025", smiles) == said


def test_a_free_carbamic_acid_is_no_carbamate() -> None:
    assert answer("US-FRS", "OC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1") == "ambiguous:E"
    assert answer("CN-FRS-2019", "OC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1") == "ambiguous:1"


def test_readings_depend_on_whether_a_clause_is_met() -> None:
    alone, met = ask("US-FRS", "CCC(=O)N(c1ccccc1)C1CCN(Cc2ccccc2)CC1"), ask("US-FRS", "CC(=O)N(c1ccccc1)C1CCN(Cc2ccccc2)CC1")
    assert [r.code for r in alone[0].readings] == ["controls.wide.tail", "controls.narrow.no_clause_names_it"]
    assert {r.code for hit in met for r in hit.readings} == {"controls.wide.one_clause", "controls.narrow.one_clause"}


def test_atoms_of_the_sites() -> None:
    smiles = "CC1CN(CC(O)c2cccs2)CCC1N(C(C)=O)c1ccc(F)cc1"
    sites = {hit.clause: Chem.MolFragmentToSmiles(Chem.MolFromSmiles(smiles), list(hit.atoms)) for hit in ask("US-FRS", smiles)}
    assert sites == {"A": "c1ccsc1", "B": "CCO", "C": "CC1CCCNC1", "D": "Fc1ccccc1", "E": "CC=O"}
    whole = {hit.clause: Chem.MolFragmentToSmiles(Chem.MolFromSmiles(smiles), list(hit.atoms)) for hit in ask("CN-FRS-2019", smiles)}
    assert whole["4"] == "CC(O)c1cccs1"


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        ("CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1", "none"),
        ("CCOc1ccc(Cc2nc3ccc([N+](=O)[O-])cc3n2CCN(CC)CC)cc1", "yes:1"),
        ("CCOc1ccc(C(O)c2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1", "yes:2"),
        ("CCOc1ccc(C=Cc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1", "yes:2"),
        ("CCOc1ccc(CCCc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1", "ambiguous:?"),
        ("CCN(CC)CCn1c(Cc2ccncc2)nc2cc([N+](=O)[O-])ccc21", "yes:3"),
        ("CCN(CC)CCn1c(CC2CCCCC2)nc2cc([N+](=O)[O-])ccc21", "none"),
        ("NCCn1c(Cc2ccccc2)nc2ccccc21", "yes:1+3+4"),
        ("CCOc1ccc(Cc2nc3cc4ccccc4cc3n2CCN(CC)CC)cc1", "ambiguous:?"),
        ("CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCN2CCCC2=O)cc1", "ambiguous:?"),
        ("CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCn2cccc2)cc1", "ambiguous:?"),
        ("CCOc1ccc(-c2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1", "none"),
    ],
)
def test_the_reading_of_the_chinese_nitazene_rule(smiles: str, expected: str) -> None:
    assert answer("CN-NITAZENE-2025", smiles) == expected


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        ("CC(c1ccc(Br)cc1)N1CCC(n2c(=O)[nH]c3ccccc32)CC1", "none"),
        ("O=c1[nH]c2ccccc2n1C1CCN(Cc2ccsc2)CC1", "yes:2"),
        ("O=c1[nH]c2ccccc2n1C1CCN(CC2CCCCC2)CC1", "yes:2"),
        ("CC(c1ccc(Br)cc1)N1CCC(n2c(=O)n(CCC#N)c3ccccc32)CC1", "yes:1"),
        ("CC(Cc1ccccc1)N1CCC(n2c(=O)[nH]c3ccccc32)CC1", "ambiguous:2"),
        ("CN1CCC(n2c(=O)[nH]c3ccccc32)CC1", "ambiguous:2"),
        ("CC(c1ccc(Br)cc1)N1CCC(n2c(=O)[nH]c3ccc(Cl)cc32)C(C)C1", "ambiguous:3+1"),
        ("CC(c1ccc(Br)cc1)N1C2CCC1CC(n1c(=O)[nH]c3ccccc31)C2", "ambiguous:?"),
        ("CC(c1ccc(Br)cc1)N1CCC2(CC1)C(=O)NCN2", "ambiguous:?"),
        ("CC(c1ccc(Br)cc1)N1CCC2(CC1)C(=O)NCN2C", "ambiguous:?"),
        ("CC(c1ccc(Br)cc1)N1CCC2(CC1)C(=O)N(C)CN2c1ccc2ccccc2c1", "yes:4+6"),
        ("CC(c1ccc(Br)cc1)N1CCC2(CC1)C(=O)NC(=O)N2c1ccccc1", "none"),
        ("CC(c1ccc(Br)cc1)N1CCC(n2ncc3ccccc32)CC1", "none"),
    ],
)
def test_the_reading_of_the_orphine_rule(smiles: str, expected: str) -> None:
    assert answer("CN-ORPHINE-2026", smiles) == expected


def test_medicines_of_the_orphine_skeletons_are_open_by_structure() -> None:
    for smiles in ("O=C(CCCN1CCC(n2c(=O)[nH]c3ccccc32)CC1)c1ccc(F)cc1", "O=C1NCN(c2ccccc2)C12CCN(CCCC(=O)c1ccc(F)cc1)CC2"):
        assert answer("CN-ORPHINE-2026", smiles).startswith("ambiguous")


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        ("CCN(CC)CCn1c(Cc2ccc(OC)cc2)nc2ccccc21", "yes:i+ii"),
        ("CCCCN(CC)CCn1c(Cc2ccc(OC)cc2)nc2ccccc21", "cannot_say:ii+?"),
        ("NCCn1c(Cc2ccccc2)nc2cc([N+](=O)[O-])ccc21", "cannot_say:iii"),
        ("CCN(CC)CCn1c(Cc2cc(I)c(I)c(I)c2)nc2ccccc21", "none"),
        ("CC(n1c(Cc2ccccc2)nc2ccccc21)C1CCCN1", "cannot_say:?+?+?"),
    ],
)
def test_paragraphs_not_seen_answer_cannot_say(smiles: str, expected: str) -> None:
    assert answer("UK-NITAZENE-2025", smiles) == expected


def test_the_german_formula_is_closed_and_its_later_text_open() -> None:
    assert answer("DE-NPSG-7", "CCN(CC)CCn1c(Cc2ccc(OCCCCC)cc2)nc2ccccc21") == "none"
    (hit, *_) = ask("DE-NPSG-7", "CCN(CC)CCn1c(Cc2ccc(OCC)cc2)nc2ccccc21")
    expected = {"2021-07-02": set[str](), "2021-07-03": {"yes"}, "2024-06-26": {"yes"}, "2024-06-27": {"cannot_say"}}
    assert {day: {w.state(day) for w in classes.windows(hit)} - {"no"} for day in expected} == expected


@pytest.mark.parametrize("kind", ["class", "derivative", "advisory"])
def test_the_data_of_every_rule_fits_its_schema(kind: str) -> None:
    schema = jsonschema_rs.validator_for(json.loads((PACK.parents[1] / "schema" / f"{kind}.json").read_text(encoding="utf-8")))
    for path in sorted(PACK.glob("*/*.yaml")):
        for row in parse(path.read_bytes(), path.name).get("entries") or ():
            if row.get("kind") == kind:
                assert [error.message for error in schema.iter_errors(row["data"])] == []


def test_the_schema_knows_the_words_of_the_engine() -> None:
    schema = json.loads((PACK.parents[1] / "schema" / "class.json").read_text(encoding="utf-8"))
    assert schema["properties"]["parents"]["items"]["properties"]["skeleton"]["enum"] == list(sites.skeletons())
    plain, with_argument = schema["$defs"]["test"]["oneOf"]
    assert {*plain["enum"], *with_argument["properties"]} == set(predicates.names())


def test_a_symmetric_drawing_has_one_answer() -> None:
    twin = "CCC(=O)N(c1ccccc1)C1CCN(CCN2CCC(N(C(=O)CC)c3ccccc3)CC2)CC1"
    assert answer("US-FRS", twin) == "yes:A"
    assert answer("CN-FRS-2019", twin) == "yes:4"


ALL = sorted({example.smiles for kind in ("positive", "negative", "boundary") for _, example in examples(kind)})


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(ALL), st.randoms(use_true_random=False))
def test_the_order_of_the_atoms_does_not_matter(smiles: str, random: Random) -> None:
    mol = Chem.MolFromSmiles(smiles)
    order = list(range(mol.GetNumAtoms()))
    random.shuffle(order)
    shuffled = Chem.RenumberAtoms(mol, order)
    for entry in rules().values():
        one, other = classes.hits(mol, entry), classes.hits(shuffled, entry)
        assert [(h.value, h.clause, h.reading, h.readings) for h in one] == [(h.value, h.clause, h.reading, h.readings) for h in other]
        back = [tuple(order[i] for i in hit.atoms) for hit in other]
        assert [orbit(mol, hit.atoms) for hit in one] == [orbit(mol, atoms) for atoms in back]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(ALL), st.integers(0, 1 << 30), st.booleans())
def test_gates_hold_before_sanitisation(smiles: str, seed: int, kekule: bool) -> None:
    mol = Chem.MolFromSmiles(smiles)
    if kekule:
        Chem.Kekulize(mol, clearAromaticFlags=True)
    (drawn,) = Chem.MolToRandomSmilesVect(mol, 1, randomSeed=seed, kekuleSmiles=kekule)
    raw = Chem.MolFromSmiles(drawn, sanitize=False)
    for entry in rules().values():
        if classes.hits(Chem.MolFromSmiles(smiles), entry):
            assert any(raw.HasSubstructMatch(Chem.MolFromSmarts(smarts)) for smarts in classes.gate(entry))
