"""What gives a withheld text away where it stands once more: the whole of it, and of a person any part that tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from dmmdoc.dutch.names import END, START, Naamwoorden, Names, folded, no_names, spelled
from dmmdoc.publication.personal import EMAIL, apart, numbers

BLANK = "\ue000"
"""Stands for a withheld character: no word and no space, and in no text that a memo can print."""


class Clue(NamedTuple):
    """A pattern for text and one for an address or a file name; what either finds, `squeezed`, holds `core`."""

    core: str
    in_text: str
    in_address: str


class Trace(NamedTuple):
    """How to call what is withheld, and what tells it.

    `certain` says that finding it is a leak; else a person has to look.
    """

    what: str
    clues: tuple[Clue, ...]
    certain: bool = True


def squeezed(text: str) -> str:
    """The letters and digits of a text, and of an address in it, small and without accents."""
    plain = folded(text if "%" not in text else f"{text} {unquote(text)}")[0]
    return re.sub(r"[\W_]+", "", plain).lower()


def possible(traces: Iterable[Trace], text: str) -> list[Trace]:
    """Those of `traces` that may be found in a text that is `squeezed`: cheap to tell."""
    return [trace for trace in traces if any(clue.core in text for clue in trace.clues)]


def find(traces: Iterable[Trace], text: str, is_address: bool = False) -> Iterator[tuple[Trace, int]]:
    """Each of `traces` that stands in `text`, with its offset; of two in one spot the first."""
    plain, offsets = folded(text)
    for start, trace in apart(stretches(traces, plain, is_address)):
        yield trace, offsets[start]


def stretches(traces: Iterable[Trace], plain: str, is_address: bool = False) -> Iterator[tuple[int, int, Trace]]:
    """Where each of `traces` starts and ends in a text that is `folded`, in the addresses in it too."""
    addresses = [] if is_address else [*_addresses(plain)]
    for trace in traces:
        for match in _pattern(trace.clues, is_address).finditer(plain):
            yield *match.span(), trace
        for start, end, address in addresses:
            if _pattern(trace.clues, True).search(address):
                yield start, end, trace


_IN_ADDRESS = r"@|://|\w\.[a-z]{2}"


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the web and e-mail addresses in a text stand, with a scheme and without."""
    if re.search(_IN_ADDRESS, text):
        for match in re.finditer(r"\S+", text):
            if re.search(_IN_ADDRESS, match[0]):
                yield *match.span(), unquote(match[0])


@lru_cache(4096)
def _pattern(clues: tuple[Clue, ...], is_address: bool) -> re.Pattern[str]:
    sources = (clue.in_address if is_address else clue.in_text for clue in clues)
    return re.compile("|".join(dict.fromkeys(filter(None, sources))) or r"(?!)")


def of_text(what: str, text: str) -> Iterator[Trace]:
    """The trace of a text that is withheld for its matter: the words themselves, when they are enough to tell."""
    if len(squeezed(text)) >= 4:
        yield Trace(what, tuple(_phrase(text)), certain=False)


def of_person(what: str, text: str, names: Names, woorden: Naamwoorden, plaats: str | None = None) -> Iterator[Trace]:
    """The traces of a person: all of `text`, the surnames among `names`, numbers and e-mail addresses in it.

    In a memo about a meeting in `plaats` that word tells nothing by itself: de Haag, and Den Haag.
    """
    text = folded(text)[0]
    after = re.findall(rf"(?i:\b(?:{_any(woorden.tussenvoegsels)})\s+)(\w+)", text)
    world = _World(names.given, frozenset(map(str.lower, after)), woorden, plaats)
    clues = [clue for surname in names.surnames for clue in _surname(surname, world)]
    if not names.surnames or not _is_only(text, names, woorden):  # a surname may be a common word too
        clues += _phrase(text)
    clues += [clue for number in numbers(text) for clue in _number(number)]
    for local, domain in re.findall(EMAIL, text):
        clues += _email(local, domain)
        clues += [clue for surname in _in_email(local) for clue in _surname(surname, world, in_text=False)]
    yield Trace(f"{what}, or a part of it", tuple(clues))
    given = [Clue(name.lower(), rf"{START}{re.escape(name)}(?:'?s)?{END}", "") for name in names.given]
    yield Trace(f"a first name that stands in {what}", tuple(given), certain=False)


