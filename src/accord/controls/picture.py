"""The drawing of an answer: the user's own structure with the atoms of each firm or open clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.substances.model import Substance


def picture(record: Mapping[str, Any], substance: Substance | None, lang: str) -> str | None:
    """SVG text, or None where no structure is known. The drawing of a whole listed substance is left plain."""
    if substance is None or substance.structure is None:
        return None
    from accord.substances.depict import Highlight, svg

    marks: dict[str, Highlight] = {}
    for verdict in record["verdicts"]:
        for basis in verdict["basis"]:
            if basis["kind"] in ("class", "derivative") and basis["atoms"]:
                label = f"{basis['rule']} {basis['clause'] or ''}".strip()
                marks.setdefault(label, Highlight(tuple(basis["atoms"]), label))
    return svg(substance.structure, tuple(marks.values()), lang)
