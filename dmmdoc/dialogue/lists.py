"""Editing section text line by line: items of a list that go on, deeper and back, and the placeholders in it.

Each takes a text and a place in it, an offset, and gives both as they are then.
"""

from __future__ import annotations

import re

from dmmdoc.memo.model import INVULLEN

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)]) ")
_DEEPEST = 3

Edit = tuple[str, int]


def entered(text: str, at: int) -> Edit:
    """A new line: in a list the next item; at an item without words one level back, and then out of the list."""
    start, end = _line(text, at)
    item = _ITEM.match(text[start:end])
    if item is None or at < start + item.end():
        return f"{text[:at]}\n{text[at:]}", at + 1
    if text[start + item.end() : end].strip():
        opening = f"\n{item[1]}{_next(item[2])} "
        return text[:at] + opening + text[at:].lstrip(" "), at + len(opening)
    if item[1]:
        return outdented(text, at)
    return text[:start] + text[end:], start


def is_at_item(text: str, at: int) -> bool:
    """Whether the place is before the words of an item."""
    start, end = _line(text, at)
    item = _ITEM.match(text[start:end])
    return item is not None and at <= start + item.end()


def indented(text: str, at: int) -> Edit:
    """The item one level deeper, with what is under it; the first one of a list stays where it is."""
    start, end = _line(text, at)
    item = _ITEM.match(text[start:end])
    above = _above(text, start, len(item[1])) if item else None
    if item is None or above is None or len(above[1]) < len(item[1]) or len(_levels(text, start)) >= _DEEPEST:
        return text, at
    return _moved(text, at, len(item[1]), len(above[2]) + 1)


def outdented(text: str, at: int) -> Edit:
    """The item one level back, with what is under it."""
    start, end = _line(text, at)
    item = _ITEM.match(text[start:end])
    levels = _levels(text, start)
    if item is None or len(levels) < 2:
        return text, at
    return _moved(text, at, len(item[1]), levels[-2] - len(item[1]))


def gap(text: str, at: int, back: bool = False) -> tuple[int, int] | None:
    """The first placeholder behind the place, or with `back` the last one before it, around the end; None for none."""
    found = [match.span() for match in INVULLEN.finditer(text)]
    if back:
        return next((each for each in reversed(found) if each[1] < at), found[-1] if found else None)
    return next((each for each in found if each[0] >= at), found[0] if found else None)


def _line(text: str, at: int) -> tuple[int, int]:
    """Where the line of a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _next(marker: str) -> str:
    return f"{int(marker[:-1]) + 1}{marker[-1]}" if marker[0].isdigit() else marker


def _above(text: str, start: int, indent: int) -> re.Match[str] | None:
    """The nearest item above a line that is no deeper than `indent`."""
    found = (_ITEM.match(line) for line in reversed(text[:start].split("\n")[:-1]))
    return next((item for item in found if item and len(item[1]) <= indent), None)


def _levels(text: str, start: int) -> list[int]:
    """The indents of the items around the one that begins a line, from the outermost, and its own."""
    item = _ITEM.match(text, start)
    levels = [len(item[1])] if item else []
    for above in map(_ITEM.match, reversed(text[:start].split("\n")[:-1])):
        if levels and above and len(above[1]) < levels[0]:
            levels.insert(0, len(above[1]))
    return levels


def _moved(text: str, at: int, indent: int, by: int) -> Edit:
    """The line of a place and the deeper ones under it, moved sideways."""
    start, _ = _line(text, at)
    lines = text[start:].split("\n")
    for number, line in enumerate(lines):
        item = _ITEM.match(line)
        if number and (not line.strip() or (item and len(item[1]) <= indent)):
            break
        lines[number] = " " * by + line if by > 0 else line[-by:] if line[:-by].isspace() else line
    return text[:start] + "\n".join(lines), max(start, at + by)
