"""A person chooses: of what the memo and a document say otherwise, one thing at a time."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dmmdoc.config.facts import SECTIES
from dmmdoc.dialogue.answers import is_yes
from dmmdoc.errors import UserError, showable
from dmmdoc.importing.changes import Clash, marked, reading
from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.memo.model import Span
from dmmdoc.merging.pieces import Piece, pieces
from dmmdoc.messages.catalogue import say

_WIDTH = 110


def is_there() -> bool:
    """Whether a person waits who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(clash: Clash, source: str) -> Sequence[Piece] | None:
    """What a person takes of a clash, both readings side by side; None where they leave it open."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    table = Table(title=showable(f"{source}: {clash.kop}{clash.who}"), title_justify="left", expand=True)
    table.width = min(_WIDTH, console.width)
    conflict = clash.conflict
    former, ours, theirs = (showable(reading(row or ())) for row in (conflict.former, conflict.ours, conflict.theirs))
    texts = [Text(ours), Text(theirs)]
    if ours and theirs:
        bits = marked(ours, theirs)
        texts = [
            Text.assemble(*((words, "bold" if look.endswith("word") else "") for words, look in row)) for row in bits
        ]
    names = [clash.ours, clash.theirs]
    if former:
        names, texts = [say("import.former"), *names], [Text(former), *texts]
    for name in names:
        table.add_column(name, ratio=1)
    table.add_row(*(text if text.plain else Text(say("import.nothing"), "italic") for text in texts))
    console.print()
    console.print(table)
    while True:
        answer = _line(console, say("import.which", ours=clash.ours, theirs=clash.theirs)).lower()
        if answer == say("import.memo")[0]:
            return clash.conflict.ours
        if answer == say("import.document")[0]:
            return clash.conflict.theirs
        if answer == "a":
            try:
                return _other(clash, _line(console, say("import.other")))
            except (MarkupError, UserError) as error:
                console.print(Text(showable(error.message), "red"))
        elif not answer:
            return None


def agrees(question: str) -> bool:
    """Whether a person says yes."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    return is_yes(_line(console, question)) is True


def _other(clash: Clash, typed: str) -> tuple[Piece, ...]:
    """What somebody typed instead, where the paragraphs stand that it is for."""
    if clash.path[0] != SECTIES:
        return (Piece(0, "", (Span(typed),)),) if typed else ()
    like = next(iter((*clash.conflict.ours, *clash.conflict.theirs)))
    return tuple(like._replace(spans=piece.spans) for piece in pieces(parse(typed)))


def _line(console: Console, question: str) -> str:
    console.print(Text(question, "bold"), end="")
    try:
        return input().strip()
    except EOFError:
        console.print()
        return ""
