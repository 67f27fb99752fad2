"""Real multi-level lists: one numbering a list, its levels by `ilvl`."""

from __future__ import annotations

from copy import copy
from functools import cache

from dmmdoc.house_style import Lijsten
from dmmdoc.memo import ListBlock
from dmmdoc.writers.docx.xml import Element, W, add, new, twips

Forms = tuple[bool, ...]
"""For each level whether it is numbered (or has bullets)."""


class Numbering:
    """The list definitions of one document: hands out a number for each list of the memo."""

    def __init__(self, element: Element, style: Lijsten):
        """`element` is the document's w:numbering, to which definitions are added as they are needed."""
        self._element = element
        self._style = style
        self._abstract: dict[Forms, int] = {}

    def new_list(self, block: ListBlock, above: Forms = ()) -> tuple[int, Forms]:
        """A number for a list that stands in lists of the forms `above`, and the forms of all its levels."""
        level = len(above)
        forms = _forms(block, above)
        number = self._element.add_num(self._definition(forms))
        if block.start is not None:
            override = number.add_lvlOverride(ilvl=level)
            override.add_startOverride(min(block.start, 32767))
        return int(number.numId), forms

    def _definition(self, forms: Forms) -> int:
        if forms not in self._abstract:
            taken = [int(i) for i in self._element.xpath("./w:abstractNum/@w:abstractNumId")]
            self._abstract[forms] = max(taken, default=-1) + 1
            definition = copy(_abstract(forms, self._style))
            definition.set(f"{W}abstractNumId", str(self._abstract[forms]))
            existing = self._element.xpath("./w:abstractNum")
            if existing:
                existing[-1].addnext(definition)
            else:
                self._element.insert(0, definition)
        return self._abstract[forms]


def _forms(block: ListBlock, above: Forms) -> Forms:
    """The form of each level as the first list at that level has it, else that of the level above."""
    forms = [*above, block.start is not None]
    lists = [block]
    while inner := [
        nested for each in lists for item in each.items for nested in item if isinstance(nested, ListBlock)
    ]:
        forms.append(inner[0].start is not None)
        lists = inner
    return (*forms, *forms[-1:] * (9 - len(forms)))


@cache
def _abstract(forms: Forms, style: Lijsten) -> Element:
    """A definition without its number yet; made once, for every memo has one like it."""
    definition = new("abstractNum", abstractNumId=0)
    add(definition, "multiLevelType", "multilevel")
    for level, numbered in enumerate(forms):
        lvl = add(definition, "lvl", ilvl=level)
        add(lvl, "start", 1)
        number_form = style.nummers[sum(forms[:level]) % len(style.nummers)]
        add(lvl, "numFmt", number_form if numbered else "bullet")
        add(lvl, "lvlText", f"%{level + 1}." if numbered else style.tekens[level % len(style.tekens)])
        add(lvl, "lvlJc", "left")
        indent = twips(style.inspringing * (level + 1))
        add(add(lvl, "pPr"), "ind", left=indent, hanging=twips(style.inspringing))
    return definition
