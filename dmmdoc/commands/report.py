"""What a command says: lines for a person on standard error, paths and text for a script on standard output."""

import os
import sys

from dmmdoc.errors import showable


def tell(message: str) -> None:
    """Print a line for a person, in one write: an interrupt does not come between it and its end."""
    sys.stderr.write(f"{showable(message)}\n")
    sys.stderr.flush()


def print_path(path: str) -> None:
    """Print the path of a file that was written, for a script."""
    sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Print text on standard output, in whatever it can show."""
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.flush()
