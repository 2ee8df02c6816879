"""Names in one spelling: what two people write for one substance becomes one key.

`fold` joins drawings of the same words (width, hyphens, brackets, case, Greek letters, British spelling); `shape` keeps what the key
drops where it can change the meaning (brackets, the word gaps of an ester), so that a match can be tested against it.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "has_cjk", "plain", "shape", "shapes_agree", "sound"]

_DASHES = "\u00ad\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc\u2500"
_QUOTES = '\u2018\u2019\u201a\u201b\u2032\u2035\u00b4`\u02b9\u2033\u201c\u201d\uff07"\u02c8\u2034'
_CYRILLIC = dict(zip("асеорхуіјѕкмтвнАСЕОРХУІЈЅКМТВНгԁԛԝ", "aceopxyijskmtbhACEOPXYIJSKMTBHrdqw", strict=True))
_MAP = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, "'"), "\u00d7": "x", "\u00b7": ".", "\u30fb": ".", "ı": "i"}
)
_LOOK = str.maketrans(_CYRILLIC)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\u180e\ufe00-\ufe0f\x00-\x08\x0b-\x1f\x7f]")
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ω": "omega", "μ": "mu", "λ": "lambda", "ψ": "psi"}
_SIGNS = (
    (
        re.compile(r"\((?:\+\s*/?\s*-|-\s*/?\s*\+|±|rs|r/s|r,s)\)|±|\brac(?:emic|emate)?\b[-\s.]*|(?:^|(?<=[\s-]))d,?l-|外消旋|消旋"),
        " rac ",
    ),
    (re.compile(r"\(\+\)|\(d\)"), " dextro "),
    (re.compile(r"\(-\)|\(l\)"), " levo "),
)
_SPELLING = (
    ("sulph", "sulf"),
    ("aluminum", "aluminium"),
    ("caesium", "cesium"),
    ("oestr", "estr"),
    ("haem", "hem"),
    ("barbitone", "barbital"),
    ("amfetamin", "amphetamin"),
    ("metamphetamin", "methamphetamin"),
    ("benzphetamin", "benzfetamin"),
    ("phenylethylamin", "phenethylamin"),
    ("naphth", "napht"),
    ("napth", "napht"),
    ("methylendioxy", "methylenedioxy"),
    ("propionamid", "propanamid"),
    ("propionyl", "propanoyl"),
    ("butyramid", "butanamid"),
    ("piperidyl", "piperidinyl"),
    ("pyridyl", "pyridinyl"),
    ("fentanil", "fentanyl"),
    ("fentanyle", "fentanyl"),
    ("phosphorous", "phosphorus"),
    ("aether", "ether"),
)
_GAPS = re.compile(r"[\s\-_,.;:'/\\|()\[\]{}<>*+^~!?#&\"。、，；：（）【】《》〈〉〔〕]+")
_ESTER = re.compile(r"(?:ate|ite|ester)\W*$")


def plain(text: str) -> str:
    """NFKC, one kind of hyphen and quote, no invisible characters, look-alike Cyrillic letters as Latin ones, single spaces."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    if not text.isascii():
        text = text.translate(_MAP).translate(_LOOK)
    return " ".join(text.split())


def fold(name: str) -> str:
    """The key under which a name is looked up: lower case, no gaps, Greek letters as words, signs of rotation as words.

    Digits and locants stay: "2-fluoro" and "4-fluoro" never meet. "(+)-", "(-)-" and "(±)-" become dextro, levo and rac.
    """
    return _joined(_worded(name))


def shape(name: str) -> frozenset[tuple[int, str]]:
    """Places, counted in characters of the key, where the name has a bracket or, in an ester-like name, a word gap."""
    line = _worded(name)
    marks: set[tuple[int, str]] = set()
    ester = _ESTER.search(line) is not None
    done = 0
    for piece in re.split(r"([()\[\]{}]|\s+)", line):
        if piece and piece in "([{":
            marks.add((done, "("))
        elif piece and piece in ")]}":
            marks.add((done, ")"))
        elif piece.isspace() and ester and done:
            marks.add((done, " "))
        else:
            done += len(_GAPS.sub("", piece))
    return frozenset(marks)


def shapes_agree(one: frozenset[tuple[int, str]], other: frozenset[tuple[int, str]]) -> bool:
    """Whether two names with one key also group alike: the marks of one are among the marks of the other.

    "methyl phenylacetate" and "methylphenyl acetate" have one key and are two substances; a name with fewer brackets is only terser.
    """
    return one <= other or other <= one


def sound(key: str) -> str:
    """A coarser key that joins spelling habits of languages: ph/f, th/t, y/i, ae/e, double letters, k/c, the last vowel.

    Only to be trusted where it meets one substance.
    """
    for old, new in (("ph", "f"), ("th", "t"), ("y", "i"), ("ae", "e"), ("oe", "e"), ("k", "c"), ("z", "s"), ("ch", "c")):
        key = key.replace(old, new)
    key = re.sub(r"([a-z])\1", r"\1", key)
    return re.sub(r"(?<=[a-z]{4})(?:um|[aeo])$", "", key)


def has_cjk(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any("\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" for c in text)


def _worded(name: str) -> str:
    line = plain(name).casefold()
    for sign, word in _SIGNS:
        line = sign.sub(word, line)
    if not line.isascii():
        for letter, word in _GREEK.items():
            line = line.replace(letter, word)
        line = "".join(c for c in unicodedata.normalize("NFD", line) if not unicodedata.combining(c))
    for old, new in _SPELLING:
        if old in line:
            line = line.replace(old, new)
    return line


def _joined(line: str) -> str:
    return _GAPS.sub("", line)
