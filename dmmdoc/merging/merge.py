"""A merge of three: what rows of paragraphs were, what the memo made of them, and what the document did.

What one side changed is taken; what both changed alike is one change; what both changed otherwise is a conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dmmdoc.markdown.difference import common
from dmmdoc.merging.align import END, Put, Side, alike, matched, numbered, side
from dmmdoc.merging.ancestor import Former, digest
from dmmdoc.merging.pieces import Piece, Place

_ALIKE = 0.8
"""How alike two paragraphs are that both sides put in at one place, where only one of them can be meant."""
_SAME = 0.5
"""How alike the two readings of one paragraph are that one side moved; a digest alone may be of another."""


class Conflict(NamedTuple):
    """What the memo and the document say otherwise of the same; `former` is what was there, where that is known."""

    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    former: tuple[Piece, ...] | None = None


Merged = list[Piece | Conflict]
Rows = Sequence[Sequence[Piece]]


def merge(was: Sequence[Former] | None, ours: Sequence[Piece], theirs: Sequence[Piece], is_sure: bool = True) -> Merged:
    """The paragraphs of the memo with what the document changed, as `merge_rows` has it, of one row."""
    (merged,) = merge_rows(None if was is None else [was], [ours], [theirs], is_sure)
    return merged


def merge_rows(was: Sequence[Sequence[Former]] | None, ours: Rows, theirs: Rows, is_sure: bool = True) -> list[Merged]:
    """The rows of the memo with what the document changed; a paragraph may have moved from one to another.

    What became of a paragraph and where it stands are two things: where one side moved what the other changed, both are
    done. `was` is None where nobody knows what was there; then every difference is a conflict. Where tracked changes
    alone say what was there, it is not sure: what the memo seems to have changed may as well be an edit that was not
    tracked, and is a conflict too.
    """
    if was is None:
        return [[*_blind(*rows)] for rows in zip(ours, theirs, strict=True)]
    first = side(was, theirs, {})  # what one side left alone tells the other what was there
    was = _with_known(was, side(was, ours, {}), first)
    mine = side(was, ours, _likely(first))
    other = side(was, theirs, _likely(mine))
    return _merged(numbered(was), _without_doubles(mine, other), _without_doubles(other, mine), is_sure)


def _with_known(was: Sequence[Sequence[Former]], one: Side, other: Side) -> list[list[Former]]:
    """What was there, with the words of what a side still has in them, at best in its place; not where both differ."""
    rows: list[list[Former]] = [[]]
    for at, former in enumerate(numbered(was)):
        if former is END:
            rows.append([])
            continue
        having = [each for each in (one, other) if at in each.words]
        words = [each.words[at] for each in [each for each in having if at not in each.moved] or having]
        is_one = len({piece.says for piece in words}) == 1 and former.piece is None
        rows[-1].append(former._replace(piece=words[0]) if is_one else former)
    return rows[:-1]


def _likely(each: Side) -> dict[int, Piece]:
    """What each paragraph read like, by what became of it on one side."""
    return {at: became[0] for at, became in enumerate(each.became) if became}


def _without_doubles(one: Side, other: Side) -> Side:
    """One side without what it put in right where the other has the same in the place of what was there."""
    count = len(other.kept)
    there: dict[int, Counter[object]] = {}  # what stands in each stretch that the other changed, by where that begins
    begins = [0] * count
    for at in range(count):
        begins[at] = begins[at - 1] if at and not other.kept[at - 1] else at
        if not other.kept[at] and at not in other.moved:
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


def _merged(was: Sequence[Former], ours: Side, theirs: Side, is_sure: bool) -> list[Merged]:
    rows: list[Merged] = [[]]
    ends = dict(_regions(len(was), (*ours.joined, *theirs.joined)))
    goes = _goes(ours, theirs, ends, is_sure)
    moved = {at: [*_moved(was[at], ours, theirs, at, is_sure)] for at in goes}
    places = [_places(each) for each in (ours, theirs)]
    for at, end in ends.items():
        mine, other = (
            [*_standing(each.puts[at], moved, at, elsewhere)]
            for each, elsewhere in zip((ours, theirs), reversed(places), strict=True)
        )
        if not is_sure:
            mine = [each._replace(is_disputed=each.is_disputed or each.fresh is not None) for each in mine]
        rows[-1] += _put_in(mine, other)
        if was[at] is END:
            rows.append([])
        elif at not in goes:
            rows[-1] += _region(was[at:end], _cut(ours, at, end), _cut(theirs, at, end), is_sure)
    return rows[:-1]


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


def _goes(ours: Side, theirs: Side, ends: Mapping[int, int], is_sure: bool) -> set[int]:
    """The paragraphs that go where one side moved them: the other has them still, and moved them nowhere else."""
    return {
        at
        for at in ours.moved.keys() | theirs.moved.keys()
        if ends.get(at) == at + 1
        and len(places := {each.moved[at] for each in (ours, theirs) if at in each.moved}) == 1
        and places <= ends.keys()
        and ours.became[at]
        and theirs.became[at]
        and alike(ours.became[at][0], theirs.became[at][0]) >= _SAME
        and (is_sure or at in theirs.moved)
    }


def _moved(was: Former, ours: Side, theirs: Side, at: int, is_sure: bool) -> Iterator[Piece | Conflict]:
    """What becomes of a paragraph that was moved: an item of a list or none, as it is where it stands now."""
    sides = (ours, theirs)
    movers = [number for number, each in enumerate(sides) if at in each.moved]
    like = sides[movers[0]].became[at][0]
    made = [_Made(each.became[at], at in each.words if at in each.moved else each.kept[at]) for each in sides]
    if len(movers) == 1 and not sides[movers[0]].kept[at]:
        stayed = made[1 - movers[0]]
        made[1 - movers[0]] = stayed._replace(row=tuple([_as(piece, like) for piece in stayed.row]))
    mine, other = made
    for number, part in enumerate(_region([was], mine, other, is_sure)):
        yield part._replace(place=like.place) if isinstance(part, Piece) and number == 0 else part


def _as(piece: Piece, like: Piece) -> Piece:
    return piece._replace(depth=like.depth, marker=like.marker)


class _Made(NamedTuple):
    """What one side made of a region: its paragraphs now, and whether it left them as they were."""

    row: tuple[Piece, ...]
    kept: bool


def _cut(each: Side, at: int, end: int) -> _Made:
    inside = [
        [
            *(put.piece for put in each.puts[number] if number > at),
            *(each.became[number] if number not in each.moved else ()),
        ]
        for number in range(at, end)
    ]
    kept = all(each.kept[at:end]) and not any(each.puts[at + 1 : end]) and not each.moved.keys() & range(at, end)
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


class _Standing(NamedTuple):
    """What stands where it did not: what comes there, and of what was put in the paragraph itself.

    It is disputed where the other side has the same elsewhere, or took out what was moved here.
    """

    comes: Merged
    fresh: Piece | None = None
    is_disputed: bool = False


def _places(each: Side) -> dict[object, set[int]]:
    """Where one side put in what: by its words."""
    found: dict[object, set[int]] = {}
    for gap, row in enumerate(each.puts):
        for put in row:
            if put.origin is None:
                found.setdefault(put.piece.says[2], set()).add(gap)
    return found


def _standing(
    puts: Iterable[Put], moved: Mapping[int, Merged], gap: int, elsewhere: Mapping[object, Container[int]]
) -> Iterator[_Standing]:
    for piece, origin in puts:
        if origin is None:
            places = elsewhere.get(piece.says[2])
            yield _Standing([piece], piece, is_disputed=places is not None and gap not in places)
        else:
            yield _Standing(moved.get(origin, [piece]), is_disputed=origin not in moved)


def _blind(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Piece | Conflict]:
    """Two rows of which nobody knows what was there: whatever only one of them has is a conflict."""
    mine, other = ([_Standing([piece], piece) for piece in row] for row in (ours, theirs))
    return _put_in(mine, other, blind=True)


def _put_in(ours: Sequence[_Standing], theirs: Sequence[_Standing], blind: bool = False) -> Iterator[Piece | Conflict]:
    """What both sides put in or moved to one place: what both did once, the memo's first; otherwise a conflict."""
    yield from (Conflict(tuple(_pieces(each)), ()) for each in ours if each.is_disputed)
    yield from (Conflict((), tuple(_pieces(each))) for each in theirs if each.is_disputed)
    mine, other = ([each for each in row if not each.is_disputed] for row in (ours, theirs))
    numbers: dict[object, str] = {}
    keys = [[numbers.setdefault(_said(each), str(len(numbers))) for each in row] for row in (mine, other)]
    at = there = 0
    opened = any(piece.place.opens for each in mine for piece in _pieces(each))
    for next_at, next_there in [*common(*keys), (len(mine), len(other))]:
        yield from _both(mine[at:next_at], other[there:next_there], blind, opened)
        if next_at < len(mine):
            yield from mine[next_at].comes
        at, there = next_at + 1, next_there + 1


