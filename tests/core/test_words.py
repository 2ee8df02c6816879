"""The catalogues are complete: both languages, same fields, and every message and error the code names."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

import accord
from accord.core.text import LANGUAGES, WORDS, catalogue

SOURCES = sorted(Path(accord.__file__).parent.rglob("*.py"))
ROOMS = sorted({path.name.split(".")[0] for path in WORDS.glob("*.po")})


def fields(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def test_both_languages_have_the_same_messages() -> None:
    assert set(catalogue("en")) == set(catalogue("zh"))


def test_both_languages_have_the_same_fields() -> None:
    different = [code for code, text in catalogue("en").items() if fields(text) != fields(catalogue("zh")[code])]
    assert different == []


def test_no_message_is_empty_or_stands_twice() -> None:
    for lang in LANGUAGES:
        codes = [entry.msgid for room in ROOMS for entry in polib.pofile(str(WORDS / f"{room}.{lang}.po"))]
        assert sorted(codes) == sorted(set(codes))
        assert [code for code, text in catalogue(lang).items() if not text.strip()] == []


def test_every_error_says_what_to_do() -> None:
    codes = catalogue("en")
    assert [code for code in codes if code.startswith("error.") and f"hint.{code.removeprefix('error.')}" not in codes] == []


def test_chinese_is_chinese() -> None:
    def is_plain(text: str) -> bool:
        return any("\u4e00" <= char <= "\u9fff" for char in text) or not any(
            char.isalpha() for char in "".join(literal for literal, _, _, _ in string.Formatter().parse(text))
        )

    prose = {code: text for code, text in catalogue("zh").items() if code.startswith(("error.", "hint.", "core."))}
    assert [code for code, text in prose.items() if not is_plain(text)] == []


def calls(tree: ast.AST) -> Iterator[tuple[str, str, set[str] | None, int]]:
    """(function, code, keyword names or None if some are not written out, line) of calls whose code is written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            names = [keyword.arg for keyword in node.keywords]
            yield name, node.args[0].value, None if None in names else {n for n in names if n}, node.lineno


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: "/".join(path.parts[-2:]))
def test_every_message_named_in_the_code_exists_with_its_fields(source: Path) -> None:
    wrong: list[str] = []
    for name, code, given, line in calls(ast.parse(source.read_text(encoding="utf-8"))):
        if name in ("say", "both"):
            codes, free = [code], set[str]()
        elif name in ("RowError", "UsageError", "InputError"):
            codes, free = [f"error.{code}", f"hint.{code}"], {"file", "row", "field"}
        else:
            continue
        if codes[0] not in catalogue("en"):
            wrong.append(f"line {line}: there is no message {codes[0]}")
        wanted = {name for each in codes for name in fields(catalogue("en").get(each, ""))} - free
        if given is not None and wanted - given:
            wrong.append(f"line {line}: {code} wants {sorted(wanted - given)}")
    assert wrong == []
