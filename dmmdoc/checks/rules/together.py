"""Rules about what the documents of one meeting say alike: facts and text, a letter and its nota, before and after."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dmmdoc.checks.cache import pattern
from dmmdoc.checks.case import Case
from dmmdoc.checks.rule import Fault, Faults, rule
from dmmdoc.checks.rules.amounts import amounts
from dmmdoc.checks.sections import HIDDEN, Section
from dmmdoc.config.facts import SECTIES, Key, velden
from dmmdoc.config.kinds import kind
from dmmdoc.dutch.days import dag
from dmmdoc.dutch.mentions import as_date
from dmmdoc.memo.model import INVULLEN, Block, Memo, items, paragraphs
from dmmdoc.memo_file.basis import shared_keys
from dmmdoc.messages.catalogue import say

# --- the facts of the meeting and the text ---


@rule(
    "warning",
    [
        'bijeenkomst.sessies = ["Raketverdediging en drones", "Steun aan Oekraïne"]\n'
        'secties.kernpunten = "- **Luchtverdediging en drones**: ter bespreking.\\n- **Steun aan Oekraïne**: idem."'
    ],
    [
        'bijeenkomst.sessies = ["Luchtverdediging en drones", "Steun aan Oekraïne"]\n'
        'secties.kernpunten = "- **Luchtverdediging en drones**: ter bespreking.\\n- **Steun aan Oekraïne**: idem."'
    ],
)
def other_session(case: Case) -> Faults:
    """A point or a heading among the sessions that is none: often how one was called before."""
    sessions = {_plain(each): each for each in case.memo.bijeenkomst.sessies if not INVULLEN.search(each)}
    section, key = case.with_role("kernpunten"), case.key_of("kernpunten")
    if section is None or len(sessions) < 2:
        return
    titles = list(_titles(case.memo.teksten[key[-1]], section))
    of = {title: next((each for each in sessions if f" {each} " in f" {title.plain} "), None) for title in titles}
    places = [number for number, title in enumerate(titles) if of[title]]
    if len(places) < len(sessions) / 2:
        return  # no text that follows the programme
    fixed = {_plain(words) for words in pattern(_HEADING).findall(case.kind.secties[key[-1]].concept)}
    free = [title for title in titles if not of[title] and title.plain not in fixed and not INVULLEN.search(title.text)]
    first = places[0] - [*sessions].index(of[titles[places[0]]] or "")
    for number, (session, named) in enumerate(sessions.items()):
        if session in of.values():
            continue
        alike = max(free, key=lambda title: _likeness(title.plain, session), default=None)
        if alike is None or _likeness(alike.plain, session) < _ALIKE:
            there = titles[first + number : first + number + 1] if first + number >= 0 else []
            alike = next((title for title in there if title in free), None)
        if alike:
            free.remove(alike)
            message = say("check.other-session", words=alike.text, session=named)
            yield Fault(key, message, alike.start, alike.start + len(alike.text))
    for title in free:
        if places[0] - 1 <= titles.index(title) <= places[-1] and title.depth == titles[places[0]].depth:
            yield Fault(key, say("check.no-session", words=title.text), title.start, title.start + len(title.text))


_HEADING = r"(?m)^#+ ([^{\[\n]+)$"
"""A heading that the draft of a kind has whatever the programme is: Andere bijeenkomsten."""
_ALIKE = 0.6
"""Names are alike from here on, where 1 is the same."""


class _Title(NamedTuple):
    """What a point is called, in bold before its words, or a heading: where it begins, plainly, and how deep it is."""

    text: str
    start: int
    plain: str
    depth: int


def _titles(blocks: Sequence[Block], section: Section) -> Iterator[_Title]:
    starts = [passage.start for passage in section.passages]
    for start, (paragraph, depth) in zip(starts, paragraphs(blocks), strict=True):
        if paragraph.niveau:
            yield _Title(paragraph.text, start, _plain(paragraph.text), -paragraph.niveau)
        elif depth and paragraph.spans[0].strong:
            words = paragraph.spans[0].text.rstrip(" .:;")
            yield _Title(words, start, _plain(words), depth)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


@rule(
    "warning",
    [
        'bijeenkomst.naam = "Nuclear Planning Group"\nbijeenkomst.afkorting = "NPG"\n'
        "bijeenkomst.begin = 2025-02-13\n"
        'secties.aanleiding = "Op 13 februari vindt de Defence Ministers Meeting (DMM) plaats."'
    ],
    [
        'bijeenkomst.naam = "Defence Ministers Meeting"\nbijeenkomst.afkorting = "DMM"\n'
        "bijeenkomst.begin = 2025-02-13\n"
        'secties.aanleiding = "Op 13 februari vindt de Defence Ministers Meeting (DMM) plaats."'
    ],
)
def meeting_not_named(case: Case) -> Faults:
    """An aanleiding that has the day of the meeting, and the name of another."""
    meeting, first = case.memo.bijeenkomst, case.with_role("aanleiding")
    names = [name for name in (meeting.naam, meeting.afkorting) if name and not INVULLEN.search(name)]
    if not meeting.naam or not meeting.begin or not names or first is None:
        return
    days = [as_date(day, meeting.begin) for mention in first.days for day in mention.days]
    if meeting.begin not in days or any(name.lower() in first.text.lower() for name in names):
        return
    others = [name for pair in case.lists.afkortingen.voluit.items() for name in pair if _is_meeting(name, case)]
    for name in sorted(others, key=len, reverse=True):
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", first.written):
            message = say("check.meeting-not-named", words=match[0], meeting=meeting.naam)
            yield Fault(case.key_of("aanleiding"), message, *match.span())
            return


def _is_meeting(name: str, case: Case) -> bool:
    """Whether a name, short or in full, is one of a meeting."""
    full = case.lists.afkortingen.voluit.get(name, name).lower()
    return any(word in full for word in ("meeting", "group", "raad", "council", "bijeenkomst", "summit", "top"))


# --- a document and those beside it ---


@rule(
    "warning",
    ['steller.functie = "Adviseur"\n---\nsoort = "verslag"\nsteller.functie = "Beleidsmedewerker"'],
    ['steller.functie = "Adviseur"\n---\nsoort = "verslag"\nsteller.functie = "Adviseur"'],
)
def other_fact(case: Case) -> Faults:
    """A fact that the documents of a meeting share, and that another of them says otherwise."""
    for sister in case.sisters:
        for path in sorted(_common(case, sister.memo)):
            mine, theirs = case.memo.feiten.get(path), sister.memo.feiten.get(path)
            if mine is None or theirs is None or mine == theirs:
                continue
            said = ", ".join(items(theirs))
            if not any(INVULLEN.search(text) for value in (mine, theirs) for text in items(value)):
                yield Fault(path, say("check.other-fact", key=".".join(path), words=said, file=sister.file))


def _common(case: Case, other: Memo) -> frozenset[Key]:
    """The facts that two documents share: those of every document, and of one kind of document the signatory."""
    known, theirs = velden(case.folders), kind(other.soort, case.folders)
    shared = shared_keys(case.kind, known) & shared_keys(theirs, known)
    if case.kind.eigen and case.kind.eigen == theirs.eigen:
        shared |= {path for path in known.velden if path[0] in case.kind.eigen and known.velden[path].gedeeld}
    return shared


@rule(
    "warning",
    [
        'secties.kernpunten = "Nederland draagt EUR 5 miljoen bij."\n---\nsoort = "agendabrief"\n'
        'secties.tekst = "Nederland draagt EUR 4 miljoen bij."'
    ],
    [
        'secties.kernpunten = "Nederland draagt EUR 4 miljoen bij."\n---\nsoort = "agendabrief"\n'
        'secties.tekst = "Nederland draagt EUR 4 miljoen bij."'
    ],
)
def amount_in_one(case: Case) -> Faults:
    """An amount of the letter that its nota lacks, or of the decision or points of the nota that the letter lacks."""
    for sister in case.sisters:
        other = kind(sister.memo.soort, case.folders)
        if other.blik != case.kind.blik or other.tabel == case.kind.tabel:
            continue
        told = {each.euros for section in sister.sections.values() for each in amounts(section.written)}
        if not told:
            continue
        keys = {case.key_of("kernpunten")[-1], case.key_of("besluit")[-1]}
        for key, section in case.sections.items():
            for each in amounts(section.public) if key in keys else ():
                if each.euros not in told:
                    words = section.public[each.start : each.end]
                    message = say("check.amount-in-one", words=words, file=sister.file)
                    yield Fault((SECTIES, key), message, each.start, each.end)


@rule(
    "warning",
    [
        'secties.kernpunten = "Op 12 februari komt de Ukraine Defence Contact Group (UDCG) bijeen."\n---\n'
        'soort = "agendabrief"\n'
        'secties.tekst = "De Ukraine Defence Contact Group (UDCG) komt op 13 februari bijeen."'
    ],
    [
        'secties.kernpunten = "Op 13 februari komt de Ukraine Defence Contact Group (UDCG) bijeen."\n---\n'
        'soort = "agendabrief"\n'
        'secties.tekst = "De Ukraine Defence Contact Group (UDCG) komt op 13 februari bijeen."'
    ],
)
def other_day(case: Case) -> Faults:
    """A day that a document gives for a meeting beside the memo's, and another document gives otherwise."""
    mine = _days_of(case.sections, case) if case.sisters else {}
    for sister in case.sisters:
        theirs = _days_of(sister.sections, case)
        for short, (days, at) in mine.items():
            others = theirs[short][0] if short in theirs else days
            if days.isdisjoint(others):
                (key, start, end), named = at, ", ".join(sorted(others))
                message = say("check.other-day", short=short, days=named, file=sister.file)
                yield Fault((SECTIES, key), message, start, end)


