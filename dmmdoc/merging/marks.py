"""Which passages a merge leaves bare: they were withheld, and their words stand in the memo without a mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dmmdoc.markdown.difference import common
from dmmdoc.merging.align import matched
from dmmdoc.merging.pieces import Piece


class Mark(NamedTuple):
    """A passage that is withheld, and on what."""

    lak: str
    text: str


def bared(before: Mapping[str, Sequence[Piece]], after: Mapping[str, Sequence[Piece]]) -> list[Mark]:
    """The marks that sections had and have no longer, though their words, or others in their place, are there.

    What was taken out with its words is no such mark, nor is one that stands elsewhere or on another ground.
    """
    left = Counter(mark for row in after.values() for mark in _marks(row))
    left.subtract(mark for row in before.values() for mark in _marks(row))
    pairs = [pair for key in before for pair in _changed(before[key], after.get(key, ()))]
    pairs += [(None, piece) for key in after.keys() - before.keys() for piece in after[key]]
    come = Counter(word for _, new in pairs if new for word in _bare(new))
    come.subtract(word for old, _ in pairs if old for word in _bare(old))
    return [*_bared(pairs, left, +come)]


def _bared(
    pairs: Iterable[tuple[Piece | None, Piece | None]], left: Counter[Mark], come: Counter[str]
) -> Iterator[Mark]:
    """The marks of what changed that are left bare; `come` are the words that stand bare now and did not."""
    for old, new in pairs:
        for mark in _marks([old] if old else []):
            if left[mark] >= 0:
                continue
            left[mark] += 1
            words = _words(mark.text)
            partner = next((each for each in _marks([new] if new else []) if _words(each.text) & words), None)
            bare = words - (_words(partner.text) if partner else set())
            added = Counter(_bare(new)) - Counter(_bare(old)) if old and new else Counter[str]()
            reworded = partner is None and bool(added) and not _is_marked_anew(old, new)
            if bare & come.keys() or reworded:
                yield mark


def _is_marked_anew(old: Piece | None, new: Piece | None) -> bool:
    """Whether a paragraph has as many marks as it had: one in other words in the place of each."""
    return len([*_marks([new] if new else [])]) >= len([*_marks([old] if old else [])])


def _changed(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Each paragraph that changed with what it became, None where it was not there or is no longer."""
    numbers: dict[object, str] = {}
    keys = [[numbers.setdefault(piece.says, str(len(numbers))) for piece in row] for row in (old, new)]
    at = there = 0
    for next_at, next_there in [*common(*keys), (len(old), len(new))]:
        gone, come = old[at:next_at], new[there:next_there]
        pairs = dict(matched(gone, come))
        yield from ((piece, come[pairs[number]] if number in pairs else None) for number, piece in enumerate(gone))
        yield from ((None, piece) for number, piece in enumerate(come) if number not in pairs.values())
        at, there = next_at + 1, next_there + 1


def _marks(row: Iterable[Piece]) -> Iterator[Mark]:
    for piece in row:
        for lak, spans in groupby(piece.says[2], key=lambda span: span.lak):
            if lak:
                yield Mark(lak, "".join(span.text for span in spans))


def _bare(piece: Piece) -> list[str]:
    return [word for span in piece.spans if not span.lak for word in re.findall(r"\w+", span.text.casefold())]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
