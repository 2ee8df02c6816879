"""Misspelt names: one edit may be put right where it can mean one substance only; everything else is offered as candidates.

The edit distance is Damerau's (optimal string alignment: insert, delete, replace, swap neighbours) from rapidfuzz.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from accord.substances.folding import fold, has_cjk, plain
from accord.substances.model import Candidate

if TYPE_CHECKING:
    from accord.substances.names import Dictionary, Record

__all__ = ["candidates", "corrected"]

_PARTS = re.compile(
    r"\d+|alpha|beta|gamma|delta|omega|ortho|meta|para|cis|trans|iso|nor|sec|tert|dextro|levo|rac|methyl|ethyl|propyl|butyl|pentyl|hexyl|heptyl|benzyl|phenyl|allyl|vinyl|"
    r"acetyl|butyr|propionyl|valeryl|acryl|croton|furan|thio|oxy|oxo|fluor|chlor|brom|iod|nitr|amino|imino|cyan|hydroxy|methoxy|ethoxy|cyclo|di|tri|tetra|mono|des|meto|eto|proto|buto"
)
_END = re.compile(r"(ane|ene|yne|anol|anal|one|ide|ite|ate|ine|yl|ol|al|ic)$")
_SYSTEMATIC = re.compile(r"[()\[\]]|\d.*\d.*\d")


def corrected(name: str, dictionary: Dictionary) -> Record | None:
    """The one record whose name is one edit away, or None.

    Never for short, Chinese or systematic names, and never where the edit touches digits, Greek letters, positions, the first letter or
    a part that tells substances apart (methyl/ethyl, -ane/-ene): these stay candidates.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    key = fold(name)
    if len(key) < 6 or has_cjk(key) or _SYSTEMATIC.search(name):
        return None
    near = {row[0]: row[0] for row in process.extract(key, dictionary.name_keys, scorer=OSA.distance, score_cutoff=1, limit=20)}
    near |= {twin: match for match, twin in dictionary.twin_keys.items() if OSA.distance(key, twin, score_cutoff=1) <= 1}
    if not any(_safe(key, written) for written in near):
        return None
    records = {record.number: record for match in near.values() for record in dictionary.by_key(match)}
    return next(iter(records.values())) if len(records) == 1 else None


def candidates(name: str, dictionary: Dictionary, *, limit: int = 5) -> tuple[Candidate, ...]:
    """Up to `limit` substances with similar names, best first: score 0 to 1 and why (`substances.why.similar_name`)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    key = fold(name)
    if not key:
        return ()
    near = process.extract(key, dictionary.name_keys, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=30)
    near += process.extract(key, dictionary.name_keys, scorer=JaroWinkler.normalized_similarity, score_cutoff=0.85, limit=15)
    best: dict[int, Candidate] = {}
    for record in _contained(name, dictionary):
        best.setdefault(record.number, Candidate(record.inchikey, record.name, 0.9, "substances.why.contained_name", record.smiles))
    for match, score, _ in sorted(near, key=lambda row: (-row[1], row[0])):
        for record in dictionary.by_key(match):
            best.setdefault(
                record.number,
                Candidate(record.inchikey, record.name, round(min(score, 0.99), 3), "substances.why.similar_name", record.smiles),
            )
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.name)))[:limit]


def _contained(name: str, dictionary: Dictionary) -> list[Record]:
    """Records whose name stands inside the text as whole words, longest first ("fentanyl test strips" -> fentanyl)."""
    words = list(plain(name)) if has_cjk(name) else re.findall(r"[^\s(),;/]+", plain(name))
    found: list[Record] = []
    for size in range(min(len(words) - 1, 12), 0, -1):
        for start in range(len(words) - size + 1):
            text = ("" if has_cjk(name) else " ").join(words[start : start + size])
            if len(text) > (1 if has_cjk(text) else 3):
                found.extend(dictionary.find(text))
    return found[:3]


def _safe(key: str, match: str) -> bool:
    if len(match) < 6 or key[0] != match[0] or _PARTS.findall(key) != _PARTS.findall(match):
        return False
    mine, its = _END.search(key), _END.search(match)
    return mine is None or its is None or mine.group() == its.group()
