"""What is the same for all formats: errors, mapping, one content id."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from accord.core.errors import InputError
from accord.core.ids import content_id
from accord.core.tables import open_table, write_table


def refused(path: Path, **options: dict[str, str]) -> dict[str, object]:
    with pytest.raises(InputError) as caught:
        list(open_table(path, mapping=options.get("mapping")).rows())
    record = caught.value.record("en")
    assert "hint" in record
    assert record["where"]["file"] == str(path)
    assert caught.value.message("zh")
    return record


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv")["code"] == "file_missing"
    assert refused(tmp_path / "none.docx")["code"] == "file_missing"
    assert refused(tmp_path)["code"] == "is_directory"
    assert refused(tmp_path / ("x" * 300 + ".csv"))["code"] == "file_unreadable"


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.jsonl", "t.xlsx", "t.parquet"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert refused(tmp_path / name)["code"] == "file_empty"


@pytest.mark.parametrize(
    ("name", "data"), [("t.csv", b"\xef\xbb\xbf"), ("t.csv", b"\r\n \r\n"), ("t.jsonl", b"\n\n"), ("t.csv.gz", gzip.compress(b""))]
)
def test_a_file_of_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert refused(tmp_path / name)["code"] == "file_empty"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.xlsx", b"id,name\n1,a\n"),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100),
        ("t.xlsx", b"PK\x03\x04 cut"),
        ("t.parquet", b"id,name\n"),
        ("t.parquet", b"PAR1"),
        ("t.csv", b"PK\x03\x04\x14\x00"),
        ("t.csv", b"PAR1\x15"),
        ("t.csv", b"\x1f\x8b\x08\x00"),
        ("t.csv.gz", b"id,name\n1,a\n"),
        ("t.jsonl", b"id,name\n1,a\n"),
    ],
)
def test_a_file_of_another_format(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert refused(tmp_path / name)["code"] == "file_format"


@pytest.mark.parametrize("name", ["t.docx", "t", "t.xlsx.gz", "t.json"])
def test_an_ending_that_is_not_known(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert refused(tmp_path / name)["code"] == "file_unknown"


@pytest.mark.parametrize(
    ("text", "code"), [(",,\n1,2,3\n", "no_columns"), ("a,b,a\n1,2,3\n", "column_twice"), ('"open\n1,2\n', "no_columns")]
)
def test_headers_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert refused(tmp_path / "t.csv")["code"] == code


def test_a_table_without_rows(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,name\n", encoding="utf-8")
    assert list(open_table(tmp_path / "t.csv").rows()) == []


def as_csv(path: Path) -> Path:
    path.with_suffix(".csv").write_text(
        "Stoff,Menge,Nr,Tag,x\n 芬太尼 ,0.50,17,2026/1/5,\nnaïve,5e-1,00012,2026-01-06,y\n", encoding="utf-8"
    )
    return path.with_suffix(".csv")


def as_gbk(path: Path) -> Path:
    path.with_suffix(".csv").write_bytes(as_csv(path).read_text(encoding="utf-8").encode("gb18030"))
    return path.with_suffix(".csv")


def as_jsonl(path: Path) -> Path:
    rows = [
        '{"Stoff": "芬太尼", "Menge": 0.50, "Nr": 17.0, "Tag": "2026-01-05", "x": null}',
        '{"Tag": "2026年1月6日", "Stoff": "na\\u0069\\u0308ve", "Menge": 5e-1, "Nr": "00012", "x": "y"}',
    ]
    path.with_suffix(".jsonl").write_text("\n".join(rows), encoding="utf-8")
    return path.with_suffix(".jsonl")


def as_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Stoff", "Menge", "Nr", "Tag", "x"])
    book.active.append(["芬太尼", 0.5, 17, dt.datetime.fromisoformat("2026-01-05"), None])
    book.active.append(["naïve", 0.5, "00012", dt.date(2026, 1, 6), "y"])
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def as_parquet(path: Path) -> Path:
    nr = pa.array(["17", "00012"]).dictionary_encode()
    pq.write_table(
        pa.table(
            {
                "Stoff": ["芬太尼", "naïve"],
                "Menge": pa.array([0.5, 0.5], pa.float32()),
                "Nr": nr,
                "Tag": pa.array([dt.date(2026, 1, 5), dt.date(2026, 1, 6)]),
                "x": [None, "y"],
            }
        ),
        path.with_suffix(".parquet"),
    )
    return path.with_suffix(".parquet")


@pytest.mark.parametrize("write", [as_csv, as_gbk, as_jsonl, as_xlsx, as_parquet])
def test_one_row_has_one_content_id_in_every_format(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    found = open_table(write(tmp_path / "t"), mapping={"name": "Stoff", "quantity_kg": "Menge", "id": "Nr", "date": "Tag"})
    assert found.columns == ["name", "quantity_kg", "id", "date", "x"]
    known = [{key: value for key, value in row.cells.items() if key != "x"} for row in found.rows()]
    ids = [content_id(row, numbers=("quantity_kg",), dates=("date",)) for row in known]
    assert ids == [
        content_id({"name": "芬太尼", "quantity_kg": "0.5", "id": "17", "date": "2026-01-05"}),
        content_id({"name": "naïve", "quantity_kg": "0.5", "id": "00012", "date": "2026-01-06"}),
    ]


def test_a_mapping_that_names_no_column_is_told_with_the_columns_there_are(tmp_path: Path) -> None:
    record = refused(as_csv(tmp_path / "t"), mapping={"cas": "CAS-Nr"})
    assert record["code"] == "column_missing"
    assert "Stoff, Menge, Nr, Tag, x" in str(record["hint"])


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.csv.gz", "t.jsonl", "t.jsonl.gz", "t.xlsx", "t.parquet"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    rows: list[dict[str, object]] = [
        {"row": 1, "name": '芬太尼, "盐"\n酸', "rules": ["CN-1", "CN-2"]},
        {"row": 2, "name": None, "rules": []},
    ]
    assert write_table(tmp_path / name, ["row", "name", "rules"], rows) == 2
    back = [row.cells for row in open_table(tmp_path / name).rows()]
    assert [json.loads(row["rules"] or "") for row in back] == [["CN-1", "CN-2"], []]
    assert [(row["row"], row["name"]) for row in back] == [("1", '芬太尼, "盐"\n酸'), ("2", None)]
