"""A Memo to what may be public of it: what is withheld is taken out before any writer sees the memo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from dmmdoc.config.words import PERSOON
from dmmdoc.memo.model import (
    AFZENDER,
    DATUM,
    MERKING,
    ONDERWERP,
    Block,
    Gelakt,
    Key,
    Memo,
    Paragraph,
    Span,
    Value,
    join_spans,
    spans_of,
)

_ALWAYS = frozenset({ONDERWERP, DATUM, AFZENDER, MERKING})
"""The facts that a document says in its properties or on every page, whatever its kind prints."""


def public(memo: Memo, printed: Collection[Key], personal: Collection[Key]) -> Memo:
    """The memo with a `Gelakt` for each text withheld: marked passages, and the facts that are `personal`.

    A link of which a part is withheld loses its address, everywhere: it often holds the name. Facts that are not
    `printed` are left out.
    """
    hidden = hidden_links(memo)
    shown = {path: value for path, value in memo.feiten.items() if path in printed or path in _ALWAYS}
    return memo._replace(
        feiten={path: _bar(value) if path in personal else value for path, value in shown.items()},
        secties=tuple(
            sectie._replace(blocks=tuple(_public_block(block, hidden) for block in sectie.blocks))
            for sectie in memo.secties
        ),
    )


def hidden_links(memo: Memo) -> set[str]:
    """The addresses of which a part is withheld."""
    return {span.link for span in spans_of(memo) if span.lak and span.link}


def _bar(value: Value) -> Value:
    """One bar for a fact, whatever it is and however many items it has."""
    return (Gelakt(PERSOON),) if isinstance(value, tuple) else Gelakt(PERSOON)


def _public_block(block: Block, hidden: Collection[str | None]) -> Block:
    if isinstance(block, Paragraph):
        return _public_paragraph(block, hidden)
    return block._replace(items=tuple(tuple(_public_block(inner, hidden) for inner in item) for item in block.items))


def _public_paragraph(paragraph: Paragraph, hidden: Collection[str | None]) -> Paragraph:
    """The paragraph with one bar for each passage, whatever looks and lines it has; its words know their lines."""
    spans: list[Span] = []
    breaks: list[int] = []
    before = after = 0  # how many characters have been read, and how many are shown in their place
    for lak, group in groupby(paragraph.spans, key=lambda span: span.lak):
        passage = [*group]
        shown = _shown(passage, lak, hidden, after_bar=bool(spans) and isinstance(spans[-1].text, Gelakt))
        end, room = before + _length(passage), _length(shown)
        breaks += [after + min(place - before, room) for place in paragraph.breaks if before <= place < end]
        spans += shown
        before, after = end, after + room
    return Paragraph(tuple(spans), paragraph.line, tuple(breaks))


def _shown(passage: Sequence[Span], lak: str | None, hidden: Collection[str | None], after_bar: bool) -> Sequence[Span]:
    """What stands in the place of a passage; two bars never touch."""
    if lak is not None:
        return (*[Span(" ")] * after_bar, Span(Gelakt(lak)))
    return join_spans(span._replace(link=None) if span.link in hidden else span for span in passage)


def _length(spans: Sequence[Span]) -> int:
    return sum(len(span.text) for span in spans)
