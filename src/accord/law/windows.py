"""Windows as a pack file writes them, read into records."""
from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from accord.law.model import Window


def windows_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Window, ...]:
    """Windows of an entry, in the order of the file.

    A row may hold from, to, earliest, latest, precision, basis, confidence. Where neither `earliest` nor `latest` stands in it, `from`
    bounds the first day at its own precision: 2019-05-01 is that day, 1964 the whole year. A row with none of the three is a day that was
    not collected.
    """
    return tuple(_window(tuple(row.items())) for row in rows)


@lru_cache(maxsize=4096)
def _window(items: tuple[tuple[str, Any], ...]) -> Window:
    """One window; most entries of a list share theirs with others, so it is read once."""
    row = dict(items)
    shown = _text(row.get("from"))
    earliest, latest = _text(row.get("earliest")), _text(row.get("latest"))
    if earliest is None and latest is None and shown is not None:
        earliest, latest = _span(shown)
    precision = row.get("precision") or ("none" if shown is None and earliest is None and latest is None else _precision(shown))
    return Window(earliest, latest, _text(row.get("to")), shown, precision, row.get("basis"), row.get("confidence"))


def _text(value: object) -> str | None:
    """A day or part of one as text; YAML gives dates and whole years as their own types."""
    return None if value is None else str(value)


def _precision(shown: str | None) -> str:
    return "day" if shown is None else {4: "year", 7: "month"}.get(len(shown), "day")


def _span(shown: str) -> tuple[str, str]:
    """First and last day that a year, month or day may mean."""
    if len(shown) == len("1964"):
        return f"{shown}-01-01", f"{shown}-12-31"
    if len(shown) == len("2022-11"):
        year, month = int(shown[:4]), int(shown[5:])
        return f"{shown}-01", f"{shown}-{calendar.monthrange(year, month)[1]:02}"
    return shown, shown
