"""CAS Registry Numbers: find one in a text, test its check digit, tell it from a date.

The check digit is the sum of the digits, each times its place counted from the right (check digit excluded), modulo 10
(Chemical Abstracts Service, "Check Digit Verification of CAS Registry Numbers").
"""

from __future__ import annotations

import re

from accord.core.errors import RowError
from accord.substances.folding import plain

__all__ = ["check_digit", "find", "looks_like_date", "parse"]

_WHOLE = re.compile(r"(?:cas(?:\s*[-_]?\s*(?:rn|no|nr|number|号|登记号))?\s*[.:#]*\s*)?(0*[1-9]\d{1,6}-\d{2}-\d)\.?", re.IGNORECASE)
_INSIDE = re.compile(r"(?:(?<=cas)|(?<![0-9a-z_-]))(0*[1-9]\d{1,6}-\d{2}-\d)(?![0-9a-z_-])", re.IGNORECASE)
"""A Chinese character may touch the number ("CAS号437-38-7"), and so may "CAS"; another letter or a digit may not."""
_LOOSE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
_DATE = re.compile(r"(?:1[5-9]|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:[ t]\d{2}:\d{2}.*)?", re.IGNORECASE)
_MARK = re.compile(r"[\[(（【,;:，；：]?\s*cas(?:\s*[-_]?\s*(?:rn|no|nr|number|号|登记号))?\s*[.:#：]*\s*$", re.IGNORECASE)


def parse(text: str) -> str | None:
    """The CAS number that a whole cell holds, without leading zeros; None where the text is not written like one.

    Full-width digits, non-breaking and other hyphens, blanks around them, invisible characters and a leading "CAS" or "CAS No." are read
    through.

    Raises:
        RowError: `bad_check_digit` with `cas` and `expected`.
    """
    found = _WHOLE.fullmatch(_LOOSE.sub("-", plain(text)))
    return _tested(found.group(1)) if found else None


def find(text: str) -> tuple[str, str] | None:
    """The first CAS number inside a longer text and the text without it ("芬太尼 (437-38-7)" -> "437-38-7", "芬太尼").

    Raises:
        RowError: `bad_check_digit` as in `parse`.
    """
    line = plain(text)
    found = _INSIDE.search(line)
    if found is None:
        return None
    before = _MARK.sub("", line[: found.start()])
    rest = f"{before} {line[found.end() :]}"
    rest = re.sub(r"[(\[]\s*[)\]]|[(\[]\s*$|^\s*[)\]]", " ", rest).strip(" ,;:/-")
    rest = " ".join(rest.split())
    closed = rest.rstrip(")] ")
    return _tested(found.group(1)), rest if "(" in rest or "[" in rest else closed


def looks_like_date(text: str) -> bool:
    """Whether a cell is a day ("1609-06-01"): what spreadsheets make of some CAS numbers, which cannot be undone safely."""
    return _DATE.fullmatch(plain(text)) is not None


def check_digit(digits: str) -> int:
    """The check digit that belongs behind the digits of the first two blocks ("43738" -> 7)."""
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits), start=1)) % 10


def _tested(number: str) -> str:
    number = number.lstrip("0")
    body, given = number[:-2].replace("-", ""), int(number[-1])
    expected = check_digit(body)
    if expected != given:
        raise RowError("bad_check_digit", cas=number, expected=expected)
    return number
