"""Run a kernel over many rows: in this process, in a pool of processes, or on any executor, with the same result byte for byte.

A map kernel is a module-level function `(RecordBatch, context) -> RecordBatch` that answers each row by itself, in order. The context is
a frozen dataclass that can be pickled.
"""
from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from accord.core.ids import digest
from accord.core.parts import Parts, packed, unpacked
from accord.core.text import language, use_language

if TYPE_CHECKING:
    import pyarrow as pa

    Kernel = Callable[[pa.RecordBatch, Any], pa.RecordBatch]

__all__ = ["run_map"]

C = TypeVar("C")
_AHEAD = 2
"""Batches per worker that are read ahead: enough that none waits, few enough that memory stays flat."""


def run_map(
    kernel: Callable[[pa.RecordBatch, C], pa.RecordBatch],
    context: C,
    batches: Iterable[pa.RecordBatch],
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    done: Parts | None = None,
) -> Iterator[pa.RecordBatch]:
    """What the kernel makes of each batch, in the order of the batches.

    Args:
        kernel: module-level function, so that workers can import it.
        context: what the kernel needs besides the rows; sent once to each worker of a pool.
        batches: read as needed, at most `2 * jobs + 1` ahead.
        jobs: processes; 1: this one. They are started anew (spawn), so scripts need `if __name__ == "__main__"`.
        executor: run there instead, for example `dask.distributed.Client.get_executor()`; `jobs` then says how many batches are on the way.
        done: parts of the run: what is finished is taken from there, what gets finished is kept there (`parts.open_parts`).

    Yields:
        One batch per batch.

    Raises:
        Exception: whatever the kernel raises; batches that were finished before it are yielded first.
    """
    work = _numbered(batches, done)
    sent: Any = kernel
    if jobs <= 1 and executor is None:
        yield from (_kept(item, lambda item=item: kernel(item.batch, context), done) for item in work)
        return
    with ExitStack() as stack:
        if executor is None:
            pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (sent, context, language()))
            stack.callback(pool.shutdown, cancel_futures=True)
            submit = partial(pool.submit, _in_pool)
        else:
            submit = partial(executor.submit, _elsewhere, sent, context, language())
        yield from _in_order(work, submit, _AHEAD * jobs, done)


class _Item:
    """A batch on its way: its number, its digest where parts are kept, and the finished part if there is one."""

    __slots__ = ("batch", "data", "finished", "made_of", "number")

    def __init__(self, number: int, batch: pa.RecordBatch, done: Parts | None) -> None:
        self.number, self.batch = number, batch
        self.data = None if done is None else packed(batch)
        self.made_of = "" if self.data is None else digest(self.data)
        self.finished = None if done is None else done.read(number, self.made_of)


def _numbered(batches: Iterable[pa.RecordBatch], done: Parts | None) -> Iterator[_Item]:
    return (_Item(number, batch, done) for number, batch in enumerate(batches))


def _kept(item: _Item, made: Callable[[], pa.RecordBatch], done: Parts | None) -> pa.RecordBatch:
    if item.finished is not None:
        return item.finished
    result = made()
    if done is not None:
        done.write(item.number, item.made_of, result)
    return result


def _in_order(work: Iterator[_Item], submit: Callable[[bytes], Future[bytes]], ahead: int, done: Parts | None) -> Iterator[pa.RecordBatch]:
    waiting: deque[tuple[_Item, Future[bytes] | None]] = deque()
    for item in work:
        waiting.append((item, None if item.finished is not None else submit(item.data or packed(item.batch))))
        item.data = None
        if len(waiting) > ahead:
            yield _taken(*waiting.popleft(), done)
    while waiting:
        yield _taken(*waiting.popleft(), done)


def _taken(item: _Item, future: Future[bytes] | None, done: Parts | None) -> pa.RecordBatch:
    return _kept(item, lambda: unpacked(future.result()) if future is not None else item.batch, done)


_worker: dict[str, Any] = {}
"""Kernel and context of this worker process."""


def _begin(kernel: Kernel, context: Any, lang: str) -> None:
    """Start of a worker: it keeps kernel and context, speaks the language of its parent, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_language(lang)
    _worker.update(kernel=kernel, context=context)


def _in_pool(data: bytes) -> bytes:
    return packed(_worker["kernel"](unpacked(data), _worker["context"]))


def _elsewhere(kernel: Kernel, context: Any, lang: str, data: bytes) -> bytes:
    use_language(lang)
    return packed(kernel(unpacked(data), context))
