"""The profile: facts that a person begins every new memo with, from profiel.toml in the user's folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dmmdoc.config.facts import PUBLICATIE, SECTIES, Data, checked_fact, velden
from dmmdoc.config.folders import user_folder
from dmmdoc.errors import UserError
from dmmdoc.files import make_folder, read_text, write_new
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError, checked, unknown_key


def profile_file() -> Path | None:
    """Where the profile is, whether it is there or not: $DMMDOC_PROFILE, else the user's folder; None for none."""
    named = os.environ.get("DMMDOC_PROFILE")
    if named is not None:
        return Path(named) if named else None
    folder = user_folder()
    return folder / "profiel.toml" if folder else None


def profile(folders: tuple[Path, ...]) -> Data:
    """The facts of the profile, by table; nothing where there is none.

    What a memo says of its own publication, and its kind, are of one memo alone and come from no profile. Raises
    UserError, with the line, for what is no fact, and where the file that $DMMDOC_PROFILE names is not there.
    """
    file = profile_file()
    if file is None or not (file.is_file() or os.environ.get("DMMDOC_PROFILE")):
        return {}
    text = read_text(file)
    try:
        return _facts(toml_text.parse(text, str(file)), folders)
    except TableError as error:
        raise UserError(error.message, str(file), toml_text.line_of(text, error.path, error.line)) from None


def _facts(said: Data, folders: tuple[Path, ...]) -> Data:
    known = velden(folders)
    facts: Data = {}
    for table, values in said.items():
        if table in ("soort", PUBLICATIE):
            continue
        if table == SECTIES:
            raise TableError((table,), say("profile.sections"))
        if table not in known.tables:
            raise unknown_key((table,), ((each,) for each in known.tables))
        for key, value in checked(dict, values, (table,)).items():
            if (table, key) not in known.velden:
                raise unknown_key((table, key), known.velden)
            checked_fact(known.velden[table, key], value, (table, key))
            facts.setdefault(table, {})[key] = value
    return facts


def keep(table: str, facts: Mapping[str, Any]) -> Path | None:
    """Write a first profile, with these facts of a table; gives its path, None where there can be none."""
    file = profile_file()
    if file is None:
        return None
    lines = [f"{key} = {toml_text.written(value)}" for key, value in facts.items()]
    text = "\n".join([f"# {say('profile.comment')}", *([f"[{table}]", *lines] if lines else [])])
    make_folder(file.parent)
    write_new(file, f"{text}\n".encode())
    return file
