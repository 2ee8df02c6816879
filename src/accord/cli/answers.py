"""Answers as a person reads them: first a sentence, then one line per jurisdiction, then the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from accord.cli import output
from accord.controls import headline
from accord.core.text import language, say

STYLE = {"controlled": "bold red", "ambiguous": "bold yellow", "cannot_say": "yellow", "not_controlled": "green"}
COLUMNS = ("jurisdiction", "outcome", "list", "since", "citation", "confidence", "coverage")
Record = Mapping[str, Any]


def show_answers(records: Sequence[Record]) -> None:
    """Print records of `check` for a person."""
    for record in records:
        output.sentence(headline.sentence(record))
        for step in headline.steps(record):
            output.sentence(say("cli.answer.step", text=step))
        if record["status"] == "ok":
            _table(record)
            _reasons(record)
        _candidates(record)
        output.sentence("")
    output.sentence(say("report.not_legal_advice"))


def _table(record: Record) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in COLUMNS:
        table.add_column(say(f"cli.column.{column}"), overflow="fold")
    for verdict in record["verdicts"]:
        main = headline.main_basis(verdict)
        cells = ["", "", "", ""]
        if main is not None:
            cells = [headline.list_of(main), headline.since(main), main["citation"], say(f"report.confidence.{main['confidence']}")]
        outcome = Text(say(f"report.outcome.{verdict['outcome']}"), style=STYLE[verdict["outcome"]])
        coverage = say("cli.coverage.complete" if verdict["coverage"]["complete"] else "cli.coverage.incomplete")
        where = Text(headline.state(verdict["jurisdiction"]))
        table.add_row(where, outcome, *(Text(output.plain(str(cell or ""))) for cell in cells), Text(coverage))
    output.console().print(table)


def _reasons(record: Record) -> None:
    """Reasons, open readings, advisories, history and what was not held, one line each."""
    for verdict in record["verdicts"]:
        where = verdict["jurisdiction"]
        for basis in verdict["basis"]:
            output.sentence(say("cli.answer.line", where=where, text=basis[f"text_{language()}"]))
        for text in _more(verdict):
            output.sentence(say("cli.answer.line", where=where, text=text))
    for text in headline.law_too_old(record):
        output.sentence("  " + text)


def _more(verdict: Mapping[str, Any]) -> list[str]:
    """What a verdict says besides its reasons."""
    said = [
        say("report.reading", reading=headline.localised(one, "reading"), outcome=say(f"report.outcome.{one['outcome']}"))
        for one in verdict["readings"]
    ]
    said += [say("report.advisory", text=headline.localised(one, "text")) for one in verdict["advisory"]]
    gaps = verdict["coverage"]["missing"]
    said += [headline.gap_of(one) for one in gaps]
    return said + [headline.span_of(one) for one in verdict["history"]]


def _candidates(record: Record) -> None:
    """What may have been meant, and what helps."""
    if record["status"] == "ok":
        return
    for candidate in record["substance"]["candidates"]:
        output.sentence(say("report.candidate", name=candidate.get("name") or "", key=candidate.get("inchikey") or ""))
    if record["error"].get("hint"):
        output.sentence(say("cli.hint", hint=record["error"]["hint"]))
