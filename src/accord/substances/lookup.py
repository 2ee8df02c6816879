"""From a name to a record of the dictionary: the whole name first, then the name without its outer words, then other spellings.

Every rule that changed the text leaves a step; rules that infer something make the result inexact. The first rule that meets exactly one
substance wins; a rule that meets several gives them all back, and the caller says ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from accord.substances import affixes, centres, systematic, typos, zh
from accord.substances.folding import fold, has_cjk, plain, sound
from accord.substances.names import Dictionary, Record
from accord.substances.variants import spellings

__all__ = ["Found", "core", "exact", "lookup"]

_MOST = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What a name met. `records` has more than one member where the name means several substances.

    `matched` is the folded name that was met; `flat`: read the structure without stereo ("racemic").
    """

    records: tuple[Record, ...]
    steps: tuple[str, ...]
    exact: bool
    matched: str
    smiles: str | None = None
    """A structure that no record holds (from OPSIN, or a stereo form of the record)."""


def exact(name: str, dictionary: Dictionary) -> Found | None:
    """The name as it stands, in any spelling that `fold`, the Chinese readings and the rules of `variants` join."""
    for text in (name, *zh.readings(name)) if has_cjk(name) else (name,):
        records = dictionary.find(text)
        if records:
            return Found(records, () if text is name else ("chinese_variant",), True, fold(text))
    for text in spellings(name)[1:]:
        records = dictionary.find(text)
        if records:
            return Found(records, ("name_variant",), True, fold(text))
    return None


def lookup(name: str, dictionary: Dictionary) -> Found | None:
    """The record or records that a name means, or None.

    Args:
        name: one name, in English or Chinese, possibly with salt, form, grade, amount, isotope mark or an alias in brackets.
        dictionary: names to look in.
    """
    name = zh.simplified(plain(name))
    readings = list(_readings(name))
    for rule in (_stripped, _aliases, _labelled, _stereo, _by_system, _look_alike, _reordered, _by_sound, _by_opsin, _misspelt_word, _typo):
        found = rule(name, readings, dictionary)
        if found is not None:
            return found
    return None


def core(name: str) -> str:
    """The name without any salt, form, grade or amount around it, known or not."""
    return min((reading.name for reading in _readings(zh.simplified(plain(name)))), key=len)


@dataclass(frozen=True, slots=True)
class _Shorter:
    name: str
    steps: tuple[str, ...]
    kinds: tuple[str, ...]


def _readings(name: str) -> Iterator[_Shorter]:
    """The name and its readings without outer words, fewest words removed first."""
    queue = [_Shorter(name, (), ())]
    seen = {name.casefold()}
    for reading in queue:
        yield reading
        if len(queue) > _MOST:
            continue
        for less in affixes.shorter(reading.name):
            if less.name and less.name.casefold() not in seen:
                seen.add(less.name.casefold())
                steps = tuple(dict.fromkeys((*reading.steps, less.step)))
                queue.append(_Shorter(less.name, steps, (*reading.kinds, less.kind)))


def _stripped(_: str, readings: list[_Shorter], dictionary: Dictionary) -> Found | None:
    for reading in readings:
        found = exact(reading.name, dictionary)
        if found is not None and _fits(reading, found):
            sure = "soft_acid" not in reading.kinds
            return replace(found, steps=(*found.steps, *reading.steps), exact=found.exact and sure)
    return None


def _fits(reading: _Shorter, found: Found) -> bool:
    """Whether every word taken away can have stood beside what was met; a metal before "...ate" needs the acid's own name."""
    if "metal" in reading.kinds and reading.name.casefold().endswith("ate"):
        return False
    return all(affixes.salt_fits(kind, record.smiles) for kind in reading.kinds for record in found.records)


_BETWEEN = re.compile(r"\s[(（]|(?<=[\u4e00-\u9fff])[(（]|[)）]\s*$|[)）]\s|\s*[/;；|、=]\s*|\s+(?:aka|a\.k\.a\.|or|又名|别名|即)\s+|,\s+")
_SCRIPTS = re.compile(r"(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z]{4})|(?<=[A-Za-z]{4})\s*(?=[\u4e00-\u9fff])")


