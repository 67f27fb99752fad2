"""What gives a withheld text away where it stands once more, and what a writer says is somebody else.

Only texts are known here: what is withheld goes in as `Geheim`, `traces` says what to look for, `find` where it stands.
The rule is that of the public version, as docs/publication.md tells it: every word of a withheld name is refused, and
a person frees a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from dmmdoc.dutch.letters import LETTER, folded
from dmmdoc.dutch.names import Naamwoorden, is_function, name_words, people
from dmmdoc.publication.occurrences import Form, Spot, addresses, squeezed, stands, views
from dmmdoc.publication.personal import EMAIL, apart, codes, contacts, numbers


class Soort(Enum):
    """What kind of text is withheld, which says what of it tells."""

    NAAM = auto()
    """A fact that holds the name of one person or more."""
    FEIT = auto()
    """Another fact that is personal data: a telephone number, an e-mail address."""
    PERSOON = auto()
    """A passage withheld on a ground that is personal."""
    ZAAK = auto()
    """A passage or a fact withheld for its matter."""
    ADRES = auto()
    """Where a link under a personal passage points to."""


class Geheim(NamedTuple):
    """A text that is withheld, and how a message calls it: `the name of the steller`."""

    what: str
    text: str
    soort: Soort


class Trace(NamedTuple):
    """What tells a withheld text: letters and digits in a row, as a text has them when it is `squeezed`.

    `form` says how they may stand there. `joints` are the places between two of them where something else may stand;
    `glued` is what of the same person may be written on to a name in an address. Where `is_zeker`, to
    find it is a leak; else a person has to look.
    """

    core: str
    what: str
    form: Form
    joints: frozenset[int] = frozenset()
    glued: frozenset[str] = frozenset()
    is_zeker: bool = True


class Phrase(NamedTuple):
    """Where a phrase stands that a writer freed."""

    start: int
    end: int
    words: str


class Vondst(NamedTuple):
    """Where a text gives something away; `vrij` are the phrases that a writer freed and inside which it stands.

    Where there is one, it is somebody else. Where `is_zeker`, it is a leak; else a person has to look.
    """

    start: int
    end: int
    what: str
    is_zeker: bool
    vrij: tuple[str, ...]


# --- what to look for ---


def traces(geheimen: Iterable[Geheim], woorden: Naamwoorden) -> tuple[Trace, ...]:
    """What to look for, of everything that is withheld: leaks first, and whole names before their parts."""
    found = [trace for geheim in geheimen for trace in _traces(geheim, woorden)]
    first: dict[tuple[object, ...], Trace] = {}
    for trace in sorted(found, key=lambda trace: (not trace.is_zeker, -len(trace.core))):
        same = first.setdefault(trace[:1] + trace[2:4], trace)
        first[trace[:1] + trace[2:4]] = same._replace(glued=same.glued | trace.glued)  # two people of one name
    return tuple(first.values())


@lru_cache(1024)
def _traces(geheim: Geheim, woorden: Naamwoorden) -> tuple[Trace, ...]:
    """What to look for of one text; many memos are by the same few people."""
    return tuple(_made(geheim, woorden))


def _made(geheim: Geheim, woorden: Naamwoorden) -> Iterator[Trace]:
    what, text, soort = geheim
    emails = [match.groups() for match in re.finditer(EMAIL, text)]
    yield from _numbers(what, text, is_exact=soort is Soort.ZAAK)
    if soort is Soort.ZAAK:
        surnames = [word for person in people(folded(text)[0], woorden, is_loose=True) for word in person.surnames]
        yield from (_word(what, part) for word in surnames for part in re.findall(rf"{LETTER}{{2,}}", word))
        yield from (trace for local, host in emails for trace in _phrase(what, f"{local}@{host}"))
        somebody = [local for local, _ in emails if re.search(r"[._+\d-]", local)]  # a.jansen, but not info
        yield from (trace for local in somebody for trace in _local_part(what, local))
        yield from (each._replace(is_zeker=False) for clause in _clauses(text) for each in _phrase(what, clause))
        return
    for local, _ in emails:
        yield from _local_part(what, local)
        if soort is not Soort.FEIT or re.match(r"[^\W\d_][._-]", local):  # dgb.div@x.nl names nobody, j.bos@x.nl does
            yield from (_word(what, word) for word in _names_in_local_part(local, woorden))
    if soort is Soort.ADRES:
        yield from _phrase(what, re.sub(r"^(?:\w+:)?(?://)?(?:www\.)?", "", text))
        return
    rest = re.sub(EMAIL, " ", text)
    tells = soort is not Soort.PERSOON or not is_function(rest, woorden)
    words, glued = name_words(rest, woorden) if tells else (), _glued(rest)
    yield from (_word(what, word, glued) for word in (*words, *_run_together(rest, words)))
    is_told = soort is Soort.PERSOON and len(rest.split()) > _LEAST_WORDS
    if len(words) > 1 or is_told or re.search(rf"(?<![^\W_]){LETTER}\.", rest):
        yield from _phrase(what, rest)


_LEAST_WORDS = 2
"""More words than a function has, de kolonel, are a passage that is not to stand elsewhere."""


def _word(what: str, word: str, glued: frozenset[str] = frozenset()) -> Trace:
    return Trace(squeezed(word), what, Form.WORD, glued=glued)


def _glued(text: str) -> frozenset[str]:
    """What is written on to a surname in an address: the other words of the name, and the initials."""
    words = {*re.findall(rf"{LETTER}+", folded(text)[0].lower())}
    return frozenset(words | {word[0] for word in words}) if len(words) > 1 else frozenset()


def _run_together(text: str, words: Sequence[str]) -> Iterator[str]:
    """A name as addresses and accounts have it, a double surname without its hyphen."""
    plain = folded(text)[0]
    if 1 < len(words) <= _LONGEST_NAME:
        first, last = plain.find(words[0]), plain.rfind(words[-1]) + len(words[-1])
        if re.fullmatch(r"[^\d,;/()]+", plain[first:last]):
            yield re.sub(rf"(?<![^\W_]){LETTER}\.", "", plain[first:last])


_LONGEST_NAME = 5


def _phrase(what: str, text: str) -> Iterator[Trace]:
    """The words of a text in this order, whatever stands between them and whatever their case."""
    words = re.findall(r"[^\W_]+", folded(text)[0])
    core = "".join(words).lower()
    if len(core) >= _LEAST:
        joints, at = set[int](), 0
        for word in words[:-1]:
            at += len(word)
            joints.add(at)
        yield Trace(core, what, Form.PHRASE, frozenset(joints))


_LEAST = 4
"""So many letters and digits are enough to tell a withheld text."""
_CLAUSE = 15


def _clauses(text: str) -> Iterator[str]:
    """A text, and each clause of it that is long enough to be known again."""
    yield text
    parts = re.split(r"[.,;:()?!]\s|\s[-–—]\s", text)
    yield from (part for part in parts if len(parts) > 1 and len(squeezed(part)) >= _CLAUSE)


def _numbers(what: str, text: str, is_exact: bool) -> Iterator[Trace]:
    """Every number in a text that says whose it is, with what of a telephone number is dialled nearby."""
    plain = folded(text)[0]
    yield from (Trace(squeezed(plain[start:end]), what, Form.CODE) for start, end, _ in codes(plain))
    known = [plain[start:end] for start, end, _ in contacts(plain) if "@" not in plain[start:end]]
    for number in known if is_exact else numbers(plain):
        yield from (Trace(digits, what, Form.NUMBER) for digits in _dialled(number))


_LOCAL = 8
"""A number of more digits than this begins with that of a country or an area, which need not be dialled nearby."""


def _dialled(number: str) -> Iterator[str]:
    """The digits of a number without those of the country, and without those of the area."""
    national = re.sub(r"^\D*(?:(?:\+|00)[\W_]*31[\W_]*(?:\(?0\)?[\W_]*)?|\(?0)", "", number)
    digits, groups = re.sub(r"\D", "", national), re.findall(r"\d+", national)
    yield digits
    parts = ["".join(groups[1:]), *(digits[-most:] for most in (8, 7, 6) if len(digits) > _LOCAL)]
    yield from (part for part in dict.fromkeys(parts) if len(part) >= 6 and part.strip("0"))


def _local_part(what: str, local: str) -> Iterator[Trace]:
    """What stands before the @ of an address, with a tag behind a + and without."""
    for part in dict.fromkeys((local, local.partition("+")[0])):
        words = re.findall(r"[^\W_]+", folded(part)[0])
        core = "".join(words).lower()
        if core:
            yield Trace(core, what, Form.LOCAL_PART)


def _names_in_local_part(local: str, woorden: Naamwoorden) -> Iterator[str]:
    """What may be the surname in an e-mail address: j.devries, jdevries and devriesj hold vries."""
    words = re.findall(rf"{LETTER}{{2,}}", folded(local)[0].lower())
    if len(words) == 1 and len(words[0]) > 4:
        words += [words[0][1:], words[0][:-1]]
    small = "|".join(word for word in sorted(woorden.tussenvoegsels, key=len, reverse=True) if len(word) > 1)
    for word in words:
        if word not in woorden.tussenvoegsels:
            yield word
        bare = re.sub(rf"^(?:{small})+(?={LETTER}{{3}})", "", word)
        if bare != word:
            yield bare


# --- where it stands ---


def find(
    sought: Iterable[Trace], text: str, free: Iterable[Phrase] = (), *, is_address: bool = False
) -> Iterator[Vondst]:
    """Every place in a text that gives something away, of two in one spot the first; `is_address` for a file name too.

    What one of the `free` phrases in it lets by comes with them.
    """
    let_by, others = list[Vondst](), list[tuple[int, int, Trace]]()
    for start, end, trace in _found(sought, text, is_address):
        if phrases := around(free, start, end):
            let_by.append(Vondst(start, end, trace.what, trace.is_zeker, phrases))
        else:
            others.append((start, end, trace))
    yield from let_by
    yield from (Vondst(start, end, trace.what, trace.is_zeker, ()) for start, end, trace in apart(others))


_UNSEEN = "[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]*"
"""What does not end a word though it is no letter."""


def freed(text: str, vrij: Iterable[str]) -> list[Phrase]:
    """Where each phrase stands in a text: case, white space and line breaks aside, exact, and as words of its own."""
    return [
        Phrase(*match.span(), phrase)
        for phrase in vrij
        if (words := phrase.split())
        for match in re.finditer(_as_written(words), text, re.IGNORECASE)
    ]


def _as_written(words: Sequence[str]) -> str:
    start = rf"(?<!\w)(?<!\w[{_UNSEEN[1:-2]}])" if re.match(r"\w", words[0]) else ""
    end = rf"(?!{_UNSEEN}[\w\u0300-\u036f])" if re.search(r"\w\Z", words[-1]) else ""
    return start + r"\s+".join(map(re.escape, words)) + end


def around(free: Iterable[Phrase], start: int, end: int) -> tuple[str, ...]:
    """The phrases inside which a stretch of a text stands."""
    return tuple({phrase: None for first, last, phrase in free if first <= start and end <= last})


def _found(sought: Iterable[Trace], text: str, is_address: bool) -> Iterator[tuple[int, int, Trace]]:
    """Where each of `sought` stands in a text, those of one trace in order."""
    sought = tuple(sought)
    for view in views(text) if sought else ():
        if near := [trace for trace in sought if trace.core in view.row]:
            places = [place for place, character in enumerate(view.text) if character.isalnum()]
            zones = [(0, len(view.text))] if is_address else addresses(view.text)
            for trace in near:
                for letters in _rows(trace.core, view.row, places):
                    in_address = any(start <= letters[0] < end for start, end in zones)
                    if stands(trace.form, Spot(view.text, letters, in_address), trace.joints, trace.glued):
                        yield *view.span(letters[0], letters[-1]), trace


def _rows(core: str, row: str, places: Sequence[int]) -> Iterator[Sequence[int]]:
    """Where the letters and digits of `core` stand in a text, each time that they stand in a row."""
    at = row.find(core)
    while at >= 0:
        yield places[at : at + len(core)]
        at = row.find(core, at + 1)
