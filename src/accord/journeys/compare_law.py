"""The job: what changed in the law between two days, and what of a stored catalogue it touches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from accord.controls import diff as compare
from accord.controls import states
from accord.controls.answer import held, verdict
from accord.controls.gate import Gate, gate
from accord.controls.kernel import law_of
from accord.controls.model import Question
from accord.controls.statute import ListedForm, Statute, listed_mol, statute
from accord.core.dates import parse_day
from accord.core.errors import InputError, RowError, UsageError, Where
from accord.law.model import Listed, Pack
from accord.substances.model import Recognised, Substance
from accord.substances.names import fold
from accord.substances.normalise import structure_from_smiles

STORED = ("row", "id", "inchikey", "name", "mol", "names", "gates", "law")


def diff(
    from_day: str, to_day: str, jurisdictions: Sequence[str] | None, *, against: Path | None = None, pack_path: str | None = None
) -> Iterator[dict[str, Any]]:
    """Differences between two days, one record each.

    Args:
        from_day: first day, ISO.
        to_day: second day; must be later.
        jurisdictions: codes; None: all that the pack holds.
        against: a stored collection (Parquet of `accord screen --output`): one record per row whose outcome differs.
        pack_path: folder of a law pack; None: the one that comes with the product.

    Yields:
        {change: added | removed | changed, jurisdiction, regime, rule, id, inchikey, name, was, is, from, to, citation}, and `row` for a
        stored collection.

    Raises:
        UsageError: days or jurisdictions cannot be read, or the law of one is not held.
        InputError: the file is not a stored collection.
    """
    first, second = _days(from_day, to_day)
    pack = held(pack_path)
    wanted = states.codes(jurisdictions) if jurisdictions is not None else tuple(pack.parts)
    for jurisdiction in wanted:
        if jurisdiction not in pack.parts:
            raise UsageError("law_not_held", jurisdiction=jurisdiction, known=", ".join(pack.parts))
    if against is not None:
        yield from _of_store(against, pack, wanted, first, second)
        return
    for jurisdiction in wanted:
        law = statute(pack, jurisdiction)
        yield from _of_rules(law, first, second)
        yield from _of_substances(pack, law, first, second)


def _days(from_day: str, to_day: str) -> tuple[str, str]:
    try:
        first, second = parse_day(from_day, field="from"), parse_day(to_day, field="to")
    except RowError as problem:
        raise states.usage(problem) from None
    if first >= second:
        raise UsageError("days_order", first=first, second=second)
    return first, second


def _of_rules(law: Statute, first: str, second: str) -> Iterator[dict[str, Any]]:
    """Classes, clauses and advisories that came, went or became uncertain."""
    said = {"yes": "controlled", "cannot_say": "cannot_say", "no": "not_controlled"}
    for entry, before, after in compare.changed_entries(law, first, second):
        kind = {("no", "yes"): "added", ("yes", "no"): "removed"}.get((before, after), "changed")
        window = entry.windows[-1] if entry.windows else None
        yield {
            "change": kind,
            "jurisdiction": entry.jurisdiction,
            "regime": entry.regime,
            "rule": entry.id,
            "id": entry.id,
            "inchikey": None,
            "name": entry.instrument,
            "was": said[before],
            "is": said[after],
            "from": (window.shown_from or window.latest) if window else None,
            "to": window.to if window else None,
            "citation": entry.citation,
        }


def _of_substances(pack: Pack, law: Statute, first: str, second: str) -> Iterator[dict[str, Any]]:
    """Listed substances about which the law says something else on the second day."""
    touched = compare.touching(law, first, second)
    gates = gate(pack, (law.part.jurisdiction,))
    forms = list(compare.changed_forms(law, first, second))
    changed = {f.substance.name for f in forms}
    entries = {(f.substance.inchikey or f.substance.name, f.entry.regime): f.entry.id for f in reversed(forms)}
    seen: set[str] = set()
    for form in law.listed():
        key = form.substance.inchikey or form.substance.name
        if key in seen:
            continue
        if form.substance.name not in changed and not (_through(form.substance, gates) & touched):
            continue
        seen.add(key)
        row = _differs(pack, law.part.jurisdiction, _substance(form.substance), first, second, form)
        if row is not None:
            yield {**row, "id": entries.get((key, row["regime"]), row["id"])}


def _through(listed: Listed, gates: Gate) -> frozenset[str]:
    return gates.through(listed_mol(listed.smiles)) if listed.smiles else frozenset()


def _substance(listed: Listed) -> Substance:
    names = (listed.name, *listed.names_zh, *listed.cas)
    return Substance(
        "ok",
        Recognised("name", listed.name, exact=True),
        structure_from_smiles(listed.smiles) if listed.smiles else None,
        listed.name,
        listed.names_zh,
        listed.cas,
        tuple(fold(n) for n in names),
    )


def _differs(
    pack: Pack, jurisdiction: str, substance: Substance, first: str, second: str, form: ListedForm | None
) -> dict[str, Any] | None:
    """The record of a substance about which the days differ; `form` is what the law lists, None for a row of a stored collection."""
    before, after = (verdict(pack, jurisdiction, substance, _question(form, day)) for day in (first, second))
    moved = compare.change(before, after)
    if moved is None:
        return None
    kind, regime = moved
    speaking = (after if kind != "removed" else before)["basis"]
    basis = next((b for b in speaking if b["regime"] == regime), None)
    return {
        "change": kind,
        "jurisdiction": jurisdiction,
        "regime": regime,
        "rule": basis["rule"] if basis else None,
        "id": form.entry.id if form else None,
        "inchikey": form.substance.inchikey if form else None,
        "name": substance.name,
        "was": before["regimes"][regime],
        "is": after["regimes"][regime],
        "from": basis["from"] if basis else None,
        "to": basis["to"] if basis else None,
        "citation": basis["citation"] if basis else None,
    }


def _question(form: ListedForm | None, day: str) -> Question:
    """A destination rule is asked for goods it can speak about."""
    if form is None or form.entry.kind != "destination":
        return Question(day)
    return Question(day, str(form.entry.data["origin"]), form.destinations[0])


def _of_store(path: Path, pack: Pack, wanted: Sequence[str], first: str, second: str) -> Iterator[dict[str, Any]]:
    """Rows of a stored collection whose outcome differs. Rows whose gates no changed rule can touch are not asked again."""
    touched = frozenset[str]().union(*(compare.touching(statute(pack, j), first, second) for j in wanted))
    law = law_of(pack)
    for row in _stored_rows(path):
        if row["law"] is None:  # was not answered, so nothing was kept
            continue
        gated = row["law"] == law and row["mol"] is not None and row["names"] == "[]"
        if gated and not touched.intersection(json.loads(row["gates"])):
            continue
        substance = _restored(row)
        for jurisdiction in wanted:
            found = _differs(pack, jurisdiction, substance, first, second, None)
            if found is not None:
                yield {"row": row["row"], **found, "id": row["id"], "inchikey": row["inchikey"], "name": row["name"]}


def _stored_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (OSError, pa.ArrowInvalid):
        raise InputError("not_a_store", where=Where(file=str(path))) from None
    if not set(STORED) <= set(file.schema_arrow.names):
        raise InputError("not_a_store", where=Where(file=str(path)))
    for batch in file.iter_batches(columns=list(STORED)):
        yield from batch.to_pylist()


def _restored(row: Mapping[str, Any]) -> Substance:
    from rdkit import Chem

    structure = structure_from_smiles(Chem.MolToSmiles(Chem.Mol(row["mol"]))) if row["mol"] is not None else None
    return Substance(
        "ok",
        Recognised("stored", row["id"] or str(row["row"]), exact=True),
        structure,
        row["name"],
        entry_names=tuple(json.loads(row["names"] or "[]")),
    )
