"""Tracked changes (ECMA-376 part 1, 17.13.5): who made them, and the document as it was before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from typing import NamedTuple

from dmmdoc.docx.read.styles import Element, W

_CHANGES = tuple(W + name for name in ("ins", "del", "moveTo", "moveFrom", "rPrChange", "pPrChange"))
_COME, _GONE = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_NO_END = f"{W}noEnd"
"""Stands in the properties of a paragraph whose end was put in, until what was put in has gone."""
_WHO = "{urn:dmmdoc:tracked}who"
"""Where the authors of a paragraph stand while a document is read."""


class Author(NamedTuple):
    """Who changed something, and on what day, where the document says so."""

    name: str
    day: date | None = None


def author(element: Element) -> Author:
    """Who made what an element tells of: a tracked change, a comment."""
    try:
        day = date.fromisoformat(element.get(f"{W}date", "")[:10])
    except ValueError:
        day = None
    return Author(" ".join(element.get(f"{W}author", "").split())[:100], day)


def note_authors(document: Element) -> bool:
    """Note at each paragraph who changed it; whether anybody changed anything."""
    found = False
    for change in document.iter(*_CHANGES):
        found = True
        paragraph = next(change.iterancestors(f"{W}p"), None)
        if paragraph is not None:
            who = author(change)
            said = f"{who.name}\t{who.day.isoformat() if who.day else ''}"
            noted = paragraph.get(_WHO, "").split("\n") if paragraph.get(_WHO) else []
            if said not in noted and len(noted) < 20:
                paragraph.set(_WHO, "\n".join([*noted, said]))
    return found


def authors(paragraph: Element) -> Iterator[Author]:
    """Who changed a paragraph, as was noted at it."""
    for said in paragraph.get(_WHO, "").split("\n") if paragraph.get(_WHO) else ():
        name, _, day = said.partition("\t")
        yield Author(name, date.fromisoformat(day) if day else None)


def before(document: Element) -> Element:
    """A document of its own: this one with every tracked change rejected."""
    was = deepcopy(document)
    for properties in [*was.iter(f"{W}rPr")]:
        _mark_as_it_was(properties)
    for change in [*was.iter(f"{W}rPrChange", f"{W}pPrChange")]:
        _properties_as_they_were(change)
    for row in [*was.iter(f"{W}trPr")]:
        if row.find(f"{W}ins") is not None:
            _take_out(row.getparent())
        for change in row.findall(f"{W}del"):
            row.remove(change)
    for come in [*was.iter(*_COME)]:
        _take_out(come)
    for gone in [*was.iter(*_GONE)]:
        _unwrap(gone)
    for mark in was.iter(_NO_END):
        mark.tag = f"{W}del"
    for words in was.iter(f"{W}delText", f"{W}delInstrText"):
        words.tag = f"{W}t" if words.tag == f"{W}delText" else f"{W}instrText"
    return was


def _mark_as_it_was(properties: Element) -> None:
    """Of the end of a paragraph: one that was put in goes, so that the next goes on in it; one taken out comes back."""
    if properties.getparent().tag != f"{W}pPr":
        return
    come, gone = _children(properties, _COME), _children(properties, _GONE)
    for change in (*come, *gone):
        properties.remove(change)
    if come:
        properties.insert(0, properties.makeelement(_NO_END))


def _properties_as_they_were(change: Element) -> None:
    properties = change.getparent()
    if properties is None:
        return
    was = next(iter(change), None)
    kept = [each for each in properties if each.tag in (f"{W}rPr", _NO_END)]
    for each in [*properties]:
        properties.remove(each)
    properties.extend([*(() if was is None else was), *kept])


def _children(element: Element, tags: tuple[str, ...]) -> list[Element]:
    return [each for each in element if each.tag in tags]


def _take_out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    inside: Iterable[Element] = [*element]
    parent.remove(element)
    for number, each in enumerate(inside, at):
        parent.insert(number, each)
