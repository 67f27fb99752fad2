"""What is other on Windows, so that it can be read in one place: `here` says whether this is one."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

IS_HERE = os.name == "nt"
_DUTCH = 0x13
"""LANG_DUTCH, of Microsoft's language identifiers."""
_DENIED, _SHARED, _LOCKED = 5, 32, 33
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, of Microsoft's system error codes."""


def hindrance(path: Path, error: Exception, here: bool = IS_HERE) -> str | None:
    """What keeps a file from being replaced: that it is `read-only`, or `open` in a program, in Word `open-in-word`."""
    if not here or getattr(error, "winerror", None) not in (_DENIED, _SHARED, _LOCKED) or not path.is_file():
        return None
    if not os.access(path, os.W_OK):
        return "read-only"
    return "open-in-word" if path.suffix.lower() == ".docx" else "open"


def quoted(argument: str, here: bool = IS_HERE) -> str:
    """An argument as one types it: in the quotes that the shell here knows."""
    return subprocess.list2cmdline([argument]) if here else shlex.quote(argument)


def words(command: str, here: bool = IS_HERE) -> list[str]:
    """A command as a person sets it, taken apart; raises ValueError for a quotation mark without its other.

    A command that is a file as it stands is that one, whatever spaces are in it. On Windows a backslash is part of a
    path, and code is found as code.cmd.
    """
    if os.path.isfile(command):  # noqa: PTH113 - Path's raises for what can be no path
        return [command]
    if not here:
        return shlex.split(command)
    first, *rest = [word.strip('"') for word in shlex.split(command, posix=False)]
    return [shutil.which(first) or first, *rest]


def path_encoding(here: bool = IS_HERE) -> str:
    """The encoding in which a script reads a path from our output: that of file names, and here that of its console."""
    if here and not sys.flags.utf8_mode:
        import codecs
        import ctypes

        page = getattr(ctypes, "windll").kernel32.GetConsoleOutputCP()  # noqa: B009 - not known elsewhere
        with suppress(LookupError):  # 0 for no console
            return codecs.lookup(f"cp{page}").name
    return sys.getfilesystemencoding()


def interface_language() -> str:
    """The language of the user's interface, nl or another; empty where that is not known."""
    import ctypes

    primary = getattr(ctypes, "windll").kernel32.GetUserDefaultUILanguage() & 0x3FF  # noqa: B009 - not known elsewhere
    return "nl" if primary == _DUTCH else ""
