"""Ids made of content: the same thing has the same id anywhere.

Canonical JSON and content ids follow the contract of the house: UTF-8, keys sorted by code point, no insignificant white space, no
floats, Unicode normal form C.
"""
from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NewType, cast

from accord.core.dates import parse_day
from accord.core.errors import RowError

__all__ = ["ContentId", "canonical_json", "content_id", "digest", "plain_number"]

ContentId = NewType("ContentId", str)
"""`sha256:` and 64 hexadecimal digits."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_INTEGER = re.compile(r"[1-9]\d*|0", re.ASCII)
_MOST_DIGITS = 400
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_json(value: object) -> bytes:
    """Canonical JSON of a value made of dict (text keys), list, tuple, str, int, bool and None.

    Raises:
        TypeError: a float (or anything else JSON does not have) stands in it: numbers that are measured are decimal strings.
        ValueError: two keys are the same text after normalisation.
    """
    _check(value)
    return _written(value)


def content_id(record: Mapping[str, object], *, numbers: Collection[str] = (), dates: Collection[str] = ()) -> ContentId:
    """Content id of a record as read: the same for one row as CSV, XLSX, Parquet or JSON Lines.

    Texts lose outer white space and take normal form C, numbers become their shortest plain decimal string, days their ISO form; what is
    empty is absent. A text is taken for a number or a day only in the fields that are named so: "00012" stays as it is elsewhere.

    Args:
        record: fields of the room's model that are present. Columns nobody knows stay out.
        numbers: fields that hold a number ("0.50", 0.5, "5e-1" -> "0.5").
        dates: fields that hold a day ("2026/1/5" -> "2026-01-05").
    """
    kept: dict[str, object] = {}
    for name, value in record.items():
        plain = _plain(value)
        if plain is None or plain in ("", [], {}):
            continue
        if isinstance(plain, str):
            if name in numbers:
                plain = plain_number(plain) or plain
            elif name in dates:
                plain = _day(plain)
        kept[name] = plain
    return ContentId(digest(_written(kept)))


def digest(data: bytes) -> str:
    """SHA-256 of bytes, written `sha256:<hex>`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def plain_number(value: str | float | Decimal) -> str | None:
    """Shortest plain decimal string of a number: "0.50", 0.5 and "5e-1" give "0.5", "-0" gives "0"; None: no finite number."""
    text = str(value).strip()
    if _INTEGER.fullmatch(text):
        return text
    if len(text) > _MOST_DIGITS or _NUMBER.fullmatch(text) is None:
        return None
    written = format(Decimal(text), "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def _plain(value: object) -> object:
    """A value as canonical JSON takes it: texts stripped and in normal form C, numbers and days as text, None for what is empty."""
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() if value.isascii() else unicodedata.normalize("NFC", value).strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        return None if value != value else plain_number(value) or str(value)
    if isinstance(value, datetime):
        return value.isoformat() if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {k: p for k, v in cast("Mapping[str, object]", value).items() if (p := _plain(v)) is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in cast("list[object]", value)]
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _written(value: object) -> bytes:
    """Canonical JSON of a value known to hold nothing that JSON has not."""
    written = _ENCODER.encode(value)
    if not written.isascii() and not unicodedata.is_normalized("NFC", written):
        written = _ENCODER.encode(_normal(value))
    return written.encode()


def _day(text: str) -> str:
    try:
        return parse_day(text)
    except RowError:
        return text


def _check(value: object) -> None:
    if value is None or isinstance(value, (str, int)):
        return
    if isinstance(value, dict):
        for key, inner in cast("dict[object, object]", value).items():
            if not isinstance(key, str):
                raise TypeError(f"key {key!r} of canonical JSON is no text")
            if not isinstance(inner, str):
                _check(inner)
    elif isinstance(value, (list, tuple)):
        for inner in cast("list[object]", value):
            if not isinstance(inner, str):
                _check(inner)
    else:
        raise TypeError(f"{type(value).__name__} has no place in canonical JSON")


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, (list, tuple)):
        return [_normal(inner) for inner in cast("list[object]", value)]
    if isinstance(value, dict):
        found = {unicodedata.normalize("NFC", key): _normal(inner) for key, inner in cast("dict[str, object]", value).items()}
        if len(found) != len(cast("dict[str, object]", value)):
            raise ValueError("two keys are the same text after normalisation")
        return found
    return value
