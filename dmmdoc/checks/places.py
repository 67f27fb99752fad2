"""Where in a memo file the words of a memo stand, and what to write there instead."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tomli import loads

from dmmdoc.config.facts import SECTIES
from dmmdoc.markdown import read as markdown
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.pieces import Piece, placed
from dmmdoc.toml.text import Path as Key
from dmmdoc.toml.text import Slot


class Edit(NamedTuple):
    """What comes in the place of the characters `start` to `end` of a file."""

    start: int
    end: int
    text: str


class Place(NamedTuple):
    """Lines and columns, from 1, of the first character of something and of what follows the last."""

    line: int
    column: int
    end_line: int
    end_column: int


class _Words(NamedTuple):
    """A string of a memo file: where it stands, what it says, where its lines begin, where its characters stand."""

    start: int
    text: str
    lines: Sequence[int]
    pieces: Sequence[Piece]


class Places:
    """The places in a memo file that reads `text`; what it looks up once it keeps."""

    def __init__(self, text: str):
        self.text = text
        self.slots = toml_text.slots(text)
        self._lines = _line_starts(text)
        self._words: dict[tuple[Key, int | None], _Words] = {}
        self._paragraphs: dict[Key, list[list[Piece]]] = {}

    def place(self, span: tuple[int, int]) -> Place:
        """The lines and columns of a stretch of the file."""
        (line, column), (end_line, end_column) = map(self._line_and_column, span)
        return Place(line, column, end_line, end_column)

    def _line_and_column(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def of_key(self, path: Key, item: int | None = None) -> tuple[int, int]:
        """Where a key stands; of a fact its value, of a list its item, of a section its line, from 0.

        A key that is not there has the place of the nearest table around it.
        """
        while path and path not in self.slots:
            inside = [slot for slot in self.slots.values() if slot.path[: len(path)] == path]
            if inside:  # a table without a header of its own
                first = min(slot.start for slot in inside)
                return self._rest_of_line(first)
            path, item = path[:-1], None
        if not path:
            return self._rest_of_line(0)
        slot = self.slots[path]
        raw = self.text[slot.value : slot.end]
        if slot.value == slot.start or raw[0] == "{":  # a table
            return self._rest_of_line(slot.start)
        if item is not None and raw[0] in "\"'" and path[0] == SECTIES:
            return self._line_of(path, item)
        if item is not None and raw[0] == "[" and item < len(found := self._items(slot)):
            return found[item]
        return self._rest_of_line(slot.start) if "\n" in raw else (slot.value, slot.end)

    def _rest_of_line(self, start: int) -> tuple[int, int]:
        end = self.text.find("\n", start)
        words = self.text[start : len(self.text) if end < 0 else end]
        return start, start + len(words.split(" #")[0].rstrip())

    def _items(self, slot: Slot) -> list[tuple[int, int]]:
        """Where the items of a list stand that are no empty text."""
        raw = self.text[slot.value : slot.end]
        found = ((slot.value + start, slot.value + end) for start, end in toml_text.items(raw))
        return [(start, end) for start, end in found if self.text[start:end].strip("\"' \t\r\n")]

    def _line_of(self, path: Key, number: int) -> tuple[int, int]:
        words = self._string(path)
        start = words.lines[min(number, len(words.lines) - 1)]
        end = words.text.find("\n", start)
        line = words.text[start : len(words.text) if end < 0 else end]
        inner = start + len(line) - len(line.lstrip())
        return self._in_file(words, inner, max(inner, start + len(line.rstrip())))

    def _string(self, path: Key, item: int | None = None) -> _Words:
        if (path, item) not in self._words:
            slot = self.slots[path]
            start, end = (slot.value, slot.end) if item is None else self._items(slot)[item]
            raw = self.text[start:end]
            text = str(loads(f"x = {raw}".replace("\r\n", "\n"))["x"])
            self._words[path, item] = _Words(start, text, _line_starts(text), toml_text.string_pieces(raw))
        return self._words[path, item]

    def _in_file(self, words: _Words, at: int, end: int) -> tuple[int, int]:
        first, last = placed(words.pieces, at, end)
        return words.start + first, words.start + last

    def of_fact(self, path: Key, item: int | None, at: int, end: int) -> tuple[int, int]:
        """Where words of a fact stand, which has no white space around it."""
        if path not in self.slots:
            return self.of_key(path, item)
        words = self._string(path, item)
        before = len(words.text) - len(words.text.lstrip())
        return self._in_file(words, before + at, before + end)

    def of_words(self, path: Key, paragraph: int, at: int, end: int) -> tuple[int, int]:
        """Where words of a paragraph of a section stand."""
        words = self._string(path)
        if path not in self._paragraphs:
            self._paragraphs[path] = markdown.places(words.text)
        return self._in_file(words, *placed(self._paragraphs[path][paragraph], at, end))


def _line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]


def changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What to change in one text to have the other, and no more: from where to where, and what comes there."""
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield start, end, new[first:last]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; of two that overlap the first counts."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.start >= at:
            parts += [text[at : edit.start], edit.text]
            at = edit.end
    return "".join([*parts, text[at:]])
