from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdkit import Chem

from accord.substances import affixes, cas, names, systematic, tables
from accord.substances.folding import fold, shape, shapes_agree, sound
from accord.substances.variants import spellings


@pytest.fixture(scope="module")
def own() -> names.Dictionary:
    return names.load()


def test_structures_and_keys_of_our_tables_agree() -> None:
    wrong = []
    for row in tables.own_rows():
        if row.smiles is None:
            assert row.inchikey is None
            continue
        mol = Chem.MolFromSmiles(row.smiles)
        if Chem.MolToSmiles(mol) != row.smiles or Chem.MolToInchiKey(mol) != row.inchikey:
            wrong.append(row.names[0])
    assert wrong == []


def test_numbers_of_our_tables_have_right_check_digits() -> None:
    for row in tables.own_rows():
        for number in (*row.cas, *(salt for salt, _ in row.salts)):
            assert cas.parse(number) == number


def test_no_name_or_number_of_our_tables_means_two_substances(own: names.Dictionary) -> None:
    for row in tables.own_rows():
        for name in (*row.names, *row.names_zh):
            assert len(own.find(name)) == 1, name
        for number in row.cas:
            assert len({record.number for record, _ in own.by_cas(number)}) == 1, number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("α-Methylfentanyl", "alpha methyl fentanyl"),
        ("sulphuric acid", "Sulfuric Acid"),
        ("ＭＤＭＡ", "mdma"),
        ("fentan\u200byl", "fentanyl"),
        ("f\u0435ntanyl", "fentanyl"),
        ("2\u201aB", "2,B"),
        ("γ-butyrolactone", "gamma-butyrolactone"),
        ("3,4‑MDMA", "3.4 MDMA"),
        ("amfetamine", "amphetamine"),
        ("4-苯胺基哌啶", "４－苯胺基哌啶"),
        ("(±)-ketamine", "racemic ketamine"),
        ("dl-amphetamine", "rac-amphetamine"),
    ],
)
def test_fold_joins_writings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2-fluorofentanyl", "4-fluorofentanyl"),
        ("alpha-methylfentanyl", "beta-methylfentanyl"),
        ("(+)-methamphetamine", "(-)-methamphetamine"),
        ("methadone", "methedrone"),
        ("methylone", "ethylone"),
    ],
)
def test_fold_keeps_what_tells_substances_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert sound(fold(one)) != sound(fold(other))


@given(st.text(max_size=40))
def test_a_key_has_no_gaps_and_no_capitals(text: str) -> None:
    assert not re.search(r"[\s,()-]", fold(text))
    assert fold(text) == fold(f" {text}\u200b ")


def test_word_gaps_of_esters_count() -> None:
    assert fold("methyl phenylacetate") == fold("methylphenyl acetate")
    assert not shapes_agree(shape("methyl phenylacetate"), shape("methylphenyl acetate"))
    assert shapes_agree(shape("N-(2-phenylethyl)aniline"), shape("N-2-phenylethylaniline"))


