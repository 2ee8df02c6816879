"""Plain tables of records, headings out of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from accord.cli import output
from accord.core.text import say


def show_table(prefix: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as a table.

    Args:
        prefix: the heading of column c is the message `<prefix>.<c>`.
        columns: keys of the rows, in order; None is shown as an empty cell.
        rows: the records.
    """
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(say(f"{prefix}.{column}"), overflow="fold")
    for row in rows:
        table.add_row(*(Text(output.plain(cell_text(row.get(column)))) for column in columns))
    output.console().print(table)


def cell_text(value: object) -> str:
    """A cell as text: nothing for None, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return str(value)
