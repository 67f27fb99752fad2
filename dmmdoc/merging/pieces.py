"""Section text as a row of paragraphs, each of which knows its place in a list, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dmmdoc.memo.model import Block, ListBlock, Paragraph, Span
from dmmdoc.memo.tidy import tidied_spans

BULLET, NUMBER = "-", "1."


class Place(NamedTuple):
    """Whether a list begins with a paragraph, and with what number."""

    opens: bool = False
    start: int | None = None


class Piece(NamedTuple):
    """A paragraph: in how many lists it stands, what it stands behind, its words, and whether it begins a list.

    `marker` is `-` for a bullet, `1.` for any number, `#` and `##` for a heading, empty for a paragraph.
    """

    depth: int
    marker: str
    spans: tuple[Span, ...]
    place: Place = Place()

    @property
    def says(self) -> tuple[int, str, tuple[Span, ...]]:
        """What makes two paragraphs the same: all but where its list begins."""
        return self.depth, self.marker, _plain(self.spans)

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join([span.text for span in self.spans])


def _plain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans as they count: without what nobody sees, and addresses without what a word processor adds to them."""
    if len(spans) == 1 and not spans[0].link:
        return tidied_spans(spans)
    tidy = tidied_spans(spans)
    return tuple([span._replace(link=plain_address(span.link)) if span.link else span for span in tidy])


def plain_address(address: str) -> str:
    """An address without what LibreOffice adds: a slash after the name of a site, the way up to a relative one."""
    while address.startswith(("./", "../")):
        address = address.partition("/")[2]
    return address[:-1] if address.count("/") == 3 and address.endswith("/") else address


def pieces(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """Every paragraph of `blocks`, in reading order."""
    return tuple(_pieces(blocks, 0))


def _pieces(blocks: Iterable[Block], depth: int) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Piece(depth, "#" * (block.niveau or 0), block.spans)
            continue
        for number, item in enumerate(block.items):
            marker = BULLET if block.start is None else NUMBER
            place = Place() if number else Place(True, block.start)
            for index, piece in enumerate(_pieces(item, depth + 1)):
                yield piece if index else piece._replace(marker=marker, place=place)


def _breaks(row: Sequence[Piece]) -> Iterator[int]:
    """Which paragraphs begin a list although one like it goes on right above them."""
    lists: list[tuple[int, str]] = []
    for at, piece in enumerate(row):
        while lists and lists[-1][0] > piece.depth:
            lists.pop()
        if piece.marker not in (BULLET, NUMBER):
            continue
        if lists and lists[-1] == (piece.depth, piece.marker):
            if piece.place.opens:
                yield at
            continue
        lists = [*(each for each in lists if each[0] < piece.depth), (piece.depth, piece.marker)]


def with_lists_of(row: Sequence[Piece], sides: Iterable[Sequence[Piece]]) -> tuple[Piece, ...]:
    """The paragraphs that a merge took together, whose lists go on where no side begins another one."""
    broken = {side[at].says for side in sides for at in _breaks(side)}
    here = {at for at in _breaks(row) if row[at].says not in broken}
    return tuple([piece._replace(place=Place()) if at in here else piece for at, piece in enumerate(row)])


class _List:
    """A list that is being made."""

    def __init__(self, depth: int, marker: str, start: int | None):
        self.depth = depth
        self.marker = marker
        self.start = start
        self.items: list[list[Block | _List]] = []


def blocks(row: Sequence[Piece]) -> tuple[Block, ...]:
    """The blocks that a row of paragraphs makes; one that stands deeper than it can comes up to where it can."""
    found: list[Block | _List] = []
    lists: list[_List] = []  # those that are open, the outermost first
    for piece in row:
        while lists and lists[-1].depth > piece.depth:
            lists.pop()
        if piece.marker not in (BULLET, NUMBER):
            into = lists[-1].items[-1] if lists else found
            into.append(Paragraph(piece.spans, niveau=len(piece.marker) or None))
            continue
        if lists and lists[-1].depth == piece.depth and (piece.place.opens or lists[-1].marker != piece.marker):
            lists.pop()
        if not lists or lists[-1].depth < piece.depth:
            start = None if piece.marker == BULLET else 1 if piece.place.start is None else piece.place.start
            new = _List(piece.depth, piece.marker, start)
            (lists[-1].items[-1] if lists else found).append(new)
            lists.append(new)
        lists[-1].items.append([Paragraph(piece.spans)])
    return _closed(found)


def _closed(found: Iterable[Block | _List]) -> tuple[Block, ...]:
    return tuple(
        ListBlock(tuple(_closed(item) for item in block.items), block.start) if isinstance(block, _List) else block
        for block in found
    )
