"""A page on the terminal, with the findings of check in its margin."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from dmmdoc.config.house_style import Huisstijl, Stijl, resolved
from dmmdoc.errors import showable
from dmmdoc.memo.model import Block, Gelakt, ListBlock, Paragraph, Span, with_placeholders
from dmmdoc.memo.page import TITLE, Line, Page, heading
from dmmdoc.memo.page import Text as SectionText
from dmmdoc.messages.catalogue import say

if TYPE_CHECKING:
    from dmmdoc.checks.engine import Finding

_TEXT = 76
"""How wide the text gets at most."""
_MARGIN = 30
"""How wide the column beside it is, when there is room for both."""
_GAP = 3
_INDENT = 3
_WIDE = 60 + _GAP + _MARGIN
_PIPED = 80
_LINE = 9
"""So much space between two paragraphs, in points, is an empty line."""
_LARGE = 14
"""Words of so many points stand in capitals."""

_INVULLEN = "black on yellow"
_LAKKEN = "reverse"
_SEVERITIES = {"error": "bold red", "warning": "yellow"}


class _Piece(NamedTuple):
    """A stretch of the page, and what stands in the margin beside it."""

    body: RenderableType
    notes: tuple[Text, ...] = ()


def console() -> Console:
    """The console that standard output is, which writes to memory: in colour and as wide as a terminal, else plain."""
    live = Console(file=sys.stdout, highlight=False)
    return Console(
        file=StringIO(),
        width=live.width if live.is_terminal else _PIPED,
        force_terminal=live.is_terminal,
        color_system=live.color_system,  # type: ignore[arg-type] # rich gives the names that it takes
        no_color=live.no_color,
        highlight=False,
    )


def write(page: Page, style: Huisstijl, findings: Sequence[Finding], console: Console) -> str:
    """The page as the characters to print; the findings stand beside what they are about, or under it."""
    pieces = list(_pieces(page, style, findings))
    column = _column(page, style)
    with console.capture() as capture:
        if console.width >= _WIDE:
            _print_wide(console, pieces, column)
        else:
            _print_narrow(console, pieces, column)
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def _print_narrow(console: Console, pieces: Iterable[_Piece], column: Iterable[tuple[Text, ...]]) -> None:
    for line in chain.from_iterable(column):
        console.print(line)
    for body, notes in pieces:
        console.print(body, width=min(console.width, _TEXT))
        for note in notes:
            console.print(Padding(note, (0, 0, 0, 4)), width=min(console.width, _TEXT))


def _print_wide(console: Console, pieces: Iterable[_Piece], column: Iterable[tuple[Text, ...]]) -> None:
    """The text at the left; at the right each note beside its words, and the column where the notes leave room."""
    width = min(console.width - _GAP - _MARGIN, _TEXT)
    body: list[list[Segment]] = []
    margin: list[list[Segment]] = []
    entries = [_lines(console, entry, _MARGIN) for entry in column]
    for piece, notes in pieces:
        if notes:
            while entries and len(margin) + len(entries[0]) <= len(body):
                margin += entries.pop(0)
            margin += [[] for _ in range(len(body) - len(margin))]
            margin += _lines(console, (*notes, Text()) if entries else notes, _MARGIN)
        body += _lines(console, (piece,), width)
    margin += chain.from_iterable(entries)
    nothing: list[Segment] = []
    for left, right in zip_longest(body, margin, fillvalue=nothing):
        room = width - Segment.get_line_length(left) + _GAP
        console.print(_Line([*left, Segment(" " * room), *right] if right else left), end="")


class _Line(NamedTuple):
    """One line of the page as rich prints it."""

    segments: list[Segment]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        yield from self.segments
        yield Segment.line()


def _lines(console: Console, pieces: Iterable[RenderableType], width: int) -> list[list[Segment]]:
    options = console.options.update(width=width)
    return [line for piece in pieces for line in console.render_lines(piece, options, pad=False)]


def _pieces(page: Page, style: Huisstijl, findings: Sequence[Finding]) -> Iterator[_Piece]:
    """The page in order, an empty line where the house style has room for one."""
    elements = [element for element in page.elements if isinstance(element, SectionText) or element.place != "kolom"]
    known = {element.path for element in elements}
    title = next((element for element in elements if isinstance(element, Line) and element.stijl == TITLE), elements[0])
    if page.merking:
        yield _Piece(_shown(page.merking.text.upper(), "bold"))
        yield _Piece(Text())
    room: float | None = None  # the space below what stands there; None where a line is free already
    for element in elements:
        mine = [finding for finding in findings if finding.path == element.path]
        if isinstance(element, SectionText):
            if element.blocks and (room or 0) >= _LINE:
                yield _Piece(Text())
            yield from _blocks(element.blocks, style, mine, element.niveau)
            room = None if element.blocks else room
            continue
        look = resolved(style, element.stijl)
        if room is not None and max(room, look.voor or 0) >= _LINE:
            yield _Piece(Text())
        room = look.na or 0
        notes = [finding for finding in mine if finding.within is None]
        if element is title:
            notes = [finding for finding in findings if finding.path == element.path or finding.path not in known]
        yield _Piece(_in_style(element, look), _notes(notes))


def _blocks(
    blocks: Iterable[Block], style: Huisstijl, findings: Sequence[Finding], niveau: int, depth: int = 0, mark: str = ""
) -> Iterator[_Piece]:
    """Blocks as pieces, the first behind `mark`, its bullet or number; an empty line after each that is no item.

    `niveau` is the level of the heading above them, from 0 for none; a heading among them stands right above its text.
    """
    bullets = style.lijsten.tekens
    for block in blocks:
        if isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start or 0):
                sign = bullets[min(depth, len(bullets) - 1)] if block.start is None else f"{number}."
                yield from _blocks(item, style, findings, niveau, depth + 1, sign)
        elif block.niveau:
            look = resolved(style, heading(niveau + block.niveau))
            yield _Piece(_in_look(_words(block.spans), look), _notes(_about(block, findings)))
            continue
        else:
            yield _Piece(_paragraph(block, depth, mark), _notes(_about(block, findings)))
            mark = ""
        if depth == 0:
            yield _Piece(Text())


def _paragraph(paragraph: Paragraph, depth: int, mark: str) -> RenderableType:
    """A paragraph behind its bullet or number, and under the words of what it belongs to."""
    text = _words(paragraph.spans)
    if not depth:
        return text
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=_INDENT * (depth - 1) + max(_INDENT - 1, len(mark)))
    row.add_column()
    row.add_row(Text(" " * _INDENT * (depth - 1) + mark), text)
    return row


def _about(paragraph: Paragraph, findings: Iterable[Finding]) -> Iterator[Finding]:
    last = paragraph.line + len(paragraph.breaks)
    return (found for found in findings if found.within is not None and paragraph.line <= found.within <= last)


def _words(spans: tuple[Span, ...]) -> Text:
    """Spans as they read: a placeholder in its brackets, a withheld passage in brackets with its ground behind it."""
    text = Text()
    for lak, group in groupby(with_placeholders(spans), key=lambda part: part[0].lak):
        text.append("[" if lak else "", _LAKKEN)
        for span, is_open in group:
            looks = [
                *(["bold"] if span.strong else []),
                *(["italic"] if span.emphasis else []),
                *(["underline"] if span.link else []),
                *([_LAKKEN] if lak or isinstance(span.text, Gelakt) else []),
                *([_INVULLEN] if is_open else []),
            ]
            text.append(showable(span.text), " ".join(looks))
        text.append(f"]{{{lak}}}" if lak else "", _LAKKEN)
    return text


def _shown(text: str, look: str = "") -> Text:
    """A fact as it reads."""
    shown = _words((Span(text),))
    shown.stylize(look)
    return shown


def _in_style(line: Line, look: Stijl) -> Text:
    """A line of the page as it looks in its style."""
    shouts = look.kapitalen or (look.grootte or 0) >= _LARGE
    spans = tuple(_shouted(span) if shouts else span for span in line.spans)
    shown = Text.assemble(f"{line.label}: " if line.label else "", _words(spans))
    return _in_look(shown, look, shouts)


def _in_look(text: Text, look: Stijl, shouts: bool = False) -> Text:
    """A text in bold or italic as its style has it."""
    text.stylize("bold" if look.vet or shouts else "italic" if look.cursief else "")
    return text


def _shouted(span: Span) -> Span:
    """A span in capitals; a bar stays as it is."""
    return span if isinstance(span.text, Gelakt) else span._replace(text=span.text.upper())


def _notes(findings: Iterable[Finding]) -> tuple[Text, ...]:
    return tuple(
        Text.assemble(
            (f"{finding.severity} {finding.rule}", _SEVERITIES[finding.severity]),
            say("show.finding", line=finding.line, message=showable(finding.message)),
        )
        for finding in findings
    )


def _column(page: Page, style: Huisstijl) -> Iterator[tuple[Text, ...]]:
    """The entries of the reference column, each its lines and an empty one."""
    lines = [element for element in page.elements if isinstance(element, Line) and element.place == "kolom"]
    entry: list[Text] = []
    for line in lines:
        look = resolved(style, line.stijl)
        if look.voor and entry:
            yield (*entry, Text())
            entry = []
        entry.append(_in_style(line, look))
    if entry:
        yield (*entry, Text())