def _skeleton(record: Record) -> str:
    return (record.inchikey or record.name)[:14]


def _aliases(name: str, _: list[_Shorter], dictionary: Dictionary) -> Found | None:
    """A name beside an alias ("丙酮 (acetone)", "BMK / phenylacetone"): every piece must be known.

    Pieces that mean different substances are all given back.
    """
    pieces = [piece for piece in _BETWEEN.split(name) if piece.strip(" ()[]")]
    if len(pieces) < 2 and has_cjk(name):
        pieces = [piece for piece in _SCRIPTS.split(name) if piece.strip()]
    if not 2 <= len(pieces) <= 5:
        return None
    found = [_stripped(piece, list(_readings(piece.strip(" ()"))), dictionary) for piece in pieces]
    if any(one is None for one in found):
        return None
    known = [one for one in found if one is not None]
    records = {_skeleton(one): one for piece in known for one in piece.records}
    common = [key for key in records if all(any(_skeleton(one) == key for one in piece.records) for piece in known)]
    kept = tuple(records[key] for key in common) or tuple(records.values())
    return Found(kept, ("alias_read", *dict.fromkeys(step for one in known for step in one.steps)), True, known[0].matched)


def _labelled(name: str, _: list[_Shorter], dictionary: Dictionary) -> Found | None:
    rest = affixes.isotope_free(name)
    if rest is None:
        return None
    found = lookup(rest, dictionary)
    return replace(found, steps=(*found.steps, "isotope_label_inferred"), exact=False) if found else None


_RACEMIC = re.compile(r"^(?:\((?:±|\+/-|\+-|rs|r,s|r/s)\)|±|rac(?:emic|emate)?|dl|d,l|外消旋体?|消旋|\(dl\))[\s-]*(?=\S)", re.IGNORECASE)
_CENTRE = re.compile(r"^\(?([rs])\)?-\s*(?=\S)", re.IGNORECASE)


def _stereo(name: str, _: list[_Shorter], dictionary: Dictionary) -> Found | None:
    """Read "(±)-" or "(R)-" before a name with one stereocentre at most: the flat form, or the form with that descriptor."""
    for pattern, descriptor in ((_RACEMIC, None), (_CENTRE, "?")):
        mark = pattern.match(name)
        if mark is None:
            continue
        rest = name[mark.end() :]
        found = _stripped(rest, list(_readings(rest)), dictionary)
        if found is None or len(found.records) != 1 or found.records[0].smiles is None:
            return None
        smiles = centres.with_centre(found.records[0].smiles, mark.group(1).upper() if descriptor else None)
        return replace(found, smiles=smiles, steps=(*found.steps, "stereo_from_prefix")) if smiles else None
    return None


def _by_system(_: str, readings: list[_Shorter], dictionary: Dictionary) -> Found | None:
    for reading in readings:
        text = zh.systematic(zh.simplified(reading.name)) if has_cjk(reading.name) else reading.name
        key = systematic.key(text)
        records = dictionary.by_system(key) if key else ()
        if not records and text != reading.name:
            records = dictionary.find(text)
        if len(records) == 1 and all(affixes.salt_fits(kind, records[0].smiles) for kind in reading.kinds):
            return Found(records, ("systematic_name", *reading.steps), True, fold(records[0].name))
    return None


def _look_alike(name: str, _: list[_Shorter], dictionary: Dictionary) -> Found | None:
    """1 or I for l, 0 for o, where the result is one substance."""
    if not re.search(r"(?<=[A-Za-z])[10|](?=[A-Za-z])|\b[1|0](?=[a-z]{3})|(?<=[a-z]{3})[1|0]\b", name):
        return None
    other = re.sub(r"[1|](?=[A-Za-z])|(?<=[a-z])[1|]", "l", name)
    other = re.sub(r"(?<=[A-Za-z])0|0(?=[a-z])", "o", other)
    found = _stripped(other, list(_readings(other)), dictionary)
    return replace(found, steps=(*found.steps, "look_alike_read"), exact=False) if found and len(found.records) == 1 else None


_ESTER = re.compile(r"\s\S+ate$")


