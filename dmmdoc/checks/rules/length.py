"""How long a memo may be."""

from collections.abc import Iterator

from dmmdoc.checks.case import Case
from dmmdoc.checks.height import measures, room
from dmmdoc.checks.rule import Fault, Faults, rule
from dmmdoc.config.facts import velden
from dmmdoc.memo.page import Text, page
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.text import Path as Key

_SURE = 0.95
"""The part of the estimate that is sure: hyphenation or another face may save the rest."""


@rule(
    "warning",
    ["Wat de minister niet hoeft te weten.\n\n" * 100],
    ["Wat de minister moet weten; de rest staat in de brief."],
)
def too_long(case: Case) -> Faults:
    """Where a memo of more than two pages has filled them, estimated from the house style with some room."""
    first, following = room(case.folders)
    pages = case.kind.bladzijden
    left = (first + (pages - 1) * following) / _SURE
    for key, at, height in _heights(case) if pages else ():
        left -= height
        if left < 0:
            yield Fault(key, say("check.too-long", pages=pages), at)
            return


def _heights(case: Case) -> Iterator[tuple[Key, int | None, float]]:
    """What stands on the page in order: its key, where in the text of that, and its height in points."""
    measure = measures(case.folders)
    for element in page(case.memo, case.kind, velden(case.folders)).elements:
        if isinstance(element, Text):
            section = case.sections.get(element.path[-1])
            for passage in section.passages if section else ():
                yield element.path, passage.start, passage.height
        elif element.place != "kolom":
            yield element.path, None, measure(element.stijl, 0).height(element.text)
