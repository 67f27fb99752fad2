"""What people make in Word and no memo file should hold: bold spaces, space at the ends of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dmmdoc.memo.model import Block, ListBlock, Paragraph, Span, join_spans

_EDGE = " \t\n"
"""What means nothing at either end of a paragraph or a line; a non-breaking space stays."""


def tidied(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks, their spans tidied; equal for two texts that read alike."""
    return tuple(
        block._replace(spans=tidied_spans(block.spans))
        if isinstance(block, Paragraph)
        else ListBlock(tuple(tidied(item) for item in block.items), block.start)
        for block in blocks
    )


def tidied_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans without white space at the ends of the paragraph and of its lines; space looks as what it stands between.

    Space between two words has a look, a link or a ground only when both words have it: nobody sees it otherwise,
    and Markdown has no room for it.
    """
    if _is_tidy(spans):
        return tuple(spans)
    pieces = [piece for span in spans for piece in _pieces(span)]
    words = [number for number, piece in enumerate(pieces) if not _is_space(piece)]
    if not any(pieces[number].text.strip() for number in words):
        return ()
    tidy: list[Span] = []
    for before, after in zip([None, *words], [*words, None], strict=True):
        between = pieces[(0 if before is None else before + 1) : after]
        if before is not None and after is not None:
            text = "".join(piece.text for piece in between)
            tidy.append(_shared(pieces[before], pieces[after], _broken(text)))
        if after is not None:
            tidy.append(pieces[after])
    return join_spans(tidy)


def _is_tidy(spans: Sequence[Span]) -> bool:
    """Whether one sees at once that spans are tidy, as nearly all are: what has a look begins and ends with a word."""
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    if not text or text != text.strip() or "\n" in text:
        return False
    return len(spans) == 1 or (
        all(span.text == span.text.strip() != "" if any(span[1:]) else span.text.strip() for span in spans)
        and all(before[1:] != after[1:] for before, after in pairwise(spans))
    )


def _pieces(span: Span) -> Iterator[Span]:
    """The span cut into words and the space between them; what is inside one look needs no cutting."""
    text = span.text
    start, end = len(text) - len(text.lstrip(_EDGE)), len(text.rstrip(_EDGE))
    if start >= end:
        yield span
        return
    for part in (text[:start], *re.split(r"([ \t]*\n[ \t\n]*)", text[start:end]), text[end:]):
        if part:
            yield span._replace(text=part)


def _is_space(piece: Span) -> bool:
    return not piece.text.strip(_EDGE)


def _broken(text: str) -> str:
    """Space between words; where it breaks the line, the breaks alone."""
    return "\n" * text.count("\n") or text


def _shared(before: Span, after: Span, text: str) -> Span:
    if "\n" in text and before._replace(text="") != after._replace(text=""):
        return Span(text)  # Markdown has no line break just inside a mark
    return Span(
        text,
        strong=before.strong and after.strong,
        emphasis=before.emphasis and after.emphasis,
        lak=before.lak if before.lak == after.lak else None,
        link=before.link if before.link == after.link else None,
    )
