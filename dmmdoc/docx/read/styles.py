"""Styles: what a paragraph or a run is, by the names that Word and dmmdoc give, whatever is based on them here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from dmmdoc.memo.model import as_lak

Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_DEEP = 40
"""How many styles a style is based on at most: Word itself stops at eleven."""


_MEANINGS = {
    r"heading ([1-9])": "heading",
    r"body text": "text",
    r"normal": "any text",
    r"list bullet(?: ([2-5]))?": "bullet",
    r"list number(?: ([2-5]))?": "number",
    r"list continue(?: ([2-5]))?": "goes on",
    r"list paragraph": "goes on somewhere",
    r"hyperlink": "link",
    r"merking": "marking",
    r"lakken(?: (.+))?": "withheld",
    r"gelakt": "bar",
}
"""What import makes of a style by its name, in small letters: a pattern each, whose group is a level or grounds.

The styles of facts come from the kind instead (`names.lines_with_facts`). Word has these names in every language.
"""


class Meaning(NamedTuple):
    """What a style is to an import (a value of the table above, empty where it says nothing), and its level or grounds.

    `text` is the part of the name that says so: "2" of List Bullet 2, empty where there is none.
    """

    what: str = ""
    text: str = ""

    @property
    def level(self) -> int:
        """The level of a list style, from 0."""
        return int(self.text or 1) - 1


@cache
def meaning(name: str) -> Meaning:
    """What the style called `name` is to an import."""
    for pattern, what in _MEANINGS.items():
        if match := re.fullmatch(pattern, name.lower()):
            return Meaning(what, (match[1] if match.re.groups else "") or "")
    return Meaning()


def list_style(names: Iterable[str]) -> Meaning:
    """What the first of these that is Word's for bullets or for numbers is; an empty one where none is."""
    return next((found for found in map(meaning, names) if found.what in ("bullet", "number")), Meaning())


class Style(NamedTuple):
    """A style with what it takes from those that it is based on; `names` begins with its own, in small letters.

    `lak` is what the style withholds on, as a `Span` has it, empty where it withholds without a ground. `is_own_body`
    tells that dmmdoc writes text in it: what the style itself makes bold, no memo made bold.
    """

    names: tuple[str, ...] = ()
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    lak: str | None = None
    is_own_body: bool = False


PLAIN = Style()


class Styles(NamedTuple):
    """The styles of a document by their ids; a paragraph without a style has the style `default`."""

    by_id: dict[str, Style]
    default: Style


def val(parent: Element | None, tag: str) -> str | None:
    """The w:val of the child w:`tag`, None when there is no such child or it has no value."""
    found = None if parent is None else parent.find(W + tag)
    value = None if found is None else found.get(_VAL)
    return str(value) if value is not None else None


def switch(parent: Element | None, tag: str) -> bool | None:
    """Whether the child w:`tag` switches something on or off, None when it is not there."""
    found = None if parent is None else parent.find(W + tag)
    return None if found is None else str(found.get(_VAL, "1")).lower() not in _OFF


def number(text: str | None) -> int | None:
    """A number in an attribute; None for anything else, or for one that no document has."""
    try:
        value = int(text or "")
    except ValueError:
        return None
    return value if abs(value) < 2**31 else None


def read_styles(part: Element | None) -> Styles:
    """The styles in the part that holds them, if there is one."""
    if part is None:
        return Styles({}, PLAIN)
    elements = {each.get(f"{W}styleId", ""): each for each in part.iterchildren(f"{W}style")}
    by_id: dict[str, Style] = {}
    for style_id in elements:
        _resolve(style_id, elements, by_id)
    default = next(
        (
            by_id[style_id]
            for style_id, each in elements.items()
            if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default", "0").lower() not in _OFF
        ),
        PLAIN,
    )
    return Styles(by_id, default)


def _resolve(style_id: str, elements: dict[str, Element], by_id: dict[str, Style]) -> None:
    """Put the style in `by_id`, after those that it is based on."""
    chain: list[str] = []
    at: str | None = style_id
    while at is not None and at in elements and at not in by_id and at not in chain and len(chain) < _DEEP:
        chain.append(at)
        at = val(elements[at], "basedOn")
    above = by_id.get(at or "", PLAIN)
    for each in reversed(chain):
        above = by_id[each] = _style(elements[each], above)


def _style(element: Element, above: Style) -> Style:
    pPr, rPr = element.find(f"{W}pPr"), element.find(f"{W}rPr")  # noqa: N806 - the elements' own names
    numbering = None if pPr is None else pPr.find(f"{W}numPr")
    name = (val(element, "name") or "").strip()
    known = meaning(name)
    own = Style(
        bold=switch(rPr, "b"),
        italic=switch(rPr, "i"),
        hidden=switch(rPr, "vanish"),
        struck=_either(switch(rPr, "strike"), switch(rPr, "dstrike")),
        outline=number(val(pPr, "outlineLvl")),
        number=val(numbering, "numId"),
        level=number(val(numbering, "ilvl")),
        lak=as_lak(known.text) or "" if known.what == "withheld" else None,
        is_own_body=known.what in ("text", "heading", "bullet", "number", "goes on"),
    )
    values = {
        field: getattr(above, field) if getattr(own, field) is None else getattr(own, field)
        for field in Style._fields[1:]
    }
    return Style((name.lower(), *above.names)[:_DEEP], **values)


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one or bool(other)
