"""What a rule reads, and what it gives: a case in, faults out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from dmmdoc.house_style import Huisstijl, house_style
from dmmdoc.kinds import Kind, kind
from dmmdoc.memo import Memo, Paragraph, Sectie, paragraphs, with_placeholders
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
    dubbel: tuple[str, ...]


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


class Case(NamedTuple):
    """A memo with all that its rules look up."""

    memo: Memo
    kind: Kind
    gronden: dict[str, str]
    afkortingen: Afkortingen
    woorden: Woorden
    style: Huisstijl
    passages: tuple[Passage, ...]
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


def case(memo: Memo, folders: Sequence[Path]) -> Case:
    """A memo and all that its rules look up in the templates; raises UserError for a template that is at fault."""
    return Case(
        memo,
        kind(memo.soort, folders),
        gronden(folders),
        load(Afkortingen, find("afkortingen.toml", folders)),
        load(Woorden, find("woorden.toml", folders)),
        house_style(folders),
        tuple(_passage(sectie.sleutel, inner) for sectie in memo.secties for inner, _ in paragraphs(sectie.blocks)),
        tuple(_facts(memo)),
    )


def _passage(sectie: str, paragraph: Paragraph) -> Passage:
    parts = [(span.text, span.lak, open_) for span, open_ in with_placeholders(paragraph.spans)]
    written = "".join(HIDDEN * len(text) if open_ else text for text, _, open_ in parts)
    public = "".join(HIDDEN * len(text) if lak else text for text, lak, _ in parts)
    return Passage(sectie, paragraph, paragraph.text, written, public)


def _facts(memo: Memo) -> Iterator[tuple[Key, str]]:
    """Every text among the facts, with its key; each line of a list by itself."""
    for table in TABLES:
        for key, value in getattr(memo, table)._asdict().items():
            for text in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
                yield (table, key), text
