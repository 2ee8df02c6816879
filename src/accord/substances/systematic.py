"""Systematic names in one order: a key that is equal for the usual ways to write one systematic name, and for no two substances.

Not a name-to-structure parser. It undoes CAS inversion ("Propanamide, N-phenyl-"), moves infixed locants to the front
("piperidin-4-yl", "4-piperidinyl"), takes one word of each pair of synonyms and sorts substituents that carry locants, bracket by bracket.
What has no locant keeps its place, so "phenylmethyl" and "methylphenyl" stay apart.
"""

from __future__ import annotations

import re

from accord.substances.folding import plain
from accord.substances.functional import one_parent

__all__ = ["key"]

_INFIX = re.compile(
    r"([a-z]{3,}?)(an|in|en|ol|yn|on|ur|or|et|id|ep|az|ox|yr|az)?e?-(\d+[a-z']?(?:,\d+[a-z']?)*)-"
    r"(yl(?:idene|methyl|ethyl|amino|amine|oxy)?|one|dione|ol|diol|amine|diamine|amide|thiol|al|"
    r"carboxylate|carboxylic acid|carbonitrile|carboxamide|carbaldehyde)"
)
_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?<=\(\d-)((?:pyrrolidin|piperidin|morpholin|azepan)-\d-yl)(?=(?:ethyl|propyl)\))", r"(\1)"),
    (r"\((?:\d+h,?)+\)", ""),
    (r"(?<![a-z0-9])(?:1h-(?=ind|imidazol|pyr|benzimid|benzo)|[123]h-(?=1,[45]-benzodiazepin))", ""),
    (r"(?<![a-z0-9])(?:4h-(?=zz|imidazo)|6h-(?=thieno)|2h-(?=1,3-benz))", ""),
    (r"\b(\d)-n-(?=phen|benz|anil|boc|meth|eth)", r"\1-"),
    (r"(?<!1,3-)(?<!\))(?<![a-z-])benzodioxol", "1,3-benzodioxol"),
    (r"(?<=piperidin)ylamine$", "amine"),
    (r"(?<=piperid)ylamine$", "inamine"),
    (r"(?:1,3|2,3)-dihydro-?(?=.*benzodiazepin-2-one$)", ""),
    (r"benzeneacet(?=onitrile|amide|ic acid|ate|yl)", "phenylacet"),
    (r"(?:alpha-acetyl-?|2-acetyl-2-)phenylacet|(?:2-|alpha-)phenyl-?acetoacet", "3-oxo-2-phenylbutan#"),
    (r"^([a-z]+ )?acetoacet(?=ate|ic|am)", r"\g<1>3-oxobutan#"),
    (r"#(?:onitrile)", "enitrile"),
    (r"#amide", "amide"),
    (r"#(?=ic acid|ate)", "o"),
    (r"2-phenylacet(?=onitrile|amide|ic acid|ate|yl\b)", "phenylacet"),
    (r"^\(?((?:\d(?:,\d)*-[a-z]+)?phenyl)\)?-?(?:acetone|2-propanone|propan-2-one)$", r"1-(\1)-2-propanone"),
    (r"^1-\(phenyl\)-", "1-phenyl-"),
    (r"^n,n-diethyl-(.+?)-?benzimidazole-1-ethanamine$", r"n,n-diethyl-2-(\1-benzimidazol-1-yl)ethanamine"),
    (r"\(?1-methylethoxy\)?|\(?propan-2-yloxy\)?|\(isopropoxy\)", "isopropoxy"),
    (r"\((phenyl|cyclopentyl|cyclohexyl)\)(?=methanone|amine|\()", r"\1"),
    (r"\)-(?=[a-z]+yl(?:methanone|amine))", ")"),
    (r"benzo\(d\)imidazol", "benzimidazol"),
    (r"\(\((\d-[a-z]+)phenyl\)methyl\)", r"(\1benzyl)"),
    (r"propionamido", "propanamido"),
    (r"\(?(?:1,1-dimethylethyl)\)?|tert\.?-?butyl|\bt-butyl|2-methylpropan-2-yl|2-methyl-2-propanyl", "tertbutyl"),
    (r"\(1-methylethyl\)|\(propan-2-yl\)|propan-2-yl|\(isopropyl\)|2-propanyl|i-propyl|iso-propyl", "isopropyl"),
    (r"\(?(?:2-methylpropyl)\)?|iso-butyl", "isobutyl"),
    (r"\(?(?:2-phenylethyl|2-phenethyl|beta-phenylethyl|2-phenyl-ethyl|phenylethyl|phenethyl)\)?", "phenethyl"),
    (r"\(phenylmethyl\)|\(benzyl\)|phenylmethyl", "benzyl"),
    (r"\(phenylamino\)|phenylamino|\(anilino\)|n-anilino|anilino", "anilino"),
    (r"benzeneethanamine", "phenethylamine"),
    (r"2-phenylethanamine|2-phenylethan-1-amine|2-phenylethylamine", "phenethylamine"),
    (r"phenylethylamine|phenethylamine|phenylethanamine", "phenethylamine"),
    (r"1,3-benzodioxol-5-yl|benzo\(d\)\(1,3\)dioxol-5-yl|2h-1,3-benzodioxol-5-yl|1,3-dioxaindan-5-yl", "3,4-methylenedioxyphenyl"),
    (r"3,4-\(methylenedioxy\)phenyl", "3,4-methylenedioxyphenyl"),
    (r"thien-(\d)-yl|(\d)-thienyl|thiophen-(\d)-yl", r"\1\2\3-thienyl"),
    (r"fur-(\d)-yl|(\d)-furyl|furan-(\d)-yl|(\d)-furanyl", r"\1\2\3\4-furyl"),
    (r"propionic|propanoic", "propanoic"),
    (r"butyric", "butanoic"),
    (r"valeric", "pentanoic"),
    (r"propionate", "propanoate"),
    (r"butyrate", "butanoate"),
    (r"\(1-oxopropyl\)|1-oxopropyl", "propanoyl"),
    (r"ethan-1-amine|ethylamine\b|1-ethanamine", "ethanamine"),
    (r"piperidone", "piperidinone"),
    (r"propan-2-amine|2-aminopropane|isopropylamine", "2-propanamine"),
    (r"propionamide", "propanamide"),
    (r"butyramide", "butanamide"),
    (r"valeramide", "pentanamide"),
    (r"isobutyramide", "2-methylpropanamide"),
    (r"propionyl", "propanoyl"),
    (r"ethanoic acid", "acetic acid"),
    (r"ethanamide", "acetamide"),
    (r"acrylamide|2-propenamide", "prop-2-enamide"),
    (r"phenyl\(propanoyl\)amino|\(propanoyl\)anilino|propanoylanilino", "n-phenylpropanamido"),
    (r"piperidyl", "piperidinyl"),
    (r"pyridyl", "pyridinyl"),
    (r"keto(?=[a-z-])", "oxo"),
    (r"acetone\b", "2-propanone"),
    (r"carbomethoxy", "(methoxycarbonyl)"),
    (r"carboethoxy|carbethoxy", "(ethoxycarbonyl)"),
    (r"napht", "naphth"),
    (r"naphthh", "naphth"),
    (r"\b(?:para|p)-(?=[a-z(])", "4-"),
    (r"\b(?:meta|m)-(?=[a-z(])", "3-"),
    (r"\b(?:ortho|o)-(?=[a-z(])", "2-"),
)
_SYNONYMS = tuple((re.compile(old), new) for old, new in _WORDS)
_ESTER = re.compile(r"^(?P<stem>.+?)(?P<end>oic|ic) acid,?\s*(?P<alkyl>(?:tert-|iso|sec-)?[a-z]+yl) ester$")
_FUSED = re.compile(r"(?<!benzo)(?<!benzo\(d\))\((\d,\d(?:,\d)*|\d,\d-[a-z])\)(?=[a-z(])|(?<=[a-z])(?<!benzo)\(([a-h])\)(?=[a-z])")
"""Locants of a fused ring ("[1,2,4]triazolo[4,3-a]"): part of the word, not a substituent."""
_DIGITS = str.maketrans("123456789,-", "qrstuvwxykj")
_UNREAD = "?"
"""Stands for a part that is not built like a name; a key with it is none."""
_LOCANT = r"(?:\d+(?:alpha|beta|[a-z])?'*|n\d?'*|o|s|alpha'?|beta'?|gamma|omega|[rs]|\d+[rs]|e|z|cis|trans)"
_UNIT = re.compile(rf"(?P<locants>(?:{_LOCANT}(?:,{_LOCANT})*-)*)(?P<many>(?:di|tri|bis|tris)?(?=<))?(?P<body><\d+>|[a-z']+(?: acid)?)")
_SIMPLE = re.compile(
    r"^((?:di|tri)?(?:fluoro|chloro|bromo|iodo|nitro|cyano|hydroxy|methoxy|ethoxy|oxo|amino|anilino|acetyl|phenethyl|phenyl|benzyl|methylenedioxy|methyl|ethyl|piperidinyl|"
    r"isopropyl|cyclopropyl|cyclobutyl|cyclopentyl|cyclohexyl|propyl|tertbutyl|isobutyl|butyl|pentyl|hexyl|propanoyl))(?=[a-z]{4,})"
)


