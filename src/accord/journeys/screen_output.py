"""Files that screening writes: JSON Lines of the records, a flat CSV, and a Parquet that can be compared with later law."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from accord.controls.kernel import texts
from accord.core.tables.write import replacing, write_table

if TYPE_CHECKING:
    import pyarrow as pa

FLAT = ("row", "id", "input", "status", "code", "inchikey", "name")
"""Columns of the CSV before one column per jurisdiction and the rules."""


def write(output: Path, batches: Iterator[pa.RecordBatch]) -> None:
    """Write answered batches in the format of the ending; the file appears whole or not at all.

    Raises:
        InputError: `unwritable`.
    """
    if output.suffix == ".jsonl":
        with replacing(output) as stream:
            for batch in batches:
                _lines(stream, batch)
    elif output.suffix == ".parquet":
        write_table(output, (), batches)
    else:
        _csv(output, batches)


def _lines(stream: IO[bytes], batch: pa.RecordBatch) -> None:
    lines = [line for line in texts(batch, "line") if line]
    if lines:
        stream.write(("\n".join(lines) + "\n").encode())


def _csv(output: Path, batches: Iterator[pa.RecordBatch]) -> None:
    """One line per row: what it is, the outcome of each jurisdiction asked, and the rules that speak."""
    first = next(batches, None)
    held = [] if first is None else [first]
    places = list(dict.fromkeys(place for batch in held for text in texts(batch, "outcomes") for place in json.loads(text)))
    columns = [*FLAT, *places, "others", "rules"]

    def rows() -> Iterator[dict[str, Any]]:
        for batch in _again(held, batches):
            for row in batch.select([*FLAT, "outcomes", "rules"]).to_pylist():
                outcomes = json.loads(row.pop("outcomes"))
                others = [f"{place}={outcome}" for place, outcome in outcomes.items() if place not in places]
                yield {**row, **outcomes, "others": " ".join(others), "rules": " ".join(json.loads(row["rules"]))}

    write_table(output, columns, rows())


def _again(held: list[pa.RecordBatch], rest: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield from held
    held.clear()
    yield from rest
