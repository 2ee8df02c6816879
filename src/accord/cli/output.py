"""What leaves the program: JSON Lines, tables and errors. Nothing here decides anything."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from accord.core.errors import AccordError
from accord.core.text import say

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_OF_A_FILE = 140


def line(record: Mapping[str, Any]) -> None:
    """Print one record as one line of JSON."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def lines(records: Iterable[Mapping[str, Any]]) -> None:
    """Print records as JSON Lines."""
    for record in records:
        line(record)


def sentence(text: str) -> None:
    """Print one paragraph for a person."""
    sys.stdout.write(plain(text) + "\n")


def console(*, to_errors: bool = False) -> Console:
    """The terminal, through rich. Output that goes to a file is not squeezed into 80 columns."""
    from rich.console import Console

    stream = sys.stderr if to_errors else sys.stdout
    width = None if stream.isatty() else WIDTH_OF_A_FILE
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def plain(text: str) -> str:
    """Text from outside without what could steer a terminal: control characters and direction marks become U+FFFD."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"} else "\N{REPLACEMENT CHARACTER}" for c in text)


def show_error(error: AccordError, *, as_json: bool) -> None:
    """Print a refusal: for machines one record on stdout, for people the message and its hint on stderr."""
    record = error.record()
    if as_json:
        line({"status": "error", "error": record})
        return
    sys.stderr.write(plain(say("cli.error", message=record["message"])) + "\n")
    if record.get("hint"):
        sys.stderr.write(plain(say("cli.hint", hint=record["hint"])) + "\n")


def prepare_streams(*, as_json: bool) -> None:
    """JSON is UTF-8 whatever the locale; a terminal that cannot show a character gets a replacement, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
