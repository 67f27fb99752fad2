"""What a memo was when its document was made: of each paragraph, item and fact a digest of twelve bits.

Why twelve. Import asks one thing of a digest: did this side change the paragraph? It compares the words of the memo and
of the document themselves; the digest only says which of two that differ is the older. So a wrong answer takes three
things at once: both sides changed the same paragraph, to other words, and those of one side have the digest of what was
there, which one in 4,096 has; and what is then taken is listed as any change is. Where tracked changes tell the former
words, these are compared, and no digest counts. Against that, whoever holds a document from which a sentence was
taken out can try sentences on its digest. One in 4,096 fits, so of ten thousand names two or three do, and of all that
could have stood there more than anyone could read. A longer digest would say which; a shorter one would let changes by.

A memo of 20,000 paragraphs has each digest some five times. That does no harm: paragraphs are found by the order of
their digests, not by one alone.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from dmmdoc.config.facts import Key, Velden
from dmmdoc.config.kinds import Kind
from dmmdoc.memo.model import Memo, Span, Value, items
from dmmdoc.merging.pieces import Piece, Place, pieces


class Former(NamedTuple):
    """A paragraph, or an item of a fact, as it was: its digest, where its list began, and, where known, its words."""

    digest: str
    place: Place = Place()
    piece: Piece | None = None


class Ancestor(NamedTuple):
    """What a memo was: its printed facts, an item each, and its sections; what it did not have is not in it."""

    facts: Mapping[Key, tuple[Former, ...]]
    secties: Mapping[str, tuple[Former, ...]]


def ancestor(memo: Memo, of_kind: Kind, known: Velden) -> Ancestor:
    """What the document of a memo, which is of that kind, remembers of it: its printed facts and its sections."""
    printed = {*of_kind.printed(), memo.rollen.get("merking")}
    facts = {path: value for path, value in memo.feiten.items() if path in printed}
    return Ancestor(
        {path: tuple([Former(digest(item)) for item in as_pieces(value)]) for path, value in facts.items()},
        {
            sectie.sleutel: tuple([Former(digest(piece), piece.place) for piece in pieces(sectie.blocks)])
            for sectie in memo.secties
            if sectie.blocks
        },
    )


def as_pieces(value: Value | None) -> tuple[Piece, ...]:
    """A fact as paragraphs: one for each item of a list."""
    return tuple([Piece(0, "", (Span(text),)) for text in (() if value in (None, "", ()) else items(value or ""))])


def digest(piece: Piece) -> str:
    """Twelve bits of what a paragraph says, as two letters."""
    depth, marker, spans = piece.says
    said = repr([depth, marker, *map(tuple, spans)])
    return urlsafe_b64encode(sha256(said.encode("utf-8", "surrogatepass")).digest()[:3])[:2].decode()


def remembered(row: Iterable[Piece]) -> tuple[Former, ...]:
    """Paragraphs whose words are known, as what was there."""
    return tuple([Former(digest(piece), piece.place, piece) for piece in row])
