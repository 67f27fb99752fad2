"""The events that a text names, and which of them is the memo's meeting."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case
from dmmdoc.config.words import lists
from dmmdoc.dutch.days import WEEKDAGEN
from dmmdoc.memo.model import INVULLEN

_ABBREVIATED = (
    r"(?i)\b(?:nr|nrs|a\.s|d\.d|dd|o\.a|dhr|mw|drs|art|mr|prof|dr|ca|resp|incl|excl|bijv|t\.a\.v|i\.v\.m|m\.b\.t|c\.q)$"
)
_SHORT = 6
"""As long as the longest of these, and one."""
_SENTENCE_END = r"[.!?][)”\"’]?\s+(?=[A-Z“\"(])"
_CLAUSE_END = (
    r"(?:;(?![^()]{4,80}\))|:)\s|,?\s+(?:(?:waar(?:bij|na|op|voor|in|mee|over)?|maar|terwijl|nadat|voordat|omdat)\b"
    r"|of\s+(?=(?:u|Nederland)\s)"
    r"|en\s+(?=(?:op|vindt|vinden|vond|vonden|daags|aansluitend|voorafgaand|zal|zullen)\b)|(?=(?:die|dat|welke)\s))"
)
_END = f"{_SENTENCE_END}|{_CLAUSE_END}"

_ARTICLE = r"(?:(?:de|het|een|deze|dit|die|uw)\s+)?(?:(?:eerst)?komende\s+|formele\s+|NAVO[- ]|NATO[- ])*"
_ASIDE = (
    r"(?i)(?:\b(?:voorafgaand aan|ter voorbereiding (?:op|van)|in de marge van|en marge van|na afloop van"
    r"|aansluitend (?:aan|op)|in (?:de )?aanloop naar|naar aanleiding van|vooruitlopend op|ten behoeve van"
    r"|in het kader van|met het oog op|in vervolg op|rondom?|voor|vóór|na|tijdens|gedurende|over|met|naast|behalve"
    r"|sinds|bij|volgend op|op|uit)\s+"
    rf"{_ARTICLE})$"
)
_PART = rf"(?i)\bvan\s+{_ARTICLE}$"
"""What makes the meeting that of which something is told: het programma van de DMM."""
_MINISTERS = r"(?i)ministers$|Defensie$"
"""A name for the meeting by who meet, of which nothing is told: de jaarlijkse samenkomst van de NAVO-ministers."""
_OTHER_ONE = (
    r"(?i)\b(?:vorige|voorgaande|voorafgaande|afgelopen|laatste|eerdere|vroegere|volgende|daaropvolgende|toekomstige"
    r"|voorbereidende|ambtelijke|een extra|andere|elke|iedere|alle)\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
)
_LAST_ONE = r"(?i)\blaatste\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
_LAST_BEFORE = r"(?:\s*\([^()]*\))?(?:\s+(?:plaats|bijeen))?\s+(?:vóór|voor|van\s+(?:dit|het)|onder)\b"
"""What follows the last meeting that is to come, and not the previous one: de laatste DMM voor de zomer."""
_COMING_ONE = r"(?i)\b(?:(?:eerst|aan)?komende|eerstvolgende|aanstaande)\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
_INFORMAL = r"(?i)\binforme(?:le|el)\s+(?:NAVO[- ]|NATO[- ])?$"
_AN = r"(?i)\been\s+(?:[\w-]+\s+){0,2}$"
_SAME = r"\s*(?:\((?:hierna:?\s+)?|van\s+(?:de|het)\s+(?:NAVO[- ]|NATO[- ])?)"
"""What stands between two words for one event: Defence Ministers Meeting (DMM)."""
_TO_OTHER = r"\s+van\s+(?:de|het)\s+(?:\w+\s+)*"
_OF = r"\s+van\s+(?:(?:de|het|onze|alle)\s+)?"
_TAKES_PLACE_OF = rf"(?:\s+plaats)?{_OF}"
_OF_OURS = (
    r"(?:NAVO|NATO)(?!-?[A-Z])|(?i:\d|bondgenoten\b|lidstaten\b|(?:\S+-)?(?:defensie)?ministers\b"
    rf"|(?:{'|'.join(WEEKDAGEN)}|vandaag|morgen|gisteren|vorige|volgende|komende|afgelopen|deze|dit)\b)"
)
"""What a word for a meeting may be of and still be the memo's: not de bijeenkomst van het Militair Comité."""
_ELSEWHERE = r"\s+(?:in|te)\s+([A-ZÀ-Ý][\w’'-]+)"
_ABOUT = r"(?i).*(?:verslag|agenda|brief|nota|notitie)"
"""A document whose day is the meeting's: het verslag van de DMM van 6 maart."""


