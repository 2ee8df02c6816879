"""The batch kernel of screening: rows in, answered rows out, in the same order. One kernel for one process and for many."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Any, cast

from accord.controls import gate as gates
from accord.controls.answer import Context, answer, given_text, held, short_answer, short_record
from accord.controls.model import Question
from accord.controls.states import wanted
from accord.core.errors import AccordError, RowError, Where
from accord.core.text import Message, use_language
from accord.law.model import Pack
from accord.substances.model import Recognised, Substance
from accord.substances.normalise import structure_from_smiles

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS_IN = ("row", "id", "smiles", "fields", "error")
"""row: int64; id: text or null; smiles: text where it is all that is given; fields: JSON of all roles otherwise; error: JSON of what
the reader found wrong."""
InRow = tuple[int, str | None, str | None, str | None, str | None]
"""A row in the order of `COLUMNS_IN`."""


@dataclass(frozen=True, slots=True)
class Screening:
    """Context of a run: the question, and how much of the answer is wanted."""

    question: Context
    brief: bool = False
    stored: bool = False
    """Keep binary molecules, gates and law beside each row, so that a change of law re-decides only what it can touch."""
    findings: bool = False


def kernel(batch: pa.RecordBatch, context: Screening) -> pa.RecordBatch:
    """Answer every row of a batch.

    Args:
        batch: columns `COLUMNS_IN`.
        context: the question and the kind of answer.

    Returns:
        As many rows in the same order: row (int64), id, input, status, code, outcomes (JSON), rules (JSON), line (the record, or the
        findings one per line, as JSON text), inchikey, name; of a stored collection also mol (binary), names under which an entry may
        be met (JSON), gates (JSON), law.
    """
    use_language(context.question.lang)
    made = _Rows(context)
    for row, given_id, smiles, fields, error in zip(*(batch.column(c).to_pylist() for c in COLUMNS_IN), strict=True):
        made.add(row, given_id, smiles, fields, error)
    return made.batch()


def schema() -> pa.Schema:
    """Schema of the answered rows."""
    import pyarrow as pa

    text = pa.string()
    return pa.schema(
        [
            ("row", pa.int64()),
            ("id", text),
            ("input", text),
            ("status", text),
            ("code", text),
            ("outcomes", text),
            ("rules", text),
            ("line", text),
            ("inchikey", text),
            ("name", text),
            ("mol", pa.binary()),
            ("names", text),
            ("gates", text),
            ("law", text),
        ]
    )


class _Rows:
    """Columns under construction."""

    def __init__(self, context: Screening) -> None:
        self.context = context
        question = context.question
        self.pack = held(question.pack_path)
        self.jurisdictions = wanted(question.jurisdictions, question.origin, question.destination)
        self.gate = gates.gate(self.pack, self.jurisdictions)
        self.law = law_of(self.pack)
        self.outcomes = {j: "not_controlled" if j in self.pack.parts else "cannot_say" for j in self.jurisdictions}
        """What is said where no rule speaks."""
        self.negative = _json(self.outcomes)
        self.question = Question(question.on, question.origin, question.destination, question.as_of)
        self.short = context.brief and question.as_of is None
        self.rows: list[tuple[Any, ...]] = []
        """Cells in the order of `schema`; a short row leaves the last columns out, and they are null."""

    def batch(self) -> pa.RecordBatch:
        """The rows so far."""
        import pyarrow as pa

        columns = zip_longest(*self.rows) if self.rows else ()
        named = dict(zip(schema().names, columns, strict=False))
        empty = [None] * len(self.rows)
        return pa.RecordBatch.from_arrays([pa.array(named.get(f.name, empty), f.type) for f in schema()], schema=schema())

    def add(self, row: int, given_id: str | None, smiles: str | None, fields: str | None, error: str | None) -> None:
        """Answer one row: the short way where the gates settle it, else the full way."""
        if self.short and smiles is not None and error is None:
            passed = gates.passed(smiles, self.gate)
            if passed is not None and self._gated(row, given_id, smiles, passed):
                return
        given = json.loads(fields) if fields else {"smiles": smiles or ""}
        (self._short if self.context.brief else self._full)(row, given_id, given, _reader_error(error))

    def _gated(self, row: int, given_id: str | None, smiles: str, passed: frozenset[str]) -> bool:
        """Answer a row by what the gates let through. False: it cannot be read after all, and the full way says why."""
        if not passed:
            shown = "null" if given_id is None else _quoted(given_id)
            line = f'{{"row":{row},"id":{shown},"status":"ok","outcome":{self.negative},"rules":[],"checked":"screened"}}'
            self.rows.append((row, given_id, smiles, "ok", None, self.negative, "[]", line))
            return True
        try:
            structure = structure_from_smiles(smiles)
        except RowError:
            return False
        substance = Substance("ok", Recognised("smiles", smiles, exact=True), structure)
        places = frozenset().union(*(self.gate.places[name] for name in passed))
        asked = [j for j in self.jurisdictions if j in places]
        told = short_record(row, given_id, substance, self.question, asked, self.pack, passed)
        told["outcome"] = {**self.outcomes, **told["outcome"]}
        self._told(told, smiles)
        return True

    def _short(self, row: int, given_id: str | None, fields: Mapping[str, str], error: AccordError | None) -> None:
        self._told(short_answer(row, given_id, fields, self.context.question, error=error), given_text(fields))

    def _told(self, told: Mapping[str, Any], text: str) -> None:
        code = told["error"]["code"] if "error" in told else None
        outcomes, rules = _json(told["outcome"]), _json(told["rules"])
        self.rows.append((told["row"], told["id"], text, told["status"], code, outcomes, rules, _json(told)))

    def _full(self, row: int, given_id: str | None, fields: Mapping[str, str], error: AccordError | None) -> None:
        said = answer(row, given_id, fields, self.context.question, error=error)
        record = said.record
        outcomes = {v["jurisdiction"]: v["outcome"] for v in record["verdicts"]}
        rules = sorted({b["rule"] for v in record["verdicts"] for b in v["basis"]})
        kept: dict[str, Any] = {}
        if self.context.stored and said.substance is not None and record["status"] == "ok":
            kept = _stored(said.substance, gates.gate(self.pack, self.pack.parts))
        code = record["error"]["code"] if record["error"] else None
        line = "\n".join(_json(f.to_dict()) for f in said.findings) if self.context.findings else _json(record)
        known = (*(record[key] for key in ("row", "id", "input", "status")), code, _json(outcomes), _json(rules), line)
        named = (record["substance"].get("inchikey"), record["substance"].get("name"))
        self.rows.append((*known, *named, kept.get("mol"), kept.get("names"), kept.get("gates"), self.law if kept else None))


def _quoted(text: str) -> str:
    return f'"{text}"' if text.isalnum() and text.isascii() else _json(text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _stored(substance: Substance, gate: gates.Gate) -> dict[str, Any]:
    """What a stored collection keeps of a row: molecule as drawn (RDKit binary), names an entry may be met by, gates it passes.

    The gates are those of all jurisdictions held: the collection may later be compared with the law of another than it was screened for.
    """
    from rdkit import Chem

    names = _json(substance.entry_names)
    structure = substance.structure
    if structure is None:
        return {"names": names}
    passed: set[str] = set()
    views = [view for component in structure.components for view in component.views]
    for view in (*views, structure.whole) if structure.whole is not None else views:
        passed |= gate.through(view.mol)
    return {"names": names, "mol": Chem.MolFromSmiles(structure.smiles).ToBinary(), "gates": _json(sorted(passed))}


def law_of(pack: Pack) -> str:
    """What a stored collection says of the law whose gates it keeps: under another law they mean nothing."""
    return f"{pack.id}-{pack.version} {pack.sha256}"


def _reader_error(error: str | None) -> RowError | None:
    if error is None:
        return None
    said: Mapping[str, Any] = json.loads(error)
    return RowError(said["code"], where=Where(None, None, said["field"]), **{k: _error_field(v) for k, v in said["params"].items()})


def _error_field(value: Any) -> object:
    """A field of an error out of JSON; an object is a message within the message."""
    if isinstance(value, dict):
        inner = cast("Mapping[str, Any]", value)
        return Message(inner["code"], {k: _error_field(v) for k, v in inner["params"].items()})
    return value


def batches(rows: Iterator[InRow], size: int) -> Iterator[pa.RecordBatch]:
    """Rows in the order of `COLUMNS_IN`, packed for the kernel."""
    import pyarrow as pa

    types = (pa.int64(), pa.string(), pa.string(), pa.string(), pa.string())
    while part := list(islice(rows, size)):
        yield pa.RecordBatch.from_arrays(
            [pa.array(c, t) for c, t in zip(zip(*part, strict=True), types, strict=True)], names=list(COLUMNS_IN)
        )


def texts(batch: pa.RecordBatch, column: str) -> list[str]:
    """The filled cells of a text column."""
    return [text for text in batch.column(column).to_pylist() if text is not None]
