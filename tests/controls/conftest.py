"""A small law of its own for the tests of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from accord.controls.statute import Statute, compile_part
from accord.law.build import entries_of
from accord.law.model import Missing, Part


@pytest.fixture
def law_of() -> Callable[..., Statute]:
    """Compiles entries (rows of a pack file) and missing instruments to the law of XX, last checked on 2026-01-01."""

    def made(*rows: Mapping[str, Any], missing: tuple[Missing, ...] = ()) -> Statute:
        head = {"jurisdiction": "XX", "instrument": "act 1", "regime": "drug", "citation": "gazette 1", "confidence": "source-official"}
        entries = tuple(entries_of({**head, "list": "List A", "known_at": "2020-02-01", "entries": rows}, "act.yaml"))
        return compile_part(Part("XX", "1", "sha256:0", "2026-01-01", entries, missing))

    return made
