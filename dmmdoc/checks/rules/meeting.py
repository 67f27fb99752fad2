"""Rules about the meeting: its days, and whether the memo looks forward to it or back on it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case
from dmmdoc.checks.rule import Fault, Faults, Slip, Slips, rule
from dmmdoc.checks.rules.events import About, Clause, Event, about, events_in, is_named, is_subject, with_antecedents
from dmmdoc.checks.sections import Section
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.kinds import SectieRol
from dmmdoc.dutch.days import MAANDEN, WEEKDAGEN, dagen
from dmmdoc.dutch.mentions import Day, Mention, as_date, mentions, within
from dmmdoc.memo.model import INVULLEN
from dmmdoc.messages.catalogue import say, spoken
from dmmdoc.toml.text import Path as Key

_BEGIN: Key = ("bijeenkomst", "begin")

_FUTURE = (
    r"\b(?:(?:vindt|vinden)\b.*\bplaats\b|plaats(?:vindt|vinden)\b|plaats\s+(?:vindt|vinden)\b"
    r"|(?:zal|zullen)\b.*\b(?:bijeenkomen|gehouden)\b|(?:wordt|worden)\b.*\b(?:gehouden|georganiseerd)\b"
    r"|(?:komt|komen)\b.*\bbijeen\b|bijeen(?:komt|komen)\b|(?:neemt|nemen)\b.*\bdeel\b|deel(?:neemt|nemen)\b"
    r"|staa[nt]*\b.*\bgepland\b|(?:woont|wonen)\b.*\bbij\b|bijwoont\b)"
)
_PAST = (
    r"\b(?:(?:vond|vonden)\b.*\bplaats\b|plaats(?:vond|vonden|gevonden)\b|plaats\s+(?:vond|vonden)\b"
    r"|(?:werd|werden|is|zijn)\b.*\bgehouden\b|(?:kwam|kwamen)\b.*\bbijeen\b|bijeen(?:kwam|kwamen|gekomen)\b"
    r"|(?:nam|namen)\b.*\bdeel\b|deel(?:nam|namen|genomen)\b"
    r"|(?:woonde|woonden)\b.*\bbij\b|bijwoonde\b)"
)
_EITHER = f"(?i){_FUTURE}|{_PAST}"
_STATED = {"vooruit": f"(?i){_FUTURE}", "terug": f"(?i){_PAST}"}
"""What says in a memo that looks this way that its meeting takes place."""
_REGULARLY = (
    r"(?i)\b(?:per jaar|jaarlijks\w*|elk jaar|ieder jaar|doorgaans|gewoonlijk|regelmatig|halfjaarlijks\w*"
    r"|vaak|vaker|steeds|sinds\w*|meermaals|herhaaldelijk|in de regel|normaliter|meestal|altijd|telkens|voortaan"
    r"|(?:elke|iedere|om de)\s+\w+\s+(?:maanden|maand|weken|week|jaar))\b"
)
_ANOTHER_TIME = r"(?i)\b(?:eerder|vorig jaar|destijds|toen|(?:vorige|volgende|afgelopen)\s+(?:keer|maal|maand|week))\b"
_BY_ITSELF = r"^(?:op\s+|van\s+)?$"
_STATES = (
    r"\s+(?:is|was|begint|begon|start|startte|spreken|spraken|treffen|troffen|vergaderen|vergaderden)\s"
    r"(?!.*\b(?!(?:gepland|voorzien|gehouden|georganiseerd)\b)(?:\w*ge|be|ver|ont|her)[a-zëï]+(?:d|t|en)\W*$)"
)
"""What follows a day at the beginning and says that the meeting is on it: Op 11 februari is in Brussel de DMM."""

_OVER = r"\s+(?:(?:over|voor|van|bij|inzake|op)\s+)?(?:(?:de|het)\s+)?(?:(?:NAVO|NATO)[- ](?:Defensie\s+)?)?"
"""What stands between an event and the meeting that it is about: het commissiedebat over de DMM van 5 februari."""
_AND = (
    r"[^.;:\d]{0,40}?\ben\s+(?:(?:van|aan|met)\s+)?(?:(?:de|het)\s+)?(?:\w+\s+)?(?:(?:NAVO|NATO)[- ])?(?:Defensie\s+)?"
)
"""What stands between two meetings that share their days: de UDCG en de DMM van 12 en 13 februari."""
_DOCUMENT = r"(?i)(?:\w*[- ])?(?:verslag|agenda)"
_DEADLINE = (
    r"(?i)(?<!gepland )(?<!voorzien )"
    r"\b(?:voor|vóór|uiterlijk|sinds|vanaf|na|per|tegen|sedert|medio|rond|begin|eind)\s+(?:de\s+)?$"
)
_ATTACHED = (
    r"[)\]”\"’']*(?:\s+Defensie)?(?:\s+\([^()]*\))?(?:(?P<comma>,)|;)?\s*(?:(?:die|dat|welke)\s+)?"
    r"(?:(?:(?:in|te)\s+)?[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)?(?:\s+\([^)]*\))?,?\s+)?"
    r"(?P<verb>(?:is|was|begint|begon|staat)\s+)?(?:(?:gepland|voorzien)\s+(?:voor\s+(?:de\s+)?)?)?"
    r"(?:\(?(?:[A-ZÀ-Ý][\w-]+,\s*)?|(?:van|op|d\.d\.|dd\.?|:|–|-)\s*(?:de\s+)?)$"
)
_OF = (
    r"\b(?!(?:gehouden|plaats|vindt|vond|vinden|vonden|gepland|bijeen)\b)[a-zà-ÿ-]+"
    r"\s+(?:van|d\.d\.|dd\.?)\s+(?:de\s+)?$"
)
"""What stands before the day of something else: de luchtaanvallen van 29 december."""
_BEFORE = 60
"""So many characters before a day say what it is the day of."""
_ELSEWHEN = {"vooruit": r"(?i)\s*j\.?l\b", "terug": r"(?i)\s*(?:a\.s\b|aanstaande)"}
"""What says of a day that it lies on the other side of the memo than the meeting: 16 mei jl. in an agenda."""
_FORMERLY = r"(?i)\b(?:aanvankelijk|oorspronkelijk|eerder|in\s+plaats\s+van|niet\s+(?:op|van))\b"
"""What says of days, where the right ones are told too, that they were planned once: aanvankelijk zou de DMM op …"""
_AROUND = (
    r"(?i)(?:\b(?:(?:voorafgaand|aansluitend)\s+(?:aan|op)|(?:na\s+afloop|ter\s+voorbereiding)\s+(?:van|op)"
    r"|in\s+(?:de\s+)?aanloop\s+naar|vooruitlopend\s+op|volgend\s+op"
    r"|(?:daags|kort|vlak|direct|dag(?:en)?|we(?:ek|ken)|maand(?:en)?)\s+(?:na|voor|vóór))|^(?:na|voor|vóór))"
    r"\s+(?:(?:de|het)\s+)?(?:[\w-]+\s+){0,2}$"
)
"""What says that something is before or after the meeting: na afloop van de DMM, op 14 februari, bezoekt u …"""
_ELSEWHERE_TOLD: tuple[SectieRol, ...] = ("besluit", "kernpunten")
"""The other sections that may say when the meeting is; the aanleiding does."""
_MOVED = (
    r"(?i)\b(?:verplaatst|verschoven|doorgeschoven|uitgesteld|verdaagd|geagendeerd|terug(?:komen|gekomen)?|vervolgd)\s+"
    r"(?:naar|tot|voor|op|in|bij)\s+(?:de|het)?\s*$"
)
"""What stands before another meeting of the same council: verplaatst naar de RBZ van 17 maart."""
_RETURNS = (
    r"(?i)\s*(?:20\d\d\s+)?(?:(?:zal|zullen)\s+)?(?:komt|komen|keert|besluit|bespreekt|spreekt)?\s*"
    r"(?:hierop|hierover|daarop|hiertoe)\b"
)
"""What stands behind another one: de RBZ van 19 februari komt hierop terug."""
_NEAR = 31
"""Days this far from the meeting may be another meeting's, where the memo also names the right ones."""


