"""The facts that a new memo begins with: from another memo, from a file of facts, from --set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tomli import TOMLDecodeError, loads

from dmmdoc.config.questions import TABLES, Data, fact_types
from dmmdoc.errors import UsageError
from dmmdoc.files import read_text
from dmmdoc.memo_file import read as memo_file
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError

OF_ONE_MEMO = ("onderwerp", "datum", "kenmerk", "bijlagen")
"""What of [nota] belongs to one memo alone, and does not come along to a memo of another kind."""


def from_file(path: Path, soort: str, folders: Sequence[Path]) -> tuple[Data, Data]:
    """What a file of facts or a whole memo gives a new memo of kind `soort`, and the [nota] that it follows.

    A memo of the same kind comes along whole, and follows nothing; of another kind come the meeting, the people,
    the sender, the addressee and the marking. Raises UserError for what does not fit.
    """
    text = read_text(path)
    source = {"soort": soort, **toml_text.parse(text, str(path))}
    try:
        memo_file.to_memo(source, folders, partial=True)
    except TableError as error:
        raise memo_file.located(error, text, str(path)) from None
    if source["soort"] == soort:
        return source, {}
    nota = source.get("nota", {})
    facts: Data = {name: source[name] for name in TABLES if name in source}
    facts["nota"] = {key: value for key, value in nota.items() if key not in OF_ONE_MEMO}
    return {"soort": soort, **facts}, nota


def with_settings(facts: Data, settings: Iterable[str], folders: Sequence[Path]) -> Data:
    """The facts with each KEY=VALUE in them; raises UsageError for one that does not fit."""
    types, given = fact_types(), {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        table, _, name = key.strip().partition(".")
        if not equals:
            raise UsageError(f"--set {setting}: no value; write it as KEY=VALUE")
        if table == "soort":
            raise UsageError(f"--set {setting}: the kind is the word after new; change it there")
        wanted = types.get((table, name), str)
        inner = facts.get(table)
        if name:
            facts = {
                **facts,
                table: {**(inner if isinstance(inner, dict) else {}), name: _value(value, wanted)},
            }
        else:
            facts = {**facts, table: value}
        given[table, name] = setting
    try:
        memo_file.to_memo(facts, folders, partial=True)
    except TableError as error:
        table, *inner = error.path
        blamed = given.get((table, "".join(inner))) or next(reversed(given.values()))
        raise UsageError(f"--set {blamed}: {error.message}") from None
    return facts


def _value(text: str, wanted: Any) -> Any:
    """`text` as TOML where it is TOML, else as text; what is to be text stays text, whatever it looks like."""
    try:
        table = loads(f"x = {text}")
    except (TOMLDecodeError, RecursionError):
        return text
    value = table["x"]
    is_other = set(table) != {"x"} or (wanted in (str, str | None) and not isinstance(value, str))
    return text if is_other else value
