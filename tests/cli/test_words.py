"""Every message that the code names exists."""

from __future__ import annotations

import re
from pathlib import Path

import accord
from accord.core.text import LANGUAGES, catalogue

SOURCE = Path(accord.__file__).parent
CODES = re.compile(r"""\b(?:say|both)\(\s*["']([a-z_]+(?:\.[A-Za-z_+-]+)+)["']""")
ERRORS = re.compile(r"""\b(?:UsageError|InputError|RowError|AccordError)\(\s*["']([a-z_]+)["']""")


def test_messages_named_in_code_and_templates_exist_in_both_languages() -> None:
    texts = [path.read_text(encoding="utf-8") for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.j2")]]
    named = {code for text in texts for code in CODES.findall(text)} | {f"error.{code}" for text in texts for code in ERRORS.findall(text)}
    named -= {code for code in named if code.endswith(".")}
    for lang in LANGUAGES:
        assert {code for code in named if code not in catalogue(lang)} == set()


def test_fields_do_not_differ_between_languages() -> None:
    field = re.compile(r"(?<!\{)\{(\w+)")
    english, chinese = catalogue("en"), catalogue("zh")
    assert english.keys() == chinese.keys()
    assert [code for code in english if set(field.findall(english[code])) != set(field.findall(chinese[code]))] == []
