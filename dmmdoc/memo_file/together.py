"""The documents of one meeting begun together: what they share in their basis, in each what it says itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from dmmdoc.config.facts import Data, Velden
from dmmdoc.config.kinds import Kind, kind, used
from dmmdoc.errors import UserError
from dmmdoc.files import read_text
from dmmdoc.memo.model import INVULLEN, Memo
from dmmdoc.memo_file import read as memo_file
from dmmdoc.memo_file.annotate import annotated, annotated_basis
from dmmdoc.memo_file.basis import BASIS, NAME, Basis, own, shared_keys
from dmmdoc.toml import text as toml_text


class Drafted(NamedTuple):
    """A new memo: its kind, its keys, and the sections that are drafts which nobody has confirmed."""

    kind: Kind
    data: Data
    concepts: frozenset[str]


def written(drafted: Sequence[Drafted], basis: Basis | None, known: Velden) -> tuple[str | None, list[str]]:
    """New memos as files to fill in by hand: the basis that they share, where it is new, and each of them.

    One alone in its folder shares nothing.
    """
    if basis is None and len(drafted) == 1:
        [(of_kind, data, concepts)] = drafted
        return None, [annotated(data, of_kind, known, concepts)]
    shared = basis.data if basis else _shared(drafted, known)
    texts = []
    for of_kind, data, concepts in drafted:
        keys = {path for path in shared_keys(of_kind, known) if basis is None or path[0] in shared}
        common = {table: fields for table, fields in shared.items() if table not in of_kind.eigen}
        mine = {**own(data, common), BASIS: Path(basis.name).name if basis else NAME}
        texts.append(annotated(mine, of_kind, known, concepts, keys))
    asked = {path for each in drafted for path in used(each.kind, known) if path in shared_keys(each.kind, known)}
    return None if basis else annotated_basis(shared, asked, known), texts


def _shared(drafted: Sequence[Drafted], known: Velden) -> dict[str, Any]:
    """The facts that new memos share; where they differ, as the first says."""
    shared: dict[str, Any] = {}
    for of_kind, data, _ in drafted:
        for table, key in shared_keys(of_kind, known):
            if key in data.get(table, {}):
                shared.setdefault(table, {}).setdefault(key, data[table][key])
    return shared


class Sister(NamedTuple):
    """Another document of a meeting: its file, its kind and its keys, without those of the basis."""

    path: Path
    kind: Kind
    data: Data


def sisters(basis: Basis, folders: tuple[Path, ...]) -> list[Sister]:
    """The documents beside a basis that name it as theirs; what is wrong with one is told where that is asked for."""
    found = []
    for path in sorted(Path(basis.name).parent.glob("[!.]*.toml")):
        with suppress(UserError):
            data = toml_text.parse(read_text(path), str(path))
            if data.get(BASIS) == Path(basis.name).name and isinstance(data.get("soort"), str):
                found.append(Sister(path, kind(data["soort"], folders), data))
    return found


def before(of_kind: Kind, others: Sequence[Sister]) -> Data:
    """The own tables of those that a document of a kind which looks back follows: what its basis went out with.

    What is still to be filled in there says nothing.
    """
    found: dict[str, Any] = {}
    for _, earlier, data in others:
        fields = data.get(earlier.tabel, {})
        if of_kind.blik == "terug" and earlier.blik == "vooruit" and isinstance(fields, dict):
            found[earlier.tabel] = {k: v for k, v in fields.items() if not INVULLEN.search(str(v))}
    return found


_MEETING = 16
"""A folder of more memo files than this is not that of one meeting."""


def documents_beside(memo: Memo, name: str, folders: tuple[Path, ...]) -> dict[str, Memo]:
    """The other documents in the folder of a memo, by their names: those of other kinds about the same meeting.

    Of one that cannot be read its own error is told where it is asked for.
    """
    about = memo.bijeenkomst
    found: dict[str, Memo] = {}
    for path in _files_beside(Path(name)) if name != "-" and about.begin else ():
        other = _read(path, path.stat().st_mtime_ns, folders) if path.name != Path(name).name else None
        if other and other.soort != memo.soort:
            meeting = other.bijeenkomst
            if (meeting.naam, meeting.begin) == (about.naam, about.begin):
                found[str(path)] = other
    return found


def _files_beside(file: Path) -> tuple[Path, ...]:
    """The memo files in the folder of one, where these may be of one meeting."""
    try:
        return _files_in(file.parent, file.parent.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(_MEETING)
def _files_in(folder: Path, _changed: int) -> tuple[Path, ...]:
    paths = sorted(folder.glob("[!.]*.toml"))
    return tuple(paths) if len(paths) <= _MEETING else ()


@lru_cache(_MEETING)
def _read(path: Path, _changed: int, folders: tuple[Path, ...]) -> Memo | None:
    """The memo in a file, None where it holds none."""
    try:
        return memo_file.read(read_text(path), str(path), folders)
    except UserError:
        return None
