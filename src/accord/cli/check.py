"""`accord check`: what is this substance, and is it controlled?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.cli.commands import Command
from accord.cli.options import codes, day, question, rim, today
from accord.core.errors import UsageError
from accord.core.text import say

if TYPE_CHECKING:
    from accord.journeys.check_substances import Answer


@click.command(cls=Command)
@question
@click.option("--quantity-kg", "quantity_kg", metavar="N")
@click.option("--concentration-pct", "concentration_pct", metavar="N")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="F.html")
@click.option("--findings", is_flag=True)
@click.option("--strict", is_flag=True)
@rim
@click.argument("text", nargs=-1)
def check(
    text: tuple[str, ...],
    on: str | None,
    jurisdictions: str | None,
    as_json: bool,
    findings: bool,
    strict: bool,
    report: Path | None,
    **rest: Any,
) -> int:
    """Answer each text, in order; the texts of the command stand in the catalogue."""
    from accord.journeys.check_substances import check as answer

    asked_day = day(on, "--on") or today()
    answers = answer(
        _texts(text),
        on=asked_day,
        jurisdictions=codes(jurisdictions),
        origin=rest["origin"],
        destination=rest["destination"],
        quantity_kg=rest["quantity_kg"],
        concentration_pct=rest["concentration_pct"],
        history=rest["history"],
        as_of=day(rest["as_of"], "--as-of"),
    )
    if report is not None:
        _write_report(report, answers, on=asked_day)
    _show(answers, as_json=as_json, findings=findings, report=report)
    return 3 if strict and any(one.record["status"] != "ok" for one in answers) else 0


def _texts(words: Sequence[str]) -> list[str]:
    """The texts asked about; a single "-" takes the lines of standard input.

    Raises:
        UsageError: nothing_asked when there is no text.
    """
    if tuple(words) == ("-",):
        words = [line.rstrip("\r\n") for line in sys.stdin]
    if not words:
        raise UsageError("nothing_asked")
    return list(words)


def _show(answers: Sequence[Answer], *, as_json: bool, findings: bool, report: Path | None) -> None:
    """Print findings, rows, or what a person reads."""
    from accord.cli import output
    from accord.cli.answers import show_answers

    if findings:
        output.lines(finding.to_dict() for one in answers for finding in one.findings)
    elif as_json:
        output.lines(one.record for one in answers)
    else:
        show_answers([one.record for one in answers])
        if report is not None:
            output.sentence(say("cli.report_written", file=str(report)))


def _write_report(path: Path, answers: Sequence[Answer], *, on: str) -> None:
    """Write the printable page."""
    from accord import law
    from accord.controls import report
    from accord.law.parts import references

    drawings = {one.record["row"]: one for one in answers}
    records = (one.record for one in answers)
    report.write(path, records, on=on, references=references(law.load()), single=True, draw=lambda record: drawings[record["row"]].svg())
