"""Where the files are that anyone can change: kinds of memo, house style, questions. A department's own come first."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from dmmdoc.errors import UserError
from dmmdoc.files import read_text
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError, decode

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parents[1]
BUILT_IN = next(folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir())
"""The files that come with dmmdoc: inside the installed package, beside it in a checkout."""


def folders(own: Path | None = None) -> tuple[Path, ...]:
    """The folders to look in, first one first: `own`, else $DMMDOC_TEMPLATES, else the user's; then the built-in.

    Raises UserError when a folder that was asked for is not there.
    """
    if own is None and (variable := os.environ.get("DMMDOC_TEMPLATES")):
        own = Path(variable)
    chosen = own or user_folder()
    if chosen is None or not os.path.isdir(chosen):  # noqa: PTH112 - Path's raises for one behind a closed door
        if own is not None:
            raise UserError(say("folders.missing"), str(own))
        return (BUILT_IN,)
    if not os.access(chosen, os.R_OK | os.X_OK):
        raise UserError(say("folders.closed"), str(chosen))
    return (chosen, BUILT_IN)


def user_folder() -> Path | None:
    """Where a user's own templates go, whether it is there or not; None for a user who has no home.

    An empty or relative $XDG_CONFIG_HOME names no folder (XDG Base Directory Specification).
    """
    from typer import get_app_dir

    named, default = Path(get_app_dir("dmmdoc")), Path(os.path.expanduser("~/.config/dmmdoc"))  # noqa: PTH111 - no error
    return next((folder for folder in (named, default) if folder.is_absolute()), None)


@cache
def find(name: str, places: tuple[Path, ...]) -> Path:
    """The first file called `name` in `places`; the built-in folder has every file that dmmdoc asks for."""
    return next(path for folder in places if (path := folder / name).is_file())


@cache
def read_toml(path: Path) -> dict[str, Any]:
    """What a template file says; raises UserError, with the line, when it is no TOML."""
    return toml_text.parse(read_text(path), str(path))


def load(shape: type[T], path: Path) -> T:
    """A template file as a `shape`, a named tuple; raises UserError, with the line, for what does not fit."""
    wanted: Any = shape
    loaded: T = _load(wanted, path)
    return loaded


@cache
def _load(shape: Any, path: Path) -> Any:
    try:
        return decode(shape, read_toml(path))
    except TableError as error:
        raise located(error, path) from None


def located(error: TableError, path: Path) -> UserError:
    """What is wrong in a template file, as a line for a person."""
    return UserError(error.message, str(path), toml_text.line_of(read_text(path), error.path, error.line))
