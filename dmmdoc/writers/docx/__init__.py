"""A Memo to a .docx in the house style, written through python-docx."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap

from dmmdoc.house_style import Huisstijl
from dmmdoc.memo import Block, Gelakt, ListBlock, Memo, Paragraph, Span, paragraphs, with_placeholders
from dmmdoc.reference import lines
from dmmdoc.writers.docx import styles
from dmmdoc.writers.docx.base import base
from dmmdoc.writers.docx.lists import Forms, Numbering
from dmmdoc.writers.docx.package import is_unedited, set_properties, to_bytes, words
from dmmdoc.writers.docx.xml import Element, add, add_text, new, twips

__all__ = ["base", "is_unedited", "words", "write"]


def write(memo: Memo, style: Huisstijl, base: bytes, day: date) -> bytes:
    """The .docx of `memo`, written into what `base` gave; `day` is the date inside the file.

    The same memo gives the same bytes.
    """
    document = docx.Document(BytesIO(base))
    used = {
        span.lak
        for sectie in memo.secties
        for paragraph, _ in paragraphs(sectie.blocks)
        for span in paragraph.spans
        if span.lak
    }
    styles.add_missing(document, style, sorted(used))
    _Writer(document, style).write(memo)
    if memo.nota.merking:
        _mark(document, memo.nota.merking)
    author = ", ".join(memo.nota.afzender)
    package = document.part.package
    set_properties(package, memo.nota.onderwerp, author, memo.soort, style.taal, day)
    return to_bytes(package)


class _Writer:
    """Writes paragraphs at the end of one document."""

    def __init__(self, document: Document, style: Huisstijl):
        self._part = document.part
        self._body = document.element.body
        self._style = style
        self._ids = styles.ids(document)
        self._numbering = Numbering(document.part.numbering_part.element, style.lijsten)
        self._links: dict[str, str] = {}

    def write(self, memo: Memo) -> None:
        end = self._body.sectPr
        self._body.remove(end)
        self._paragraph("Documentsoort", memo.opschrift)
        self._paragraph("Title", memo.nota.onderwerp)
        self._reference_column(memo)
        if memo.nota.aan:
            self._paragraph("Geadresseerde", f"{self._style.geadresseerde}: {memo.nota.aan}")
        for sectie in memo.secties:
            self._paragraph(f"Heading {sectie.niveau}", sectie.kop)
            self._blocks(sectie.blocks)
        self._paragraph("Closing", memo.ondertekenaar.functie)
        if memo.ondertekenaar.naam:
            self._paragraph("Signature", memo.ondertekenaar.naam)
        self._body.append(end)

    def _reference_column(self, memo: Memo) -> None:
        column = self._style.referentiekolom
        frame = new(
            "framePr",
            w=twips(column.breedte),
            wrap="around",
            vAnchor="page",
            hAnchor="page",
            x=twips(column.links),
            y=twips(column.boven),
        )
        for style_name, text in lines(memo, column):
            paragraph = self._paragraph(style_name, text)
            paragraph.pPr.append(copy(frame))

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph("Body Text", block.spans)
            else:
                self._list(block, 0, *self._numbering.new_list(block, 0))

    def _list(self, block: ListBlock, level: int, number: int, forms: Forms) -> None:
        style_name = "List Bullet" if block.start is None else "List Number"
        for item in block.items:
            inner_lists = 0
            for index, inner in enumerate(item):
                if isinstance(inner, ListBlock):
                    shares = inner_lists == 0 and inner.start in (None, 1) and forms[level + 1] == (inner.start == 1)
                    inner_lists += 1
                    numbering = (number, forms) if shares else self._numbering.new_list(inner, level + 1)
                    self._list(inner, level + 1, *numbering)
                elif index == 0:
                    self._paragraph(style_name, inner.spans, (number, level))
                else:
                    self._paragraph(_CONTINUE[level], inner.spans)

    def _paragraph(
        self, style_name: str, content: str | tuple[Span, ...], numbering: tuple[int, int] | None = None
    ) -> Element:
        paragraph = add(self._body, "p")
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", self._ids[style_name])
        if numbering:
            number, level = numbering
            list_properties = add(properties, "numPr")
            add(list_properties, "ilvl", level)
            add(list_properties, "numId", number)
        parent, address = paragraph, None
        for span, placeholder in with_placeholders((Span(content),) if isinstance(content, str) else content):
            if span.link != address:
                parent, address = self._link(paragraph, span.link), span.link
            self._run(parent, span, placeholder)
        return paragraph

    def _link(self, paragraph: Element, address: str | None) -> Element:
        if address is None:
            return paragraph
        if address not in self._links:
            self._links[address] = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = add(paragraph, "hyperlink")
        link.set(_ID, self._links[address])
        return link

    def _run(self, parent: Element, span: Span, placeholder: bool) -> None:
        run = add(parent, "r")
        style_name = _style_of(span, placeholder)
        if style_name or span.strong or span.emphasis:
            look = add(run, "rPr")
            if style_name:
                add(look, "rStyle", self._ids[style_name])
            for tag in ("b", "bCs") * span.strong + ("i", "iCs") * span.emphasis:
                add(look, tag)
            if span.lak and placeholder:
                add(look, "highlight", "yellow")
        add_text(run, span.text)


def _style_of(span: Span, placeholder: bool) -> str:
    """The character style of a span, empty for plain text."""
    if isinstance(span.text, Gelakt):
        return "Gelakt"
    if span.lak:
        return f"{styles.LAKKEN} {span.lak}"
    return "Invullen" if placeholder else "Hyperlink" if span.link else ""


_CONTINUE = ("List Continue", "List Continue 2", "List Continue 3")
_ID = f"{{{nsmap['r']}}}id"


def _mark(document: Document, marking: str) -> None:
    """Put the marking at the top and the foot of every page, before what stands there."""
    section = document.sections[0]
    pairs = [(section.header, section.footer)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer))
    if document.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer))
    style_id = styles.ids(document)["Merking"]
    for block in (block for pair in pairs for block in pair):
        is_new = block.is_linked_to_previous
        first = block.paragraphs[0]._p
        paragraph = first if is_new else new("p")
        if not is_new:
            first.addprevious(paragraph)
        paragraph.style = style_id
        add_text(add(paragraph, "r"), marking)
