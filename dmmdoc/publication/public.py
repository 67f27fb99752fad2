"""A Memo to what may be public of it: what is withheld is taken out before any writer sees the memo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from dmmdoc.memo.model import Bijeenkomst, Block, Gelakt, Memo, Paragraph, Span, Steller, join_spans, spans_of
from dmmdoc.publication.woo import PERSOON


def public(memo: Memo) -> Memo:
    """The memo with a `Gelakt` for each text withheld: marked passages, the steller, the signatory's name.

    A link of which a part is withheld loses its address, everywhere: it often holds the name. What is not
    printed is left out.
    """
    hidden = hidden_links(memo)
    naam = memo.ondertekenaar.naam
    return memo._replace(
        steller=Steller(*(value and Gelakt(PERSOON) for value in memo.steller)),
        ondertekenaar=memo.ondertekenaar._replace(naam=naam and Gelakt(PERSOON)),
        bijeenkomst=Bijeenkomst(),
        secties=tuple(
            sectie._replace(blocks=tuple(_public_block(block, hidden) for block in sectie.blocks))
            for sectie in memo.secties
        ),
    )


def _public_block(block: Block, hidden: Collection[str | None]) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(tuple(_public_spans(block.spans, hidden)))
    return block._replace(items=tuple(tuple(_public_block(inner, hidden) for inner in item) for item in block.items))


def _public_spans(spans: Iterable[Span], hidden: Collection[str | None]) -> Iterator[Span]:
    """The spans with one bar for each passage, whatever looks and lines it has; two bars never touch."""
    after_bar = False
    for lak, passage in groupby(spans, key=lambda span: span.lak):
        if lak is None:
            yield from join_spans(span._replace(link=None) if span.link in hidden else span for span in passage)
        else:
            if after_bar:
                yield Span(" ")
            yield Span(Gelakt(lak))
        after_bar = lak is not None


def hidden_links(memo: Memo) -> set[str]:
    """The addresses of which a part is withheld."""
    return {span.link for span in spans_of(memo) if span.lak and span.link}
