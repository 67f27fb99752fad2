"""What an import changes, shown section by section."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dmmdoc.errors import showable

if TYPE_CHECKING:
    from dmmdoc.commands.taking_in import Change

_MANY_WORDS = 1000

Piece = tuple[str, str]
"""Words and their look: the empty string, `head`, `old`, `new`, `old word` or `new word`."""


def show(changes: Iterable[Change]) -> None:
    """Print the changes: what was there behind a -, what comes behind a +; in colour on a terminal."""
    if not sys.stdout.isatty():
        for line in _lines(changes):
            print("".join(words for words, _ in line))
        return
    from rich.console import Console
    from rich.text import Text

    looks = {"head": "bold", "old": "red", "new": "green", "old word": "red reverse", "new word": "green reverse"}
    console = Console(highlight=False)
    for line in _lines(changes):
        console.print(Text.assemble(*((words, looks.get(look, "")) for words, look in line)))


def _lines(changes: Iterable[Change]) -> Iterator[list[Piece]]:
    for number, change in enumerate(changes):
        if number:
            yield []
        yield [(change.kop, "head")]
        for was, now in change.lines:
            old, new = was and showable(was), now and showable(now)
            olds, news = _marked(old, new) if old is not None and new is not None else ([], [])
            if old is not None:
                yield [("- ", "old"), *(olds or [(old, "old")])]
            if new is not None:
                yield [("+ ", "new"), *(news or [(new, "new")])]


def _marked(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both lines with the words marked that are not in the other."""
    was, now = (re.findall(r"\s+|\S+", line) for line in (old, new))
    if max(len(was), len(now)) > _MANY_WORDS:
        return [], []
    olds: list[Piece] = []
    news: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        mark = "" if what == "equal" else " word"
        olds.append(("".join(was[a:b]), f"old{mark}"))
        news.append(("".join(now[c:d]), f"new{mark}"))
    return olds, news