@rule(
    "error",
    [
        "bijeenkomst.begin = 2025-02-13\nbijeenkomst.eind = 2025-02-14\n"
        'secties.aanleiding = "Op 14 februari 2024 vindt de Defence Ministers Meeting (DMM) plaats."'
    ],
    [
        "bijeenkomst.begin = 2025-02-13\nbijeenkomst.eind = 2025-02-14\n"
        'secties.aanleiding = "Op 13 en 14 februari 2025 vindt de Defence Ministers Meeting (DMM) plaats."'
    ],
)
def date_mismatch(case: Case) -> Faults:
    """Days that the aanleiding or the subject gives as the meeting's and that are not; other days are left alone."""
    days = _meeting(case)
    if not days:
        return
    subject, first, meeting = case.memo.onderwerp, case.with_role("aanleiding"), about(case)
    named = first.days if first else ()
    known = days._replace(told=any(_right(mention, days) for mention in (*mentions(subject), *named)))
    right = dagen(days.begin, days.eind)
    for passage in first.passages if first else ():
        found = within(named, passage.start, passage.start + len(passage.text))
        for mention in _days_given(passage.written, found, known, meeting):
            if first and not _is_wrong(mention, known) and _tells(first, days, meeting):
                continue
            yield _mismatch(case.key_of("aanleiding"), passage.text, mention, right, passage.start)
    for rol in _ELSEWHERE_TOLD:
        section = case.with_role(rol)
        for passage in section.passages if section else ():
            found = within(section.days if section else (), passage.start, passage.start + len(passage.text))
            for mention in _days_given(passage.written, found, days._replace(told=True), meeting):
                yield _mismatch(case.key_of(rol), passage.text, mention, right, passage.start)
    for mention in _days_in_subject(subject, days, meeting):
        yield _mismatch(case.memo.rollen["onderwerp"], subject, mention, right)


