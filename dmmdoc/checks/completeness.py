"""Rules about what a memo must hold: a text where the kind asks for one, the whole programme; and for how much."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from math import ceil, inf
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.case import Case, Fault, Faults, Lists, lists, pattern, rule
from dmmdoc.house_style import house_style, resolved
from dmmdoc.memo import INVULLEN, paragraphs
from dmmdoc.names import folded
from dmmdoc.toml_text import Path as Key
from dmmdoc.velden import SECTIES


@rule("error")
def missing_section(case: Case) -> Faults:
    """A section that the kind requires has no text: its heading would stand there alone.

    Wrong: juridische_overwegingen = "". Right: juridische_overwegingen = "Er zijn geen juridische overwegingen."
    """
    for sectie in case.memo.secties:
        if sectie.verplicht and not sectie.blocks:
            yield Fault((SECTIES, sectie.sleutel), f"{sectie.sleutel} has no text; write it under “{sectie.kop}”")


@rule("error")
def placeholder(case: Case) -> Faults:
    """A placeholder is left: something is still unknown.

    Wrong: Op [invullen: dagen] vindt … plaats. Right: Op 13 en 14 februari 2025 vindt … plaats.
    """
    advice = "is still to be filled in; use dmmdoc fill, or write it here"
    for passage in (passage for passage in case.passages if passage.written != passage.text):
        for match in INVULLEN.finditer(passage.text):
            yield passage.fault(match.start(), f"{match[0]} {advice}")
    for key, text in case.facts:
        for match in INVULLEN.finditer(text) if "[" in text else ():
            yield Fault(key, f"{match[0]} {advice}", words=match[0])


_NOTE = (
    r"(?<!\w)[nN]rs?\.\s*(?:[xX]{1,3}|\.{2,}|…)(?!\w)|"
    r"(?<![\w-])(?:[xX]{3,}|T[BO]D|TODO)(?![\w-])"
    r"|(?<!\w)[xX]{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
    r"|\?\?+"
    r"|\[(?:\.{2,}|PM|p\.?m\.?|xx?|XX?|naam|datum|nummer|bedrag|n\.?t\.?b\.?)\]"
)
_NOTE_SIGNS = ("X", "[", "…", "??", "..", "x ", "xx", "nr. x", "TB", "TODO")
"""One of these stands in every such note: quicker to look for."""


@rule("warning")
def leftover_note(case: Case) -> Faults:
    """A note of the writer is left: a placeholder of another make.

    Wrong: een bijdrage van EUR XXX; op xx oktober; [PM]. Right: een bijdrage van EUR 4,2 miljoen.
    """
    for match in pattern(_NOTE).finditer(case.written) if any(sign in case.written for sign in _NOTE_SIGNS) else ():
        yield case.fault(match.start(), f"{match[0]} looks like a note to yourself; fill it in or take it out")


@rule("warning")
def session_not_mentioned(case: Case) -> Faults:
    """A working session of the programme is in bijeenkomst.sessies, and the kernpunten pass it over.

    Wrong: sessies = ["Steun aan Oekraïne"], and no word about it. Right: - **Steun aan Oekraïne**: Nederland …
    """
    texts = [passage.text.replace("\n", " ") for passage in case.within("kernpunten")]
    points = _plain("\n".join(texts)).split("\n") if texts else []
    for number, session in enumerate(case.memo.bijeenkomst.sessies if points else ()):
        names = _telling_names(session, number, case.folders)
        if not any(_mentions(point, words) for words in names for point in points):
            message = f"kernpunten never mention the session “{session}”; give it a point, or take it off the programme"
            yield Fault(("bijeenkomst", "sessies"), message)


_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste")
"""A text may name a session by its place in the programme: in de tweede werksessie."""


@lru_cache(512)  # many memos are about one meeting
def _telling_names(session: str, number: int, folders: tuple[Path, ...]) -> list[list[str]]:
    """The beginnings of the words of every name that a text may give a session, which is one of the programme's."""
    if INVULLEN.search(session):
        return [[]]
    numbered = [[f" {nth} {what}"] for nth in _ORDINALS[number : number + 1] for what in ("werksessie", "sessie")]
    return [*map(_telling, _also_called(session, lists(folders))), *numbered]


def _also_called(session: str, known: Lists) -> Iterator[str]:
    """The session, and what it is called in the other language, or with an abbreviation written out or not."""
    yield session
    names = [session]
    for dutch, english in known.woorden.vertalingen.items():
        names += [name.replace(dutch, english) for name in names if dutch in name]
        names += [name.replace(english, dutch) for name in names if english in name]
    yield from names[1:]
    for short, full in known.afkortingen.voluit.items():
        for name in names:
            if full in name:
                yield name.replace(full, short)
            if short in name:
                yield re.sub(rf"\b{re.escape(short)}\b", full, name)


