"""The text of a TOML file as a person wrote it: where each key stands, and how to change one and leave the rest.

tomli says what a file means; this module says where. It works on text that tomli has accepted, and cuts and
pastes, so that what it does not change stays to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from tomli import TOMLDecodeError, loads

from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.pieces import Piece

Path = tuple[str, ...]
"""The way to a key: ("nota", "datum")."""

Value = str | date | int | list[str] | tuple[str, ...]
"""What dmmdoc writes under a key."""


class Slot(NamedTuple):
    """Where a key stands: offsets of the key, of its value and of the value's end, and the table it is in."""

    path: Path
    table: Path
    start: int
    value: int
    end: int


class Comment(NamedTuple):
    """A comment line right above a key: the offsets of the line and of the next one."""

    path: Path
    start: int
    end: int


_BARE = r"[A-Za-z0-9_-]+"
_BASIC = r'"(?:[^"\\\n]|\\.)*+"'
_LITERAL = r"'[^'\n]*'"
_PART = rf"(?:{_BARE}|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*+"
_BETWEEN = r"(?:[ \t\r\n\ufeff]++|#[^\n]*+)*+"
_VALUE = (
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    rf"|{_BASIC}|{_LITERAL}|[\[{{\]}},]|\#[^\n]*|\r?\n|[^\"'\[\]{{}}#,\r\n]+|\r"
)


def parse(text: str, name: str) -> dict[str, Any]:
    """What a TOML text says; raises UserError, with the line, when it is no TOML."""
    try:
        return loads(text.removeprefix("\ufeff"))
    except TOMLDecodeError as error:
        from dmmdoc.toml.advice import slip  # only where something is wrong

        found = slip(text.removeprefix("\ufeff"), error.lineno)
        raise UserError(found.message, name, found.line) from None
    except ValueError:  # Python reads no more than 4300 digits
        raise UserError(say("toml.endless-number"), name) from None
    except RecursionError:
        raise UserError(say("toml.endless-brackets"), name) from None


def slots(text: str) -> dict[Path, Slot]:
    """Every key of `text`, which must be valid TOML, with its place; tables stand under their header's name."""
    return {slot.path: slot for slot in _scan(text)}


def _scan(text: str) -> Iterator[Slot]:
    table: Path = ()
    at = _skip(text, 0)
    while at < len(text):
        start = at
        if text[at] == "[":
            brackets = 2 if text.startswith("[[", at) else 1
            at = _blank(text, at + brackets)
            table, at = _key(text, at)
            at = _blank(text, at) + brackets
            yield Slot(table, (), start, start, at)
        else:
            slot = _slot(text, at, table, "#\r\n")
            yield slot
            yield from _inside(text, slot)
            at = slot.end
        at = _skip(text, at)


def _slot(text: str, start: int, table: Path, stops: str) -> Slot:
    """The key that begins at `start`, its value ending before the first of `stops` outside any brackets."""
    key, at = _key(text, start)
    value = _blank(text, _blank(text, at) + 1)
    return Slot(table + key, table, start, value, _value_end(text, value, stops))


def _inside(text: str, outer: Slot) -> Iterator[Slot]:
    """The keys of an inline table."""
    if text[outer.value] != "{":
        return
    at = _skip(text, outer.value + 1)
    while text[at] != "}":
        slot = _slot(text, at, outer.path, ",}")
        yield slot
        yield from _inside(text, slot)
        at = _skip(text, slot.end)
        at = _skip(text, at + (text[at] == ","))


def _skip(text: str, at: int) -> int:
    match = re.compile(_BETWEEN).match(text, at)
    return match.end() if match else at


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _key(text: str, at: int) -> tuple[Path, int]:
    match = re.compile(_KEY).match(text, at)
    assert match  # noqa: S101 - tomli accepted the text
    return tuple(_unquoted(part) for part in re.findall(_PART, match[0])), match.end()


def _unquoted(part: str) -> str:
    return str(loads(f"x = {part}")["x"]) if part[0] in "\"'" else part


def _value_end(text: str, at: int, stops: str) -> int:
    depth, end = 0, at
    for match in re.compile(_VALUE).finditer(text, at):
        token = match[0]
        if depth == 0 and token[0] in stops:
            break
        depth += (token in "[{") - (token in "]}")
        if token.strip() and token[0] != "#":
            end = match.start() + len(token.rstrip(" \t"))
    return end


def comments_above(text: str, places: Mapping[Path, Slot]) -> list[Comment]:
    """The comment lines right above each key of `text`, in order; `places` are its slots."""
    found: list[Comment] = []
    end = 0
    for slot in sorted(places.values(), key=lambda slot: slot.start):
        lines = text[end : slot.start].split("\n")
        above: list[Comment] = []
        at = slot.start - len(lines[-1])
        for line in reversed(lines[bool(end) : -1]):  # the first is the end of a line with another key
            if not line.lstrip().startswith("#"):
                break
            above.append(Comment(slot.path, at - len(line) - 1, at))
            at -= len(line) + 1
        found += reversed(above)
        end = max(end, slot.end)
    return found