def _mismatch(path: Key, text: str, mention: Mention, right: str, start: int = 0) -> Fault:
    """That days in a text are not the meeting's; it begins `start` characters into what stands under the key."""
    message = say("check.date-mismatch", days=_words(text, mention), right=right)
    return Fault(path, message, start + mention.start, start + mention.end, other=_BEGIN)


class _Days(NamedTuple):
    """The first and the last day of the meeting; where the memo has `told` them, other days may be another's."""

    begin: date
    eind: date
    told: bool = False


def _meeting(case: Case) -> _Days | None:
    """The days of the memo's meeting, where it has them."""
    about = case.memo.bijeenkomst
    return _Days(about.begin, about.eind or about.begin) if about.begin else None


def _words(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start : mention.end].split()).rstrip(".")


def _right(mention: Mention, days: _Days) -> bool:
    """Whether days are the meeting's: one of them, or the first and the last."""
    ends = [as_date(day, days.begin) for day in (mention.days[0], mention.days[-1])]
    is_whole = len(mention.days) == 1 or ends == [days.begin, days.eind]
    return is_whole and all(_is_in(day, days) for day in mention.days)


def _is_in(day: Day, days: _Days) -> bool:
    found = as_date(day, days.begin)
    return found is not None and days.begin <= found <= days.eind


def _is_wrong(mention: Mention, days: _Days) -> bool:
    """Whether days, if they are given as the meeting's, are not; where the right ones are told, only near ones."""
    if _right(mention, days):
        return False
    return not days.told or any(_is_slip(day, days) for day in mention.days)


