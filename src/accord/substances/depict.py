"""Drawing of an input with the atoms of each clause marked, as SVG that needs nothing from outside. Equal input, equal bytes."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from rdkit import Chem
from rdkit.Chem import rdDepictor
from rdkit.Chem.Draw import rdMolDraw2D

from accord.core.text import Message, language, say
from accord.substances.model import Structure

WIDTH, HEIGHT = 480, 320
"""Pixels of the drawing; the legend stands below it."""
_LINE = 22
_MARGIN = 36
_PALETTE = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#D55E00", "#CC79A7", "#0072B2")
"""Colours that people with any usual colour vision tell apart (M. Okabe, K. Ito, Color Universal Design, 2008)."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Atoms of the input (0-based, as written) that belong to one reason, and the words of the legend."""

    atoms: tuple[int, ...]
    label: str | Message


def svg(structure: Structure, highlights: Sequence[Highlight] = (), lang: str | None = None) -> str:
    """The whole input as drawn by the user, marked, with a numbered legend.

    Besides its colour every mark has a number, so that the drawing can be read without colours. A molfile keeps its own layout.

    Args:
        structure: the input; atoms are not moved, added or removed.
        highlights: in the order of the legend; atoms may belong to several.
        lang: "en" or "zh"; None: the language in use.

    Returns:
        A complete `<svg>` element, self-contained, safe to put into a page.

    Raises:
        ValueError: a highlight names an atom that the input does not have.
    """
    lang = lang or language()
    count = structure.mol.GetNumAtoms()
    if any(not 0 <= atom < count for one in highlights for atom in one.atoms):
        raise ValueError(f"atoms 0 to {count - 1} exist")
    rows = list(_legend(highlights, lang))
    height = HEIGHT + (_LINE * sum(len(lines) for _, lines in rows) + 12 if rows else 0)
    title = escape(say("substances.drawing.title", lang, formula=structure.formula))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
    return f"{head}<title>{title}</title>{_drawing(structure.mol, highlights)}{_legend_svg(rows)}</svg>"


def _drawing(source: Chem.Mol, highlights: Sequence[Highlight]) -> str:
    """The inner elements of the drawing."""
    mol = _laid_out(source)
    atoms: dict[int, list[tuple[float, float, float]]] = {}
    bonds: dict[int, list[tuple[float, float, float]]] = {}
    for number, one in enumerate(highlights):
        colour = _rgb(_PALETTE[number % len(_PALETTE)])
        for atom in one.atoms:
            atoms.setdefault(atom, []).append(colour)
        for bond in mol.GetBonds():
            if {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()} <= set(one.atoms):
                bonds.setdefault(bond.GetIdx(), []).append(colour)
        if one.atoms:
            _note(mol.GetAtomWithIdx(min(one.atoms)), str(number + 1))
    canvas = rdMolDraw2D.MolDraw2DSVG(WIDTH, HEIGHT)
    options = canvas.drawOptions()
    options.prepareMolsBeforeDrawing = False
    options.fillHighlights = True
    options.annotationFontScale = 0.7
    canvas.DrawMoleculeWithHighlights(mol, "", atoms, bonds, {}, {})
    canvas.FinishDrawing()
    text = str(canvas.GetDrawingText())
    body = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    return body.replace("<!-- END OF HEADER -->", "").replace("\n", "")


def _laid_out(source: Chem.Mol) -> Chem.Mol:
    """A copy for drawing: Kekule bonds where possible, wedges, the user's own plane layout or a fresh one."""
    mol = Chem.Mol(source)
    flat = mol.GetNumConformers() > 0 and not mol.GetConformer().Is3D() and mol.GetConformer().GetPositions().any()
    if not flat:
        rdDepictor.Compute2DCoords(mol, canonOrient=True)
    return rdMolDraw2D.PrepareMolForDrawing(mol, addChiralHs=False, forceCoords=False)


def _note(atom: Chem.Atom, number: str) -> None:
    atom.SetProp("atomNote", f"{atom.GetProp('atomNote')},{number}" if atom.HasProp("atomNote") else number)


def _rgb(colour: str) -> tuple[float, float, float]:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def _legend(highlights: Sequence[Highlight], lang: str) -> Iterator[tuple[str, list[str]]]:
    """Colour and lines of text of each highlight."""
    for number, one in enumerate(highlights):
        label = say(one.label.code, lang, **one.label.params) if isinstance(one.label, Message) else one.label
        yield _PALETTE[number % len(_PALETTE)], _wrapped(f"{number + 1}  {label}", (WIDTH - 2 * _MARGIN) // 7)


def _wrapped(text: str, most: int) -> list[str]:
    """Lines of at most `most` narrow characters (a Chinese one counts two), broken at blanks or between Chinese characters."""
    lines, line, width = list[str](), "", 0
    for char in text:
        wide = 2 if east_asian_width(char) in "WF" else 1
        if width + wide > most:
            at = line.rfind(" ") + 1 or len(line)
            lines.append(line[:at].rstrip())
            line = line[at:]
            width = sum(2 if east_asian_width(c) in "WF" else 1 for c in line)
        line += char
        width += wide
    return [*lines, line]


def _legend_svg(rows: Sequence[tuple[str, list[str]]]) -> str:
    parts: list[str] = []
    y = HEIGHT + 14
    for colour, lines in rows:
        parts.append(f'<circle cx="18" cy="{y - 4}" r="7" fill="{colour}" stroke="#333333" stroke-width="0.5"/>')
        for line in lines:
            parts.append(f'<text x="{_MARGIN}" y="{y}" font-family="sans-serif" font-size="13" fill="#222222">{escape(line)}</text>')
            y += _LINE
    return "".join(parts)
