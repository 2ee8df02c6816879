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

__all__ = ["MOST_OFFERED", "candidates", "corrected", "is_code", "neighbours"]

MOST_OFFERED = 5
"""Candidates at most."""

_PLACES = re.compile(r"\d+|alpha|beta|gamma|delta|omega|ortho|meta(?![dm])|para(?!ld)|cis|trans|iso|nor|sec|tert|dextro|levo|rac")
"""What says where or in which form a group is: a correction never touches it."""
_PARTS = re.compile(
    r"meth|eth|propyl|butyl|pentyl|hexyl|heptyl|benzyl|benzoyl|phenyl|allyl|vinyl|acetyl|butyr|propionyl|valeryl|acryl|croton|furan|thio|oxy|oxo|fluor|chlor|brom|iod|nitr|"
    r"amin|imin|anoic|enoic|cyan|hydr|cyclo|di|tri|tetra|mono|des|meto|eto|proto|buto"
)
"""Words for groups: a correction may mend one, never replace it by another or take one away."""
_CODE = re.compile(
    r"[bcdfghjklmnpqrstvwxz]{5}|(?:inaca|[bp]ica|p[vh]p|p[vh]t|hpp?|ppp|pyp|pcpy?|dmt|m[id]pt|amt|mda|mdea|mb?dp|2c[a-z]\d?)$|^bk"
)
"""Codes: every letter counts ("ADB-PINACA", "AB-PINACA")."""
_CLUSTER = re.compile(r"phth|chl|str|sch|nth")
"""Consonants that stand together in words too."""
_SHORT = 5
"""Letters; an edit in a shorter word of a name ("AB-", "PVP") is not a misspelling."""
_END = re.compile(r"(ane|ene|yne|anol|anal|one|ide|ite|ate|ine|yl|ol|al|ic)$")
_SAME_ENDS = ({"ene", "ine"},)
"""Endings that are mixed up in long names ("protonitazine"); in short ones they tell substances apart."""
_SYSTEMATIC = re.compile(r"[()\[\]]|\d.*\d.*\d")


def corrected(name: str, dictionary: Dictionary) -> Record | None:
    """The one record whose name is one edit away, or None.

    Never for short, Chinese or systematic names, and never where the edit touches digits, Greek letters, positions, the first letter or
    a part that tells substances apart (methyl/ethyl, -ane/-ene): these stay candidates.
    """
    from rapidfuzz.distance import OSA

    key = fold(name)
    if len(key) < 6 or has_cjk(key) or _SYSTEMATIC.search(name) or is_code(key):
        return None
    near = {match: match for match in neighbours(key, dictionary)}
    near |= {twin: match for match, twin in dictionary.twin_keys.items() if OSA.distance(key, twin, score_cutoff=1) <= 1}
    if not any(_safe(key, written) and _in_long_word(name, key, written) for written in near):
        return None
    records = {record.number: record for match in near.values() for record in dictionary.by_key(match)}
    return next(iter(records.values())) if len(records) == 1 else None


def neighbours(key: str, dictionary: Dictionary) -> list[str]:
    """Keys of the dictionary that are one edit away at most."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return [row[0] for row in process.extract(key, dictionary.keys_of_length(len(key)), scorer=OSA.distance, score_cutoff=1, limit=20)]


def is_code(key: str) -> bool:
    """Whether a folded name is a code, not a word: no spelling rule reads one as another."""
    return _CODE.search(_CLUSTER.sub("", key)) is not None


def candidates(name: str, core: str, dictionary: Dictionary) -> tuple[Candidate, ...]:
    """Up to MOST_OFFERED substances with similar names, best first: score 0 to 1 and why (`substances.why.similar_name`).

    Args:
        name: the text as given.
        core: the same without salt, form and grade words; looked for as well.
        dictionary: names to look in.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    near: list[tuple[str, float, int]] = []
    for key in filter(None, dict.fromkeys((fold(name), fold(core)))):
        near += process.extract(key, dictionary.name_keys, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=30)
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
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.name)))[:MOST_OFFERED]


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


def _in_long_word(name: str, key: str, match: str) -> bool:
    """Whether the first difference of key and match lies in a word of the name that is long enough to be misspelt."""
    place = next((i for i, (one, other) in enumerate(zip(key, match, strict=False)) if one != other), min(len(key), len(match)))
    if match.endswith("acid") and place >= len(match) - 4:
        return True
    done = 0
    for word in re.findall(r"\d+|[^\W\d_]+", plain(name)):
        done += len(word)
        if place < done or (place == done and done >= len(key)):
            return len(word) >= _SHORT
    return True


def _safe(key: str, match: str) -> bool:
    """Whether reading `key` as `match` mends a word and leaves alone what tells substances apart."""
    if len(match) < 6 or key[0] != match[0] or _PLACES.findall(key) != _PLACES.findall(match):
        return False
    wanted = iter(_PARTS.findall(match))
    if not all(part in wanted for part in _PARTS.findall(key)):
        return False
    mine, its = _END.search(key), _END.search(match)
    if mine is None or its is None or mine.group() == its.group():
        return True
    return len(key) > 9 and {mine.group(), its.group()} in _SAME_ENDS