def _is_slip(day: Day, days: _Days) -> bool:
    """Whether a wrong day lies near the meeting, or is its day in another year; else it may be another meeting's."""
    found = as_date(day, days.begin)
    if found is None:
        return True
    return abs((found - days.begin).days) <= _NEAR or _is_in(day._replace(year=None), days)


class _Said(NamedTuple):
    """A clause with the days and the events that it names, and the clause that a `die` at its beginning refers to."""

    text: str
    named: Sequence[Mention]
    events: Sequence[Event]
    referred: str


def _days_given(text: str, named: Sequence[Mention], days: _Days, meeting: About) -> Iterator[Mention]:
    """The wrong days that a text gives as those of the meeting, among all that it names.

    Where the right ones are told, days far from them only if it says that the meeting is on them.
    """
    if all(_right(mention, days) for mention in named):
        return
    states = _STATED.get(meeting.blik or "", _EITHER)
    for clause, referred in with_antecedents(text):
        inside = within(named, clause.start, clause.start + len(clause.text))
        wrong = [mention for mention in inside if not _right(mention, days)]
        near = [mention for mention in wrong if _is_wrong(mention, days)]
        if len(near) < len(wrong) and not pattern(states).search(clause.text):
            wrong = near
        said = _Said(clause.text, inside, events_in(clause.text, meeting, days.told) if wrong else (), referred)
        for mention in wrong:
            elsewhen = pattern(_ELSEWHEN.get(meeting.blik or "", r"(?!)")).match(clause.text, mention.end)
            formerly = days.told and pattern(_FORMERLY).search(clause.text)
            if any(
                pattern(_MOVED).search(clause.text[: event.start]) or pattern(_RETURNS).match(clause.text, mention.end)
                for event in events_in(clause.text, meeting, days.told)
                if event.end <= mention.start
            ):
                continue
            if not elsewhen and not formerly and _is_given(said, mention, days, meeting):
                yield Mention(clause.start + mention.start, clause.start + mention.end, mention.days)


def _tells(section: Section, days: _Days, meeting: About) -> bool:
    """Whether a section says itself when the meeting is: it gives right days where it names it."""
    for clause, referred in with_antecedents(section.written):
        inside = within(section.days, clause.start, clause.start + len(clause.text))
        if any(_right(mention, days) for mention in inside) and is_named(clause.text, referred, meeting):
            return True
    return False


def _days_in_subject(subject: str, days: _Days, meeting: About) -> Iterator[Mention]:
    """The wrong days that a subject gives as those of the meeting: also those after two meetings, or after none."""
    named = mentions(subject)
    if all(_right(mention, days) for mention in named):
        return  # nearly every one
    given = list(_days_given(subject, named, days, meeting))
    yield from given
    if len(named) == 1 and len(named[0].days) > 1 and not given and not any(_is_in(day, days) for day in named[0].days):
        events = events_in(subject, meeting)
        others = [subject[event.start : event.end] for event in events if not event.ours]
        if all(
            pattern(_DOCUMENT).fullmatch(other) or (other.isupper() and len(events) > len(others)) for other in others
        ):
            yield named[0]


def _is_given(said: _Said, mention: Mention, days: _Days, meeting: About) -> bool:
    """Whether a clause gives wrong days as the meeting's."""
    left = said.text[: mention.start]
    if pattern(_DEADLINE).search(left[-_BEFORE:]):
        return False
    has_one = any(_is_in(day, days) for day in mention.days)
    if has_one and any(one.ours != two.ours and _between(_AND, said, one, two) for one, two in pairwise(said.events)):
        return False  # de UDCG en de DMM van 12 en 13 februari
    before = [event for event in said.events if event.end <= mention.start]
    if before and (attached := pattern(_ATTACHED).fullmatch(left[before[-1].end :])):
        pairs = [(one, two) for one, two in pairwise(before) if not one.ours]
        is_about = pairs and _between(_OVER, said, *pairs[-1])
        if attached["verb"] and (before[-1].aside or is_about):
            return False
        if attached["comma"] and any(pattern(_AROUND).search(left[: event.start]) for event in before[-2:]):
            return False
        is_of_document = days.told and is_about and _may_be_of_document(mention, days, meeting)
        return before[-1].ours and not is_of_document
    is_told = any(_right(other, days) for other in said.named if other.end <= mention.start)
    if is_told or pattern(_OF).search(left[-_BEFORE:]):
        return False
    is_stated = pattern(_BY_ITSELF).match(left.lower()) and pattern(_STATES).match(said.text, mention.end)
    if not is_stated and not pattern(_EITHER).search(said.text):
        return False
    return is_subject(said.events, said.referred, meeting)


