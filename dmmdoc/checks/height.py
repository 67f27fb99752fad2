"""How much of a page a text takes, estimated from the house style."""

from collections.abc import Callable
from functools import cache
from math import ceil, inf
from pathlib import Path
from typing import NamedTuple

from dmmdoc.config.house_style import house_style, resolved

_LETTER = 0.575
"""The mean width of a letter of Verdana in Dutch prose, in ems; measured."""


class Measure(NamedTuple):
    """How many letters a line of text has in a style, and in points how high a line is and the space around them."""

    letters: float
    line: float
    around: float

    def height(self, text: str) -> float:
        """The height of a paragraph in points, its lines broken where the text is as wide as there is room for."""
        letters, line, around = self
        if "\n" not in text:  # nearly every one
            return around + (ceil(len(text) / letters) or 1) * line
        return around + sum([ceil(len(part) / letters) or 1 for part in text.split("\n")]) * line


@cache
def measures(folders: tuple[Path, ...]) -> Callable[[str, int], Measure]:
    """What gives the measure of a style of the house style, in so many lists."""
    style = house_style(folders)
    page = _points(style.pagina.breedte - style.pagina.links - style.pagina.rechts)

    @cache
    def measure(name: str, depth: int) -> Measure:
        look = resolved(style, name)
        width = page - depth * _points(style.lijsten.inspringing)
        letters = max(width / (look.grootte * _LETTER), 1) if look.grootte else inf
        return Measure(letters, look.regelafstand or 0, (look.voor or 0) + (look.na or 0))

    return measure


def room(folders: tuple[Path, ...]) -> tuple[float, float]:
    """The height of the text on page 1, and on a page after it, in points."""
    page = house_style(folders).pagina
    return _points(page.hoogte - page.boven - page.onder), _points(page.hoogte - page.top - page.onder)


def _points(millimetres: float) -> float:
    return millimetres / 25.4 * 72
