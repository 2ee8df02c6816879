"""What holds for every test: English unless a test says otherwise, and no network."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from accord.core.text import use_language


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages are English; a test that chooses a language leaves no trace."""
    monkeypatch.setenv("ACCORD_LANG", "en")
    use_language(None)
    yield
    use_language(None)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """accord opens no connection; one that is tried fails the test. Sockets inside the machine (process pools) are left alone."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            pytest.fail(f"a test opened a connection to {address!r}")
        connect(self, address)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(socket.socket, "connect", refuse)
