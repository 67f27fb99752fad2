"""What an import changes, key by key and paragraph by paragraph, and what somebody must choose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from dmmdoc.config.facts import SECTIES
from dmmdoc.config.kinds import Kind
from dmmdoc.markdown import write as markup
from dmmdoc.markdown.difference import Unit, changes, units
from dmmdoc.memo.model import Key, Memo, Paragraph, Span
from dmmdoc.merging.ancestor import as_pieces
from dmmdoc.merging.merge import Conflict
from dmmdoc.merging.pieces import NUMBER, Piece
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.text import Path

_MANY_WORDS = 1000

Bit = tuple[str, str]
"""Words and their look: the empty string, `head`, `old`, `new`, `old word` or `new word`."""

Who = Mapping[str | Key, Sequence[tuple[object, str]]]
"""Who changed what, by key: what a paragraph says, and how a message names its authors."""


class Clash(NamedTuple):
    """What the memo and the document say otherwise, of which somebody must choose; `who` changed it in the document.

    Of several copies `names` are those of the file that each reading is from.
    """

    path: Path
    kop: str
    conflict: Conflict
    who: str = ""
    names: tuple[str, str] | None = None

    @property
    def ours(self) -> str:
        """How the reading of the memo is called."""
        return self.names[0] if self.names else say("import.memo")

    @property
    def theirs(self) -> str:
        """How the reading of the document is called."""
        return self.names[1] if self.names else say("import.document")

    @property
    def summary(self) -> str:
        """What it is about, in a line."""
        if self.names:
            return say("import.clash-of-two", where=self.kop, ours=self.ours, theirs=self.theirs, who=self.who)
        return say("import.clash", where=self.kop, who=self.who)


class Line(NamedTuple):
    """A paragraph of a change: as it read and as it reads, None where it was not there, and who changed it."""

    old: str | None
    new: str | None
    who: str = ""


class Change(NamedTuple):
    """What becomes of a key, paragraph by paragraph; `kop` is how it is called."""

    path: Path
    kop: str
    lines: tuple[Line, ...]

    @property
    def size(self) -> int:
        """How many changes that is: of a section so many paragraphs, of a fact one."""
        return len(self.lines) if self.path[0] == SECTIES else 1

    @property
    def summary(self) -> str:
        """The change in a line."""
        name = self.path[-1] if self.path[0] == SECTIES else ".".join(self.path)
        who = say("import.and").join(dict.fromkeys(line.who for line in self.lines if line.who))
        if self.path[0] != SECTIES:
            old, new = (", ".join(filter(None, side)) for side in ([each[at] for each in self.lines] for at in (0, 1)))
            nothing = say("import.nothing")
            return f"{name}: {old or nothing} → {new or nothing}{who}"
        kinds = ["added" if line.old is None else "removed" if line.new is None else "changed" for line in self.lines]
        counts = [
            say(f"import.{kind}", n=kinds.count(kind)) for kind in ("changed", "added", "removed") if kind in kinds
        ]
        return f"{name}: {', '.join(counts)}{who}"


def changed(before: Memo | None, after: Memo, facts: Iterable[Key], of_kind: Kind, who: Who) -> Iterator[Change]:
    """What is different between two memos, key by key; `before` is None for a new one."""
    for path in facts:
        old, new = (as_pieces(memo.feiten.get(path)) if memo else () for memo in (before, after))
        if old != new:
            authors = say("import.and").join(dict.fromkeys(names for _, names in who.get(path, ())))
            rows = [*((piece.text, None) for piece in old), *((None, piece.text) for piece in new)]
            yield Change(path, ".".join(path), tuple([Line(*row, authors) for row in rows]))
    old_texts, new_texts = before.teksten if before else {}, after.teksten
    for key, sectie in of_kind.secties.items():
        old_units, new_units = ([*units(texts.get(key, ()))] for texts in (old_texts, new_texts))
        if old_units != new_units:
            names = dict(who.get(key, ()))
            pairs = changes(old_units, new_units)
            yield Change((SECTIES, key), sectie.kop, tuple([_line(was, now, names) for was, now in pairs]))


def _line(was: Unit | None, now: Unit | None, names: Mapping[object, str]) -> Line:
    found = (names.get(_as_piece(unit).says) for unit in (now, was) if unit)
    return Line(was and _shown(was), now and _shown(now), next(filter(None, found), ""))


def _as_piece(unit: Unit) -> Piece:
    return Piece(unit.depth, NUMBER if unit.marker[:1].isdigit() else unit.marker, unit.spans)


def _shown(unit: Unit | Piece) -> str:
    """A paragraph on one line, as Markdown."""
    indent = "  " * max(0, unit.depth - 1) + (f"{unit.marker} " if unit.marker else "  " * (unit.depth > 0))
    return indent + words(unit.spans)


def reading(row: Sequence[Piece]) -> str:
    """What paragraphs read as, in one line."""
    return " / ".join([_shown(piece).strip() for piece in row])


def came_with(changes: Iterable[Change], name: str) -> dict[str, str]:
    """The readings that came with the copy of that name."""
    return {line.new.strip(): name for change in changes for line in change.lines if line.new}


def words(spans: tuple[Span, ...]) -> str:
    """Words on one line, as Markdown."""
    return " ".join(markup.write([Paragraph(spans)], width=10**9).split("\n")).rstrip()


def marked(old: str, new: str) -> tuple[list[Bit], list[Bit]]:
    """Both lines with the words marked that are not in the other."""
    was, now = (re.findall(r"\s+|\S+", line) for line in (old, new))
    if max(len(was), len(now)) > _MANY_WORDS:
        return [], []
    olds: list[Bit] = []
    news: list[Bit] = []
    for what, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        mark = "" if what == "equal" else " word"
        olds.append(("".join(was[a:b]), f"old{mark}"))
        news.append(("".join(now[c:d]), f"new{mark}"))
    return olds, news
