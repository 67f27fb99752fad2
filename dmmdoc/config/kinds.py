"""What a kind of memo consists of, read from its file in a templates folder."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dmmdoc.config.folders import load, located, read_toml
from dmmdoc.config.questions import SECTIES, TABLES
from dmmdoc.errors import UserError
from dmmdoc.toml.tables import TableError, decode, unknown_key

_NAME = re.compile(r"[\w-]+")


class SectieSoort(NamedTuple):
    """A section of a kind: its heading and level, whether it is required, and what helps to write it.

    `status` is `verplicht` (the heading always stands, a text is asked for), `kop` (the heading always stands, a
    text may) or `facultatief` (shown when filled). `concept` is the draft, a Jinja template; with `punten` the
    text is a list of bullets.
    """

    kop: str
    niveau: Literal[1, 2]
    vraag: str
    status: Literal["verplicht", "kop", "facultatief"] = "verplicht"
    uitleg: str = ""
    concept: str = ""
    punten: bool = False


class Kind(NamedTuple):
    """A kind of memo; `opschrift` is the word in large type over it, `standaard` what a new one begins with.

    `blik` says whether it looks forward to the meeting (`vooruit`) or back on it (`terug`), where it does either.
    """

    omschrijving: str
    opschrift: str
    secties: dict[str, SectieSoort]
    standaard: dict[str, dict[str, Any]] = {}
    blik: Literal["vooruit", "terug"] | None = None


@cache
def kind(name: str, folders: tuple[Path, ...]) -> Kind:
    """The kind called `name`; raises UserError when it is at fault, and names the kinds when there is no such one."""
    path = _file(name, folders)
    found = load(Kind, path)
    try:
        for table, defaults in found.standaard.items():
            if table not in TABLES:
                raise unknown_key(("standaard", table), (("standaard", known) for known in TABLES))
            decode(TABLES[table], defaults, ("standaard", table), partial=True)
    except TableError as error:
        raise located(error, path) from None
    return found


def at_fault(error: TableError, name: str, folders: Sequence[Path]) -> UserError:
    """The error, about a draft or a default of the kind called `name`, as a line for a person."""
    path = (*error.path, "concept") if error.path[0] == SECTIES else ("standaard", *error.path)
    return located(TableError(path, error.message, error.line), _file(name, folders))


def _file(name: str, folders: Sequence[Path]) -> Path:
    """The file of the kind called `name`; raises UserError when there is none."""
    if _NAME.fullmatch(name):
        for folder in folders:
            if _is_kind(path := folder / f"{name}.toml"):
                return path
    raise UserError(f"unknown kind {name!r}; the kinds are {', '.join(kinds(folders))}")


def kinds(folders: Sequence[Path]) -> dict[str, Path]:
    """The name of every kind with its file, in order of name; of two with one name the first folder's counts."""
    files = [path for folder in reversed(folders) for path in folder.glob("*.toml") if _is_kind(path)]
    found = {path.stem: path for path in files if _NAME.fullmatch(path.stem)}
    return dict(sorted(found.items()))


def _is_kind(path: Path) -> bool:
    """Whether a file in a templates folder describes a kind: it has sections, or cannot be read, to be told later."""
    try:
        return path.is_file() and SECTIES in read_toml(path)
    except UserError:
        return True
