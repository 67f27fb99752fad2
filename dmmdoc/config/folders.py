"""Where the files are that anyone can change: kinds of memo, house style, questions. A department's own come first."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from dmmdoc.errors import UserError
from dmmdoc.files import read_text
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
    if own is not None and not own.is_dir():
        raise UserError("no such folder; name the folder that holds your templates", str(own))
    chosen = own or _user_folder()
    return (chosen, BUILT_IN) if chosen.is_dir() else (BUILT_IN,)


def _user_folder() -> Path:
    from typer import get_app_dir

    return Path(get_app_dir("dmmdoc"))


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
