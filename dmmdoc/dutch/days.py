"""Dates as Dutch print writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

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

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")

_SHORT = {"mrt": 3, "maa": 3, "sept": 9, "oct": 10, "may": 5, "mar": 3, "march": 3, "october": 10}
"""Months as they are typed that are no beginning of a Dutch name."""
_WORD = r"([a-z]{3,9})\.?"
_OF_WEEK = r"(?:(?:ma|di|wo|do|vr|za|zo|maan|dins|woens|donder|vrij|zater|zon)(?:dag)?[.,]*\s+)?"
_YEAR = r"(?:[\s-]'?(\d{4}|\d{2}))?"
_TO = r"\s*(?:-|–|/|en|t/m|tm|tot en met|tot)\s*"
_IN_LETTERS = rf"{_OF_WEEK}(\d{{1,2}})[\s-]?{_WORD}{_YEAR}"
_IN_FIGURES = rf"{_OF_WEEK}(\d{{1,2}})[-/.](\d{{1,2}})(?:[-/.](\d{{4}}|\d{{2}}))?"
_HALF_A_YEAR = timedelta(182)
_ISO = r"(\d{4})-(\d{2})-(\d{2})"


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


def voluit(day: date) -> str:
    """A day as it is read back, with its day of the week: woensdag 11 oktober 2023."""
    return f"{WEEKDAGEN[day.weekday()]} {dag(day)}"


def read_dag(text: str) -> date | None:
    """The day that a text is, with its year: 2025-02-13, 13-2-2025 or 13 feb 25; None when it is no such."""
    text = " ".join(text.lower().split())
    for form in (_IN_LETTERS, _IN_FIGURES, _ISO):
        if (match := re.fullmatch(form, text)) and match[3]:
            with suppress(ValueError):
                return _day(form, match.groups(), date.min)
    return None


def read_een(text: str, others: Sequence[date] = ()) -> date | None:
    """The one day that a person typed; None when it is none, more than one, or on another day of the week.

    Without a year it is the nearest to the first of `others`, without any the first from today on.
    """
    days = read_dagen(text, others[0] - _HALF_A_YEAR if others else date.today())
    if days is None or days[0] != days[1] or weekdag_in(text) not in (None, days[0].weekday()):
        return None
    return days[0]


def read_dagen(text: str, since: date) -> tuple[date, date] | None:
    """The first and the last day that a person typed; of one day twice that; None when they are no days.

    `11 okt`, `11-10-2023`, `11/10`, `11-12 oktober 2023`, `11 t/m 14 oktober`, `30 sep - 1 okt 2025`; without a year it
    is the first from `since` on.
    """
    text = re.sub(r"^(?:op|van)\s+", "", " ".join(text.lower().split()))
    try:
        for one in (_IN_LETTERS, _IN_FIGURES, _ISO):
            if match := re.fullmatch(one, text):
                return (_day(one, match.groups(), since),) * 2
            if match := re.fullmatch(one + _TO + one, text):
                return _both(one, match.groups(), since)
        if match := re.fullmatch(rf"{_OF_WEEK}(\d{{1,2}}){_TO}{_IN_LETTERS}", text):
            first, last, *rest = match.groups()
            return _both(_IN_LETTERS, (first, rest[0], None, last, *rest), since)
    except ValueError:
        pass
    return None


def _both(form: str, groups: Sequence[str | None], since: date) -> tuple[date, date] | None:
    """Two days as one text has them; a year that stands behind one is that of both, or the next at the turn of it."""
    one, other = groups[:3], groups[3:]
    if other[2] and not one[2]:
        last = _day(form, other, since)
        first = _day(form, (one[0], one[1], str(last.year)), since)
        if first > last and first.month != last.month:
            first = _day(form, (one[0], one[1], str(last.year - 1)), since)
    else:
        first = _day(form, one, since)
        last = _day(form, other, first)
    return (first, last) if first <= last else None


def _day(form: str, groups: Sequence[str | None], since: date) -> date:
    """The day in the groups of a form; raises ValueError for none."""
    if form == _ISO:
        return date(*(int(part or "") for part in groups))
    day, month, year = int(groups[0] or ""), groups[1] or "", groups[2]
    number = int(month) if month.isdecimal() else _maand(month)
    if year:
        return date(int(year) + 2000 * (len(year) == 2), number, day)
    for coming in range(since.year, since.year + 9):  # 29 februari is there once in four years, or in eight
        with suppress(ValueError):
            if (found := date(coming, number, day)) >= since:
                return found
    raise ValueError(day)


def _maand(word: str) -> int:
    """The number of a month, by its name or how that begins; raises ValueError for another word."""
    if word in _SHORT:
        return _SHORT[word]
    found = [number for number, name in enumerate(MAANDEN, 1) if name.startswith(word)]
    if len(found) != 1:
        raise ValueError(word)
    return found[0]


def weekdag_in(text: str) -> int | None:
    """The day of the week, from 0 for Monday, with which a text begins; None where it begins otherwise."""
    first = text.lower().split()[0].rstrip(".,") if text.split() else ""
    found = [number for number, name in enumerate(WEEKDAGEN) if first in (name, name[:2], name.removesuffix("dag"))]
    return found[0] if found else None
