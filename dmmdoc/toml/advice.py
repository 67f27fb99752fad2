"""What is wrong in a text that is no TOML, and what to write instead.

A parser stops where it can go no further, which is often behind the mistake. This reads the lines again as a person
does, statement by statement, and asks of the one at fault what it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tomli import TOMLDecodeError, loads

from dmmdoc.dutch.days import read_dag, read_dagen, read_een
from dmmdoc.dutch.numbers import read_getal
from dmmdoc.messages.catalogue import say

_BARE = r"[A-Za-z0-9_-]+"
_KEY = rf"(?:{_BARE}|\"[^\"]*\"|'[^']*')"
_KEYS = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_LONG = ("'''", '"""')
_BEGINS_KEY = rf"\s*({_BARE})\s*=\s*"
_QUOTED = r'"(?:[^"\\]|\\.)*"|\'[^\']*\''
_COMMENT_SIGNS = ("//", "--", "/*", "<!--", ";", "%")
_ODD_QUOTES = "“”„‟‘’‚‛«»`´"
_LIKE_DAY = r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}(\d{2})?$|\d{4}-\d{1,2}(-\d{1,2})?$|\d{1,2}\s+[a-z]+\.?\s+\d{4}$"
_TRUTHS = {"ja": "true", "waar": "true", "yes": "true", "true": "true"} | dict.fromkeys(
    ("nee", "onwaar", "no", "false"), "false"
)


class Slip(NamedTuple):
    """What is wrong, in words for a person, and on which line, from 1."""

    line: int
    message: str


class _Statement(NamedTuple):
    """What begins on a line, and goes up to another: a header, a key with its value, or what should have been one.

    `key` and `value` are what stands before and behind the first =, `value` None where there is none; `is_closed` says
    that a long text or a list in it comes to an end.
    """

    line: int
    lines: tuple[str, ...]
    table: str
    key: str
    value: str | None
    is_closed: bool = True

    @property
    def first(self) -> str:
        return self.lines[0].strip()

    @property
    def last(self) -> int:
        """The line on which it ends."""
        return self.line + len(self.lines) - 1


def slip(text: str, stopped: int) -> Slip:
    """What is wrong in a text that is no TOML, which a parser read up to the line `stopped`, from 1."""
    whole = [*_statements(text.split("\n"))]
    statements = [each for each in whole if each.line <= stopped]
    if not statements:
        return Slip(stopped, say("toml.no-toml"))
    fault = next((each for each in statements[-2:-1] if not each.is_closed), statements[-1])
    before = statements[: statements.index(fault)]
    if found := _open_text([*before, fault]):
        return found
    if twice := _twice(fault, before):
        return Slip(fault.line, twice)
    if hidden := re.search(r"[^\S \t\r\n]|[\u200b-\u200f\u2060\ufeff]", re.sub(_QUOTED, "", fault.lines[0])):
        return Slip(fault.line, say("toml.unseen", character=f"U+{ord(hidden[0]):04X}"))
    line = min(stopped, fault.last) if fault.lines[1:] and fault.is_closed else fault.line
    if fault.value is not None:
        return Slip(line, _valued(fault, _days(whole, fault.line)))
    return Slip(line, _header(fault) if fault.first.startswith("[") else _loose(fault))


def _statements(lines: Sequence[str]) -> Iterator[_Statement]:
    table, at = "", 0
    while at < len(lines):
        line = lines[at].strip()
        if not line or line.startswith("#"):
            at += 1
            continue
        key, equals, value = line.partition("=")
        if line.startswith("["):
            table, key, equals = re.sub(r"[\[\]#].*", "", line.lstrip("[ ")).strip(), "", ""
        elif re.search("[\"']", key) and not re.fullmatch(_KEYS, key.strip()):
            key, equals = line, ""
        value = value.strip()
        end, is_closed = _end(lines, at, value) if equals else (at, True)
        yield _Statement(at + 1, tuple(lines[at : end + 1]), table, key.strip(), value if equals else None, is_closed)
        at = end + 1


