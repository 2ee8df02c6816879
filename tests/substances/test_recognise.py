from __future__ import annotations

import pytest
from rdkit import Chem

from accord import law
from accord.core.text import say
from accord.substances import names, opsin
from accord.substances.model import Substance
from accord.substances.recognise import resolve

FENTANYL = "PJMPHNIQZUBGLI-UHFFFAOYSA-N"


@pytest.fixture(scope="module")
def dictionary() -> names.Dictionary:
    return names.load(law.load())


def keys(substance: Substance) -> set[str]:
    assert substance.structure is not None
    return {view.inchikey for part in substance.structure.components for view in part.views}


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("fentanyl", None),
        ("Duragesic", None),
        ("R-4263", None),
        ("芬太尼", None),
        ("437-38-7", None),
        (FENTANYL, None),
        ("CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", None),
        ("990-73-8", "salt_removed"),
        ("Fentanyl citrate", "salt_removed"),
        ("citrate of fentanyl", "salt_removed"),
        ("枸橼酸芬太尼注射液", "salt_removed"),
        ("fentanyl patch 25 mcg/h", "form_removed"),
        ("吩坦尼", None),
        ("fentanyl (Duragesic)", "alias_read"),
        ("Propanamide, N-phenyl-N-[1-(2-phenylethyl)-4-piperidinyl]-", "systematic_name"),
    ],
)
def test_ways_to_say_fentanyl(dictionary: names.Dictionary, text: str, step: str | None) -> None:
    found = resolve({"query": text}, dictionary)
    assert found.status == "ok"
    assert FENTANYL in keys(found)
    assert found.recognised.exact
    assert step is None or step in found.recognised.steps


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("fentanyl-d5", "isotope_label_inferred"),
        ("fentnayl", "typo_corrected"),
        ("fentany1", "look_alike_read"),
        ("fentanly hydrochloride", "typo_corrected"),
        ("fentanyl citrte", "typo_corrected"),
    ],
)
def test_what_is_inferred_is_not_exact(dictionary: names.Dictionary, text: str, step: str) -> None:
    found = resolve({"query": text}, dictionary)
    assert FENTANYL in keys(found)
    assert not found.recognised.exact
    assert step in found.recognised.steps


@pytest.mark.parametrize(
    "text",
    [
        "fentanyl analogue",
        "fentanyl test strips",
        "ethylfentanyl",
        "methylphenyl acetate",
        "testosterone isobutyrate",
        "hexanal oxime",
        "7-aminoclonazepam",
        "MT-99",
        "Zzyzx",
    ],
)
def test_no_wrong_guess(dictionary: names.Dictionary, text: str) -> None:
    found = resolve({"query": text}, dictionary)
    assert (found.status, found.error) == ("unresolved", "unknown_name")
    assert found.structure is None
    assert len(found.candidates) <= 5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("protonitazine", "protonitazene"),
        ("pseudoephedrene hydrochloride", "pseudoephedrine"),
        ("acetlyfentanyl", "acetylfentanyl"),
        ("Kokainhydrochlorid", "cocaine"),
        ("acid phenylacetic", "phenylacetic acid"),
    ],
)
def test_misspelt_foreign_and_turned_names(dictionary: names.Dictionary, text: str, name: str) -> None:
    assert keys(resolve({"query": text}, dictionary)) & keys(resolve({"query": name}, dictionary))


@pytest.mark.parametrize(
    "text",
    [
        "AC-FUBINACA",
        "4F-EDMB-PICA",
        "4-ethylmethcathinon-2",
        "alpha-PVX",
        "sodium propoxide",
        "4-ethyl-1-phenethylpiperidine",
        "naphthalen-3-yl(1-pentyl-1H-indol-3-yl)methanone",
        "1-(1-phenylethyl)piperidin-4-one",
    ],
)
def test_a_sibling_that_is_not_in_the_tables_is_never_the_one_that_is(dictionary: names.Dictionary, text: str) -> None:
    assert resolve({"query": text}, dictionary).status == "unresolved"


def test_candidates_name_what_is_inside(dictionary: names.Dictionary) -> None:
    found = resolve({"query": "fentanyl test strips"}, dictionary)
    assert found.candidates[0].inchikey == FENTANYL


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"query": "437-38-8"}, "error", "bad_check_digit"),
        ({"query": "fentanyl 437-38-8"}, "error", "bad_check_digit"),
        ({"name": "fentanyl", "cas": "437-38-8"}, "error", "bad_check_digit"),
        ({"cas": "1609-06-01"}, "error", "bad_cas"),
        ({"query": "C1CC"}, "error", "bad_smiles"),
        ({"query": "437387"}, "unresolved", "unknown_name"),
        ({"query": "苯 CAS号437-38-7"}, "ambiguous_identity", "ambiguous_identity"),
        ({"name": "  "}, "error", "empty_input"),
        ({"cas": "123-45-5"}, "unresolved", "unknown_name"),
        ({"inchikey": "AAAAAAAAAAAAAA-UHFFFAOYSA-N"}, "unresolved", "unknown_name"),
        ({"name": "fentanyl", "cas": "103-79-7"}, "ambiguous_identity", "ambiguous_identity"),
        ({"query": "芬太尼 (103-79-7)"}, "ambiguous_identity", "ambiguous_identity"),
        ({"name": "acetone", "name_zh": "甲苯"}, "ambiguous_identity", "ambiguous_identity"),
    ],
)
def test_rows_that_are_not_right(dictionary: names.Dictionary, fields: dict[str, str], status: str, error: str) -> None:
    found = resolve(fields, dictionary)
    assert (found.status, found.error) == (status, error)
    if status == "ambiguous_identity":
        assert len(found.candidates) == 2
    params = dict(found.error_params)
    for lang in ("en", "zh"):
        assert say(f"error.{error}", lang, row=1, **params)


