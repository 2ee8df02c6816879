"""csv and tsv: cells between separators, quoted where needed (RFC 4180), as spreadsheets and databases of all makes write them."""
from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice

from accord.core.errors import AccordError, InputError, RowError, Where
from accord.core.tables.lines import Lines, read_lines
from accord.core.tables.model import MOST_CELL, Row, Table, checked, named_columns

__all__ = ["read"]

SEPARATORS = ",\t;|"
_SAMPLE_LINES = 50
_MOST_RECORD = 1 << 24
"""Characters of a record that goes over several lines; beyond, its quote is held for unclosed."""


def read(file: str, name: str, mapping: Mapping[str, str] | None) -> Table:
    """A csv or tsv table. The separator is told from the first lines.

    Args:
        file: the file as the caller named it.
        name: "csv" or "tsv": which separator is meant where nothing tells.
        mapping: {our column: their header}.

    Raises:
        InputError: see `open_table`.
    """
    with read_lines(file) as lines:
        separator = _separator(list(islice((line for line in lines if line.strip()), _SAMPLE_LINES)), "\t" if name == "tsv" else ",")
    with read_lines(file) as lines:
        columns = named_columns(file, _header(_Records(lines), separator, file), mapping)
    return Table(file, name, columns, lambda: _rows(file, columns, separator))


def _separator(sample: list[str], usual: str) -> str:
    """The separator under which most lines have as many cells as the first, and more than one."""
    def score(separator: str) -> tuple[int, int, bool]:
        records = [record for record in _parsed(sample, separator) if record]
        width = len(records[0]) if records else 1
        return (sum(len(record) == width for record in records) if width > 1 else 0, width, separator == usual)

    best = max(SEPARATORS, key=score)
    return best if score(best)[0] else usual


def _parsed(lines: list[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return []


def _header(records: _Records, separator: str, file: str) -> list[str]:
    csv.field_size_limit(2 * _MOST_RECORD)
    try:
        record = next((record for record in csv.reader(records, delimiter=separator) if record), None)
    except csv.Error as error:
        raise InputError("file_format", where=Where(file), format="csv") from error
    if record is None or records.unclosed:
        raise InputError("no_columns", where=Where(file))
    if any(unicodedata.category(char) == "Cc" and not char.isspace() for cell in record for char in cell):
        raise InputError("file_format", where=Where(file), format="csv")
    records.end()
    return record


def _rows(file: str, columns: list[str], separator: str) -> Iterator[Row]:
    with read_lines(file) as lines:
        records = _Records(lines)
        _header(records, separator, file)
        reader = csv.reader(records, delimiter=separator)
        width, number = len(columns), 0
        while True:
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                record, records.lines.trouble = [""], records.lines.trouble or RowError("broken_row")
            if not record:
                records.start()
                continue
            number += 1
            large, trouble = records.size > MOST_CELL, records.end()
            cells: dict[str, str | None] = {column: cell or None for column, cell in zip(columns, record, strict=False)}
            if len(record) != width:
                trouble = _fit(cells, record, columns) or trouble
            row = Row(number, cells, trouble.at(Where(file, number)) if trouble is not None else None)
            yield checked(row, file) if large else row


def _fit(cells: dict[str, str | None], record: list[str], columns: list[str]) -> AccordError | None:
    """Cells that are missing at the end are empty; more cells than columns are an error if anything stands in them."""
    cells.update(dict.fromkeys(columns[len(record):]))
    if any(cell.strip() for cell in record[len(columns):]):
        return RowError("too_many_cells", cells=len(record), columns=len(columns))
    return None


class _Records:
    """Lines for the csv module, which asks for as many as a record has.

    A quote that is never closed swallows what follows. So the lines of the record at hand are kept: when the file ends, or too much was
    swallowed, inside a quote, the first line alone is at fault and the others are read again.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.size = 0
        self.unclosed = False
        self._next = iter(lines)
        self._held: list[str] = []
        self._again: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.size > _MOST_RECORD and len(self._held) > 1:
            self.unclosed = True
            raise StopIteration
        try:
            line = self._again.pop() if self._again else next(self._next)
        except StopIteration:
            self.unclosed = bool(self._held)
            raise
        self._held.append(line)
        self.size += len(line)
        return line

    def start(self) -> None:
        """Forget the record at hand."""
        self._held.clear()
        self.size = 0

    def end(self) -> AccordError | None:
        """What is wrong with the record at hand; then as `start`."""
        trouble = self.lines.trouble
        if trouble is not None:
            self.lines.trouble = None
        if self.unclosed:
            self.unclosed = False
            trouble = RowError("bad_quotes")
            self._again.extend(reversed(self._held[1:]))
        self._held.clear()
        self.size = 0
        return trouble
