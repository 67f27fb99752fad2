"""The picture of a logo, as both writers need it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dmmdoc.errors import UserError
from dmmdoc.files import read_bytes

WIDTH = 13.0
"""How wide a logo hangs from the top edge, in mm; its height follows from the picture."""


class Logo(NamedTuple):
    """A picture: its file as it is, its width and height in pixels."""

    content: bytes
    width: int
    height: int


def read(path: Path) -> Logo:
    """The logo in a file; raises UserError when it is not there, or no whole PNG or JPEG."""
    content = read_bytes(path)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-12:]:
        size = content[16:20], content[20:24]
    elif content.startswith(b"\xff\xd8") and b"\xff\xd9" in content[-64:] and (frame := _frame(content)):
        size = frame[2:], frame[:2]
    else:
        size = b"", b""
    width, height = (int.from_bytes(number) for number in size)
    if not width or not height:
        raise UserError("no PNG or JPEG picture; name one as the logo in huisstijl.toml", str(path))
    return Logo(content, width, height)


def _frame(jpeg: bytes) -> bytes:
    """The height and width in a JPEG's frame header, empty when it has none."""
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return jpeg[at + 5 : at + 9]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return b""


_LEGIBLE = r"[ -~\u00c0-\u024f]{4,}"
_MOST = 1 << 20
"""How much of a text in a picture is read."""


def words(content: bytes) -> str:
    """What can be read in the file of a picture, a text a line: who made it, a title, a remark."""
    texts = (
        piece[at:].decode(coding, "replace")
        for piece in (content, *_compressed(content))
        for coding, at in (("latin-1", 0), ("utf-8", 0), ("utf-16-le", 0), ("utf-16-le", 1))
    )
    return "\n".join(dict.fromkeys(line for text in texts for line in re.findall(_LEGIBLE, text)))


def _compressed(content: bytes) -> Iterator[bytes]:
    """The texts in a PNG that are compressed (https://www.w3.org/TR/png-3/#11textinfo)."""
    for chunk in re.finditer(rb"zTXt|iTXt", content):
        length = int.from_bytes(content[chunk.start() - 4 : chunk.start()])
        text = content[chunk.end() : chunk.end() + length]
        try:
            yield zlib.decompressobj().decompress(text[text.index(b"\x78", text.index(b"\0")) :], _MOST)
        except (ValueError, zlib.error):
            continue
