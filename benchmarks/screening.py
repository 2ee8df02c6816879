"""Molecules per CPU second, beside plain RDKit parsing of the same file, and peak memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks import process
from benchmarks.process import Used

PARSE = "from rdkit import Chem, RDLogger; RDLogger.DisableLog('rdApp.*')\nfor line in open({path!r}): Chem.MolFromSmiles(line.split()[0])"
DAY = ("--on", "2026-01-05", "--in", "UN,US,CN")


def measured(source: Path, few: Path, rows: int) -> Iterator[tuple[str, str, str]]:
    """(what, value, unit) lines. Rates are after start-up: the time for `few` (200 rows) is taken off."""
    left = rows - 200
    brief, start = _screen(source, "--brief"), _screen(few, "--brief")
    rate = left / (brief.cpu_s - start.cpu_s)
    yield f"screen --brief, {rows} molecules", f"{rate:.0f}", "molecules / CPU s"
    peer = process.python(PARSE.format(path=str(source))).cpu_s - process.python(PARSE.format(path=str(few))).cpu_s
    yield "  ratio to RDKit's sanitised parsing of the same file", f"{peer / (brief.cpu_s - start.cpu_s):.2f}", "x"
    yield "  peak memory", f"{brief.peak_mb:.0f}", "MB"
    two = _screen(source, "--brief", "--jobs", "2")
    yield "  wall time with --jobs 2 against one process", f"{brief.wall_s / two.wall_s:.2f}", "x"
    full = _screen(few)
    empty = process.accord("check", *DAY, "CCO")
    yield "screen, full answers, 200 molecules", f"{200 / max(full.cpu_s - empty.cpu_s, 1e-6):.0f}", "molecules / CPU s"


def _screen(path: Path, *words: str) -> Used:
    target = path.with_suffix(f".{len(words)}.jsonl")
    return process.accord("screen", str(path), *DAY, *words, "--output", str(target))
