"""What a person types, as what a memo file holds, and back; what cannot be an answer is questioned."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dmmdoc.config.facts import Key
from dmmdoc.dialogue.questions import Question
from dmmdoc.dutch.days import dag, read_dagen, voluit, weekdag_in
from dmmdoc.dutch.numbers import read_getal
from dmmdoc.errors import UserError
from dmmdoc.markdown.difference import units
from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.markdown.revise import revised
from dmmdoc.markdown.write import write
from dmmdoc.memo.model import INVULLEN
from dmmdoc.messages.catalogue import say, spoken

BEGIN: Key = ("bijeenkomst", "begin")
EIND: Key = ("bijeenkomst", "eind")
_ITEM = r"[ ]*(?:[-*+]|\d{1,9}[.)])"
_NONE = re.compile(r"(?i)(?:geen|nee|neen|none|no|n\.?\s?v\.?\s?t\.?|nvt|n/a|-+)\.?")
"""What people type for nothing at all."""
LINE = 100
"""The longest line of section text, in characters, where no line of it was broken by a person."""
_NO_WIDTH = 10**9
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}")
_APART = re.compile(r"\s*[,;]\s*|\s+(?:en|and)\s+")
_ABBREVIATION = r"(?=\S*[A-Z]\S*[A-Z])[A-Za-z][\w./-]*"
_ABBREVIATIONS = re.compile(rf"{_ABBREVIATION}(?:(?:{_APART.pattern}){_ABBREVIATION})+")
_FEWEST_DIGITS, _MOST_LETTERS = 5, 12
"""Of a telephone number; a short one is one of the house."""


def shown(question: Question, value: Any) -> str:
    """A value as it stands in the field: section text with a paragraph a line, a list with an item a line."""
    if value is None:
        return ""
    if question.type == "sectie":
        return unwrapped(value).strip("\n")
    if isinstance(value, date):
        return dag(value)
    return "\n".join(value) if isinstance(value, list | tuple) else str(value)


def unwrapped(text: str) -> str:
    """Section text with a line for each paragraph; what cannot be read as section text stays as it is."""
    return wrapped(text, _NO_WIDTH)


def wrapped(text: str, width: int = LINE) -> str:
    """Section text with its lines wrapped anew; what cannot be read as section text stays as it is."""
    try:
        return write(parse(text), width)
    except MarkupError:
        return text


def read(question: Question, typed: str, said: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values, by the keys of the question's table, that an answer gives; `said` is what that table says now.

    A first and a last day may be typed at once. Raises UserError for what is no answer.
    """
    key, words = question.path[1], typed.strip()
    if question.type == "sectie":
        return {key: section_text(typed, question.punten, said.get(key) or "")}
    if not words:
        if question.verplicht:
            raise UserError(say("dialogue.required"))
        return {key: [] if question.type == "lijst" else ""}
    if INVULLEN.search(words) is None:
        _question(question, words)
    match question.type:
        case "dag":
            return _days(question, words, said, today)
        case "getal":
            number = read_getal(words)
            if number is None:
                raise UserError(say("dialogue.no-number", words=words))
            return {key: number}
        case "lijst":
            return {key: _items(words)}
        case _:
            return {key: " ".join(words.split())}


def _question(question: Question, words: str) -> None:
    """Raise UserError, with what to do, for words that cannot be what is asked."""
    digits, letters = (sum(map(kind, words)) for kind in (str.isdigit, str.isalpha))
    if question.type in ("tekst", "lijst") and not question.verplicht and _NONE.fullmatch(words):
        raise UserError(say("dialogue.none", words=words))
    is_phone = digits >= _FEWEST_DIGITS and letters <= _MOST_LETTERS and "@" not in words
    if question.vorm == "telefoon" and not is_phone:
        raise UserError(say("dialogue.no-phone", words=words))
    if question.vorm == "email" and not _EMAIL.fullmatch(words):
        raise UserError(say("dialogue.no-email", words=words))
    if question.vorm == "naam" and (digits or "@" in words):
        raise UserError(say("dialogue.no-name", words=words))


def _days(question: Question, words: str, said: Mapping[str, Any], today: date) -> dict[str, Any]:
    was, begin = said.get(question.path[1]), said.get(BEGIN[1])
    since = date(was.year, 1, 1) if isinstance(was, date) else today  # the year that stood there is meant
    days = read_dagen(words, begin if question.path == EIND and isinstance(begin, date) else since)
    if days is None:
        raise UserError(say("dialogue.no-day", words=words))
    first, last = days
    weekday = weekdag_in(words)
    if weekday not in (None, first.weekday()):
        raise UserError(say("dialogue.other-weekday", day=spoken(first), right=say(f"weekday.{first.isoweekday()}")))
    if first == last:
        return {question.path[1]: first}
    if question.path != BEGIN:
        raise UserError(say("dialogue.one-day", words=words))
    return {BEGIN[1]: first, EIND[1]: last}


def _items(words: str) -> list[str]:
    """The items of a list, one a line; a line of nothing but abbreviations, as `CDS, DJZ en DCo`, has several."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return [item for line in lines for item in (_APART.split(line) if _ABBREVIATIONS.fullmatch(line) else [line])]


def read_back(values: Collection[Any], typed: str) -> str:
    """How an answer was understood where that is not to the letter: its days in full, a line that became several items.

    Empty for any other.
    """
    days = [voluit(value) for value in values if isinstance(value, date)]
    items = [value for value in values if isinstance(value, list) and len(value) > len(typed.strip().splitlines())]
    return " – ".join(days) or "".join(say("dialogue.items", n=len(each), items=" | ".join(each)) for each in items)


def section_text(typed: str, punten: bool, before: str = "") -> str:
    """What was typed as section text; the lines of the paragraphs that `before` has too are as they were there.

    Of bullets a line without one is one. Raises UserError for what a section cannot hold.
    """
    lines = [re.sub(rf"^({_ITEM}) {_ITEM}(?= )", r"\1", line) for line in typed.replace("\r\n", "\n").split("\n")]
    lines = [line.rstrip() for line in lines if not re.fullmatch(rf"{_ITEM}\s*", line)]
    if punten and not any(re.match(rf"{_ITEM} ", line) for line in lines):
        return wrapped("\n".join(points([line for line in lines if line.strip()])))
    text = "\n".join(lines).strip("\n") + "\n"
    try:
        blocks = parse(text)
        if max(map(len, lines), default=0) <= LINE:
            return text if blocks else ""  # the lines are as a person broke them
        stays = before and not set(units(parse(before))).isdisjoint(units(blocks))
        return revised(before, blocks) if stays else write(blocks, LINE)
    except MarkupError as error:
        raise UserError(say("dialogue.text", what=error.message)) from None


def points(lines: Sequence[str]) -> Iterator[str]:
    """Typed lines as bullets; a level is four spaces, which is right behind a bullet and behind a number."""
    indents: list[int] = []
    for line in lines:
        words = line.expandtabs(4).lstrip()
        indent = len(line.expandtabs(4)) - len(words)
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        number = re.match(r"(\d{1,2})[.)] ", words)
        marker = f"{number[1]}. " if number else "- "
        words = words[number.end() :] if number else re.sub(r"^[-*+] +", "", words, count=1)
        words = words if number else re.sub(r"^(\d+)([.)] )", r"\1\\\2", words)
        yield " " * 4 * (len(indents) - 1) + marker + words


def is_yes(answer: str) -> bool | None:
    """Whether an answer is yes; None where it is neither yes nor no."""
    word = answer.strip().lower()
    return True if word in say("dialogue.yes").split() else False if word in say("dialogue.no").split() else None
