"""Lines to blocks: what stands in a list goes under its item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dmmdoc.docx.read.body import Line
from dmmdoc.docx.read.styles import meaning
from dmmdoc.markdown.read import LEVELS
from dmmdoc.memo.model import Block, ListBlock, Paragraph


class _Open:
    """A list that is being read: the level of its items, which list it is, and the items so far."""

    def __init__(self, level: int, start: int | None, definition: str):
        self.level = level
        self.start = start
        self.definition = definition
        self.items: list[list[Block | _Open]] = []


def blocks(lines: Iterable[Line]) -> tuple[tuple[Block, ...], bool]:
    """The blocks that the lines make, and whether items had to come up to the deepest level that a memo has."""
    found: list[Block | _Open] = []
    lists: list[_Open] = []  # those that are open, the outermost first
    too_deep = False
    for line in lines:
        paragraph = Paragraph(line.spans, niveau=line.niveau)
        if line.item is None or not line.item.shows:
            del lists[_continues(line, lists) :]
            (lists[-1].items[-1] if lists else found).append(paragraph)
            continue
        level, number, anew, definition, _ = line.item
        while lists and lists[-1].level > level:
            lists.pop()
        if lists and lists[-1].level == level and not _same(lists[-1], number, anew, definition):
            lists.pop()
        if not lists or lists[-1].level < level:
            if len(lists) == LEVELS:
                too_deep = True
            else:
                new = _Open(level, number, definition)
                (lists[-1].items[-1] if lists else found).append(new)
                lists.append(new)
        lists[-1].items.append([paragraph])
    return _closed(found), too_deep


def _same(current: _Open, number: int | None, anew: bool, definition: str) -> bool:
    """Whether an item goes on with the list before it: bullets do, whatever list Word counts them to."""
    if anew or (number is None) != (current.start is None):
        return False
    return number is None or definition == current.definition


def _continues(line: Line, lists: Sequence[_Open]) -> int:
    """In how many of the open lists a paragraph that shows no mark stands."""
    if line.item:
        return sum(each.level <= line.item.level for each in lists)
    for name in line.styles:
        style = meaning(name)
        if style.what == "goes on":
            return min(len(lists), style.level + 1)
        if style.what == "goes on somewhere":
            return len(lists)
    return 0


def _closed(found: Iterable[Block | _Open]) -> tuple[Block, ...]:
    return tuple(
        ListBlock(tuple(_closed(item) for item in block.items), block.start) if isinstance(block, _Open) else block
        for block in found
    )
