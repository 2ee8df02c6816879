"""Rows of names for the dictionary: our own tables (substances/data/*.tsv) and the items of a law pack, and the cache of the index."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accord.law.model import Pack

__all__ = ["Row", "cached", "keep", "law_rows", "own_rows", "stamp"]

OWN = ("controlled.tsv", "fentanyls.tsv", "everyday.tsv")
"""Tables with the columns name, smiles, inchikey, names, names_zh, cas, salts, confidence; several values are joined by "|"."""
_FORMAT = "16"


@dataclass(frozen=True, slots=True)
class Row:
    """One substance as one source names it. `salts` are pairs (CAS number of a salt, its name)."""

    names: tuple[str, ...]
    names_zh: tuple[str, ...]
    cas: tuple[str, ...]
    salts: tuple[tuple[str, str], ...]
    smiles: str | None
    inchikey: str | None
    law: bool


def own_rows() -> Iterator[Row]:
    """Rows of our own tables, in file order."""
    for table in OWN:
        lines = _text(table).splitlines()
        head = lines[0].split("\t")
        for line in lines[1:]:
            cell = dict(zip(head, line.split("\t"), strict=True))
            salts = tuple((part.split(" ", 1)[0], part.split(" ", 1)[1]) for part in _list(cell["salts"]))
            yield Row(
                (cell["name"], *_list(cell["names"])),
                _list(cell["names_zh"]),
                _list(cell["cas"]),
                salts,
                cell["smiles"] or None,
                cell["inchikey"] or None,
                law=False,
            )


def law_rows(pack: Pack) -> Iterator[Row]:
    """One row per listed substance of a law pack, whatever the state of its entry: a removed or proposed name is still a name."""
    for part in pack.parts.values():
        for entry in part.entries:
            item = entry.substance
            if item is None:
                continue
            yield Row((item.name, *item.synonyms), item.names_zh, item.cas, (), item.smiles, item.inchikey, law=True)


def stamp(pack: str) -> str:
    """What an index was made from: the pack's digest, the tables and the code's format number."""
    return hashlib.sha256(f"{_FORMAT} {pack} {_own_digest()}".encode()).hexdigest()


def cached(key: str) -> dict[str, Any] | None:
    """The index kept under a stamp; None where there is none that can be read."""
    try:
        return json.loads(_place(key).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def keep(key: str, data: dict[str, Any]) -> None:
    """Keep an index for next time; a folder that cannot be written is no error."""
    place = _place(key)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        Path(file.name).replace(place)
    except OSError:
        return


def _place(key: str) -> Path:
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(root) if root else Path.home() / ".cache") / "accord" / f"names-{key[:32]}.json"


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@lru_cache(maxsize=8)
def _text(table: str) -> str:
    return files("accord.substances").joinpath(f"data/{table}").read_text("utf-8")


def _own_digest() -> str:
    digest = hashlib.sha256()
    for table in OWN:
        digest.update(_text(table).encode())
    return digest.hexdigest()
