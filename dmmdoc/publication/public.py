"""A Memo to what may be public of it: what is withheld is taken out before any writer sees the memo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from dmmdoc.config.facts import SECTIES
from dmmdoc.memo.model import (
    Block,
    Gelakt,
    Key,
    Memo,
    Paragraph,
    Publicatie,
    Sectie,
    Span,
    Value,
    join_spans,
)
from dmmdoc.publication.rules import Rules
from dmmdoc.publication.withheld import Withheld, lak_of, withheld


def public(memo: Memo, rules: Rules) -> Memo:
    """The memo with a `Gelakt` for each text withheld: passages, personal facts, what it withholds whole.

    A link of which a part is withheld loses its address, everywhere: it often holds the name. Facts that are not
    printed are left out, and so is a marking that lapses. The grounds that occur come along.
    """
    bars = gelakt(memo, rules)
    hidden = {link for each in bars for link in each.links}
    occurring = {grond for each in bars for grond in each.gronden}
    return memo._replace(
        feiten={path: _bar(value, lak_of(memo, path, rules.personal)) for path, value in _told(memo, rules).items()},
        secties=tuple(_public_sectie(memo, sectie, hidden) for sectie in memo.secties),
        publicatie=Publicatie(),
        gronden={grond: what for grond, what in rules.gronden.gronden.items() if grond in occurring},
    )


def gelakt(memo: Memo, rules: Rules) -> list[Withheld]:
    """What is withheld of what a document says, in its order; of what goes whole no marked passage by itself."""
    whole, told = memo.publicatie.lak, _told(memo, rules)
    return [
        each
        for each in withheld(memo, rules.personal)
        if (each.path[0] == SECTIES or each.path in told) and not (each.is_marked and ".".join(each.path) in whole)
    ]


def _told(memo: Memo, rules: Rules) -> dict[Key, Value]:
    """The facts that a public document says, on its page or in its properties."""
    lapsed = {memo.rollen.get("merking")} if memo.publicatie.merking_vervalt else set[Key | None]()
    told = {*rules.printed, *memo.rollen.values()} - lapsed
    return {path: value for path, value in memo.feiten.items() if path in told}


def _public_sectie(memo: Memo, sectie: Sectie, hidden: Collection[str | None]) -> Sectie:
    lak = lak_of(memo, (SECTIES, sectie.sleutel), ())
    if lak and sectie.blocks:
        return sectie._replace(blocks=(Paragraph((Span(Gelakt(lak)),)),))
    return sectie._replace(blocks=tuple(_public_block(block, hidden) for block in sectie.blocks))


def _bar(value: Value, lak: str | None) -> Value:
    """One bar for a fact that is withheld, whatever it is and however many items it has."""
    if lak is None:
        return value
    return (Gelakt(lak),) if isinstance(value, tuple) else Gelakt(lak)


def _public_block(block: Block, hidden: Collection[str | None]) -> Block:
    if isinstance(block, Paragraph):
        return _public_paragraph(block, hidden)
    return block._replace(items=tuple(tuple(_public_block(inner, hidden) for inner in item) for item in block.items))


def _public_paragraph(paragraph: Paragraph, hidden: Collection[str | None]) -> Paragraph:
    """The paragraph with one bar for each passage, whatever looks and lines it has; its words know their lines."""
    if not any(span.lak or span.link in hidden for span in paragraph.spans):
        return paragraph
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
    return paragraph._replace(spans=tuple(spans), breaks=tuple(breaks))


def _shown(passage: Sequence[Span], lak: str | None, hidden: Collection[str | None], after_bar: bool) -> Sequence[Span]:
    """What stands in the place of a passage; two bars never touch."""
    if lak is not None:
        return (*[Span(" ")] * after_bar, Span(Gelakt(lak)))
    return join_spans(span._replace(link=None) if span.link in hidden else span for span in passage)


def _length(spans: Sequence[Span]) -> int:
    return sum(len(span.text) for span in spans)