def _end(lines: Sequence[str], at: int, value: str) -> tuple[int, bool]:
    """The index of the line on which a value ends that begins on the line `at`, and whether it comes to an end."""
    if value.startswith(_LONG):
        if value[:3] in value[3:]:
            return at, True
        for index in range(at + 1, len(lines)):
            if value[:3] in lines[index]:
                return index, True
        return len(lines) - 1, False
    if not value.startswith(("[", "{")):
        return at, True
    depth = _depth(value)
    while depth > 0 and at + 1 < len(lines) and not re.match(rf"{_BEGINS_KEY}|\s*\[{_BARE}\]\s*$", lines[at + 1]):
        at += 1
        depth += _depth(lines[at])
    return at, depth <= 0


def _depth(line: str) -> int:
    """How many more brackets a line opens than it closes."""
    plain = _without_comment(re.sub(_QUOTED, "", line))
    return sum(plain.count(bracket) for bracket in "[{") - sum(plain.count(bracket) for bracket in "]}")


def _without_comment(plain: str) -> str:
    return plain.partition("#")[0].strip()


def _open_text(statements: Sequence[_Statement]) -> Slip | None:
    """A long text that goes on to the end, or to the marks with which the text of another key begins."""
    for each in reversed(statements):
        if each.value is None or not each.value.startswith(_LONG):
            continue
        quotes = each.value[:3]
        if each.is_closed and not re.match(rf"{_BEGINS_KEY}{quotes}", each.lines[-1] if each.lines[1:] else ""):
            continue
        other_quotes = _LONG[quotes == _LONG[0]]
        for number, line in enumerate(each.lines[1:], each.line + 1):
            if line.strip() == other_quotes:
                what = say("toml.open-text-other", key=each.key, quotes=quotes, line=each.line, other=other_quotes)
                return Slip(number, what)
            if other := re.match(rf"{_BEGINS_KEY}[\"'\[\d]", line):
                what = say("toml.open-text-before", key=each.key, quotes=quotes, other=other[1], line=number)
                return Slip(each.line, what)
        return Slip(each.line, say("toml.open-text", key=each.key, quotes=quotes))
    return None


def _twice(fault: _Statement, before: Sequence[_Statement]) -> str | None:
    """That a key or a table is there already, where the statement by itself is right."""
    try:
        loads("\n".join(fault.lines))
    except (TOMLDecodeError, RecursionError, ValueError):
        return None
    for other in before:
        if fault.value is None and other.value is None and other.table == fault.table:
            return say("toml.table-twice", table=fault.table, line=other.line)
        if fault.value is not None and (other.table, other.key) == (fault.table, fault.key):
            return say("toml.key-twice", key=fault.key, line=other.line)
    return say("toml.key-and-table", name=fault.table if fault.value is None else fault.key)


def _header(fault: _Statement) -> str:
    if "]" not in fault.first:
        return say("toml.open-header", table=fault.table)
    if re.fullmatch(_KEYS, fault.table):
        return say("toml.behind-header", table=fault.table)
    return say("toml.header-name", table=_as_key(fault.table) or "nota")


def _loose(fault: _Statement) -> str:
    """What is wrong with a line without =."""
    line = fault.first
    if line.startswith(_COMMENT_SIGNS):
        return say("toml.comment-sign")
    if re.fullmatch(rf"{_BARE}\]+", line):
        return say("toml.half-header", table=line.rstrip("]"))
    if typed := re.match(rf"({_BARE})\s*(:|[–—-](?=\s)|(?=[\"'\d{_ODD_QUOTES}])|$)", line):
        return say("toml.colon" if typed[2] == ":" else "toml.no-equals", key=typed[1])
    return say("toml.loose")


def _days(statements: Sequence[_Statement], line: int) -> list[date]:
    """The days that stand there as TOML, those nearest to a line first."""
    near = sorted(statements, key=lambda each: abs(each.line - line))
    values = (_without_comment(each.value or "") for each in near)
    return [day for value in values if re.fullmatch(r"\d{4}-\d\d-\d\d", value) and (day := read_dag(value))]


