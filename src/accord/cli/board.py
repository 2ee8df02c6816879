"""What `screen` shows on a terminal: a sentence, counts per jurisdiction, and the rows that matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from accord.cli import output
from accord.cli.answers import STYLE
from accord.controls import headline
from accord.controls.model import OUTCOMES
from accord.controls.tally import NOT_ANSWERED, Tally, outcomes
from accord.core.text import say

SHOWN_AT_MOST = 200
WIDTHS = {"given": 28, "substance": 28}
Record = Mapping[str, Any]


class Board:
    """Collects records one by one; memory does not grow with the file.

    Args:
        everything: show clear rows too (the demo); otherwise only what somebody must look at.
    """

    def __init__(self, *, everything: bool = False) -> None:
        self.tally = Tally()
        self._everything = everything
        self._kept: list[tuple[str, Record]] = []
        self._left_out = 0

    def add(self, record: Record) -> None:
        """Take in one record."""
        found = self.tally.add(record)
        if found == "not_controlled" and not self._everything:
            return
        if len(self._kept) < SHOWN_AT_MOST:
            self._kept.append((found, record))
        else:
            self._left_out += 1

    def show(self) -> None:
        """Print the sentence, the counts and the rows; what is not shown is counted."""
        output.sentence(headline.sentence_of_many(self.tally))
        show_counts(self.tally.by_place)
        self._rows()
        hidden = 0 if self._everything else self.tally.by_class["not_controlled"]
        if hidden:
            output.sentence(say("cli.screen.clear_rows", count=hidden))
        if self._left_out:
            output.sentence(say("cli.screen.left_out", count=self._left_out))

    def _rows(self) -> None:
        if not self._kept:
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for column in ("row", "given", "substance", "on", "answers"):
            table.add_column(say(f"cli.column.{column}"), overflow="fold", max_width=WIDTHS.get(column))
        for found, record in self._kept:
            given = Text(output.plain(headline.shown_input(record, 40)))
            if found in NOT_ANSWERED:
                why = Text(output.plain(record["error"]["message"]), style="magenta")
                table.add_row(str(record["row"]), given, "", "", why)
                continue
            name = Text(output.plain(headline.name_of(record)))
            table.add_row(str(record["row"]), given, name, _day(record), answers(record))
        output.console().print(table)


def _day(record: Record) -> str:
    """The day a row was asked about; brief records do not say."""
    verdicts: Sequence[Record] = record.get("verdicts") or ()
    return str(verdicts[0]["on"]) if verdicts else ""


def answers(record: Record) -> Any:
    """Outcomes of a row, jurisdictions with the same outcome together: "controlled: CN US · not listed: UN"."""
    from rich.text import Text

    by: dict[str, list[str]] = {}
    for place, outcome in outcomes(record).items():
        by.setdefault(outcome, []).append(place)
    parts = [Text(f"{say(f'report.outcome.{one}')}: {' '.join(by[one])}", style=STYLE[one]) for one in OUTCOMES if one in by]
    return Text(" · ", style="dim").join(parts)


def show_counts(by_place: Mapping[str, Mapping[str, int]]) -> None:
    """Print how many rows each jurisdiction answers how."""
    from accord.cli.tables import show_table

    if by_place:
        rows = [{"jurisdiction": headline.state(one), **dict.fromkeys(OUTCOMES, 0), **counts} for one, counts in by_place.items()]
        show_table("cli.column", ["jurisdiction", *OUTCOMES], rows)
