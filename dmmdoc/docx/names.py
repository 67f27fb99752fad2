"""The names by which a document is written and found back: styles, shared by both ways."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from dmmdoc.config.kinds import OPSCHRIFT, Kind, Regel
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

_MEANINGS = {
    r"heading ([1-9])": "heading",
    r"body text": "text",
    r"normal": "any text",
    r"list bullet(?: ([2-5]))?": "bullet",
    r"list number(?: ([2-5]))?": "number",
    r"list continue(?: ([2-5]))?": "goes on",
    r"list paragraph": "goes on somewhere",
    r"hyperlink": "link",
    r"merking": "marking",
    r"lakken(?: (.+))?": "withheld",
    r"gelakt": "bar",
}
"""What import makes of a style by its name, in small letters: a pattern each, whose group is a level or grounds.

The styles of facts come from the kind instead (`lines_with_facts`). Word has these names in every language.
"""


class Meaning(NamedTuple):
    """What a style is to an import (a value of the table above, empty where it says nothing), and its level or grounds.

    `text` is the part of the name that says so: "2" of List Bullet 2, empty where there is none.
    """

    what: str = ""
    text: str = ""

    @property
    def level(self) -> int:
        """The level of a list style, from 0."""
        return int(self.text or 1) - 1


@cache
def meaning(name: str) -> Meaning:
    """What the style called `name` is to an import."""
    for pattern, what in _MEANINGS.items():
        if match := re.fullmatch(pattern, name.lower()):
            return Meaning(what, (match[1] if match.re.groups else "") or "")
    return Meaning()


def list_style(names: Iterable[str]) -> Meaning:
    """What the first of these that is Word's for bullets or for numbers is; an empty one where none is."""
    return next((found for found in map(meaning, names) if found.what in ("bullet", "number")), Meaning())


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
