"""What a command says: lines for a person on standard error, paths and text for a script on standard output."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from dmmdoc import windows
from dmmdoc.errors import UserError, showable
from dmmdoc.files import as_argument
from dmmdoc.messages.catalogue import say
from dmmdoc.messages.system import reason


def tell(message: str) -> None:
    """Print a line for a person, in one write: an interrupt does not come between it and its end.

    Where nobody can hear it the work goes on.
    """
    try:
        sys.stderr.write(f"{showable(message)}\n")
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)


def print_path(path: str) -> None:
    """Print the path of a file that was written, for a script: to the byte, but for what would steer a terminal."""
    path = as_argument(path)
    if sys.stdout.isatty():
        put(f"{showable(path)}\n")
        return
    try:
        line = path.encode(windows.path_encoding(), sys.getfilesystemencodeerrors())
    except UnicodeEncodeError:
        line = os.fsencode(path)
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.flush()


def put(text: str) -> None:
    """Print text on standard output, in whatever it can show."""
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.flush()


def one_line(error: Exception, file: str | None = None) -> str:
    """What went wrong, with `file` where the error names none, as a line for a person."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError):
        return str(UserError(say("report.system", why=reason(error)), error.filename or file))
    if isinstance(error, MemoryError):
        return str(UserError(say("report.memory"), file))
    return str(UserError(say("report.bug", error=f"{error!r:.300}"), file))


def abandon(stream: TextIO) -> None:
    """After a full disk or a closed pipe: let nothing that is still to be written fail once more at the exit."""
    with suppress(OSError):
        stream.flush()
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
