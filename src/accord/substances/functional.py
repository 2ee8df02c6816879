"""One functional parent for the usual families: "N-(piperidin-4-yl)aniline", "4-anilinopiperidine" and "N-phenylpiperidin-4-amine" are
one substance named from three parents. Used by `systematic` on a name that is already split into substituents and parent.
"""

from __future__ import annotations

import re

__all__ = ["one_parent"]

Name = tuple[list[str], str]
"""Substituents with their locants ("1-phenethyl", "n-(4-fluoro+phenyl)") and the parent with its own ("4-piperidinamine")."""

_ANILIDES = {
    "acetanilide": "acetamide",
    "propionanilide": "propanamide",
    "propananilide": "propanamide",
    "propanoylanilide": "propanamide",
    "butyranilide": "butanamide",
    "butananilide": "butanamide",
    "isobutyranilide": "2-methylpropanamide",
}
_PLAIN = {
    "benzenamine": "aniline",
    "phenylamine": "aniline",
    "2-furamide": "2-furanecarboxamide",
    "3-furamide": "3-furanecarboxamide",
    "1-cyclohexanone": "cyclohexanone",
    "1-cyclopentanone": "cyclopentanone",
    "1-cyclopentanol": "cyclopentanol",
    "1-cyclohexanol": "cyclohexanol",
    "1-cyclohexanamine": "cyclohexanamine",
    "1-ethanone": "ethanone",
    "1-ethanol": "ethanol",
    "malonate": "propanedioate",
}
_BOC = re.compile(r"[1n]-\(?(?:tert\+?butoxycarbonyl|tertbutyl\+?oxycarbonyl|tertbutyloxycarbonyl|t?boc)\)?")


def one_parent(units: list[str], parent: str) -> Name:
    """The same name from the parent that is used for its family; unchanged where no rule fits."""
    parent = _PLAIN.get(parent, parent)
    for rule in (_acetonyl, _anilide, _ring_nitrogen, _aniline, _amine, _carbamate, _anilino, _amido, _ketone, _nitazene):
        units, parent = rule(units, parent)
    return units, parent


def _taken(units: list[str], pattern: str) -> tuple[re.Match[str] | None, list[str]]:
    """The first substituent of a form, and the others."""
    for unit in units:
        found = re.fullmatch(pattern, unit)
        if found:
            rest = list(units)
            rest.remove(unit)
            return found, rest
    return None, units


def _acetonyl(units: list[str], parent: str) -> Name:
    if parent != "1,3-benzodioxole":
        return units, parent
    found, rest = _taken(units, r"5-(?:acetonyl|\(?2-oxo\+?propyl\)?)")
    return (["1-(3,4-methylenedioxy+phenyl)", *rest], "2-propanone") if found and not rest else (units, parent)


def _anilide(units: list[str], parent: str) -> Name:
    return ([*units, "n-phenyl"], _ANILIDES[parent]) if parent in _ANILIDES else (units, parent)


def _ring_nitrogen(units: list[str], parent: str) -> Name:
    """N of a piperidine is its position 1; beside 4-amino it is that nitrogen ("N-phenyl-4-aminopiperidine")."""
    aryl, rest = _taken(units, r"n-(?:phenyl|\([^()]+phenyl\))") if parent == "piperidine" and "4-amino" in units else (None, units)
    if aryl is not None:
        return [aryl[0], *(unit for unit in rest if unit != "4-amino")], "4-piperidinamine"
    if parent in ("piperidine", "4-piperidinone"):
        units = [re.sub(r"^n-", "1-", unit) for unit in units]
    return [f"n-({unit[2:]})" if unit == "n-4-piperidinyl" else unit for unit in units], parent


def _inner(text: str) -> list[str]:
    """The substituents of "1-phenethyl+4-piperidinyl" beside the ring itself, which is last."""
    return _plus(text)[:-1]


def _plus(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "+" and not depth:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


def _aryl(units: list[str]) -> str:
    return f"n-({'+'.join([*sorted(units), 'phenyl'])})" if units else "n-phenyl"


def _aniline(units: list[str], parent: str) -> Name:
    found, rest = _taken(units, r"n-\((?P<ring>(?:.+\+)?4-piperidinyl)\)") if parent == "aniline" else (None, units)
    if found is None or any(unit.startswith("n-") for unit in rest):
        return units, parent
    return [*_inner(found["ring"]), _aryl(rest)], "4-piperidinamine"


def _amine(units: list[str], parent: str) -> Name:
    if parent != "amine" or len(units) != 1:
        return units, parent
    found = re.fullmatch(r"\(?phenyl\)?\((.*4-piperidinyl)\)|\((.*4-piperidinyl)\)\(?phenyl\)?", units[0])
    return ([*_inner(found[1] or found[2]), "n-phenyl"], "4-piperidinamine") if found else (units, parent)


def _carbamate(units: list[str], parent: str) -> Name:
    if parent not in ("piperidine", "4-piperidinone", "4-piperidinamine"):
        return units, parent
    found, rest = _taken(units, _BOC.pattern)
    if found is None:
        return units, parent
    if parent == "4-piperidinone":
        rest = [*rest, "4-oxo"]
    elif parent == "4-piperidinamine":
        rest = ["4-anilino" if unit == "n-phenyl" else unit for unit in rest]
    return rest, "tertbutyl 1-piperidinecarboxylate"


def _anilino(units: list[str], parent: str) -> Name:
    if parent != "piperidine":
        return units, parent
    found, rest = _taken(units, r"4-\(?(?:(?P<sub>[^()]+)\+)?anilino\)?|4-\(\((?P<aryl>[^()]+)\+phenyl\)\+?amino\)")
    if found is None:
        return units, parent
    return [*rest, _aryl(_plus(found["sub"] or found["aryl"]) if found["sub"] or found["aryl"] else [])], "4-piperidinamine"


def _amido(units: list[str], parent: str) -> Name:
    """Read "4-(N-phenylpropanamido)piperidine" as N-phenyl-N-(piperidin-4-yl)propanamide."""
    found, rest = _taken(units, r"4-\((?:n-)?(n-.+)\+([a-z]+amid)o\)") if parent == "piperidine" else (None, units)
    if found is None:
        return units, parent
    ring = "+".join([*sorted(rest), "4-piperidinyl"])
    return [*_plus(found[1]), f"n-({ring})"], found[2] + "e"


def _ketone(units: list[str], parent: str) -> Name:
    """The two groups of a methanone in one order."""
    if parent != "methanone" or len(units) != 1:
        return units, parent
    groups = [found[0] or found[1] for found in re.findall(r"\(((?:[^()]|\([^()]*\))+)\)|([0-9a-z',-]+)", units[0])]
    return ["".join(f"({group})" for group in sorted(groups))] if len(groups) == 2 else units, parent


def _nitazene(units: list[str], parent: str) -> Name:
    """Read "1-(2-diethylaminoethyl)-...benzimidazole" as N,N-diethyl-2-(...benzimidazol-1-yl)ethanamine."""
    if parent != "benzimidazole":
        return units, parent
    found, rest = _taken(units, r"1-\(?(?:2-)?\(?diethyl\+?amino\)?\+?ethyl\)?")
    if found is None:
        return units, parent
    ring = "+".join([*sorted(rest), "1-benzimidazolyl"])
    return ["n,n-diethyl", f"2-({ring})"], "ethanamine"