def line_of(text: str, path: Path, line: int | None = None) -> int | None:
    """The line of the file, from 1, of the key `path`, or of line or item `line`, from 0, of the text or list under it.

    A key that is not there gives the line of the nearest table around it; None when that is missing too.
    """
    places = slots(text)
    while path and path not in places:
        inside = [slot.start for slot in places.values() if slot.path[: len(path)] == path]
        if inside:  # a table without a header of its own
            return text.count("\n", 0, min(inside)) + 1
        path, line = path[:-1], None
    if not path:
        return None
    slot = places[path]
    before = list(_lines_before(text[slot.value : slot.end])) if line is not None else []
    passed = before[min(line, len(before) - 1)] if line is not None and before else 0
    return text.count("\n", 0, slot.start) + 1 + passed


def items(array: str) -> list[tuple[int, int]]:
    """Where each item of what is written as `array` stands; nothing for what is no array."""
    found: list[tuple[int, int]] = []
    at = _skip(array, 1)
    while array[0] == "[" and array[at] != "]":
        end = _value_end(array, at, ",]")
        found.append((at, end))
        at = _skip(array, end)
        at = _skip(array, at + (array[at] == ","))
    return found


def _lines_before(raw: str) -> Iterator[int]:
    """How many lines lie before each line of the string, or each item of the list, that is written as `raw`."""
    if raw.startswith("["):
        passed = at = 0
        for start, end in items(raw):
            passed, at = passed + raw.count("\n", at, start), start
            if raw[start:end].strip("\"' \t\r\n"):  # an empty one is none
                yield passed
        return
    if not raw.startswith(('"""', "'''")):
        return
    steps = re.compile(r"\n" if raw[0] == "'" else r"\\[ \t]*\r?\n\s*|\\n|\\.|\n")
    passed = int(bool(_first_newline(raw)))
    yield passed
    for match in steps.finditer(raw, 3 + len(_first_newline(raw))):
        passed += match[0].count("\n")
        if match[0] in ("\n", "\\n"):
            yield passed


_ESCAPED = r"\\[ \t]*\r?\n\s*|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\.|\r\n"
"""What in a string stands for something else: a line that goes on, an escape, the end of a line on Windows."""


def string_pieces(raw: str) -> list[Piece]:
    """Where each character of the string that is written as `raw` stands in that."""
    quotes = 3 if raw.startswith(('"""', "'''")) else 1
    start, end, at = quotes + (len(_first_newline(raw)) if quotes == 3 else 0), len(raw) - quotes, 0
    found: list[Piece] = []
    for match in re.compile(_ESCAPED if raw[0] == '"' else r"\r\n").finditer(raw, start, end):
        if match.start() > start:
            found.append(Piece(at, start, match.start()))
            at += match.start() - start
        start = match.end()
        if not match[0].startswith("\\") or match[0][1] not in " \t\r\n":  # what goes on is nothing
            found.append(Piece(at, match.start(), start))
            at += 1
    return [*found, Piece(at, start, end)]


def _first_newline(raw: str) -> str:
    return next((newline for newline in ("\r\n", "\n") if raw.startswith(newline, 3)), "")


def written(value: Value, like: str = "") -> str:
    """`value` as TOML; text in the quotes that `like`, the value as it was written, has where it fits in them.

    Text of one line stands in quotes, longer text between ''' on lines of its own, where nothing is escaped.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        return "[" + ", ".join(written(item) for item in value) + "]"
    for quotes in (like[:3], like[:1], "'''" if "\n" in value else '"', "'", "'''"):
        text = _quoted(value, quotes)
        if text is not None:
            return text
    return _escaped(value, "\n" in value)


def _quoted(value: str, quotes: str) -> str | None:
    """`value` between `quotes` with nothing escaped, None when it does not fit there."""
    if quotes not in ('"""', "'''", '"', "'"):
        return None
    text = f"{quotes}\n{value}{quotes}" if len(quotes) == 3 else quotes + value + quotes
    try:
        return text if loads(f"x = {text}")["x"] == value else None
    except ValueError:
        return None


def _escaped(value: str, lines: bool) -> str:
    escapes = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r"}
    if not lines:
        escapes["\n"] = "\\n"
    text = "".join(
        escapes.get(character) or (character if character.isprintable() or character == "\n" else _escape(character))
        for character in value
    )
    return f'"""\n{text}"""' if lines else f'"{text}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def rewritten(text: str, changes: Mapping[Path, Value]) -> str:
    """`text` with the values of `changes`, everything else to the byte.

    A key that is not there takes the place of its commented-out line, or comes last in its table.
    """
    for path, value in changes.items():
        text = _set(text, path, value)
    return text


