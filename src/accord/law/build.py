"""The documents of a pack folder as records: entries inherit from the head of their file."""
from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from accord.law.model import Entry, Example, Examples, Listed, Missing, Pack, Part
from accord.law.windows import windows_of

INHERITED = ("kind", "instrument", "regime", "citation", "confidence", "list", "schedule", "scope", "published", "known_at")
"""What an entry takes from the head of its file where it does not say it itself."""
OWN = frozenset({*INHERITED, "id", "jurisdiction", "windows", "entry", "substance", "effect", "note", "dissent", "examples", "data"})
NO_EXAMPLES = Examples()


def pack_of(manifest: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]], sha256: str) -> Pack:
    """A pack from its manifest and parsed files.

    Args:
        manifest: content of pack.yaml.
        documents: path inside the folder -> parsed file, for every path of `manifest["files"]`.
        sha256: digest of pack.yaml.
    """
    files: dict[str, list[str]] = defaultdict(list)
    for path in sorted(documents):
        files[str(documents[path]["jurisdiction"])].append(path)
    parts = {j: _part(j, manifest, {p: documents[p] for p in paths}) for j, paths in sorted(files.items(), key=_order)}
    return Pack(str(manifest["id"]), str(manifest["version"]), str(manifest["published"]), manifest.get("signer"), sha256, parts)


def _order(item: tuple[str, list[str]]) -> tuple[int, str]:
    known = ("UN", "US", "CN", "UK", "CA", "DE", "EU", "AU")
    return (known.index(item[0]) if item[0] in known else len(known), item[0])


def _part(jurisdiction: str, manifest: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> Part:
    entries = tuple(e for path, doc in documents.items() for e in entries_of(doc, path))
    missing = tuple(m for doc in documents.values() for m in _missing(doc))
    stated: Mapping[str, str] = manifest.get("law_as_of") or {}
    as_of = str(stated.get(jurisdiction) or _latest(documents.values(), manifest))
    held = {"files": {p: manifest["files"][p] for p in documents}, "law_as_of": as_of}
    sha256 = hashlib.sha256(json.dumps(held, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return Part(jurisdiction, str(manifest["version"]), f"sha256:{sha256}", as_of, entries, missing)


def _latest(documents: Iterable[Mapping[str, Any]], manifest: Mapping[str, Any]) -> str:
    """Last check day of a part whose manifest does not say it: the latest day on which something in it was known."""
    days = [str(m["last_checked"]) for d in documents for m in d.get("missing") or () if m.get("last_checked")]
    days += [str(d["known_at"])[:10] for d in documents if d.get("known_at")]
    return max(days, default=str(manifest["published"]))


def entries_of(document: Mapping[str, Any], path: str) -> Iterable[Entry]:
    """Entries of one parsed file, in its order."""
    head = {key: document.get(key) for key in INHERITED}
    jurisdiction = str(document["jurisdiction"])
    for row in document.get("entries") or ():
        yield _entry(head, row, jurisdiction, path)


def _entry(head: Mapping[str, Any], row: Mapping[str, Any], jurisdiction: str, path: str) -> Entry:
    said = {**head, **row}
    return Entry(
        id=str(row["id"]),
        kind=said["kind"] or "item",
        jurisdiction=jurisdiction,
        instrument=said["instrument"],
        regime=said["regime"],
        windows=windows_of(row.get("windows") or ()),
        citation=said["citation"],
        confidence=said["confidence"],
        list=said["list"],
        schedule=_text(said["schedule"]),
        entry=_text(row.get("entry")),
        substance=listed_of(row["substance"]) if row.get("substance") else None,
        scope=said["scope"] if row["id"] != said["scope"] else None,
        effect=row.get("effect"),
        published=_text(said["published"]),
        known_at=_text(said["known_at"]),
        note=row.get("note"),
        dissent=tuple(row.get("dissent") or ()),
        examples=examples_of(row["examples"]) if "examples" in row else NO_EXAMPLES,
        data=row["data"] if "data" in row and row.keys() <= OWN else {**row.get("data", {}), **{k: row[k] for k in row.keys() - OWN}},
        file=path,
    )


def listed_of(row: Mapping[str, Any]) -> Listed:
    """The substance of an item. A single text stands for a list of one; without structure the evidence is `none`."""
    smiles = row.get("smiles")
    return Listed(
        name=str(row["name"]),
        synonyms=_texts(row.get("synonyms")),
        names_zh=_texts(row.get("names_zh")),
        cas=_texts(row.get("cas")),
        smiles=smiles,
        inchikey=row.get("inchikey"),
        evidence=row.get("evidence") or ("firm" if smiles else "none"),
        key=_text(row.get("key")),
    )


def examples_of(row: Mapping[str, Any]) -> Examples:
    """Examples of an entry: each a SMILES, or {smiles, on, origin, destination}."""
    return Examples(*(tuple(_example(e) for e in row.get(kind) or ()) for kind in ("positive", "negative", "boundary")))


def _example(row: str | Mapping[str, Any]) -> Example:
    if isinstance(row, str):
        return Example(row)
    return Example(row["smiles"], _text(row.get("on")), row.get("origin"), row.get("destination"))


def _missing(document: Mapping[str, Any]) -> Iterable[Missing]:
    for row in document.get("missing") or ():
        relevance: Mapping[str, Any] = row.get("relevance") or {}
        yield Missing(
            id=str(row["id"]),
            jurisdiction=str(document["jurisdiction"]),
            instrument=str(row.get("instrument") or document["instrument"]),
            regime=row.get("regime") or document["regime"],
            since=_text(row.get("from")),
            to=_text(row.get("to")),
            why=row["why"],
            why_zh=row.get("why_zh"),
            relevance=tuple(relevance.get("any_smarts") or ()),
            last_checked=_text(row.get("last_checked")),
            destinations=tuple(row.get("destinations") or ()),
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, (list, tuple)):
        return tuple(str(v) for v in value)
    return (str(value),)
