"""How long one waits before anything is asked, and for one answer."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import process

WARM = """
import time, accord
accord.check("fentanyl", on="2026-01-05")
texts = ["vanillin", "437-38-7", "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1", "4-苯胺基哌啶"] * 25
start = time.process_time()
for text in texts:
    accord.check(text, on="2026-01-05")
raise SystemExit(0)
"""


def measured() -> Iterator[tuple[str, str, str]]:
    """(what, value, unit) lines; the best of three runs, after one that fills the caches."""
    process.accord("check", "fentanyl")
    yield "accord --help", f"{_best('--help'):.2f}", "CPU s"
    yield "import accord", f"{min(process.python('import accord').cpu_s for _ in range(3)):.2f}", "CPU s"
    yield "accord check fentanyl, caches warm", f"{_best('check', '--on', '2026-01-05', 'fentanyl'):.2f}", "CPU s"
    yield "one substance in a running program", f"{_warm_ms():.1f}", "CPU ms"


def _best(*words: str) -> float:
    return min(process.accord(*words).cpu_s for _ in range(3))


def _warm_ms() -> float:
    """CPU milliseconds per substance: a run of 101 answers less a run of one."""
    one = process.python("import accord; accord.check('fentanyl', on='2026-01-05')")
    many = process.python(WARM)
    return 1000 * (many.cpu_s - one.cpu_s) / 100
