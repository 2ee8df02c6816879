"""The file that is screened."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def write(target: Path, rows: int, source: Path | None) -> Path:
    """Write a .smi file of `rows` lines, repeating the source as often as needed.

    Args:
        target: the file to write.
        rows: number of lines.
        source: a .smi file; None: the molecules of the product's own table of everyday goods and of examples/.
    """
    molecules = list(_lines(source) if source is not None else _own())
    with target.open("w", encoding="utf-8") as file:
        for number, smiles in enumerate(itertools.islice(itertools.cycle(molecules), rows)):
            file.write(f"{smiles}\tM{number}\n")
    return target


def _lines(source: Path) -> Iterator[str]:
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.split()[0]


def _own() -> Iterator[str]:
    """Ordinary goods of the product's name table with a few of the examples, which hold controlled ones, between them."""
    with (ROOT / "src" / "accord" / "substances" / "data" / "everyday.tsv").open(encoding="utf-8", newline="") as file:
        yield from (row["smiles"] for row in csv.DictReader(file, delimiter="\t") if row["smiles"])
    yield from _lines(ROOT / "examples" / "catalogue" / "catalogue.smi")
