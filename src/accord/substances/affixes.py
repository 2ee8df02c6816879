"""Words around a name that do not change which substance it is: salts, water, dosage forms, grades, amounts, isotope marks.

Each function takes a name and gives shorter readings of it with the step that was taken. Nothing here decides: `recognise` only takes a
reading that the dictionary holds, and asks `salt_fits` whether the salt word can be one ("testosterone propionate" is an ester).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

__all__ = ["Reading", "isotope_free", "misspelt", "salt_fits", "shorter"]

Step = Literal["salt_removed", "water_removed", "form_removed", "grade_removed", "amount_removed", "base_word_removed", "acid_from_salt"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A name without one outer word; `kind` says what that was (a key of affixes.tsv)."""

    name: str
    step: Step
    kind: str


_UNIT = r"(?:mg|g|kg|mcg|ug|µg|μg|mug|ng|ml|l|%|iu|ppm|mol|mmol|m|w/w|v/v|wt%|h|hr|hour|毫克|克|千克|公斤|微克|毫升|升)"
_NUMBER = r"(?:[<>=≥≤~≈]\s*)*\d+(?:[.,]\d+)*"
_AMOUNT = re.compile(
    rf"(?:[\s,;:(]|^|(?<=[\u4e00-\u9fff]))(?:含量|纯度|purity|assay|conc\.?)?[\s:]*{_NUMBER}\s*{_UNIT}"
    rf"(?:\s*[/x*]\s*(?:\d+(?:\.\d+)?)?\s*(?:{_UNIT}|tab(?:let)?s?|caps?|vial|片|支|粒|瓶))*\+?\s*\)?$",
    re.IGNORECASE,
)
_AMOUNT_FIRST = re.compile(rf"^{_NUMBER}\s*{_UNIT}(?:\s*/\s*{_UNIT})?[\s,]+(?:of\s+)?(?=\D)", re.IGNORECASE)
_MATRIX = re.compile(r"\s+in\s+(?:methanol|acetonitrile|ethanol|water|dmso|saline|hydrochloric acid|0\.\d+ ?[mn] .*)$", re.IGNORECASE)
_ISOTOPES = (
    re.compile(
        r"[\[(]\s*(?:\d*\s*)?(?:2h|3h|13c|14c|15n|18o|d)\s*\d{0,2}(?:\s*,\s*(?:2h|13c|15n|18o|d)\s*\d{0,2})*\s*[\])][\s-]*", re.IGNORECASE
    ),
    re.compile(r"(?:^|(?<=[\s(]))(?:d\d{1,2}|13c\d{0,2}|15n\d{0,2})[\s-]+", re.IGNORECASE),
    re.compile(r"[\s-]+(?:d\d{1,2}|13c\d{0,2}|15n\d{0,2})(?=$|[\s,)-])", re.IGNORECASE),
    re.compile(r"(?:deuterated|deutero|氘代|氘标记|碳-?13标记|同位素标记|isotope[- ]label+ed|label+ed)[\s-]*(?:的)?", re.IGNORECASE),
    re.compile(r"[\s-]*(?:-?d\d{1,2})$", re.IGNORECASE),
)


def shorter(name: str) -> Iterator[Reading]:
    """Readings of a name with one outer word less, in the order in which they should be tried."""
    for pattern in (_AMOUNT, _AMOUNT_FIRST, _MATRIX):
        found = pattern.search(name)
        if found and found.group().strip():
            yield Reading(_trim(name[: found.start()] + " " + name[found.end() :]), "amount_removed", "amount")
    yield from _words_off(name)
    yield from _salt_of(name)
    yield from _bracketed(name)
    yield from _glued(name)
    yield from _acid_of(name)


