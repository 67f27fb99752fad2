"""What stands in the headers and footers of a document, of which a memo holds the marking only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dmmdoc.config.house_style import Huisstijl
from dmmdoc.docx.read.body import Line, image, short
from dmmdoc.docx.read.contents import Document, is_marking
from dmmdoc.memo.page import COLUMN, LABEL
from dmmdoc.merging.ancestor import as_pieces, digest
from dmmdoc.messages.catalogue import say

_FEW = 5
"""How much of it is named."""


def furniture(document: Document) -> set[str]:
    """What stands in the headers and footers, but for numbers of pages, which are counted anew."""
    lines = (line for line in document.lines.headers if not _is_of_column(line))
    return {_uncounted(what) for line in lines for what in (line.text, *line.told)}


def told_of_furniture(document: Document, style: Huisstijl) -> Iterator[str]:
    """Names what stands in the headers and footers beside the marking, the number of the page and the logo."""
    page, logo = style.paginanummer.format(pagina=1, paginas=1), image(style.logotekst)
    found: dict[str, None] = {}
    facts = document.ancestor.facts if document.ancestor else {}
    former = {each.digest for row in facts.values() for each in row}
    column = {said for line in document.lines.body for said in (line.text, line.text.rpartition("\t")[2])}
    for line in document.lines.headers:
        text = line.text.replace(f"[{style.logotekst}]", "").strip()
        lost = [what for what in line.told if what != logo]
        if lost:
            found |= dict.fromkeys(lost)
        elif (
            any(map(str.isalpha, text))
            and not (
                _is_of_column(line)
                and (LABEL.lower() in line.styles or line.text in column or digest(*as_pieces(text)) in former)
            )
            and _uncounted(text) != _uncounted(page)
            and not is_marking(line)
        ):
            found[f"“{short(text)}”"] = None
    if found:
        named, more = ", ".join([*found][:_FEW]), len(found) - _FEW
        named += say("import.and-more", n=more) if more > 0 else ""
        yield say("import.furniture", what=named)


def _is_of_column(line: Line) -> bool:
    """Whether a line of a header is the column of the pages after the first, which says what page 1 says."""
    return COLUMN.lower() in line.styles


def _uncounted(text: str) -> str:
    return re.sub(r"\d+", "", text)
