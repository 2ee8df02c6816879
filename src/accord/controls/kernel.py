"""The batch kernel of screening: rows in, answered rows out, in the same order. One kernel for one process and for many."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from accord.controls import gate as gates
from accord.controls.answer import Context, answer, given_text, held, short_answer
from accord.controls.states import wanted
from accord.core.errors import AccordError, RowError, Where
from accord.core.text import use_language
from accord.substances.model import Substance
from accord.substances.normalise import structure_from_smiles

if TYPE_CHECKING:
    import pyarrow as pa
    from rdkit import Chem

COLUMNS_IN = ("row", "id", "smiles", "fields", "error")
"""row: int64; id: text or null; smiles: text where it is all that is given; fields: JSON of all roles otherwise; error: JSON of what
the reader found wrong."""
InRow = tuple[int, str | None, str | None, str | None, str | None]
"""A row in the order of `COLUMNS_IN`."""
LONGEST = 4000
"""Characters of a SMILES that the gates still judge; a longer one goes the full way, which knows what is too large."""


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
    import pyarrow as pa

    use_language(context.question.lang)
    made = _Rows(context)
    for row, given_id, smiles, fields, error in zip(*(batch.column(c).to_pylist() for c in COLUMNS_IN), strict=True):
        made.add(row, given_id, smiles, fields, error)
    return pa.RecordBatch.from_pydict(made.columns, schema=schema())


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
        self.law = f"{self.pack.id}-{self.pack.version} {self.pack.sha256}"
        self.negative = _json({j: "not_controlled" if j in self.pack.parts else "cannot_say" for j in self.jurisdictions})
        self.short = context.brief and question.as_of is None
        self.columns: dict[str, list[Any]] = {name: [] for name in schema().names}

    def add(self, row: int, given_id: str | None, smiles: str | None, fields: str | None, error: str | None) -> None:
        """Answer one row: the short way where the gates settle it, else the full way."""
        if self.short and smiles is not None and error is None and screened_out(smiles, self.gate):
            line = f'{{"row":{row},"id":{_json(given_id)},"status":"ok","outcome":{self.negative},"rules":[],"checked":"screened"}}'
            self._append(row=row, id=given_id, input=smiles, status="ok", outcomes=self.negative, rules="[]", line=line)
            return
        given = json.loads(fields) if fields else {"smiles": smiles or ""}
        (self._short if self.context.brief else self._full)(row, given_id, given, _reader_error(error))

    def _short(self, row: int, given_id: str | None, fields: Mapping[str, str], error: AccordError | None) -> None:
        told = short_answer(row, given_id, fields, self.context.question, error=error)
        code = told["error"]["code"] if "error" in told else None
        known = {"row": row, "id": given_id, "input": given_text(fields), "status": told["status"], "code": code}
        self._append(**known, outcomes=_json(told["outcome"]), rules=_json(told["rules"]), line=_json(told))

    def _full(self, row: int, given_id: str | None, fields: Mapping[str, str], error: AccordError | None) -> None:
        said = answer(row, given_id, fields, self.context.question, error=error)
        record = said.record
        outcomes = {v["jurisdiction"]: v["outcome"] for v in record["verdicts"]}
        rules = sorted({b["rule"] for v in record["verdicts"] for b in v["basis"]})
        known = {key: record[key] for key in ("row", "id", "input", "status")}
        known |= {key: record["substance"].get(key) for key in ("inchikey", "name")}
        if self.context.stored and said.substance is not None and record["status"] == "ok":
            known |= {**stored(said.substance, self.gate), "law": self.law}
        code = record["error"]["code"] if record["error"] else None
        line = "\n".join(_json(f.to_dict()) for f in said.findings) if self.context.findings else _json(record)
        self._append(**known, code=code, outcomes=_json(outcomes), rules=_json(rules), line=line)

    def _append(self, **values: object) -> None:
        for name, column in self.columns.items():
            column.append(values.get(name))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def screened_out(smiles: str, gate: gates.Gate) -> bool:
    """Whether no entry can speak about a SMILES: syntax and valence are right, and no gate lets it through, or none of the rules behind the
    gates it passes speaks about any drawing of it. Anything unusual is not judged here.
    """
    if len(smiles) > LONGEST or gates.ODD.search(smiles):
        return False
    mol = _parse(smiles)
    if mol is None or mol.GetNumAtoms() == 0:
        return False
    through = gate.through(mol)
    if not through:
        return True
    try:
        structure = structure_from_smiles(smiles)
    except RowError:
        return False
    return not any(gate.speaks(view, through) for component in structure.components for view in component.views)


def _parse(smiles: str) -> Chem.Mol | None:
    """The molecule without perception, after the strict valence check; None where the full way has to say what is wrong."""
    from rdkit import Chem

    mol = cast("Chem.Mol | None", Chem.MolFromSmiles(smiles, _parameters()))
    if mol is None:
        return None
    try:
        mol.UpdatePropertyCache(True)
    except Chem.AtomValenceException:
        return None
    return mol


@lru_cache(maxsize=1)
def _parameters() -> Any:
    from rdkit import Chem

    wanted_by_gates = Chem.SmilesParserParams()
    wanted_by_gates.sanitize = False
    wanted_by_gates.removeHs = False
    return wanted_by_gates


def stored(substance: Substance, gate: gates.Gate) -> dict[str, Any]:
    """What a stored collection keeps of a row: molecule as drawn (RDKit binary), names an entry may be met by, gates it passes."""
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


def _reader_error(error: str | None) -> RowError | None:
    if error is None:
        return None
    said: Mapping[str, Any] = json.loads(error)
    return RowError(said["code"], where=Where(None, None, said["field"]), **said["params"])


def batches(rows: Iterator[InRow], size: int) -> Iterator[pa.RecordBatch]:
    """Rows in the order of `COLUMNS_IN`, packed for the kernel."""
    import itertools

    import pyarrow as pa

    types = (pa.int64(), pa.string(), pa.string(), pa.string(), pa.string())
    while part := list(itertools.islice(rows, size)):
        yield pa.RecordBatch.from_arrays(
            [pa.array(c, t) for c, t in zip(zip(*part, strict=True), types, strict=True)], names=list(COLUMNS_IN)
        )


def texts(batch: pa.RecordBatch, column: str) -> list[str]:
    """The filled cells of a text column."""
    return [text for text in batch.column(column).to_pylist() if text is not None]
