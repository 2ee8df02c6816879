"""Parts of an unfinished run, kept in a folder beside the output, so that it can be resumed where it stopped.

`<output>.parts/manifest.json` says what the parts belong to: digests of input and context, and the release.
`<output>.parts/000017.arrow` is what the kernel made of batch 17, with the digest of the batch it was made of.
"""
from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from accord.core.errors import InputError, UsageError, Where
from accord.core.ids import canonical_json
from accord.core.tables.write import replacing
from accord.core.text import Message

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Parts", "file_digest", "open_parts", "packed", "unpacked"]

_MANIFEST = "manifest.json"
_MADE_OF = b"accord.made_of"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one run. Make it with `open_parts`."""

    folder: Path

    def read(self, number: int, made_of: str) -> pa.RecordBatch | None:
        """The finished part of a batch, or None where there is none, it is damaged, or the batch was another one.

        Args:
            number: place of the batch in the run, from 0.
            made_of: digest of the batch as `packed`.
        """
        import pyarrow as pa

        try:
            data = self._path(number).read_bytes()
            batch = unpacked(data)
        except (OSError, pa.ArrowException, StopIteration):
            return None
        metadata = dict(batch.schema.metadata or {})
        if metadata.pop(_MADE_OF, b"").decode() != made_of:
            return None
        return batch.replace_schema_metadata(metadata or None)

    def write(self, number: int, made_of: str, batch: pa.RecordBatch) -> None:
        """Keep a finished part. It appears whole or not at all.

        Raises:
            InputError: `unwritable`.
        """
        metadata = {**(batch.schema.metadata or {}), _MADE_OF: made_of.encode()}
        with replacing(self._path(number)) as stream:
            stream.write(packed(batch.replace_schema_metadata(metadata)))

    def remove(self) -> None:
        """The run is finished and its output written: the parts are no longer needed."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:06d}.arrow"


def open_parts(output: str | Path, *, input_digest: str, context_digest: str, resume: bool) -> Parts:
    """The parts folder of an output; parts of a run before are taken over only if they belong to the same work.

    Args:
        output: the file that the run will write; the folder is `<output>.parts` beside it.
        input_digest: of the whole input (`file_digest`).
        context_digest: of everything else the answers depend on: law, question, options.
        resume: take over what is there. Otherwise it is removed.

    Raises:
        UsageError: `parts_changed`: what is there belongs to another input, law, question or release, or is no folder of parts.
        InputError: `unwritable`.
    """
    folder = Path(f"{output}.parts")
    manifest = {"input": input_digest, "context": context_digest, "release": version("accord")}
    before = _manifest(folder)
    if before is not None and resume:
        for key, value in manifest.items():
            if before.get(key) != value:
                raise UsageError("parts_changed", folder=str(folder), what=Message(f"core.parts.{key}"))
        return Parts(folder)
    try:
        if before is not None:
            shutil.rmtree(folder)
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise InputError("unwritable", where=Where(str(folder)), file=str(folder), why=error.strerror or str(error)) from error
    with replacing(folder / _MANIFEST) as stream:
        stream.write(canonical_json(manifest))
    return Parts(folder)


def _manifest(folder: Path) -> dict[str, str] | None:
    """What a folder of parts says it belongs to; None where there is none, or an empty folder.

    Raises:
        UsageError: `parts_changed`: the folder holds something else, which nobody may remove.
    """
    try:
        return json.loads((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        if folder.exists() and (not folder.is_dir() or any(not path.name.startswith(".") for path in folder.iterdir())):
            raise UsageError("parts_changed", folder=str(folder), what=Message("core.parts.manifest")) from error
        return None


def file_digest(path: str | Path) -> str:
    """SHA-256 of a file, written `sha256:<hex>`, in flat memory."""
    with Path(path).open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"


def packed(batch: pa.RecordBatch) -> bytes:
    """A record batch as an Arrow IPC stream: the same bytes for the same content."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        cast("Any", writer).write_batch(batch)
    return sink.getvalue().to_pybytes()


def unpacked(data: bytes) -> pa.RecordBatch:
    """The record batch of `packed`.

    Raises:
        pyarrow.ArrowException, StopIteration: the bytes are cut or damaged.
    """
    import pyarrow as pa

    with pa.ipc.open_stream(data) as reader:
        return reader.read_next_batch()
