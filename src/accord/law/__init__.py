"""The law room: what the law says, and since when, as signed, dated packs of data."""
from accord.law.folder import load
from accord.law.parts import jurisdictions, part

__all__ = ["jurisdictions", "load", "part"]
