"""Chinese names: traditional to simplified, Taiwan and Hong Kong usage, and systematic names word by word into English.

The English text is only looked up (`names.Dictionary.by_system`) or given to OPSIN; nothing is built from it here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from accord.substances.folding import has_cjk, plain

__all__ = ["readings", "simplified", "systematic"]


def readings(name: str) -> tuple[str, ...]:
    """Other ways in which the dictionary may write a Chinese name: simplified characters, mainland words for Taiwan ones.

    The name itself is not among them; the result is empty for a text without Chinese characters.
    """
    if not has_cjk(name):
        return ()
    base = simplified(name)
    found = [base]
    for old, new in _regional():
        found += [one.replace(old, new) for one in tuple(found) if old in one]
        if len(found) > 48:
            break
    return tuple(one for one in dict.fromkeys(found) if one != name)


def simplified(text: str) -> str:
    """The text in simplified characters (OpenCC t2s); loaded at the first Chinese text only."""
    return _converter().convert(plain(text)) if has_cjk(text) else text


def systematic(name: str) -> str:
    """A systematic Chinese name in English words, in Chinese order ("1-苯乙基-4-哌啶酮" -> "1-phenethyl-4-piperidone").

    An ester is turned round ("3-氧代-2-苯基丁酸甲酯" -> "methyl 3-oxo-2-phenylbutanoate"). Characters that no token covers stay.
    """
    line = re.sub(r"[【〔{\[（]", "(", re.sub(r"[】〕}\]）]", ")", plain(name).replace("，", ",").replace("、", ",")))
    ester = _ester(line)
    if ester:
        return ester
    return _words(line)


_ALKYLS = {
    "甲": "methyl",
    "乙": "ethyl",
    "丙": "propyl",
    "异丙": "isopropyl",
    "丁": "butyl",
    "正丁": "butyl",
    "异丁": "isobutyl",
    "叔丁": "tert-butyl",
    "仲丁": "sec-butyl",
    "特丁": "tert-butyl",
    "苄": "benzyl",
    "苯": "phenyl",
    "戊": "pentyl",
    "己": "hexyl",
    "正丙": "propyl",
    "二乙": "diethyl",
    "二甲": "dimethyl",
}
_ESTER = re.compile(r"(?P<acid>.+酸)(?P<alkyl>" + "|".join(sorted(_ALKYLS, key=len, reverse=True)) + r")基?酯")


def _ester(line: str) -> str | None:
    found = _ESTER.fullmatch(line)
    if found is None:
        return None
    acid = _words(found["acid"])
    if has_cjk(acid) or not acid.endswith("ic acid"):
        return None
    acid = acid[: -len("oic acid")] + "oate" if acid.endswith("oic acid") else acid[: -len("ic acid")] + "ate"
    return f"{_ALKYLS[found['alkyl']]} {acid}"


def _words(line: str) -> str:
    tokens, longest = _tokens()
    out: list[str] = []
    place = 0
    while place < len(line):
        for size in range(min(longest, len(line) - place), 0, -1):
            word = tokens.get(line[place : place + size])
            if word is not None:
                out.append(word)
                place += size
                break
        else:
            out.append(line[place])
            place += 1
    joined = "".join(out)
    joined = re.sub(r"e(?=-\d[\d,']*-(?:yl|one|ol|amine))", "", joined)
    return re.sub(r"-{2,}", "-", joined)


@lru_cache(maxsize=1)
def _tokens() -> tuple[dict[str, str], int]:
    rows = dict(_pairs("zh_tokens.tsv"))
    return rows, max(map(len, rows))


@lru_cache(maxsize=1)
def _regional() -> tuple[tuple[str, str], ...]:
    return _pairs("zh_regional.tsv")


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    lines = files("accord.substances").joinpath(f"data/{table}").read_text("utf-8").splitlines()[1:]
    pairs: list[tuple[str, str]] = []
    for line in lines:
        if line:
            old, new = line.split("\t")
            pairs.append((old, new))
    return tuple(pairs)


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs]

    return OpenCC("t2s")