def test_a_drawing_is_not_spoilt_by_its_label(dictionary: names.Dictionary) -> None:
    found = resolve({"smiles": "CCO", "cas": "64-17-6", "name": "zzyzx"}, dictionary)
    assert found.status == "ok"
    assert found.recognised.steps == ("cas_refused", "name_not_found")


def test_salt_and_base_keto_and_enol_agree(dictionary: names.Dictionary) -> None:
    assert resolve({"name": "fentanyl citrate", "cas": "437-38-7"}, dictionary).status == "ok"
    assert resolve({"name": "MAPA", "smiles": "COC(=O)/C(=C(\\C)O)c1ccccc1"}, dictionary).status == "ok"


def test_the_column_with_stereo_counts(dictionary: names.Dictionary) -> None:
    flat = "COc1ccc2c(c1)C13CCCCC1C(C2)N(C)CC3"
    for fields in (
        {"connectivity_smiles": flat, "smiles": "COc1ccc2c(c1)[C@]13CCCC[C@@H]1[C@H](C2)N(C)CC3"},
        {"smiles": flat, "name": "dextromethorphan"},
    ):
        found = resolve(fields, dictionary)
        assert found.status == "ok"
        assert found.structure is not None
        assert found.structure.inchikey == "MKXZASYAUGDDCJ-NJAFHUGGSA-N"
        assert [atom.GetSymbol() for atom in found.structure.mol.GetAtoms()][:2] == ["C", "O"]


@pytest.mark.parametrize(("text", "name"), [("PCP", "phencyclidine"), ("BOB", "BOB"), ("CCO", "ethanol"), ("THC", "dronabinol")])
def test_names_before_smiles(dictionary: names.Dictionary, text: str, name: str) -> None:
    assert resolve({"query": text}, dictionary).name == name


def test_an_entry_without_structure_is_known_by_name(dictionary: names.Dictionary) -> None:
    found = resolve({"name": "Opium"}, dictionary)
    assert found.status == "ok"
    assert found.structure is None
    assert "opium" in found.entry_names


@pytest.mark.parametrize(
    ("text", "same"),
    [("sodium phenylacetate", "103-82-2"), ("苯乙酸钠", "103-82-2"), ("γ-羟基丁酸钠", "591-81-1"), ("鹽酸愷他命", "6740-88-1")],
)
def test_metal_and_chinese_salts(dictionary: names.Dictionary, text: str, same: str) -> None:
    assert keys(resolve({"query": text}, dictionary)) & keys(resolve({"cas": same}, dictionary))


def test_the_text_is_reported_as_given(dictionary: names.Dictionary) -> None:
    assert resolve({"cas": "0000437-38-7"}, dictionary).recognised.text == "0000437-38-7"


def test_every_name_and_number_of_the_law_means_its_own_substance(dictionary: names.Dictionary) -> None:
    wrong: list[str] = []
    for part in law.load().parts.values():
        for item in (entry.substance for entry in part.entries if entry.substance is not None):
            for name in (item.name, *item.synonyms, *item.names_zh):
                found = dictionary.find(name)
                if len(found) != 1 or (item.inchikey is not None and (found[0].inchikey or "")[:14] != item.inchikey[:14]):
                    wrong.append(name)
            wrong += [number for number in item.cas if len({record.number for record, _ in dictionary.by_cas(number)}) != 1]
    assert wrong == []


@pytest.mark.skipif(not opsin.available(), reason="needs the extra `names` (py2opsin) and Java")
def test_opsin_reads_what_no_table_holds(dictionary: names.Dictionary) -> None:
    found = resolve({"query": "1-(3-ethylphenyl)heptan-4-one"}, dictionary)
    assert found.recognised.steps == ("opsin",)


def test_opsin_is_asked_for_systematic_names_only() -> None:
    assert opsin.smiles("acetyldihydrocodeine") is None


@pytest.mark.parametrize("text", ["a" * 1_000_000, "a b " * 250_000, "(" * 100_000, "苯" * 200_000, "M\nM" * 300_000, "0" * 1_000_000])
def test_a_very_long_text_is_answered(dictionary: names.Dictionary, text: str) -> None:
    assert resolve({"query": text}, dictionary).status in ("unresolved", "error")


def test_a_cas_number_is_found_in_a_very_long_text(dictionary: names.Dictionary) -> None:
    assert resolve({"query": "x " * 5000 + "437-38-7"}, dictionary).name == "fentanyl"


def test_a_molfile_without_a_title(dictionary: names.Dictionary) -> None:
    block = Chem.MolToMolBlock(Chem.MolFromSmiles("CC(C)=O"))
    assert block.startswith("\n")
    for role in ("molfile", "query"):
        assert resolve({role: block}, dictionary).name == "acetone"
