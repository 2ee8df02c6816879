"""Options that several commands share, and how their texts become values. The only place that reads the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from accord.core.dates import parse_day
from accord.core.errors import InputError, UsageError, Where

F = TypeVar("F", bound=Callable[..., Any])


def today() -> str:
    """The day of the caller's clock, ISO."""
    return date.today().isoformat()  # noqa: DTZ011 - the local day is what a user means by today


def rim(command: F) -> F:
    """Options of every command: --lang, --json, --help. main() has read --lang and --json already; here they are checked and documented."""
    command = click.option("--lang", type=click.Choice(["en", "zh"]), expose_value=False)(command)
    return click.option("--json", "as_json", is_flag=True)(command)


def question(command: F) -> F:
    """Options of a question to the law: whose, on which day, as known when, for goods from where to where."""
    for option in (
        click.option("--as-of", "as_of", metavar="DATE"),
        click.option("--history", is_flag=True),
        click.option("--destination", metavar="CC"),
        click.option("--origin", metavar="CC"),
        click.option("--in", "jurisdictions", metavar="UN,US,CN"),
        click.option("--on", metavar="DATE"),
    ):
        command = option(command)
    return command


def day(text: str | None, option: str) -> str | None:
    """ISO day of an option, None when the option was not given.

    Raises:
        RowError: bad_date, with the option as the field.
    """
    return None if text is None else parse_day(text, field=option)


def codes(text: str | None) -> tuple[str, ...] | None:
    """Jurisdictions of "UN,US,CN"; None when the option was not given.

    Raises:
        UsageError: unknown_jurisdiction.
    """
    from accord.controls import states

    return None if text is None else states.codes(text.replace("，", ",").split(","))


def columns(pairs: Sequence[str]) -> Mapping[str, str] | None:
    """`--column role=header` options as {role: header}; None when there are none.

    Raises:
        UsageError: bad_column when a text has no "=" or an empty side.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        role, sign, header = pair.partition("=")
        if not sign or not role.strip() or not header.strip():
            raise UsageError("bad_column", text=pair)
        found[role.strip()] = header.strip()
    return found or None


def mapping(path: Path | None) -> Mapping[str, str] | None:
    """`--map FILE.yaml`: {our column: their header}; None when the option was not given.

    Raises:
        InputError: unreadable_map when the file cannot be read or is not such a mapping.
    """
    if path is None:
        return None
    import yaml

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError("unreadable_map", where=Where(str(path))) from error
    pairs = cast("dict[object, object]", found) if isinstance(found, dict) else {None: None}
    if not all(isinstance(header, str) for header in pairs.values()):
        raise InputError("unreadable_map", where=Where(str(path)))
    return {str(role): str(header) for role, header in pairs.items()}
