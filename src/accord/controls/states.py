"""Codes of states and other jurisdictions: which are asked, and what is answered where no law is held."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from accord.controls.model import REGIMES
from accord.core.errors import RowError, UsageError
from accord.core.text import both

DEFAULT = ("UN", "US", "CN")
ISO = frozenset(
    (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC "
        "CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD "
        "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH "
        "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
        "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC "
        "SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY "
        "UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
    ).split()
)
"""ISO 3166-1 alpha-2 codes."""
EU_MEMBERS = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
KNOWN = "UN, US, CN, EU, UK, CA, DE, AU"
"""What an error names: the jurisdictions most asked for."""
OWN = {"GB": "UK"}
"""Our code where it is not the ISO code."""


def code(text: str, field: str = "in") -> str:
    """The jurisdiction code of a text: an ISO country, EU or UN; GB is UK. Raises RowError unknown_jurisdiction."""
    folded = re.sub(r"\s", "", text).upper()
    if folded in ("UN", "EU", "UK"):
        return folded
    if folded in ISO:
        return OWN.get(folded, folded)
    raise RowError("unknown_jurisdiction", text=text, field=field, known=KNOWN)


def codes(text: str) -> tuple[str, ...]:
    """Codes of a comma-separated list, each once, in order. Raises UsageError unknown_jurisdiction."""
    try:
        found = tuple(dict.fromkeys(code(part) for part in text.split(",") if part.strip()))
    except RowError as problem:
        raise usage(problem) from None
    if not found:
        raise UsageError("unknown_jurisdiction", text=text, field="in", known=KNOWN)
    return found


def usage(problem: RowError) -> UsageError:
    """The error of a text that was an argument, not a row."""
    return UsageError(problem.code, where=problem.where, **{k: v for k, v in problem.params.items() if k != "where"})


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
    """A quantity as a decimal number; RowError bad_number otherwise."""
    try:
        value = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise RowError("bad_number", text=text, field=field) from None
    if not value.is_finite() or value < 0:
        raise RowError("bad_number", text=text, field=field)
    return value
