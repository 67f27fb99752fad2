"""The basis of a memo: the facts that the documents of one meeting share, in a file beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, NamedTuple

from dmmdoc.config.facts import PUBLICATIE, SECTIES, Data, Key, Velden
from dmmdoc.config.kinds import Kind, has_room
from dmmdoc.files import read_text
from dmmdoc.memo_file.concept import rewritten
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError, unknown_key

BASIS = "basis"
"""The key of a memo file that names its basis."""
NAME = "bijeenkomst.toml"
"""What `new` calls the basis that it writes."""


class Basis(NamedTuple):
    """A file of shared facts: what errors call it, how it reads, and the keys in it."""

    name: str
    text: str
    data: Data


def basis_of(data: Data, name: str) -> Basis | None:
    """The basis that a memo file called `name` with these keys names; None where it names none.

    It lies beside the memo, for standard input in the current folder. Raises TableError where the key names no such
    file, and UserError for a file that is no TOML.
    """
    named = data.get(BASIS)
    if named is None:
        return None
    if not isinstance(named, str) or not _is_bare(named):
        raise TableError((BASIS,), say("basis.no-name", name=NAME))
    path = Path(name).with_name(named) if Path(name).name else Path(named)
    if not path.is_file():
        raise TableError((BASIS,), say("basis.not-there", file=named))
    text = read_text(path)
    return Basis(str(path), text, toml_text.parse(text, str(path)))


def basis_in(folder: Path) -> Basis | None:
    """The basis that the documents in a folder share, where there is one under the name that `new` gives it."""
    path = folder / NAME
    if not path.is_file():
        return None
    text = read_text(path)
    data = toml_text.parse(text, str(path))
    return None if "soort" in data else Basis(str(path), text, data)


def parted(before: str, after: str, name: str) -> tuple[str, Basis | None]:
    """A memo file that was changed, and its basis as it is to be: a shared fact changes there, for all documents.

    `before` and `after` are the whole text of the memo file called `name`. No basis where nothing in it changes.
    """
    was, now = toml_text.parse(before, name), toml_text.parse(after, name)
    basis = basis_of(was, name)
    if basis is None or before == after:
        return after, None
    changes: dict[toml_text.Path, Any] = {
        (table, key): value
        for table, fields in now.items()
        if isinstance(fields, dict)
        for key, value in fields.items()
        if not _says(was, (table, key)) or was[table][key] != value
    }
    moved = {path: value for path, value in changes.items() if not _says(was, path) and _says(basis.data, path)}
    if not moved:
        return after, None
    mine = {path: value for path, value in changes.items() if path not in moved}
    return rewritten(before, mine), basis._replace(text=toml_text.rewritten(basis.text, moved))


def own(data: Data, basis: Data) -> Data:
    """The keys of a memo file without what its basis says alike."""
    return {
        table: {key: value for key, value in fields.items() if key not in basis[table] or basis[table][key] != value}
        if isinstance(fields, dict) and table in basis
        else fields
        for table, fields in data.items()
    }


def shared_keys(of_kind: Kind, known: Velden) -> frozenset[Key]:
    """The facts that a document of a kind shares with the others of its meeting, where they have a basis."""
    return frozenset(path for path, veld in known.velden.items() if veld.gedeeld and path[0] not in of_kind.eigen)


def _is_bare(name: str) -> bool:
    """Whether a name is that of a file alone, without a way to it, on any system."""
    return bool(name.strip()) and name == PurePosixPath(name).name == PureWindowsPath(name).name and name != ".."


def shared(basis: Basis, of_kind: Kind, known: Velden) -> Data:
    """The facts that a memo of a kind takes from a basis; raises TableError for what no basis holds."""
    for table, fields in basis.data.items():
        if table not in known.tables:
            if table in ("soort", BASIS, SECTIES, PUBLICATIE):
                raise TableError((table,), say("basis.of-one", key=table))
            raise unknown_key((table,), ((other,) for other in known.tables))
        for key in fields if isinstance(fields, dict) else ():
            if (table, key) not in known.velden:
                raise unknown_key((table, key), known.velden)
    taken: dict[str, Any] = {}
    for table, fields in basis.data.items():
        if not isinstance(fields, dict):
            taken[table] = fields  # a misfit, for the reader to tell
        elif table not in of_kind.eigen and (
            kept := {k: v for k, v in fields.items() if has_room(of_kind, known, (table, k))}
        ):
            taken[table] = kept
    return taken


def over(basis: Mapping[str, Any], data: Data) -> Data:
    """The keys of a memo file over those that it takes from its basis: what it says itself wins."""
    whole = dict(data)
    for table, fields in basis.items():
        stated = whole.get(table, {})
        whole[table] = (
            {**fields, **stated} if isinstance(fields, dict) and isinstance(stated, dict) else stated or fields
        )
    return whole


def holder(path: toml_text.Path, text: str, name: str) -> tuple[str, str]:
    """The text and the name of the file that says a key of a memo: its basis, where the memo itself does not say it."""
    data = toml_text.parse(text, name)
    if not _says(data, path) and BASIS not in path[:1]:
        try:
            basis = basis_of(data, name)
        except TableError:
            basis = None
        if basis and _says(basis.data, path):
            return basis.text, basis.name
    return text, name


def _says(data: Data, path: toml_text.Path) -> bool:
    """Whether the keys of a file have the one under `path`, as far as its table and its key go."""
    table = data.get(path[0]) if path else None
    return table is not None and (len(path) == 1 or (isinstance(table, dict) and path[1] in table))
