"""The names by which a document is written and found back: styles, shared by both ways."""

from collections.abc import Iterable

from dmmdoc.config.kinds import Kind
from dmmdoc.memo.page import COLUMN

LAKKEN = "Lakken"
"""The look of a withheld passage; the style of its grounds is named after it: Lakken 5.1.2e 5.1.2a."""

WORDS_OWN = frozenset(
    {"Normal", "Body Text", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "List Continue"}
    | {"List Continue 2", "List Continue 3", "Closing", "Signature", "Header", "Footer", "Hyperlink"}
)
"""Styles that Word has by itself; the others are made known as custom, and tell that dmmdoc wrote the document."""


def fact_style(style: str, path: tuple[str, ...]) -> str:
    """The style of a line in the column that holds a fact: it tells which fact the line is, whatever it says."""
    return f"{style} {'.'.join(path)}" if len(path) == 2 else style


def column_styles(kind: Kind) -> dict[str, str]:
    """The styles of the lines that hold a fact in the column of a kind, each with the style that it is like."""
    parts = ((part.stijl or COLUMN, regel.veld) for part in kind.pagina.kolom for regel in part.parts())
    return {fact_style(style, path): style for style, path in parts if path}


def lakken(lak: str) -> str:
    """The name of the style of a passage withheld on `lak`; a comma in it would begin another name in Word."""
    return f"{LAKKEN} {lak.replace(',', '')}"


def ground_styles(laks: Iterable[str]) -> dict[str, str]:
    """The styles of passages that are withheld on these, each a ground or several, and what they are like."""
    return {lakken(lak): LAKKEN for lak in laks}
