"""What a memo says of a fact, where it states it and where it follows from another."""

from __future__ import annotations

from collections.abc import Mapping

from dmmdoc.config.facts import Key, Velden
from dmmdoc.memo.model import Value


def said(feiten: Mapping[Key, Value], path: Key, known: Velden) -> Value | None:
    """What these facts say of the one at `path`: as it is stated, else counted from the list that it counts."""
    stated = feiten.get(path)
    counted = known.velden[path].telt
    if stated is not None or counted is None:
        return stated
    table, _, key = counted.partition(".")
    listed = feiten.get((table, key))
    return len(listed) if isinstance(listed, tuple) and listed else None
