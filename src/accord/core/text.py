"""Every sentence a person reads, in English and Chinese, from gettext catalogues (core/words/<room>.{en,zh}.po).

A message is a code ("error.bad_date") and named fields. Sentences are never put together from parts in code; what one sentence needs of
another is passed as a `Message` and rendered in the same language.
"""
from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast

__all__ = ["LANGUAGES", "WORDS", "Language", "Message", "both", "catalogue", "has", "language", "say", "use_language"]

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
WORDS = Path(__file__).parent / "words"
"""Folder of the catalogues."""

_chosen: ContextVar[Language | None] = ContextVar("accord_language", default=None)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet in a language: may be the field of another message."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])


def say(code: str, /, lang: str | None = None, **params: object) -> str:
    """The message in one language.

    Args:
        code: code of the message, "error.bad_date".
        lang: "en" or "zh"; None: the language in use.
        params: values of the named fields. A `Message` is rendered in the same language.

    Raises:
        KeyError: no such message, or a field of it has no value.
    """
    lang = lang or language()
    pattern = catalogue(lang)[code]
    if not params:
        return pattern.format_map({}) if "{" in pattern else pattern
    return pattern.format_map({name: _shown(value, lang) for name, value in params.items()})


def both(code: str, /, **params: object) -> dict[str, str]:
    """The message in both languages: {"en": ..., "zh": ...}."""
    return {lang: say(code, lang, **params) for lang in LANGUAGES}


def has(code: str) -> bool:
    """Whether the catalogues hold a message."""
    return code in catalogue(language())


def language() -> Language:
    """The language in use: chosen by `use_language`, else by ACCORD_LANG, else by the locale, else English."""
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    wanted = os.environ.get("ACCORD_LANG") or _locale()
    return "zh" if wanted.lower().startswith("zh") else "en"


def use_language(lang: str | None) -> None:
    """Choose the language of this thread of work ("en", "zh", "zh_CN", ...); None: back to the environment's."""
    _chosen.set(None if lang is None else "zh" if lang.lower().startswith("zh") else "en")


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """All messages of a language: code -> text with {named} fields."""
    import polib  # pyright: ignore[reportMissingTypeStubs]

    found: dict[str, str] = {}
    for path in sorted(WORDS.glob(f"*.{lang}.po")):
        entries = cast("list[polib.POEntry]", polib.pofile(str(path), encoding="utf-8"))
        found.update((entry.msgid, entry.msgstr) for entry in entries if not entry.obsolete)
    return found


def _shown(value: object, lang: str) -> object:
    return say(value.code, lang, **value.params) if isinstance(value, Message) else value


def _locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    return locale.getlocale()[0] or ""
