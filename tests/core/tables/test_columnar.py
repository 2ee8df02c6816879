from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from accord.core.errors import InputError
from accord.core.tables import MOST_CELL, open_table


def test_typed_columns_become_text(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(
        pa.table(
            {
                "int": [17, None],
                "double": [0.1, 17.0],
                "float": pa.array([0.1, None], pa.float32()),
                "decimal": [Decimal("1.50"), None],
                "day": [dt.date(2026, 1, 5), None],
                "time": pa.array([dt.datetime.fromisoformat("2026-01-05T08:00"), None], pa.timestamp("ns")),
                "text": ["", "x"],
                "list": [["a"], []],
                "bytes": [b"abc", b"\xff"],
                "bool": [True, None],
            }
        ),
        path,
    )
    first, second = (row.cells for row in open_table(path).rows())
    assert first == {
        "int": "17",
        "double": "0.1",
        "float": "0.1",
        "decimal": "1.5",
        "day": "2026-01-05",
        "time": "2026-01-05 08:00:00",
        "text": None,
        "list": '["a"]',
        "bytes": "abc",
        "bool": "true",
    }
    assert second == {
        "int": None,
        "double": "17",
        "float": None,
        "decimal": None,
        "day": None,
        "time": None,
        "text": "x",
        "list": "[]",
        "bytes": "ff",
        "bool": None,
    }


def test_a_cell_too_large(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["1", "2"], "x": ["C" * (MOST_CELL + 1), "C"]}), tmp_path / "t.parquet")
    rows = list(open_table(tmp_path / "t.parquet").rows())
    assert [row.error.code if row.error else None for row in rows] == ["cell_too_large", None]
    assert rows[0].cells == {"id": "1", "x": None}


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": [f"{n * 7919 % 104729}" for n in range(1000)]}), path)
    data = bytearray(path.read_bytes())
    data[4:200] = b"\xff" * 196
    path.write_bytes(bytes(data))
    with pytest.raises(InputError) as caught:
        list(open_table(path).rows())
    assert caught.value.code == "file_format"