def _pieces(each: _Standing) -> list[Piece]:
    return [part for part in each.comes if isinstance(part, Piece)]


def _said(each: _Standing) -> object:
    """By what the same is known on both sides."""
    return tuple([part.says if isinstance(part, Piece) else part for part in each.comes])


def _both(
    ours: Sequence[_Standing], theirs: Sequence[_Standing], blind: bool, opened: bool
) -> Iterator[Piece | Conflict]:
    if opened and not blind:  # the memo's begin the list that these go on with
        theirs = [each._replace(comes=[*_going_on(each.comes)]) for each in theirs]
    mine, other = ([at for at, each in enumerate(row) if each.fresh] for row in (ours, theirs))
    matches = matched(
        [ours[at].fresh for at in mine], [each.fresh for each in theirs if each.fresh], 0 if blind else _ALIKE
    )
    pairs = {mine[at]: other[there] for at, there in matches}
    there = 0
    for at, each in enumerate(ours):
        if at not in pairs:
            yield from ([Conflict(tuple(_pieces(each)), ())] if blind else each.comes)
            continue
        for more in theirs[there : pairs[at]]:
            yield from ([Conflict((), tuple(_pieces(more)))] if blind else more.comes)
        yield Conflict(tuple(_pieces(each)), tuple(_pieces(theirs[pairs[at]])))
        there = pairs[at] + 1
    for more in theirs[there:]:
        yield from ([Conflict((), tuple(_pieces(more)))] if blind else more.comes)


def _going_on(comes: Merged) -> Iterator[Piece | Conflict]:
    for part in comes:
        yield part._replace(place=Place()) if isinstance(part, Piece) else part


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
