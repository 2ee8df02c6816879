"""The law as rows (`accord law list`) and one entry of it in full (`accord law show`)."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accord.core.errors import UsageError
from accord.law.model import Entry, Example, Listed, Pack, Part, Window
from accord.law.windows import windows_of

MOST_CLOSE = 5


def rows(pack: Pack, jurisdictions: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """One row per entry, in the order of the pack.

    Args:
        pack: the law.
        jurisdictions: whose; None: all that the pack holds. Those it does not hold have no rows.
    """
    wanted = tuple(pack.parts) if jurisdictions is None else tuple(j for j in jurisdictions if j in pack.parts)
    return [_row(entry, pack.parts[j].law_as_of) for j in wanted for entry in pack.parts[j].entries]


def show(pack: Pack, entry_id: str) -> dict[str, Any]:
    """One entry in full.

    Raises:
        UsageError: unknown_rule, with ids that are close.
    """
    for part in pack.parts.values():
        for entry in part.entries:
            if entry.id == entry_id:
                return {**_row(entry, part.law_as_of), **_more(entry, part)}
    raise UsageError("unknown_rule", text=entry_id, close=", ".join(_close(pack, entry_id)))


def _row(entry: Entry, law_as_of: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "jurisdiction": entry.jurisdiction,
        "instrument": entry.instrument,
        "kind": entry.kind,
        "list": entry.list,
        "entry": entry.entry,
        "name": entry.substance.name if entry.substance else None,
        "from": entry.windows[0].shown_from if entry.windows else None,
        "to": entry.windows[-1].to if entry.windows else None,
        "citation": entry.citation,
        "confidence": entry.confidence,
        "law_as_of": law_as_of,
    }


def _more(entry: Entry, part: Part) -> dict[str, Any]:
    scope = next((e for e in part.entries if e.id == entry.scope), None)
    return {
        "regime": entry.regime,
        "schedule": entry.schedule,
        "effect": entry.effect,
        "published": entry.published,
        "known_at": entry.known_at,
        "note": entry.note,
        "dissent": list(entry.dissent),
        "substance": _substance(entry.substance) if entry.substance else None,
        "windows": [_window(w) for w in entry.windows],
        "clauses": [_clause(c) for c in entry.data.get("clauses") or ()],
        "members": [_member(m) for m in entry.data.get("members") or ()],
        "scope": {"id": scope.id, **_plain(scope.data)} if scope else None,
        "data": _plain({k: v for k, v in entry.data.items() if k not in ("clauses", "members")}),
        "examples": {
            "positive": [_example(e) for e in entry.examples.positive],
            "negative": [_example(e) for e in entry.examples.negative],
            "boundary": [_example(e) for e in entry.examples.boundary],
        },
    }


def _window(window: Window) -> dict[str, Any]:
    row = {
        "from": window.shown_from,
        "to": window.to,
        "earliest": window.earliest,
        "latest": window.latest,
        "precision": window.precision,
        "basis": window.basis,
    }
    return row if window.confidence is None else {**row, "confidence": window.confidence}


def _clause(row: Mapping[str, Any]) -> dict[str, Any]:
    """A clause in words; its windows where they are its own."""
    says: Mapping[str, str] = row.get("says") or {}
    found = {"id": str(row.get("id") or ""), "text": says.get("en"), "text_zh": says.get("zh")}
    return {**found, "windows": [_window(w) for w in windows_of(row["windows"])]} if row.get("windows") else found


def _member(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**_plain(row), "windows": [_window(w) for w in windows_of(row["windows"])]}


def _substance(listed: Listed) -> dict[str, Any]:
    return {
        "name": listed.name,
        "synonyms": list(listed.synonyms),
        "names_zh": list(listed.names_zh),
        "cas": list(listed.cas),
        "smiles": listed.smiles,
        "inchikey": listed.inchikey,
        "evidence": listed.evidence,
    }


def _example(example: Example) -> dict[str, Any]:
    row = {"smiles": example.smiles, "origin": example.origin, "destination": example.destination, "on": example.on}
    return {key: value for key, value in row.items() if value is not None}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in row.items() if value not in (None, [], {})}


def _close(pack: Pack, text: str) -> list[str]:
    from rapidfuzz import process

    ids = [entry.id for part in pack.parts.values() for entry in part.entries]
    return [found for found, _, _ in process.extract(text, ids, limit=MOST_CLOSE)]
