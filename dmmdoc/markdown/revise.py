"""Section text anew after a change, the lines of what did not change as they were."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dmmdoc.markdown.difference import Unit, common, units
from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.markdown.write import write
from dmmdoc.memo.model import Block, paragraphs


class _Source(NamedTuple):
    """Section text by paragraph: what stands before the first, the lines of each, the empty lines after each."""

    units: list[Unit]
    head: list[str]
    lines: list[list[str]]
    gaps: list[list[str]]


def revised(source: str, blocks: Sequence[Block]) -> str:
    """Section text that reads as `blocks`, with the lines that `source` has for the paragraphs that stay.

    Raises MarkupError when `source` is no section text.
    """
    longest = max(map(len, source.split("\n")))
    text = write(blocks, longest if 60 <= longest <= 140 else 100)
    old, new = _by_paragraph(source, parse(source)), _by_paragraph(text, parse(text))
    kept = {index: was for was, index in common(old.units, new.units)}
    lines = [*old.head] if kept.get(0) == 0 else []
    manner = {_manner(unit): _prefix(own[0]) for unit, own in zip(old.units, old.lines, strict=True) if own}
    for index, own in enumerate(new.lines):
        was = kept.get(index)
        lines += _in_manner(own, new.units[index], manner) if was is None else old.lines[was]
        follows = was is not None and kept.get(index + 1) == was + 1
        lines += old.gaps[was] if was is not None and follows else new.gaps[index]
    result = "\n".join(lines)
    if source.endswith("\n") or "\n" in result:
        result += "\n"
    return result if _reads_as(result, blocks) else text


def _by_paragraph(source: str, blocks: Sequence[Block]) -> _Source:
    lines = source.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    starts = [paragraph.line for paragraph, _ in paragraphs(blocks)]
    parts = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    own = [part[: len(part) - _empty_at_end(part)] for part in parts]
    gaps = [part[len(kept) :] for part, kept in zip(parts, own, strict=True)]
    return _Source([*units(blocks)], lines[: starts[0]] if starts else [], own, gaps)


def _manner(unit: Unit) -> tuple[int, str]:
    return unit.depth, "1." if unit.marker[:1].isdigit() else unit.marker


def _prefix(line: str) -> str:
    """The indent, the bullet or number, and the space after it."""
    match = re.match(r"\s*(?:(?:[-+*]|\d+[.)])\s+)?", line)
    return match[0] if match else ""


def _in_manner(lines: list[str], unit: Unit, manner: Mapping[tuple[int, str], str]) -> list[str]:
    """The lines of a paragraph behind the indent and the bullet that others of its level have."""
    was, prefix = _prefix(lines[0]) if lines else "", manner.get(_manner(unit))
    if not lines or prefix is None or not unit.depth:
        return lines
    if unit.marker not in ("", "-"):
        prefix = re.sub(r"\d+", unit.marker[:-1], prefix)
    return [(" " * len(prefix) if index else prefix) + line[len(was) :] for index, line in enumerate(lines)]


def _empty_at_end(lines: Sequence[str]) -> int:
    return next((count for count, line in enumerate(reversed(lines)) if line.strip()), len(lines))


def _reads_as(text: str, blocks: Sequence[Block]) -> bool:
    try:
        return parse(text) == tuple(blocks)
    except MarkupError:
        return False
