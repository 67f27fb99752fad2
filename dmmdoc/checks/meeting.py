"""Rules about the meeting: its days, and whether the memo looks forward to it or back on it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from dmmdoc.checks.case import Case, Fault, Faults, rule
from dmmdoc.checks.days import WEEKDAGEN, Day, Mention, as_date, mentions
from dmmdoc.dutch import MAANDEN, dagen
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

_FUTURE = (
    r"\b(?:vindt|vinden)\b.*\bplaats\b|\bplaats(?:vindt|vinden)\b|\bplaats\s+(?:vindt|vinden)\b"
    r"|\b(?:zal|zullen)\b.*\b(?:bijeenkomen|gehouden)\b|\b(?:wordt|worden)\b.*\b(?:gehouden|georganiseerd)\b"
    r"|\b(?:komt|komen)\b.*\bbijeen\b|\bbijeen(?:komt|komen)\b|\b(?:neemt|nemen)\b.*\bdeel\b|\bdeel(?:neemt|nemen)\b"
    r"|\bstaa[nt]*\b.*\bgepland\b"
)
_PAST = (
    r"\b(?:vond|vonden)\b.*\bplaats\b|\bplaats(?:vond|vonden|gevonden)\b|\bplaats\s+(?:vond|vonden)\b"
    r"|\b(?:werd|werden|is|zijn)\b.*\bgehouden\b|\b(?:kwam|kwamen)\b.*\bbijeen\b|\bbijeen(?:kwam|kwamen|gekomen)\b"
    r"|\b(?:nam|namen)\b.*\bdeel\b|\bdeel(?:nam|namen|genomen)\b"
)
_REGULARLY = (
    r"(?i)\b(?:per jaar|jaarlijks\w*|elk jaar|ieder jaar|doorgaans|gewoonlijk|regelmatig|halfjaarlijks\w*"
    r"|vaak|vaker|steeds|sinds\w*|meermaals|herhaaldelijk)\b"
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
    r"|andere)\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
)
_COMING_ONE = r"(?i)\b(?:(?:eerst|aan)?komende|aanstaande)\s+(?:\w+\s+)?(?:NAVO[- ]|NATO[- ])?$"
_SAME = r"\s*(?:\(|van\s+(?:de|het)\s+(?:NAVO[- ]|NATO[- ])?)"
"""What stands between two words for one event: Defence Ministers Meeting (DMM)."""
_DEADLINE = r"(?i)\b(?:voor|vóór|uiterlijk|sinds|vanaf|na|per|tegen|sedert|medio|rond|begin|eind)\s+(?:de\s+)?$"
_ATTACHED = (
    r"[)\]”\"’']*,?\s*(?:(?:die|dat|welke)\s+)?"
    r"(?:(?:in|te)\s+[A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)?(?:\s+\([^)]*\))?,?\s+)?"
    r"(?:(?:is|was|begint|begon|staat)\s+)?(?:gepland\s+)?"
    r"(?:\(?(?:[A-ZÀ-Ý][\w-]+,\s*)?|(?:van|op|d\.d\.|dd\.?|:|–|-)\s*(?:de\s+)?)$"
)
_OF = (
    r"\b(?!(?:gehouden|plaats|vindt|vond|vinden|vonden|gepland|bijeen)\b)[a-zà-ÿ-]+"
    r"\s+(?:van|d\.d\.|dd\.?)\s+(?:de\s+)?$"
)
"""What stands before the day of something else: de luchtaanvallen van 29 december."""
_NEAR = 31
"""Days this far from the meeting may be another meeting's, where the memo also names the right ones."""


@rule("error")
def date_mismatch(case: Case) -> Faults:
    """The aanleiding or the subject gives days as the meeting's that are not: often the previous memo's.

    Other days, of a debate or a letter, are left alone. Wrong, with begin = 2025-02-13: Op 14 februari 2024 vindt de
    DMM plaats. Right: Op 13 februari 2025 vindt de DMM plaats.
    """
    about = case.memo.bijeenkomst
    if not about.begin:
        return
    begin, eind = about.begin, about.eind or about.begin
    subject, days = case.memo.nota.onderwerp, dagen(begin, eind)
    advice = f"is not when the meeting is ({days}); mend it here or in bijeenkomst"
    first = case.within("aanleiding")
    told = any(_right(mention, begin, eind) for passage in first for mention in mentions(passage.written))
    for passage in first:
        for mention in _days_given(case, passage.written, lambda day: _is_wrong(day, begin, eind, told)):
            yield passage.fault(mention.start, f"{_words(passage.text, mention)} {advice}")
    for mention in _days_given(case, subject, lambda day: _is_wrong(day, begin, eind, told=False)):
        yield Fault(("nota", "onderwerp"), f"{_words(subject, mention)} {advice}")


