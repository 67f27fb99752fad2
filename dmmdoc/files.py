"""Reading and writing files: text that is UTF-8, and a target that is whole or untouched."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from dmmdoc.errors import UserError


def read_text(path: Path) -> str:
    """The text of a file, line ends as they are; raises UserError when it cannot be read or is not UTF-8."""
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """What a file holds; raises UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError("no such file; check the name", str(path)) from None
    except IsADirectoryError:
        raise UserError("a folder; name the file in it", str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise UserError(f"cannot be read: {_reason(error)}; check the file", str(path)) from None


def decode(raw: bytes, name: str) -> str:
    """Bytes as UTF-8 text; raises UserError with the line where they are something else."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError("not UTF-8 text; save it as UTF-8", name, line) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`: afterwards it holds the whole of it, or, after any failure, what it held.

    A link is followed; an old file's permissions are kept; what is no ordinary file (a device, a pipe) is
    written to as it is. Raises UserError when it cannot be written.
    """
    try:
        _write(path.resolve(), content)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a link to itself
        raise UserError(f"cannot be written: {_reason(error)}; choose another place", str(path)) from None


def make_folder(path: Path) -> None:
    """Make a folder and those it lies in, where they are missing; raises UserError when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot be made a folder: {_reason(error)}; choose another place", str(path)) from None


def _write(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(content)
        return
    beside = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return reason[:1].lower() + reason[1:]
