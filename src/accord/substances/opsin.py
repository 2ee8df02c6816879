"""Systematic English names through OPSIN, where the optional extra `names` (py2opsin) and Java are installed."""

from __future__ import annotations

import re
import shutil
from functools import lru_cache
from importlib.util import find_spec
from typing import cast

__all__ = ["available", "smiles"]

_SYSTEMATIC = re.compile(r"(?=.*\d)(?=.*[a-z]{4})[\x20-\x7e]{8,400}")


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether py2opsin and a Java runtime are here."""
    return find_spec("py2opsin") is not None and shutil.which("java") is not None


@lru_cache(maxsize=4096)
def smiles(name: str) -> str | None:
    """SMILES that OPSIN reads from a name; None without OPSIN, for a text that is not systematic, or a name it refuses.

    Only names with a locant are asked: OPSIN may misread trivial names.
    """
    if not available() or _SYSTEMATIC.fullmatch(name) is None:
        return None
    import warnings

    from py2opsin import py2opsin  # pyright: ignore[reportMissingImports]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = cast("object", py2opsin(name))
    return found if isinstance(found, str) and found else None
