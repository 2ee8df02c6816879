"""`accord screen`: a whole manifest or catalogue, row by row, nothing dropped."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from accord.cli.commands import Command
from accord.cli.options import codes, columns, day, mapping, question, rim, today
from accord.core.errors import UsageError
from accord.core.text import say

if TYPE_CHECKING:
    from accord.cli.board import Board
    from accord.journeys.screen_catalogue import Summary

PAGE_FORMATS = {".html", ".htm"}


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@question
@click.option("--brief", is_flag=True)
@click.option("--output", "output_file", type=click.Path(path_type=Path, dir_okay=False), metavar="P.jsonl|csv|parquet|html")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), metavar="P.html")
@click.option("--findings", is_flag=True)
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N")
@click.option("--resume", is_flag=True)
@click.option("--column", "pairs", multiple=True, metavar="ROLE=HEADER")
@click.option("--map", "map_file", type=click.Path(path_type=Path), metavar="FILE.yaml")
@click.option("--strict", is_flag=True)
@rim
def screen(file: Path, as_json: bool, strict: bool, output_file: Path | None, report: Path | None, **rest: Any) -> int:
    """Screen one file; the texts of the command stand in the catalogue."""
    page = report or (output_file if output_file is not None and output_file.suffix.lower() in PAGE_FORMATS else None)
    target = None if page is not None and page == output_file else output_file
    _one_output(as_json or (rest["findings"] and target is None), target, page, brief=rest["brief"])
    if rest["findings"] and rest["brief"]:
        raise UsageError("brief_findings")
    asked_day = day(rest["on"], "--on") or today()
    board: Board | None = None
    with progress() as advance:
        lines = _question(file, target, advance, {**rest, "on": asked_day})
        if page is not None:
            return _exit_code(_to_page(page, lines, source=file.name, on=asked_day), strict=strict)
        if as_json or rest["findings"] or target is not None:
            summary = _drain(lines, lambda line: sys.stdout.write(line + "\n"))
        else:
            summary, board = _to_board(lines)
    if board is not None:
        board.show()
    elif target is not None:
        _told(summary)
    return _exit_code(summary, strict=strict)


def _one_output(to_stdout: bool, target: Path | None, page: Path | None, *, brief: bool) -> None:
    """Refuse what cannot be done together.

    Raises:
        UsageError: one_output, brief_report.
    """
    if sum((to_stdout, target is not None, page is not None)) > 1:
        raise UsageError("one_output")
    if page is not None and brief:
        raise UsageError("brief_report")


def _drain(lines: Generator[str, None, Summary], each: Callable[[str], object]) -> Summary:
    """Give every line to `each` and return the summary the journey ends with."""
    while True:
        try:
            each(next(lines))
        except StopIteration as end:
            return end.value


def _to_board(lines: Generator[str, None, Summary]) -> tuple[Summary, Board]:
    from accord.cli.board import Board

    board = Board()
    return _drain(lines, lambda line: board.add(json.loads(line))), board


def _to_page(page: Path, lines: Generator[str, None, Summary], *, source: str, on: str) -> Summary:
    """Write the report and say so."""
    from accord import law
    from accord.cli import output
    from accord.controls import report
    from accord.controls.headline import sentence_of_many
    from accord.law.parts import references

    ended: list[Summary] = []

    def records() -> Iterator[dict[str, Any]]:
        ended.append((yield from map_lines(lines)))

    tally = report.write(page, records(), on=on, references=references(law.load()), source=source)
    output.sentence(sentence_of_many(tally))
    output.sentence(say("cli.report_written", file=str(page)))
    return ended[0]


def map_lines(lines: Generator[str, None, Summary]) -> Generator[dict[str, Any], None, Summary]:
    """Lines as records, with the same end."""
    while True:
        try:
            line = next(lines)
        except StopIteration as end:
            return end.value
        yield json.loads(line)


def _told(summary: Summary) -> None:
    """Say what was written, with counts that add up."""
    from accord.cli import output
    from accord.cli.board import show_counts

    answered = summary.by_status.get("ok", 0)
    left = summary.rows - answered
    output.sentence(say("cli.screen.written", file=str(summary.output), rows=summary.rows, answered=answered, not_answered=left))
    show_counts(summary.by_outcome)


def _exit_code(summary: Summary, *, strict: bool) -> int:
    return 3 if strict and summary.by_status.get("ok", 0) != summary.rows else 0


@contextmanager
def progress() -> Generator[Callable[[int, int | None], None] | None]:
    """A progress bar on standard error while a terminal watches; nothing otherwise.

    Yields:
        A function (rows done, rows in all or None), or None when nobody watches.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from accord.cli.output import console

    columns_shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns_shown, console=console(to_errors=True), transient=True) as bar:
        task = bar.add_task(say("cli.screen.progress"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _question(file: Path, target: Path | None, advance: Callable[..., None] | None, rest: dict[str, Any]) -> Generator[str, None, Summary]:
    """Ask the journey."""
    from accord.journeys.screen_catalogue import screen as ask

    return ask(
        file,
        on=rest["on"],
        jurisdictions=codes(rest["jurisdictions"]),
        output=target,
        brief=rest["brief"],
        jobs=rest["jobs"],
        resume=rest["resume"],
        columns=columns(rest["pairs"]),
        mapping=mapping(rest["map_file"]),
        origin=rest["origin"],
        destination=rest["destination"],
        history=rest["history"],
        as_of=day(rest["as_of"], "--as-of"),
        findings=rest["findings"],
        progress=advance,
    )
