from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.dates import parse_day
from accord.core.errors import RowError


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        " 2026-01-05 ",
        "2026/1/5",
        "2026/01/05",
        "2026.1.5",
        "2026-1-5",
        "20260105",
        "2026年1月5日",
        "2026 年 01 月 05 日",
        "2026年1月5号",
        "２０２６-01-05",
        "2026-01-05 00:00:00",
        "2026-01-05T08:30:00Z",
        "2026-01-05T08:30:00.123+08:00",
        "2026/1/5 0:00",
        date(2026, 1, 5),
        datetime(2026, 1, 5, 8, 30, tzinfo=UTC),
    ],
)
def test_days_are_read(text: str | date) -> None:
    assert parse_day(text) == "2026-01-05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2026",
        "2026-01",
        "2026-13-45",
        "2026-02-30",
        "05/01/2026",
        "1/5/26",
        "5 January 2026",
        "2026-01/05",
        "46027",
        "2026-W02-1",
        "2026-01-05x",
        "0000-01-01",
        "2026-1-5-1",
        "2" * 1000,
    ],
)
def test_what_is_no_day_or_several_is_refused(text: str) -> None:
    with pytest.raises(RowError) as caught:
        parse_day(text, "date")
    assert caught.value.code == "bad_date"
    assert caught.value.record("en")["where"] == {"field": "date"}


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    for form in (day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日", day.strftime("%Y%m%d")):
        assert parse_day(form) == day.isoformat()
