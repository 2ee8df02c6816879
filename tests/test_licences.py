"""Licences of everything that `pip install accord` brings, read from the installed metadata."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest

ALLOWED = re.compile(r"\b(MIT|0?BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License 2|HPND|Zlib|CC0)\b", re.I)
FORBIDDEN = re.compile(r"\b(AGPL|GPL|Affero|General Public License|non-?commercial)\b", re.I)


def licence_of(found: Distribution) -> str:
    """Licence as the package states it: the SPDX expression, else the classifiers, else the first line of the old field."""
    meta = found.metadata.json
    if meta.get("license_expression"):
        return str(meta["license_expression"])
    classifiers = [text.rpartition("::")[2].strip() for text in meta.get("classifier", []) if text.startswith("License ::")]
    return " / ".join(classifiers) or str(meta.get("license") or "").strip().partition("\n")[0]


def run_time() -> dict[str, Distribution]:
    """accord's requirements and theirs, extras left out."""
    found: dict[str, Distribution] = {}
    waiting = ["accord"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # a requirement of another platform
        needed = [text for text in found[name].requires or [] if "extra ==" not in text]
        waiting += [re.split(r"[\s;\[<>=!~(]", text, maxsplit=1)[0] for text in needed]
    return found


@pytest.mark.parametrize("name", sorted(run_time()))
def test_licence_is_permitted(name: str) -> None:
    licence = licence_of(run_time()[name])
    assert ALLOWED.search(licence), f"{name}: {licence!r}"
    assert not FORBIDDEN.search(licence), f"{name}: {licence!r}"


def test_the_walk_reaches_what_accord_needs() -> None:
    assert {"accord", "rdkit", "numpy", "pyarrow", "click", "jinja2", "markupsafe"} <= set(run_time())
