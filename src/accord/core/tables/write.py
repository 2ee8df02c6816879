"""Write a table: jsonl, csv, tsv, xlsx or parquet. The file appears whole or not at all."""
from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from accord.core.errors import InputError, UsageError, Where
from accord.core.tables.cells import text_of
from accord.core.tables.opening import FORMATS
from accord.core.text import say

if TYPE_CHECKING:
    import pyarrow as pa

    Rows = Iterable[Mapping[str, object]] | Iterable[pa.RecordBatch]

__all__ = ["replacing", "safe_cell", "write_table"]

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CHUNK_ROWS = 8192
_MOST_XLSX_ROWS = 1_048_575
_MOST_XLSX_CELL = 32_767


def write_table(path: str | Path, columns: Sequence[str], rows: Rows) -> int:
    """Write rows in order, in the format that the ending of the name tells (.jsonl and .csv also packed, .gz).

    jsonl keeps values as they are. csv, tsv and xlsx hold text: lists and objects as JSON, and what a spreadsheet would take for a formula
    with an apostrophe in front. parquet keeps the types of record batches; of other rows all columns are text.

    Args:
        path: the file to write; one that exists is replaced when all is written.
        columns: columns to write, in order. jsonl: rows keep their own keys where this is empty.
        rows: mappings, or record batches.

    Returns:
        The number of rows written.

    Raises:
        UsageError: `file_unknown`: no such format; `too_many_rows` for xlsx.
        InputError: `unwritable`.
    """
    name = Path(path).name.lower()
    kind = FORMATS.get(Path(name.removesuffix(".gz")).suffix.lstrip("."))
    if kind is None or (name.endswith(".gz") and kind in ("xlsx", "parquet")):
        raise UsageError("file_unknown", where=Where(str(path)), known="jsonl, csv, tsv (.gz), xlsx, parquet")
    writers: dict[str, Callable[[IO[bytes], Sequence[str], Rows], int]] = {
        "jsonl": _jsonl, "csv": _csv, "tsv": _tsv, "xlsx": _xlsx, "parquet": _parquet}
    with replacing(path) as stream:
        if name.endswith(".gz"):
            with gzip.GzipFile(filename="", fileobj=stream, mode="wb", mtime=0) as packed:
                return writers[kind](cast("IO[bytes]", packed), columns, rows)
        return writers[kind](stream, columns, rows)


def safe_cell(value: object) -> str:
    """A value as text of a cell that no spreadsheet takes for a formula (CSV injection): = + - @ TAB CR in front get an apostrophe."""
    text = text_of(value) or ""
    return f"'{text}" if isinstance(value, str) and text.startswith(_DANGEROUS) else text


@contextmanager
def replacing(path: str | Path) -> Generator[IO[bytes]]:
    """A stream whose bytes take the place of the file when the block ends well; else nothing changes.

    Raises:
        InputError: `unwritable`.
    """
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = beside.open("wb")
    except OSError as error:
        raise InputError("unwritable", where=Where(str(path)), file=str(path), why=error.strerror or str(error)) from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as error:
        raise InputError("unwritable", where=Where(str(path)), file=str(path), why=error.strerror or str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def _mappings(rows: Rows) -> Iterator[Mapping[str, object]]:
    for item in rows:
        if isinstance(item, Mapping):
            yield item
        else:
            yield from item.to_pylist()


def _jsonl(stream: IO[bytes], columns: Sequence[str], rows: Rows) -> int:
    count = 0
    for row in _mappings(rows):
        kept = {column: row.get(column) for column in columns} if columns else row
        stream.write(json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=text_of).encode() + b"\n")
        count += 1
    return count


def _csv(stream: IO[bytes], columns: Sequence[str], rows: Rows, separator: str = ",") -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    out = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    out.writerow([safe_cell(column) for column in columns])
    count = 0
    for row in _mappings(rows):
        out.writerow([safe_cell(row.get(column)) for column in columns])
        count += 1
    text.detach()
    return count


def _tsv(stream: IO[bytes], columns: Sequence[str], rows: Rows) -> int:
    return _csv(stream, columns, rows, "\t")


def _xlsx(stream: IO[bytes], columns: Sequence[str], rows: Rows) -> int:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()

    def cell(value: object) -> object:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value
        written = WriteOnlyCell(sheet, _sheet_text(safe_cell(value)))
        written.data_type = "s"
        return written

    sheet.append([cell(column) for column in columns])
    count = 0
    for count, row in enumerate(_mappings(rows), start=1):
        if count > _MOST_XLSX_ROWS:
            raise UsageError("too_many_rows", most=_MOST_XLSX_ROWS)
        sheet.append([cell(row.get(column)) for column in columns])
    book.save(stream)
    return count


def _sheet_text(text: str) -> str | None:
    """Text as an xlsx cell can hold it: no control characters, at most 32,767 characters, and it says so where it was cut."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    if len(clean) > _MOST_XLSX_CELL:
        clean = say("core.table.cut", text=clean[: _MOST_XLSX_CELL - 100], length=len(clean))
    return clean or None


def _parquet(stream: IO[bytes], columns: Sequence[str], rows: Rows) -> int:
    import pyarrow.parquet as pq

    batches = _batches(columns, rows)
    first = next(batches)
    count = 0
    with pq.ParquetWriter(stream, first.schema, compression="zstd") as out:
        for batch in chain((first,), batches):
            out.write_batch(batch)
            count += batch.num_rows
    return count


def _batches(columns: Sequence[str], rows: Rows) -> Iterator[pa.RecordBatch]:
    """Record batches as they are, or made of rows; at least one, which may be empty."""
    import pyarrow as pa

    items = iter(cast("Iterable[Any]", rows))
    first = next(items, None)
    if first is not None and not isinstance(first, Mapping):
        yield from chain([first], items)
        return
    rest = items if first is None else chain([first], items)
    schema = pa.schema([(column, pa.string()) for column in columns])
    chunk = list(islice(rest, _CHUNK_ROWS))
    while True:
        yield pa.RecordBatch.from_pydict({column: [text_of(row.get(column)) for row in chunk] for column in columns}, schema=schema)
        chunk = list(islice(rest, _CHUNK_ROWS))
        if not chunk:
            return