def _may_be_of_document(mention: Mention, days: _Days, meeting: About) -> bool:
    """Whether days may be those of a document or debate about the meeting: one day, and before it if it is to come."""
    found = as_date(mention.days[0], days.begin)
    return len(mention.days) == 1 and (meeting.blik != "vooruit" or found is None or found < days.begin)


def _between(what: str, said: _Said, one: Event, two: Event) -> bool:
    return pattern(what).fullmatch(said.text[one.end : two.start]) is not None


@rule(
    "warning",
    [
        "De Kamer debatteert op 31 juni 2025.",
        "De brief is van 21 september augustus 2020.",
        "De Kamer debatteert op donderdag 14 maart 2025.",
    ],
    ["De Kamer debatteert op 30 juni 2025.", "De Kamer debatteert op vrijdag 14 maart 2025."],
)
def impossible_day(case: Case) -> Faults:
    """A day that does not exist, or that is another day of the week; without a year, that nearest to the meeting."""
    near = case.memo.bijeenkomst.begin or case.memo.datum
    for key, section in case.sections.items():
        for at, end, message, _ in (*_impossible(section.text, section.days, near), *_broken(section.text)):
            yield Fault((SECTIES, key), message, at, end)
    subject = case.memo.onderwerp
    for at, end, message, _ in _impossible(subject, mentions(subject), near):
        yield Fault(case.memo.rollen["onderwerp"], message, at, end)


_MONTH = "|".join(MAANDEN)
_BROKEN = (
    rf"(?i)\d(?<![\w-].)\d? (?:{_MONTH}) "
    rf"(?:(?:{_MONTH})\b|\d{{3}}(?!\d|\.|\s)|\d{{5,}}|20\d\d \d{{4}}\b)"
)
"""A day with two months, or with a year of three figures or five."""


def _broken(text: str) -> Slips:
    for match in pattern(_BROKEN).finditer(text):
        yield Slip(match.start(), match.end(), say("check.broken-day", words=match[0]))


def _impossible(text: str, named: Sequence[Mention], near: date | None) -> Slips:
    for mention in named:
        for day in mention.days:
            if day.day <= 28 and 0 < day.month <= 12 and not day.weekday:
                continue  # nearly every one
            if message := _why_impossible(day, near, _words(text, mention)):
                yield Slip(mention.start, mention.end, message)


def _is_that_day(found: date, weekday: str, near: date) -> bool:
    """Whether a day without a year is that day of the week in a year around: half a year off it may be either."""
    for year in (found.year - 1, found.year, found.year + 1):
        try:
            day = found.replace(year=year)
        except ValueError:  # 29 February
            continue
        if abs((day - near).days) <= _HALF and WEEKDAGEN[day.weekday()] == weekday:
            return True
    return False


_HALF = 270
"""A day without a year is no further off than so many days."""


def _why_impossible(day: Day, near: date | None, words: str) -> str | None:
    """What is wrong with a day that is written as `words`, None where nothing is."""
    found = as_date(day, near)
    written = f"{day.day} {MAANDEN[day.month - 1]} {day.year or ''}".strip() if 0 < day.month < 13 else ""
    if found is None:
        return say("check.impossible-day", day=written or words)
    if not day.year and near and day.weekday and _is_that_day(found, day.weekday, near):
        return None
    if (day.year or near) and day.weekday and WEEKDAGEN[found.weekday()] != day.weekday:
        return say("check.wrong-weekday", day=written, wrong=day.weekday, right=WEEKDAGEN[found.weekday()])
    return None


