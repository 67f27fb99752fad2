"""A Memo as a page on the terminal, with the findings of check in its margin."""

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

from dmmdoc.config.house_style import Huisstijl, Referentiekolom
from dmmdoc.config.questions import SECTIES
from dmmdoc.errors import showable
from dmmdoc.memo.model import Block, ListBlock, Memo, Paragraph, Span, with_placeholders
from dmmdoc.memo.page import reference_entries

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


def write(memo: Memo, style: Huisstijl, findings: Sequence[Finding], console: Console) -> str:
    """The page as the characters to print; the findings stand beside what they are about, or under it."""
    pieces = list(_pieces(memo, style, findings))
    column = _reference(memo, style.referentiekolom)
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


def _pieces(memo: Memo, style: Huisstijl, findings: Sequence[Finding]) -> Iterator[_Piece]:
    """The page in order, from the word that stands over it to the signature."""
    about_facts = [finding for finding in findings if finding.path[0] not in (SECTIES, "ondertekenaar")]
    about_signing = [finding for finding in findings if finding.path[0] == "ondertekenaar"]
    known = {sectie.sleutel for sectie in memo.secties}
    elsewhere = [finding for finding in findings if finding.path[0] == SECTIES and finding.section not in known]
    if memo.nota.merking:
        yield _Piece(_shown(memo.nota.merking.upper(), "bold"))
        yield _Piece(Text())
    yield _Piece(_shown(memo.opschrift.upper(), "bold"))
    yield _Piece(_shown(memo.nota.onderwerp, "bold"), _notes(about_facts + elsewhere))
    yield _Piece(Text())
    if memo.nota.aan:
        yield _Piece(_shown(f"{style.geadresseerde}: {memo.nota.aan}"))
        yield _Piece(Text())
    for sectie in memo.secties:
        mine = [finding for finding in findings if finding.path == (SECTIES, sectie.sleutel)]
        heading = Text(showable(sectie.kop), "bold" if sectie.niveau == 1 else "italic")
        yield _Piece(heading, _notes(finding for finding in mine if finding.within is None))
        yield from _blocks(sectie.blocks, style.lijsten.tekens, mine)
    yield _Piece(_shown(memo.ondertekenaar.functie, "bold"), _notes(about_signing))
    if memo.ondertekenaar.naam:
        yield _Piece(Text())
        yield _Piece(_shown(memo.ondertekenaar.naam))


def _blocks(
    blocks: Iterable[Block], bullets: Sequence[str], findings: Sequence[Finding], depth: int = 0, mark: str = ""
) -> Iterator[_Piece]:
    """Blocks as pieces, the first behind `mark`, its bullet or number; an empty line after each that is no item."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start or 0):
                sign = bullets[min(depth, len(bullets) - 1)] if block.start is None else f"{number}."
                yield from _blocks(item, bullets, findings, depth + 1, sign)
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
                *([_LAKKEN] if lak else []),
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


def _notes(findings: Iterable[Finding]) -> tuple[Text, ...]:
    return tuple(
        Text.assemble(
            (f"{finding.severity} {finding.rule}", _SEVERITIES[finding.severity]),
            f" (line {finding.line}): {showable(finding.message)}",
        )
        for finding in findings
    )


def _reference(memo: Memo, column: Referentiekolom) -> Iterator[tuple[Text, ...]]:
    """The entries of the reference column, each its lines and an empty one."""
    for label, lines in reference_entries(memo, column):
        yield (*((Text(label, "bold"),) if label else ()), *map(_shown, lines), Text())
