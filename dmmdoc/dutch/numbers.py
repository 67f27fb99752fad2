"""Numbers as Dutch print writes them."""

from __future__ import annotations

import re

_TELWOORDEN = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)


def telwoord(number: int) -> str:
    """A number as running text writes it: in letters to twelve, then in figures."""
    return _TELWOORDEN[number] if 0 <= number < len(_TELWOORDEN) else str(number)


def read_getal(text: str) -> int | None:
    """The whole number that a text is, in figures or, to twelve, in letters; None for what counts nothing real."""
    word = text.lower().replace("een", "één")
    if word in _TELWOORDEN:
        return _TELWOORDEN.index(word)
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None