_LETTERS = bytes(code if bytes([code]).isalnum() or code == ord("\n") else ord(" ") for code in range(256))
"""What each byte becomes: letters and digits stay, and the ends of lines; the rest is space."""


def _plain(text: str) -> str:
    """The words of a text in small letters without accents, a space before each; a line stays a line."""
    plain = folded(text)[0].lower().encode("ascii", "replace").translate(_LETTERS).decode()
    return " " + plain.replace("nato", "navo").replace("\n", "\n ")


_SAYS_NOTHING = frozenset(
    {"sessie", "werksessie", "bijeenkomst", "over", "voor", "naar", "door", "inzake", "rond", "nieuwe", "verdere"}
    | {"huidige", "actuele", "toekomstige", "gezamenlijke", "werklunch", "werkdiner", "werkontbijt", "lunch", "diner"}
)


def _telling(session: str) -> list[str]:
    """The beginnings of the words of a session that say something: an inflected word counts as the word."""
    words = _plain(session).split()
    telling = [word for word in words if len(word) > 3 and word not in _SAYS_NOTHING]
    return [f" {_stem(word)}" for word in telling or words]


def _mentions(point: str, words: list[str]) -> bool:
    """Whether a point has all the words, of four or more all but one."""
    return sum([word in point for word in words]) >= len(words) - (len(words) > 3)


def _stem(word: str) -> str:
    return word[: max(4, min(8, len(word) - 3))]


PAGES = 2
_LETTER = 0.575
"""The mean width of a letter of Verdana in Dutch prose, in ems; measured."""
_SURE = 0.95
"""The part of the estimate that is sure: hyphenation or another face may save the rest."""


@rule("warning")
def too_long(case: Case) -> Faults:
    """The memo is longer than two pages: it will not be read to its end. Estimated from the house style, with room.

    Wrong: every working session retold. Right: what the minister must know; the rest stands in the letter.
    """
    page = house_style(case.folders).pagina
    room = PAGES * _points(page.hoogte - page.boven - page.onder) / _SURE
    for key, line, height in _heights(case):
        room -= height
        if room < 0:
            yield Fault(key, f"the memo is longer than {PAGES} pages, which end before this; shorten it", line)
            return


def _heights(case: Case) -> Iterator[tuple[Key, int | None, float]]:
    """What stands on the page in order: its key, its line there, and the height that it takes in points."""
    memo, measure = case.memo, _measures(case.folders)
    yield ("nota", "onderwerp"), None, _height(measure("Documentsoort", 0), memo.opschrift)
    yield ("nota", "onderwerp"), None, _height(measure("Title", 0), memo.nota.onderwerp)
    if memo.nota.aan:
        yield ("nota", "aan"), None, _height(measure("Geadresseerde", 0), memo.nota.aan)
    for sectie in memo.secties:
        key = (SECTIES, sectie.sleutel)
        yield key, None, _height(measure(f"Heading {sectie.niveau}", 0), sectie.kop)
        for paragraph, depth in paragraphs(sectie.blocks):
            yield key, paragraph.line, _height(measure("List Bullet" if depth else "Body Text", depth), paragraph.text)
    key = ("ondertekenaar", "functie")
    yield key, None, _height(measure("Closing", 0), memo.ondertekenaar.functie)
    yield key, None, _height(measure("Signature", 0), memo.ondertekenaar.naam or "")


class _Measure(NamedTuple):
    """How many letters a line of text has in a style, and in points how high a line is and the space around them."""

    letters: float
    line: float
    around: float


@cache
def _measures(folders: tuple[Path, ...]) -> Callable[[str, int], _Measure]:
    """The measure of a style of the house style, in so many lists."""
    style = house_style(folders)
    page = _points(style.pagina.breedte - style.pagina.links - style.pagina.rechts)

    @cache
    def measure(name: str, depth: int) -> _Measure:
        look = resolved(style, name)
        width = page - depth * _points(style.lijsten.inspringing)
        letters = max(width / (look.grootte * _LETTER), 1) if look.grootte else inf
        return _Measure(letters, look.regelafstand or 0, (look.voor or 0) + (look.na or 0))

    return measure


def _height(measure: _Measure, text: str) -> float:
    """The height of a paragraph, its lines broken where the text is as wide as there is room for."""
    letters, line, around = measure
    if "\n" not in text:
        return around + (ceil(len(text) / letters) or 1) * line
    return around + sum([ceil(len(part) / letters) or 1 for part in text.split("\n")]) * line


def _points(millimetres: float) -> float:
    return millimetres / 25.4 * 72
