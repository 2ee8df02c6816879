from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.law.windows import windows_of

DAYS = st.dates().map(lambda d: d.isoformat())


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ({"from": "2019-05-01"}, {"2019-04-30": "no", "2019-05-01": "yes", "2030-01-01": "yes"}),
        ({"from": "2019-05-01", "to": "2020-01-01"}, {"2019-12-31": "yes", "2020-01-01": "no"}),
        ({"from": 1964}, {"1963-12-31": "no", "1964-01-01": "cannot_say", "1964-12-31": "yes"}),
        ({"from": "2022-11"}, {"2022-10-31": "no", "2022-11-15": "cannot_say", "2022-11-30": "yes"}),
        ({"from": "2022-11-23", "earliest": "2022-09-15", "latest": "2023-01-31"}, {"2022-09-14": "no", "2022-11-23": "cannot_say"}),
        ({"earliest": "2022-09-15", "latest": "2023-01-31"}, {"2023-01-30": "cannot_say", "2023-01-31": "yes"}),
        ({"latest": "2013-09-25"}, {"1900-01-01": "cannot_say", "2013-09-25": "yes"}),
        ({"from": "2014-01-01", "latest": "2014-01-01"}, {"2013-12-31": "cannot_say", "2014-01-01": "yes"}),
        ({"earliest": "2025-03-05"}, {"2025-03-04": "no", "2025-03-05": "cannot_say", "2099-01-01": "cannot_say"}),
        ({}, {"1900-01-01": "cannot_say", "2099-01-01": "cannot_say"}),
        ({"to": "2025-08-21"}, {"2025-08-20": "cannot_say", "2025-08-21": "no"}),
    ],
)
def test_states_of_a_window(row: dict[str, object], states: dict[str, str]) -> None:
    (window,) = windows_of([row])
    assert {day: window.state(day) for day in states} == states


def test_a_day_is_shown_as_its_source_gives_it() -> None:
    year, month, day, none = windows_of([{"from": 1964}, {"from": "2022-11"}, {"from": "2019-05-01"}, {}])
    assert [w.shown_from for w in (year, month, day, none)] == ["1964", "2022-11", "2019-05-01", None]
    assert [w.precision for w in (year, month, day, none)] == ["year", "month", "day", "none"]


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted), DAYS)
def test_a_window_never_goes_back_on_a_yes_before_it_ends(days: list[str], asked: str) -> None:
    earliest, latest, end = days
    (window,) = windows_of([{"earliest": earliest, "latest": latest, "to": end}])
    expected = "no" if asked < earliest or asked >= end else "yes" if asked >= latest else "cannot_say"
    assert window.state(asked) == expected
