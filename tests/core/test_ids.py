from __future__ import annotations

import json
import unicodedata
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.ids import canonical_json, content_id, digest, plain_number

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(max_codepoint=0x7F)), inner, max_size=3),
)


def test_canonical_json_is_sorted_tight_and_in_normal_form_c() -> None:
    assert canonical_json({"b": [1, True, None], "a": "e\u0301"}) == '{"a":"\u00e9","b":[1,true,null]}'.encode()


@given(PLAIN)
def test_canonical_json_says_the_same_and_is_a_fixed_point(value: object) -> None:
    written = canonical_json(value)
    assert canonical_json(json.loads(written)) == written
    assert unicodedata.is_normalized("NFC", written.decode())


@pytest.mark.parametrize("value", [0.5, {"a": [1.0]}, float("nan"), Decimal(1), {1: "a"}, {"a": {1, 2}}, b"x"])
def test_canonical_json_has_no_floats_and_nothing_json_has_not(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_keys_that_become_one_are_refused() -> None:
    with pytest.raises(ValueError, match="same text"):
        canonical_json({"e\u0301": 1, "\u00e9": 2})


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("0.50", "0.5"),
        (0.5, "0.5"),
        ("5e-1", "0.5"),
        (17.0, "17"),
        (17, "17"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("+3", "3"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1E+3", "1000"),
        (1e22, "1" + "0" * 22),
        (1e-7, "0.0000001"),
        ("007", "7"),
        (Decimal("1.10"), "1.1"),
        ("12345678901234567890123456789.10", "12345678901234567890123456789.1"),
    ],
)
def test_numbers_are_shortest_plain_decimals(value: str | float | Decimal, plain: str) -> None:
    assert plain_number(value) == plain


@pytest.mark.parametrize("value", ["", "abc", "1,5", "1_000", "nan", float("nan"), float("inf"), "1e9999999", "0x10", "١"])
def test_what_is_no_number_is_none(value: str | float) -> None:
    assert plain_number(value) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_a_number_keeps_its_value(value: Decimal) -> None:
    written = plain_number(value)
    if written is not None:
        assert Decimal(written) == value
        assert "e" not in written.lower()


def test_a_record_has_one_id_however_its_cells_are_typed() -> None:
    text = {"id": "17", "name": "芬太尼", "quantity_kg": "0.50", "date": "2026/1/5", "cas": "", "note": None}
    typed = {"date": datetime.fromisoformat("2026-01-05"), "quantity_kg": 0.5, "name": " 芬太尼 ", "id": 17.0}
    days = {"date": date(2026, 1, 5), "quantity_kg": Decimal("0.500"), "name": "芬太尼", "id": 17}
    ids = {content_id(record, numbers=("quantity_kg",), dates=("date",)) for record in (text, typed, days)}
    assert len(ids) == 1
    assert next(iter(ids)).startswith("sha256:")


def test_text_stays_text_outside_numeric_fields() -> None:
    assert content_id({"id": "00012"}) != content_id({"id": "12"})
    assert content_id({"id": "0.50"}, numbers=("quantity_kg",)) != content_id({"id": "0.5"}, numbers=("quantity_kg",))


def test_what_cannot_be_read_as_a_number_or_day_still_counts() -> None:
    assert content_id({"q": "much"}, numbers=("q",)) != content_id({"q": "more"}, numbers=("q",))
    assert content_id({"d": "soon"}, dates=("d",)) != content_id({}, dates=("d",))


def test_lists_keep_their_order() -> None:
    assert content_id({"a": ["x", 1.0]}) == content_id({"a": ("x", "1")}) != content_id({"a": ["1", "x"]})


def test_digest() -> None:
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