def test_a_number_is_no_position_word_where_the_rings_differ() -> None:
    assert "para-fluorofentanyl" in spellings("4-fluorofentanyl")
    assert not any("meta" in other for other in spellings("3-methylfentanyl"))
    assert not any("ethylone" in other and "methylone" not in other for other in spellings("methylone"))


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Propanamide, N-phenyl-N-[1-(2-phenylethyl)-4-piperidinyl]-", "N-(1-phenethylpiperidin-4-yl)-N-phenylpropanamide", True),
        ("Butanoic acid, 3-oxo-2-phenyl-, methyl ester", "methyl 2-phenyl-3-oxobutanoate", True),
        (
            "N-(2-fluorophenyl)-N-(1-phenethylpiperidin-4-yl)propanamide",
            "N-phenyl-N-{1-[2-(2-fluorophenyl)ethyl]piperidin-4-yl}propanamide",
            False,
        ),
        ("1-phenyl-2-propanone", "1-phenyl-1-propanone", False),
        ("N-(1-phenethylpiperidin-4-yl)aniline", "N-phenyl-1-(2-phenylethyl)-4-piperidinamine", True),
        ("N-(1-phenethylpiperidin-4-yl)aniline", "4-(phenylamino)-1-phenethylpiperidine", True),
        ("N-(1-phenethylpiperidin-4-yl)aniline", "N-(1-phenethylpiperidin-3-yl)aniline", False),
        ("N-(1-phenethylpiperidin-4-yl)aniline", "N-(1-benzylpiperidin-4-yl)aniline", False),
        ("4-fluoro-N-(piperidin-4-yl)aniline", "N-(4-fluorophenyl)piperidin-4-amine", True),
        ("4-fluoro-N-(piperidin-4-yl)aniline", "N-(3-fluorophenyl)piperidin-4-amine", False),
        ("4-(N-propionylanilino)piperidine", "N-phenyl-N-4-piperidinylpropanamide", True),
        ("N-boc-4-piperidone", "1-piperidinecarboxylic acid, 4-oxo-, 1,1-dimethylethyl ester", True),
        ("benzeneacetonitrile, alpha-acetyl-", "3-oxo-2-phenylbutanenitrile", True),
        ("alpha-acetylphenylacetic acid methyl ester", "methyl 2-phenylacetoacetate", True),
        ("methyl 2-acetyl-2-phenylacetate", "methyl 3-oxo-4-phenylbutanoate", False),
        ("4-methoxyphenylacetone", "1-(4-methoxyphenyl)propan-2-one", True),
        ("4-methoxyphenylacetone", "1-(3-methoxyphenyl)propan-2-one", False),
        ("5-(2-oxopropyl)-1,3-benzodioxole", "1-(benzo[d][1,3]dioxol-5-yl)propan-2-one", True),
        ("methanone, (2-chlorophenyl)cyclopentyl-", "cyclopentyl 2-chlorophenyl ketone", True),
        ("1-naphthyl phenyl ketone", "2-naphthyl phenyl ketone", False),
        ("7-chloro-5-phenyl-3H-1,4-benzodiazepin-2-one", "7-chloro-1,3-dihydro-5-phenyl-2H-1,4-benzodiazepin-2-one", True),
        ("6-phenyl-4H-[1,2,4]triazolo[4,3-a][1,4]benzodiazepine", "4H-[1,2,4]triazolo[4,3-a][1,4]benzodiazepine, 6-phenyl-", True),
        ("6-phenyl-4H-[1,2,4]triazolo[4,3-a][1,4]benzodiazepine", "6-phenyl-4H-[1,2,4]triazolo[1,5-a][1,4]benzodiazepine", False),
        ("1-(2-diethylaminoethyl)-2-benzyl-5-nitrobenzimidazole", "2-(2-benzyl-5-nitrobenzimidazol-1-yl)-N,N-diethylethanamine", True),
        ("5-nitro-2-benzyl-1-(2-pyrrolidin-1-ylethyl)benzimidazole", "2-benzyl-5-nitro-1-[2-(1-pyrrolidinyl)ethyl]benzimidazole", True),
        ("5-nitro-2-benzyl-1-(3-pyrrolidin-1-ylpropyl)benzimidazole", "2-benzyl-5-nitro-1-[2-(1-pyrrolidinyl)ethyl]benzimidazole", False),
        ("N-(phenylmethyl)-2-propanamine", "N-(methylphenyl)-2-propanamine", False),
    ],
)
def test_systematic_order(name: str, other: str, same: bool) -> None:
    assert (systematic.key(name) == systematic.key(other)) is same


@pytest.mark.parametrize("text", ["JWH-018", "MT-45", "fentanyl", "R-4263", "2-", "((1-"])
def test_codes_are_not_systematic(text: str) -> None:
    assert systematic.key(text) is None


@pytest.mark.parametrize(
    ("name", "rest"),
    [("fentanyl-d5", "fentanyl"), ("d5-fentanyl", "fentanyl"), ("[2H5]fentanyl", "fentanyl"), ("13C6-fentanyl", "fentanyl")],
)
def test_isotope_marks(name: str, rest: str) -> None:
    assert affixes.isotope_free(name) == rest


@pytest.mark.parametrize("name", ["fentanyl", "D2PM", "MDMA", "氯胺酮"])
def test_no_isotope_mark(name: str) -> None:
    assert affixes.isotope_free(name) is None


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Ephedrinhydrochlorid", "Ephedrin"),
        ("Morphinsulfat", "Morphin"),
        ("ketamine clorhidrato", "ketamine"),
        ("zolpidem tartrat", "zolpidem"),
        ("高锰酸钾(分析纯)", "高锰酸钾"),
    ],
)
def test_salt_words_glued_foreign_or_in_brackets(name: str, rest: str) -> None:
    assert rest in [reading.name for reading in affixes.shorter(name)]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("ketamine hydrochlorde", "ketamine"),
        ("ketamine sulfaet", "ketamine"),
        ("amyl nitrite", None),
        ("fentanyl analogue", None),
        ("ketamine", None),
    ],
)
def test_a_misspelt_salt_word(name: str, rest: str | None) -> None:
    reading = affixes.misspelt(name)
    assert (reading.name if reading else None) == rest


def test_an_ester_is_no_salt() -> None:
    assert not affixes.salt_fits("acid", "CC(=O)OC")
    assert affixes.salt_fits("acid", "CCN")


def test_lookups_by_key_and_number(own: names.Dictionary) -> None:
    caffeine = own.find("Coffein")[0]
    assert own.by_inchikey(caffeine.inchikey or "") == caffeine
    assert own.by_cas("58-08-2") == ((caffeine, ""),)
    assert own.by_cas("1443-54-5")[0][1] == "hydrochloride"
    assert own.find("no such thing") == ()
