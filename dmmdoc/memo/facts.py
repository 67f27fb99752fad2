"""What a memo says of a fact, where it states it, where it follows from another, and where it names an address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dmmdoc.config.addresses import address
from dmmdoc.config.facts import Key, Velden
from dmmdoc.memo.model import Value


def said(feiten: Mapping[Key, Value], path: Key, known: Velden) -> Value | None:
    """What these facts say of the one at `path`: as it is stated, else counted from the list that it counts.

    Of an address what stands in adressen.toml, of the day of the document.
    """
    stated = feiten.get(path)
    counted = known.velden[path].telt
    if known.velden[path].adres and isinstance(stated, str) and (held := known.adressen.get(stated)):
        day = feiten.get(known.rollen(path[0]).get("datum", path))
        return address(held, day if isinstance(day, date) else None)
    if stated is not None or counted is None:
        return stated
    table, _, key = counted.partition(".")
    listed = feiten.get((table, key))
    return len(listed) if isinstance(listed, tuple) and listed else None
