"""One row in, one answer out: what is it, is it controlled, and the findings that say so. check, screen and the API share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from accord.controls import findings as made
from accord.controls import states
from accord.controls.decide import decide, outcome
from accord.controls.match import components_in_order
from accord.controls.model import Question
from accord.controls.statute import statute
from accord.core.dates import parse_day
from accord.core.errors import AccordError, RowError, Where
from accord.core.finding import Finding
from accord.law.model import Pack
from accord.substances import names as naming
from accord.substances.columns import IDENTITY
from accord.substances.model import Component, Structure, Substance, View
from accord.substances.names import Dictionary
from accord.substances.normalise import parent_view
from accord.substances.recognise import resolve


@dataclass(frozen=True, slots=True)
class Context:
    """What a whole run asks. A row's own date, origin and destination go before these.

    Small and picklable: workers load the law themselves.
    """

    on: str
    jurisdictions: tuple[str, ...] | None = None
    """None: UN, US, CN and the states of origin and destination."""
    origin: str | None = None
    destination: str | None = None
    history: bool = False
    as_of: str | None = None
    pack_path: str | None = None
    """Folder of the law pack; None: the pack that comes with the product."""
    lang: str = "en"
    """Language of the messages in error records."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The record of one row (specification, section 5), its findings, and what was resolved."""

    record: Mapping[str, Any]
    findings: tuple[Finding, ...]
    substance: Substance | None


def answer(row: int, given_id: str | None, fields: Mapping[str, str], context: Context, *, error: AccordError | None = None) -> Answered:
    """Answer one row. Never raises for what stands in the row: a bad row keeps its place with status and error.

    Args:
        row: 1-based number of the row.
        given_id: the user's own id of the row.
        fields: text by role (query, name, cas, smiles, ..., date, origin, destination, quantity_kg, concentration_pct).
        context: what the whole run asks.
        error: what the reader found wrong with the row; it is then not asked.
    """
    asked = _asked(fields, context, error)
    shown = given_text(fields)
    if isinstance(asked, AccordError):
        nothing: dict[str, Any] = {"recognised": {"by": "none", "text": shown[:200], "exact": False, "steps": []}, "candidates": []}
        return Answered(_record(row, given_id, shown, "error", nothing, [], _error(asked, row), ()), (), None)
    substance, question, wanted = asked
    pack = held(context.pack_path)
    verdicts = [verdict(pack, j, substance, question) for j in wanted] if substance.status == "ok" else []
    found = made.of(fields, given_id, substance, verdicts, question, pack)
    told = shown_substance(substance, dictionary(context.pack_path))
    return Answered(_record(row, given_id, shown, substance.status, told, verdicts, _problem(substance, row), found), found, substance)


def short_answer(
    row: int, given_id: str | None, fields: Mapping[str, str], context: Context, *, error: AccordError | None = None
) -> dict[str, Any]:
    """As `answer`, only outcome per jurisdiction and the rules that speak: a row of `screen --brief`."""
    asked = _asked(fields, context, error)
    if isinstance(asked, AccordError):
        return {"row": row, "id": given_id, "status": "error", "outcome": {}, "rules": [], "checked": "full", "error": _error(asked, row)}
    substance, question, wanted = asked
    told = short_record(row, given_id, substance, question, wanted if substance.status == "ok" else (), held(context.pack_path))
    problem = _problem(substance, row)
    return told if problem is None else {**told, "error": problem}


def short_record(
    row: int,
    given_id: str | None,
    substance: Substance,
    question: Question,
    wanted: Sequence[str],
    pack: Pack,
    passed: frozenset[str] | None = None,
) -> dict[str, Any]:
    """The short record of a resolved substance; `passed` as in `match.matches`."""
    said = {j: _outcome(pack, j, substance, question, passed) for j in wanted}
    rules = sorted({rule for _, spoken in said.values() for rule in spoken})
    outcomes = {j: o for j, (o, _) in said.items()}
    return {"row": row, "id": given_id, "status": substance.status, "outcome": outcomes, "rules": rules, "checked": "full"}


def _asked(
    fields: Mapping[str, str], context: Context, error: AccordError | None
) -> tuple[Substance, Question, tuple[str, ...]] | AccordError:
    """What a row asks: the substance, the question, the jurisdictions; or what is wrong with it."""
    if error is not None:
        return error
    try:
        question = _question(fields, context)
        wanted = states.wanted(context.jurisdictions, question.origin, question.destination)
    except AccordError as problem:
        return problem
    return resolve(fields, dictionary(context.pack_path)), question, wanted


