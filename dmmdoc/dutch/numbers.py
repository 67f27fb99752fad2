"""Numbers as Dutch print writes them."""

from __future__ import annotations

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
