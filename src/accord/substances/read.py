"""Rows of any file of substances: which text stands for what, with everything else kept beside it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from accord.core.errors import AccordError, InputError, Where
from accord.core.tables import Row, open_table
from accord.substances.columns import IDENTITY, assign
from accord.substances.sdf import mol_row, sdf_rows
from accord.substances.smi import smi_batches, smi_rows

__all__ = ["KNOWN", "InputRow", "kind", "rows", "smi_batches"]

KNOWN = "csv, tsv, jsonl, smi, sdf (.gz), mol, xlsx, parquet"
"""File endings that are read."""
_ENDINGS = {"sdf": "sdf", "sd": "sdf", "mol": "mol", "mdl": "mol", "smi": "smi", "smiles": "smi", "ism": "smi"}


@dataclass(frozen=True, slots=True)
class InputRow:
    """One row of a file.

    Attributes:
        number: data rows from 1.
        id: the text of the id column (SD file: of the id property, else the title).
        fields: role -> text, for roles that are filled; see columns.ROLES; without id.
        cells: all columns as they stand in the file, the unknown ones too.
        error: why the row cannot be used; it is kept all the same.
    """

    number: int
    id: str | None
    fields: dict[str, str]
    cells: dict[str, str | None]
    error: AccordError | None = None


def rows(path: str | Path, *, mapping: Mapping[str, str] | None = None) -> Iterator[InputRow]:
    """The rows of a file in order: csv, tsv, jsonl, smi, sdf (each also .gz), mol, xlsx, parquet.

    Args:
        path: the file.
        mapping: role -> header in the file, for headers that are not known. Other columns keep their usual roles.

    Raises:
        InputError: the file cannot be read; column_missing (a header of the mapping), no_identity_column.
        UsageError: unknown_role in the mapping.
    """
    source, columns = _source(path)
    if columns is not None:
        missing = next((header for header in (mapping or {}).values() if header not in columns), None)
        if missing is not None:
            raise InputError("column_missing", where=Where(str(path)), column=missing, columns=", ".join(columns))
        if not any(name in IDENTITY for name, _ in assign(columns, mapping)):
            raise InputError("no_identity_column", where=Where(str(path)), columns=", ".join(columns))
    else:
        assign((), mapping)  # an unknown role is told before the first row
    return _rows(source, mapping)


def kind(path: str | Path) -> str | None:
    """Format by the ending of the name, .gz set aside: sdf, mol or smi; None for a table."""
    return _ENDINGS.get(Path(Path(path).name.lower().removesuffix(".gz")).suffix.lstrip("."))


def _source(path: str | Path) -> tuple[Iterable[Row], list[str] | None]:
    """Rows of the file; the columns where they are known beforehand."""
    found = kind(path)
    if found == "sdf":
        return sdf_rows(path), None
    if found == "mol":
        return mol_row(path), None
    if found == "smi":
        return smi_rows(path), None
    try:
        table = open_table(path)
    except InputError as error:
        if error.code != "file_unknown":
            raise
        raise InputError("file_unknown", where=error.where, known=KNOWN) from None
    return table.rows(), table.columns


def _rows(source: Iterable[Row], mapping: Mapping[str, str] | None) -> Iterator[InputRow]:
    known: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
    for row in source:
        columns = tuple(row.cells)
        if columns not in known:
            known[columns] = assign(columns, mapping)
        fields: dict[str, str] = {}
        for name, header in known[columns]:
            text = row.cells[header]
            if text is not None and name not in fields and not text.isspace():
                fields[name] = text
        own = fields.pop("id", None) or row.cells.get("title")
        yield InputRow(row.number, None if own is None else own.strip(), fields, row.cells, row.error)