def key(name: str) -> str | None:
    """The key of a systematic name; None where the text is not built like one (no locant, or brackets that do not close)."""
    line = plain(name).casefold().replace("α", "alpha").replace("β", "beta").replace("γ", "gamma")
    line = re.sub(r"[\[{]", "(", re.sub(r"[\]}]", ")", line)).replace("t-butyl", "tert-butyl").replace("tertert-", "tert-")
    line = _FUSED.sub(lambda found: f"zz{(found[1] or found[2]).translate(_DIGITS)}", line)
    line = re.sub(r"^([^ ]+) ([^ ]+) ketone$", r"(\1)(\2)methanone", line)
    line = re.sub(r"(?:(?<=-\d-)on|(?<=id)on|(?<=an)on|idin|amin|amid|anilin)$", r"\g<0>e", line)
    line = re.sub(r"\s*([-,()'])\s*", r"\1", re.sub(r",\s+", ", ", line)) if ", " not in line else line
    line = _inverted(line)
    line = _ESTER.sub(_turned, line)
    if not line.endswith("ate"):
        line = re.sub(r"\s+(?!acid)", "", line)
    line = re.sub(r"\s*([-,()'])\s*", r"\1", line)
    for old, new in _SYNONYMS:
        line = old.sub(new, line)
    if not re.search(r"\d|\bn-", line) or line.count("(") != line.count(")"):
        return None
    line = re.sub(r"(?<=[a-z)])(?=\d)", "-", _infixes(line))
    found = _sorted_units(re.sub(r"-{2,}", "-", line))
    return found if _UNREAD not in found and len(re.findall("[a-z]", found)) >= 6 else None


