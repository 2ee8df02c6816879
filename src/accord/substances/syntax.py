"""Why a SMILES text cannot be read: the first fault, with its place. Asked only after RDKit has refused the text."""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from accord.core.text import Message

_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag"
        " Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa"
        " U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og b c n o p s as se te si",
    )
)
_BRACKET = re.compile(r"\[\d*(#\d+|[A-Z][a-z]?|[a-z][a-z]?)?(@[A-Z]{0,2}\d*|@@)?(H\d*)?([+-]+\d*)?(:\d+)?\]")
_Fault = tuple[str, dict[str, str]]
_TOKEN = re.compile(r"\[[^\]]*\]|Cl|Br|[BCNOPSFIbcnops*]|%\(\d+\)|%\d\d|\d|->|<-|[-=#$:/\\~]|[().]")


def why_unreadable(text: str) -> Message:
    """The first fault of a SMILES text.

    Args:
        text: a SMILES that the parser refused, without surrounding blanks.

    Returns:
        A message (substances.reason.*); positions count characters from 1.
    """
    scan = _Scan()
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return _stray(text, at)
        fault = scan.take(token.group(), at + 1)
        if fault is not None:
            return _fault(fault[0], at + 1, **fault[1])
        at = token.end()
    return scan.end(len(text))


@dataclass(slots=True)
class _Scan:
    """State of one left-to-right reading: open branches, open ring bonds, and what came last."""

    branches: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    rings: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    bonded: set[frozenset[int]] = field(default_factory=set[frozenset[int]])
    atoms: int = 0
    current: int = -1
    last: str = "start"

    def take(self, token: str, position: int) -> _Fault | None:
        """Read one token; a fault is (reason, parameters)."""
        first = token[0]
        if first == "[" or first.isalpha() or first == "*":
            return self._atom(token)
        if first.isdigit() or first == "%":
            return self._ring(token.strip("%()").lstrip("0") or "0", position)
        if first == "(":
            return self._open(position)
        if first == ")":
            return self._close()
        if self.last in ("bond", "dot", "start") or (first == "." and self.last == "open"):
            return "bond_without_atom", {}
        self.last = "dot" if first == "." else "bond"
        self.current = -1 if first == "." else self.current
        return None

    def _atom(self, token: str) -> _Fault | None:
        if token.startswith("["):
            content = _BRACKET.fullmatch(token)
            if content is None:
                return "bracket_content", {"content": token}
            symbol = content.group(1) or "H"
            if not symbol.startswith("#") and symbol not in _ELEMENTS:
                return "unknown_element", {"content": token}
        if self.current >= 0:
            self.bonded.add(frozenset((self.current, self.atoms)))
        self.current, self.atoms, self.last = self.atoms, self.atoms + 1, "atom"
        return None

    def _ring(self, number: str, position: int) -> _Fault | None:
        if self.current < 0 or self.last == "open":
            return "ring_without_atom", {"number": number}
        self.last = "atom"
        if number not in self.rings:
            self.rings[number] = (self.current, position)
            return None
        pair = frozenset((self.rings.pop(number)[0], self.current))
        if len(pair) == 1 or pair in self.bonded:
            return "ring_twice", {"number": number}
        self.bonded.add(pair)
        return None

    def _open(self, position: int) -> _Fault | None:
        if self.last in ("start", "dot", "bond"):
            return "branch_without_atom", {}
        self.branches.append((self.current, position))
        self.last = "open"
        return None

    def _close(self) -> _Fault | None:
        if not self.branches:
            return "branch_never_opened", {}
        if self.last == "open":
            return "branch_empty", {}
        if self.last in ("bond", "dot"):
            return "bond_without_atom", {}
        self.current, self.last = self.branches.pop()[0], "atom"
        return None

    def end(self, length: int) -> Message:
        """What is still open at the end of the text."""
        if self.branches:
            return _fault("branch_open", self.branches[-1][1])
        if self.rings:
            number, (_, position) = next(iter(self.rings.items()))
            return _fault("ring_open", position, number=number)
        if self.last in ("bond", "dot"):
            return _fault("bond_without_atom", length)
        return Message("substances.reason.grammar")


def _stray(text: str, at: int) -> Message:
    """A place where no token starts."""
    if text[at] == "[":
        return _fault("bracket_open", at + 1)
    if text[at] == "]":
        return _fault("bracket_never_opened", at + 1)
    if text[at].isspace():
        return _fault("blank", at + 1)
    shown = text[at] if text[at].isprintable() else f"U+{ord(text[at]):04X}"
    return _fault("character", at + 1, character=shown)


def _fault(reason: str, position: int, **params: str) -> Message:
    return Message(f"substances.reason.{reason}", {**params, "position": str(position)})
