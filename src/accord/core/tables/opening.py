"""Open a table whatever its format."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from accord.core.errors import InputError, Where
from accord.core.tables import delimited, jsonlines
from accord.core.tables.lines import opened
from accord.core.tables.model import Table

__all__ = ["open_table"]

FORMATS = {"csv": "csv", "txt": "csv", "tsv": "tsv", "tab": "tsv", "jsonl": "jsonl", "ndjson": "jsonl", "xlsx": "xlsx", "xlsm": "xlsx",
           "parquet": "parquet", "pq": "parquet"}
"""Ending of the file name -> format. The text formats may be packed (.gz)."""


def open_table(path: str | Path, *, mapping: Mapping[str, str] | None = None) -> Table:
    """The table in a file: csv, tsv, jsonl (also .gz), xlsx or parquet, told by the ending of its name.

    Args:
        path: the file.
        mapping: {our column: their header} for files with headers of their own; columns that are not named keep theirs.

    Raises:
        InputError: file_missing, is_directory, file_unreadable, file_empty, file_unknown (ending), file_format (content), too_big,
            no_columns, column_twice, column_missing.
    """
    file = str(path)
    name = Path(file).name.lower()
    packed = name.endswith(".gz")
    kind = FORMATS.get(Path(name.removesuffix(".gz")).suffix.lstrip("."))
    with opened(path):  # a missing file is told before a strange ending
        if kind is None or (packed and kind in ("xlsx", "parquet")):
            raise InputError("file_unknown", where=Where(file), known="csv, tsv, jsonl (.gz), xlsx, parquet")
    if kind == "jsonl":
        return jsonlines.read(file, mapping)
    if kind == "xlsx":
        from accord.core.tables import workbook

        return workbook.read(file, mapping)
    if kind == "parquet":
        from accord.core.tables import columnar

        return columnar.read(file, mapping)
    return delimited.read(file, kind, mapping)
