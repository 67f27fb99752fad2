"""The Memo: everything that a nota holds, as plain immutable data.

It knows no file format, no screen and no house style. Readers make one, writers print one, and what lies
between takes a Memo and gives a Memo or findings. Named tuples, here and elsewhere: a dataclass takes a
millisecond to define, and a command should start at once.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

INVULLEN = re.compile(r"\[invullen(?::[^\[\]]*)?\]", re.IGNORECASE)
"""A placeholder for what is still unknown: `[invullen]` or `[invullen: what]`."""


class Gelakt(str):
    """What stands for a withheld text: it knows the ground, never what it hides.

    It reads `gelakt 5.1.2e`, and is of one length for every text withheld on that ground.
    """

    __slots__ = ()

    def __new__(cls, grond: str) -> "Gelakt":  # noqa: D102
        return super().__new__(cls, f"gelakt {grond}")


class Span(NamedTuple):
    """A stretch of text in one look; a hard line break is a newline in `text`.

    `lak` is the Woo ground on which the stretch is to be withheld, `link` the address that it points to. In a
    public memo what was withheld is a span with a `Gelakt` as its text.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    lak: str | None = None
    link: str | None = None


class Paragraph(NamedTuple):
    """Spans in reading order, no two neighbours of the same look.

    `line` is the line of the section text on which the paragraph begins, from 0; `breaks` are the offsets in
    the plain text at which each following line begins. Both say where the words stand, not what they are: they
    do not count when paragraphs are compared.
    """

    spans: tuple[Span, ...]
    line: int = 0
    breaks: tuple[int, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Paragraph) and self.spans == other.spans

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.spans)

    @property
    def text(self) -> str:
        """The words without their looks."""
        return self.spans[0].text if len(self.spans) == 1 else "".join([span.text for span in self.spans])

    def placed(self) -> Iterator[tuple[int, Span]]:
        """Every span behind its offset in `text`."""
        at = 0
        for span in self.spans:
            yield at, span
            at += len(span.text)

    def line_at(self, offset: int) -> int:
        """The line of the section text, from 0, on which the character at `offset` of `text` stands."""
        return self.line + bisect_right(self.breaks, offset)


class ListBlock(NamedTuple):
    """A list of items, each a paragraph and what belongs to it; `start` is the first number, None for bullets."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None


Block = Paragraph | ListBlock


class Sectie(NamedTuple):
    """A heading with its text; `niveau` is 1 or 2, `verplicht` says that the kind asks for a text."""

    sleutel: str
    kop: str
    niveau: int
    verplicht: bool
    blocks: tuple[Block, ...] = ()


class Bijeenkomst(NamedTuple):
    """The meeting that the memo is about."""

    naam: str | None = None
    afkorting: str | None = None
    begin: date | None = None
    eind: date | None = None
    plaats: str | None = None
    sessies: tuple[str, ...] = ()


class Nota(NamedTuple):
    """What stands around the text: subject, date, reference, addressee, sender, marking, enclosures."""

    onderwerp: str
    datum: date | None = None
    kenmerk: str | None = None
    aan: str | None = None
    afzender: tuple[str, ...] = ()
    merking: str | None = None
    bijlagen: tuple[str, ...] = ()


class Steller(NamedTuple):
    """The policy officer who wrote the memo: personal data, all of it."""

    naam: str | None = None
    telefoon: str | None = None
    email: str | None = None


class Ondertekenaar(NamedTuple):
    """Who signs: the function is public, the name is personal data."""

    functie: str
    naam: str | None = None


class Memo(NamedTuple):
    """A whole memo: its kind, the word that stands over it, its facts and its sections in order."""

    soort: str
    opschrift: str
    nota: Nota
    ondertekenaar: Ondertekenaar
    steller: Steller = Steller()
    bijeenkomst: Bijeenkomst = Bijeenkomst()
    secties: tuple[Sectie, ...] = ()


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same spans without empty ones, neighbours of one look made one: equal texts become equal data."""
    runs = [[*run] for _, run in groupby([span for span in spans if span.text], itemgetter(slice(1, None)))]
    return tuple([run[0]._replace(text="".join([span.text for span in run])) if run[1:] else run[0] for run in runs])


def paragraphs(blocks: Iterable[Block], depth: int = 0) -> Iterator[tuple[Paragraph, int]]:
    """Every paragraph of `blocks` in reading order, with how many lists it stands in."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, depth
        else:
            for item in block.items:
                yield from paragraphs(item, depth + 1)


def spans_of(memo: Memo) -> Iterator[Span]:
    """Every span of the sections in reading order."""
    for sectie in memo.secties:
        for paragraph, _ in paragraphs(sectie.blocks):
            yield from paragraph.spans


def grounds_of(memo: Memo) -> set[str]:
    """The Woo grounds on which passages of `memo` are withheld."""
    return {span.lak for span in spans_of(memo) if span.lak}


def with_placeholders(spans: tuple[Span, ...]) -> Iterator[tuple[Span, bool]]:
    """The spans, cut where a placeholder begins or ends, each with whether it is part of one."""
    text = "".join(span.text for span in spans)
    found = [match.span() for match in INVULLEN.finditer(text)] if "[" in text else []
    if not found:
        yield from ((span, False) for span in spans)
        return
    begins = [begin for begin, _ in found]
    edges = sorted({edge for pair in found for edge in pair})
    start = 0
    for span in spans:
        end = start + len(span.text)
        for first, last in pairwise([start, *edges[bisect_right(edges, start) : bisect_left(edges, end)], end]):
            number = bisect_right(begins, first) - 1
            inside = number >= 0 and first < found[number][1]
            yield span._replace(text=text[first:last]), inside
        start = end
