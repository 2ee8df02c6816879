"""Which encoding a text file has: byte order mark, UTF-8, or one of the encodings of Chinese and Western spreadsheets."""
from __future__ import annotations

import codecs
import re

__all__ = ["marked", "unmarked"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WESTERN = re.compile(rb"(?<![\x80-\xff])[\x91-\x97\x99\xae\xb0-\xb3\xb5\xb7\xc0-\xd6\xd8-\xf6\xf8-\xff](?![\x80-\xff])")
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning tells; None without one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def unmarked(sample: bytes) -> tuple[str, str]:
    """Encodings of text without a mark: (of the file, of lines that are not UTF-8).

    The second is gb18030 (which holds GBK and GB 2312), big5hkscs or cp1252, whichever makes more of the bytes common characters: of
    level 1 (GB 2312 lead bytes B0-D7, Big5 A4-C6), or letters that stand alone among ASCII. Where all are equal it is gb18030.
    """
    lines = sample.split(b"\n")
    odd = [line for line in lines if not _is_utf8(line)]
    if not odd:
        return "utf-8", "gb18030"
    text = b"\n".join(odd)
    legacy = max(("gb18030", "big5hkscs", "cp1252"), key=lambda name: _common(text, name))
    wide = sum(not line.isascii() for line in lines)
    return (legacy if 2 * len(odd) >= wide else "utf-8"), legacy


def _common(text: bytes, name: str) -> float:
    """Share of common characters among those that are not ASCII; less by one where bytes cannot be read at all."""
    if name == "cp1252":
        return len(_WESTERN.findall(text)) / sum(byte > 0x7F for byte in text)
    low, high = (0xB0, 0xD7) if name == "gb18030" else (0xA4, 0xC6)
    pairs = _PAIR.findall(text)
    trail = 0xA1 if name == "gb18030" else 0x40
    share = sum(low <= pair[0] <= high and pair[1] >= trail for pair in pairs) / max(len(pairs), 1)
    try:
        text.decode(name)
    except UnicodeDecodeError:
        return share - 1
    return share


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"  # the sample may end inside a character
    return True
