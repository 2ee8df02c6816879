"""Lines of a text file, packed or not, in whatever encoding, in flat memory."""
from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from accord.core.errors import AccordError, InputError, RowError, Where
from accord.core.tables.encoding import marked, unmarked
from accord.core.tables.model import MOST_UNPACKED

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["MOST_LINE", "Lines", "opened", "read_lines"]

MOST_LINE = 1 << 24
"""Bytes that are read of one line; what is beyond is passed over."""
_SAMPLE = 1 << 18


class Lines:
    """Iterator over the lines of a file, line ends kept. Make it with `read_lines`.

    Attributes:
        trouble: what is wrong with the last line: `nul_bytes`, `bad_encoding`; None where nothing is. The reader of the line sets it back.
    """

    def __init__(self, stream: IO[bytes], sample: bytes) -> None:
        self.trouble: AccordError | None = None
        self._stream = stream
        self._mark = marked(sample)
        if self._mark is None:
            self._first, self._legacy = unmarked(sample)
        else:
            self._first, self._legacy = ("utf-8", "gb18030") if self._mark == "utf-8-sig" else (self._mark, self._mark)
        only_returns = b"\r" in sample and b"\n" not in sample
        self._is_wide = self._first.startswith(("utf-16", "utf-32")) or only_returns
        self._next = self._wide() if self._is_wide else self._narrow()

    def __iter__(self) -> Iterator[str]:
        return self._next

    def __next__(self) -> str:
        return next(self._next)

    def blocks(self, size: int = _SAMPLE) -> Iterator[str]:
        """The lines not yet read, many at a time: texts of about `size` characters that end with a line; several times as fast.

        NUL characters stay in the text and are no trouble here. Do not mix with reading line by line.
        """
        if self._is_wide:
            while block := "".join(islice(self._next, size // 64)):
                yield block
            return
        if self._mark:
            self._stream.read(3)
        while raw := self._stream.read(size) + self._stream.readline(MOST_LINE):
            yield raw.decode("ascii") if raw.isascii() else "".join(map(self._decoded, raw.splitlines(keepends=True)))

    def _narrow(self) -> Iterator[str]:
        """Lines of an encoding that holds ASCII: each is decoded by itself, so that a foreign line harms no other."""
        readline = self._stream.readline
        if self._mark:
            self._stream.read(3)
        while raw := readline(MOST_LINE):
            if raw[-1] != 10 and len(raw) == MOST_LINE:
                self._pass_over()
            line = raw.decode("ascii") if raw.isascii() else self._decoded(raw)
            if "\0" in line:
                self.trouble = RowError("nul_bytes")
            yield line

    def _wide(self) -> Iterator[str]:
        """Lines of UTF-16 and UTF-32, and of files whose lines end with a carriage return only."""
        text = io.TextIOWrapper(self._stream, encoding=self._mark or self._first, errors="replace", newline="")
        try:
            while line := text.readline(MOST_LINE):
                if "\ufffd" in line:
                    self.trouble = RowError("bad_encoding", encoding=self._first)
                if "\0" in line:
                    self.trouble = RowError("nul_bytes")
                yield line
        finally:
            with suppress(ValueError):  # the file may be closed already
                text.detach()

    def _decoded(self, raw: bytes) -> str:
        """A line as UTF-8 where it is that beyond doubt, else in the other encoding of the file."""
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            return self._legacy_line(raw)
        if self._first == "utf-8" or any(char > "\u07ff" for char in line):
            return line
        return self._legacy_line(raw)

    def _legacy_line(self, raw: bytes) -> str:
        try:
            return raw.decode(self._legacy)
        except UnicodeDecodeError:
            self.trouble = RowError("bad_encoding", encoding=self._first)
            return raw.decode(self._first, errors="replace")

    def _pass_over(self) -> None:
        while (rest := self._stream.readline(MOST_LINE)) and rest[-1] != 10:
            pass


@contextmanager
def read_lines(path: str | Path) -> Generator[Lines]:
    """The lines of a text file: .gz is unpacked; UTF-8, UTF-16, UTF-32, GB 18030, GBK, Big5 and Windows-1252 are told apart.

    Raises:
        InputError: file_missing, is_directory, file_unreadable, file_empty, file_format (no gzip, or binary), too_big.
    """
    with opened(path) as stream:
        raw = _Unpacked(stream, str(path)) if str(path).lower().endswith(".gz") else cast("io.RawIOBase", stream)
        buffered = io.BufferedReader(raw, _SAMPLE)
        sample = buffered.peek(_SAMPLE)[:_SAMPLE]  # a peek does not advance
        if not sample.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
            raise InputError("file_empty", where=Where(str(path)))
        if sample.startswith((b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")):
            raise InputError("file_format", where=Where(str(path)), format=_format(path))
        yield Lines(buffered, sample)


@contextmanager
def opened(path: str | Path) -> Generator[IO[bytes]]:
    """The file for reading bytes.

    Raises:
        InputError: file_missing, is_directory, file_unreadable, file_empty.
    """
    place = Where(str(path))
    try:
        stream = Path(path).open("rb", buffering=_SAMPLE)  # noqa: SIM115 (closed below; only opening it is tried)
    except FileNotFoundError as error:
        raise InputError("file_missing", where=place) from error
    except IsADirectoryError as error:
        raise InputError("is_directory", where=place) from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise InputError("file_unreadable", where=place, why=why or str(error)) from error
    with stream:
        if not stream.read(1):
            raise InputError("file_empty", where=place)
        stream.seek(0)
        yield stream


class _Unpacked(io.RawIOBase):
    """A gzip stream that ends with an error before it fills memory or disk."""

    def __init__(self, packed: IO[bytes], file: str) -> None:
        self._stream = gzip.GzipFile(fileobj=packed)
        self._file = file
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read1(len(view)) or self._stream.read(1)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError("file_format", where=Where(self._file), format="gzip") from error
        self._count += len(data)
        if self._count > MOST_UNPACKED:
            raise InputError("too_big", where=Where(self._file), most=MOST_UNPACKED)
        view[: len(data)] = data
        return len(data)


def _format(path: str | Path) -> str:
    return Path(str(path).lower().removesuffix(".gz")).suffix.lstrip(".") or "text"
