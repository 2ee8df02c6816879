"""The law room: what the law says, and since when, as signed, dated packs of data."""
from accord.law.folder import load

__all__ = ["load"]
