"""A kind and the facts to a first draft of a memo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dmmdoc.config.facts import SECTIES, Data, Velden
from dmmdoc.config.kinds import Kind, required, tables, used
from dmmdoc.dutch.days import dag, dagen
from dmmdoc.dutch.numbers import telwoord
from dmmdoc.markdown import read as reader
from dmmdoc.markdown import write as markup
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import TableError
from dmmdoc.toml.text import Path

Facts = Mapping[str, Any]
"""The keys of one table of a memo file."""


def draft(soort: str, kind: Kind, velden: Velden, facts: Data, vorige: Facts) -> Data:
    """A whole memo file from `facts`: the kind's defaults and drafts for what they do not say, else placeholders.

    What is required and empty counts as not said. `vorige` are the tables, [nota] or [brief], of the documents
    that this one follows. Raises
    TableError for a draft that is at fault.
    """
    data: Data = {"soort": soort, **{name: dict(facts.get(name, {})) for name in (*tables(kind, velden), SECTIES)}}
    for name, key in required(kind, velden):
        if not data[name].get(key, "").strip():
            data[name].pop(key, None)
    for name in data:
        for (_, key), text in drafts(kind, velden, data, vorige, name).items():
            data[name].setdefault(key, text)
    for name, key in used(kind, velden):
        if what := velden.velden[name, key].invullen:
            data[name].setdefault(key, placeholder(what))
    return data


def drafts(kind: Kind, velden: Velden, data: Data, vorige: Facts, *only: str) -> dict[Path, Any]:
    """What the kind drafts in these tables, or in all of them, from the facts in `data`, by (table, key).

    A default can use those above it in its table. Raises TableError for a draft that is at fault.
    """
    drafted: dict[Path, Any] = {}
    for name, defaults in kind.standaard.items():
        table = dict(data.get(name, {}))
        for key, default in defaults.items() if not only or name in only else ():
            drafted[name, key] = _default(default, (name, key), _context(velden, {**data, name: table}, vorige))
            table.setdefault(key, drafted[name, key])
    context = _context(velden, data, vorige)
    for key, sectie in kind.secties.items():
        if sectie.concept and (not only or SECTIES in only):
            drafted[SECTIES, key] = _section(sectie.concept, (SECTIES, key), context)
    return drafted


def redrafted(kind: Kind, velden: Velden, before: Data, after: Data, vorige: Facts) -> dict[Path, Any]:
    """What changes when the facts go from `before` to `after`: the drafts that nobody has touched.

    Sections follow from the defaults that change. Raises TableError for a draft that is at fault.
    """
    changes: dict[Path, Any] = {}
    for name in (*kind.standaard, SECTIES):
        table, new, changed = after.get(name, {}), drafts(kind, velden, after, vorige, name), {}
        for path, text in drafts(kind, velden, before, vorige, name).items():
            key = path[1]
            if before.get(name, {}).get(key) == text == table.get(key) and new[path] != text:
                changed[key] = changes[path] = new[path]
        after = {**after, name: {**table, **changed}}
    return changes


def placeholder(what: str) -> str:
    """The words that stand where `what` is still unknown."""
    return f"[invullen: {what}]"


def _default(default: Any, path: Path, context: Facts) -> Any:
    if isinstance(default, str):
        return _rendered(default, path, context, plain=True)
    if isinstance(default, list):
        return [_default(item, path, context) for item in default]
    return default


def _section(concept: str, path: Path, context: Facts) -> str:
    """A rendered draft, its lines wrapped anew now that the facts stand in them."""
    text = _rendered(concept, path, context, plain=False)
    try:
        return markup.write(reader.parse(text))
    except reader.MarkupError as error:
        raise TableError(path, say("draft.text", key=path[-1], what=error.message)) from None


def _rendered(template: str, path: Path, context: Facts, plain: bool) -> str:
    from jinja2 import StrictUndefined, UndefinedError  # only where there is a draft to fill in
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not plain,
        finalize=lambda value: "" if value is None else value if plain else _escaped(value),
    )
    environment.filters |= {"hoofdletter": _hoofdletter, "telwoord": telwoord}
    try:
        return environment.from_string(template).render(context)
    except Exception as error:  # a template can fail in any way that Python can
        line = getattr(error, "lineno", None)
        unknown = re.search("'([^']*)'(?: is undefined)?$", str(error)) if isinstance(error, UndefinedError) else None
        what = say("draft.unknown-name", key=path[-1], name=unknown[1]) if unknown else say("draft.fails", key=path[-1])
        raise TableError(path, what, line and line - 1) from error  # which --traceback shows


def _escaped(value: Any) -> Any:
    return markup.escape(value) if isinstance(value, str) else value


def _hoofdletter(text: str) -> str:
    return text[:1].upper() + text[1:]


def _context(velden: Velden, data: Data, vorige: Facts) -> dict[str, Any]:
    """What a draft can use: the facts by their tables, and `vorige`, those of the nota before this one.

    Days are in Dutch; of the meeting there are placeholders for what is missing.
    """
    meeting = data.get("bijeenkomst", {})
    known = {key: meeting.get(key) or placeholder(key) for key in ("naam", "plaats")}
    begin, eind = meeting.get("begin"), meeting.get("eind")
    days = dagen(begin, eind) if begin else placeholder("dagen")
    through = begin and eind and (eind - begin).days > 1
    short = meeting.get("afkorting")
    others = [table for table in velden.tables if table != "bijeenkomst"]
    nothing = {table: {key: None for of, key in velden.velden if of == table} for table in others}
    before = {table: nothing[table] | _in_dutch(vorige.get(table, {})) for table in others}
    return {
        "bijeenkomst": {
            **known,
            "afkorting": short,
            "kort": short or known["naam"],
            "voluit": f"{known['naam']} ({short})" if short else known["naam"],
            "dagen": days,
            "wanneer": f"{'van' if through else 'op'} {days}",
            "sessies": meeting.get("sessies", []),
        },
        **{table: nothing[table] | _in_dutch(data.get(table, {})) for table in others},
        "vorige": before["nota"] | before,
    }


def _in_dutch(table: Facts) -> dict[str, Any]:
    """What a table of facts says, days in Dutch."""
    return {key: dag(value) if isinstance(value, date) else value for key, value in table.items()}
