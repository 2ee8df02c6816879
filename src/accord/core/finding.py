"""A finding: what an engine says of a subject, how strongly, for which day, on what it rests, and why.

Its id is made of its meaning, so the same record under the same references and rules gives the same id anywhere. The prose (because), the
store (known_at), the handling and the release stay outside the id.
"""
from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from accord.core.errors import AccordError, InputError
from accord.core.ids import canonical_json
from accord.core.text import Message, say

if TYPE_CHECKING:
    from jsonschema_rs import Validator

__all__ = ["Evidence", "Finding", "Level", "finding_id", "verify_findings"]

Level = Literal["none", "consistent"]
_SCHEMAS = Path(__file__).parent / "schema"
_MEANING = ("kind", "subject", "claim", "strength", "valid", "references", "supersedes")
_MAKER = ("engine", "rules", "inputs")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason of a finding; it points into what the user gave.

    Attributes:
        what: kind of reason ("clause", "entry", "recognised").
        ref: what is pointed to ("CN-FRS-2019#1").
        where: place in the input as written ({"atoms": [8, 9, 10]}); None: the whole of it.
        citation: where the text of the law or the source is; "" for what is computed.
        confidence: source-primary | source-official | source-secondary | source+memory | memory | unconfirmed | computed.
    """

    what: str
    ref: str
    where: Mapping[str, Any] | None
    citation: str
    confidence: str


@dataclass(frozen=True)
class Finding:
    """A finding. Numbers that were measured are decimal strings: a float anywhere is a TypeError.

    Attributes:
        kind: "verdict/1", "resolution/1": name and version of the schema of its claim.
        subject: {"type", "id"}; for a row the id is its content id.
        claim: what is said; the schema of the kind says which keys it has.
        strength: {"scale", "value"}, or None where nothing is measured.
        valid: the day it speaks about, {"on": "2019-06-01"}.
        made_by: {"engine", "rules", "inputs": [content ids], "release"}.
        references: {"kind", "id", "sha256"} of each reference it rests on (`Reference.as_finding`).
        because: the reasons.
        handling: {"compartment", "marking", "purposes"}.
        known_at: when it was stored, UTC; None until then.
        supersedes: id of the finding it corrects, or None.
    """

    kind: str
    subject: Mapping[str, str]
    claim: Mapping[str, Any]
    strength: Mapping[str, Any] | None
    valid: Mapping[str, str | None]
    made_by: Mapping[str, Any]
    references: tuple[Mapping[str, str], ...]
    because: tuple[Evidence, ...]
    handling: Mapping[str, Any]
    known_at: str | None = None
    supersedes: str | None = None

    @cached_property
    def id(self) -> str:
        """`f_` and 52 characters of lower-case base32, made of the meaning."""
        return finding_id({**{key: getattr(self, key) for key in _MEANING}, "made_by": self.made_by})

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON-ready data, keys in the order of the specification."""
        return {
            "id": self.id,
            "kind": self.kind,
            "subject": dict(self.subject),
            "claim": dict(self.claim),
            "strength": None if self.strength is None else dict(self.strength),
            "valid": dict(self.valid),
            "made_by": dict(self.made_by),
            "references": [dict(reference) for reference in self.references],
            "because": [asdict(evidence) for evidence in self.because],
            "known_at": self.known_at,
            "handling": dict(self.handling),
            "supersedes": self.supersedes,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The finding that a record holds.

        Raises:
            InputError: `bad_finding`: it breaks its schema; `finding_id`: its id does not belong to its content.
        """
        _validate(data)
        found = finding_id(data)
        if data["id"] != found:
            raise InputError("finding_id", given=data["id"], found=found)
        rest = {key: value for key, value in data.items() if key not in ("id", "references", "because")}
        return cls(**rest, references=tuple(data["references"]), because=tuple(Evidence(**evidence) for evidence in data["because"]))


def finding_id(data: Mapping[str, Any]) -> str:
    """Id of a finding given as data: base32 of SHA-256 over the canonical JSON of its meaning, of the keys that are present.

    Raises:
        TypeError: a float stands in the meaning.
    """
    meaning = {key: data[key] for key in _MEANING if key in data}
    if "made_by" in data:
        meaning["made_by"] = {key: data["made_by"][key] for key in _MAKER if key in data["made_by"]}
    hashed = hashlib.sha256(canonical_json(meaning)).digest()
    return "f_" + base64.b32encode(hashed).decode().rstrip("=").lower()


def verify_findings(lines: Iterable[str]) -> tuple[bool, Level, str | None]:
    """Whether a file of findings, one per line, holds together: schemas and ids. Empty lines are passed over.

    Returns:
        (True, "consistent", None), or (False, "none", why) with the first line that does not hold, in the language in use.
    """
    count = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            Finding.from_dict(_object(line))
        except AccordError as error:
            return False, "none", say("core.verify.line", line=number, why=error.message())
        count += 1
    return (True, "consistent", None) if count else (False, "none", say("core.verify.nothing"))


def _object(line: str) -> Mapping[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("bad_finding", why=Message("core.finding.not_json")) from error
    if not isinstance(data, dict):
        raise InputError("bad_finding", why=Message("core.finding.not_json"))
    return cast("Mapping[str, Any]", data)


def _validate(data: Mapping[str, Any]) -> None:
    _follow("finding", data, "")
    kind = data["kind"]
    name = kind.replace("/", "-")
    if not (_SCHEMAS / f"{name}.json").is_file():
        raise InputError("bad_finding", why=Message("core.finding.kind", {"kind": kind}))
    _follow(name, data["claim"], "/claim")
    try:
        canonical_json(data)
    except (TypeError, ValueError) as error:
        raise InputError("bad_finding", why=Message("core.finding.float")) from error


def _follow(name: str, data: Mapping[str, Any], at: str) -> None:
    for error in _validator(name).iter_errors(data):
        path = at + "".join(f"/{part}" for part in error.instance_path)
        rule = str(error.schema_path[-1]) if error.schema_path else "type"
        raise InputError("bad_finding", why=Message("core.finding.rule", {"path": path or "/", "rule": rule}))


@cache
def _validator(name: str) -> Validator:
    import jsonschema_rs

    return jsonschema_rs.validator_for(json.loads((_SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))
