"""Whether a pack folder is whole (`accord law verify`)."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from accord.core.errors import InputError, Where
from accord.law.check import check
from accord.law.folder import DEFAULT, MANIFEST, check_files, parse


def verify_pack(folder: Path | None = None) -> dict[str, Any]:
    """Check hashes, schema, structures and relevance tests of a pack, and whether its files fit together.

    Args:
        folder: the pack; None: the one that comes with the product.

    Returns:
        {file, ok, kind: "pack", level: "consistent" | "none", signed_by, why, pack, version, files, entries, missing}. `why` is the first
        thing found wrong, null where nothing is; `signed_by` is null: nobody signed it.

    Raises:
        InputError: pack_missing: there is no pack.yaml to read.
    """
    folder = folder or DEFAULT
    try:
        manifest = parse((folder / MANIFEST).read_bytes(), MANIFEST)
    except OSError as error:
        raise InputError("pack_missing", where=Where(file=str(folder))) from error
    documents: dict[str, dict[str, Any]] = {}
    why = None
    try:
        check_files(folder, manifest)
        documents = {name: parse((folder / name).read_bytes(), name) for name in sorted(manifest.get("files") or {})}
        check(manifest, documents)
        for name, document in documents.items():
            for what in _drawings(document):
                raise InputError("pack_schema", where=Where(file=name), what=what)
    except InputError as error:
        why = error.message()
    return {
        "file": str(folder),
        "ok": why is None,
        "kind": "pack",
        "level": "consistent" if why is None else "none",
        "signed_by": None,
        "why": why,
        "pack": manifest.get("id"),
        "version": manifest.get("version"),
        "files": len(manifest.get("files") or {}),
        "entries": sum(len(d.get("entries") or ()) for d in documents.values()),
        "missing": sum(len(d.get("missing") or ()) for d in documents.values()),
    }


def _drawings(document: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the drawings of a file: a SMILES whose InChIKey is another one, a SMARTS that cannot be read."""
    from rdkit import Chem, rdBase

    quiet = rdBase.BlockLogs()
    for row in _structures(document):
        drawn = cast("Chem.Mol | None", Chem.MolFromSmiles(row["smiles"]))
        if drawn is None or Chem.MolToInchiKey(drawn) != row["inchikey"]:
            yield f"{row['name']}: {row['inchikey']} is not the InChIKey of its SMILES"
    for row in document.get("missing") or ():
        relevance: Mapping[str, list[str]] = row.get("relevance") or {}
        for smarts in relevance.get("any_smarts") or ():
            if cast("Chem.Mol | None", Chem.MolFromSmarts(smarts)) is None:
                yield f"{row['id']}: {smarts} is no SMARTS"
    del quiet


def _structures(document: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    for entry in document.get("entries") or ():
        rows = [entry.get("substance"), *(m["substance"] for m in entry.get("members") or ()), *(entry.get("excepted") or ())]
        yield from (row for row in rows if row and row.get("smiles"))
