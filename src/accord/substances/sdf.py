"""SD files (one molfile with properties per record) and single molfiles. The molfile is handed on as text; atoms are read later."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from accord.core.errors import RowError, Where
from accord.core.tables import MOST_CELL, Lines, Row, read_lines
from accord.core.text import Message

_TITLE = "title"
_END = re.compile(r"^M  END", re.MULTILINE)
_PROPERTY = re.compile(r"^>.*?<([^>]*)>")
_EMPTY_V2000 = re.compile(r"^  0  0.*V2000", re.MULTILINE)
_EMPTY_V3000 = re.compile(r"^M  V30 COUNTS 0 0\b", re.MULTILINE)
_MOST_RECORD = 8 * MOST_CELL


def sdf_rows(path: str | Path) -> Iterator[Row]:
    """The records of an SD file (.sdf, .sdf.gz), in order and flat memory.

    Cells are `molfile` (absent for a record without atoms), `title` and the properties by name. A damaged record keeps its row with
    an error: bad_molfile (no M  END, or two records run together), cell_too_large, nul_bytes, bad_encoding.

    Raises:
        InputError: the file cannot be read.
    """
    with read_lines(path) as lines:
        for number, (text, trouble) in enumerate(_records(lines), start=1):
            yield _row(number, text, trouble, str(path))


def mol_row(path: str | Path) -> Iterator[Row]:
    """The one row of a molfile (.mol)."""
    with read_lines(path) as lines:
        yield _row(1, "".join(lines), lines.trouble, str(path))


def _records(lines: Lines) -> Iterator[tuple[str, Exception | None]]:
    """Text of each record without the line of dollars, and what is wrong with its bytes."""
    held: list[str] = []
    size = 0
    trouble: Exception | None = None
    for line in lines:
        trouble, lines.trouble = trouble or lines.trouble, None
        if line.startswith("$$$$"):
            yield "".join(held), trouble
            held, size, trouble = [], 0, None
            continue
        size += len(line)
        if size <= _MOST_RECORD:
            held.append(line)
        else:
            trouble = trouble or RowError("cell_too_large", most=str(MOST_CELL))
    if "".join(held).strip():
        yield "".join(held), trouble


def _row(number: int, text: str, trouble: Exception | None, file: str) -> Row:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    ends = [found.end() for found in _END.finditer(text)]
    block, rest = (text[: ends[0]] + "\n", text[ends[0] :]) if ends else (text, "")
    cells: dict[str, str | None] = {"molfile": None if _EMPTY_V2000.search(block) or _EMPTY_V3000.search(block) else block}
    title = block.partition("\n")[0].strip()
    if title:
        cells[_TITLE] = title
    cells |= _properties(rest if ends else text)
    error = trouble if isinstance(trouble, RowError) else None
    if error is None and len(ends) != 1:
        reason = "record_unfinished" if not ends else "records_merged"
        error = RowError("bad_molfile", why=Message(f"substances.reason.{reason}"))
    if error is None:
        large = next((name for name, cell in cells.items() if cell is not None and len(cell) > MOST_CELL), None)
        error = None if large is None else RowError("cell_too_large", where=Where(file, number, large), most=str(MOST_CELL))
    return Row(number, cells, None if error is None else error.at(Where(file, number, "molfile")))


def _properties(text: str) -> dict[str, str | None]:
    """Properties of a record: a line `> <NAME>`, then the lines of the value up to an empty one."""
    found: dict[str, str | None] = {}
    name: str | None = None
    value: list[str] = []
    for line in [*text.split("\n"), ""]:
        head = _PROPERTY.match(line)
        if head is not None and not value:
            name = head.group(1).strip()
        elif name is not None and not line.strip():
            found[name] = "\n".join(value).strip() or None
            name, value = None, []
        elif name is not None:
            value.append(line)
    return found
