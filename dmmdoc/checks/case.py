"""What a rule reads, and what it gives: a case in, faults out."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple

from dmmdoc.kinds import Kind, kind
from dmmdoc.memo import Memo, Paragraph, Sectie, paragraphs, with_placeholders
from dmmdoc.names import Naamwoorden, naamwoorden
from dmmdoc.template_folders import find, load
from dmmdoc.toml_text import Path as Key
from dmmdoc.velden import SECTIES, TABLES
from dmmdoc.woo import gronden

Severity = Literal["error", "warning"]

HIDDEN = "\0"
"""What stands in the place of each character that a rule is not to read."""
BETWEEN = f"\n{HIDDEN}\n"
"""What stands between two passages where they are one text: no name, number or phrase goes on behind it."""

pattern: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""A pattern of a rule, compiled when it is first used: `re` itself takes longer to find what it has compiled."""


class Afkortingen(NamedTuple):
    """The contents of afkortingen.toml: what everyone knows, what is none, and what the others stand for."""

    bekend: tuple[str, ...]
    geen_afkorting: tuple[str, ...]
    voluit: dict[str, str]


class Woorden(NamedTuple):
    """The contents of woorden.toml: the words by which a rule knows what a text is about."""

    bijeenkomst: tuple[str, ...]
    gebeurtenissen: tuple[str, ...]
    gewone_woorden: tuple[str, ...]
    vaste_hoofdletter: tuple[str, ...]
    dubbel: tuple[str, ...]
    koppelteken: tuple[str, ...]
    vertalingen: dict[str, str]


class Lists(NamedTuple):
    """What the rules look up in the templates, and what follows from that.

    `bekend` are the abbreviations that everyone knows, in small letters, `genoemd` all that afkortingen.toml has;
    `gebeurtenissen` the endings of words for an event.
    """

    gronden: dict[str, str]
    afkortingen: Afkortingen
    woorden: Woorden
    namen: Naamwoorden
    bekend: frozenset[str]
    genoemd: frozenset[str]
    gebeurtenissen: tuple[str, ...]


@cache
def lists(folders: tuple[Path, ...]) -> Lists:
    """The lists of the first folder that has them; raises UserError for a template that is at fault."""
    afkortingen = load(Afkortingen, find("afkortingen.toml", folders))
    woorden = load(Woorden, find("woorden.toml", folders))
    return Lists(
        gronden(folders),
        afkortingen,
        woorden,
        naamwoorden(folders),
        frozenset(map(str.casefold, afkortingen.bekend)),
        frozenset({*afkortingen.bekend, *afkortingen.voluit}),
        tuple(f"{word}{ending}" for word in woorden.gebeurtenissen for ending in ("", "en", "s")),
    )


class Fault(NamedTuple):
    """What is wrong and what to do, at the key `path`: on line `within` of its text, from 0, or where `words` stand."""

    path: Key
    message: str
    within: int | None = None
    words: str = ""


class Passage(NamedTuple):
    """A paragraph of a section with its text in three versions of one length, so that a place in one is a place in all.

    `text` is the text, `written` has the placeholders hidden, `public` the withheld passages. `depth` says in how
    many lists it stands, `start` where in the text of the case.
    """

    sectie: str
    paragraph: Paragraph
    depth: int
    start: int
    text: str
    written: str
    public: str

    def fault(self, at: int, message: str) -> Fault:
        """The fault of the character at `at`."""
        return Fault((SECTIES, self.sectie), message, self.paragraph.line_at(at))


class Short(NamedTuple):
    """An abbreviation, and where in the text of the case it stands."""

    word: str
    start: int


class Case(NamedTuple):
    """A memo with all that its rules look up.

    `text`, `written` and `public` are those of all passages as one: to look through at once.
    """

    memo: Memo
    kind: Kind
    lists: Lists
    folders: tuple[Path, ...]
    passages: Sequence[Passage]
    text: str
    written: str
    public: str
    shorts: Sequence[Short]
    facts: Sequence[tuple[Key, str]]

    def sectie(self, sleutel: str) -> Sectie | None:
        """The section under that key, where the memo has it."""
        return next((sectie for sectie in self.memo.secties if sectie.sleutel == sleutel), None)

    def within(self, sleutel: str) -> list[Passage]:
        """The passages of one section."""
        return [passage for passage in self.passages if passage.sectie == sleutel]

    def passage(self, at: int) -> Passage:
        """The passage that the character at `at` of the text stands in."""
        return self.passages[bisect_right(self.passages, at, key=_START) - 1]

    def fault(self, at: int, message: str) -> Fault:
        """The fault of the character at `at` of the text."""
        passage = self.passage(at)
        return passage.fault(at - passage.start, message)

    def withheld(self) -> Iterator[Passage]:
        """The passages of which some or all is withheld."""
        return (passage for passage in self.passages if passage.public != passage.text)


