"""What is different between two texts of a section, paragraph by paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dmmdoc.memo.model import Block, Paragraph, Span


class Unit(NamedTuple):
    """A paragraph as it stands in its text: in how many lists, behind what number, bullet or sign of a heading."""

    depth: int
    marker: str
    spans: tuple[Span, ...]


Pair = tuple[int, int]
"""The index of a paragraph in the old text and of the same one in the new."""
_CANDIDATES = 32
"""In how many places at most a paragraph is looked for that stands in many: time stays in line with the text."""


def units(blocks: Iterable[Block], depth: int = 0) -> Iterator[Unit]:
    """Every paragraph of `blocks`, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Unit(depth, "#" * (block.niveau or 0), block.spans)
            continue
        for number, item in enumerate(block.items, block.start or 0):
            marker = "-" if block.start is None else f"{number}."
            for index, unit in enumerate(units(item, depth + 1)):
                yield unit if index else unit._replace(marker=marker)


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The longest row of what both have in the same order, as places in both (Hunt and Szymanski, 1977)."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    places: dict[Hashable, list[int]] = {}
    for at in range(start, len(old) - end):
        places.setdefault(old[at], []).append(at)
    lowest: list[int] = []
    chains: list[_Chain] = []  # the chain of each length that ends lowest
    for at in range(start, len(new) - end):
        for place in reversed(_nearest(places.get(new[at], []), at * len(old) // len(new))):
            length = bisect_left(lowest, place)
            chain = _Chain(place, at, chains[length - 1] if length else None)
            if length == len(lowest):
                lowest.append(place)
                chains.append(chain)
            else:
                lowest[length], chains[length] = place, chain
    middle: list[Pair] = []
    link = chains[-1] if chains else None
    while link:
        middle.append((link.old, link.new))
        link = link.before
    tail = range(end, 0, -1)
    return [
        *((at, at) for at in range(start)),
        *reversed(middle),
        *((len(old) - at, len(new) - at) for at in tail),
    ]


class _Chain(NamedTuple):
    old: int
    new: int
    before: _Chain | None


def _nearest(places: list[int], expected: int) -> list[int]:
    if len(places) <= _CANDIDATES:
        return places
    at = max(0, bisect_left(places, expected) - _CANDIDATES // 2)
    return places[at : at + _CANDIDATES]


def changes(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Each paragraph that changed with what it became, None where it was not there or is no longer."""
    at_old = at_new = 0
    for next_old, next_new in [*common(old, new), (len(old), len(new))]:
        gone, come = old[at_old:next_old], new[at_new:next_new]
        for index in range(max(len(gone), len(come))):
            yield gone[index] if index < len(gone) else None, come[index] if index < len(come) else None
        at_old, at_new = next_old + 1, next_new + 1
