"""The dictionary of names: every name, number and structure of the law pack's items and of the tables in substances/data.

A record is one substance; a key may meet several. The index is built once per (pack, tables) and kept as JSON in the user's cache
folder; a missing, broken or unwritable cache is rebuilt silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from accord.substances import tables
from accord.substances.folding import fold, shape, shapes_agree, sound
from accord.substances.variants import spellings

if TYPE_CHECKING:
    from accord.law.model import Pack

__all__ = ["Dictionary", "Record", "fold", "load"]


@dataclass(frozen=True, slots=True)
class Record:
    """One substance of the dictionary. `law` holds the keys (folded names, CAS numbers) of the law items that are this substance."""

    number: int
    name: str
    smiles: str | None
    inchikey: str | None
    names_zh: tuple[str, ...]
    cas: tuple[str, ...]
    law: tuple[str, ...]


class Dictionary:
    """Names, CAS numbers and InChIKeys to records. Made by `load`; holds only plain data, so it can be sent to workers."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._names: dict[str, list[list[Any]]] = data["names"]
        self._cas: dict[str, list[list[Any]]] = data["cas"]
        self._keys: dict[str, int] = data["keys"]

    def __len__(self) -> int:
        return len(self._data["records"])

    def record(self, number: int) -> Record:
        """The record with a number."""
        name, smiles, key, names_zh, cas, law = self._data["records"][number]
        return Record(number, name, smiles, key, tuple(names_zh), tuple(cas), tuple(law))

    def find(self, name: str) -> tuple[Record, ...]:
        """Records that carry the name in any spelling that `fold` joins; empty where none does.

        Several come back only where the tables mean several substances by one name; drawings of one skeleton are settled first.
        """
        key = fold(name)
        rows = self._names.get(key)
        if not rows or not key:
            return ()
        marks = shape(name)
        return self._settled(row[0] for row in rows if shapes_agree(marks, _marks(row)))

    def by_key(self, key: str) -> tuple[Record, ...]:
        """Records under a key that is already folded."""
        return self._settled(row[0] for row in self._names.get(key, ()))

    def by_cas(self, number: str) -> tuple[tuple[Record, str], ...]:
        """Records with a CAS number and, where it is the number of a salt, the salt's name (else "")."""
        rows = self._cas.get(number, [])
        kept = {record.number for record in self._settled(row[0] for row in rows)}
        return tuple((self.record(n), salt) for n, salt in rows if n in kept)

    def by_inchikey(self, key: str) -> Record | None:
        """The record whose structure has this InChIKey."""
        number = self._keys.get(key)
        return None if number is None else self.record(number)

    def knows(self, key: str) -> bool:
        """Whether the skeleton of an InChIKey (its first block) is in the dictionary."""
        return key[:14] in self._skeletons

    def name_of(self, key: str) -> str | None:
        """The name under an InChIKey; None where the dictionary does not hold it."""
        found = self.by_inchikey(key)
        return found.name if found is not None else None

    def by_sound(self, name: str) -> tuple[Record, ...]:
        """Records whose name sounds alike (`folding.sound`); to be trusted only where one comes back."""
        return self._settled(self._sounds.get(sound(fold(name)), ()))

    def by_system(self, key: str) -> tuple[Record, ...]:
        """Records with a systematic name of this key (`systematic.key`)."""
        return self._settled(self._systems.get(key, ()))

    @cached_property
    def name_keys(self) -> list[str]:
        """All folded names, for the typo rule."""
        return list(self._names)

    def keys_of_length(self, length: int) -> list[str]:
        """Folded names of this length and of one more or less: all that can be one edit away."""
        groups = self._lengths
        return [*groups.get(length - 1, ()), *groups.get(length, ()), *groups.get(length + 1, ())]

    @cached_property
    def _lengths(self) -> dict[int, list[str]]:
        groups: dict[int, list[str]] = {}
        for key in self._names:
            groups.setdefault(len(key), []).append(key)
        return groups

    @cached_property
    def twin_keys(self) -> dict[str, str]:
        """Keys that `fold` respells ("...fentanyl"), with the other official ending ("...fentanil"), for the typo rule."""
        return {key: key.replace("fentanyl", "fentanil") for key in self._names if key.endswith("fentanyl")}

    @cached_property
    def _skeletons(self) -> frozenset[str]:
        return frozenset(key[:14] for key in self._keys)

    @cached_property
    def _sounds(self) -> dict[str, list[int]]:
        return self._data["sounds"]

    @cached_property
    def _systems(self) -> dict[str, list[int]]:
        return self._data["systems"]

    def _settled(self, numbers: Iterable[int]) -> tuple[Record, ...]:
        """One record per skeleton: the first with a structure (own tables come first), records without structure only if alone."""
        records = [self.record(number) for number in dict.fromkeys(numbers)]
        drawn: dict[str, Record] = {}
        for record in records:
            if record.inchikey:
                drawn.setdefault(record.inchikey[:14], record)
        return tuple(drawn.values()) or tuple(records[:1])