_OF = re.compile(r"^(\S+) (?:of|de|d'|von) (.+)$", re.IGNORECASE)


def _reordered(name: str, _: list[_Shorter], dictionary: Dictionary) -> Found | None:
    """The same words in another order ("acid phenylacetic", "citrate of fentanyl"), where the orders known mean one substance.

    Not for three words with an ester among them: there the order says which group is which.
    """
    if has_cjk(name):
        return None
    words = name.replace(",", " ").split()
    turned = _OF.match(name)
    if turned:
        orders = [f"{turned[2]} {turned[1]}"]
    elif 2 <= len(words) <= 4 and (len(words) == 2 or not any(word.casefold().endswith("ate") for word in words)):
        orders = [" ".join(order) for order in permutations(words)][1:]
    else:
        return None
    known = [found for order in orders if (found := _stripped(order, _readings_of(order, turned is not None), dictionary)) is not None]
    if len({_skeleton(record) for found in known for record in found.records}) != 1:
        return None
    return replace(known[0], steps=tuple(dict.fromkeys((*known[0].steps, "name_variant"))), exact=False)


def _readings_of(name: str, shorter: bool) -> list[_Shorter]:
    return list(_readings(name)) if shorter else [_Shorter(name, (), ())]


def _by_sound(_: str, readings: list[_Shorter], dictionary: Dictionary) -> Found | None:
    for reading in readings:
        if has_cjk(reading.name) or _too_short(fold(reading.name)) or _ESTER.search(reading.name):
            continue
        records = dictionary.by_sound(reading.name)
        if (
            len(records) == 1
            and _no_rival(reading.name, records[0], dictionary)
            and all(affixes.salt_fits(kind, records[0].smiles) for kind in reading.kinds)
        ):
            return Found(records, ("spelling_variant", *reading.steps), False, fold(records[0].name))
    return None


def _no_rival(name: str, record: Record, dictionary: Dictionary) -> bool:
    """Whether no other substance is one letter away: then a name that only sounds alike may be a misspelling of that one.

    A name that only lacks its last vowel ("methylon") is not misspelt.
    """
    key = fold(name)
    near = {match: {_skeleton(other) for other in dictionary.by_key(match)} for match in typos.neighbours(key, dictionary)}
    own = _skeleton(record)
    return all(skeletons == {own} for skeletons in near.values()) or any(own in near.get(key + vowel, ()) for vowel in "aeo")


def _too_short(key: str) -> bool:
    return len(key) < 6 or len(sound(key)) < 5 or typos.is_code(key)


def _by_opsin(_: str, readings: list[_Shorter], dictionary: Dictionary) -> Found | None:
    from accord.substances import opsin

    for reading in readings[:6]:
        text = zh.systematic(zh.simplified(reading.name)) if has_cjk(reading.name) else reading.name
        smiles = opsin.smiles(text)
        if smiles is not None:
            record = dictionary.by_inchikey(_key_of(smiles)) or Record(-1, reading.name, smiles, None, (), (), ())
            return Found((record,), ("opsin", *reading.steps), True, fold(reading.name), smiles)
    return None


def _key_of(smiles: str) -> str:
    from accord.substances.normalise import structure_from_smiles

    return structure_from_smiles(smiles).inchikey


def _misspelt_word(name: str, _: list[_Shorter], dictionary: Dictionary) -> Found | None:
    """A known name before a misspelt salt or form word."""
    less = affixes.misspelt(name)
    if less is None:
        return None
    readings = [replace(one, steps=(less.step, *one.steps), kinds=(less.kind, *one.kinds)) for one in _readings(less.name)]
    found = _stripped(less.name, readings, dictionary) or _by_sound(less.name, readings, dictionary)
    return replace(found, steps=("typo_corrected", *found.steps), exact=False) if found and len(found.records) == 1 else None


def _typo(_: str, readings: list[_Shorter], dictionary: Dictionary) -> Found | None:
    for reading in readings[:12]:
        record = typos.corrected(reading.name, dictionary)
        if record is not None and all(affixes.salt_fits(kind, record.smiles) for kind in reading.kinds):
            return Found((record,), ("typo_corrected", *reading.steps), False, fold(record.name))
    return None
