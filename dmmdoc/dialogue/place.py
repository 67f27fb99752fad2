"""Where a person stopped in the questions about a memo, so that the next time begins there."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from dmmdoc.config.folders import user_folder
from dmmdoc.errors import UserError
from dmmdoc.files import make_folder, read_text, write_whole

_MOST = 100
"""Of how many memos a place is remembered."""


def remember(file: Path, name: str | None) -> None:
    """Remember the name of the question at which a person stopped, as far as that can be kept; None forgets it."""
    store = _store()
    if store is None:
        return
    places = _read(store)
    if places.pop(_key(file), None) is None and name is None:
        return
    if name is not None:
        places[_key(file)] = name
    with suppress(UserError):
        make_folder(store.parent)
        write_whole(store, (json.dumps(dict([*places.items()][-_MOST:]), indent=1) + "\n").encode())


def remembered(file: Path) -> str | None:
    """The name of the question at which a person stopped, None where that is not known."""
    store = _store()
    return _read(store).get(_key(file)) if store else None


def _store() -> Path | None:
    folder = user_folder()
    return folder / "verder.json" if folder else None


def _key(file: Path) -> str:
    return str(file.resolve())


def _read(store: Path) -> dict[str, str]:
    with suppress(UserError, ValueError):
        found = json.loads(read_text(store))
        if isinstance(found, dict):
            return {str(file): str(name) for file, name in found.items()}
    return {}
