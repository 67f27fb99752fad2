"""What is different between two texts of a section, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dmmdoc.memo.model import Block, Paragraph, Span


class Unit(NamedTuple):
    """A paragraph as it stands in its text: in how many lists, behind what number, bullet or sign of a heading."""

    depth: int
    marker: str
    spans: tuple[Span, ...]


Pair = tuple[int, int]
"""The index of a paragraph in the old text and of the same one in the new."""


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


def same(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """The paragraphs that stand in both texts, in order."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    middle = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end])
    pairs = [(at, at) for at in range(start)]
    for first, second, size in middle.get_matching_blocks():
        pairs += [(start + first + at, start + second + at) for at in range(size)]
    return pairs + [(len(old) - end + at, len(new) - end + at) for at in range(end)]


def changes(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    """Each paragraph that changed with what it became, None where it was not there or is no longer."""
    at_old = at_new = 0
    for next_old, next_new in [*same(old, new), (len(old), len(new))]:
        gone, come = old[at_old:next_old], new[at_new:next_new]
        for index in range(max(len(gone), len(come))):
            yield gone[index] if index < len(gone) else None, come[index] if index < len(come) else None
        at_old, at_new = next_old + 1, next_new + 1