def _record(
    row: int,
    given_id: str | None,
    shown: str,
    status: str,
    substance: Mapping[str, Any],
    verdicts: Sequence[Mapping[str, Any]],
    error: Mapping[str, Any] | None,
    found: Sequence[Finding],
) -> dict[str, Any]:
    keys = {"row": row, "id": given_id, "input": shown, "status": status, "substance": substance, "verdicts": verdicts}
    return {**keys, "error": error, "finding_ids": [f.id for f in found]}


def given_text(fields: Mapping[str, str]) -> str:
    """The text of a row that says what the substance is: the first filled identity column; empty where there is none."""
    return next((fields[k] for k in IDENTITY if fields.get(k)), "")


def _problem(substance: Substance, row: int) -> dict[str, Any] | None:
    params: dict[str, Any] = dict(substance.error_params)
    return _error(RowError(substance.error, **params), row) if substance.error else None


def _outcome(
    pack: Pack, jurisdiction: str, substance: Substance, question: Question, passed: frozenset[str] | None
) -> tuple[str, list[str]]:
    if not _is_held(pack, jurisdiction, question.as_of):
        return "cannot_say", []
    return outcome(substance, statute(pack, jurisdiction), question, passed)


def verdict(pack: Pack, jurisdiction: str, substance: Substance, question: Question) -> dict[str, Any]:
    """The verdict of one jurisdiction; a state whose law is not held answers cannot_say with that in coverage.missing."""
    if not _is_held(pack, jurisdiction, question.as_of):
        return states.not_held(jurisdiction, question.on, as_of=question.as_of if jurisdiction in pack.parts else None)
    return decide(substance, statute(pack, jurisdiction), question)


def _is_held(pack: Pack, jurisdiction: str, as_of: str | None) -> bool:
    part = pack.parts.get(jurisdiction)
    return part is not None and (as_of is None or any((e.known_at or "")[:10] <= as_of for e in part.entries))


@lru_cache(maxsize=4)
def held(path: str | None) -> Pack:
    """The law pack of a folder, or the one that comes with the product."""
    from accord.law import load

    return load(Path(path) if path else None)


@lru_cache(maxsize=4)
def dictionary(path: str | None) -> Dictionary:
    """The dictionary of names of a law pack and our own tables."""
    return naming.load(held(path))


def _question(fields: Mapping[str, str], context: Context) -> Question:
    on = parse_day(fields["date"], field="date") if fields.get("date") else context.on
    for name in ("quantity_kg", "concentration_pct"):
        if fields.get(name):
            states.number(fields[name], name)
    origin, destination = (states.code(fields[n], n) if fields.get(n) else getattr(context, n) for n in ("origin", "destination"))
    return Question(on, origin, destination, context.as_of, context.history)


def _error(problem: AccordError, row: int) -> dict[str, Any]:
    return problem.at(Where(row=row)).record()


def shown_substance(substance: Substance, names: Dictionary) -> dict[str, Any]:
    """The `substance` of a row. Unresolved and failed rows carry only how the input was understood, and candidates."""
    said = {
        "recognised": {
            "by": substance.recognised.by,
            "text": substance.recognised.text,
            "exact": substance.recognised.exact,
            "steps": list(substance.recognised.steps),
        },
        "candidates": [{"inchikey": c.inchikey, "name": c.name, "score": c.score, "why": c.why} for c in substance.candidates],
    }
    if substance.status in ("unresolved", "error"):
        return said
    structure = substance.structure
    base = {"name": substance.name, "names_zh": list(substance.names_zh), "cas": list(substance.cas)}
    if structure is None:
        return {"inchikey": None, "smiles": None, "formula": None, "mass_da": None, **base, "parent": None, "components": [], **said}
    parent = parent_view(structure, names.knows)
    return {
        "inchikey": structure.inchikey,
        "smiles": structure.smiles,
        "formula": structure.formula,
        "mass_da": structure.mass_da,
        **base,
        "parent": _parent(parent, names, structure),
        "components": [_component(c, names) for c in components_in_order(structure)],
        **said,
    }


def _parent(view: View | None, names: Dictionary, structure: Structure) -> dict[str, Any] | None:
    if view is None:
        return None
    how = [*structure.how, *(step for step in view.how if step not in structure.how)]
    return {"inchikey": view.inchikey, "smiles": view.smiles, "name": names.name_of(view.inchikey), "how": how}


def _component(component: Component, names: Dictionary) -> dict[str, Any]:
    known = next((v for v in component.views if names.knows(v.inchikey)), component.views[0])
    return {
        "role": component.role,
        "inchikey": component.inchikey,
        "atoms": list(component.atoms),
        "parent": {"inchikey": known.inchikey, "name": names.name_of(known.inchikey)},
    }
