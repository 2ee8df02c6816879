from __future__ import annotations

from pathlib import Path

import pytest

from accord.core.tables import open_table


def test_values_become_text_as_csv_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"a": 17.0, "b": 0.10, "c": true, "d": null, "e": "", "f": [1, {"g": 0.5}], "h": NaN, "i": 12345678901234567890}\n',
        encoding="utf-8",
    )
    assert next(open_table(path).rows()).cells == {
        "a": "17",
        "b": "0.1",
        "c": "true",
        "d": None,
        "e": None,
        "f": '[1, {"g": "0.5"}]',
        "h": None,
        "i": "12345678901234567890",
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "bad_json"),
        ("[1]", "bad_json"),
        ('"x"', "bad_json"),
        ("[" * 100_000, "bad_json"),
        ('{"a": ' + "9" * 5000 + "}", "bad_json"),
        ('{"a": "\\ud800"}', "bad_json"),
        ('{"a": "\\ud83d\\ude00"}', None),
        ('{"a": "x\0"}', "nul_bytes"),
        (f'{{"a": "{"C" * 2_000_000}"}}', "cell_too_large"),
    ],
)
def test_a_broken_line_keeps_its_place(tmp_path: Path, line: str, code: str | None) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(f'{{"a": "1"}}\n\n{line}\n{{"b": "2"}}\n', encoding="utf-8")
    rows = list(open_table(path).rows())
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.error.code if row.error else None for row in rows] == [None, code, None]
    assert open_table(path).columns == ["a", "b"]
