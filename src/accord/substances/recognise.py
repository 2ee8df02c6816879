"""What one row means: the kind of each identity column, the substance it names, and whether the columns agree.

Order for a free text: a name of the dictionary, a CAS number, InChIKey, InChI, molfile, SMILES, then the name rules of `lookup`. Names come
before SMILES because PCP, BOB and CON are both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from accord.core.errors import RowError
from accord.core.text import Message
from accord.substances import agreement, cas, lookup, normalise, typos
from accord.substances.folding import plain
from accord.substances.model import Candidate, Recognised, Structure, Substance
from accord.substances.names import Dictionary, Record

__all__ = ["resolve"]

_ROLES = ("smiles", "connectivity_smiles", "molfile", "inchi", "inchikey", "query", "cas", "name", "name_zh")
_EMPTY = frozenset(("", "-", "--", "n/a", "na", "none", "null", "nan", "?", "无", "/", "—", "unknown", "不详", "未知"))
_MOLFILE = re.compile(r"V[23]000|^M  END", re.MULTILINE)
_LONGEST_NAME = 2000
"""Characters; a longer text is no name, and is searched for a CAS number only."""
_KEY = re.compile(r"(?:inchikey\s*[=:]\s*)?([A-Z]{14}-[A-Z]{10}-[A-Z])", re.IGNORECASE)
_SMILES = re.compile(r"(?:\[[^\]\s]+\]|Cl|Br|[BCNOPSFIbcnops*]|%\d\d|[-=#$:/\\~.()0-9])+")


def resolve(fields: Mapping[str, str], dictionary: Dictionary) -> Substance:
    """The substance that the identity columns of a row mean.

    Args:
        fields: role to text; roles query, name, name_zh, cas, smiles, connectivity_smiles, inchi, inchikey, molfile; others are ignored.
        dictionary: names, numbers and keys.

    Returns:
        Never raises for what is wrong with the row: status `error` or `unresolved` with `error` (a code) and `error_params`, or
        `ambiguous_identity` with every reading as a candidate.
    """
    filled = [(role, _trimmed(fields[role])) for role in _ROLES if role in fields and fields[role].strip().casefold() not in _EMPTY]
    text = next((value for _, value in filled), "")
    if not filled:
        return _failed("error", "empty_input", text)
    results = [_by_role(role, value, dictionary) for role, value in filled]
    if len(results) == 1:
        return _with_text(results[0], text)
    return _with_text(agreement.merged(results), text)


def _trimmed(text: str) -> str:
    """The text without outer blanks; a molfile as it is, because its first line is its title and may be empty."""
    return text if _is_molfile(text) else text.strip()


def _is_molfile(text: str) -> bool:
    return "\n" in text.strip("\r\n") and _MOLFILE.search(text) is not None


def _by_role(role: str, text: str, dictionary: Dictionary) -> Substance:
    try:
        if role in ("smiles", "connectivity_smiles"):
            return _drawn(normalise.structure_from_smiles, "smiles", text, dictionary)
        if role == "molfile":
            return _drawn(normalise.structure_from_molblock, "molfile", text, dictionary)
        if role == "inchi":
            return _drawn(normalise.structure_from_inchi, "inchi", text, dictionary)
        if role == "inchikey":
            return _inchikey(plain(text).upper(), dictionary)
        if role == "cas":
            return _cas_cell(text, dictionary)
        return _query(text, dictionary)
    except RowError as error:
        params = {key: value for key, value in error.params.items() if key not in ("row", "file")}
        return _failed("error", error.code, text, params)


def _query(text: str, dictionary: Dictionary) -> Substance:
    if _is_molfile(text):
        return _drawn(normalise.structure_from_molblock, "molfile", text, dictionary)
    found = lookup.exact(text, dictionary) if len(text) <= _LONGEST_NAME else None
    if found is not None:
        return _named(found, text)
    number = cas.parse(text)
    if number is not None:
        return _cas(number, text, dictionary)
    line = plain(text)
    if _KEY.fullmatch(line):
        return _inchikey(line.upper(), dictionary)
    if line.casefold().startswith("inchi="):
        return _drawn(normalise.structure_from_inchi, "inchi", line, dictionary)
    if (_SMILES.fullmatch(line) and re.search(r"[^\W\d_]|\*", line)) or (re.search(r"[=#@]|\[\*|\*\]|>>", line) and " " not in line):
        drawn = _smiles_or_none(line, dictionary)
        if drawn is not None:
            return drawn
    return _with_number(text, dictionary) or _name(text, dictionary)


def _smiles_or_none(line: str, dictionary: Dictionary) -> Substance | None:
    """The text read as SMILES; None for a plain word that is none."""
    try:
        drawn = _drawn(normalise.structure_from_smiles, "smiles", line, dictionary)
    except RowError:
        if re.search(r"[=#@()\[\]]|\d", line):
            raise
        return None
    if len(line) <= 4 and re.fullmatch(r"(?=.*[BPSFI])[A-Z]+", line):
        return replace(drawn, recognised=replace(drawn.recognised, exact=False, steps=(*drawn.recognised.steps, "short_text_as_smiles")))
    return drawn


def _with_number(text: str, dictionary: Dictionary) -> Substance | None:
    """A name with a CAS number inside: both must mean one substance."""
    inside = cas.find(text)
    if inside is None:
        return None
    number, rest = inside
    by_number = _cas(number, text, dictionary)
    if not re.search(r"[^\W\d_]{2}|[\u4e00-\u9fff]", rest):
        return by_number
    by_name = _query(rest, dictionary)
    if by_number.status == "unresolved" and by_name.status != "ok":
        return replace(by_name, recognised=replace(by_name.recognised, text=text))
    return agreement.merged([by_number, by_name])


def _cas_cell(text: str, dictionary: Dictionary) -> Substance:
    parts = [part for part in re.split(r"[;,/、；，|]\s*|\s+(?=\d)", plain(text)) if part]
    if len(parts) > 1 and all(re.search(r"\d-\d\d-\d$", part) for part in parts):
        return agreement.merged([_cas_cell(part, dictionary) for part in parts])
    number = cas.parse(text)
    if number is not None:
        return _cas(number, text, dictionary)
    inside = None if cas.looks_like_date(text) else cas.find(text)
    if inside is None:
        raise RowError("bad_cas", text=text)
    return _cas(inside[0], text, dictionary)


def _cas(number: str, text: str, dictionary: Dictionary) -> Substance:
    rows = dictionary.by_cas(number)
    if not rows:
        return replace(_failed("unresolved", "unknown_name", text, {"text": text}), recognised=Recognised("cas", text, exact=True))
    records = tuple({record.number: record for record, _ in rows}.values())
    salt = any(name for _, name in rows)
    steps = ("salt_removed",) if salt else ()
    made = _known(records, Recognised("cas", text, exact=True, steps=steps))
    return replace(made, entry_names=tuple(dict.fromkeys((*made.entry_names, *(() if salt else (number,))))))


def _inchikey(line: str, dictionary: Dictionary) -> Substance:
    found = _KEY.fullmatch(line)
    if found is None:
        raise RowError("bad_inchikey", text=line)
    record = dictionary.by_inchikey(found.group(1))
    if record is None:
        return replace(_failed("unresolved", "unknown_name", line, {"text": line}), recognised=Recognised("inchikey", line, exact=True))
    return replace(_known((record,), Recognised("inchikey", line, exact=True)), entry_names=())


def _name(text: str, dictionary: Dictionary) -> Substance:
    if cas.looks_like_date(text):
        raise RowError("bad_cas", text=text)
    if len(text) > _LONGEST_NAME:
        return _failed("unresolved", "unknown_name", text, {"text": text})
    found = lookup.lookup(text, dictionary)
    if found is not None:
        return _named(found, text)
    offers = typos.candidates(text, lookup.core(text), dictionary)
    failed = _failed("unresolved", "unknown_name", text, {"text": text})
    return replace(failed, candidates=offers)


def _named(found: lookup.Found, text: str) -> Substance:
    records = found.records
    if found.smiles is not None:
        records = (replace(records[0], smiles=found.smiles, inchikey=None),)
    made = _known(records, Recognised("name", text, found.exact, found.steps))
    return replace(made, entry_names=tuple(dict.fromkeys((*made.entry_names, found.matched)))) if made.status == "ok" else made


def _known(records: Sequence[Record], recognised: Recognised) -> Substance:
    """The substance of one record, or ambiguous_identity with all of them."""
    if len(records) > 1:
        offers = tuple(
            Candidate(record.inchikey, record.name, round(1 / len(records), 3), "substances.why.same_name", record.smiles)
            for record in records
        )
        return Substance("ambiguous_identity", recognised, candidates=offers[:5], error="ambiguous_identity")
    record = records[0]
    drawn = normalise.structure_from_smiles(record.smiles) if record.smiles is not None else None
    return Substance("ok", recognised, drawn, record.name, record.names_zh, record.cas, record.law)


def _drawn(read: Callable[[str], Structure], by: str, text: str, dictionary: Dictionary) -> Substance:
    """A drawing, with the names the dictionary has for it or for its parent."""
    drawn = read(text)
    view = normalise.parent_view(drawn, dictionary.knows)
    record = dictionary.by_inchikey(view.inchikey) or dictionary.by_inchikey(drawn.inchikey)
    recognised = Recognised(by, text, exact=True, steps=drawn.how)
    if record is None:
        return Substance("ok", recognised, drawn)
    return Substance("ok", recognised, drawn, record.name, record.names_zh, record.cas)


def _with_text(substance: Substance, text: str) -> Substance:
    return replace(substance, recognised=replace(substance.recognised, text=text))


def _failed(status: str, code: str, text: str, params: Mapping[str, object] | None = None) -> Substance:
    kept = tuple((key, value if isinstance(value, Message) else str(value)) for key, value in (params or {}).items())
    unknown = Recognised("none", text, exact=False)
    return Substance("unresolved" if status == "unresolved" else "error", unknown, error=code, error_params=kept)
