"""Days as Dutch prose writes them: 11 en 12 oktober jl., 13-14 februari 2025, 30 september t/m 1 oktober."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from dmmdoc.dutch.days import MAANDEN, WEEKDAGEN

_pattern = cache(re.compile)

_SHORT = {"jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9} | {
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_MONTHS = {name: number for number, name in enumerate(MAANDEN, 1)} | _SHORT
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = "|".join(WEEKDAGEN)
_NUMBER = r"\d{1,2}(?:(?:st)?e|de)?(?!\d)"
_DAY = rf"(?:(?:{_WEEKDAY})\s+)?{_NUMBER}"
_TO = r"\s*(?:t/m|t\.?e\.?m\.?|tot\s+en\s+met|tot|[-–—/])\s*(?:en\s+met\s+)?"
_AND = r"\s*(?:,?\s*(?:en|of|&)\s+)"
_DAYS = rf"{_NUMBER}(?:{_TO}{_DAY}|(?:\s*,\s*{_DAY}){{0,9}}{_AND}{_DAY})?"
_IN_MONTH = rf"(?P<days>{_DAYS})\s+(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>{_YEAR})\b)?"
_IN_FIGURES = rf"(?P<d>\d{{1,2}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})\b"
_ISO = rf"(?P<iso>{_YEAR}-\d\d-\d\d)\b"
_FIRST_DIGIT = r"[0-9](?<![\w,./-].)(?=[0-9]?(?:[-/.–—,\s]|e|st|de)|[0-9]{3}-)"
_GROUP = rf"(?i)(?:{_IN_MONTH}|{_IN_FIGURES}|{_ISO})"
_NAMED = rf"(?i)(?<![\w,./-])(?:({_WEEKDAY})(?:ochtend|middag|avond)?,?(?:\s+de)?|(ma|di|wo|do|vr|za)\.)\s+$"
_NUMBERED = rf"(?i)(?:({_WEEKDAY})\s+)?(\d{{1,2}})"
_LINK = rf"(?i)(?:{_TO}|{_AND}|\s*,\s*)"


class Day(NamedTuple):
    """A day as it is written: the year and the name of the weekday only where they are."""

    day: int
    month: int
    year: int | None = None
    weekday: str | None = None


class Mention(NamedTuple):
    """A stretch of text, from `start` to `end`, that names one or more days; of a range the first and the last."""

    start: int
    end: int
    days: tuple[Day, ...]


@lru_cache(64)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every stretch of `text` that names days: what belongs together is one, and takes the year at its end."""
    return tuple(_joined(text, _groups(text)))


def within(found: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Those of some mentions, in order, that lie in a stretch of their text, as they stand in that stretch."""
    first, last = (bisect_left(found, at, key=attrgetter("start")) for at in (start, end))
    return [Mention(mention.start - start, mention.end - start, mention.days) for mention in found[first:last]]


def _joined(text: str, groups: Iterable[Mention]) -> Iterator[Mention]:
    open_: Mention | None = None
    for group in groups:
        if open_ and _pattern(_LINK).fullmatch(text, open_.end, group.start):
            year = group.days[0].year
            earlier = (day._replace(year=day.year or year) for day in open_.days)
            open_ = Mention(open_.start, group.end, (*earlier, *group.days))
            continue
        if open_:
            yield open_
        open_ = group
    if open_:
        yield open_


def _groups(text: str) -> Iterator[Mention]:
    """Every stretch of `text` that names days of one month, or one day in figures."""
    end = 0
    group = _pattern(_GROUP)
    for digit in _pattern(_FIRST_DIGIT).finditer(text):  # the whole pattern at every character takes ten times as long
        start = digit.start()
        if start < end or not (match := group.match(text, start)):
            continue
        before = text[max(end, start - 24) : start]
        named = _pattern(_NAMED).search(before) if "dag" in before.lower() or before.endswith(". ") else None
        end = match.end()
        yield Mention(start - len(named[0]) if named else start, end, _days(match[0], _weekday(named)))


def _weekday(named: re.Match[str] | None) -> str:
    """The weekday that the text before a day names, written in full."""
    return next(day for day in WEEKDAGEN if day.startswith((named[1] or named[2]).lower())) if named else ""


@lru_cache(2048)  # many memos name the same
def _days(written: str, weekday: str) -> tuple[Day, ...]:
    """The days of one group, the first on a `weekday` where the text before it says so."""
    match = _pattern(_GROUP).match(written)
    assert match  # noqa: S101 - it is one
    if match["month"]:
        year = int(match["year"]) if match["year"] else None
        month = _MONTHS[match["month"].lower()]
        parts = _pattern(_NUMBERED).finditer(f"{weekday} {match['days']}")
        return tuple([Day(int(part[2]), month, year, part[1] and part[1].lower()) for part in parts])
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return (Day(day, month, year, weekday or None),)
    return (Day(int(match["d"]), int(match["m"]), int(match["y"]), weekday or None),)


@lru_cache(4096)  # many memos name the same
def as_date(day: Day, near: date | None = None) -> date | None:
    """The date of a day; without a year the one nearest to `near`. None when there is no such day."""
    years = [day.year] if day.year else [near.year + step for step in (0, -1, 1)] if near else [2000]
    dates = [found for year in years if (found := _date(year, day.month, day.day))]
    return min(dates, key=lambda found: abs(found - near) if near else timedelta(), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
