"""A TOML table to a named tuple, or the first thing that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from difflib import SequenceMatcher, get_close_matches
from functools import cache, partial
from math import isfinite
from typing import Any, Literal, TypeVar, get_args, get_origin

from dmmdoc.dutch.days import read_dag
from dmmdoc.messages.catalogue import say
from dmmdoc.messages.language import LANGUAGES, chosen

_DAY = "2025-02-13"
"""What an error shows for a day where it knows none."""
T = TypeVar("T")
Path = tuple[str, ...]


class Spoken(str):
    """Words for a person, in their language: in a file a text, or a table with one for each language (nl, en)."""

    __slots__ = ()


class TableError(Exception):
    """What is wrong with the value under `path`, and what to do.

    `line` is the line of a text, or the item of a list, to blame, from 0.
    """

    def __init__(self, path: Path, message: str, line: int | None = None):
        super().__init__(message)
        self.path = path
        self.message = message
        self.line = line


_NAMES = {
    **{str: "text", bool: "truth", int: "whole-number", float: "number", date: "day", tuple: "list", dict: "table"},
    **{datetime: "time", time: "time"},
}
"""What messages call a type."""


def decode(kind: type[T], table: Mapping[str, Any], path: Path = (), partial: bool = False) -> T:
    """`table` as a `kind`, a named tuple whose field names are the keys.

    Every key must be known and every value of its field's type; with `partial`, a required key may be missing
    and is then None. Raises TableError for the first thing that is wrong.
    """
    shape: Any = kind
    hints: dict[str, Any] = shape.__annotations__
    for key in table:
        if key not in hints:
            raise unknown_key((*path, key), ((*path, name) for name in hints))
    values: dict[str, Any] = {}
    for name, hint in hints.items():
        if name in table:
            values[name] = _value(hint, table[name], (*path, name), partial)
        elif name not in shape._field_defaults:
            if not partial:
                raise TableError((*path, name), say("toml.missing", key=name))
            values[name] = None
    return kind(**values)


@cache
def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type is made of: its origin, and its choices but for None."""
    return get_origin(hint), tuple(choice for choice in get_args(hint) if choice is not type(None))


def _value(hint: Any, value: Any, path: Path, partial: bool) -> Any:
    if (type(value) is hint and hint is not float) or hint is Any:
        return value  # nearly every one
    if hint is Spoken:
        return Spoken(_spoken(value, path))
    origin, choices = _parts(hint)
    if origin is Literal:
        if value not in choices:
            options = say("toml.or").join(str(choice) for choice in choices)
            raise TableError(path, say("toml.choice", key=path[-1], value=value, options=options))
        return value
    if origin is tuple:
        return tuple(_value(choices[0], item, path, partial) for item in checked(tuple, value, path))
    if origin is dict:
        return {
            key: _value(choices[1], item, (*path, key), partial) for key, item in checked(dict, value, path).items()
        }
    if choices:  # the field may be left out: X | None
        return _value(choices[0], value, path, partial)
    if hasattr(hint, "_fields"):
        return decode(hint, checked(dict, value, path), path, partial)
    return checked(hint, value, path)


def _spoken(value: Any, path: Path) -> str:
    """The text in the language of the person, else in the first in which there is one."""
    if not isinstance(value, dict):
        return str(checked(str, value, path))
    for language in value:
        if language not in LANGUAGES:
            raise unknown_key((*path, language), ((*path, known) for known in LANGUAGES))
    texts = {language: checked(str, value[language], (*path, language)) for language in LANGUAGES if language in value}
    return texts.get(chosen()) or next(iter(texts.values()), "")


def checked(wanted: type, value: Any, path: Path) -> Any:
    """The value where it is of the type that is `wanted`, a list as a tuple; raises TableError where it is not."""
    given = tuple if isinstance(value, list) else type(value)
    if wanted is float and given is int:
        return float(value)
    if given is float and not isfinite(value):
        raise TableError(path, say("toml.not-finite", key=path[-1], value=value))
    if given is not wanted:
        given_as = say(f"toml.is-{_NAMES[given]}")
        day = read_dag(value) if given is str else None
        raise TableError(path, say(f"toml.wants-{_NAMES[wanted]}", key=path[-1], given=given_as, day=day or _DAY))
    return value


def unknown_key(path: Path, known: Iterable[Path]) -> TableError:
    """The error for a key that does not exist, naming the one of `known` that it is nearly."""
    written = ".".join(path)
    others = {".".join(other): other[-1].rpartition(".")[2] for other in known}
    near = get_close_matches(written.rpartition(".")[2], others.values(), 1)
    nearest = max(
        (other for other, word in others.items() if word in near), key=partial(_likeness, written), default=""
    )
    if not nearest:
        return TableError(path, say("toml.unknown-key", key=path[-1]))
    moved = nearest.endswith(f".{path[-1]}") or nearest == path[-1]  # a key that stands in another table
    return TableError(path, say("toml.unknown-key-near", key=written if moved else path[-1], near=nearest))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
