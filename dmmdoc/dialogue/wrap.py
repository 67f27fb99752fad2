"""Lines of the field that break between words: a terminal breaks them where it is full."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.utils import get_cwidth

ITEM = re.compile(r" *(?:[-*+]|\d{1,9}[.)]) ")
INDENT = 2
"""What stands before every line of the field, in columns."""


def hang(line: str) -> int:
    """How far what goes on of a line stands in, in columns: under the words of an item."""
    item = ITEM.match(line)
    return INDENT + (item.end() if item else 0)


def pads(line: str, first: int, rest: int) -> dict[int, int]:
    """How many spaces to show before which characters, so that none but a word too long breaks.

    There is room for `first` columns on the first line of the screen, and for `rest` on the others.
    """
    found: dict[int, int] = {}
    column, room = 0, first
    for match in re.finditer(r"\S+|\s", line):
        width = get_cwidth(match[0])
        has_more = match.end() < len(line)
        if match[0].strip() and column and column + width + has_more > room and width < rest:
            if column < room:
                found[match.start()] = room - column
            column, room = 0, rest
        column += width
        while column > room:
            column, room = column - room, rest
    return found


class WholeWords(Processor):
    """Shows each line with its words whole."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line with spaces where it is to break."""
        line = transformation_input.document.lines[transformation_input.lineno]
        width = transformation_input.width
        found = pads(line, width - INDENT, width - hang(line)) if width > 2 * hang(line) else {}
        if not found:
            return Transformation(transformation_input.fragments)
        shown: StyleAndTextTuples = []
        for at, fragment in enumerate(explode_text_fragments(transformation_input.fragments)):
            if at in found:
                shown.append(("", " " * found[at]))
            shown.append(fragment)
        begins = list(found)
        before = [0, *accumulate(found.values())]
        places = [at + before[bisect_right(begins, at)] for at in range(len(line) + 2)]
        return Transformation(
            shown,
            source_to_display=lambda at: places[min(at, len(places) - 1)],
            display_to_source=lambda at: max(0, bisect_right(places, at) - 1),
        )
