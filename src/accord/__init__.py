"""accord: is it controlled, where, since when, under which clause?

The public names below are imported when first used, so `import accord` costs nothing. docs/reference/python.md describes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.api import Answers, check, load_law, screen
    from accord.core.errors import AccordError
    from accord.core.finding import Finding

__version__ = "0.1.0"
__all__ = ["AccordError", "Answers", "Finding", "__version__", "check", "load_law", "screen"]

_WHERE = {
    "check": "accord.api",
    "screen": "accord.api",
    "load_law": "accord.api",
    "Answers": "accord.api",
    "Finding": "accord.core.finding",
    "AccordError": "accord.core.errors",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module 'accord' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_WHERE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
