"""Codes of states: which are asked, and what is said where no law is held."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.controls import states
from accord.core.errors import RowError, UsageError


@pytest.mark.parametrize(("text", "code"), [("CN", "CN"), (" us ", "US"), ("gb", "UK"), ("UK", "UK"), ("eu", "EU"), ("UN", "UN")])
def test_codes_are_iso_besides_un_eu_and_uk(text: str, code: str) -> None:
    assert states.code(text) == code


def test_an_unknown_code_names_the_field() -> None:
    with pytest.raises(RowError) as refused:
        states.code("XX", "origin")
    assert (refused.value.code, refused.value.params["field"]) == ("unknown_jurisdiction", "origin")


def test_a_list_of_codes_keeps_the_order_and_names_each_once() -> None:
    assert states.codes(["US", "cn", "", "US", "GB"]) == ("US", "CN", "UK")
    for texts in ([], [" "], ["US", "XX"]):
        with pytest.raises(UsageError) as refused:
            states.codes(texts)
        assert refused.value.code == "unknown_jurisdiction"


@pytest.mark.parametrize(
    ("asked", "origin", "destination", "wanted"),
    [
        (None, None, None, ("UN", "US", "CN")),
        (None, "CN", "MX", ("UN", "US", "CN", "MX")),
        (None, "DE", "FR", ("UN", "US", "CN", "DE", "EU", "FR")),
        (None, "UK", "CH", ("UN", "US", "CN", "UK", "CH")),
        (("CA",), "DE", "FR", ("CA",)),
    ],
)
def test_which_jurisdictions_are_asked(
    asked: tuple[str, ...] | None, origin: str | None, destination: str | None, wanted: tuple[str, ...]
) -> None:
    assert states.wanted(asked, origin, destination) == wanted


def test_a_state_without_law_cannot_say_in_every_regime() -> None:
    said = states.not_held("MX", "2026-01-05")
    assert set(said["regimes"].values()) == {said["outcome"]} == {"cannot_say"}
    assert not said["coverage"]["complete"]
    assert said["coverage"]["missing"][0]["why"] != states.not_held("MX", "2026-01-05", as_of="2020-01-01")["coverage"]["missing"][0]["why"]


@pytest.mark.parametrize(("text", "number"), [("25", Decimal(25)), (" 1,250.5 ", Decimal("1250.5")), ("0", Decimal(0))])
def test_quantities(text: str, number: Decimal) -> None:
    assert states.number(text, "quantity_kg") == number


@pytest.mark.parametrize("text", ["", "25 kg", "-1", "nan", "inf"])
def test_what_is_no_quantity(text: str) -> None:
    with pytest.raises(RowError) as refused:
        states.number(text, "quantity_kg")
    assert refused.value.code == "bad_number"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MX", "MX"),
        ("mex", "MX"),
        ("Mexico", "MX"),
        ("墨西哥", "MX"),
        ("México", "MX"),
        ("GB", "UK"),
        ("英国", "UK"),
        ("U.S.A.", "US"),
        ("欧盟", "EU"),
        ("Ｃｈｉｎａ", "CN"),
        ("中國", "CN"),
        ("Viet Nam", "VN"),
    ],
)
def test_states_are_known_by_code_and_by_name_in_english_and_chinese(text: str, code: str) -> None:
    assert states.code(text) == code
