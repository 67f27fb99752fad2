"""What an import changes, shown: what was there, what comes, what must be chosen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from dmmdoc.errors import showable
from dmmdoc.importing.changes import Bit, Change, Clash, marked, reading
from dmmdoc.messages.catalogue import say


def show(changes: Iterable[Change], clashes: Iterable[Clash] = ()) -> None:
    """Print the changes: what was there behind a -, what comes behind a +, what must be chosen behind a !.

    In colour on a terminal.
    """
    lines = [*_lines(changes), *_choices(clashes)]
    if not sys.stdout.isatty():
        for line in lines:
            print("".join(words for words, _ in line))
        return
    from rich.console import Console
    from rich.text import Text

    looks = {"head": "bold", "old": "red", "new": "green", "old word": "red reverse", "new word": "green reverse"}
    looks |= {"who": "dim", "clash": "bold yellow"}
    console = Console(highlight=False)
    for line in lines:
        console.print(Text.assemble(*((words, looks.get(look, "")) for words, look in line)))


def _choices(clashes: Iterable[Clash]) -> Iterator[list[Bit]]:
    for clash in clashes:
        yield [(f"! {clash.summary}", "clash")]
        nothing = say("import.nothing")
        yield [(f"  {clash.ours}: {showable(reading(clash.conflict.ours)) or nothing}", "")]
        yield [(f"  {clash.theirs}: {showable(reading(clash.conflict.theirs)) or nothing}", "")]


def _lines(changes: Iterable[Change]) -> Iterator[list[Bit]]:
    for number, change in enumerate(changes):
        if number:
            yield []
        yield [(change.kop, "head")]
        for was, now, who in change.lines:
            whose: list[Bit] = [(f"  ({who.strip()})", "who")] if who else []
            old, new = was and showable(was), now and showable(now)
            olds, news = marked(old, new) if old is not None and new is not None else ([], [])
            if old is not None:
                yield [("- ", "old"), *(olds or [(old, "old")]), *(whose if new is None else [])]
            if new is not None:
                yield [("+ ", "new"), *(news or [(new, "new")]), *whose]
