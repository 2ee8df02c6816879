"""Days as ISO strings ("2019-05-01"), so that they compare as text."""
from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from accord.core.errors import RowError, Where

__all__ = ["parse_day"]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*(?:([-/.])(\d{1,2})\2(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?|(\d{2})(\d{2}))"
    r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)


def parse_day(text: str | date, field: str | None = None) -> str:
    """The day in ISO form, "YYYY-MM-DD".

    Read are days with the year first, where nothing is open: 2026-01-05 (ISO 8601, also 20260105 and with a time of day, which is left
    out), 2026/1/5, 2026.1.5, 2026年1月5日, full-width digits, and dates of spreadsheets. 05/01/2026 is two days, so it is none.

    Args:
        text: what stands in the cell or argument.
        field: column or option it stands in, for the error.

    Raises:
        RowError: `bad_date`.
    """
    if isinstance(text, date):
        return (text.date() if isinstance(text, datetime) else text).isoformat()
    parts = _parts(text)
    try:
        return date(*parts).isoformat() if parts else _refuse(text, field)
    except ValueError:
        return _refuse(text, field)


def _parts(text: str) -> tuple[int, int, int] | None:
    if _ISO.fullmatch(text):
        return int(text[:4]), int(text[5:7]), int(text[8:])
    found = _YEAR_FIRST.fullmatch(unicodedata.normalize("NFKC", text).strip()) if len(text) <= 64 else None
    if found is None:
        return None
    year, _, *rest = found.groups()
    month, day = (int(part) for part in rest if part is not None)
    return int(year), month, day


def _refuse(text: str, field: str | None) -> str:
    raise RowError("bad_date", where=Where(field=field) if field else None, text=text[:64], field=field or "?")
