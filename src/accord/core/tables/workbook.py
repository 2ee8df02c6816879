"""xlsx: the first visible sheet, cells as text as csv would show them, formulas by the value they had when the file was saved."""
from __future__ import annotations

import re
import warnings
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, time
from typing import IO, TYPE_CHECKING, Any, TypeVar

from accord.core.errors import InputError, RowError, Where
from accord.core.ids import plain_number
from accord.core.tables.cells import text_of
from accord.core.tables.lines import opened
from accord.core.tables.model import MOST_UNPACKED, Row, Table, checked, named_columns

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["read"]

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CHUNK = 1 << 20

T = TypeVar("T")


def read(file: str, mapping: Mapping[str, str] | None) -> Table:
    """An xlsx table: the first row that is not empty holds the names of the columns.

    A cell merged over several rows holds for each of them. A formula that was never calculated makes the row an error, never empty.

    Raises:
        InputError: see `open_table`; `file_format` where it is no xlsx.
    """
    header = next((texts for texts, _ in _sheet_rows(file) if any(texts)), list[str | None]())
    while header and header[-1] is None:
        header.pop()
    columns = named_columns(file, header, mapping)
    return Table(file, "xlsx", columns, lambda: _rows(file, columns))


def _rows(file: str, columns: list[str]) -> Iterator[Row]:
    number, empty, begun = 0, 0, False
    for texts, waiting in _sheet_rows(file):
        if not any(texts) and not waiting:
            empty += begun
            continue
        if not begun:
            begun = True
            continue
        for _ in range(empty):  # empty rows count when something follows
            number += 1
            yield Row(number, dict.fromkeys(columns))
        empty, number = 0, number + 1
        cells = {**dict.fromkeys(columns), **dict(zip(columns, texts, strict=False))}
        yield checked(Row(number, cells, _trouble(file, number, columns, texts, waiting)), file)


def _trouble(file: str, number: int, columns: list[str], texts: list[str | None], waiting: list[int]) -> RowError | None:
    if waiting and waiting[0] < len(columns):
        return RowError("formula_waiting", where=Where(file, number, columns[waiting[0]]))
    if any(texts[len(columns):]):
        return RowError("too_many_cells", where=Where(file, number), cells=len(texts), columns=len(columns))
    return None


def _sheet_rows(file: str) -> Iterator[tuple[list[str | None], list[int]]]:
    """(cells as text, places of formulas without a value) of every row, titles over several columns at the top left out."""
    with opened(file) as stream, closing(_workbook(stream, file, values=True)) as book:
        sheet = _first_sheet(book, file)
        marks = _Marks(stream, sheet)
        rows = enumerate(_cells(sheet, file, _text), start=1)
        if not marks.formulas:
            yield from ((marks.filled(row, number), []) for number, row in rows if not marks.is_title(row, number))
            return
        with closing(_workbook(stream, file, values=False)) as written:
            for (number, row), formulas in zip(rows, _cells(_first_sheet(written, file), file, _is_formula), strict=False):
                waiting = [i for i, (text, formula) in enumerate(zip(row, formulas, strict=False)) if formula and text is None]
                if not marks.is_title(row, number):
                    yield marks.filled(row, number), waiting


def _workbook(stream: IO[bytes], file: str, *, values: bool) -> Workbook:
    import openpyxl

    warnings.filterwarnings("ignore", module="openpyxl")  # it warns of validations and styles, which do not matter here
    try:
        with zipfile.ZipFile(stream) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise InputError("too_big", where=Where(file), most=MOST_UNPACKED)
        return openpyxl.load_workbook(stream, read_only=True, data_only=values, keep_links=False)
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part makes it raise
        raise InputError("file_format", where=Where(file), format="xlsx") from error


def _first_sheet(book: Workbook, file: str) -> Any:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise InputError("file_empty", where=Where(file))
    sheets[0].reset_dimensions()  # some programs write wrong ones
    return sheets[0]


def _cells(sheet: Any, file: str, read: Callable[[Any], T]) -> Iterator[list[T]]:
    rows = iter(sheet.iter_rows())
    while True:
        try:
            row = next(rows, None)
            cells = None if row is None else [read(cell) for cell in row]
        except Exception as error:  # as above
            raise InputError("file_format", where=Where(file), format="xlsx") from error
        if cells is None:
            return
        yield cells


def _is_formula(cell: Any) -> bool:
    return cell.data_type == "f"


def _text(cell: Any) -> str | None:
    value = cell.value
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ", "seconds")
    return text_of(value)


def _number(value: float, pattern: str) -> str | None:
    """A number as shown where the format changes its meaning: percentages, and leading zeros of codes."""
    if pattern.endswith("%"):
        from decimal import Decimal

        return f"{plain_number(Decimal(str(value)) * 100)}%"
    text = text_of(value)
    return text.zfill(len(pattern)) if text and pattern and not pattern.strip("0") else text


class _Marks:
    """What a sheet says besides its cells: what is merged over several rows or columns, and whether there are formulas."""

    def __init__(self, stream: IO[bytes], sheet: Any) -> None:
        self.formulas = False
        self._titles: set[int] = set()
        self._merged: dict[int, deque[tuple[int, int]]] = {}
        self._held: dict[int, str | None] = {}
        self._begun = False
        tail, found = b"", list[tuple[bytes, int, bytes, int]]()
        with zipfile.ZipFile(stream) as archive, archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 (there is no public name)
            while chunk := part.read(_CHUNK):
                text = tail + chunk
                self.formulas = self.formulas or _FORMULA.search(text) is not None
                cut = text.rfind(b"<")
                found += [(a, int(b), c, int(d)) for a, b, c, d in _MERGED.findall(text[:cut])]
                tail = text[cut:]
        self._place(found)

    def _place(self, found: list[tuple[bytes, int, bytes, int]]) -> None:
        from openpyxl.utils import column_index_from_string

        for left, first, right, last in sorted(found, key=lambda span: span[1]):
            if first != last:
                self._merged.setdefault(column_index_from_string(left.decode()) - 1, deque()).append((first, last))
            elif left != right:
                self._titles.add(first)

    def is_title(self, row: list[str | None], number: int) -> bool:
        """Whether a row above the names of the columns is one text merged over several of them."""
        texts = sum(text is not None for text in row)
        title = not self._begun and texts == 1 and number in self._titles
        self._begun = self._begun or (texts > 0 and not title)
        return title

    def filled(self, row: list[str | None], number: int) -> list[str | None]:
        """The row with the text of cells that are merged with one above. Rows are asked for in order."""
        for column, spans in self._merged.items():
            while spans and spans[0][1] < number:
                spans.popleft()
            if spans and spans[0][0] <= number:
                row += [None] * (column + 1 - len(row))
                if number == spans[0][0]:
                    self._held[column] = row[column]
                row[column] = row[column] or self._held.get(column)
        return row
