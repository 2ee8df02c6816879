from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from accord.core.errors import InputError
from accord.core.tables import Row, open_table, workbook


def saved(tmp_path: Path, rows: list[list[Any]], merged: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    for cell, pattern in (formats or {}).items():
        sheet[cell].number_format = pattern
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


def read(path: Path) -> list[Row]:
    return list(open_table(path).rows())


def test_typed_cells_are_shown_as_csv_shows_them(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        [
            ["a", "b", "c", "d", "e", "f", "g"],
            [17, 0.1, dt.datetime.fromisoformat("2026-01-05"), dt.datetime.fromisoformat("2026-01-05T08:30"), True, 0.35, 42],
        ],
        formats={"F2": "0%", "G2": "00000"},
    )
    assert read(path)[0].cells == {
        "a": "17",
        "b": "0.1",
        "c": "2026-01-05",
        "d": "2026-01-05 08:30:00",
        "e": "true",
        "f": "35%",
        "g": "00042",
    }


def test_empty_rows_count_between_rows_and_not_at_the_end(tmp_path: Path) -> None:
    rows = read(saved(tmp_path, [[None, None], ["id", "name"], [1, "a"], [None, None], [2, "b"], [None, ""]]))
    assert [(row.number, row.cells["id"]) for row in rows] == [(1, "1"), (2, None), (3, "2")]


def test_a_cell_merged_over_rows_holds_for_each_and_a_merged_title_is_no_header(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        [["Stock of 2026", None, None], ["name", "lot", "note"], ["fentanyl", "A", "x"], [None, "B", None], [None, "C", "y"]],
        merged=("A1:C1", "A3:A5", "C3:C4"),
    )
    assert [list(row.cells.values()) for row in read(path)] == [["fentanyl", "A", "x"], ["fentanyl", "B", "x"], ["fentanyl", "C", "y"]]


def with_values(path: Path, values: dict[str, str]) -> Path:
    """The workbook as a spreadsheet program saves it: formulas with the value calculated last."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for cell, value in values.items():
        sheet = re.sub(rf'(<c r="{cell}"[^>]*>)(<f>.*?</f>)<v ?/?>(</v>)?', rf"\1\2<v>{value}</v>", sheet)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else data)
    return path


def test_formulas_give_the_value_saved_or_an_error_but_never_an_empty_cell(tmp_path: Path) -> None:
    path = with_values(saved(tmp_path, [["id", "kg"], [1, "=1+1.5"], [2, "=A2*2"], [3, 7]]), {"B2": "2.5"})
    rows = read(path)
    assert [row.cells["kg"] for row in rows] == ["2.5", None, "7"]
    assert rows[1].error is not None
    assert rows[1].error.record("en")["code"] == "formula_waiting"
    assert rows[1].error.record("en")["where"] == {"file": str(path), "row": 2, "field": "kg"}
    assert rows[0].error is rows[2].error is None


def test_the_first_visible_sheet_is_read_whatever_its_stated_size(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.sheet_state = "hidden"
    seen = book.create_sheet("seen")
    for row in (["id"], [1], [2]):
        seen.append(row)
    book.active = 1
    book.save(tmp_path / "t.xlsx")
    assert [row.cells for row in read(tmp_path / "t.xlsx")] == [{"id": "1"}, {"id": "2"}]


def test_more_cells_than_columns_and_a_cell_too_large(tmp_path: Path) -> None:
    rows = read(saved(tmp_path, [["id", "name"], [1, "a", "b"], [2, "c", None]]))
    assert [row.error.code if row.error else None for row in rows] == ["too_many_cells", None]


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, [["id"], [1]])
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 1000)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "too_big"


def test_a_sheet_damaged_in_the_middle_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, [["id"], *([n] for n in range(100))])
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data[: len(data) // 2] if name.endswith("sheet1.xml") else data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.code == "file_format"
