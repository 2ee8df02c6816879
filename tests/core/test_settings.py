from __future__ import annotations

from pathlib import Path

import pytest

from accord.core.settings import home


def test_home_is_named_by_the_environment_else_beside_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACCORD_HOME", raising=False)
    assert home() == Path("accord-data")
    monkeypatch.setenv("ACCORD_HOME", "elsewhere")
    assert home() == Path("elsewhere")
