"""The page that a memo makes: one order for every writer, for the search before publication, for how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from dmmdoc.config.facts import SECTIES, Velden
from dmmdoc.config.kinds import Kind
from dmmdoc.config.pages import OPSCHRIFT, Onderdeel
from dmmdoc.memo.facts import said
from dmmdoc.memo.model import (
    Block,
    Gelakt,
    Memo,
    Paragraph,
    Span,
    Value,
    items,
    paragraphs,
)
from dmmdoc.messages.catalogue import say

Path = tuple[str, ...]

KIND: Path = (say("page.kind"),)
"""Where words come from that the kind has on its page: no key of the memo file."""
GROUNDS: Path = (say("page.grounds"),)
"""Where the words of the legend come from."""
TITLE = "Title"
"""The style of the subject; the reference column is read after it."""
LABEL = "Referentiekop"
"""The style of a label in the reference column."""
COLUMN = "Referentie"
"""The style of a line in the reference column."""
Place = Literal["hoofd", "kolom", "tekst", "slot", "legenda"]


class Line(NamedTuple):
    """A paragraph of the page that is no section text: its style, its words, and the key that they come from.

    `item` is which one of a list it is, from 0. `label` stands before the words on the same line, `niveau` is the
    level of a heading.
    """

    stijl: str
    spans: tuple[Span, ...]
    path: Path
    place: Place
    item: int | None = None
    label: str = ""
    niveau: int | None = None

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(span.text for span in self.spans)


class Text(NamedTuple):
    """The text of a section, under the key that it comes from; `niveau` is the level of the heading above it.

    The levels of the headings in it count on from there.
    """

    blocks: tuple[Block, ...]
    path: Path
    niveau: int = 0


def heading(niveau: int) -> str:
    """The style of a heading of a level, from 1."""
    return f"Heading {niveau}"


Element = Line | Text

_TWO_LINES = 150
"""A text of more characters takes two lines of the house style, or more."""


class Printed(NamedTuple):
    """Words that a writer may print: the key that they come from, which item of a list or paragraph of a text."""

    path: Path
    spans: tuple[Span, ...]
    item: int | None = None
    paragraph: Paragraph | None = None


class Page(NamedTuple):
    """Everything that a document says: what stands on its page, in reading order, and in its properties.

    `vervolg` stands in the column of the pages after the first, `merking` at the top and the foot of every page.
    """

    elements: tuple[Element, ...]
    vervolg: tuple[Line, ...]
    merking: Line | None
    titel: Line
    auteur: tuple[Line, ...]
    soort: str
    datum: date | None

    def kept(self) -> tuple[Paragraph, ...]:
        """The paragraphs at the end of the text that stay with the signature: as many as surely make two lines."""
        texts = [element for element in self.elements if isinstance(element, Text)]
        last = tuple(paragraph for element in texts[-2:] for paragraph, _ in paragraphs(element.blocks))[-2:]
        return last[-1:] if last and len(last[-1].text) > _TWO_LINES else last

    def printed(self) -> Iterator[Printed]:
        """Everything that a writer may print; what is not in it, no writer has."""
        around = (*self.vervolg, *((self.merking,) if self.merking else ()), self.titel, *self.auteur)
        for element in (*self.elements, *around):
            if isinstance(element, Text):
                for paragraph, _ in paragraphs(element.blocks):
                    yield Printed(element.path, paragraph.spans, paragraph=paragraph)
            else:
                if element.label:
                    yield Printed(KIND, (Span(element.label),))
                yield Printed(element.path, element.spans, element.item)


def page(memo: Memo, kind: Kind, known: Velden) -> Page:
    """The page of a memo, which is of that kind, of the facts that are known."""
    head = [*_lines(memo, kind, known, kind.pagina.hoofd, "hoofd")]
    column = [*_lines(memo, kind, known, [part for part in kind.pagina.kolom if part.eerste], "kolom")]
    after_title = next((number for number, line in enumerate(head, 1) if line.stijl == TITLE), len(head))
    return Page(
        elements=(
            *head[:after_title],
            *column,
            *head[after_title:],
            *_sections(memo),
            *_lines(memo, kind, known, kind.pagina.slot, "slot"),
            *_legend(memo, kind),
        ),
        vervolg=(*_lines(memo, kind, known, [part for part in kind.pagina.kolom if part.vervolg], "kolom"),),
        merking=next(_with_role(memo, "merking", "Merking"), None),
        titel=next(_with_role(memo, "onderwerp", TITLE), Line(TITLE, (), KIND, "hoofd")),
        auteur=tuple(_with_role(memo, "afzender", "")),
        soort=memo.soort,
        datum=memo.datum,
    )


def _with_role(memo: Memo, rol: str, style: str) -> Iterator[Line]:
    """A line for each text of the fact that has a role."""
    yield from _words(memo.with_role(rol), style, memo.rollen.get(rol, KIND), "hoofd")


def _legend(memo: Memo, kind: Kind) -> Iterator[Line]:
    """What each ground protects on which something was withheld, of a public memo."""
    if memo.gronden and kind.legenda:
        yield Line("Legendakop", (Span(kind.legenda),), KIND, "legenda")
        for grond, what in memo.gronden.items():
            yield Line("Legenda", (Span(f"{grond}: {what}"),), GROUNDS, "legenda")


def _sections(memo: Memo) -> Iterator[Element]:
    for sectie in memo.secties:
        path = (SECTIES, sectie.sleutel)
        if sectie.niveau:
            yield Line(heading(sectie.niveau), (Span(sectie.kop),), path, "tekst", niveau=sectie.niveau)
        yield Text(sectie.blocks, path, sectie.niveau)


def _lines(memo: Memo, kind: Kind, known: Velden, parts: Sequence[Onderdeel], place: Place) -> Iterator[Line]:
    """The lines of some parts of the page, of those that have a fact only where the memo states it."""
    for part in parts:
        lines = [*_filled(memo, kind, known, part, place)]
        if lines and part.label:
            label = part.enkelvoud if part.enkelvoud and len(lines) == 1 else part.label
            if place == "kolom":
                yield Line(LABEL, (Span(label),), KIND, place)
            else:
                lines[0] = lines[0]._replace(label=label)
        yield from lines


def _filled(memo: Memo, kind: Kind, known: Velden, part: Onderdeel, place: Place) -> Iterator[Line]:
    style = part.stijl or (COLUMN if place == "kolom" else "Body Text")
    for before, veld, behind in part.parts():
        if veld is None or veld == OPSCHRIFT:
            yield Line(style, (Span(f"{before}{kind.opschrift if veld else ''}{behind}"),), KIND, place)
        else:
            value = said(memo.feiten, veld, known)
            if isinstance(value, tuple) and place != "kolom":
                value = joined(value)
            yield from _words(value, style, veld, place, (before, behind))


def joined(texts: tuple[str, ...]) -> str:
    """The items of a list as one text; a comma in an item is one that does not part it."""
    if len(texts) == 1:  # a bar stays a bar
        return texts[0] if isinstance(texts[0], Gelakt) else texts[0].replace(", ", _KEPT)
    return ", ".join(text.replace(", ", _KEPT) for text in texts)


def parted(text: str) -> tuple[str, ...]:
    """The items of a list that is written as one text."""
    return tuple(part.strip().replace(_KEPT, ", ") for part in re.split(r",[ \t]+", text) if part.strip())


_KEPT = ",\u00a0"
"""A comma within an item of a list that stands on one line."""


def _words(
    value: Value | None, style: str, path: Path, place: Place, around: tuple[str, str] = ("", "")
) -> Iterator[Line]:
    """A line for each text that a fact reads as, with words around it; none for a fact that is not there."""
    before, behind = around
    for number, text in enumerate(() if value is None else items(value)):
        parts = (before, text, behind) if isinstance(text, Gelakt) else (f"{before}{text}{behind}",)
        spans = tuple(Span(part) for part in parts if part)
        yield Line(style, spans, path, place, number if isinstance(value, tuple) else None)