def _words(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start : mention.end].split()).rstrip(".")


def _right(mention: Mention, begin: date, eind: date) -> bool:
    return all(_is_in(day, begin, eind) for day in mention.days)


def _is_in(day: Day, begin: date, eind: date) -> bool:
    found = as_date(day, begin)
    return found is not None and begin <= found <= eind


def _is_wrong(mention: Mention, begin: date, eind: date, told: bool) -> bool:
    """Whether days, if they are given as the meeting's, are not; where the right ones are `told`, only near ones."""
    if _right(mention, begin, eind):
        return False
    return not told or any(_is_slip(day, begin, eind) for day in mention.days)


def _is_slip(day: Day, begin: date, eind: date) -> bool:
    """Whether a wrong day lies near the meeting, or is its day in another year; else it may be another meeting's."""
    found = as_date(day, begin)
    if found is None:
        return True
    return abs((found - begin).days) <= _NEAR or _is_in(day._replace(year=None), begin, eind)


class _Clause(NamedTuple):
    """A part of a text with one verb, and where it begins."""

    start: int
    text: str


def _clauses(text: str) -> Iterator[_Clause]:
    start = 0
    for match in re.finditer(f"{_SENTENCE_END}|{_CLAUSE_END}", text):
        if re.search(rf"(?i)\b{_ABBREVIATED}$", text[start : match.start()]):
            continue
        yield _Clause(start, text[start : match.end()])
        start = match.end()
    yield _Clause(start, text[start:])


class _Event(NamedTuple):
    """A word for an event: where it stands in its clause, and whether it is the memo's meeting."""

    start: int
    end: int
    ours: bool
    aside: bool


def _events(case: Case, clause: str) -> list[_Event]:
    """The events that a clause names; `aside` are those that only say when or about what."""
    about = case.memo.bijeenkomst
    ours = [
        match.span() for match in re.finditer(_names(about.naam, about.afkorting, case.woorden.bijeenkomst), clause)
    ]
    others = [span for span in _other_events(case, clause) if not any(a < span[1] and span[0] < b for a, b in ours)]
    found = sorted([*((span, True) for span in ours), *((span, False) for span in others)])
    events: list[_Event] = []
    for ((start, end), named), following in zip_longest(found, found[1:]):
        before = clause[max(0, start - 60) : start]
        if named and clause[start:end].islower() and following and not following[1]:
            between = clause[end : following[0][0]]
            if re.fullmatch(r"\s+van\s+(?:de|het)\s+(?:\w+\s+)*", between):
                continue  # de bijeenkomst van de contactgroep
        other_one = re.search(_OTHER_ONE, before) or (case.kind.blik == "terug" and re.search(_COMING_ONE, before))
        event = _Event(start, end, named and not other_one, bool(re.search(_ASIDE, before)))
        if events and re.fullmatch(_SAME, clause[events[-1].end : start]):
            event = event._replace(ours=event.ours and events[-1].ours, aside=events[-1].aside)
        events.append(event)
    return events


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
    return r"(?i)(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, name.split())) for name in names) + r")(?!\w)"


def _days_given(case: Case, text: str, wanted: Callable[[Mention], bool]) -> Iterator[Mention]:
    """The days, of those that are `wanted`, that a text gives as those of the meeting."""
    if not any(map(wanted, mentions(text))):
        return
    for clause, antecedent in _with_antecedents(case, text):
        found = [mention for mention in mentions(clause.text) if wanted(mention)]
        events = _events(case, clause.text) if found else []
        for mention in found:
            left = clause.text[: mention.start]
            if re.search(_DEADLINE, left):
                continue
            nearest = next((event for event in reversed(events) if event.end <= mention.start), None)
            if nearest and re.fullmatch(_ATTACHED, left[nearest.end :]):
                ours = nearest.ours
            elif not re.search(_OF, left) and re.search(f"(?i){_FUTURE}|{_PAST}", clause.text):
                ours = _is_subject(events, antecedent)
            else:
                ours = False
            if ours:
                yield Mention(clause.start + mention.start, clause.start + mention.end, mention.days)


