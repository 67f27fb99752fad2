"""The Memo: everything that a nota holds, as plain immutable data.

It knows no file format, no screen and no house style. Readers make one, writers print one, and what lies
between takes a Memo and gives a Memo or findings. Named tuples, here and elsewhere: a dataclass takes a
millisecond to define, and a command should start at once.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from dmmdoc.dutch.days import dag

IN_INVULLEN = r"\s*(?i:invullen)(?![^\W_])[^\[\]]*"
"""What stands between the brackets of a placeholder."""
INVULLEN = re.compile(rf"\[{IN_INVULLEN}\]")
"""A placeholder for what is still unknown: `[invullen]` or `[invullen: what]`, or how somebody may type that."""


_GROND = re.compile(r"\d{1,2}(?:\.[0-9a-z]{1,8}){1,4}")
"""Room for every ground, and safe in the name of a style."""


def as_lak(text: str) -> str | None:
    """The grounds in a text, with commas or spaces between them, as a `Span` has them: `5.1.2e, 5.1.2a`.

    None for what is no row of grounds. Which grounds there are is not known here.
    """
    gronden = re.split(r"\s*,\s*|\s+", text.strip())
    return ", ".join(dict.fromkeys(gronden)) if all(map(_GROND.fullmatch, gronden)) else None


def gronden_in(lak: str) -> tuple[str, ...]:
    """The single grounds on which a `Span` is withheld."""
    return tuple(lak.split(", "))


class Gelakt(str):
    """What stands for a withheld text: it knows the grounds, never what it hides.

    It reads `gelakt 5.1.2e`, and is of one length for every text withheld on the same.
    """

    __slots__ = ()

    def __new__(cls, lak: str) -> "Gelakt":  # noqa: D102
        return super().__new__(cls, f"gelakt {lak}")


class Span(NamedTuple):
    """A stretch of text in one look; a hard line break is a newline in `text`.

    `lak` is what the stretch is to be withheld on, a Woo ground or several, `link` the address that it points to. In a
    public memo what was withheld is a span with a `Gelakt` as its text.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    lak: str | None = None
    link: str | None = None


class Paragraph(NamedTuple):
    """Spans in reading order, no two neighbours of the same look.

    A heading in the text of a section has a `niveau`: 1 for a heading, 2 for one under it. `line` is the line of the
    section text on which the paragraph begins, from 0; `breaks` are the offsets in the plain text at which each
    following line begins. Both say where the words stand, not what they are: they do not count when paragraphs are
    compared.
    """

    spans: tuple[Span, ...]
    line: int = 0
    breaks: tuple[int, ...] = ()
    niveau: int | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Paragraph) and self.spans == other.spans and self.niveau == other.niveau

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
    """A heading with its text; `niveau` is 1 or 2, 0 for a text alone, `verplicht` says that it is asked for.

    With `is_concept` the text is a draft that nobody has confirmed.
    """

    sleutel: str
    kop: str
    niveau: int
    verplicht: bool
    blocks: tuple[Block, ...] = ()
    is_concept: bool = False


class Bijeenkomst(NamedTuple):
    """The meeting that the memo is about."""

    naam: str | None = None
    afkorting: str | None = None
    begin: date | None = None
    eind: date | None = None
    plaats: str | None = None
    sessies: tuple[str, ...] = ()


Key = tuple[str, str]
"""The table and the key of a fact: ("nota", "datum")."""

Value = str | date | int | tuple[str, ...]
"""What a fact is: a text of one line, a day, a whole number, or a list of texts."""


class Publicatie(NamedTuple):
    """What a memo says of its public version.

    `vrij` are phrases that are somebody else, though a withheld word stands in them; with `merking_vervalt` the marking
    is left out; `lak` are facts and sections to withhold whole, by table.key, with the grounds.
    """

    vrij: tuple[str, ...] = ()
    merking_vervalt: bool = False
    lak: dict[str, str] = {}


class Memo(NamedTuple):
    """A whole memo: its kind, the facts that it states, by (table, key), and its sections in order.

    `gronden` are, of a public memo, the grounds on which something was withheld, with what each protects. `rollen` are
    the keys of its kind that dmmdoc itself reasons about, by what they are: the subject, the day. These have a
    property; every other fact is only asked for, printed, withheld, searched and read back.
    """

    soort: str
    feiten: Mapping[Key, Value]
    secties: tuple[Sectie, ...] = ()
    publicatie: Publicatie = Publicatie()
    gronden: Mapping[str, str] = {}
    rollen: Mapping[str, Key] = {}

    def with_role(self, rol: str) -> Value | None:
        """What it says of the fact that has a role."""
        return self.feiten.get(self.rollen[rol]) if rol in self.rollen else None

    @property
    def teksten(self) -> dict[str, tuple[Block, ...]]:
        """The text of each section, by its key."""
        return {sectie.sleutel: sectie.blocks for sectie in self.secties}

    @property
    def onderwerp(self) -> str:
        """The subject, which is the title of the document too."""
        return str(self.with_role("onderwerp") or "")

    @property
    def datum(self) -> date | None:
        """The day of the memo."""
        day = self.with_role("datum")
        return day if isinstance(day, date) else None

    @property
    def afzender(self) -> tuple[str, ...]:
        """The sender, a part of the organisation an item."""
        return items(self.with_role("afzender") or ())

    @property
    def merking(self) -> str | None:
        """The marking that stands on every page."""
        marking = self.with_role("merking")
        return None if marking is None else str(marking)

    @property
    def bijeenkomst(self) -> Bijeenkomst:
        """The meeting."""
        stated: Any = {key: value for (table, key), value in self.feiten.items() if table == "bijeenkomst"}
        return Bijeenkomst(*(stated.get(key, default) for key, default in Bijeenkomst._field_defaults.items()))


def items(value: Value) -> tuple[str, ...]:
    """The texts that a fact reads as: of a list each item, of another the one."""
    if isinstance(value, tuple):
        return value
    return (dag(value) if isinstance(value, date) else value if isinstance(value, str) else str(value),)


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


def lakken_of(memo: Memo) -> set[str]:
    """What passages of `memo` are withheld on, as a `Span` has it: a Woo ground or several."""
    return {span.lak for span in spans_of(memo) if span.lak}


def grounds_of(memo: Memo) -> set[str]:
    """The Woo grounds on which passages of `memo` are withheld, each by itself."""
    return {grond for lak in lakken_of(memo) for grond in gronden_in(lak)}


def count_placeholders(memo: Memo, printed: Collection[Key]) -> int:
    """How many placeholders are left in the sections and in the facts that are `printed`."""
    texts = [text for fact, value in memo.feiten.items() if fact in printed for text in items(value)]
    texts += [paragraph.text for sectie in memo.secties for paragraph, _ in paragraphs(sectie.blocks)]
    return sum(len(INVULLEN.findall(text)) for text in texts if "[" in text)


def with_placeholders(spans: tuple[Span, ...]) -> Iterator[tuple[Span, bool]]:
    """The spans, cut where a placeholder begins or ends, each with whether it is part of one."""
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    found = [match.span() for match in INVULLEN.finditer(text)] if "[" in text else []
    if not found:
        for span in spans:
            yield span, False
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
