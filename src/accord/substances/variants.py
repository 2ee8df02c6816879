"""Other ways to write a name, made by rule: positions as letters or numbers, acyl words, number words. Used when the index is built
and once more on the query, so that both meet.
"""

from __future__ import annotations

import re

__all__ = ["positions", "spellings"]

_GROUPS = "fluoro|chloro|bromo|iodo|methoxy|ethoxy|nitro|trifluoromethyl|methylthio|meo"
_LETTERED = re.compile(
    r"(?<![a-z0-9])(ortho|meta|para|[omp](?=[\s-]))[\s-]*(?=(?:[a-z]*)(?:"
    + _GROUPS
    + "|methyl|ethyl|hydroxy|amino|toluidin|xylene|anisidin))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^([234])'?[\s-]*(?=(?:" + _GROUPS + "))", re.IGNORECASE)
_PLACE = {"ortho": "2", "o": "2", "meta": "3", "m": "3", "para": "4", "p": "4"}
_WORD = {"2": "ortho", "3": "meta", "4": "para"}
_SHORT = {"ortho": "o", "meta": "m", "para": "p"}
_ACYLS = (
    ("isobutyryl", "isobutyr"),
    ("butyryl", "butyr"),
    ("acryloyl", "acryl"),
    ("acryloyl", "acroyl"),
    ("valeryl", "valeroyl"),
    ("valeryl", "pentanoyl"),
    ("isovaleryl", "isovaleroyl"),
    ("crotonyl", "crotonoyl"),
    ("furanyl", "furoyl"),
    ("furanyl", "2-furanyl"),
    ("cyclopropyl", "cyclopropanoyl"),
    ("cyclopropyl", "cyclopropylcarbonyl"),
    ("cyclopropyl", "cyclopropanecarbonyl"),
    ("cyclobutyl", "cyclobutanoyl"),
    ("cyclopentyl", "cyclopentanoyl"),
    ("cyclohexyl", "cyclohexanoyl"),
    ("tetrahydrofuranyl", "tetrahydrofuran"),
    ("tetrahydrofuranyl", "thf-"),
    ("tetrahydrofuranyl", "tetrahydrofuroyl"),
    ("benzoyl", "phenyl"),
    ("pivaloyl", "pivalyl"),
    ("pivaloyl", "trimethylacetyl"),
    ("methoxyacetyl", "methoxyacetic"),
    ("acetyl", "acet"),
    ("isobutyryl", "iso-butyryl"),
    ("butyryl", "butanoyl"),
    ("butyryl", "n-butyryl"),
    ("isobutyryl", "2-methylpropanoyl"),
)
_LETTER = re.compile(r"([abg])-(?=[A-Za-z]{3})")
_GREEK = {"a": "alpha", "b": "beta", "g": "gamma"}
_END = re.compile(r"^(?P<front>.*?)(?P<acyl>[a-z'-]+?)[\s-]*(?P<base>fentan[yi]l)$", re.IGNORECASE)


def spellings(name: str) -> tuple[str, ...]:
    """The name itself and its other spellings by rule, in a fixed order without repeats.

    Only rules that keep the substance: a number becomes ortho, meta, para only before halogen, alkoxy or nitro, because "3-methyl" in
    a fentanyl is the piperidine ring and "meta-methyl" the benzene ring.
    """
    found = [name, *positions(name)]
    found += [other for one in tuple(found) for other in _acyls(one)]
    if name.lower().startswith("n-") and not name.lower().endswith(("amine", "aniline", "piperidine", "amide")):
        found.append(name[2:])
    if (letter := _LETTER.match(name)) is not None:
        found.append(_GREEK[letter[1].lower()] + name[1:])
    if re.search(r"\bdelta[- ]?\d", name, re.IGNORECASE):
        found.append(re.sub(r"\bdelta", "d", name, flags=re.IGNORECASE))
    return tuple(dict.fromkeys(found))


def positions(name: str) -> tuple[str, ...]:
    """The name with ortho-, meta-, para- (o-, m-, p-) as numbers and, where that is safe, numbers as these words."""
    others: list[str] = []
    lettered = _LETTERED.search(name)
    if lettered:
        word = lettered.group(1).casefold()
        number = _PLACE[word]
        front, back = name[: lettered.start()], name[lettered.end() :]
        safe = re.match(_GROUPS, back, re.IGNORECASE) is not None or "fentan" not in back.casefold()
        others += [f"{front}{number}-{back}"] if safe else []
        others += [f"{front}{_WORD[number]}-{back}", f"{front}{_SHORT[_WORD[number]]}-{back}"]
    numbered = _NUMBERED.match(name)
    if numbered and "," not in name and re.search(r"\d", name[numbered.end() :]) is None:
        word = _WORD[numbered.group(1)]
        back = name[numbered.end() :]
        others += [f"{word}-{back}", f"{_SHORT[word]}-{back}"]
    return tuple(other for other in others if other != name)


def _acyls(name: str) -> tuple[str, ...]:
    found = _END.match(name)
    if found is None or not found["acyl"]:
        return ()
    acyl = found["acyl"].casefold()
    others: list[str] = []
    for one, other in _ACYLS:
        for old, new in ((one, other), (other, one)):
            if acyl.endswith(old) and not acyl[: -len(old)].endswith(("iso", "cyclo", "tetrahydro", "thio")):
                others.append(f"{found['front']}{acyl[: -len(old)]}{new}{found['base']}")
    return tuple(others)
