"""The events that a text names, and which of them is the memo's meeting."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from dmmdoc.checks.case import Case
from dmmdoc.memo import INVULLEN

_ABBREVIATED = (
    r"(?:nr|nrs|a\.s|d\.d|dd|o\.a|dhr|mw|drs|art|mr|prof|dr|ca|resp|incl|excl|bijv|t\.a\.v|i\.v\.m|m\.b\.t|c\.q)"
)
_SENTENCE_END = r"[.!?][)”\"’]?\s+(?=[A-Z“\"(])"
_CLAUSE_END = (
    r"[;:]\s|,?\s+(?:(?:waar(?:bij|na|op|voor|in|mee|over)|maar|terwijl|nadat|voordat|omdat)\b"
    r"|en\s+(?=(?:op|vindt|vinden|vond|vonden|daags|aansluitend|voorafgaand|zal|zullen)\b))"
    r"|,?\s+(?=(?:die|dat|welke)\s)"
)

_ARTICLE = r"(?:(?:de|het|een|deze|dit|die|uw)\s+)?(?:(?:eerst)?komende\s+|formele\s+|NAVO[- ]|NATO[- ])*"
_ASIDE = (
    r"(?i)(?:\b(?:voorafgaand aan|ter voorbereiding (?:op|van)|in de marge van|en marge van|na afloop van"
    r"|aansluitend (?:aan|op)|in (?:de )?aanloop naar|naar aanleiding van|vooruitlopend op|ten behoeve van"
    r"|in het kader van|met het oog op|in vervolg op|rondom?|voor|vóór|na|tijdens|gedurende|over|met|naast|behalve"
    r"|sinds|bij|volgend op)\s+"
    rf"{_ARTICLE})$"
)
_OTHER_ONE = (
    r"(?i)\b(?:vorige|voorgaande|voorafgaande|afgelopen|laatste|eerdere|vroegere|volgende|daaropvolgende|toekomstige"
    r"|andere|elke|iedere|alle)\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
)
_COMING_ONE = r"(?i)\b(?:(?:eerst|aan)?komende|eerstvolgende|aanstaande)\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
_INFORMAL = r"(?i)\binforme(?:le|el)\s+(?:NAVO[- ]|NATO[- ])?$"
_AN = r"(?i)\been\s+(?:[\w-]+\s+){0,2}$"
_SAME = r"\s*(?:\((?:hierna:?\s+)?|van\s+(?:de|het)\s+(?:NAVO[- ]|NATO[- ])?)"
"""What stands between two words for one event: Defence Ministers Meeting (DMM)."""
_ABOUT = r"(?i).*(?:verslag|agenda|brief|nota|notitie)"
"""A document whose day is the meeting's: het verslag van de DMM van 6 maart."""


class Clause(NamedTuple):
    """A part of a text with one verb, and where it begins."""

    start: int
    text: str


def _clauses(text: str) -> Iterator[Clause]:
    start = 0
    for match in re.finditer(f"{_SENTENCE_END}|{_CLAUSE_END}", text):
        if re.search(rf"(?i)\b{_ABBREVIATED}$", text[start : match.start()]):
            continue
        yield Clause(start, text[start : match.end()])
        start = match.end()
    yield Clause(start, text[start:])


class Event(NamedTuple):
    """A word for an event: where it stands in its clause, and whether it is the memo's meeting."""

    start: int
    end: int
    ours: bool
    aside: bool


