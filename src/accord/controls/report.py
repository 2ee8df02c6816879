"""The printable report: one self-contained HTML page, no script, in the reader's language.

Memory holds one short line per row and the records that get a card of their own; drawings are made while the page is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from accord.controls import headline
from accord.controls.drawing import drawn_again
from accord.controls.model import OUTCOMES
from accord.controls.tally import CLASSES, Tally, outcomes
from accord.core.reference import Reference
from accord.core.text import has, language, say

TEMPLATES = Path(__file__).parent / "templates"
Record = Mapping[str, Any]
Draw = Callable[[Record], str | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    number: int
    id: str | None
    input: str
    name: str
    found: str
    """Class of the row (tally.CLASSES)."""
    on: str | None
    outcomes: Mapping[str, str]
    card: int | None
    error: str | None


@dataclass(slots=True)
class Card:
    """One substance with its reasons; rows that ask the same thing on the same day share it."""

    number: int
    record: Record
    rows: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class Report:
    """What the page is made of."""

    single: bool
    tally: Tally = field(default_factory=Tally)
    lines: list[Line] = field(default_factory=list[Line])
    cards: dict[str, Card] = field(default_factory=dict[str, Card])
    missing: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def add(self, record: Record) -> None:
        """Take in one record of `check` or `screen`."""
        found = self.tally.add(record)
        card = self._card(record) if self.single or found in ("controlled", "ambiguous", "cannot_say") else None
        for verdict in record["verdicts"]:
            for gap in verdict["coverage"]["missing"]:
                self.missing.setdefault(gap["id"], {**gap, "rows": 0})["rows"] += 1
        self.lines.append(
            Line(
                number=record["row"],
                id=record.get("id"),
                input=headline.shown_input(record, 60),
                name=headline.name_of(record) if record["status"] == "ok" else "",
                found=found,
                on=record["verdicts"][0]["on"] if record["verdicts"] else None,
                outcomes=outcomes(record),
                card=card,
                error=record["error"]["message"] if record.get("error") else None,
            )
        )

    def _card(self, record: Record) -> int:
        key = json.dumps([record["input"], record["verdicts"], record["error"] and record["row"]], sort_keys=True, ensure_ascii=False)
        card = self.cards.setdefault(key, Card(len(self.cards) + 1, record))
        card.rows.append(record["row"])
        return card.number


def write(
    path: Path,
    records: Iterable[Record],
    *,
    on: str,
    references: Sequence[Reference],
    source: str | None = None,
    single: bool = False,
    draw: Draw = drawn_again,
) -> Tally:
    """Write the report of records.

    Args:
        path: the HTML file to write.
        records: full records of `check` or `screen`, in order.
        on: the day asked about, shown in the head; rows with a date of their own show theirs.
        references: the law held; the page names those that the answers rest on.
        source: name of the file screened; None for texts asked by hand.
        single: the one-page form of `check`: a card for every record, no table of rows.
        draw: gives the drawing of a record.

    Returns:
        The counts shown in the page.
    """
    made = Report(single)
    for record in records:
        made.add(record)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(page(made, on=on, references=references, source=source, draw=draw))
    return made.tally


def page(made: Report, *, on: str, references: Sequence[Reference], source: str | None, draw: Draw) -> Iterator[str]:
    """The page in pieces, drawings made as they are reached."""
    from accord import __version__

    template = _environment(draw).get_template("report.html.j2")
    used = [one for one in references if one.id in made.tally.by_place]
    facts = {"made": made, "on": on, "references": used, "release": __version__, "title": _title(made, source)}
    lang = "zh-Hans" if language() == "zh" else "en"
    return template.generate(classes=CLASSES, order=OUTCOMES, css=_css(), lang=lang, **facts)


def fragment(record: Record, svg: str | None) -> str:
    """One card with its style, for a notebook cell.

    Args:
        record: a full record of `check`.
        svg: its drawing.
    """
    made = Report(single=True)
    made.add(record)
    return _environment(lambda _: svg).get_template("fragment.html.j2").render(made=made, css=_css())


def _title(made: Report, source: str | None) -> str:
    if source is not None:
        return say("report.title_file", file=source)
    if made.single and len(made.cards) == 1:
        record = next(iter(made.cards.values())).record
        return headline.known_name(record) or say("report.title")
    return say("report.title")


def _css() -> str:
    return (TEMPLATES / "report.css").read_text(encoding="utf-8")


def _environment(draw: Draw) -> Any:
    """Jinja with autoescape; the words come from the catalogue."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

    def drawing(record: Record) -> Markup | None:
        svg = draw(record)
        return None if svg is None else Markup(svg)  # noqa: S704 - our own drawing; it holds no text of the user

    cast("dict[str, Any]", environment.globals).update(
        say=say,
        has=has,
        drawing=drawing,
        sentence=headline.sentence,
        sentence_of_many=headline.sentence_of_many,
        state=headline.state,
        law_too_old=headline.law_too_old,
        localised=headline.localised,
        name_of=headline.name_of,
        shown_input=headline.shown_input,
        span_of=headline.span_of,
        gap_of=headline.gap_of,
        steps=headline.steps,
        lang_key=f"text_{language()}",
    )
    return environment
