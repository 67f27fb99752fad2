"""What a person can get wrong: a message, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dmmdoc.messages.catalogue import say

_UNSHOWABLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""What would steer the terminal instead of standing on it."""


def showable(text: str) -> str:
    """Text that a terminal shows and does not obey."""
    return re.sub(_UNSHOWABLE, "\ufffd", text)


def place(file: str | None, line: int | None = None) -> str:
    """Where something is wrong, FILE:LINE, as far as that is known, on one line."""
    return ":".join(str(part).replace("\n", "\\n") for part in (file, line) if part is not None)


class UserError(Exception):
    """Something a person can mend: what is wrong and what to do, with the file and line where known.

    Prints as one line, `FILE:LINE: message`. `line` counts from 1.
    """

    exit_code = 1

    def __init__(self, message: str, file: str | None = None, line: int | None = None):
        super().__init__(message)
        self.message = " ".join(message.splitlines())  # a name may have spaces in a row
        self.file = file
        self.line = line

    def __str__(self) -> str:
        where = place(self.file, self.line)
        return f"{where}: {self.message}" if where else self.message


class CombinedError(UserError):
    """Several things at once; prints as a line for each."""

    def __init__(self, errors: Iterable[UserError]):
        self.errors = tuple(errors)
        super().__init__("; ".join(error.message for error in self.errors))

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class UnprintableError(UserError):
    """A character that cannot be printed; whoever knows the memo file says where it stands."""

    def __init__(self, character: str, file: str | None = None, line: int | None = None):
        codes = " ".join(f"U+{ord(part):04X}" for part in character)
        super().__init__(say("errors.unprintable", character=codes), file, line)
        self.character = character


class UsageError(UserError):
    """A command that was typed wrong."""

    exit_code = 2
