from __future__ import annotations

import pytest

from accord.substances import systematic, zh


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("1-苯乙基-4-哌啶酮", "1-(2-phenylethyl)piperidin-4-one"),
        ("N-苯基-N-[1-(2-苯乙基)-4-哌啶基]丙酰胺", "N-phenyl-N-[1-(2-phenylethyl)piperidin-4-yl]propanamide"),
        ("N-(4-氟苯基)-N-(1-苯乙基哌啶-4-基)丁酰胺", "N-(4-fluorophenyl)-N-(1-phenethyl-4-piperidinyl)butanamide"),
        ("3-氧代-2-苯基丁酸甲酯", "methyl 3-oxo-2-phenylbutanoate"),
        ("1-（3,4-亚甲二氧基苯基）-2-丙酮", "1-(1,3-benzodioxol-5-yl)propan-2-one"),
        ("2-(4-溴-2,5-二甲氧基苯基)乙胺", "2-(4-bromo-2,5-dimethoxyphenyl)ethan-1-amine"),
    ],
)
def test_systematic_names_meet_their_english_form(chinese: str, english: str) -> None:
    assert systematic.key(zh.systematic(chinese)) == systematic.key(english)


def test_an_unknown_character_gives_no_key() -> None:
    assert systematic.key(zh.systematic("1-苯乙基-4-龘啶酮")) is None


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("鹽酸", "盐酸"), ("瑞吩坦尼", "瑞芬太尼"), ("鹽酸瑞吩坦尼", "盐酸瑞芬太尼"), ("甲基安非他命", "甲基苯丙胺"), ("麻黃鹼", "麻黄碱")],
)
def test_traditional_characters_and_taiwan_words(written: str, wanted: str) -> None:
    assert wanted in zh.readings(written)


def test_english_has_no_chinese_readings() -> None:
    assert zh.readings("fentanyl") == ()
