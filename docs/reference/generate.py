"""Writes docs/reference/cli.md and errors.md from the program: `make docs`. A test fails when a page is stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from accord.cli.commands import Group
from accord.cli.main import app
from accord.core.text import catalogue, use_language

HERE = Path(__file__).parent
COMMANDS = """# Command line

Written by `make docs` from the program itself; do not edit.

Every command takes `--lang en|zh` and answers machines with `--json`: JSON Lines on standard output.
Exit codes: 0 done; 2 wrong usage, unreadable input or refused; 3 with `--strict` when some row is not ok; 130 stopped by Ctrl-C.
A refused command with `--json` prints `{"status":"error","error":{"code","message","where"?,"hint"?}}`.

| environment variable | what it does |
| --- | --- |
| `ACCORD_LANG` | `en` or `zh`, where `--lang` is not given |
| `ACCORD_DEBUG` | `1`: a fault of accord itself shows its traceback |
| `XDG_CACHE_HOME`, `LOCALAPPDATA` | where the cache of the parsed law and names lies (else `~/.cache`); it may be deleted at any time |
| `LC_ALL`, `LC_MESSAGES`, `LANG` | the locale, where no language is chosen |

`accord check` takes texts; a single `-` reads lines from standard input. `accord screen` columns: [columns.md](columns.md).
Errors: [errors.md](errors.md).
"""
ERRORS = """# Errors

Written by `make docs` from the message catalogue; do not edit.

Every error has a code, a message, a place (file, row, field) where there is one, and mostly a hint; in English and Chinese. An error of
a row keeps the row (exit code 0, or 3 with `--strict`); an error of the command ends it with exit code 2. In Python it is an
`accord.AccordError` with `code`, `message()`, `hint()`, `where`. `{...}` stands for what the error names.

| code | message | hint |
| --- | --- | --- |
"""


def pages() -> dict[Path, str]:
    """Every generated page and its text."""
    use_language("en")
    commands = (f"\n## `{' '.join(path)}`\n\n```text\n{text}\n```\n" for path, text in _commands(app, ["accord"], None))
    return {HERE / "cli.md": COMMANDS + "".join(commands), HERE / "errors.md": ERRORS + "".join(_errors())}


def _commands(command: click.Command, path: list[str], parent: click.Context | None) -> Iterator[tuple[list[str], str]]:
    """(words of the command, its help) of a command and all below it."""
    ctx = click.Context(command, info_name=path[-1], parent=parent, terminal_width=100, max_content_width=100)
    yield path, command.get_help(ctx).rstrip()
    if isinstance(command, Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from _commands(found, [*path, name], ctx)


def _errors() -> Iterator[str]:
    words = catalogue("en")
    for code in sorted(code.removeprefix("error.") for code in words if code.startswith("error.")):
        message, hint = (_cell(words.get(f"{kind}.{code}", "")) for kind in ("error", "hint"))
        yield f"| `{code}` | {message} | {hint} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("{{", "{").replace("}}", "}")


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8", newline="\n")