def _set(text: str, path: Path, value: Value) -> str:
    places = slots(text)
    if slot := places.get(path):
        old = text[slot.value : slot.end]
        new = _relisted(old, value) if isinstance(value, list | tuple) else _native(written(value, old), text)
        return text[: slot.value] + new + text[slot.end :]
    parent = places.get(path[:-1])
    if parent and text[parent.value] == "{":
        return _set_inline(text, places, path, value)
    if comment := _commented_out(text, places, path):
        return text[: comment.start()] + _native(f"{path[-1]} = {written(value)}", text) + text[comment.end() :]
    neighbours = [slot for slot in places.values() if path[:-1] in (slot.path, slot.path[:-1])]
    if not neighbours and len(path) == 1:
        return _native(f"{path[0]} = {written(value)}\n", text) + text
    if not neighbours:
        return text.rstrip("\r\n") + _native(f"\n\n[{'.'.join(path[:-1])}]\n{path[-1]} = {written(value)}\n", text)
    last = max(neighbours, key=lambda slot: slot.end)
    table = last.path if last.path == path[:-1] else last.table
    end = re.compile(r"\r?\n|$").search(text, last.end)
    assert end  # noqa: S101 - every text has an end
    line = f"\n{'.'.join(path[len(table) :])} = {written(value)}"
    return text[: end.start()] + _native(line, text) + text[end.start() :]


def _relisted(old: str, new: Sequence[str]) -> str:
    """The list that is written as `old` with other items; those that stay keep their place, quotes and comments."""
    places, texts = items(old), loads(f"x = {old}")["x"]
    if not places or not new:
        return written(list(new))
    edits: list[tuple[int, int, str]] = []
    for change, first, last, begin, end in SequenceMatcher(None, texts, new, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        both = min(last - first, end - begin)
        for index, text in enumerate(new[begin : begin + both], first):
            edits.append((*places[index], written(text, old[slice(*places[index])])))
        first, more = first + both, [written(text) for text in new[begin + both : end]]
        if first < last:
            edits.append(_taken_out(old, places, first, last))
        elif more and first:
            edits.append((places[first - 1][1], places[first - 1][1], "".join(f", {text}" for text in more)))
        elif more:
            edits.append((places[0][0], places[0][0], "".join(f"{text}, " for text in more)))
    for start, end, text in reversed(edits):
        old = old[:start] + text + old[end:]
    return old


def _taken_out(array: str, places: list[tuple[int, int]], first: int, last: int) -> tuple[int, int, str]:
    """The edit that takes items out: up to the next one, or with the comma and the line that the last one leaves."""
    start, end = places[first][0], places[last - 1][1]
    if last < len(places):
        return start, places[last][0], ""
    comma = _skip(array, end)
    end = comma + 1 if array[comma] == "," else end
    before = array[:start].rstrip(" \t")
    alone = re.compile(r"[ \t]*\r?\n").match(array, end)
    if alone and before.endswith("\n"):
        return len(before), alone.end(), ""
    is_behind_another = first and not array[places[first - 1][1] : start].strip(" \t,")
    return (places[first - 1][1] if is_behind_another else start), end, ""


def _native(new: str, text: str) -> str:
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def _set_inline(text: str, places: Mapping[Path, Slot], path: Path, value: Value) -> str:
    """`text` with a key more in an inline table: behind the last one there, before a comma or comment of that."""
    entry = f"{path[-1]} = {written(value)}"
    last = max((slot for slot in places.values() if slot.table == path[:-1]), key=lambda slot: slot.end, default=None)
    if last:
        return f"{text[: last.end]}, {entry}{text[last.end :]}"
    at = places[path[:-1]].value + 1
    space = "" if text[at].isspace() else " "
    return f"{text[:at]} {entry}{space}{text[at:]}"


def _commented_out(text: str, places: Mapping[Path, Slot], path: Path) -> re.Match[str] | None:
    """The line `# key = …` in the table of `path`, when it stands in no string."""
    header = places.get(path[:-1])
    if header is None or header.value != header.start:
        return None
    in_table = [slot for slot in places.values() if slot.start >= header.start]
    end = min(
        (slot.start for slot in in_table if slot is not header and slot.value == slot.start),
        default=len(text),
    )
    for match in re.compile(rf"^#[ \t]*{re.escape(path[-1])}[ \t]*=[^\r\n]*", re.M).finditer(text, header.end, end):
        if not any(slot.start <= match.start() < slot.end for slot in in_table):
            return match
    return None
