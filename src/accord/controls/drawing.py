"""The drawing of a record that was read from a file: its input is read again, so that atom numbers mean what they meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.core.text import language


def drawn_again(record: Mapping[str, Any]) -> str | None:
    """SVG of an answered record with the atoms of its reasons; None where no structure is known or the input no longer gives it."""
    from accord.controls.answer import dictionary
    from accord.controls.picture import picture
    from accord.substances.recognise import resolve

    if record["status"] != "ok" or not record["substance"].get("inchikey"):
        return None
    substance = resolve({"query": record["input"]}, dictionary(None))
    if substance.structure is None or substance.structure.inchikey != record["substance"]["inchikey"]:
        return None
    return picture(record, substance, language())
