"""Pictures as they come along in a document: whole, and without what their files tell of themselves."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from dmmdoc.errors import UserError
from dmmdoc.files import read_bytes
from dmmdoc.messages.catalogue import say

WIDTH = 13.0
"""How wide a logo hangs from the top edge, in mm; its height follows from the picture."""


class Logo(NamedTuple):
    """A picture: its file without metadata, its width and height in pixels, `png` or `jpeg`."""

    content: bytes
    width: int
    height: int
    kind: str


class PictureError(Exception):
    """What keeps a file from coming along as a picture."""


def read(path: Path) -> Logo:
    """The logo in a file; raises UserError when it is not there, or no picture that can be used."""
    try:
        return picture(read_bytes(path))
    except PictureError as error:
        raise UserError(say("logo.unusable", why=error), str(path)) from None


def picture(content: bytes) -> Logo:
    """The PNG or JPEG in a file, what it tells of itself left out: who made it, where, with what, a smaller picture.

    Raises PictureError for what is neither, is not whole, or is turned by what would be left out.
    """
    if content.startswith(_PNG):
        kind, (clean, size) = "png", _clean_png(content)
        numbers = size[:4], size[4:]
    else:
        kind, (clean, size) = "jpeg", _clean_jpeg(content)
        numbers = size[2:], size[:2]
    width, height = map(int.from_bytes, numbers)
    if not width or not height:
        raise PictureError(say("logo.not-whole"))
    return Logo(clean, width, height, kind)


_EXIF = b"Exif\0\0"


def _check_upright(exif: bytes) -> None:
    """Raise PictureError where the orientation in EXIF data turns the picture (CIPA DC-008, 4.6.4, tag 274)."""
    order: Literal["little", "big"] = "little" if exif.startswith(b"II") else "big"

    def number(at: int, length: int) -> int:
        return int.from_bytes(exif[at : at + length], order)

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(entry, 2) == 274 and number(entry + 8, 2) > 1:
            raise PictureError(say("logo.turned"))


# PNG: chunks (https://www.w3.org/TR/png-3/).

_PNG = b"\x89PNG\r\n\x1a\n"
_CRITICAL = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_LOOKS = {b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9, b"cICP": 4}
"""Chunks that change the look, and how long they are at most."""


def _clean_png(content: bytes) -> tuple[bytes, bytes]:
    """The picture with only the chunks that it takes to show it, and its width and height."""
    kept, kinds, size = [_PNG], [], b""
    for kind, data in _chunks(content):
        if kind == b"eXIf":
            _check_upright(data)
        if kind == b"IHDR":
            size = data[:8]
        if kind in _CRITICAL or len(data) <= _LOOKS.get(kind, -1):
            kept.append(len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4))
            kinds.append(kind)
        elif kind[:1].isupper():
            raise PictureError(say("logo.not-whole"))
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds:
        raise PictureError(say("logo.not-whole"))
    return b"".join(kept), size


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the last one; raises PictureError for one that is not as it was written."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data, check = content[at + 8 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if check != zlib.crc32(kind + data).to_bytes(4):
            raise PictureError(say("logo.not-whole"))
        yield kind, data
        at += 12 + length


# JPEG: segments (ITU-T T.81, annex B; T.871 for JFIF, T.872, 6.5.3 for Adobe's).

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TO_DECODE = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)})
_TOLD = frozenset({*range(0xE0, 0xF0), 0xFE})
"""Segments of an application, and remarks."""


def _clean_jpeg(content: bytes) -> tuple[bytes, bytes]:
    """The picture with only the segments that it takes to decode it, and its height and width."""
    kept, size, has_scan = [bytes((0xFF, _START))], b"", False
    for marker, data, scan in _segments(content):
        if marker == 0xE0 and data.startswith(b"JFIF\0"):
            data = data[:12] + b"\0\0"  # without its smaller picture
        elif marker == 0xEE and data.startswith(b"Adobe"):
            data = data[:12]
        elif marker == 0xE1 and data.startswith(_EXIF):
            _check_upright(data[len(_EXIF) :])
            continue
        elif marker in _TOLD:
            continue
        elif marker not in _TO_DECODE:
            raise PictureError(say("logo.not-whole"))
        if marker in _FRAMES:
            size = data[1:5]
        has_scan = has_scan or marker == _SCAN
        kept.append(bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data + scan)
    if not has_scan:
        raise PictureError(say("logo.not-whole"))
    return b"".join([*kept, bytes((0xFF, _END))]), size


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment between the start and the end of the image: its marker, its data, the scan behind it.

    Raises PictureError where they do not follow one another to the end.
    """
    if content[:2] != bytes((0xFF, _START)):
        raise PictureError(say("logo.not-whole"))
    at = 2
    while content[at : at + 2] != bytes((0xFF, _END)):
        if content[at : at + 2] == b"\xff\xff":  # one that only fills
            at += 1
            continue
        if content[at : at + 1] != b"\xff":
            raise PictureError(say("logo.not-whole"))
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        marker = int.from_bytes(content[at + 1 : at + 2])
        after = _scan_end(content, end) if marker == _SCAN else end
        yield marker, content[at + 4 : end], content[end:after]
        at = after


def _scan_end(content: bytes, at: int) -> int:
    """Where the entropy-coded data end: at a marker that is neither a stuffed byte nor a restart."""
    while (at := content.find(b"\xff", at)) >= 0:
        following = content[at + 1 : at + 2]
        if following != b"\0" and not b"\xd0" <= following <= b"\xd7":
            return at
        at += 2
    raise PictureError(say("logo.not-whole"))
