"""Records of tables."""
from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from accord.core.errors import AccordError, InputError, RowError, Where

__all__ = ["MOST_CELL", "MOST_UNPACKED", "Row", "Table", "checked", "named_columns"]

MOST_CELL = 1 << 20
"""Characters that a cell may have."""
MOST_UNPACKED = 1 << 31
"""Bytes that a packed file may unpack to, against bombs."""


class Row(NamedTuple):
    """One row: `number` counts data rows from 1; empty cells are None; `error` says why the row cannot be used."""

    number: int
    cells: dict[str, str | None]
    error: AccordError | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. `rows` reads the file anew each time it is called, in flat memory.

    Attributes:
        file: the file as the caller named it.
        format: csv | tsv | jsonl | xlsx | parquet.
        columns: names of the columns in order. jsonl: those of the first 1,000 lines; a later row may have more.
        read: gives the rows; used by `rows`.
    """

    file: str
    format: str
    columns: list[str]
    read: Callable[[], Iterator[Row]]

    def rows(self) -> Iterator[Row]:
        """The rows in the order of the file.

        Raises:
            InputError: the file is damaged in a way that leaves no further rows.
        """
        return self.read()


def named_columns(file: str, header: Sequence[str | None], mapping: Mapping[str, str] | None = None) -> list[str]:
    """Names of the columns, without outer white space, in normal form C; one without a name becomes `column_<n>`.

    Args:
        file: for the errors.
        header: what stands in the line of column names.
        mapping: {our column: their header}.

    Raises:
        InputError: `no_columns`, `column_twice`, `column_missing` (a header that the mapping names).
    """
    theirs = [" ".join(unicodedata.normalize("NFC", name or "").split()) for name in header]
    if not any(theirs):
        raise InputError("no_columns", where=Where(file))
    ours = {" ".join(unicodedata.normalize("NFC", name).split()): column for column, name in (mapping or {}).items()}
    for name in ours:
        if name not in theirs:
            raise InputError("column_missing", where=Where(file), column=name, columns=", ".join(t for t in theirs if t))
    columns = [ours.get(name, name) or f"column_{place}" for place, name in enumerate(theirs, start=1)]
    for column in columns:
        if columns.count(column) > 1:
            raise InputError("column_twice", where=Where(file), column=column)
    return columns


def checked(row: Row, file: str) -> Row:
    """The row, with an error (and without the cell) where a cell is larger than MOST_CELL."""
    for name, cell in row.cells.items():
        if cell is not None and len(cell) > MOST_CELL:
            error = RowError("cell_too_large", where=Where(file, row.number, name), most=MOST_CELL)
            cells = {column: text if text is None or len(text) <= MOST_CELL else None for column, text in row.cells.items()}
            return Row(row.number, cells, row.error or error)
    return row
