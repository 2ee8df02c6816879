"""Runs a command and measures what it used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Used:
    """What a finished process used: CPU seconds (user and system), wall seconds, peak memory in MB."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def python(code: str) -> Used:
    """Run Python code in a fresh interpreter; output is dropped, failure raises."""
    return _run([sys.executable, "-c", code])


def accord(*words: str) -> Used:
    """Run accord in a fresh interpreter."""
    return python(f"import sys; from accord.cli.main import main; sys.exit(main({list(words)!r}))")


def _run(words: list[str]) -> Used:
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in (0, 3):
        raise RuntimeError(f"exit {code}: {' '.join(words)}")
    kilo = 1024 if sys.platform != "darwin" else 1024**2
    return Used(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / kilo)
