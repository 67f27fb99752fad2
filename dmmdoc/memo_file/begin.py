"""The facts that a new memo begins with: from another memo, from a file of facts, from --set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tomli import loads

from dmmdoc.config.facts import PUBLICATIE, SECTIES, Data, Veld, velden
from dmmdoc.config.kinds import kind
from dmmdoc.dutch.days import read_een
from dmmdoc.errors import UsageError
from dmmdoc.files import read_text
from dmmdoc.memo_file import read as memo_file
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError


class Begin(NamedTuple):
    """What a new memo begins with: its facts, the [nota] that it follows, the sections that are of another memo."""

    facts: Data
    vorige: Data
    copied: frozenset[str] = frozenset()


def from_file(path: Path, soort: str, folders: tuple[Path, ...]) -> Begin:
    """What a file of facts or a whole memo, with its basis, gives a new memo of kind `soort`.

    A memo of the same kind comes along whole, and follows nothing; of another kind come the facts that do not belong
    to that memo alone. Raises UserError for what does not fit.
    """
    text = read_text(path)
    try:
        said = toml_text.parse(text, str(path))
        whole = memo_file.with_basis(said, str(path), folders) if "soort" in said else said
        return from_data(whole, soort, folders)
    except TableError as error:
        raise memo_file.located(error, text, str(path)) from None


def from_data(said: Data, soort: str, folders: tuple[Path, ...]) -> Begin:
    """What the keys of a file of facts or a memo give a new memo of kind `soort`; raises TableError for a misfit."""
    source = {"soort": soort, **said}
    memo_file.to_memo(source, folders, partial=True)
    if source["soort"] == soort:
        facts = {key: value for key, value in source.items() if key != PUBLICATIE}  # that is of one memo alone
        return Begin(facts, {}, frozenset(source.get(SECTIES, {})) if "soort" in said else frozenset())
    known = velden(folders)
    facts = dict[str, Any](soort=soort)
    apart = {*kind(soort, folders).eigen} ^ {*kind(source["soort"], folders).eigen}
    for (table, key), veld in known.velden.items():
        if not veld.eigen and table not in apart and key in source.get(table, {}):
            facts.setdefault(table, {})[key] = source[table][key]
    return Begin(facts, {table: source[table] for table in known.documenten if table in source})


def with_profile(begin: Begin, profile: Data) -> Begin:
    """The same with the facts of a profile where it says nothing itself."""
    tables = {table: {**facts, **begin.facts.get(table, {})} for table, facts in profile.items()}
    return begin._replace(facts={**begin.facts, **tables})


def with_settings(begin: Begin, settings: Iterable[str], folders: tuple[Path, ...]) -> Begin:
    """The same with each KEY=VALUE in the facts; raises UsageError for one that does not fit."""
    facts = begin.facts
    known, given = velden(folders).velden, {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        table, _, name = key.strip().partition(".")
        if not equals:
            raise UsageError(say("new.set-no-value", setting=setting))
        if table == PUBLICATIE:
            raise UsageError(say("new.set-publication", setting=setting, table=PUBLICATIE))
        if table == "soort":
            raise UsageError(say("new.set-kind", setting=setting))
        inner = facts.get(table)
        if name:
            said = inner if isinstance(inner, dict) else {}
            try:
                facts = {**facts, table: {**said, name: _value(value, known.get((table, name)), said)}}
            except ValueError:
                raise UsageError(f"--set {setting}: {say('new.set-day', words=value)}") from None
        else:
            facts = {**facts, table: value}
        given[table, name] = setting
    try:
        memo_file.to_memo(facts, folders, partial=True)
    except TableError as error:
        table, *inner = error.path
        blamed = given.get((table, "".join(inner))) or next(reversed(given.values()))
        raise UsageError(f"--set {blamed}: {error.message}") from None
    return begin._replace(facts=facts, copied=begin.copied - {key for table, key in given if table == SECTIES})


def _value(text: str, veld: Veld | None, said: Data) -> Any:
    """`text` as TOML where it is TOML, a day as a person types one, else as text; `said` is what its table says.

    What is to be text stays text, whatever it looks like. Raises ValueError for what is to be a day and is none.
    """
    is_text = veld is None or veld.type == "tekst"
    try:
        table = loads(f"x = {text}")
        value = text if set(table) != {"x"} or (is_text and not isinstance(table["x"], str)) else table["x"]
    except (ValueError, RecursionError):
        value = text
    if veld is None or veld.type != "dag" or isinstance(value, date) or value == "":
        return value
    if (day := read_een(str(value), [each for each in said.values() if isinstance(each, date)])) is None:
        raise ValueError(text)
    return day
