"""Codes of states and other jurisdictions: which are asked, and what is answered where no law is held."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

from accord.controls.model import REGIMES
from accord.core.errors import RowError, UsageError
from accord.core.text import both

DEFAULT = ("UN", "US", "CN")
EU_MEMBERS = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
KNOWN = "UN, US, CN, EU, UK, CA, DE, AU"
"""What an error names: the jurisdictions most asked for."""
OWN = {"GB": "UK"}
"""Our code where it is not the ISO code."""


def code(text: str, field: str = "in") -> str:
    """The jurisdiction code of a text: a state by ISO code (two or three letters) or name (English, Chinese), EU or UN; GB is UK.

    Raises:
        RowError: unknown_jurisdiction.
    """
    folded = _folded(text)
    found = {"un": "UN", "eu": "EU", "uk": "UK", **_names()}.get(folded)
    if found is None:
        raise RowError("unknown_jurisdiction", text=text, field=field, known=KNOWN)
    return OWN.get(found, found)


@cache
def _names() -> dict[str, str]:
    """Folded code or name of a state -> ISO 3166-1 alpha-2 code; names in English and Chinese, as declarations write them."""
    rows = files("accord.controls").joinpath("data/states.tsv").read_text("utf-8").splitlines()[1:]
    found = {"联合国": "UN", "unitednations": "UN", "欧盟": "EU", "europeanunion": "EU"}
    for alpha2, alpha3, names in (row.split("\t") for row in rows):
        found |= dict.fromkeys(map(_folded, (alpha2, alpha3, *names.split("|"))), alpha2)
    return found


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def codes(texts: Iterable[str]) -> tuple[str, ...]:
    """The jurisdiction codes of some texts, each once, in order; empty texts are passed over.

    Raises:
        UsageError: unknown_jurisdiction: one is not known, or there is none.
    """
    try:
        found = tuple(dict.fromkeys(code(text) for text in texts if text.strip()))
    except RowError as problem:
        raise usage(problem) from None
    if not found:
        raise UsageError("unknown_jurisdiction", text="", field="in", known=KNOWN)
    return found


def usage(problem: RowError) -> UsageError:
    """The error of a text that was an argument, not a row."""
    return UsageError(problem.code, where=problem.where, **problem.params)


def wanted(asked: tuple[str, ...] | None, origin: str | None, destination: str | None) -> tuple[str, ...]:
    """Which jurisdictions a row is asked for: those named, else UN, US, CN, origin and destination (with the EU for its members)."""
    if asked is not None:
        return asked
    more: list[str] = []
    for state in (origin, destination):
        if state is not None:
            more += [state, "EU"] if state in EU_MEMBERS else [state]
    return tuple(dict.fromkeys((*DEFAULT, *more)))


def not_held(jurisdiction: str, on: str, *, as_of: str | None = None) -> dict[str, Any]:
    """The verdict of a state whose law is not held, or was not on the day `as_of`: cannot_say, and why. It is never left out."""
    why = both("controls.gap.no_law") if as_of is None else both("controls.gap.not_known_then", day=as_of)
    gap = {
        "id": f"{jurisdiction}-LAW",
        "jurisdiction": jurisdiction,
        "instrument": "all",
        "regime": None,
        "from": None,
        "to": None,
        "why": why["en"],
        "why_zh": why["zh"],
    }
    return {
        "jurisdiction": jurisdiction,
        "on": on,
        "outcome": "cannot_say",
        "regimes": dict.fromkeys(REGIMES, "cannot_say"),
        "schedule": None,
        "list": None,
        "basis": [],
        "readings": [],
        "nearest": [],
        "advisory": [],
        "history": [],
        "law_as_of": None,
        "beyond_law_as_of": True,
        "coverage": {"complete": False, "missing": [gap]},
    }


def number(text: str, field: str) -> Decimal:
    """A quantity as a decimal number of zero or more.

    Raises:
        RowError: bad_number.
    """
    try:
        value = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise RowError("bad_number", text=text, field=field) from None
    if not value.is_finite() or value < 0:
        raise RowError("bad_number", text=text, field=field)
    return value
