"""The Python API: what `accord check` and `accord screen` do, for programs and notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from accord.journeys.check_substances import Answer
from accord.journeys.check_substances import check as _check

if TYPE_CHECKING:
    from accord.law.model import Pack


class Answers(Sequence[Answer]):
    """The answers to some texts, in order; a notebook shows them with drawings."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = tuple(answers)

    @overload
    def __getitem__(self, index: int) -> Answer: ...
    @overload
    def __getitem__(self, index: slice) -> Answers: ...
    def __getitem__(self, index: int | slice) -> Answer | Answers:
        return Answers(self._answers[index]) if isinstance(index, slice) else self._answers[index]

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        from accord.controls.headline import sentence

        return "\n".join(sentence(one.record) for one in self._answers)

    def _repr_html_(self) -> str:
        return "\n".join(one._repr_html_() for one in self._answers)  # pyright: ignore[reportPrivateUsage] - the notebook protocol


def check(
    texts: str | Sequence[str],
    *,
    on: str | date | None = None,
    jurisdictions: Sequence[str] | None = None,
    origin: str | None = None,
    destination: str | None = None,
    history: bool = False,
    as_of: str | date | None = None,
) -> Answers:
    """What is it, and is it controlled?

    Args:
        texts: one text or several: a name, CAS number, SMILES, InChI, InChIKey or molfile.
        on: the day asked about; None: today.
        jurisdictions: codes such as "UN", "US", "CN"; None: these three and the states of origin and destination.
        origin: ISO code of the state the goods leave.
        destination: ISO code of the state they go to.
        history: also say the outcome on all other days.
        as_of: leave out what was not known on that day.

    Returns:
        One `Answer` per text, in order. A text that cannot be read is an answer with status "error" or "unresolved".

    Raises:
        AccordError: an argument cannot be read, or a jurisdiction does not exist.
    """
    return Answers(
        _check(
            texts,
            on=_iso(on) or date.today().isoformat(),  # noqa: DTZ011 - the caller's own day
            jurisdictions=jurisdictions,
            origin=origin,
            destination=destination,
            history=history,
            as_of=_iso(as_of),
        )
    )


def screen(
    path: str | Path,
    *,
    on: str | date | None = None,
    jurisdictions: Sequence[str] | None = None,
    origin: str | None = None,
    destination: str | None = None,
    brief: bool = False,
    jobs: int = 1,
    columns: Mapping[str, str] | None = None,
) -> Iterator[dict[str, Any]]:
    """Screen a file row by row.

    Args:
        path: csv, tsv, xlsx, jsonl, parquet, sdf, mol or smi; text formats also as .gz.
        on: the day asked about where a row gives none; None: today.
        jurisdictions, origin, destination: as in `check`; a row's own columns go before them.
        brief: one short record per row, through the fast gates.
        jobs: worker processes.
        columns: role -> header, for headers that are not recognised.

    Yields:
        One record per row, in order; a row that cannot be read is a record with status "error" or "unresolved".

    Raises:
        AccordError: the file cannot be read, or an argument is wrong.
    """
    from accord.journeys.screen_catalogue import screen as run

    day = _iso(on) or date.today().isoformat()  # noqa: DTZ011 - the caller's own day
    lines = run(
        Path(path), on=day, jurisdictions=jurisdictions, origin=origin, destination=destination, brief=brief, jobs=jobs, columns=columns
    )
    yield from map(json.loads, lines)


def load_law(path: str | Path | None = None) -> Pack:
    """The law pack of a folder; None: the one that comes with the product.

    Raises:
        AccordError: the pack cannot be read, or a file does not have the hash that the pack names.
    """
    from accord.law import load

    return load(None if path is None else Path(path))


def _iso(day: str | date | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day
