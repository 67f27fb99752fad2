"""What a way of asking is: a field on a terminal, or line by line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum, auto
from typing import NamedTuple, Protocol

from dmmdoc.dialogue.questions import Question


class Move(Enum):
    """Where a person wants to go from a question."""

    NEXT = auto()
    BACK = auto()
    LIST = auto()
    EDITOR = auto()
    STOP = auto()


class Reply(NamedTuple):
    """Where a person goes, and a text that was typed and not ended; None for none."""

    move: Move
    typed: str | None = None


class Asked(NamedTuple):
    """A question as it is put: how far we are, what is there now, and whether that is an unconfirmed draft.

    `typed` stands in the field instead, as it was left, with what is wrong with it, the `problem`.
    """

    question: Question
    progress: str
    shown: str
    example: str = ""
    is_draft: bool = False
    typed: str | None = None
    problem: str = ""


Keep = Callable[[str | None], None]
"""Keeps an answer, or with None what is there; raises UserError for what is no answer."""


class Way(Protocol):
    """A way of asking."""

    has_list: bool

    def open(self) -> AbstractContextManager[None]:
        """Have the terminal for as long as it takes."""

    def ask(self, asked: Asked, keep: Keep) -> Reply:
        """Put a question until an answer is kept, or the person goes elsewhere; raises EOFError at the end of input."""

    def choose(self, words: str) -> str:
        """A short answer to something beside the memo; empty for none."""

    def leave(self) -> AbstractContextManager[None]:
        """Let another program have the terminal, as an editor."""
