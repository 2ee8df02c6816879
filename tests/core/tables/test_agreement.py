"""Whatever the rows, every format gives them back as the same rows with the same content ids."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.core.ids import content_id
from accord.core.tables import open_table, write_table
from accord.core.tables.write import safe_cell

NAMES = ["t.csv", "t.tsv", "t.csv.gz", "t.jsonl", "t.xlsx", "t.parquet"]
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\ufffe\uffff")
TEXT = st.text(CHARACTERS, max_size=10).filter(lambda text: safe_cell(text) == text)
NUMBER = st.integers(-(10**12), 10**12) | st.integers(-(10**14), 10**14).map(lambda number: number / 10**6)  # all xlsx holds
ROWS = st.lists(st.fixed_dictionaries({"id": TEXT, "name": TEXT, "quantity_kg": NUMBER}), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_one_row_has_one_content_id_whatever_the_format(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]) -> None:
    folder = tmp_path_factory.mktemp("t")
    expected = [content_id(row, numbers=("quantity_kg",)) for row in rows]
    for name in NAMES:
        write_table(folder / name, ["id", "name", "quantity_kg"], rows)
        back = list(open_table(folder / name).rows())
        assert [row.error for row in back] == [None] * len(rows), name
        assert [content_id(row.cells, numbers=("quantity_kg",)) for row in back] == expected, name
