"""Reading and writing files: text that is UTF-8, and a target that is whole or untouched."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from dmmdoc import windows
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say
from dmmdoc.messages.system import reason

MAX_TEXT = 4_000_000
"""The largest text to read, in bytes: a thousand times a memo."""
MAX_FILE = 100_000_000
"""The largest file of any other kind, in bytes."""


def read_text(path: Path) -> str:
    """The text of a file, line ends as they are; raises UserError when it cannot be read, is too large or not UTF-8."""
    return decode(read_bytes(path, MAX_TEXT), str(path))


def read_bytes(path: Path, most: int = MAX_FILE) -> bytes:
    """What a file holds; raises UserError when it cannot be read, or holds more than `most` bytes."""
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path), most)
    except FileNotFoundError:
        raise UserError(say("files.missing"), str(path)) from None
    except IsADirectoryError:
        raise UserError(say("files.folder"), str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise UserError(say("files.not-read", why=reason(error)), str(path)) from None


def read_stream(stream: BinaryIO, name: str, most: int) -> bytes:
    """What a stream gives up to its end; raises UserError when it goes on behind `most` bytes, as /dev/zero does."""
    content = stream.read(most + 1)
    if len(content) > most:
        raise UserError(say("files.too-large", size=most // 1_000_000), name)
    return content


def decode(raw: bytes, name: str) -> str:
    """Bytes as UTF-8 text; raises UserError with the line where they are something else."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(say("files.not-utf8"), name, line) from None


def write_whole(path: Path, content: bytes, *, settled: bool = True) -> None:
    """Write `content` to `path`: afterwards it holds the whole of it, or, after any failure, what it held.

    A link is followed; an old file's owner, group and permissions are kept where the system permits; what is no
    ordinary file (a device, a pipe) is written to as it is. The content is on disk before the name is, and with
    `settled` the name is too by the end. Raises UserError when it cannot be written.
    """
    _written(path, content, Path.replace)
    if settled:
        settle([path.parent])


def write_new(path: Path, content: bytes) -> None:
    """Write `content` to `path` as `write_whole` does; raises UserError when something is there by then."""
    _written(path, content, _name_new)
    settle([path.parent])


def settle(folders: Iterable[Path]) -> None:
    """See to it that the names of the files written in `folders` outlast a power cut, where the system can."""
    for folder in folders:
        with suppress(OSError):  # Windows opens no folder
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def as_argument(path: str) -> str:
    """A path as a command takes it: never for an option."""
    return os.path.join(os.curdir, path) if path.startswith("-") else path  # noqa: PTH118 - Path drops the ./


def make_folder(path: Path) -> None:
    """Make a folder and those it lies in, where they are missing; raises UserError when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(say("files.no-folder", why=reason(error)), str(path)) from None


def _written(path: Path, content: bytes, name: Callable[[Path, Path], object]) -> None:
    try:
        old = path.stat() if path.exists() else None
        if old and not stat.S_ISREG(old.st_mode):
            path.write_bytes(content)
        else:
            _write(path.resolve(), content, old, name)
    except FileExistsError:
        raise already_there(path) from None
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a link to itself
        known = windows.hindrance(path, error)
        said = say(f"windows.{known}") if known else say("files.not-written", why=reason(error))
        raise UserError(said, str(path)) from None


def already_there(path: Path) -> UserError:
    """The refusal to replace a file that nobody said may be replaced."""
    return UserError(say("files.exists"), str(path))


def _write(path: Path, content: bytes, old: os.stat_result | None, name: Callable[[Path, Path], object]) -> None:
    """Write `content` under a name of its own, and `name` that `path`; `old` is what is known of the file there."""
    beside = path.with_name(f".{path.name[:80]}.{os.urandom(4).hex()}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if old and not windows.IS_HERE:
            _keep_owner_and_mode(beside, old)
        name(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _keep_owner_and_mode(path: Path, old: os.stat_result) -> None:
    for owner, group in ((old.st_uid, -1), (-1, old.st_gid)):  # one may be permitted where the other is not
        with suppress(OSError):
            os.chown(path, owner, group)
    path.chmod(stat.S_IMODE(old.st_mode))


def _name_new(beside: Path, path: Path) -> None:
    """Name a file `path`; raises FileExistsError when there is one of that name."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # no links on this file system: the name is taken first, and then given
        path.open("xb").close()
        beside.replace(path)
    else:
        beside.unlink()