def _valued(fault: _Statement, days: Sequence[date]) -> str:
    """What is wrong with a key and its value; `days` are what others of the file say."""
    key, value = fault.key, fault.value or ""
    if key.startswith(_COMMENT_SIGNS):
        return say("toml.comment-sign")
    if not re.fullmatch(_KEYS, key):
        return say("toml.key-name", key=_as_key(key)) if _as_key(key) else say("toml.no-key")
    if value.startswith(_LONG):
        return _long_text(fault, value[:3])
    if not _without_comment(value):
        return say("toml.no-value", key=key)
    if value[0] in _ODD_QUOTES:
        if not value.strip(_ODD_QUOTES):
            return say("toml.odd-quotes-long", key=key)
        return say("toml.odd-quotes", key=key, text=_inside(value))
    if value[0] in "\"'":
        return _text(key, value)
    if value[0] == "[":
        return _list(fault)
    if value[0] == "{":
        return say("toml.inline-table", key=key)
    return _bare(key, _without_comment(value), days)


def _as_key(words: str) -> str:
    """Words as the name of a key: without accents, and with _ for what cannot stand there."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", words) if not unicodedata.combining(each))
    return re.sub(r"[^A-Za-z0-9.-]+", "_", plain).strip("_.-")


def _inside(value: str) -> str:
    """The words between quotation marks of any kind."""
    return _without_comment(value).strip(f"\"' {_ODD_QUOTES}")


def _text(key: str, value: str) -> str:
    """What is wrong with a text between quotation marks."""
    quote = value[0]
    closed = re.match(_QUOTED, value)
    if closed is None:
        if value[-1] in _ODD_QUOTES:
            return say("toml.odd-quotes", key=key, text=_inside(value))
        return say("toml.backslash" if value.endswith(f"\\{quote}") else "toml.open-quote", key=key, quote=quote)
    behind = value[closed.end() :].strip()
    if not behind or behind[0] == "#":
        return say("toml.backslash", key=key) if "\\" in closed[0] else say("toml.control", key=key)
    if behind[0] in ",;." and not behind[1:]:
        return say("toml.behind-value", key=key, sign=behind[0])
    if behind.startswith(_COMMENT_SIGNS):
        return say("toml.comment-sign")
    if quote in behind and closed[0][1:-1]:
        return say("toml.quotes-inside" if quote == '"' else "toml.apostrophe-inside", key=key)
    return say("toml.behind-text", key=key)


def _long_text(fault: _Statement, quotes: str) -> str:
    """What is wrong with a text between three quotation marks."""
    whole = "\n".join(fault.lines)
    inside, _, behind = whole.partition(quotes)[2].partition(quotes)
    if behind.strip(" \t\r\"'"):
        return say("toml.behind-long-text", key=fault.key, quotes=quotes)
    if quotes == '"""' and "\\" in inside:
        return say("toml.backslash-long", key=fault.key)
    return say("toml.control", key=fault.key)


def _list(fault: _Statement) -> str:
    """What is wrong with a list."""
    if not fault.is_closed:
        return say("toml.open-list", key=fault.key)
    items = re.sub(r"(?m)#.*$", "", re.sub(_QUOTED, "0", " ".join(fault.lines).partition("=")[2])).strip()
    if any(sign in items for sign in _ODD_QUOTES):
        return say("toml.odd-quotes-list", key=fault.key)
    if re.search(r"0\s*[;0]", items):
        return say("toml.list-commas", key=fault.key)
    if re.search(r"[A-Za-z\"']", items):
        return say("toml.list-quotes", key=fault.key)
    return say("toml.behind-list", key=fault.key)


def _bare(key: str, value: str, days: Sequence[date]) -> str:
    """What is wrong with a value that stands in no quotation marks or brackets."""
    day = read_een(value, days) or read_dag("-".join(reversed(re.split("[-/.]", value))))  # 2025-2-3 too
    if day:
        return say("toml.day", key=key, day=day.isoformat())
    if re.match(_LIKE_DAY, value, re.IGNORECASE) or read_dagen(value, date.min):
        return say("toml.no-day", day=value)
    if value.lower() in _TRUTHS:
        return say("toml.truth", key=key, value=_TRUTHS[value.lower()])
    if re.fullmatch(r"[\d ,.€%-]+", value):
        return say("toml.digits", key=key, value=value)
    if (number := read_getal(value)) is not None:
        return say("toml.number", key=key, number=number)
    return say("toml.no-quotes", key=key, text=_inside(value))
