"""A merge of three: what a row of paragraphs was, what the memo made of it, and what the document did.

What one side changed is taken; what both changed alike is one change; what both changed otherwise is a conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dmmdoc.markdown.difference import common
from dmmdoc.merging.align import Put, Side, matched, side
from dmmdoc.merging.ancestor import Former, digest
from dmmdoc.merging.pieces import Piece, Place

_ALIKE = 0.8
"""How alike two paragraphs are that both sides put in at one place, where only one of them can be meant."""


class Conflict(NamedTuple):
    """What the memo and the document say otherwise of the same; `former` is what was there, where that is known."""

    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    former: tuple[Piece, ...] | None = None


Merged = list[Piece | Conflict]


def merge(was: Sequence[Former] | None, ours: Sequence[Piece], theirs: Sequence[Piece], is_sure: bool = True) -> Merged:
    """The paragraphs of the memo with what the document changed; `was` is None where nobody knows what was there.

    Then every difference is a conflict. Where tracked changes alone say what was there, it is not sure: what the memo
    seems to have changed may as well be an edit that was not tracked, and is a conflict too.
    """
    if was is None:
        return [*_put_in([Put(piece) for piece in ours], [Put(piece) for piece in theirs], blind=True)]
    mine = side(was, ours, _likely(side(was, theirs, {})))  # what one side left alone tells the other what was there
    other = side(was, theirs, _likely(mine))
    return [*_merged(was, *_moved(_without_doubles(mine, other), _without_doubles(other, mine)), is_sure)]


def _likely(each: Side) -> dict[int, Piece]:
    """What each paragraph read like, by what became of it on one side."""
    return {at: became[0] for at, became in enumerate(each.became) if became}


def _without_doubles(one: Side, other: Side) -> Side:
    """One side without what it put in right where the other has the same in the place of what was there."""
    count = len(other.kept)
    there: dict[int, Counter[object]] = {}  # what stands in each stretch that the other changed, by where that begins
    begins = [0] * (count + 1)
    for at in range(count + 1):
        begins[at] = begins[at - 1] if at and not other.kept[at - 1] else at
        if at < count and not other.kept[at]:
            there.setdefault(begins[at], Counter()).update(piece.says for piece in other.became[at])
    puts: list[tuple[Put, ...]] = []
    for gap, row in enumerate(one.puts):
        left = there.get(begins[gap], Counter())
        found: list[Put] = []
        for put in row:
            is_double = put.origin is None and left[put.piece.says] > 0
            left[put.piece.says] -= is_double
            found += [] if is_double else [put]
        puts.append(tuple(found))
    return one._replace(puts=tuple(puts))


def _merged(was: Sequence[Former], ours: Side, theirs: Side, is_sure: bool) -> Iterator[Piece | Conflict]:
    ends = dict(_regions(len(was), (*ours.joined, *theirs.joined)))
    at = 0
    while True:
        mine = ours.puts[at] if is_sure else [put._replace(is_disputed=True) for put in ours.puts[at]]
        yield from _put_in(mine, theirs.puts[at])
        if at == len(was):
            return
        end = ends[at]
        yield from _region(was[at:end], _cut(ours, at, end), _cut(theirs, at, end), is_sure)
        at = end


def _regions(count: int, joined: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges that cannot be taken apart: single paragraphs, and those that one side made into one."""
    ends = list(range(1, count + 1))
    for start, end in joined:
        ends[start] = max(ends[start], end)
    at = 0
    while at < count:
        end = ends[at]
        while (further := max(ends[at:end])) > end:
            end = further
        yield at, end
        at = end


class _Made(NamedTuple):
    """What one side made of a region: its paragraphs now, and whether it left them as they were."""

    row: tuple[Piece, ...]
    kept: bool


def _cut(each: Side, at: int, end: int) -> _Made:
    inside = [
        [*(put.piece for put in each.puts[number] if number > at), *each.became[number]] for number in range(at, end)
    ]
    kept = all(each.kept[at:end]) and not any(each.puts[at + 1 : end])
    return _Made(tuple(piece for part in inside for piece in part), kept)


def _region(was: Sequence[Former], ours: _Made, theirs: _Made, is_sure: bool) -> Iterator[Piece | Conflict]:
    same = [piece.says for piece in ours.row] == [piece.says for piece in theirs.row]
    if same and (len(was) == 1 or (ours.kept and theirs.kept)):
        for number, piece in enumerate(ours.row):
            place = _place(was[number], piece, theirs.row[number]) if number < len(was) else piece.place
            yield piece._replace(place=place)
    elif both := _put_elsewhere(was, ours.row, theirs.row) or _put_elsewhere(was, theirs.row, ours.row):
        yield both
    elif same or (is_sure and theirs.kept and not ours.kept):
        yield from _begun(was[0], ours.row, theirs.row, ours.row)
    elif ours.kept and not theirs.kept:
        yield from _begun(was[0], ours.row, theirs.row, theirs.row)
    else:
        former = [each.piece for each in was if each.piece and not theirs.kept]
        yield Conflict(ours.row, theirs.row, tuple(former) if len(former) == len(was) else None)


def _put_elsewhere(was: Sequence[Former], one: Sequence[Piece], other: Sequence[Piece]) -> Piece | None:
    """A paragraph that one side wrote otherwise and the other only put deeper, or less deep: in both ways changed."""
    if not len(was) == len(one) == len(other) == 1:
        return None
    unmoved = other[0]._replace(depth=one[0].depth, marker=one[0].marker)
    only_put = unmoved.says != other[0].says and _stands(was, [unmoved])
    return other[0]._replace(spans=one[0].spans) if only_put else None


