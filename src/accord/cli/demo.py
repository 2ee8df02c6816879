"""`accord demo`: the main job on the manifest that comes with the product."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from accord.cli.commands import Command
from accord.cli.options import day, rim, today
from accord.core.text import say

MANIFEST = Path(__file__).parent.parent / "demo" / "manifest.csv"
"""A fictive export manifest: 70-odd lines, written for accord."""


@click.command(cls=Command)
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("accord-demo"), metavar="DIR")
@click.option("--on", metavar="DATE")
@rim
def demo(folder: Path, on: str | None, as_json: bool) -> None:
    """Screen the manifest, show the answers, write report and JSON Lines."""
    from accord import law
    from accord.cli import output
    from accord.cli.board import Board
    from accord.controls import report
    from accord.law.parts import references

    asked_day = day(on, "--on") or today()
    folder.mkdir(parents=True, exist_ok=True)
    answers, page = folder / "answers.jsonl", folder / "report.html"
    board = Board(everything=True)
    records: list[dict[str, Any]] = []
    with answers.open("w", encoding="utf-8", newline="\n") as file:
        for line in _lines(asked_day):
            file.write(line + "\n")
            records.append(json.loads(line))
            board.add(records[-1])
    report.write(page, records, on=asked_day, references=references(law.load()), source=MANIFEST.name)
    if as_json:
        output.lines(records)
        return
    board.show()
    output.sentence(say("report.not_legal_advice"))
    output.sentence("")
    output.sentence(say("cli.demo.written", report=str(page), answers=str(answers), manifest=str(MANIFEST)))
    output.sentence(say("cli.demo.next"))


def _lines(on: str) -> Iterator[str]:
    from accord.cli.screen import progress
    from accord.journeys.screen_catalogue import screen

    with progress() as advance:
        yield from screen(MANIFEST, on=on, progress=advance)
