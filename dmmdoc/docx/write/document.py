"""A page to a .docx in the house style, written through python-docx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE

from dmmdoc.config.house_style import Huisstijl
from dmmdoc.docx.names import fact_style, lakken
from dmmdoc.docx.write import xml
from dmmdoc.docx.write.base import Base
from dmmdoc.docx.write.furniture import frame, furnish
from dmmdoc.docx.write.numbering import Forms, Numbering
from dmmdoc.docx.write.package import remember, set_properties, to_bytes
from dmmdoc.memo.model import Block, Gelakt, ListBlock, Paragraph, Span, with_placeholders
from dmmdoc.memo.page import Page, Text, heading
from dmmdoc.merging.ancestor import Ancestor


def write(page: Page, style: Huisstijl, base: Base, day: date, ancestor: Ancestor | None = None) -> bytes:
    """The .docx of a page, written into `base`, which was made for its marking and its grounds.

    `day` is the date inside the file; `ancestor` is what the document remembers, None for a public one. The same page
    gives the same bytes.
    """
    package, document, numbering = base.new_package()
    if base.own:
        furnish(package, document, page, style, base.ids, base.logo)
    lists = Numbering(style.lijsten, *base.free)
    body = _Body(style, base.ids, lists)
    xml.put_before(document.element.body.sectPr, "".join(body.paragraphs(page)))
    for element in reversed(xml.parse(lists.definitions)):  # definitions come before lists
        numbering.insert(0, element)
    numbering.extend(xml.parse(lists.lists))
    for number, address in body.links.items():
        document.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, number, is_external=True)
    if ancestor:
        remember(document, ancestor)
    author = ", ".join(line.text for line in page.auteur)
    set_properties(package, page.titel.text, author, page.soort, style.taal, day)
    return to_bytes(package)


class _Body:
    """The body of one document, as XML text: ten times as fast as an element at a time."""

    def __init__(self, style: Huisstijl, ids: dict[str, str], numbering: Numbering):
        """`ids` are the ids of the styles by name, as XML text."""
        self._style = style
        self._ids = ids
        self._numbering = numbering
        self._numbers: dict[str, str] = {}

    @property
    def links(self) -> dict[str, str]:
        """The addresses that are linked to, by the number of their relationship."""
        return {number: address for address, number in self._numbers.items()}

    def paragraphs(self, page: Page) -> list[str]:
        """Every paragraph of the page in order."""
        column = self._style.referentiekolom
        place = frame(column, column.boven)
        found: list[str] = []
        texts: list[int] = []  # which of them are section text
        for element in page.elements:
            if isinstance(element, Text):
                blocks = [*self._blocks(element.blocks, element.niveau)]
                texts += range(len(found), len(found) + len(blocks))
                found += blocks
            elif element.place == "kolom":
                found.append(self._paragraph(fact_style(element.stijl, element.path), element.spans, place))
            else:
                label = (Span(f"{element.label}\t"),) if element.label else ()
                style = fact_style(element.stijl, element.path) if element.place in ("hoofd", "slot") else element.stijl
                found.append(self._paragraph(style, (*label, *element.spans)))
        for number in texts[len(texts) - len(page.kept()) :]:
            found[number] = found[number].replace("/>", "/><w:keepNext/>", 1)  # behind the style
        return found

    def _blocks(self, blocks: Iterable[Block], niveau: int) -> Iterator[str]:
        """Blocks under a heading of a level, from 0 for none."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self._paragraph(heading(niveau + block.niveau) if block.niveau else "Body Text", block.spans)
            else:
                yield from self._list(block, 0, *self._numbering.new_list(block))

    def _list(self, block: ListBlock, level: int, number: int, forms: Forms) -> Iterator[str]:
        style_name = "List Bullet" if block.start is None else "List Number"
        place = xml.tag("numPr", xml.tag("ilvl", val=level) + xml.tag("numId", val=number))
        for item in block.items:
            inner_lists = 0
            for index, inner in enumerate(item):
                if isinstance(inner, ListBlock):
                    shares = inner_lists == 0 and inner.start in (None, 1) and forms[level + 1] == (inner.start == 1)
                    inner_lists += 1
                    numbering = (number, forms) if shares else self._numbering.new_list(inner, forms[: level + 1])
                    yield from self._list(inner, level + 1, *numbering)
                elif index == 0:
                    yield self._paragraph(style_name, inner.spans, place)
                else:
                    yield self._paragraph(_CONTINUE[level], inner.spans)

    def _paragraph(self, style_name: str, spans: tuple[Span, ...], place: str = "") -> str:
        """A paragraph in a style; `place` is where it stands: in the frame of the reference column, in a list."""
        runs: list[str] = []
        before = None
        # A withheld part is a link of its own: LibreOffice keeps one character style for a whole link.
        for (address, _), linked in groupby(with_placeholders(spans), key=lambda pair: (pair[0].link, pair[0].lak)):
            texts = [self._run(span, placeholder) for span, placeholder in linked]
            if address is not None:
                whole = texts if before else ["".join(texts)]  # of one behind another it keeps the first run only
                texts = [f'<w:hyperlink r:id="{self._link(address)}">{text}</w:hyperlink>' for text in whole]
            runs += texts
            before = address
        return f'<w:p><w:pPr><w:pStyle w:val="{self._ids[style_name]}"/>{place}</w:pPr>{"".join(runs)}</w:p>'

    def _link(self, address: str) -> str:
        return self._numbers.setdefault(address, f"link{len(self._numbers) + 1}")

    def _run(self, span: Span, placeholder: bool) -> str:
        style_name = _style_of(span, placeholder)
        look = f'<w:rStyle w:val="{self._ids[style_name]}"/>' if style_name else ""
        look += "<w:b/><w:bCs/>" * span.strong + "<w:i/><w:iCs/>" * span.emphasis
        if span.lak and placeholder:
            look += '<w:highlight w:val="yellow"/>'
        return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{xml.text(span.text)}</w:r>"


def _style_of(span: Span, placeholder: bool) -> str:
    """The character style of a span, empty for plain text."""
    if isinstance(span.text, Gelakt):
        return "Gelakt"
    if span.lak:
        return lakken(span.lak)
    return "Invullen" if placeholder else "Hyperlink" if span.link else ""


_CONTINUE = ("List Continue", "List Continue 2", "List Continue 3")
