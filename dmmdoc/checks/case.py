"""What a rule reads, and what it gives: a case in, faults out."""

import re
from collections.abc import Callable, Iterator, Sequence
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


class Fault(NamedTuple):
    """What is wrong and what to do, at the key `path`: on line `within` of its text, from 0, or where `words` stand."""

    path: Key
    message: str
    within: int | None = None
    words: str = ""


class Passage(NamedTuple):
    """A paragraph of a section with its text in three versions of one length, so that a place in one is a place in all.

    `text` is the text, `written` has the placeholders hidden, `public` the withheld passages.
    """

    sectie: str
    paragraph: Paragraph
    text: str
    written: str
    public: str

    def fault(self, at: int, message: str) -> Fault:
        """The fault of the character at `at`."""
        return Fault((SECTIES, self.sectie), message, self.paragraph.line_at(at))


class Short(NamedTuple):
    """An abbreviation where it stands."""

    word: str
    passage: Passage
    start: int


class Case(NamedTuple):
    """A memo with all that its rules look up; `written` is that of all passages, to see at once what stands in none."""

    memo: Memo
    kind: Kind
    gronden: dict[str, str]
    afkortingen: Afkortingen
    woorden: Woorden
    namen: Naamwoorden
    folders: tuple[Path, ...]
    passages: tuple[Passage, ...]
    written: str
    shorts: tuple[Short, ...]
    facts: tuple[tuple[Key, str], ...]

    def sectie(self, sleutel: str) -> Sectie | None:
        """The section under that key, where the memo has it."""
        return next((sectie for sectie in self.memo.secties if sectie.sleutel == sleutel), None)

    def within(self, sleutel: str) -> list[Passage]:
        """The passages of one section."""
        return [passage for passage in self.passages if passage.sectie == sleutel]


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
    afkortingen = load(Afkortingen, find("afkortingen.toml", folders))
    passages = [_passage(sectie.sleutel, inner) for sectie in memo.secties for inner, _ in paragraphs(sectie.blocks)]
    return Case(
        memo,
        kind(memo.soort, folders),
        gronden(folders),
        afkortingen,
        load(Woorden, find("woorden.toml", folders)),
        naamwoorden(folders),
        folders,
        tuple(passages),
        "\n".join([passage.written for passage in passages]),
        tuple(_shorts(passages, afkortingen)),
        tuple(_facts(memo)),
    )


def _passage(sectie: str, paragraph: Paragraph) -> Passage:
    text = paragraph.text
    if "[" not in text and not any(span.lak for span in paragraph.spans):
        return Passage(sectie, paragraph, text, text, text)  # nearly every one
    parts = [(span.text, span.lak, open_) for span, open_ in with_placeholders(paragraph.spans)]
    written = "".join(HIDDEN * len(text) if open_ else text for text, _, open_ in parts)
    public = "".join(HIDDEN * len(text) if lak else text for text, lak, _ in parts)
    return Passage(sectie, paragraph, text, written, public)


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


def _shorts(passages: Sequence[Passage], lists: Afkortingen) -> Iterator[Short]:
    """Every word with two capitals or more that is no number, type, address or shouted word, in reading order."""
    listed = {*lists.bekend, *lists.voluit}
    words: set[str] = set()  # looked up when one is asked for
    for passage in passages:
        for match in re.finditer(_CAPITALS, passage.written):
            start, end = match.span()
            word = match[0][:-1] if match[0].endswith("s") and match[0][:-1].isupper() else match[0]
            if word in listed or (
                _is_short(word)
                and not re.search(_ADDRESS, _token(passage.written, start, end))
                and word not in lists.geen_afkorting
                and not (word.isupper() and word.lower() in (words := words or _words(passages)))  # shouted
            ):
                yield Short(word, passage, start)


def _words(passages: Sequence[Passage]) -> set[str]:
    return {word for passage in passages for word in re.findall(r"\w+", passage.text)}


def _token(text: str, start: int, end: int) -> str:
    """The characters around a stretch of text up to white space, a bracket or a comma."""
    before = re.search(r"[^\s(),;\0]*$", text[max(0, start - 80) : start])
    after = re.match(r"[^\s(),;\0]*", text[end:])
    return f"{before and before[0]}{text[start:end]}{after and after[0]}"


def _is_short(word: str) -> bool:
    mixed = 7 if sum(map(str.isupper, word)) > 2 else 4
    return len(word) <= (_LONGEST if word.isupper() else mixed) and not re.fullmatch("[IVX]+", word)
