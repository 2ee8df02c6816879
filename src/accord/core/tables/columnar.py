"""parquet: typed columns; cells become text as csv would show them."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from accord.core.errors import InputError, Where
from accord.core.tables.cells import text_of
from accord.core.tables.lines import opened
from accord.core.tables.model import MOST_CELL, Row, Table, checked, named_columns

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read"]

_BATCH_ROWS = 8192


def read(file: str, mapping: Mapping[str, str] | None) -> Table:
    """A parquet table.

    Raises:
        InputError: see `open_table`; `file_format` where it is no parquet.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with opened(file) as stream:
        try:
            header = list(cast("Any", pq).read_schema(stream).names)
        except (pa.ArrowException, OSError) as error:
            raise InputError("file_format", where=Where(file), format="parquet") from error
    columns = named_columns(file, header, mapping)
    return Table(file, "parquet", columns, lambda: _rows(file, columns))


def _rows(file: str, columns: list[str]) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    with opened(file) as stream:
        try:
            for batch in cast("Any", pq.ParquetFile(stream)).iter_batches(batch_size=_BATCH_ROWS):
                texts = [_texts(column) for column in batch.columns]
                for cells in zip(*texts, strict=True):
                    number += 1
                    row = Row(number, dict(zip(columns, cells, strict=True)))
                    yield checked(row, file) if any(cell and len(cell) > MOST_CELL for cell in cells) else row
        except (pa.ArrowException, OSError) as error:
            raise InputError("file_format", where=Where(file), format="parquet") from error


def _texts(column: pa.Array[Any]) -> list[str | None]:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _texts(column.cast(kind.value_type))
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return [value or None for value in column.to_pylist()]
    if pa.types.is_float32(kind) or pa.types.is_float16(kind):  # 0.1 of 32 bits is "0.1", not 0.10000000149011612
        return [None if value is None else text_of(float(str(value))) for value in column.to_numpy(zero_copy_only=False)]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return [text_of(value) for value in column.to_pylist()]