def _turned(found: re.Match[str]) -> str:
    """Read "...oic acid methyl ester" as "methyl ...oate"."""
    return f"{found['alkyl']} {found['stem']}{'oate' if found['end'] == 'oic' else 'ate'}"


def _infixes(line: str) -> str:
    for _ in range(4):
        line, changed = _INFIX.subn(_front, line)
        if not changed:
            break
    return re.sub(r"(?<![a-z0-9')])-", "", line)


def _front(found: re.Match[str]) -> str:
    stem, tail, locant, end = found.groups()
    word = stem + (tail or "")
    head = ""
    while (simple := _SIMPLE.match(word)) is not None:
        head += simple.group(1)
        word = word[simple.end() :]
    return f"{head}-{locant}-{word}{'e' if end.startswith(('car', 'di', 'th')) else ''}{end}"


def _inverted(line: str) -> str:
    """Undo CAS index order: "propanamide, n-phenyl-" and "..., methyl ester"."""
    parts = re.split(r",\s+|,(?=[a-z]+ ester$)", line)
    if len(parts) == 1:
        return line
    parent, front, ester = parts[0], "", ""
    for part in parts[1:]:
        if part.endswith("-") or (len(parts) == 2 and re.match(r"\d|n-", part) and not part.endswith(("acid", "ester"))):
            front += part if not front or not part[0].isalnum() or front.endswith("-") else "-" + part
        elif part.endswith(" ester"):
            ester = part[: -len(" ester")] + " "
        else:
            return line.replace(", ", ",")
    if ester:
        parent = re.sub(r"o?ic acid$", lambda m: "oate" if m.group().startswith("o") else "ate", parent)
    return ester + front + parent


def _sorted_units(line: str) -> str:
    groups: list[str] = []

    def inner(found: re.Match[str]) -> str:
        groups.append(_level(found.group(1), groups))
        return f"<{len(groups) - 1}>"

    for _ in range(12):
        line, changed = re.subn(r"\(([^()]*)\)", inner, line)
        if not changed:
            break
    return _level(line, groups)


def _level(line: str, groups: list[str]) -> str:
    words = line.split(" ") if not line.endswith(" acid") else [line]
    return " ".join(_ordered(word, groups) for word in words)


def _ordered(line: str, groups: list[str]) -> str:
    units: list[list[str]] = []
    read = 0
    for found in _UNIT.finditer(line):
        if line[read : found.start()].strip("-"):
            return _UNREAD
        read = found.end()
        body = found["body"]
        pieces = [f"({groups[int(body[1:-1])]})"] if body.startswith("<") else _pieces(body)
        if found["locants"] or not units:
            units.append([found["locants"] + (found["many"] or "") + pieces[0], *pieces[1:]])
        else:
            units[-1].extend(pieces)
    if not units or line[read:].strip("-"):
        return _UNREAD
    last = units[-1]
    parent = last.pop()
    joined, parent = one_parent(["".join(unit) for unit in units if unit], parent)
    ester, _, parent = parent.rpartition(" ") if not parent.endswith(" acid") else ("", "", parent)
    return f"{ester} {'+'.join([*sorted(joined), parent])}".strip()


def _pieces(word: str) -> list[str]:
    pieces: list[str] = []
    while (found := _SIMPLE.match(word)) is not None:
        pieces.append(found.group(1))
        word = word[found.end() :]
    return [*pieces, word]
