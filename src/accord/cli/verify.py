"""`accord verify`: do these findings hold together?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from accord.cli.commands import Command
from accord.cli.options import rim
from accord.core.errors import InputError, Where
from accord.core.text import say


@click.command(cls=Command)
@rim
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path))
def verify(file: tuple[Path, ...], as_json: bool) -> None:
    """Check every file; a file that does not hold is told, not refused."""
    from accord.cli import output

    for path in file:
        result = _checked(path)
        if as_json:
            output.line(result)
        elif result["ok"]:
            output.sentence(say("cli.verify.ok", file=result["file"], level=say(f"cli.level.{result['level']}")))
        else:
            output.sentence(say("cli.verify.not_ok", file=result["file"], why=result["why"]))


def _checked(path: Path) -> dict[str, Any]:
    """{file, ok, kind, level, signed_by, why} of one file of findings.

    Raises:
        InputError: there is no such file, or it is no UTF-8 text.
    """
    from accord.core.finding import verify_findings

    if not path.exists():
        raise InputError("file_missing", where=Where(str(path)))
    if path.is_dir():
        raise InputError("is_directory", where=Where(str(path)))
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("file_unreadable", where=Where(str(path)), why=str(error)) from error
    ok, level, why = verify_findings(lines)
    return {"file": str(path), "ok": ok, "kind": "findings", "level": level, "signed_by": None, "why": why}
