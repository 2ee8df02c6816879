"""Reading a pack folder: every file is checked against pack.yaml, parsed once, and kept as JSON in the user's cache folder."""
from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from accord.core.errors import InputError, Where
from accord.core.ids import digest
from accord.law.build import pack_of
from accord.law.model import Pack

DEFAULT = Path(__file__).parent / "packs" / "default"
"""The pack that comes with the wheel."""
MANIFEST = "pack.yaml"
FORM = "1"
"""Form of the cached JSON: a change of it makes old caches useless."""


def load(path: Path | None = None) -> Pack:
    """The pack in a folder; the same object again while pack.yaml does not change.

    Args:
        path: folder of the pack; None: the one that comes with the product.

    Raises:
        InputError: pack_missing (no such folder or no pack.yaml), pack_digest (a file differs from pack.yaml, is missing or is not named
            there), pack_schema (not YAML, or not in the form of a pack).
    """
    folder = path or DEFAULT
    try:
        data = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise InputError("pack_missing", where=Where(file=str(folder))) from error
    return _load(folder.resolve(), data)


@lru_cache(maxsize=4)
def _load(folder: Path, data: bytes) -> Pack:
    sha256 = digest(data)
    manifest, documents = _cached(sha256, folder)
    if not documents:
        from accord.law.check import check

        manifest = parse(data, MANIFEST)
        check_files(folder, manifest)
        documents = {name: parse((folder / name).read_bytes(), name) for name in sorted(manifest["files"])}
        check(manifest, documents)
        _store(sha256, manifest, documents)
    return pack_of(manifest, documents, sha256)


def check_files(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Whether the files of a folder are exactly those of its manifest, byte for byte.

    Raises:
        InputError: pack_digest, with the file that differs.
    """
    files: Mapping[str, str] = manifest.get("files") or {}
    found = yaml_files(folder)
    for name in sorted({*files, *found}):
        if name not in files or name not in found or digest((folder / name).read_bytes()) != files[name]:
            raise InputError("pack_digest", where=Where(file=name))


def yaml_files(folder: Path) -> list[str]:
    """Paths of the YAML files of a pack inside its folder, in order, without the manifest."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.yaml") if p.relative_to(folder).as_posix() != MANIFEST)


def parse(data: bytes, name: str) -> dict[str, Any]:
    """One YAML file as plain values: days and times as ISO text.

    Raises:
        InputError: pack_schema.
    """
    import yaml

    try:
        found = yaml.load(data, Loader=_loader())  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as error:
        raise InputError("pack_schema", where=Where(file=name), what=" ".join(str(error).split())[:200]) from error
    if not isinstance(found, dict):
        raise InputError("pack_schema", where=Where(file=name), what="no mapping")
    return cast("dict[str, Any]", found)


@lru_cache(maxsize=1)
def _loader() -> Any:
    """The safe loader, but a day stays the text that stands in the file, and `on` and `NO` are texts too (as in YAML 1.2)."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    left_out = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    resolvers = {k: [(t, r) for t, r in v if t not in left_out] for k, v in base.yaml_implicit_resolvers.items()}
    loader = type("PackLoader", (base,), {"yaml_implicit_resolvers": resolvers})
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
    return loader


def _cached(sha256: str, folder: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Manifest and documents kept for this digest, if the files on disk still are what the manifest says; else nothing."""
    try:
        kept = json.loads(_cache_file(sha256).read_bytes())
        if kept["form"] != FORM:
            return {}, {}
        check_files(folder, kept["manifest"])
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return {}, {}
    return kept["manifest"], kept["documents"]


def _store(sha256: str, manifest: Mapping[str, Any], documents: Mapping[str, Any]) -> None:
    """Keep the parsed pack; a cache that cannot be written is no error."""
    with contextlib.suppress(OSError, RuntimeError):
        target = _cache_file(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as file:
            json.dump({"form": FORM, "manifest": manifest, "documents": documents}, file, ensure_ascii=False, separators=(",", ":"))
        Path(file.name).replace(target)


def _cache_file(sha256: str) -> Path:
    """Where the parsed pack of a digest is kept; RuntimeError where there is no home folder."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "accord" / f"law-{sha256.removeprefix('sha256:')[:32]}.json"
