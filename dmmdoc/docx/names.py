"""The names of the styles that dmmdoc writes, by which it finds a document back; what others mean is in read/styles."""

from collections.abc import Iterable, Iterator

from dmmdoc.config.kinds import Kind
from dmmdoc.config.pages import OPSCHRIFT, Regel
from dmmdoc.memo.page import COLUMN

LAKKEN = "Lakken"
"""The look of a withheld passage; the style of its grounds is named after it: Lakken 5.1.2e 5.1.2a."""

WORDS_OWN = frozenset(
    {"Normal", "Body Text", "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "List Number"}
    | {"List Continue", "List Continue 2", "List Continue 3", "Salutation", "Closing", "Signature"}
    | {"Header", "Footer", "Hyperlink"}
)
"""Styles that Word has by itself; the others are made known as custom, and tell that dmmdoc wrote the document."""

OF_BEFORE = ("documentsoort", "geadresseerde")
"""Styles by which a document is known that dmmdoc wrote before 0.2, in small letters."""


def fact_style(style: str, path: tuple[str, ...]) -> str:
    """The style of a line that holds a fact: it tells which fact the line is, whatever it says.

    A style that Word has by itself stays as it is: a title is a title.
    """
    return f"{style} {'.'.join(path)}" if len(path) == 2 and style not in WORDS_OWN else style


def fact_styles(kind: Kind) -> dict[str, str]:
    """The styles of the lines that hold a fact on the page of a kind, each with the style that it is like."""
    return {fact_style(style, regel.veld): style for style, regel in lines_with_facts(kind) if regel.veld}


def lines_with_facts(kind: Kind) -> Iterator[tuple[str, Regel]]:
    """Each line that holds a fact on the page of a kind, with its style, where that tells the fact."""
    page = kind.pagina
    parts = [(part.stijl or COLUMN, part) for part in page.kolom]
    parts += [(part.stijl, part) for part in (*page.hoofd, *page.slot) if part.stijl]
    for style, part in parts:
        for regel in part.parts():
            if regel.veld and regel.veld != OPSCHRIFT and style not in WORDS_OWN:
                yield style, regel


def lakken(lak: str) -> str:
    """The name of the style of a passage withheld on `lak`; a comma in it would begin another name in Word."""
    return f"{LAKKEN} {lak.replace(',', '')}"


def ground_styles(laks: Iterable[str]) -> dict[str, str]:
    """The styles of passages that are withheld on these, each a ground or several, and what they are like."""
    return {lakken(lak): LAKKEN for lak in laks}
