"""The job: a few texts, what each one is, and whether it is controlled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from accord.controls import answer as rows
from accord.controls import states
from accord.controls.answer import Context
from accord.core.dates import parse_day
from accord.core.errors import RowError
from accord.core.finding import Finding
from accord.core.text import language
from accord.substances.model import Substance


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The answer to one text: the record of the command line (`accord check --json`), its findings, and a drawing."""

    record: dict[str, Any]
    findings: tuple[Finding, ...] = field(repr=False)
    substance: Substance | None = field(repr=False)

    @property
    def status(self) -> str:
        """ok | ambiguous_identity | unresolved | error."""
        return str(self.record["status"])

    @property
    def outcomes(self) -> dict[str, str]:
        """Jurisdiction -> controlled | not_controlled | ambiguous | cannot_say."""
        return {v["jurisdiction"]: v["outcome"] for v in self.record["verdicts"]}

    def svg(self, lang: str | None = None) -> str | None:
        """The structure as the user wrote it, with the atoms of each clause highlighted; None where no structure is known."""
        from accord.controls.picture import picture

        return picture(self.record, self.substance, lang or language())

    def __repr__(self) -> str:
        from accord.controls.headline import sentence

        return f"<Answer: {sentence(self.record)}>"

    def _repr_html_(self) -> str:
        from accord.controls.report import fragment

        return fragment(self.record, self.svg())


def check(
    texts: str | Sequence[str],
    *,
    on: str,
    jurisdictions: Sequence[str] | None = None,
    origin: str | None = None,
    destination: str | None = None,
    quantity_kg: str | None = None,
    concentration_pct: str | None = None,
    history: bool = False,
    as_of: str | None = None,
    pack_path: str | None = None,
) -> list[Answer]:
    """Answer each text, in order.

    Args:
        texts: SMILES, InChI, InChIKey, CAS numbers, molfiles, names in English or Chinese.
        on: the day asked about, ISO.
        jurisdictions: codes; None: UN, US, CN and the states of origin and destination.
        origin: ISO code of the state the goods leave.
        destination: ISO code of the state they go to.
        quantity_kg: net quantity; kept with the row (a threshold changes a duty, never a listing).
        concentration_pct: as quantity_kg.
        history: also say the outcome on all other days.
        as_of: leave out what was not known on that day.
        pack_path: folder of a law pack; None: the one that comes with the product.

    Returns:
        One answer per text. A text that cannot be read is an answer with status error or unresolved.

    Raises:
        UsageError: a jurisdiction, state, day or number of the arguments cannot be read.
    """
    asked = [texts] if isinstance(texts, str) else list(texts)
    context = question(on, jurisdictions, origin, destination, history=history, as_of=as_of, pack_path=pack_path)
    extra = {k: v for k, v in (("quantity_kg", quantity_kg), ("concentration_pct", concentration_pct)) if v is not None}
    _check_numbers(extra)
    answers: list[Answer] = []
    for number, text in enumerate(asked, 1):
        said = rows.answer(number, None, {"query": text, **extra}, context)
        answers.append(Answer(dict(said.record), said.findings, said.substance))
    return answers


def question(
    on: str,
    jurisdictions: Sequence[str] | None,
    origin: str | None,
    destination: str | None,
    *,
    history: bool = False,
    as_of: str | None = None,
    pack_path: str | None = None,
) -> Context:
    """The context of a run, its arguments read and checked; they are those of `check`.

    Raises:
        UsageError: bad_date, unknown_jurisdiction.
    """
    try:
        return Context(
            on=parse_day(on, field="on"),
            jurisdictions=None if jurisdictions is None else states.codes(_several(jurisdictions)),
            origin=states.code(origin, "origin") if origin else None,
            destination=states.code(destination, "destination") if destination else None,
            history=history,
            as_of=parse_day(as_of, field="as_of") if as_of else None,
            pack_path=pack_path,
            lang=language(),
        )
    except RowError as problem:
        raise states.usage(problem) from None


def _several(jurisdictions: str | Sequence[str]) -> Sequence[str]:
    """Codes as they are, or the parts of one text "US,CN": a text taken letter by letter would name nothing."""
    return jurisdictions.split(",") if isinstance(jurisdictions, str) else jurisdictions


def _check_numbers(extra: dict[str, str]) -> None:
    for name, text in extra.items():
        try:
            states.number(text, name)
        except RowError as problem:
            raise states.usage(problem) from None