def _with_antecedents(case: Case, text: str) -> Iterator[tuple[_Clause, _Event | None]]:
    """The clauses of a text, each with the event that a `die` or `dat` at its beginning stands for."""
    previous = ""
    for clause in _clauses(text):
        is_relative = re.match(r"(?i)(?:die|dat|welke)\s", clause.text)
        events = _events(case, previous) if is_relative else []
        yield clause, events[-1] if events else None
        previous = clause.text


def _is_subject(events: list[_Event], antecedent: _Event | None) -> bool:
    """Whether it is the meeting that takes place: the first event of the clause that is no aside."""
    first = antecedent or next((event for event in events if not event.aside), None)
    return first is not None and first.ours


@rule("warning")
def impossible_day(case: Case) -> Faults:
    """A day that does not exist, or that is another day of the week.

    Wrong: 31 juni 2025; donderdag 14 februari 2025. Right: 30 juni 2025; vrijdag 14 februari 2025.
    """
    for passage in case.passages:
        for mention in mentions(passage.written):
            for day in mention.days:
                found = as_date(day)
                written = f"{day.day} {MAANDEN[day.month - 1]} {day.year or ''}".strip() if 0 < day.month < 13 else ""
                if found is None:
                    message = f"{written or _words(passage.text, mention)} does not exist; mend the day"
                    yield passage.fault(mention.start, message)
                elif day.year and day.weekday and WEEKDAGEN[found.weekday()] != day.weekday:
                    message = (
                        f"{written} is no {day.weekday} but a {WEEKDAGEN[found.weekday()]}; mend the one or the other"
                    )
                    yield passage.fault(mention.start, message)


@rule("warning")
def meeting_order(case: Case) -> Faults:
    """The memo is dated on the wrong side of the meeting.

    Wrong: an agenda of the day after it began, a verslag of the day before it ended. Right: the other way round.
    """
    day, about = case.memo.nota.datum, case.memo.bijeenkomst
    if not day or not about.begin:
        return
    eind = about.eind or about.begin
    if case.kind.blik == "vooruit" and day > about.begin:
        yield Fault(("nota", "datum"), f"{day} is after the meeting began ({about.begin}); mend the one or the other")
    if case.kind.blik == "terug" and day < eind:
        yield Fault(("nota", "datum"), f"{day} is before the meeting ended ({eind}); mend the one or the other")


@rule("warning")
def tense(case: Case) -> Faults:
    """The aanleiding of an agenda looks back on the meeting, or that of a verslag looks forward to it.

    Wrong, in a verslag: Op 13 februari vindt de DMM plaats. Right: Op 13 februari vond de DMM plaats.
    """
    wrong = {"vooruit": _PAST, "terug": _FUTURE}.get(case.kind.blik or "")
    if wrong is None:
        return
    message = (
        "the meeting is still to come, and this looks back; write it in the present tense"
        if case.kind.blik == "vooruit"
        else "the meeting is over, and this looks forward; write it in the past tense"
    )
    for passage in case.within("aanleiding"):
        if not re.search(f"(?i){wrong}", passage.written.replace("\n", " ")):
            continue
        for clause, antecedent in _with_antecedents(case, passage.written):
            verb = re.search(f"(?i){wrong}", clause.text)
            if verb and _is_about_the_meeting(case, clause.text, antecedent):
                yield passage.fault(clause.start + verb.start(), message)


def _is_about_the_meeting(case: Case, clause: str, antecedent: _Event | None) -> bool:
    """Whether what takes place in a clause is the memo's meeting, not an earlier, a later or any one."""
    if re.search(_REGULARLY, clause) or re.search(r"(?i)\b(?:eerder|vorig jaar|destijds|toen)\b", clause):
        return False
    if not _is_subject(_events(case, clause), antecedent):
        return False
    begin, eind = case.memo.bijeenkomst.begin, case.memo.bijeenkomst.eind or case.memo.bijeenkomst.begin
    if begin is None or eind is None:
        return True
    months = {begin.month, eind.month}
    named = {number for number, name in enumerate(MAANDEN, 1) if re.search(rf"(?i)\b{name}\b", clause)}
    years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", clause)}
    return named <= months and years <= {begin.year, eind.year}
