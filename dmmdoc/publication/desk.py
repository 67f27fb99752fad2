"""The desk's list: what was withheld in a memo, where, on which ground and how much; never the text."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from dmmdoc.config.facts import SECTIES
from dmmdoc.config.kinds import Kind
from dmmdoc.memo.model import Memo
from dmmdoc.publication.public import gelakt
from dmmdoc.publication.rules import Rules
from dmmdoc.publication.withheld import Withheld


class Row(NamedTuple):
    """A text that was withheld: its number, its section or fact, its grounds and about how many words it has."""

    nummer: int
    plaats: str
    gronden: tuple[str, ...]
    woorden: str


HEADS = ("nummer", "plaats", "grond", "beschermt", "woorden", "aantal")
_ROUGHLY = ((1, "1"), (5, "2-5"), (20, "6-20"), (100, "21-100"))


def rows(memo: Memo, rules: Rules) -> list[Row]:
    """What is withheld in the public version of a memo, in its order."""
    found = enumerate(gelakt(memo, rules), 1)
    return [Row(number, _place(each, rules.kind), each.gronden, _roughly(each.text)) for number, each in found]


def _place(each: Withheld, kind: Kind) -> str:
    return kind.secties[each.path[1]].kop if each.path[0] == SECTIES else ".".join(each.path)


def _roughly(text: str) -> str:
    """About how many words a text has: the exact number would tell of a short one."""
    count = len(text.split())
    return next((words for most, words in _ROUGHLY if count <= most), "meer dan 100")


def as_csv(found: list[Row], gronden: Mapping[str, str]) -> str:
    """The list as CSV (RFC 4180): a row for each text that was withheld, then one for how often each ground occurs."""
    buffer = StringIO()
    csv.writer(buffer).writerows([HEADS, *_lines(found, gronden)])
    return buffer.getvalue()


def as_markdown(found: list[Row], gronden: Mapping[str, str]) -> str:
    """The list as a table in Markdown."""
    lines = [HEADS, ("---",) * len(HEADS), *_lines(found, gronden)]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n" for cells in lines)


def _lines(found: list[Row], gronden: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for row in found:
        protects = "; ".join(gronden.get(grond, "") for grond in row.gronden)
        yield str(row.nummer), row.plaats, ", ".join(row.gronden), protects, row.woorden, "1"
    counts = Counter(grond for row in found for grond in row.gronden)
    for grond, count in sorted(counts.items()):
        yield "", "totaal", grond, gronden.get(grond, ""), "", str(count)