_Place = tuple[str, int, int]


def _days_of(sections: Mapping[str, Section], case: Case) -> dict[str, tuple[frozenset[str], _Place]]:
    """For each abbreviation of a meeting the days that sentences give for it, and where the first stands."""
    found: dict[str, tuple[frozenset[str], _Place]] = {}
    near = case.memo.bijeenkomst.begin or case.memo.datum
    for key, section in sections.items():
        for start, end in _sentences(section.written):
            shorts = {word for word, at in section.shorts if start <= at < end and _is_meeting(word, case)}
            inside = [mention for mention in section.days if start <= mention.start < end]
            if len(shorts) != 1 or case.memo.bijeenkomst.afkorting in shorts or not inside:
                continue
            dates = [as_date(day, near) for mention in inside for day in mention.days]
            [short] = shorts
            days, place = found.get(short, (frozenset(), (key, inside[0].start, inside[0].end)))
            found[short] = (days | {dag(each) for each in dates if each}, place)
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, nearly: a passage ends one too."""
    start = 0
    for match in pattern(rf"[.?!](?=\s+[A-Z])|{HIDDEN}").finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


@rule(
    "warning",
    [
        'soort = "verslag"\n'
        'secties.aanleiding = "Vooraf ontving de Kamer de geannoteerde agenda (brief van 3 februari 2025)."\n---\n'
        'soort = "agendabrief"\nbrief.datum = 2025-02-04'
    ],
    [
        'soort = "verslag"\n'
        'secties.aanleiding = "Vooraf ontving de Kamer de geannoteerde agenda (brief van 4 februari 2025)."\n---\n'
        'soort = "agendabrief"\nbrief.datum = 2025-02-04'
    ],
)
def other_letter(case: Case) -> Faults:
    """A day or a reference that a verslag gives for the letter with the agenda, and that is not on that letter."""
    letters = [
        sister
        for sister in case.sisters
        if (of_kind := kind(sister.memo.soort, case.folders)).blik == "vooruit"
        and of_kind.tabel in velden(case.folders).brieven
    ]
    for letter in letters if case.kind.blik == "terug" else ():
        day, reference = letter.memo.datum, str(letter.memo.with_role("kenmerk") or "")
        for key, section in case.sections.items():
            for match in pattern(_LETTER).finditer(section.written):
                if "agenda" not in section.written[max(0, match.start() - _NEAR) : match.end()].lower():
                    continue
                if day and match["day"] and match["day"].replace("\n", " ") != dag(day):
                    message = say("check.other-letter", words=match["day"], right=dag(day), file=letter.file)
                    yield Fault((SECTIES, key), message, *match.span("day"))
                if reference and match["reference"] and match["reference"] != reference:
                    message = say("check.other-letter", words=match["reference"], right=reference, file=letter.file)
                    yield Fault((SECTIES, key), message, *match.span("reference"))


_LETTER = r"brief van (?P<day>\d{1,2} \w+ \d{4})(?:,? \(?kenmerk (?P<reference>[\w.-]*\w))?"
_NEAR = 120
"""So many characters before it say what letter it is."""
