"""One process, a pool, another executor, a run that was interrupted: the same bytes."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from accord.core.batch import run_map
from accord.core.errors import RowError
from accord.core.parts import open_parts, packed
from accord.core.text import use_language

KERNEL = """
from dataclasses import dataclass
import pyarrow as pa
from accord.core.errors import RowError
from accord.core.text import say

@dataclass(frozen=True)
class Context:
    factor: int
    log: str
    fails_at: int | None = None

def multiply(batch, context):
    values = batch.column("n").to_pylist()
    with open(context.log, "a", encoding="utf-8") as log:
        log.write(f"{values[0]}\\n")
    if context.fails_at in values:
        raise RowError("bad_date", text="x")
    text = [say("error.bad_date", text=str(n)) for n in values]
    return pa.RecordBatch.from_pydict({"n": [n * context.factor for n in values], "text": text})
"""


@dataclass
class Work:
    kernel: Callable[[pa.RecordBatch, Any], pa.RecordBatch]
    context: Callable[..., Any]
    log: Path

    def calls(self) -> list[int]:
        """First rows of the batches that the kernel was given since the last time."""
        lines = sorted(map(int, self.log.read_text(encoding="utf-8").split())) if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "kernel_of_test.py").write_text(KERNEL, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "code")
    module = importlib.import_module("kernel_of_test")
    log = tmp_path / "log"
    yield Work(module.multiply, lambda factor=3, fails_at=None: module.Context(factor, str(log), fails_at), log)
    del sys.modules["kernel_of_test"]
    use_language(None)


def batches(count: int = 12) -> Iterator[pa.RecordBatch]:
    return (pa.RecordBatch.from_pydict({"n": [5 * k + i for i in range(5)]}) for k in range(count))


def test_serial_pool_and_another_executor_give_the_same_bytes(work: Work) -> None:
    use_language("zh")
    serial = [packed(batch) for batch in run_map(work.kernel, work.context(), batches())]
    pool = [packed(batch) for batch in run_map(work.kernel, work.context(), batches(), jobs=2)]
    with ThreadPoolExecutor(3) as executor:
        threads = [packed(batch) for batch in run_map(work.kernel, work.context(), batches(), executor=executor, jobs=3)]
    assert serial == pool == threads
    assert len(serial) == 12
    assert "不是有效日期" in next(run_map(work.kernel, work.context(), batches())).column("text")[0].as_py()


def test_batches_are_read_only_as_they_are_needed(work: Work) -> None:
    read: list[int] = []

    def told() -> Iterator[pa.RecordBatch]:
        for number, batch in enumerate(batches(100)):
            read.append(number)
            yield batch

    with ThreadPoolExecutor(2) as executor:
        results = run_map(work.kernel, work.context(), told(), jobs=2, executor=executor)
        for taken, _ in zip(range(1, 11), results, strict=False):
            assert len(read) <= taken + 4
        results.close()  # type: ignore[attr-defined]


def test_a_fault_of_the_kernel_comes_out_after_what_was_finished(work: Work) -> None:
    for jobs in (1, 2):
        got: list[int] = []
        with pytest.raises(RowError) as caught:
            got.extend(batch.column("n")[0].as_py() for batch in run_map(work.kernel, work.context(1, fails_at=27), batches(), jobs=jobs))
        assert caught.value.code == "bad_date"
        assert got == [0, 5, 10, 15, 20]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_is_resumed_without_doing_anything_twice(work: Work, tmp_path: Path, jobs: int) -> None:
    whole = [packed(batch) for batch in run_map(work.kernel, work.context(), batches())]
    work.calls()
    parts = open_parts(tmp_path / "out.jsonl", input_digest="sha256:a", context_digest="sha256:b", resume=False)
    run = run_map(work.kernel, work.context(), batches(), done=parts)
    for _ in range(5):
        next(run)
    run.close()  # type: ignore[attr-defined]
    assert work.calls() == [0, 5, 10, 15, 20]

    again = open_parts(tmp_path / "out.jsonl", input_digest="sha256:a", context_digest="sha256:b", resume=True)
    resumed = [packed(batch) for batch in run_map(work.kernel, work.context(), batches(), jobs=jobs, done=again)]
    assert resumed == whole
    assert work.calls() == [25, 30, 35, 40, 45, 50, 55]
    assert [packed(batch) for batch in run_map(work.kernel, work.context(), batches(), jobs=jobs, done=again)] == whole
    assert work.calls() == []


def test_a_damaged_part_and_a_part_of_another_batch_are_made_anew(work: Work, tmp_path: Path) -> None:
    parts = open_parts(tmp_path / "out.jsonl", input_digest="sha256:a", context_digest="sha256:b", resume=False)
    whole = [packed(batch) for batch in run_map(work.kernel, work.context(), batches(), done=parts)]
    files = sorted(path for path in parts.folder.iterdir() if path.suffix == ".arrow")
    files[2].write_bytes(files[2].read_bytes()[:200])
    files[3].write_bytes(b"")
    files[4].write_bytes(files[5].read_bytes())
    files[6].unlink()
    work.calls()
    assert [packed(batch) for batch in run_map(work.kernel, work.context(), batches(), done=parts)] == whole
    assert work.calls() == [10, 15, 20, 30]