@rule(
    "warning",
    ["bijeenkomst.begin = 2025-02-13\nbijeenkomst.eind = 2025-02-14\nnota.datum = 2025-02-20"],
    ["bijeenkomst.begin = 2025-02-13\nbijeenkomst.eind = 2025-02-14\nnota.datum = 2025-02-03"],
)
def meeting_order(case: Case) -> Faults:
    """An agenda that is dated after the meeting began, a verslag that is dated before it ended."""
    day, days = case.memo.datum, _meeting(case)
    if not day or not days:
        return
    if case.kind.blik == "vooruit" and day > days.begin:
        yield Fault(case.memo.rollen["datum"], say("check.after-the-meeting", day=day, begin=days.begin))
    if case.kind.blik == "terug" and day < days.eind:
        yield Fault(case.memo.rollen["datum"], say("check.before-the-meeting", day=day, end=days.eind))


@rule(
    "warning",
    ['soort = "verslag"\nsecties.aanleiding = "De Defence Ministers Meeting (DMM) vindt plaats in Brussel."'],
    ['soort = "verslag"\nsecties.aanleiding = "De Defence Ministers Meeting (DMM) vond plaats in Brussel."'],
)
def tense(case: Case) -> Faults:
    """An agenda of which the aanleiding looks back on the meeting, a verslag of which it looks forward to it."""
    wrong = {"vooruit": _PAST, "terug": _FUTURE}.get(case.kind.blik or "")
    if wrong is None:
        return
    message = say("check.tense-past") if case.kind.blik == "vooruit" else say("check.tense-future")
    first, days, meeting = case.with_role("aanleiding"), _meeting(case), about(case)
    for passage in first.passages if first else ():
        for clause, referred, verb in _verbs(passage.written, wrong):
            if _is_about_the_meeting(clause.text, referred, days, meeting):
                at = passage.start + clause.start + verb
                end = at + len(re.split(r"\W", passage.text[clause.start + verb :], maxsplit=1)[0])
                yield Fault(case.key_of("aanleiding"), message, at, end)


@lru_cache(SEEN)
def _verbs(text: str, kind: str) -> Sequence[tuple[Clause, str, int]]:
    """The clauses of a text with a verb of a kind, each with the clause that it refers to and where the verb stands."""
    if not pattern(kind).search(text.lower().replace("\n", " ")):  # quicker to see
        return ()
    found = (
        (clause, referred, pattern(f"(?i){kind}").search(clause.text)) for clause, referred in with_antecedents(text)
    )
    return [(clause, referred, verb.start()) for clause, referred, verb in found if verb]


def _is_about_the_meeting(clause: str, referred: str, days: _Days | None, meeting: About) -> bool:
    """Whether what takes place in a clause is the memo's meeting, not an earlier, a later or any one."""
    named = mentions(clause)
    if not is_subject(events_in(clause, meeting, told=not named), referred, meeting):
        return False
    if days and named:
        return any(_is_in(day, days) for mention in named for day in mention.days)
    if pattern(_REGULARLY).search(clause) or pattern(_ANOTHER_TIME).search(clause):
        return False
    if not days:
        return True
    months = {number for number, name in enumerate(MAANDEN, 1) if re.search(rf"(?i)\b{name}\b", clause)}
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", clause)}
    return months <= {days.begin.month, days.eind.month} and years <= {days.begin.year, days.eind.year}


_LETTER = r"(?i)\b(?:brief|brieven|kamerbrief|verzoek|verslag|nota|advies|motie)\s+(?:van|d\.d\.|dd\.?)\s+(?:de\s+)?$"
_COMING = r"(?i)\b(?:a\.s\.|aanstaande|volgende?|komende|uiterlijk|nog)\b"
_SOON = 60
"""A day without a year so near to the memo's is of the same time."""


