"""Numberings: which sign or number stands before an item, whichever way this file says it."""

from __future__ import annotations

from typing import NamedTuple

from dmmdoc.docx.read.styles import Element, Style, W, list_style, number, val


class Item(NamedTuple):
    """The mark of a list item: its level from 0, its number (None for a bullet), and which list it goes on.

    `anew` says that a list begins here; `definition` is what numbers of one list have in common. One that shows no
    mark goes on with the item above it.
    """

    level: int
    number: int | None
    anew: bool
    definition: str
    shows: bool = True


class Numbering(NamedTuple):
    """Each numbering: the definition it goes by, and the numbers that it starts its levels at anew."""

    definition: dict[str, str]
    restarts: dict[tuple[str, int], int]
    forms: dict[tuple[str, int], tuple[str, str, int]]
    """For a definition (or a numbering that overrides it) and a level: the form, the sign and the first number."""


def read_numbering(part: Element | None) -> Numbering:
    """The numberings in the part that holds them, if there is one."""
    found = Numbering({}, {}, {})
    if part is None:
        return found
    of_style: dict[str | None, str] = {}  # the definition whose levels are those of a list style
    by_style: dict[str, str | None] = {}  # each definition that only names a list style
    for abstract in part.iterchildren(f"{W}abstractNum"):
        key = f"abstract {abstract.get(f'{W}abstractNumId')}"
        of_style[val(abstract, "styleLink")] = key
        by_style[key] = val(abstract, "numStyleLink")
        for level in abstract.iterchildren(f"{W}lvl"):
            _read_level(level, key, found)
    for num in part.iterchildren(f"{W}num"):
        key = num.get(f"{W}numId", "")
        definition = f"abstract {val(num, 'abstractNumId')}"
        style = by_style.get(definition)
        found.definition[key] = of_style.get(style, definition) if style else definition
        for override in num.iterchildren(f"{W}lvlOverride"):
            level = number(override.get(f"{W}ilvl")) or 0
            if (start := number(val(override, "startOverride"))) is not None:
                found.restarts[key, level] = start
            for own in override.iterchildren(f"{W}lvl"):
                _read_level(own, key, found)
    return found


def _read_level(level: Element, key: str, found: Numbering) -> None:
    ilvl = number(level.get(f"{W}ilvl")) or 0
    start = number(val(level, "start"))
    form = val(level, "numFmt") or "decimal"
    sign = val(level, "lvlText")
    found.forms[key, ilvl] = (form, "%" if sign is None else sign, 1 if start is None else start)


class Counter:
    """Counts the items of lists as Word does."""

    def __init__(self, numbering: Numbering):
        self._numbering = numbering
        self._begun: set[tuple[str, int]] = set()
        self._counts: dict[str, list[int | None]] = {}

    def item(self, style: Style, properties: Element | None) -> Item | None:
        """The list mark of the next paragraph, None when it has none."""
        element = None if properties is None else properties.find(f"{W}numPr")
        key = val(element, "numId") or style.number
        level = number(val(element, "ilvl"))
        by_name = list_style(style.names)
        if key == "0" or (key is None and not by_name.what):
            return None
        level = max(0, min(8, style.level or 0 if level is None else level)) or by_name.level
        if key is None:
            return Item(level, 1 if by_name.what == "number" else None, False, by_name.what)
        definition = self._numbering.definition.get(key, "")
        form, sign, first = (
            self._numbering.forms.get((key, level))
            or self._numbering.forms.get((definition, level))
            or ("decimal" if by_name.what == "number" else "bullet", "%", 1)
        )
        if form == "none" or not sign.strip():
            return Item(level, None, False, definition, shows=False)
        restart = None if (key, level) in self._begun else self._numbering.restarts.get((key, level))
        self._begun.add((key, level))
        counts = self._counts.setdefault(definition, [None] * 9)
        counts[level + 1 :] = [None] * (8 - level)
        before = counts[level]
        counts[level] = restart if restart is not None else first if before is None else before + 1
        return Item(level, None if form == "bullet" else counts[level], restart is not None, definition)
