"""What a rule reads, and what it gives: a case in, faults out."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dmmdoc.checks.cache import SEEN
from dmmdoc.checks.sections import BETWEEN, Found, Section, Slips, TextRule, seen, slips_in
from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.kinds import Kind, Rol, kind, personal
from dmmdoc.config.words import Lists, lists
from dmmdoc.memo.model import MERKING, Memo
from dmmdoc.publication.beside import Beside
from dmmdoc.publication.objections import Objection, objections
from dmmdoc.publication.objections import Rule as ObjectionRule
from dmmdoc.publication.public import public
from dmmdoc.publication.rules import rules_for
from dmmdoc.toml.text import Path as Key

Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """What is wrong and what to do, at the key `path`: at offset `at` of a section's text, or on a line of it.

    `item` is that line, or the item of a list, from 0.
    """

    path: Key
    message: str
    at: int | None = None
    item: int | None = None


class Fact(NamedTuple):
    """A text among the facts, under the key `path`; of a list one item, from 0."""

    path: tuple[str, str]
    text: str
    item: int | None = None


class Short(NamedTuple):
    """An abbreviation, and where in the text of which section it stands."""

    word: str
    sectie: str
    start: int


class Case(NamedTuple):
    """A memo with all that its rules look up; its `sections` are those that have a text, by their keys.

    `objections` are what publication has against it, `slips` are the facts that are printed and in which the text
    rules found something.
    """

    memo: Memo
    kind: Kind
    lists: Lists
    folders: tuple[Path, ...]
    sections: Mapping[str, Section]
    shorts: Sequence[Short]
    facts: Sequence[Fact]
    objections: Sequence[Objection]
    slips: Sequence[tuple[Fact, Found]]

    def with_role(self, rol: Rol) -> Section | None:
        """The section that has a role, where the kind has one and it has a text."""
        return self.sections.get(self.key_of(rol)[-1])

    def key_of(self, rol: Rol) -> Key:
        """The key of the section that has a role."""
        return (SECTIES, self.kind.sectie(rol) or "")


Faults = Iterator[Fault]


class Rule(NamedTuple):
    """A rule: its name, how bad it is, and the function that finds its faults.

    `text` is the rule as a reader of one text at a time, where it is one. One that is not `silent` is silenced by no
    comment: publication refuses what it finds.
    """

    name: str
    severity: Severity
    faults: Callable[[Case], Faults]
    text: TextRule | None = None
    silent: bool = True


def rule(severity: Severity, silent: bool = True) -> Callable[[Callable[[Case], Faults]], Rule]:
    """Make a function a rule, named after it."""
    return lambda function: Rule(_name(function), severity, function, silent=silent)


def objected(case: Case, rule: ObjectionRule) -> Faults:
    """What publication has against the memo by one of its rules."""
    for objection in case.objections:
        if objection.rule == rule:
            yield Fault(objection.path, objection.message, item=objection.line)


def text_rule(severity: Severity, *signs: str) -> Callable[[Callable[[str, Lists], Slips]], Rule]:
    """Make a function a rule that reads one text at a time: of a section or fact, where it has one of `signs`."""

    def made(function: Callable[[str, Lists], Slips]) -> Rule:
        name = _name(function)

        @wraps(function)
        def faults(case: Case) -> Faults:
            for key, section in case.sections.items():
                for at, message in section.slips.get(name, ()):
                    yield Fault((SECTIES, key), message, at)
            for fact, slips in case.slips:
                for _, message in slips.get(name, ()):
                    yield Fault(fact.path, message, item=fact.item)

        return Rule(name, severity, faults, TextRule(name, signs, function))

    return made


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")


def case(
    memo: Memo, folders: tuple[Path, ...], rules: tuple[TextRule, ...] = (), beside: Sequence[Beside] = ()
) -> Case:
    """A memo and all that its rules look up in the templates, its texts read by `rules` already.

    Raises UserError for a template that is at fault.
    """
    of_kind = kind(memo.soort, folders)
    sections = {sectie.sleutel: seen(sectie.blocks, folders, rules) for sectie in memo.secties if sectie.blocks}
    shorts, facts = list(_shorts(sections, lists(folders))), list(_facts(memo))
    secret = personal(of_kind, velden(folders))
    printed = [fact for fact in facts if fact.path in of_kind.printed() - secret or fact.path == MERKING]
    slips = _slips(printed, folders, rules)
    by = rules_for(memo.soort, folders)
    objected = objections(memo, public(memo, by), by, beside)
    return Case(memo, of_kind, lists(folders), folders, sections, shorts, facts, objected, slips)


def _slips(
    printed: Sequence[Fact], folders: tuple[Path, ...], rules: tuple[TextRule, ...]
) -> Sequence[tuple[Fact, Found]]:
    if not slips_in(BETWEEN.join([fact.text for fact in printed]), folders, rules):
        return ()  # nearly every one
    return [(fact, found) for fact in printed if (found := slips_in(fact.text, folders, rules))]


def _facts(memo: Memo) -> Iterator[Fact]:
    """Every text among the facts; each item of a list by itself."""
    for path, value in memo.feiten.items():
        if isinstance(value, str):
            yield Fact(path, value)
        elif isinstance(value, tuple):
            yield from (Fact(path, text, item) for item, text in enumerate(value))


def _shorts(sections: Mapping[str, Section], lists: Lists) -> Iterator[Short]:
    """Every abbreviation in reading order: what is written in small letters elsewhere is none, but shouted."""
    for key, section in sections.items():
        for word, start in section.shorts:
            if word in lists.genoemd or not (word.isupper() and _stands_in(word.lower(), sections.values())):
                yield Short(word, key, start)


def _stands_in(word: str, sections: Iterable[Section]) -> bool:
    return any(word in _words(section.text) for section in sections)


@lru_cache(SEEN)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))
