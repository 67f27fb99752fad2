"""What a rule reads: a memo with all that its rules look up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.cache import SEEN
from dmmdoc.checks.rule import Fault, Faults, Found, TextRule
from dmmdoc.checks.sections import BETWEEN, Section, opening, seen, slips_in
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.kinds import Kind, SectieRol
from dmmdoc.config.words import Lists, lists
from dmmdoc.memo.model import Memo, paragraphs
from dmmdoc.publication.beside import Beside
from dmmdoc.publication.objections import Objection, objections
from dmmdoc.publication.objections import Rule as ObjectionRule
from dmmdoc.publication.public import public
from dmmdoc.publication.rules import rules_for
from dmmdoc.publication.withheld import with_marks
from dmmdoc.toml.text import Path as Key


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


class Sister(NamedTuple):
    """Another document of the same meeting: its file, what it says, and its sections that have a text, by key."""

    file: str
    memo: Memo
    sections: Mapping[str, Section]


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
    sisters: Sequence[Sister] = ()

    def with_role(self, rol: SectieRol) -> Section | None:
        """The section that has a role, where the kind has one and it has a text; of an opening that alone."""
        key = self.key_of(rol)[-1]
        section = self.sections.get(key)
        if section is None or self.kind.secties[key].opening != rol:
            return section
        levels = [paragraph.niveau for paragraph, _ in paragraphs(self.memo.teksten[key])]
        first = next((number for number, niveau in enumerate(levels) if niveau), len(levels))
        return opening(section, first) if first else None

    def fact(self, path: Key, item: int | None = None) -> str:
        """The text of a fact, of a list of one item."""
        return next(fact.text for fact in self.facts if fact.path == path and fact.item == item)

    def key_of(self, rol: SectieRol) -> Key:
        """The key of the section that has a role."""
        return (SECTIES, self.kind.sectie(rol) or "")


def objected(case: Case, rule: ObjectionRule) -> Faults:
    """What publication has against the memo by one of its rules."""
    for objection in case.objections:
        if objection.rule == rule:
            yield Fault(objection.path, objection.message, item=objection.line)


def case(
    memo: Memo,
    folders: tuple[Path, ...],
    rules: tuple[TextRule, ...] = (),
    beside: Sequence[Beside] = (),
    others: Mapping[str, Memo] = {},
) -> Case:
    """A memo and all that its rules look up in the templates, its texts read by `rules` already.

    `others` are the other documents of its meeting, by their files.

    Raises UserError for a template that is at fault.
    """
    by = rules_for(memo.soort, folders)
    sections = {each.sleutel: seen(with_marks(memo, each), folders, rules) for each in memo.secties if each.blocks}
    shorts, facts = list(_shorts(sections, lists(folders))), list(_facts(memo))
    told = (by.printed - by.personal) | {memo.rollen.get("merking")}
    printed = [fact for fact in facts if fact.path in told]
    slips = _slips(printed, folders, rules)
    objected = objections(memo, public(memo, by), by, beside)
    sisters = [
        Sister(file, other, {each.sleutel: seen(each.blocks, folders, rules) for each in other.secties if each.blocks})
        for file, other in others.items()
    ]
    return Case(memo, by.kind, lists(folders), folders, sections, shorts, facts, objected, slips, sisters)


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
