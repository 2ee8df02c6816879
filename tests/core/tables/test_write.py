from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from accord.core.errors import InputError, UsageError
from accord.core.tables import write_table

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "＝1"]


def test_csv_holds_nothing_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", ["=cmd", "kg"], [{"=cmd": text, "kg": -5} for text in EVIL])
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["'=cmd", "kg"]
    assert [row[0] for row in rows[1:]] == [f"'{text}" for text in EVIL]
    assert {row[1] for row in rows[1:]} == {"-5"}


def test_xlsx_holds_no_formulas_and_says_where_it_cut(tmp_path: Path) -> None:
    write_table(
        tmp_path / "t.xlsx", ["name", "kg"], [{"name": "=1+1", "kg": 0.5}, {"name": "a\x01b", "kg": -1}, {"name": "C" * 40_000, "kg": None}]
    )
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[:3] == [["name", "kg"], ["'=1+1", 0.5], ["a\ufffdb", -1]]
    assert len(str(rows[3][0])) <= 32_767
    assert "40000" in str(rows[3][0])


def test_jsonl_keeps_values_and_order_of_keys(tmp_path: Path) -> None:
    write_table(tmp_path / "t.jsonl", [], [{"b": 1, "a": {"x": ["芬"]}}, {"a": None}])
    assert (tmp_path / "t.jsonl").read_text(encoding="utf-8") == '{"b":1,"a":{"x":["芬"]}}\n{"a":null}\n'


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.xlsx", "t.parquet"])
def test_record_batches_are_written(tmp_path: Path, name: str) -> None:
    batches = [pa.record_batch({"id": ["1", "2"], "n": [1, 2]}), pa.record_batch({"id": ["3"], "n": [3]})]
    assert write_table(tmp_path / name, ["id", "n"], iter(batches)) == 3
    if name == "t.parquet":
        assert pq.read_table(tmp_path / name) == pa.Table.from_batches(batches)
    if name == "t.jsonl":
        assert [json.loads(line)["n"] for line in (tmp_path / name).read_text().splitlines()] == [1, 2, 3]


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.csv.gz", "t.parquet"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    rows: list[dict[str, object]] = [{"id": str(n), "name": f"芬 {n}"} for n in range(20_000)]
    write_table(tmp_path / name, ["id", "name"], rows)
    first = (tmp_path / name).read_bytes()
    write_table(tmp_path / name, ["id", "name"], rows)
    assert (tmp_path / name).read_bytes() == first


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.xlsx", "t.jsonl"])
def test_no_rows(tmp_path: Path, name: str) -> None:
    assert write_table(tmp_path / name, ["id"], []) == 0
    assert (tmp_path / name).exists()


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def rows() -> Iterator[dict[str, object]]:
        yield {"id": "1"}
        raise KeyboardInterrupt

    path = tmp_path / "t.csv"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_table(path, ["id"], rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_and_a_strange_ending(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_table(tmp_path / "none" / "t.csv", ["id"], [])
    assert caught.value.code == "unwritable"
    with pytest.raises(UsageError) as strange:
        write_table(tmp_path / "t.docx", ["id"], [])
    assert strange.value.code == "file_unknown"
