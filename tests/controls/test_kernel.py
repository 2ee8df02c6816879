"""The batch kernel: rows in, as many answered rows out, in the same order, short and full alike."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest

from accord.controls.answer import Context
from accord.controls.kernel import COLUMNS_IN, InRow, Screening, batches, kernel, schema

CONTEXT = Context(on="2026-01-05", jurisdictions=("UN", "US", "CN"))
BAD = json.dumps({"code": "bad_json", "params": {"why": "?"}, "field": None})
ROWS: list[InRow] = [
    (1, "a", "CCO", None, None),
    (2, None, "CC(=O)OC(C)=O", None, None),
    (3, '"quoted" id', "OCC(O)CO", None, None),
    (4, "d", "C(C)(C)(C)(C)C", None, None),
    (5, "e", "c1ccccc", None, None),
    (6, "f", "", None, None),
    (7, "g", None, json.dumps({"name": "fentanyl", "date": "2016-01-01"}), None),
    (8, "h", None, json.dumps({"name": "no such thing at all"}), None),
    (9, "i", None, "{}", BAD),
    (10, "j", "CC[N+](=O)[O-].[2H]C", None, None),
]


def answered(rows: list[InRow], **options: Any) -> list[dict[str, Any]]:
    (batch,) = batches(iter(rows), len(rows))
    made = kernel(batch, Screening(CONTEXT, **options))
    assert made.schema == schema()
    return made.to_pylist()


@pytest.mark.parametrize("brief", [True, False])
def test_every_row_comes_back_in_its_place(brief: bool) -> None:
    made = answered(ROWS, brief=brief)
    assert [(row["row"], row["id"]) for row in made] == [(row[0], row[1]) for row in ROWS]
    assert [row["status"] for row in made] == ["ok", "ok", "ok", "error", "error", "error", "ok", "unresolved", "error", "ok"]
    assert [row["code"] for row in made][3:9] == ["bad_valence", "bad_smiles", "empty_input", None, "unknown_name", "bad_json"]
    for row in made:
        line = json.loads(row["line"])
        assert (line["row"], line["id"], line["status"]) == (row["row"], row["id"], row["status"])


def test_short_and_full_rows_agree() -> None:
    full, brief = (answered(ROWS, brief=one) for one in (False, True))
    for column in ("row", "id", "input", "status", "code", "outcomes", "rules"):
        assert [row[column] for row in full] == [row[column] for row in brief], column


def test_rows_that_no_gate_lets_through_are_said_to_be_screened() -> None:
    assert [json.loads(row["line"])["checked"] for row in answered(ROWS[:3], brief=True)] == ["screened", "full", "screened"]


def test_findings_are_the_lines_where_they_are_asked_for() -> None:
    records, findings = answered(ROWS), answered(ROWS, findings=True)
    ids = [json.loads(row["line"])["finding_ids"] for row in records]
    assert [[json.loads(line)["id"] for line in row["line"].splitlines()] for row in findings] == ids


def test_only_stored_rows_carry_molecule_gates_and_law() -> None:
    kept = ("mol", "names", "gates", "law")
    assert all(row[key] is None for row in answered(ROWS) for key in kept)
    stored = answered(ROWS, stored=True)
    assert [row["law"] is not None for row in stored] == [row["status"] == "ok" for row in stored]
    assert json.loads(stored[0]["gates"]) == []
    assert "listed" in json.loads(stored[1]["gates"])


def test_no_rows() -> None:
    empty = pa.RecordBatch.from_pydict({column: [] for column in COLUMNS_IN})
    assert kernel(empty, Screening(CONTEXT)).num_rows == 0
    assert list(batches(iter(()), 10)) == []


def test_rows_are_packed_in_batches_of_the_size_asked_for() -> None:
    assert [batch.num_rows for batch in batches(iter(ROWS), 4)] == [4, 4, 2]
