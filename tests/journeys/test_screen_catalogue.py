"""Screening a file: every output, nothing dropped, the same answer after an interruption and in several processes."""

from __future__ import annotations

import csv
import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from accord.core.errors import InputError, UsageError
from accord.core.finding import verify_findings
from accord.journeys.screen_catalogue import BATCH, Summary, screen

ON = "2026-01-05"
ORDERS = """id,name,cas,date,origin,destination
=1,acetic anhydride,108-24-7,2026-03-02,CN,NL
2,vanillin,121-33-5,,,
3,see attached list,,,,
4,,50-00-1,,,
5,vanillin,,2026-13-45,,
"""


def run(path: Path, **options: Any) -> tuple[list[dict[str, Any]], Summary]:
    """Records and summary of a run."""
    asked: dict[str, Any] = {"on": ON, "jurisdictions": ["UN", "CN"], **options}
    lines = screen(path, **asked)
    records: list[dict[str, Any]] = []
    while True:
        try:
            records.append(json.loads(next(lines)))
        except StopIteration as end:
            return records, end.value


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, encoding="utf-8")
    return path


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Two batches and a bit."""
    path = tmp_path / "catalogue.smi"
    smiles = ("CC(=O)OC(C)=O", "C(C)(C)(C)(C)C", "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", *("CCO", "OCC(O)CO") * 150)
    path.write_text("".join(f"{smiles[n % len(smiles)]}\tM{n}\n" for n in range(2 * BATCH + 7)), encoding="utf-8")
    return path


def interrupted(path: Path, output: Path, **options: Any) -> None:
    """Stop a run after its first batch, as Ctrl-C does."""

    def stop(done: int, total: int | None) -> None:
        if done > BATCH:
            raise KeyboardInterrupt

    lines: Generator[str, None, Summary] = screen(path, on=ON, jurisdictions=["CN"], brief=True, output=output, progress=stop, **options)
    with pytest.raises(KeyboardInterrupt):
        next(lines)


def test_rows_that_cannot_be_answered_keep_their_place_and_say_why(orders: Path) -> None:
    records, summary = run(orders)
    assert [(r["row"], r["status"]) for r in records] == [(1, "ok"), (2, "ok"), (3, "unresolved"), (4, "error"), (5, "error")]
    assert [r["error"] and r["error"]["code"] for r in records] == [None, None, "unknown_name", "bad_check_digit", "bad_date"]
    assert [r["error"]["where"]["row"] for r in records[2:]] == [3, 4, 5]
    assert summary.rows == sum(summary.by_status.values()) == 5
    assert summary.errors_by_code == {"unknown_name": 1, "bad_check_digit": 1, "bad_date": 1}
    assert summary.by_outcome["CN"] == {"controlled": 1, "not_controlled": 1}


def test_brief_rows_have_the_status_outcome_and_error_of_full_rows(orders: Path) -> None:
    full, brief = run(orders)[0], run(orders, brief=True)[0]
    for one, short in zip(full, brief, strict=True):
        assert (short["row"], short["id"], short["status"]) == (one["row"], one["id"], one["status"])
        assert short["outcome"] == {v["jurisdiction"]: v["outcome"] for v in one["verdicts"]}
        assert short.get("error") == one["error"]


def test_jsonl_holds_the_lines_that_are_yielded_without_output(orders: Path, tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"
    assert run(orders, output=output)[0] == []
    assert [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()] == run(orders)[0]


def test_csv_has_a_column_per_jurisdiction_and_no_formula(orders: Path, tmp_path: Path) -> None:
    output = tmp_path / "answers.csv"
    run(orders, output=output, jurisdictions=None)
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["row"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert (rows[0]["id"], rows[0]["CN"], rows[0]["NL"]) == ("'=1", "controlled", "cannot_say")
    assert (rows[1]["CN"], rows[1]["NL"]) == ("not_controlled", "")
    assert rows[3]["code"] == "bad_check_digit"


def test_parquet_keeps_what_a_later_law_needs(orders: Path, tmp_path: Path) -> None:
    output = tmp_path / "store.parquet"
    run(orders, output=output)
    rows = pq.read_table(output).to_pylist()
    assert [row["status"] for row in rows] == ["ok", "ok", "unresolved", "error", "error"]
    assert all((row["law"] is not None) == (row["status"] == "ok") for row in rows)
    assert all(isinstance(row["mol"], bytes) and "listed" in json.loads(row["gates"]) for row in rows[:1])


def test_findings_in_place_of_rows(orders: Path, tmp_path: Path) -> None:
    output = tmp_path / "findings.jsonl"
    run(orders, output=output, findings=True)
    lines = output.read_text(encoding="utf-8").splitlines()
    assert verify_findings(lines) == (True, "consistent", None)
    assert [json.loads(line)["id"] for line in lines] == [found for record in run(orders)[0] for found in record["finding_ids"]]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_a_run_that_was_interrupted_goes_on_to_the_same_file(ending: str, catalogue: Path, tmp_path: Path) -> None:
    whole, resumed = tmp_path / f"whole.{ending}", tmp_path / f"resumed.{ending}"
    run(catalogue, jurisdictions=["CN"], brief=True, output=whole)
    interrupted(catalogue, resumed)
    assert not resumed.exists()
    assert list(Path(f"{resumed}.parts").glob("*.arrow"))
    _, summary = run(catalogue, jurisdictions=["CN"], brief=True, output=resumed, resume=True)
    assert resumed.read_bytes() == whole.read_bytes()
    assert summary.rows == 2 * BATCH + 7
    assert not Path(f"{resumed}.parts").exists()


def test_parts_of_another_question_or_input_are_refused(catalogue: Path, tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"
    interrupted(catalogue, output)
    with pytest.raises(UsageError) as question:
        run(catalogue, jurisdictions=["US"], brief=True, output=output, resume=True)
    catalogue.write_text("CCO\tM0\n", encoding="utf-8")
    with pytest.raises(UsageError) as other:
        run(catalogue, jurisdictions=["CN"], brief=True, output=output, resume=True)
    assert question.value.code == other.value.code == "parts_changed"


def test_several_processes_give_the_same_bytes(catalogue: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    run(catalogue, brief=True, output=one)
    run(catalogue, brief=True, output=two, jobs=2)
    assert one.read_bytes() == two.read_bytes()


def test_headers_of_other_systems_and_which_mapping_wins(tmp_path: Path) -> None:
    path = tmp_path / "erp.csv"
    path.write_text("Stoff;Nummer\nacetone;67-64-1\n", encoding="utf-8")
    named, _ = run(path, mapping={"name": "Stoff", "cas": "Nummer"})
    assert named[0]["substance"]["name"] == "acetone"
    wins, _ = run(path, mapping={"name": "no such header"}, columns={"name": "Stoff"})
    assert wins[0]["status"] == "ok"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"output": "a.docx"}, "output_format"),
        ({"output": "a.csv", "findings": True}, "findings_format"),
        ({"resume": True}, "resume_without_output"),
        ({"columns": {"flavour": "name"}}, "unknown_role"),
        ({"jurisdictions": ["XX"]}, "unknown_jurisdiction"),
        ({"on": "05/01/2026"}, "bad_date"),
    ],
)
def test_what_is_refused_before_the_first_row(options: dict[str, Any], code: str, orders: Path) -> None:
    if "output" in options:
        options = {**options, "output": orders.with_name(options["output"])}
    with pytest.raises(UsageError) as refused:
        run(orders, **options)
    assert refused.value.code == code


def test_a_file_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    useless = tmp_path / "useless.csv"
    useless.write_text("colour,size\nred,1\n", encoding="utf-8")
    for path, code in ((tmp_path / "none.csv", "file_missing"), (useless, "no_identity_column")):
        with pytest.raises(InputError) as refused:
            run(path, output=tmp_path / "answers.jsonl")
        assert refused.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["useless.csv"]


def test_progress_is_told_in_rows(catalogue: Path) -> None:
    told: list[int] = []
    run(catalogue, brief=True, progress=lambda done, total: told.append(done))
    assert told == [BATCH, 2 * BATCH, 2 * BATCH + 7]


def test_a_damaged_line_between_good_ones(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"smiles": "CCO"}\nnot json\n{"smiles": "c1ccccc"}\n', encoding="utf-8")
    records, _ = run(path)
    assert [record["status"] for record in records] == ["ok", "error", "error"]
    assert [record["error"] and record["error"]["code"] for record in records] == [None, "bad_json", "bad_smiles"]