_START, _LAK = attrgetter("start"), attrgetter("lak")


Faults = Iterator[Fault]


class Rule(NamedTuple):
    """A rule: its name, how bad it is, and the function that finds its faults."""

    name: str
    severity: Severity
    faults: Callable[[Case], Faults]


RULES: dict[str, Rule] = {}
"""Every rule by its name."""


def rule(severity: Severity) -> Callable[[Callable[[Case], Faults]], Callable[[Case], Faults]]:
    """Make a function a rule, named after it."""

    def register(function: Callable[[Case], Faults]) -> Callable[[Case], Faults]:
        name = function.__name__.replace("_", "-")
        RULES[name] = Rule(name, severity, function)
        return function

    return register


def case(memo: Memo, folders: tuple[Path, ...]) -> Case:
    """A memo and all that its rules look up in the templates; raises UserError for a template that is at fault."""
    passages = list(_passages(memo))
    text = BETWEEN.join([passage.text for passage in passages])
    written = BETWEEN.join([passage.written for passage in passages])
    return Case(
        memo,
        kind(memo.soort, folders),
        lists(folders),
        folders,
        passages,
        text,
        written,
        BETWEEN.join([passage.public for passage in passages]),
        list(_shorts(text, written, lists(folders))),
        list(_facts(memo)),
    )


def _passages(memo: Memo) -> Iterator[Passage]:
    start = 0
    for sectie in memo.secties:
        for paragraph, depth in paragraphs(sectie.blocks):
            written = public = text = paragraph.text
            if "[" in text:
                parts = with_placeholders(paragraph.spans)
                written = "".join([HIDDEN * len(span.text) if is_open else span.text for span, is_open in parts])
            if any(map(_LAK, paragraph.spans)):
                public = "".join([HIDDEN * len(span.text) if span.lak else span.text for span in paragraph.spans])
            yield Passage(sectie.sleutel, paragraph, depth, start, text, written, public)
            start += len(text) + len(BETWEEN)


def _facts(memo: Memo) -> Iterator[tuple[Key, str]]:
    """Every text among the facts, with its key; each line of a list by itself."""
    for table in TABLES:
        for key, value in getattr(memo, table)._asdict().items():
            for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
                yield (table, key), text


_CAPITALS = r"[A-Z](?<![^\W\d_][A-Z])[^\W\d_]*[A-Z][^\W\d_]*"
_ADDRESS = r"://|www\.|@|\d"
_LONGEST = 9
"""A longer word in capitals is no abbreviation but shouted."""


def _shorts(text: str, written: str, known: Lists) -> Iterator[Short]:
    """Every word with two capitals or more that is no number, type, address or shouted word, in reading order."""
    words: set[str] = set()  # looked up when one is asked for
    for match in pattern(_CAPITALS).finditer(written):
        start, end = match.span()
        word = match[0][:-1] if match[0].endswith("s") and match[0][:-1].isupper() else match[0]
        if word in known.genoemd or (
            _is_short(word)
            and not pattern(_ADDRESS).search(_token(written, start, end))
            and word not in known.afkortingen.geen_afkorting
            and not (word.isupper() and word.lower() in (words := words or set(re.findall(r"\w+", text))))  # shouted
        ):
            yield Short(word, start)


def _token(text: str, start: int, end: int) -> str:
    """The characters around a stretch of text up to white space, a bracket or a comma."""
    before = re.search(r"[^\s(),;\0]*$", text[max(0, start - 80) : start])
    after = re.match(r"[^\s(),;\0]*", text[end:])
    return f"{before and before[0]}{text[start:end]}{after and after[0]}"


def _is_short(word: str) -> bool:
    mixed = 7 if sum(map(str.isupper, word)) > 2 else 4
    return len(word) <= (_LONGEST if word.isupper() else mixed) and not re.fullmatch("[IVX]+", word)
