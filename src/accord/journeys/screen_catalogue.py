"""The job: a whole manifest or catalogue, row by row: nothing dropped, resumable, the same answer in one process and in many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from accord.controls.answer import held
from accord.controls.findings import RULES
from accord.controls.kernel import InRow, Screening, batches, kernel, texts
from accord.core.batch import run_map
from accord.core.errors import AccordError, UsageError
from accord.core.ids import canonical_json, digest
from accord.core.parts import Parts, file_digest, open_parts
from accord.core.text import Message
from accord.journeys.check_substances import question
from accord.substances import read

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 2000
"""Rows of a batch: large enough that a worker is busy for a while, small enough that memory stays flat."""
FORMATS = (".jsonl", ".csv", ".parquet")

Progress = Callable[[int, int | None], None]
"""Called with (rows done, rows in all or None)."""


@dataclass(slots=True)
class Summary:
    """Counts of a finished run. `by_status` adds up to `rows`; `by_outcome` counts answered rows per jurisdiction."""

    rows: int = 0
    by_status: Counter[str] = field(default_factory=Counter[str])
    by_outcome: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    errors_by_code: Counter[str] = field(default_factory=Counter[str])
    output: Path | None = None

    def add(self, batch: pa.RecordBatch) -> None:
        """Count an answered batch."""
        self.rows += batch.num_rows
        self.by_status.update(texts(batch, "status"))
        self.errors_by_code.update(texts(batch, "code"))
        for outcomes, times in Counter(texts(batch, "outcomes")).items():
            for jurisdiction, outcome in json.loads(outcomes).items():
                self.by_outcome.setdefault(jurisdiction, Counter())[outcome] += times


def screen(
    path: Path,
    *,
    on: str,
    jurisdictions: Sequence[str] | None = None,
    output: Path | None = None,
    brief: bool = False,
    jobs: int = 1,
    resume: bool = False,
    columns: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    origin: str | None = None,
    destination: str | None = None,
    history: bool = False,
    as_of: str | None = None,
    findings: bool = False,
    progress: Progress | None = None,
    pack_path: str | None = None,
) -> Generator[str, None, Summary]:
    """Screen a file.

    Args:
        path: csv, tsv, xlsx, jsonl, parquet, sdf, mol or smi; text formats also as .gz.
        on: the day asked about where a row gives none.
        jurisdictions: codes; None: UN, US, CN and the states of origin and destination of each row.
        output: where to write (.jsonl, .csv, .parquet); None: the lines are only yielded.
        brief: one short line per row; cheap gates first, the full way for what they let through.
        jobs: worker processes.
        resume: continue an interrupted run into the same output.
        columns: role -> header, for headers that are not recognised.
        mapping: as `columns`, from a mapping file.
        origin, destination, history, as_of, pack_path: as in `check_substances.check`.
        findings: lines are findings in place of rows.
        progress: told how far the run is.

    Yields:
        JSON lines in the order of the rows (none when `output` is given).

    Returns:
        The summary.

    Raises:
        InputError, UsageError: nothing can be read, or the arguments are wrong; nothing is written then.
    """
    _check_output(output, findings=findings)
    asked = question(on, jurisdictions, origin, destination, history=history, as_of=as_of, pack_path=pack_path)
    context = Screening(asked, brief=brief, stored=output is not None and output.suffix == ".parquet" and not brief, findings=findings)
    if resume and output is None:
        raise UsageError("resume_without_output")
    given = batches(_rows(path, {**(mapping or {}), **(columns or {})}, fast=brief), BATCH)
    begin = list(islice(given, 1))  # what cannot be read at all is told before anything is written
    parts = _parts(path, output, context, resume=resume) if output is not None else None
    summary = Summary(output=output)
    counted = _counted(run_map(kernel, context, chain(begin, given), jobs=jobs, done=parts), summary, progress)
    if output is None:
        for batch in counted:
            yield from (line for text in texts(batch, "line") for line in text.split("\n") if line)
    else:
        from accord.journeys.screen_output import write

        write(output, counted)
    if parts is not None:
        parts.remove()
    return summary


def _rows(path: Path, roles: Mapping[str, str], *, fast: bool) -> Iterator[InRow]:
    """Rows of any file as the kernel takes them; a row that is only a SMILES goes the short way."""
    if fast and read.kind(path) == "smi" and not roles:
        for part in read.smi_batches(path, BATCH):
            yield from ((number, given_id, smiles, None, None) for number, given_id, smiles in part)
        return
    for row in read.rows(path, mapping=roles or None):
        if row.error is not None:
            yield row.number, row.id, None, json.dumps(row.fields, ensure_ascii=False), _packed(row.error)
        elif len(row.fields) == 1 and "smiles" in row.fields:
            yield row.number, row.id, row.fields["smiles"], None, None
        else:
            yield row.number, row.id, None, json.dumps(row.fields, ensure_ascii=False), None


def _packed(error: AccordError) -> str:
    """A reader's error as JSON, its place without the file: what the row says must not depend on where the file lies."""
    field_name = error.where.field if error.where is not None else None
    params = {k: _packed_field(v) for k, v in error.params.items()}
    return json.dumps({"code": error.code, "params": params, "field": field_name}, ensure_ascii=False)


def _packed_field(value: object) -> object:
    """A field of a message as JSON; a message within the message keeps its code, so that it is said in the reader's language."""
    if isinstance(value, Message):
        return {"code": value.code, "params": {k: _packed_field(v) for k, v in value.params.items()}}
    return value if isinstance(value, (str, int)) else str(value)


def _parts(path: Path, output: Path, context: Screening, *, resume: bool) -> Parts | None:
    """Parts of the run beside its output. The context of a run is the question, the law and the engine's rules."""
    pack = held(context.question.pack_path)
    asked = json.loads(json.dumps(asdict(context)))
    told = digest(canonical_json({"asked": asked, "law": pack.sha256, "rules": RULES, "batch": BATCH, "form": output.suffix}))
    return open_parts(output, input_digest=file_digest(path), context_digest=told, resume=resume)


def _check_output(output: Path | None, *, findings: bool) -> None:
    if output is None:
        return
    if output.suffix not in FORMATS:
        raise UsageError("output_format", file=str(output), known=", ".join(FORMATS))
    if findings and output.suffix != ".jsonl":
        raise UsageError("findings_format", file=str(output))


def _counted(batches: Iterator[pa.RecordBatch], summary: Summary, progress: Progress | None) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        summary.add(batch)
        if progress is not None:
            progress(summary.rows, None)
        yield batch