def load(pack: Pack | None = None) -> Dictionary:
    """The dictionary for a law pack, from the cache when it is there.

    Args:
        pack: The law pack; None builds the dictionary from the tables in substances/data alone.
    """
    stamp = tables.stamp(pack.sha256 if pack is not None else "")
    held = tables.cached(stamp)
    if held is None:
        held = _build(pack)
        tables.keep(stamp, held)
    return Dictionary(held)


def _build(pack: Pack | None) -> dict[str, Any]:
    rows = [*tables.own_rows(), *(tables.law_rows(pack) if pack is not None else ())]
    records: list[list[Any]] = []
    by_key: dict[str, int] = {}
    by_name: dict[str, int] = {}
    names: dict[str, list[list[Any]]] = {}
    cas: dict[str, list[list[Any]]] = {}
    systems: dict[str, list[int]] = {}
    for row in rows:
        number = _place(row, records, by_key, by_name)
        record = records[number]
        record[3] = list(dict.fromkeys([*record[3], *(row.names_zh if row.law else row.names_zh[:1])]))
        record[4] = list(dict.fromkeys([*record[4], *row.cas]))
        if row.law:
            record[5] = list(dict.fromkeys([*record[5], *map(fold, (*row.names, *row.names_zh)), *row.cas]))
        for name in (*row.names, *row.names_zh):
            _index(name, number, names, systems)
        for text in row.cas:
            cas.setdefault(text, []).append([number, ""])
        for text, salt in row.salts:
            cas.setdefault(text, []).append([number, salt])
    return {"records": records, "names": names, "cas": cas, "keys": by_key, "systems": systems, "sounds": _sounds(names)}


def _place(row: tables.Row, records: list[list[Any]], by_key: dict[str, int], by_name: dict[str, int]) -> int:
    """The number of the record a row belongs to: the same InChIKey, or without structure the same name; else a new one."""
    if row.inchikey is not None:
        number = by_key.setdefault(row.inchikey, len(records))
    else:
        number = next((by_name[key] for key in map(fold, row.names) if key in by_name), len(records))
    if number == len(records):
        records.append([row.names[0], row.smiles, row.inchikey, [], [], []])
    for name in row.names:
        by_name.setdefault(fold(name), number)
    return number


def _index(name: str, number: int, names: dict[str, list[list[Any]]], systems: dict[str, list[int]]) -> None:
    from accord.substances import systematic, zh
    from accord.substances.folding import has_cjk

    for written in spellings(name):
        key = fold(written)
        marks = sorted(shape(written))
        entry = [number, *([marks] if marks else [])]
        if key and entry not in names.setdefault(key, []):
            names[key].append(entry)
    system = systematic.key(zh.systematic(name) if has_cjk(name) else name)
    if system is not None and number not in systems.setdefault(system, []):
        systems[system].append(number)


def _sounds(names: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, list[int]]:
    sounds: dict[str, list[int]] = {}
    for key, rows in names.items():
        if key.isascii() and len(key) > 5:
            sounds.setdefault(sound(key), []).extend(row[0] for row in rows)
    return {key: list(dict.fromkeys(numbers)) for key, numbers in sounds.items()}


def _marks(row: Sequence[Any]) -> frozenset[tuple[int, str]]:
    return frozenset((place, sign) for place, sign in row[1]) if len(row) > 1 else frozenset()
