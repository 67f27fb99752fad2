"""Where the characters of a text stand in what it was read from: TOML of its string, Markdown of its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of a text from `at` on, and from where to where it stands in the source.

    Where it is as long there it stands there as it is; else it is one thing, as an escape is.
    """

    at: int
    start: int
    end: int


_AT = attrgetter("at")


def placed(pieces: Sequence[Piece], at: int, end: int) -> tuple[int, int]:
    """From where to where the characters `at` to `end` of a text stand in its source; without any, behind the last."""
    if not pieces:
        return 0, 0
    if at == end:
        where = _of(pieces, at - 1)[1] if at else _of(pieces, 0)[0]
        return where, where
    return _of(pieces, at)[0], _of(pieces, end - 1)[1]


def _of(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """From where to where one character stands."""
    number = max(bisect_right(pieces, at, key=_AT) - 1, 0)
    piece = pieces[number]
    is_last = number + 1 == len(pieces)
    if is_last or pieces[number + 1].at - piece.at == piece.end - piece.start:
        start = min(piece.start + at - piece.at, piece.end)
        return start, min(start + 1, piece.end)
    return piece.start, piece.end
