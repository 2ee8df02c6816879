"""Tables: one reader and one writer of csv, tsv, xlsx, jsonl and parquet.

A table has named columns and rows in order; cells are text or absent. A row that cannot be read keeps its place and carries the error.
"""
from accord.core.tables.lines import Lines, read_lines
from accord.core.tables.model import MOST_CELL, Row, Table
from accord.core.tables.opening import open_table
from accord.core.tables.write import write_table

__all__ = ["MOST_CELL", "Lines", "Row", "Table", "open_table", "read_lines", "write_table"]