class Clause(NamedTuple):
    """A part of a text with one verb, and where it begins."""

    start: int
    text: str


def _clauses(text: str) -> Iterator[Clause]:
    start = 0
    for match in pattern(_END).finditer(text):
        if pattern(_ABBREVIATED).search(text, max(start, match.start() - _SHORT), match.start()):
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


class About(NamedTuple):
    """What a memo is about: the names and place of its meeting, and whether it looks forward to it or back on it."""

    naam: str | None
    afkorting: str | None
    plaats: str | None
    blik: str | None
    folders: tuple[Path, ...]


def about(case: Case) -> About:
    """What the memo of a case is about."""
    meeting = case.memo.bijeenkomst
    return About(meeting.naam, meeting.afkorting, meeting.plaats, case.kind.blik, case.folders)


@lru_cache(SEEN)
def events_in(clause: str, about: About, told: bool = False) -> Sequence[Event]:
    """The events that a clause names; `aside` are those that only say when or about what.

    Where the memo has `told` the days of the meeting, a meeting that it does not know yet (een bijeenkomst) is another.
    """
    names = _names(about.naam, about.afkorting, about.folders)
    ours = {match.span() for match in names.finditer(clause)}
    others = [
        span for span in _other_events(clause, about.folders) if not any(a < span[1] and span[0] < b for a, b in ours)
    ]
    found = sorted((*ours, *others))
    events: list[Event] = []
    for (start, end), following in zip_longest(found, found[1:]):
        before, name, after = clause[max(0, start - 60) : start], clause[start:end], clause[end:]
        to_other = clause[end : following[0]] if following and following not in ours else ""
        is_another = _is_another(about, before, name, after, told) or (
            name.islower() and _is_of_others(about, after, to_other)
        )
        is_part = "van" in before and pattern(_PART).search(before) and not pattern(_MINISTERS).search(name)
        event = Event(
            start, end, (start, end) in ours and not is_another, bool(is_part or pattern(_ASIDE).search(before))
        )
        last = events[-1] if events else None
        if last and (between := pattern(_SAME).fullmatch(clause[last.end : start])):
            is_about = "(" in between[0] or pattern(_ABOUT).fullmatch(clause[last.start : last.end])
            may_be = last.ours or ((last.start, last.end) not in ours and is_about)
            event = event._replace(ours=event.ours and bool(may_be), aside=last.aside)
        events.append(event)
    return events


def _is_of_others(about: About, after: str, to_other: str) -> bool:
    """Whether what stands behind an ordinary word for the meeting says that others meet, or elsewhere.

    `to_other` is what stands between it and the next word for an event, where that is another's.
    """
    if pattern(_TO_OTHER).fullmatch(to_other):
        return True  # de bijeenkomst van de contactgroep
    if of := pattern(_OF).match(after):
        names = _names(about.naam, about.afkorting, about.folders)
        return not (names.match(after, of.end()) or pattern(_OF_OURS).match(after, of.end()))
    elsewhere = pattern(_ELSEWHERE).match(after)
    return bool(elsewhere and about.plaats and elsewhere[1] not in about.plaats)


def _is_another(about: About, before: str, name: str, after: str, told: bool) -> bool:
    """Whether what stands around a name for the meeting says that it is another one."""
    if pattern(_OTHER_ONE).search(before):
        return not (pattern(_LAST_ONE).search(before) and pattern(_LAST_BEFORE).match(after))
    if about.blik == "terug" and pattern(_COMING_ONE).search(before):
        return True
    if not told:
        return False
    if "informe" in (about.naam or "").lower() and not name.islower() and "nforme" not in f"{before[-25:]}{name}":
        return True
    is_informal = "informe" not in (about.naam or "").lower() and pattern(_INFORMAL).search(before)
    return bool(is_informal or (name.islower() and pattern(_AN).search(before) and not _is_of_ours(about, after)))


