from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.errors import RowError
from accord.substances import cas


@pytest.mark.parametrize(
    "text",
    [
        "437-38-7",
        " 437-38-7 ",
        "0000437-38-7",
        "CAS 437-38-7",
        "CAS No. 437-38-7",
        "cas-nr: 437-38-7",
        "CAS号：437-38-7",
        "４３７－３８－７",
        "437\u201138\u20117",
        "437\u201338\u20137",
        "437-38\u200b-7",
        "437 - 38 - 7",
        "437 -38‑ 7",
    ],
)
def test_one_number_in_many_writings(text: str) -> None:
    assert cas.parse(text) == "437-38-7"


@pytest.mark.parametrize("text", ["fentanyl", "437387", "437-387", "1609-06-01", "2-CB", "", "37-38-7-1"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert cas.parse(text) is None


def test_a_wrong_check_digit_names_the_right_one() -> None:
    with pytest.raises(RowError) as caught:
        cas.parse("50-00-1")
    assert caught.value.code == "bad_check_digit"
    assert caught.value.params["expected"] == 0


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("芬太尼 (437-38-7)", "437-38-7", "芬太尼"),
        ("fentanyl [CAS: 437-38-7]", "437-38-7", "fentanyl"),
        ("fentanyl, CAS No. 437-38-7", "437-38-7", "fentanyl"),
        ("437-38-7 fentanyl", "437-38-7", "fentanyl"),
        ("芬太尼 CAS号437-38-7 纯度99%", "437-38-7", "芬太尼 纯度99%"),
        ("芬太尼CAS437-38-7工业级", "437-38-7", "芬太尼 工业级"),
    ],
)
def test_a_number_inside_a_text(text: str, number: str, rest: str) -> None:
    assert cas.find(text) == (number, rest)


@pytest.mark.parametrize(("text", "day"), [("1609-06-01", True), ("2024/1/5", True), ("1609-66-1", False), ("437-38-7", False)])
def test_days_are_told_from_numbers(text: str, day: bool) -> None:
    assert cas.looks_like_date(text) is day


@given(st.integers(min_value=1000, max_value=999_999_999), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_at_the_end_is_always_found(body: int, shift: int) -> None:
    digits = str(body)
    right = cas.check_digit(digits)
    assert cas.parse(f"{digits[:-2]}-{digits[-2:]}-{right}") == f"{digits[:-2]}-{digits[-2:]}-{right}"
    with pytest.raises(RowError):
        cas.parse(f"{digits[:-2]}-{digits[-2:]}-{(right + shift) % 10}")