def _is_only(text: str, names: Names, woorden: Naamwoorden) -> bool:
    """Whether a text is a surname and what belongs to it, without initials or a first name."""
    known = {*woorden.tussenvoegsels, *woorden.voorzetsels, *map(str.lower, names.surnames)}
    return known.issuperset(re.findall(r"[^\W_]+", text.lower()))


_GAP = rf"(?:(?!{BLANK})[\W_])"
"""What may stand between words, and between the digits of a number: nothing that is withheld."""


def _phrase(text: str) -> Iterator[Clue]:
    """The words of `text` in this order, whatever stands between them and whatever their case."""
    words = re.findall(r"[^\W_]+", folded(text)[0])
    if not words:
        return
    least = [0 if len(word) == 1 else 1 for word in words]  # JP for J.P., but no tekort for te Kort
    gaps = [rf"{_GAP}{{{number},4}}" for number in least[:-1]]
    source = "".join(re.escape(word) + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    pattern = rf"{START}(?i:{source}){END}"
    yield Clue("".join(words).lower(), pattern, pattern)


def _number(number: str) -> Iterator[Clue]:
    """A number however its digits are grouped, with its country and area codes and without."""
    national = re.sub(r"^\D*(?:(?:\+|00)[\W_]*31[\W_]*(?:0\)[\W_]*)?|0)", "", number)
    local = re.split(r"[\W_]+", national.strip(" ()"), maxsplit=1)[-1]
    digits = re.sub(r"\D", "", national)
    for part, least in ((digits, 6), (re.sub(r"\D", "", local), 7), (digits[-7:] if len(digits) == 9 else "", 7)):
        if len(part) >= least:
            grouped = f"{_GAP}{{0,4}}".join(part)
            pattern = rf"(?<!\d)(?:\+|00)?(?:31{_GAP}*)?0?{_GAP}{{0,3}}{grouped}(?!\d)"
            yield Clue(part, pattern, pattern)


def _in_email(local: str) -> Iterator[str]:
    """The surname that an e-mail address seems to hold, as jansen in that of a.jansen."""
    words = re.findall(r"[^\W\d_]+", local)
    if len(words) > 1 and len(words[-1]) > 3:
        yield words[-1].capitalize()


def _email(local: str, domain: str) -> Iterator[Clue]:
    yield from _phrase(f"{local} {domain}")
    if re.search(r"[._+\d-]", local.strip("._+-")):  # a.jansen is somebody, info is nobody
        pattern = rf"(?<![\w.+-])(?i:{re.escape(local)})(?![\w+-])"
        yield Clue(squeezed(local), pattern, pattern)


class _World(NamedTuple):
    """What a surname is seen among: first names that go with it, the place of a meeting, and the words around names.

    `after` are the words that stand behind a tussenvoegsel, in small letters.
    """

    given: tuple[str, ...]
    after: frozenset[str]
    woorden: Naamwoorden
    plaats: str | None


def _surname(surname: str, world: _World, in_text: bool = True) -> Iterator[Clue]:
    """A surname in running text: a word, in capitals too, in the genitive, or run together as DeVries.

    Of one that is an everyday word too only what shows it to be a name: what goes before it, or a capital within a
    sentence, and where a sentence begins unless the name has a tussenvoegsel there; where such a word always has a
    capital, only what goes before it: of Van Limburg also that Van.
    """
    woorden = world.woorden
    has_capital = surname in no_names(woorden) or surname in folded(world.plaats or "")[0].split()
    is_everyday = has_capital or surname in woorden.gewone_woorden
    name = rf"{_in_no_phrase(surname, woorden.vaste_namen)}{spelled(surname)}{_genitive(woorden)}{END}"
    if not is_everyday:
        pattern = rf"{START}{name}|(?<=[a-z]){re.escape(surname)}{END}"
    else:
        behind = surname.lower() in world.after
        anywhere = rf"(?:(?<=[\w,]\s)|(?<=[\0{BLANK}] ))" if behind else START
        within = rf"(?:\b[Dd](?:er|ER)\s+{_with_capital(woorden) if behind else ''})" if has_capital else anywhere
        pattern = rf"{START}(?:{_before(world)}){name}|{within}{name}(?!-[A-Z]|\s[A-Z][a-z])"
    yield Clue(squeezed(surname), pattern if in_text else "", _addressed(surname, world, is_everyday))


def _in_no_phrase(surname: str, phrases: Iterable[str]) -> str:
    """A pattern for where none of `phrases` that have `surname` in them stands around it, as *Huis* in Witte Huis."""
    around = (phrase.partition(surname) for phrase in phrases if surname in phrase.split())
    return "".join(rf"(?!(?<={re.escape(before)}){surname}{re.escape(after)})" for before, _, after in around)


def _genitive(woorden: Naamwoorden) -> str:
    """A pattern for what may stand behind a surname: Jansens plan, but not Vissers zijn, and Pools-Litouws."""
    return rf"(?:'[sS]?|[sS](?!-[A-Z]|\s+(?:{_any(woorden.na_meervoud)}){END}))?"


_INITIAL = r"(?:[A-Z]|Chr?|IJ|Jac|Joh|Ph|Sj|Ths?|Tj)\.[ -]?"


@lru_cache(64)
def _before(world: _World) -> str:
    """A pattern for what shows that a name follows: initials, a title or a first name, with any tussenvoegsels."""
    woorden = world.woorden
    titles = rf"(?i:{_any(woorden.titels)})\.?\s+"
    given = "".join(rf"|{re.escape(name)}\s+" for name in world.given)
    between = rf"(?:(?i:{_any(woorden.tussenvoegsels)}|'[ts])\s+){{0,3}}"
    return rf"(?:(?:{_INITIAL})+\s*|{titles}{given}){between}|(?i:{_any(woorden.aankondigingen)})\s+"


def _with_capital(woorden: Naamwoorden) -> str:
    """A pattern for a tussenvoegsel that has a capital within a sentence: volgens Van Limburg, but not in Limburg."""
    capitals = _any(word.capitalize() for word in woorden.tussenvoegsels)
    return rf"|(?<=[\w,]\s)(?:{capitals})\s+(?:(?:{_any(woorden.tussenvoegsels)})\s+){{0,2}}"


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_LETTER = r"[^\W\d_]"


def _addressed(surname: str, world: _World, is_everyday: bool) -> str:
    """A pattern for a surname in an address or a file name: a word, or behind initials, a first name, tussenvoegsels.

    Of an everyday word only behind initials or a first name.
    """
    core = rf"{re.escape(surname.lower())}(?!{_LETTER})"
    given = "".join(rf"|{re.escape(name.lower())}" for name in world.given)
    small = "|".join(re.escape(word) for word in world.woorden.tussenvoegsels if word.isalpha())
    if is_everyday:
        by = rf"(?:(?:{_LETTER}[._-])+{given})[._-]?(?:(?:{small})[._-]?){{0,3}}{core}"
        return rf"(?i:(?<!{_LETTER})(?:{by}|{_LETTER}{{1,3}}(?:{small}){{0,3}}{core}(?=[^\s@]*@)))"
    ends = rf"{_LETTER}*{core}" if len(surname) > 5 else rf"{_LETTER}*{core}(?=[^\s@]*@)"
    turned = rf"{re.escape(surname.lower())}{_LETTER}{{0,2}}@"
    return rf"(?i:(?<!{_LETTER})(?:(?:{_LETTER}{{0,3}}{given})(?:{small}){{0,3}}{core}|{ends}|{turned}))"
