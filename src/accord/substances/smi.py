"""SMILES files: one SMILES per line, then a tab or blank and an id. No header, unless the first word is "smiles"."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from accord.core.tables import Lines, Row, read_lines

SmilesRow = tuple[int, str | None, str]
"""Number of the row from 1, its id, its SMILES as written."""

_LINE = re.compile(r"\s*(\S+(?: \|[^|]*\|)?)(?:\t *([^\t\r\n]*)|[^\S\t\r\n]+(\S+))?")


def smi_batches(path: str | Path, size: int) -> Iterator[list[SmilesRow]]:
    """The rows of a SMILES file (.smi, .smi.gz) in lists of up to `size`, in flat memory; made for fast screening.

    Empty lines are no rows. What stands after the id is not given here (`smi_rows` keeps it).

    Raises:
        InputError: the file cannot be read.
    """
    with read_lines(path) as lines:
        number = 1
        for chunk in _chunks(lines, size):
            yield [
                (at, words[1], words[0]) if len(words) == 2 and words[1][0] != "|" else _odd(at, line)
                for at, (line, words) in enumerate(zip(chunk, map(str.split, chunk), strict=True), number)
            ]
            number += len(chunk)


def smi_rows(path: str | Path) -> Iterator[Row]:
    """The same rows one by one with all their cells: smiles, id, and what the header names; further words without a header are `text`."""
    with read_lines(path) as lines:
        number = 0
        header: list[str] | None = None
        for line in lines:
            if _is_header(line) and number == 0 and header is None:
                header = _cells(line.strip())
            elif not line.isspace():
                number += 1
                yield Row(number, _with_header(line, header) if header and len(header) > 2 else _without_header(line))


def _chunks(lines: Lines, size: int) -> Iterator[list[str]]:
    """Lines that hold something, without the header, `size` at a time."""
    held: list[str] = []
    first = True
    for block in lines.blocks():
        fresh = [line for line in block.split("\n") if line and not line.isspace()]
        if first and fresh:
            first = False
            del fresh[: _is_header(fresh[0])]
        held += fresh
        full = len(held) - len(held) % size
        for start in range(0, full, size):
            yield held[start : start + size]
        del held[:full]
    if held:
        yield held


def _is_header(line: str) -> bool:
    words = line.split(None, 1)
    return bool(words) and words[0].casefold() == "smiles"


def _odd(number: int, line: str) -> SmilesRow:
    """A line with more or fewer than two words: an extended SMILES, an id of several words after a tab, no id, further columns."""
    found = _LINE.match(line)
    if found is None:  # cannot happen: the line has a word
        return number, None, line.strip()
    return number, (found.group(2) or found.group(3) or "").strip() or None, found.group(1)


def _without_header(line: str) -> dict[str, str | None]:
    _, name, smiles = _odd(0, line)
    cells: dict[str, str | None] = {"smiles": smiles, "id": name}
    found = _LINE.match(line)
    rest = line[found.end() :].strip() if found is not None else ""
    return {**cells, "text": rest} if rest else cells


def _with_header(line: str, header: list[str]) -> dict[str, str | None]:
    cells = _cells(line.strip(), len(header) - 1)
    return {name: (cells[at] or None) if at < len(cells) else None for at, name in enumerate(header)}


def _cells(line: str, most: int = -1) -> list[str]:
    return line.split("\t", most) if "\t" in line else line.split(None, most)
