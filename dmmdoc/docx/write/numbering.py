"""Real multi-level lists: one numbering a list, its levels by `ilvl`."""

from __future__ import annotations

from functools import cache

from dmmdoc.config.house_style import Lijsten
from dmmdoc.docx.write.xml import tag, twips
from dmmdoc.memo.model import ListBlock

Forms = tuple[bool, ...]
"""For each level whether it is numbered (or has bullets)."""


class Numbering:
    """Hands out a number for each list of one memo, and keeps what Word must know of it."""

    def __init__(self, style: Lijsten, definition: int, number: int):
        """`definition` and `number` are the first that are free in the document."""
        self._style = style
        self._first_definition = definition
        self._first_number = number
        self._definitions: dict[Forms, int] = {}
        self._lists: list[str] = []

    def new_list(self, block: ListBlock, above: Forms = ()) -> tuple[int, Forms]:
        """A number for a list that stands in lists of the forms `above`, and the forms of all its levels."""
        forms = _forms(block, above)
        definition = self._definitions.setdefault(forms, self._first_definition + len(self._definitions))
        number = self._first_number + len(self._lists)
        inside = tag("abstractNumId", val=definition)
        # Bullets start anew too: it tells an import where one list ends and the next begins.
        start = 1 if block.start is None else min(block.start, 32767)
        inside += tag("lvlOverride", tag("startOverride", val=start), ilvl=len(above))
        self._lists.append(tag("num", inside, numId=number))
        return number, forms

    @property
    def definitions(self) -> str:
        """The looks of the lists, as XML text."""
        return "".join(
            tag("abstractNum", _levels(forms, self._style), abstractNumId=number)
            for forms, number in self._definitions.items()
        )

    @property
    def lists(self) -> str:
        """The lists, as XML text."""
        return "".join(self._lists)


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
def _levels(forms: Forms, style: Lijsten) -> str:
    levels = tag("multiLevelType", val="multilevel")
    for level, numbered in enumerate(forms):
        number_form = style.nummers[sum(forms[:level]) % len(style.nummers)]
        bullet = style.tekens[level % len(style.tekens)]
        indent = tag("ind", left=twips(style.inspringing * (level + 1)), hanging=twips(style.inspringing))
        levels += tag(
            "lvl",
            tag("start", val=1)
            + tag("numFmt", val=number_form if numbered else "bullet")
            + tag("lvlText", val=f"%{level + 1}." if numbered else bullet)
            + tag("lvlJc", val="left")
            + tag("pPr", indent),
            ilvl=level,
        )
    return levels
