"""The shape of a rule: its name, how bad it is, an example of wrong and right, and the function that finds its faults.

What it finds and why that matters stand in the catalogues, as rule.NAME.what and rule.NAME.why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dmmdoc.config.facts import SECTIES
from dmmdoc.config.words import Lists
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.text import Path as Key

if TYPE_CHECKING:
    from dmmdoc.checks.case import Case

Severity = Literal["error", "warning"]


class Slip(NamedTuple):
    """What is wrong in a text from `at` to `end`, and what to do; `new` are the words that surely mend it, if any."""

    at: int
    end: int
    message: str
    new: str | None = None


class Fault(NamedTuple):
    """What is wrong and what to do, at the key `path`.

    From `at` to `end` of the text of a section, or of a fact, in a list of its item number `item`, from 0; of a section
    without them `item` is the line. `new` is what comes in the place of those words, where that surely mends it.
    `other` is the key that may be wrong instead, with which the message ends: where that stands is said behind it.
    """

    path: Key
    message: str
    at: int | None = None
    end: int | None = None
    item: int | None = None
    new: str | None = None
    other: Key | None = None


Slips = Iterator[Slip]
Faults = Iterator[Fault]
Found = Mapping[str, Sequence[Slip]]
"""What the text rules found in a text, by their names."""


class TextRule(NamedTuple):
    """A rule that reads the written text of one section or fact at a time."""

    name: str
    slips: Callable[[str, Lists], Slips]


class Rule(NamedTuple):
    """A rule; `wrong` and `right` are examples, each a text, or keys of a memo file as TOML; below --- of another.

    `fixes` says that it can mend what it finds. `text` is the rule as a reader of one text at a time, where it is one.
    One that is not `silent` is silenced by no comment: publication refuses what it finds. One that is `asked` is tried
    only where that is asked for.
    """

    name: str
    severity: Severity
    faults: Callable[[Case], Faults]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    fixes: bool = False
    silent: bool = True
    text: TextRule | None = None
    asked: bool = False

    @property
    def what(self) -> str:
        """What it finds, for a person."""
        return say(f"rule.{self.name}.what")

    @property
    def why(self) -> str:
        """Why that is wrong, for a person."""
        return say(f"rule.{self.name}.why")


def rule(
    severity: Severity, wrong: Sequence[str], right: Sequence[str], *, fixes: bool = False, silent: bool = True
) -> Callable[[Callable[[Case], Faults]], Rule]:
    """Make a function of a whole memo a rule, named after it."""
    return lambda function: Rule(_name(function), severity, function, tuple(wrong), tuple(right), fixes, silent)


def text_rule(
    severity: Severity, wrong: Sequence[str], right: Sequence[str], *, fixes: bool = False, asked: bool = False
) -> Callable[[Callable[[str, Lists], Slips]], Rule]:
    """Make a function of one text a rule, named after it: it reads every section, and every fact that is printed."""

    def made(function: Callable[[str, Lists], Slips]) -> Rule:
        name = _name(function)

        @wraps(function)
        def faults(case: Case) -> Faults:
            for key, section in case.sections.items():
                for at, end, message, new in section.slips.get(name, ()):
                    yield Fault((SECTIES, key), message, at, end, new=new)
            for fact, slips in case.slips:
                for at, end, message, new in slips.get(name, ()):
                    yield Fault(fact.path, message, at, end, fact.item, new)

        read = TextRule(name, function)
        return Rule(name, severity, faults, tuple(wrong), tuple(right), fixes, text=read, asked=asked)

    return made


def _name(function: Callable[..., Any]) -> str:
    return function.__name__.replace("_", "-")
