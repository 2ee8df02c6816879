"""`accord status`: what the answers rest on, with version and age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from accord.cli.commands import Command
from accord.cli.options import rim, today
from accord.core.text import say

OLD_AFTER_DAYS = 90


@click.command(cls=Command)
@rim
def status(as_json: bool) -> None:
    """One row per reference in use."""
    from accord.cli import output
    from accord.cli.tables import show_table

    rows = list(_rows(today()))
    if as_json:
        output.lines(rows)
        return
    oldest = max((row["age_days"] for row in rows), default=0)
    output.sentence(say("cli.status.sentence", count=len(rows), oldest=oldest))
    show_table("cli.column", ["kind", "id", "version", "as_of", "age_days", "warning", "sha256"], rows)


def _rows(on: str) -> Iterator[dict[str, Any]]:
    """Rows of `status`: {kind, id, version, sha256, as_of, age_days, warning}."""
    from accord import law
    from accord.law.parts import references

    pack = law.load()
    for found in references(pack):
        age = (date.fromisoformat(on) - date.fromisoformat(found.as_of or on)).days
        warning = say("cli.status.old", days=age) if age > OLD_AFTER_DAYS else say("cli.status.unsigned") if pack.signer is None else None
        yield {
            "kind": found.kind,
            "id": found.id,
            "version": found.version,
            "sha256": found.sha256,
            "as_of": found.as_of,
            "age_days": age,
            "warning": warning,
        }
