from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.errors import InputError
from accord.core.tables import MOST_CELL, Row, lines, open_table

CHINESE = "编号,品名,备注\r\n1,芬太尼盐酸盐,管制药品\r\n2,麻黄碱,易制毒化学品\r\n"
TAIWAN = "編號,品名,備註\r\n1,吩坦尼鹽酸鹽,管制藥品\r\n2,麻黃鹼,毒品先驅原料\r\n"


def table(tmp_path: Path, data: str | bytes, name: str = "t.csv") -> list[Row]:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(open_table(path).rows())


def cells(rows: list[Row]) -> list[list[str | None]]:
    return [list(row.cells.values()) for row in rows]


def codes(rows: list[Row]) -> list[str | None]:
    return [row.error.code if row.error else None for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-32", "utf-16-le-bom"])
def test_chinese_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    data = b"\xff\xfe" + CHINESE.encode("utf-16-le") if encoding == "utf-16-le-bom" else CHINESE.encode(encoding)
    rows = table(tmp_path, data)
    assert [row.cells for row in rows] == [
        {"编号": "1", "品名": "芬太尼盐酸盐", "备注": "管制药品"},
        {"编号": "2", "品名": "麻黄碱", "备注": "易制毒化学品"},
    ]
    assert codes(rows) == [None, None]


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "utf-16"])
def test_traditional_chinese_is_read(tmp_path: Path, encoding: str) -> None:
    rows = table(tmp_path, TAIWAN.encode(encoding))
    assert cells(rows) == [["1", "吩坦尼鹽酸鹽", "管制藥品"], ["2", "麻黃鹼", "毒品先驅原料"]]


def test_western_text_is_read(tmp_path: Path) -> None:
    assert cells(table(tmp_path, "id;name\n1;Caféine, Théophylline\n2;β\n".replace("β", "Éphédrine").encode("cp1252"))) == [
        ["1", "Caféine, Théophylline"],
        ["2", "Éphédrine"],
    ]


def test_lines_of_several_encodings_in_one_file(tmp_path: Path) -> None:
    data = "id,name\n1,芬太尼\n".encode() + "2,麻黄碱类物质\n".encode("gb18030") + b"3,\xff\xff\xff\n" + b"4,ephedrine\n"
    rows = table(tmp_path, data)
    assert [row.cells["name"] for row in rows][:2] == ["芬太尼", "麻黄碱类物质"]
    assert codes(rows) == [None, None, "bad_encoding", None]
    assert rows[3].cells == {"id": "4", "name": "ephedrine"}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(tmp_path: Path, separator: str, end: str) -> None:
    text = end.join(separator.join(line) for line in [["id", "name"], ["1", '"a, b; c | d"'], ["2", "x"]])
    assert cells(table(tmp_path, text)) == [["1", "a, b; c | d"], ["2", "x"]]


def test_one_column_of_names_with_commas_stays_one_column_where_quoted(tmp_path: Path) -> None:
    assert cells(table(tmp_path, 'smiles\nCCO\n"C,C"\n')) == [["CCO"], ["C,C"]]


def test_quoted_newlines_and_doubled_quotes(tmp_path: Path) -> None:
    assert cells(table(tmp_path, 'id,molfile\n1,"a\r\nb\n""c"""\n2,x\n')) == [["1", 'a\r\nb\n"c"'], ["2", "x"]]


def test_rows_that_do_not_fit_keep_their_place(tmp_path: Path) -> None:
    rows = table(tmp_path, "id,name\n1\n\n2,a,\n3,b,c\n,\n4,d\n")
    assert cells(rows) == [["1", None], ["2", "a"], ["3", "b"], [None, None], ["4", "d"]]
    assert codes(rows) == [None, None, "too_many_cells", None, None]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert rows[2].error is not None
    assert rows[2].error.record("en")["where"] == {"file": str(tmp_path / "t.csv"), "row": 3}


@pytest.mark.parametrize("text", ['id,name\n1,"open\n2,b\n3,c\n', 'id,name\n1,"open\n2,b\n3,c'])
def test_a_quote_never_closed_harms_only_its_row(tmp_path: Path, text: str) -> None:
    rows = table(tmp_path, text)
    assert codes(rows) == ["bad_quotes", None, None]
    assert cells(rows)[1:] == [["2", "b"], ["3", "c"]]


def test_a_quote_never_closed_in_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.core.tables.delimited._MOST_RECORD", 5000)
    rows = table(tmp_path, 'id,name\n1,"open\n' + "".join(f"{n},name {n}\n" for n in range(2, 5000)))
    assert codes(rows) == ["bad_quotes"] + [None] * 4998
    assert [row.cells["id"] for row in rows[1:]] == [str(n) for n in range(2, 5000)]


def test_nul_bytes_are_told(tmp_path: Path) -> None:
    assert codes(table(tmp_path, b"id,name\n1,a\n2,b\0c\n3,d\n")) == [None, "nul_bytes", None]


def test_a_cell_of_10_mb_is_refused_and_the_rest_kept(tmp_path: Path) -> None:
    rows = table(tmp_path, f"id,smiles\n1,{'C' * 10_000_000}\n2,CCO\n")
    assert codes(rows) == ["cell_too_large", None]
    assert cells(rows) == [["1", None], ["2", "CCO"]]
    assert rows[0].error is not None
    assert rows[0].error.record("en")["where"]["field"] == "smiles"
    assert table(tmp_path, f"id\n{'C' * MOST_CELL}\n")[0].error is None


def test_a_line_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_LINE", MOST_CELL + 100)
    rows = table(tmp_path, f"id,smiles\n1,{'C' * 5_000_000}\n2,CCO\n")
    assert codes(rows) == ["cell_too_large", None]
    assert rows[1].cells == {"id": "2", "smiles": "CCO"}


def test_packed_files(tmp_path: Path) -> None:
    assert cells(table(tmp_path, gzip.compress(CHINESE.encode("gb18030")), "t.csv.gz"))[0] == ["1", "芬太尼盐酸盐", "管制药品"]
    assert cells(table(tmp_path, gzip.compress(b"id\n1\n") + gzip.compress(b"2\n"), "t.csv.gz")) == [["1"], ["2"]]


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(InputError) as caught:
        table(tmp_path, gzip.compress(b"id,name\n" + b"1,a\n" * 1_000_000), "t.csv.gz")
    assert caught.value.code == "too_big"


def test_a_cut_gzip_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(b"id,n\n" + "".join(f"{n},{n * 7919 % 104729}\n" for n in range(100_000)).encode())
    with pytest.raises(InputError) as caught:
        table(tmp_path, packed[: len(packed) // 2], "t.csv.gz")
    assert caught.value.code == "file_format"


def test_the_header_is_the_first_line_with_anything(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n\n  id , Name  of\tgoods,,\n1,a,b,\n", encoding="utf-8")
    found = open_table(path)
    assert found.columns == ["id", "Name of goods", "column_3", "column_4"]
    assert [row.cells for row in found.rows()] == [{"id": "1", "Name of goods": "a", "column_3": "b", "column_4": None}]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("id\tname\n1\ta, b\n", encoding="utf-8")
    found = open_table(path)
    assert found.format == "tsv"
    assert list(found.rows()) == list(found.rows()) == [Row(1, {"id": "1", "name": "a, b"})]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(['"', 'a"b', "x\ny", "a,b", " a ", "a;b|c"])


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_the_csv_module_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id", "name", "note"], *rows])
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(out.getvalue().encode())
    assert cells(list(open_table(path).rows())) == [[cell or None for cell in row] for row in rows]