def misspelt(name: str) -> Reading | None:
    """The name without a last word that is a salt or form word but for one letter ("ketamine hydrochlorde"); None without one.

    A changed ending ("nitrite" for "nitrate") is another word, not a misspelt one.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    rest, _, last = name.rstrip(" .,;").rpartition(" ")
    last = last.casefold()
    if not rest or len(last) < 6 or not last.isascii() or not last.isalpha():
        return None
    near = process.extract(last, list(_spelt()), scorer=OSA.distance, score_cutoff=2 if len(last) > 10 else 1, limit=3)
    ends = [word for word, _, _ in near if word[0] == last[0] and _same_end(word, last)]
    kinds = {_spelt()[word] for word in ends}
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    return Reading(_trim(rest), _STEPS[kind], kind)


def isotope_free(name: str) -> str | None:
    """The name without a mark like "-d5", "[2H5]" or "13C6-"; None where it has none."""
    for pattern in _ISOTOPES:
        rest = _trim(pattern.sub("", name, count=1))
        if rest and rest != _trim(name):
            return rest
    return None


_ACIDIC = re.compile(r"O=C\(O\)|C\(=O\)O|C\(=O\)N|NC\(=O\)|O=C\d?N|S\(|=S|Oc|cO|P\(|c\(O\)")
"""Canonical SMILES of what forms metal salts: carboxylic, sulfonic and phosphonic acids, imides, barbiturates, phenols; not alcohols."""


def salt_fits(kind: str, smiles: str | None) -> bool:
    """Whether a word of this kind can name a salt of the structure: an acid needs a basic nitrogen, a metal an organic acid or phenol."""
    if kind in ("acid", "soft_acid"):
        return smiles is not None and ("N" in smiles or "n" in smiles)
    if kind == "metal":
        return smiles is not None and _ACIDIC.search(smiles) is not None
    return True


_STEPS: dict[str, Step] = {
    "acid": "salt_removed",
    "soft_acid": "salt_removed",
    "metal": "salt_removed",
    "water": "water_removed",
    "form": "form_removed",
    "grade": "grade_removed",
    "base": "base_word_removed",
}


def _words_off(name: str) -> Iterator[Reading]:
    line = name.rstrip(" .,;")
    low = line.casefold()
    if not low:
        return
    for word, kind in _words("end").get(low[-1], ()):
        if len(word) < len(low) and low.endswith(word) and _edge(low[-len(word) - 1], word):
            yield Reading(_trim(line[: -len(word)]), _STEPS[kind], kind)
    for word, kind in _words("start").get(low[0], ()):
        if len(word) < len(low) and low.startswith(word) and _edge(low[len(word)], word):
            yield Reading(_trim(line[len(word) :]), _STEPS[kind], kind)


_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[（]([^()\[\]（）]+)[)\]）]")
_ENDS = re.compile(r"(?:ate|ite|ide|ine|one|ane|ene)$")


_SALT_OF = re.compile(r"(\w+) (?:of |de |di |d['’])(.+)", re.IGNORECASE)


def _salt_of(name: str) -> Iterator[Reading]:
    """Read "citrate of fentanyl" and "citrato de fentanilo" as the name behind it."""
    found = _SALT_OF.fullmatch(name)
    if found:
        word = found[1].casefold()
        kind = next((kind for other, kind in _words("end").get(word[-1:], ()) if other == word), None)
        if kind in ("acid", "soft_acid"):
            yield Reading(_trim(found[2]), _STEPS[kind], kind)


def _bracketed(name: str) -> Iterator[Reading]:
    """Read "高锰酸钾(分析纯)" without the bracket, where all of it is a known word."""
    found = _IN_BRACKETS.fullmatch(name.rstrip(" .,;"))
    if found:
        word = found[2].strip().casefold()
        kind = next((kind for other, kind in _words("end").get(word[-1:], ()) if other == word), None)
        if kind is not None:
            yield Reading(_trim(found[1]), _STEPS[kind], kind)


def _same_end(one: str, other: str) -> bool:
    ends = [found.group() for found in map(_ENDS.search, (one, other)) if found]
    return len(ends) < 2 or ends[0] == ends[1]


_GLUED = re.compile(
    r"(?<=[a-z]{5})(?:(?:mono|di|tri|hemi|sesqui)?(?:hydro(?:[ck]h?lor|brom)id|(?:hydrogen|bi)?(?:sul[fp]h?|tartr|phosph|fosf|citr|fumar|male|oxal|mesil|mesyl|succin)aa?t))e?$",
    re.IGNORECASE,
)
"""Salt words that stand behind a name without a gap, as in German; never chloride, acetate or nitrate, which also close other names."""


def _glued(name: str) -> Iterator[Reading]:
    found = _GLUED.search(name)
    if found:
        yield Reading(_trim(name[: found.start()]), "salt_removed", "acid")


def _acid_of(name: str) -> Iterator[Reading]:
    """Read "sodium phenylacetate" as phenylacetic acid and 苯乙酸钠 as 苯乙酸."""
    found = re.fullmatch(
        r"(?:(?:di|mono|tri)?(?:sodium|potassium|lithium|calcium|magnesium|ammonium|zinc))[\s-]+(.+?)(?:oate|ate)", name, re.IGNORECASE
    )
    if found:
        stem = found.group(1)
        for end in ("ic acid", "oic acid"):
            yield Reading(stem + end, "acid_from_salt", "metal")


def _edge(neighbour: str, word: str) -> bool:
    return not neighbour.isalnum() or not neighbour.isascii() or not word.isascii()


def _trim(name: str) -> str:
    name = re.sub(r"\(\s*\)|\[\s*\]", " ", name)
    name = " ".join(name.split()).strip(" ,;:/-.·")
    if name.count("(") != name.count(")"):
        name = name.strip("()") if name.endswith("(") or name.startswith(")") or name.count("(") + name.count(")") == 1 else name
    return name.strip(" ,;:/-.·")


@lru_cache(maxsize=2)
def _words(where: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Words of affixes.tsv (word, kind) that stand at the end or start of a name, by their outer letter, longest first."""
    lines = files("accord.substances").joinpath("data/affixes.tsv").read_text("utf-8").splitlines()[1:]
    rows = [
        (other, kind, place)
        for line in lines
        if line
        for word, kind, place in [line.casefold().split("\t")]
        for other in _endings(word, kind)
    ]
    outer = -1 if where == "end" else 0
    groups: dict[str, list[tuple[str, str]]] = {}
    for word, kind, place in sorted(dict.fromkeys(rows), key=lambda row: (-len(row[0]), row[0])):
        if place == where:
            groups.setdefault(word[outer], []).append((word, kind))
    return {letter: tuple(group) for letter, group in groups.items()}


def _endings(word: str, kind: str) -> Iterator[str]:
    """A salt word with the endings of other languages: citrate, citrat, citrato, citraat; bromide, bromid, bromido."""
    yield word
    if kind in ("acid", "soft_acid", "water") and len(word) > 5 and word.endswith(("ate", "ide")):
        yield word[:-1]
        yield word[:-1] + "o"
        if word.endswith("ate"):
            yield word[:-2] + "at"


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """Salt and form words long enough to be recognised when misspelt, with their kind; not those that also close the name of an ester."""
    return {
        word: kind
        for group in _words("end").values()
        for word, kind in group
        if kind in ("acid", "form") and len(word) > 5 and word.isascii() and word.isalpha()
    }
