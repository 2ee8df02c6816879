"""jsonl: one JSON object per line."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import cast

from accord.core.errors import AccordError, InputError, RowError, Where
from accord.core.tables.cells import text_of
from accord.core.tables.lines import read_lines
from accord.core.tables.model import MOST_CELL, Row, Table, checked, named_columns
from accord.core.text import Message

__all__ = ["read"]

_SAMPLE_ROWS = 1000


def read(file: str, mapping: Mapping[str, str] | None) -> Table:
    """A jsonl table. Numbers become text as csv shows them; lists and objects stay JSON.

    Raises:
        InputError: see `open_table`; `file_format` where none of the first lines is an object.
    """
    found: dict[str, None] = {}
    for row in islice(_rows(file, {}), _SAMPLE_ROWS):
        found.update(dict.fromkeys(row.cells))
    if not found:
        raise InputError("file_format", where=Where(file), format="jsonl")
    columns = named_columns(file, list(found), mapping)
    return Table(file, "jsonl", columns, lambda: _rows(file, dict(zip(found, columns, strict=True))))


def _rows(file: str, ours: Mapping[str, str]) -> Iterator[Row]:
    with read_lines(file) as lines:
        number = 0
        for line in lines:
            if not line.strip():
                continue
            number += 1
            cells, error = _cells(line, ours)
            error, lines.trouble = lines.trouble or error, None
            row = Row(number, cells, error.at(Where(file, number)) if error is not None else None)
            yield checked(row, file) if len(line) > MOST_CELL else row


def _cells(line: str, ours: Mapping[str, str]) -> tuple[dict[str, str | None], AccordError | None]:
    try:
        data = json.loads(line, parse_float=Decimal, parse_constant=lambda _: None)
        if "\\ud" in line.lower():
            json.dumps(data, ensure_ascii=False, default=str).encode()  # half of a pair of code units is no text
    except UnicodeEncodeError:
        return {}, RowError("bad_json", why=Message("core.json.surrogate"))
    except json.JSONDecodeError as error:
        return {}, RowError("bad_json", why=Message("core.json.position", {"position": error.colno}))
    except (ValueError, RecursionError):
        return {}, RowError("bad_json", why=Message("core.json.size"))
    if not isinstance(data, dict):
        return {}, RowError("bad_json", why=Message("core.json.object"))
    return {ours.get(key, key): text_of(value) for key, value in cast("dict[str, object]", data).items()}, None
