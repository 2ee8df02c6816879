"""One error tree for the whole product.

    AccordError          something a person must know: code, message (en, zh), where, hint
    |- UsageError        wrong arguments; an unknown jurisdiction or rule          (exit code 2)
    |- InputError        a file that cannot be read or does not fit the command    (exit code 2)
    '- RowError          one row is at fault: the row is kept and says so          (exit code 0, or 3 with --strict)

The code is snake_case and unique in the product. The message is `error.<code>` of the catalogues, the hint `hint.<code>` where there is
one. Fields of a message are the parameters of the error and `file`, `row`, `field` of its place.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from accord.core import text

__all__ = ["AccordError", "InputError", "RowError", "UsageError", "Where"]


LONGEST_QUOTED = 120
"""Characters of a user's text that a message repeats."""


@dataclass(frozen=True, slots=True)
class Where:
    """Place of an error: file as the user named it, data row counted from 1, column or field. None: does not apply."""

    file: str | None = None
    row: int | None = None
    field: str | None = None

    def record(self) -> dict[str, str | int]:
        """The parts that are known, in the order file, row, field."""
        return {key: value for key, value in asdict(self).items() if value is not None}


class AccordError(Exception):
    """Root of the tree. Raise one of its subclasses.

    Args:
        code: code of the error ("bad_date").
        where: its place, if known.
        params: fields of the message; values are shown as they are, a `text.Message` in the language of the reader.
    """

    def __init__(self, code: str, *, where: Where | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.params: Mapping[str, object] = params

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.code, self.where, dict(self.params)))

    def __str__(self) -> str:
        return self.message()

    def at(self, where: Where) -> Self:
        """The same error at a place; what the error already knows of its place is kept."""
        old = self.where or Where()
        merged = Where(old.file or where.file, where.row if old.row is None else old.row, old.field or where.field)
        return type(self)(self.code, where=merged, **self.params)

    def message(self, lang: str | None = None) -> str:
        """One sentence that says what is wrong."""
        return text.say(f"error.{self.code}", lang, **self._fields())

    def hint(self, lang: str | None = None) -> str | None:
        """One sentence that says what to do; None where nothing useful can be said."""
        code = f"hint.{self.code}"
        return text.say(code, lang, **self._fields()) if text.has(code) else None

    def record(self, lang: str | None = None) -> dict[str, Any]:
        """The error as data: {"code", "message", "where"?, "hint"?}."""
        found: dict[str, Any] = {"code": self.code, "message": self.message(lang)}
        place = self.where.record() if self.where is not None else {}
        if place:
            found["where"] = place
        hint = self.hint(lang)
        if hint is not None:
            found["hint"] = hint
        return found

    def _fields(self) -> dict[str, object]:
        place = self.where.record() if self.where is not None else {}
        shown = {name: _cut(value) if name == "text" else value for name, value in self.params.items()}
        return {"file": "?", "row": "?", "field": "?", **place, **shown}


class UsageError(AccordError):
    """The question is wrong: arguments, options, an unknown jurisdiction or rule."""


class InputError(AccordError):
    """The file cannot be read, or is not what the command needs."""


class RowError(AccordError):
    """One row or text is at fault. It keeps its place in the output, with this error."""


def _cut(value: object) -> object:
    """What a user typed, short enough for a sentence; the whole of it stands in the row."""
    return f"{value[:LONGEST_QUOTED]}…" if isinstance(value, str) and len(value) > LONGEST_QUOTED else value


def _again(kind: type[AccordError], code: str, where: Where | None, params: dict[str, object]) -> AccordError:
    """An error that came back from a worker process."""
    return kind(code, where=where, **params)
