from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pytest

from accord.core.errors import InputError, UsageError
from accord.core.parts import file_digest, open_parts

BATCH = pa.record_batch({"a": [1, 2]})


def test_parts_are_kept_read_and_removed(tmp_path: Path) -> None:
    parts = open_parts(tmp_path / "out.csv", input_digest="i", context_digest="c", resume=True)
    assert parts.folder == tmp_path / "out.csv.parts"
    assert parts.read(0, "d") is None
    parts.write(0, "d", BATCH)
    assert parts.read(0, "d") == BATCH
    assert parts.read(0, "e") is None
    assert parts.read(1, "d") is None
    parts.remove()
    assert not parts.folder.exists()


@pytest.mark.parametrize(("now", "what"), [({"input_digest": "other"}, "the input"), ({"context_digest": "other"}, "the law")])
def test_parts_of_other_work_are_not_resumed(tmp_path: Path, now: dict[str, str], what: str) -> None:
    before = {"input_digest": "i", "context_digest": "c"}
    open_parts(tmp_path / "out.csv", **before, resume=False).write(0, "d", BATCH)
    with pytest.raises(UsageError) as caught:
        open_parts(tmp_path / "out.csv", **{**before, **now}, resume=True)
    assert caught.value.code == "parts_changed"
    assert what in caught.value.message("en")
    assert open_parts(tmp_path / "out.csv", **{**before, **now}, resume=False).read(0, "d") is None


def test_a_folder_of_something_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "out.csv.parts").mkdir()
    (tmp_path / "out.csv.parts" / "mine.txt").write_text("x", encoding="utf-8")
    for resume in (True, False):
        with pytest.raises(UsageError) as caught:
            open_parts(tmp_path / "out.csv", input_digest="i", context_digest="c", resume=resume)
        assert caught.value.code == "parts_changed"
    assert (tmp_path / "out.csv.parts" / "mine.txt").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        open_parts(tmp_path / "none" / "out.csv", input_digest="i", context_digest="c", resume=False)
    assert caught.value.code == "unwritable"


def test_digest_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"abc")
    assert file_digest(tmp_path / "f") == "sha256:" + hashlib.sha256(b"abc").hexdigest()
