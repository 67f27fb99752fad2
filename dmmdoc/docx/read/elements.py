"""What the elements of a Word document say of themselves, one by one, without the document around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dmmdoc.docx.read.styles import Element, W, number, val

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}

SYMBOLS = {
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←",
    ("wingdings", 0xE1): "↑",
    ("wingdings", 0xE2): "↓",
    ("wingdings", 0xE8): "➔",
    ("wingdings", 0xF3): "⇔",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0x4A): "☺",
    ("symbol", 0xB7): "•",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB4): "×",
    ("symbol", 0xAE): "→",
    ("symbol", 0xAC): "←",
    ("symbol", 0x2D): "−",
}
"""What Word puts in by itself (an arrow for -->) or from the first page of its box of symbols."""


def blocks(container: Element | None) -> Iterator[Element]:
    """The paragraphs, tables and inserted documents in a container, also those in a content control."""
    for child in () if container is None else container:
        tag = str(child.tag)
        if tag in (f"{W}p", f"{W}tbl", f"{W}altChunk"):
            yield child
        elif tag == f"{MC}AlternateContent":
            yield from blocks(choice(child))
        elif not is_gone(tag):
            yield from blocks(child)


def inside(container: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in a content control."""
    for child in container:
        if child.tag == W + tag:
            yield child
        elif not is_gone(str(child.tag)):
            yield from inside(child, tag)


def outermost(element: Element, tag: str) -> Iterator[Element]:
    """The elements of a tag inside `element`, not those inside them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from outermost(choice(child), tag)
        else:
            yield from outermost(child, tag)


def is_gone(tag: str) -> bool:
    """Whether what stands in an element is no text any more; any other may stand around words and change nothing."""
    return tag.rpartition("}")[2] in ("del", "moveFrom", "conflictDel", "pPr")


def in_run(run: Element) -> Iterator[Element]:
    """What stands in a run; of a character written in several ways (an emoji), the way that is text."""
    for child in run:
        if child.tag == f"{MC}AlternateContent":
            yield from in_run(next((each for each in child if each.find(f"{W}t") is not None), choice(child)))
        else:
            yield child


def is_raised_figure(run: Element) -> bool:
    """Whether a run is a power (10⁶): raised letters (1e) read the same on the line, figures do not."""
    if val(run.find(f"{W}rPr"), "vertAlign") != "superscript":
        return False
    return re.fullmatch(r"[-+−0-9]+", "".join(run.itertext(f"{W}t"))) is not None


def chosen(field: Element) -> str:
    """What was chosen in the list of a form, whose field `field` begins; the empty string when it is no list."""
    choices = field.find(f"{W}ffData/{W}ddList")
    entries = [] if choices is None else [each.get(f"{W}val", "") for each in choices.iterchildren(f"{W}listEntry")]
    index = number(val(choices, "result") or val(choices, "default")) or 0
    return entries[index] if 0 <= index < len(entries) else ""


def text_of(element: Element) -> str:
    """The words of a `w:t`, on one line, the space around them only where it is to be kept."""
    text = (element.text or "").replace("\r", " ").replace("\n", " ")
    preserved = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if preserved else text.strip(" \t")


def choice(alternatives: Element) -> Element:
    """The first of the ways in which something is written; the others say the same once more."""
    return next((child for child in alternatives if len(child)), alternatives)


def by_id(part: Element | None) -> dict[str, Element]:
    """The notes or comments of a part by their numbers; none for a part that is not there."""
    return {} if part is None else {each.get(f"{W}id", ""): each for each in part}


def is_deleted(properties: Element | None) -> bool:
    """Whether what has these properties was deleted, or moved away, by a tracked change."""
    return properties is not None and any(properties.find(W + tag) is not None for tag in ("del", "moveFrom"))


def mark_is_deleted(properties: Element | None) -> bool:
    """Whether the end of a paragraph with these properties was deleted, so that the next one goes on in it."""
    return properties is not None and is_deleted(properties.find(f"{W}rPr"))
