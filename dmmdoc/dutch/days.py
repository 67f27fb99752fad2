"""Dates as Dutch print writes them."""

from __future__ import annotations

import re
from datetime import date

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_DAY = r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})"
_NUMERIC = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"


def dag(day: date) -> str:
    """A day with its month in letters: 19 mei 2015."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def dagen(begin: date, eind: date | None = None) -> str:
    """The days from `begin` to `eind`: 11 en 12 oktober 2023; 11 tot en met 14 oktober 2023 from three on.

    What both days share is written once, at the end.
    """
    if eind is None or eind == begin:
        return dag(begin)
    if begin.year != eind.year:
        first = dag(begin)
    elif begin.month != eind.month:
        first = f"{begin.day} {MAANDEN[begin.month - 1]}"
    else:
        first = str(begin.day)
    return f"{first} {'en' if (eind - begin).days == 1 else 'tot en met'} {dag(eind)}"


def read_dag(text: str) -> date | None:
    """The day that a person typed: 2025-02-13, 13-2-2025 or 13 februari 2025; None when it is no day."""
    text = text.strip()
    try:
        if match := re.fullmatch(_DAY, text):
            return date(int(match[3]), MAANDEN.index(match[2].lower()) + 1, int(match[1]))
        if match := re.fullmatch(_NUMERIC, text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None
