"""Typed cells as the text that csv would show."""
from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal

from accord.core.ids import plain_number

__all__ = ["text_of"]


def text_of(value: object) -> str | None:
    """A typed value as text: numbers as shortest plain decimals (17.0 -> "17"), days in ISO form, lists and objects as JSON.

    Empty text, None and numbers that are none (NaN) are None.
    """
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (float, Decimal)):
        return None if value != value else plain_number(value) or str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return _bytes(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=text_of)
    return str(value)


def _bytes(value: bytes) -> str | None:
    try:
        return value.decode() or None
    except UnicodeDecodeError:
        return value.hex()