def _is_of_ours(about: About, after: str) -> bool:
    """Whether what stands behind a word for a meeting says that those of the meeting meet, by their name."""
    of = pattern(_TAKES_PLACE_OF).match(after)
    return of is not None and _names(about.naam, about.afkorting, about.folders).match(after, of.end()) is not None


def _other_events(clause: str, folders: tuple[Path, ...]) -> Iterator[tuple[int, int]]:
    """Where a clause names an event, ours or not: a word for one, or an abbreviation."""
    for match in pattern(r"[\w-]+").finditer(clause):
        if _is_event(match[0], folders):
            yield match.span()


@lru_cache(4096)  # many memos have the same words
def _is_event(word: str, folders: tuple[Path, ...]) -> bool:
    """Whether a word, which may be a compound, is one for an event, or an abbreviation that may be."""
    return word.lower().endswith(lists(folders).gebeurtenissen) or (
        len(word) > 1 and word[:2].isalpha() and word[:2].isupper() and pattern(_NO_EVENT).search(word) is None
    )


_NO_EVENT = r"^(?:NAVO|NATO|EU|VN|EUR)(?![^-])|\d|-[^\W\dA-Z]+$"
"""An abbreviation that is no event, or only the first part of a word for something else: COVID-19, de DMM-afspraken."""


@lru_cache(SEEN)
def _names(naam: str | None, afkorting: str | None, folders: tuple[Path, ...]) -> re.Pattern[str]:
    """A pattern for the names by which a text may call the meeting."""
    own = [name for name in (naam, afkorting) if name and not INVULLEN.search(name)]
    names = sorted({*own, *lists(folders).woorden.bijeenkomst}, key=len, reverse=True)
    spelled = "|".join(r"\s+(?:\([^()]*\)\s+)?".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?i)(?<![\w-])(?:{spelled})(?!\w)(?!{_OF_OTHERS}|{_COMPOUND})")


_COMPOUND = r"(?<=[A-Z])-(?!bijeenkomst|vergadering|week)[a-z]"
"""What makes of an abbreviation for the meeting a word for something else: de DMM-afspraken."""
_OF_OTHERS = (
    r"(?<=ministers)\s+van\s+(?!Defensie)"
    r"|(?<=Defensie)\s+van\s+(?!(?:de\s+)?(?:NAVO|NATO|bondgenoten))(?:(?:de|het)\s+)?(?-i:[A-Z])"
)
"""What makes the ministers other ones: of Buitenlandse Zaken, of the Nordic countries."""

_RELATIVE = r"(?i)(?:die|dat|welke)\s"
_TELLS = r"(?i)\b(?:u|ik|wij|we|haar|hem|hen|Kamer|gemeld|mee|is|zijn|wordt|om)\s*$"
"""What stands before a `dat` that refers to nothing: u bericht haar dat …"""


@lru_cache(SEEN)
def with_antecedents(text: str) -> Sequence[tuple[Clause, str]]:
    """The clauses of a text, each with the clause that a `die` or `dat` at its beginning refers to, if only ""."""
    found: list[tuple[Clause, str]] = []
    previous = ""
    for clause in _clauses(text):
        is_relative = pattern(_RELATIVE).match(clause.text) and not pattern(_TELLS).search(previous)
        found.append((clause, previous if is_relative else ""))
        previous = clause.text
    return found


def is_named(clause: str, referred: str, about: About) -> bool:
    """Whether a clause, or what it is `referred` to, names the meeting."""
    return any(event.ours for text in (clause, referred) for event in events_in(text, about))


def is_subject(events: Sequence[Event], referred: str, about: About) -> bool:
    """Whether it is the meeting that takes place: what is `referred` to, or the first event that is no aside."""
    antecedents = events_in(referred, about) if referred else []
    subjects = antecedents[-1:] or [event for event in events if not event.aside]
    return bool(subjects) and subjects[0].ours