def events_in(case: Case, clause: str, told: bool = False) -> list[Event]:
    """The events that a clause names; `aside` are those that only say when or about what.

    Where the memo has `told` the days of the meeting, a meeting that it does not know yet (een bijeenkomst) is another.
    """
    about = case.memo.bijeenkomst
    names = _names(about.naam, about.afkorting, case.woorden.bijeenkomst)
    ours = {match.span() for match in re.finditer(names, clause)}
    others = [span for span in _other_events(case, clause) if not any(a < span[1] and span[0] < b for a, b in ours)]
    found = sorted((*ours, *others))
    events: list[Event] = []
    for (start, end), following in zip_longest(found, found[1:]):
        named = (start, end) in ours
        to_other = clause[end : following[0]] if following and following not in ours else ""
        if named and clause[start:end].islower() and re.fullmatch(r"\s+van\s+(?:de|het)\s+(?:\w+\s+)*", to_other):
            continue  # de bijeenkomst van de contactgroep
        before = clause[max(0, start - 60) : start]
        is_ours = named and not _is_another(case, before, clause[start:end], told)
        event = Event(start, end, is_ours, bool(re.search(_ASIDE, before)))
        last = events[-1] if events else None
        if last and (between := re.fullmatch(_SAME, clause[last.end : start])):
            is_about = "(" in between[0] or re.fullmatch(_ABOUT, clause[last.start : last.end])
            may_be = last.ours or ((last.start, last.end) not in ours and is_about)
            event = event._replace(ours=event.ours and bool(may_be), aside=last.aside)
        events.append(event)
    return events


def _is_another(case: Case, before: str, name: str, told: bool) -> bool:
    """Whether what stands before a name for the meeting says that it is another one."""
    if re.search(_OTHER_ONE, before) or (case.kind.blik == "terug" and re.search(_COMING_ONE, before)):
        return True
    if not told:
        return False
    is_informal = "informe" not in (case.memo.bijeenkomst.naam or "").lower() and re.search(_INFORMAL, before)
    return bool(is_informal or (name.islower() and re.search(_AN, before)))


def _other_events(case: Case, clause: str) -> Iterator[tuple[int, int]]:
    """Where a clause names an event, ours or not: a word for one, or an abbreviation."""
    endings = _with_plurals(case.woorden.gebeurtenissen)
    for match in re.finditer(r"[\w-]+", clause):
        word = match[0]
        if word.lower().endswith(endings) or (
            len(word) > 1 and word[:2].isalpha() and word[:2].isupper() and word.partition("-")[0] not in _NO_EVENT
        ):
            yield match.span()


@cache
def _with_plurals(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word}{ending}" for word in words for ending in ("", "en", "s"))


_NO_EVENT = frozenset({"NAVO", "NATO", "EU", "VN", "EUR"})


@cache
def _names(naam: str | None, afkorting: str | None, words: tuple[str, ...]) -> str:
    """A pattern for the names by which a text may call the meeting."""
    own = [name for name in (naam, afkorting) if name and not INVULLEN.search(name)]
    names = sorted({*own, *words}, key=len, reverse=True)
    spelled = "|".join(r"\s+(?:\([^()]*\)\s+)?".join(map(re.escape, name.split())) for name in names)
    return rf"(?i)(?<![\w-])(?:{spelled})(?!\w)(?!{_OF_OTHERS})"


_OF_OTHERS = (
    r"(?<=ministers)\s+van\s+(?!Defensie)"
    r"|(?<=Defensie)\s+van\s+(?!(?:de\s+)?(?:NAVO|NATO|bondgenoten))(?:(?:de|het)\s+)?(?-i:[A-Z])"
)
"""What makes the ministers other ones: of Buitenlandse Zaken, of the Nordic countries."""

_TELLS = r"(?i)\b(?:u|ik|wij|we|haar|hem|hen|Kamer|gemeld|mee|is|zijn|wordt|om)\s*$"
"""What stands before a `dat` that refers to nothing: u bericht haar dat …"""


def with_antecedents(case: Case, text: str) -> Iterator[tuple[Clause, Event | None]]:
    """The clauses of a text, each with the event that a `die` or `dat` at its beginning stands for."""
    previous = ""
    for clause in _clauses(text):
        is_relative = re.match(r"(?i)(?:die|dat|welke)\s", clause.text) and not re.search(_TELLS, previous)
        named = events_in(case, previous) if is_relative else []
        yield clause, named[-1] if named else None
        previous = clause.text


def is_subject(events: list[Event], antecedent: Event | None) -> bool:
    """Whether it is the meeting that takes place: the first event of the clause that is no aside."""
    first = antecedent or next((event for event in events if not event.aside), None)
    return first is not None and first.ours
