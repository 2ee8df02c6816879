"""Where an installation keeps its things."""
from __future__ import annotations

import os
from pathlib import Path

__all__ = ["home"]


def home() -> Path:
    """Folder of the installation: ACCORD_HOME, else `accord-data` in the current folder. It need not exist."""
    return Path(os.environ.get("ACCORD_HOME") or "accord-data")