@rule(
    "warning",
    ['nota.datum = 2025-02-03\nsecties.aanleiding = "De Kamer vroeg hiernaar in haar brief van 10 februari 2025."'],
    ['nota.datum = 2025-02-03\nsecties.aanleiding = "De Kamer vroeg hiernaar in haar brief van 10 januari 2025."'],
)
def letter_after_memo(case: Case) -> Faults:
    """A letter or another document with a day after that of the memo that speaks of it."""
    datum = case.memo.datum
    for key, section in case.sections.items() if datum else ():
        for mention in section.days:
            day = as_date(mention.days[0], datum)
            before = section.written[max(0, mention.start - _BEFORE) : mention.start]
            if datum is None or day is None or day <= datum or not pattern(_LETTER).search(before):
                continue
            is_near = mention.days[0].year or (day - datum).days <= _SOON
            after = section.written[mention.end : mention.end + _BEFORE]
            if is_near and not pattern(_COMING).search(before + after.split(".")[0]):
                words = _words(section.text, mention)
                message = say("check.letter-after-memo", day=words, datum=spoken(datum))
                yield Fault((SECTIES, key), message, mention.start, mention.end)


_IN = r"(?<!\w)(?:[Ii]n|te)\s+(?P<place>{})(?!\w)"


@rule(
    "warning",
    [
        'bijeenkomst.plaats = "Brussel"\n'
        'secties.aanleiding = "In Vilnius vindt de Defence Ministers Meeting (DMM) plaats."'
    ],
    [
        'bijeenkomst.plaats = "Brussel"\n'
        'secties.aanleiding = "In Brussel vindt de Defence Ministers Meeting (DMM) plaats, na de top in Vilnius."'
    ],
)
def wrong_place(case: Case) -> Faults:
    """Another city than that of the meeting, where the aanleiding says that it takes place."""
    place, first, meeting = case.memo.bijeenkomst.plaats, case.with_role("aanleiding"), about(case)
    if not place or first is None or INVULLEN.search(place):
        return
    others = [city for city in case.lists.woorden.steden if city in first.written and city not in place]
    if not others:
        return  # nearly every one
    cities = _IN.format("|".join(map(re.escape, others)))
    for passage in first.passages:
        for clause, referred in with_antecedents(passage.written):
            found = list(pattern(cities).finditer(clause.text))
            if not found or place in clause.text or not pattern(_EITHER).search(clause.text):
                continue
            if _is_about_the_meeting(clause.text, referred, _meeting(case), meeting):
                at = passage.start + clause.start
                message = say("check.wrong-place", words=found[0]["place"], right=place)
                yield Fault(
                    case.key_of("aanleiding"), message, at + found[0].start("place"), at + found[0].end("place")
                )


_OF_KIND = {
    "vooruit": (r"(?i)\bverslag\b", r"(?i)agenda"),
    "terug": (r"(?i)\b(?:geannoteerde )?agenda\b", r"(?i)verslag"),
}


@rule(
    "warning",
    ['soort = "agenda"\nsecties.geadviseerd_besluit = "U stemt in met verzending van het verslag."'],
    ['soort = "agenda"\nsecties.geadviseerd_besluit = "U stemt in met verzending van de geannoteerde agenda."'],
)
def wrong_decision(case: Case) -> Faults:
    """A decision about the document of the other kind: an agenda that asks to send the verslag."""
    besluit, (wrong, right) = case.with_role("besluit"), _OF_KIND.get(case.kind.blik or "", ("(?!)", ""))
    match = pattern(wrong).search(besluit.written) if besluit else None
    if match and besluit and not pattern(right).search(besluit.written):
        yield Fault(case.key_of("besluit"), say("check.wrong-decision", words=match[0]), *match.span())
