"""`accord law`: what the law held says, since when, and what is not held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from accord.cli.commands import Command, Group
from accord.cli.options import codes, day, rim, today
from accord.core.text import say

COMMANDS = {
    "list": "accord.cli.law:list_entries",
    "show": "accord.cli.law:show",
    "diff": "accord.cli.law:diff",
    "coverage": "accord.cli.law:coverage",
    "verify": "accord.cli.law:verify",
}


@click.group(cls=Group, lazy=COMMANDS, name="law")
@click.option("--lang", type=click.Choice(["en", "zh"]), expose_value=False)
def law() -> None:
    """Group of the commands about law packs."""


@click.command(cls=Command, name="list")
@click.option("--in", "jurisdictions", metavar="UN,US,CN")
@rim
def list_entries(jurisdictions: str | None, as_json: bool) -> None:
    """Every entry of the law held."""
    from accord import law as room
    from accord.cli import output
    from accord.cli.tables import show_table
    from accord.law import listing

    pack = room.load()
    rows = listing.rows(pack, codes(jurisdictions))
    if as_json:
        output.lines(rows)
        return
    places = {row["jurisdiction"] for row in rows}
    output.sentence(say("cli.law.list.sentence", count=len(rows), places=len(places), pack=f"{pack.id} {pack.version}"))
    for one in codes(jurisdictions) or ():
        if one not in pack.parts:
            output.sentence(say("cli.law.not_held", place=one))
    if rows:
        show_table("cli.column", ["id", "jurisdiction", "kind", "instrument", "from", "to", "confidence"], rows)


@click.command(cls=Command, name="show")
@click.argument("entry_id", metavar="ID")
@rim
def show(entry_id: str, as_json: bool) -> None:
    """One entry with its windows, clauses and examples."""
    from accord import law as room
    from accord.cli import output
    from accord.cli.law_entry import show_entry
    from accord.law import listing

    entry = listing.show(room.load(), entry_id)
    if as_json:
        output.line(entry)
    else:
        show_entry(entry)


@click.command(cls=Command, name="diff")
@click.option("--from", "start", required=True, metavar="DATE")
@click.option("--to", "end", required=True, metavar="DATE")
@click.option("--in", "jurisdictions", metavar="UN,US,CN")
@click.option("--against", type=click.Path(path_type=Path, dir_okay=False), metavar="STORE.parquet")
@rim
def diff(start: str, end: str, jurisdictions: str | None, against: Path | None, as_json: bool) -> None:
    """What changed between two days, and which rows of a stored catalogue it touches."""
    from accord.cli import output
    from accord.cli.tables import show_table
    from accord.journeys import compare_law

    first, last = day(start, "--from") or "", day(end, "--to") or ""
    changes = compare_law.diff(first, last, codes(jurisdictions), against=against)
    if as_json:
        output.lines(changes)
        return
    rows: list[dict[str, Any]] = [{**row, "change": say(f"cli.change.{row['change']}")} for row in changes]
    output.sentence(say("cli.law.diff.sentence", count=len(rows), start=first, end=last))
    if rows:
        places = ["row"] if against is not None else []
        show_table("cli.column", [*places, "change", "rule", "id", "name", "from", "to", "citation"], rows)


@click.command(cls=Command, name="coverage")
@click.option("--in", "jurisdictions", metavar="UN,US,CN")
@rim
def coverage(jurisdictions: str | None, as_json: bool) -> None:
    """Instruments held and known but not held, per jurisdiction."""
    from accord import law as room
    from accord.cli import output
    from accord.cli.tables import show_table
    from accord.controls.headline import localised
    from accord.law.coverage import rows as instruments

    pack = room.load()
    wanted = codes(jurisdictions)
    rows = [row for one in (wanted or [None]) for row in instruments(pack, one, today())]
    if as_json:
        output.lines(rows)
        return
    held = sum(1 for row in rows if row["held"])
    output.sentence(say("cli.law.coverage.sentence", held=held, missing=len(rows) - held))
    shown = [{**row, "held": say("cli.yes" if row["held"] else "cli.no"), "why": localised(row, "why")} for row in rows]
    show_table("cli.column", ["jurisdiction", "instrument", "regime", "held", "last_checked", "days_since", "why"], shown)


@click.command(cls=Command, name="verify")
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@rim
def verify(pack: Path | None, as_json: bool) -> None:
    """Hashes and schema of a pack; without PACK, of the one in use."""
    from accord.cli import output
    from accord.law.verify import verify_pack

    result = verify_pack(pack)
    if as_json:
        output.line(result)
    elif result["ok"]:
        output.sentence(say("cli.law.verify.ok", pack=result["pack"], version=result["version"], files=result["files"]))
    else:
        output.sentence(say("cli.law.verify.not_ok", pack=result["pack"], why=result["why"]))
