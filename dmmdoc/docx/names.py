"""The names by which a document is written and found back: styles, shared by both ways."""

from collections.abc import Iterable

from dmmdoc.config.kinds import Kind
from dmmdoc.memo.page import COLUMN

LAKKEN = "Lakken"
"""The look of a withheld passage; the style of one ground is named after it: Lakken 5.1.2e."""

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


def ground_styles(grounds: Iterable[str]) -> dict[str, str]:
    """The styles of passages that are withheld on these grounds."""
    return {f"{LAKKEN} {ground}": LAKKEN for ground in grounds}
