"""Whether the parsed files of a pack are in the form of a law pack, and agree with each other."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from accord.core.errors import InputError, Where
from accord.law.build import INHERITED
from accord.law.windows import windows_of

SCHEMA = Path(__file__).parent / "schema"


def check(manifest: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise what is wrong with a pack first, if anything is.

    Args:
        manifest: content of pack.yaml.
        documents: path -> parsed file.

    Raises:
        InputError: pack_schema, with the file and what is wrong in it.
    """
    for file, what in problems(manifest, documents):
        raise InputError("pack_schema", where=Where(file=file), what=what)


def problems(manifest: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """(file, what is wrong) for everything that does not fit the schema, and for ids, scopes and windows that do not fit together."""
    yield from (("pack.yaml", text) for text in _against("pack", manifest))
    broken = False
    for path, document in documents.items():
        whole = _expanded(document)
        for text in (*_against("file", whole), *_rules(whole)):
            broken = True
            yield path, text
    if not broken:
        yield from _together(documents)


def _expanded(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document whose entries hold what they inherit, as the schema wants them."""
    head = {key: document[key] for key in INHERITED if document.get(key) is not None}
    whole = dict(document)
    if isinstance(document.get("entries"), list):
        whole["entries"] = [_entry(head, row) for row in document["entries"]]
    return whole


def _entry(head: Mapping[str, Any], row: Any) -> Any:
    return {"kind": "item", "windows": [], **head, **cast("dict[str, Any]", row)} if isinstance(row, dict) else row


def _rules(document: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong in the `data` of class, derivative and advisory entries, each by the schema of its kind."""
    rows = cast("list[Any]", document["entries"]) if isinstance(document.get("entries"), list) else []
    for row in (cast("dict[str, Any]", row) for row in rows if isinstance(row, dict)):
        if row.get("kind") in ("class", "derivative", "advisory"):
            yield from (f"{row.get('id')}/data/{text}" for text in _against(str(row["kind"]), row.get("data")))


def _against(name: str, value: object) -> Iterator[str]:
    for error in _validator(name).iter_errors(value):
        place = "/".join(str(part) for part in error.instance_path)
        yield f"{place}: {' '.join(error.message.split())[:200]}"


@cache
def _validator(name: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(json.loads((SCHEMA / f"{name}.json").read_text(encoding="utf-8")))


def _together(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    scopes = {str(e["id"]) for _, _, e in _entries(documents) if e.get("kind") == "scope"}
    seen: dict[str, str] = {}
    for path, said, row in _entries(documents):
        if row["id"] in seen:
            yield path, f"{row['id']}: stands in {seen[row['id']]} too"
        seen[str(row["id"])] = path
        if said.get("scope") and said["scope"] not in scopes:
            yield path, f"{row['id']}: no scope {said['scope']}"
        yield from ((path, f"{row['id']}: {text}") for text in _windows(row))
    for path, document in documents.items():
        for row in document.get("missing") or ():
            if row["id"] in seen:
                yield path, f"{row['id']}: stands in {seen[row['id']]} too"
            seen[str(row["id"])] = path


def _entries(documents: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path, document in documents.items():
        head = {key: document.get(key) for key in INHERITED}
        for row in document.get("entries") or ():
            said = {**head, **row}
            yield path, said, {**row, "kind": said["kind"] or "item"}


def _windows(row: Mapping[str, Any]) -> Iterator[str]:
    for window in windows_of(row.get("windows") or ()):
        if window.earliest is not None and window.latest is not None and window.earliest > window.latest:
            yield f"earliest {window.earliest} is after latest {window.latest}"
        if window.earliest is not None and window.to is not None and window.earliest >= window.to:
            yield f"a window that ends {window.to} cannot begin {window.earliest}"
