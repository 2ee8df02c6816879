"""`accord status`: what the answers rest on, with version and age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from accord.cli.commands import Command
from accord.cli.options import rim, today
from accord.core.text import say

if TYPE_CHECKING:
    from accord.core.reference import Reference

OLD_AFTER_DAYS = 90


@click.command(cls=Command)
@rim
def status(as_json: bool) -> None:
    """One row per reference in use."""
    from accord.cli import output

    rows = list(_rows(today()))
    if as_json:
        output.lines(rows)
        return
    oldest = max((row["age_days"] for row in rows), default=0)
    output.sentence(say("cli.status.sentence", count=len(rows), oldest=oldest))
    from accord.cli.tables import show_table

    show_table("cli.column", ["kind", "id", "version", "as_of", "age_days", "warning", "sha256"], rows)


def references() -> tuple[Reference, ...]:
    """The references that answers rest on now: every jurisdiction's part of the law pack."""
    from accord import law
    from accord.core.reference import Reference

    pack = law.load()
    return tuple(
        Reference(kind="law", id=part.jurisdiction, version=part.version, sha256=part.sha256, as_of=part.law_as_of, origin=pack.id)
        for part in pack.parts.values()
    )


def _rows(on: str) -> Iterator[dict[str, Any]]:
    """Rows of `status`: {kind, id, version, sha256, as_of, age_days, warning}."""
    from accord import law

    unsigned = law.load().signer is None
    for found in references():
        age = (date.fromisoformat(on) - date.fromisoformat(found.as_of or on)).days
        warning = say("cli.status.old", days=age) if age > OLD_AFTER_DAYS else say("cli.status.unsigned") if unsigned else None
        yield {
            "kind": found.kind,
            "id": found.id,
            "version": found.version,
            "sha256": found.sha256,
            "as_of": found.as_of,
            "age_days": age,
            "warning": warning,
        }