def _begun(was: Former, ours: Sequence[Piece], theirs: Sequence[Piece], taken: Sequence[Piece]) -> Iterator[Piece]:
    """The paragraphs that are taken, the first of which begins a list where one side made it so."""
    for number, piece in enumerate(taken):
        first = number == 0 and ours and theirs
        yield piece._replace(place=_place(was, ours[0], theirs[0])) if first else piece


def _place(was: Former, ours: Piece, theirs: Piece) -> Place:
    """Whether a list begins there: as the side says that changed it."""
    return theirs.place if ours.place == was.place else ours.place


def _put_in(ours: Sequence[Put], theirs: Sequence[Put], blind: bool = False) -> Iterator[Piece | Conflict]:
    """What both sides put in at one place: what both did once, the memo's first; otherwise a conflict.

    With `blind` whatever only one of them has is one too.
    """
    yield from (Conflict((put.piece,), ()) for put in ours if put.is_disputed)
    yield from (Conflict((), (put.piece,)) for put in theirs if put.is_disputed)
    mine, other = ([put.piece for put in row if not put.is_disputed] for row in (ours, theirs))
    numbers: dict[object, str] = {}
    keys = [[numbers.setdefault(piece.says, str(len(numbers))) for piece in row] for row in (mine, other)]
    at = there = 0
    opened = any(piece.place.opens for piece in mine)
    for next_at, next_there in [*common(*keys), (len(mine), len(other))]:
        yield from _both(mine[at:next_at], other[there:next_there], blind, opened)
        if next_at < len(mine):
            yield mine[next_at]
        at, there = next_at + 1, next_there + 1


def _both(ours: Sequence[Piece], theirs: Sequence[Piece], blind: bool, opened: bool) -> Iterator[Piece | Conflict]:
    if opened and not blind:  # the memo's begin the list that these go on with
        theirs = [piece._replace(place=Place()) for piece in theirs]
    pairs = dict(matched(ours, theirs, 0 if blind else _ALIKE))
    there = 0
    for at, piece in enumerate(ours):
        if at not in pairs:
            yield Conflict((piece,), ()) if blind else piece
            continue
        for more in theirs[there : pairs[at]]:
            yield Conflict((), (more,)) if blind else more
        yield Conflict((piece,), (theirs[pairs[at]],))
        there = pairs[at] + 1
    for more in theirs[there:]:
        yield Conflict((), (more,)) if blind else more


def _moved(ours: Side, theirs: Side) -> tuple[Side, Side]:
    """Both sides, where one moved what the other changed: the change goes along.

    What one moved and the other took out, or moved to elsewhere, is disputed.
    """
    places = [{put.origin: gap for gap, row in enumerate(each.puts) for put in row} for each in (ours, theirs)]
    return (
        _with_moves(ours, theirs, places[1])._replace(kept=_followed(ours, places[1])),
        _with_moves(theirs, ours, places[0])._replace(kept=_followed(theirs, places[0])),
    )


def _with_moves(one: Side, other: Side, places: Mapping[int | None, int]) -> Side:
    """One side with what the other made of what it moved; `places` are where the other moved something."""
    puts: list[tuple[Put, ...]] = []
    for gap, row in enumerate(one.puts):
        found: list[Put] = []
        for put in row:
            at = put.origin
            if at is None or other.kept[at]:
                found.append(put)
            elif changed := other.became[at]:
                found += [Put(piece) for piece in changed]
            else:
                found.append(put._replace(is_disputed=places.get(at) != gap))
        puts.append(tuple(found))
    return one._replace(puts=tuple(puts))


def _followed(one: Side, places: Mapping[int | None, int]) -> tuple[bool, ...]:
    """What counts as kept on one side: also what it changed and the other moved, where the change goes along."""
    return tuple([kept or (at in places and bool(one.became[at])) for at, kept in enumerate(one.kept)])


def settled(row: Merged, chosen: Mapping[int, Sequence[Piece]]) -> tuple[Piece, ...]:
    """The row with what was chosen of each conflict, by its number; the memo's where nothing was."""
    found: list[Piece] = []
    number = 0
    for part in row:
        if isinstance(part, Conflict):
            found += chosen.get(number, part.ours)
            number += 1
        else:
            found.append(part)
    return tuple(found)


def merge_one(
    was: Sequence[Former] | None, ours: Sequence[Piece], theirs: Sequence[Piece], is_sure: bool = True
) -> Merged:
    """What `merge` gives of something that is one thing, as a fact that is no list."""
    same = [[piece.says for piece in row] for row in (ours, theirs)]
    if same[0] == same[1]:
        return [*ours]
    kept = [was is not None and _stands(was, row) for row in (ours, theirs)]
    former = tuple(each.piece for each in was or () if each.piece and not kept[1])
    if kept[0] != kept[1] and (kept[0] or is_sure):
        return [*(theirs if kept[0] else ours)]
    return [Conflict(tuple(ours), tuple(theirs), former if was is not None and len(former) == len(was) else None)]


def _stands(was: Sequence[Former], row: Sequence[Piece]) -> bool:
    """Whether a row is what was there."""
    return len(was) == len(row) and all(
        digest(piece) == each.digest and (each.piece is None or each.piece.says == piece.says)
        for each, piece in zip(was, row, strict=True)
    )


def with_words(was: Sequence[Former], told: Sequence[Piece]) -> tuple[Former, ...]:
    """What was there, with the words that are told of it: by a document without its tracked changes."""
    row = [*was]
    for at, number in common([former.digest for former in was], [digest(piece) for piece in told]):
        row[at] = row[at]._replace(piece=told[number])
    return tuple(row)
