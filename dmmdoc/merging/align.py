"""What one side made of rows of paragraphs: what became of each and where it went, and what was put in between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from dmmdoc.markdown.difference import Pair, common
from dmmdoc.merging.ancestor import Former, digest
from dmmdoc.merging.pieces import BULLET, NUMBER, Piece

_COMPARED = 4000
"""How many pairs of changed paragraphs at most are compared by their words; of more, the first belongs to the first."""
_ANY, _UNKNOWN = 0.1, 0.3
"""How alike two paragraphs are that share no word, or of which one is not known."""
_PART_OF = 0.6
"""How much of a paragraph stands in another where it was split off it or joined to it."""
_MOVED = 0.8
"""How alike a paragraph is to what it was, where it was both moved and changed."""

END = Former("")
"""Stands behind the last paragraph of each row, and never changes or moves."""


class Put(NamedTuple):
    """A paragraph that stands where it did not: put in, or moved here. Then `origin` is which one it was."""

    piece: Piece
    origin: int | None = None


class Side(NamedTuple):
    """What one side made of rows, whose paragraphs are numbered through, the end of each row as well.

    `kept` says of each paragraph whether it reads as it did, `became` what it is now, `moved` before which other one it
    stands now. `puts` are what stands before each that did not. Paragraphs of `joined` ranges were made into one.
    `words` is what each was that this side still has in the same words.
    """

    kept: tuple[bool, ...]
    became: tuple[tuple[Piece, ...], ...]
    puts: tuple[tuple[Put, ...], ...]
    moved: Mapping[int, int]
    joined: tuple[tuple[int, int], ...]
    words: Mapping[int, Piece]


def numbered(was: Sequence[Sequence[Former]]) -> list[Former]:
    """The paragraphs of all rows, with the end of each."""
    return [former for row in was for former in (*row, END)]


def side(was: Sequence[Sequence[Former]], now: Sequence[Sequence[Piece]], likely: Mapping[int, Piece]) -> Side:
    """What became of the paragraphs that `was` remembers; `likely` is what those read like whose words nobody knows."""
    formers, end = numbered(was), Piece(0, "", ())
    row = [piece for part in now for piece in (*part, end)]
    pairs = [*_in_place(was, now)]
    kept, became = [False] * len(formers), [list[Piece]() for _ in formers]
    words: dict[int, Piece] = {}
    for old, new in pairs:
        kept[old] = True
        if formers[old] is not END:
            became[old], words[old] = [row[new]], row[new]
    known = [each.piece or likely.get(at) for at, each in enumerate(formers)]
    origins: dict[int, int] = {}
    for new, old, as_it_was in _moved_as_they_were(formers, row, pairs):
        origins[new], words[old] = old, as_it_was
        kept[old], became[old] = as_it_was.says == row[new].says, [row[new]]
    olds, news = zip(*pairs, strict=True)
    gone = {at: piece for at, piece in enumerate(known) if piece and not became[at]}
    standing = {*news, *origins}
    fresh = {at: piece for at, piece in enumerate(row) if at not in standing}
    for new, old in _changed(gone, fresh):
        if bisect_left(olds, old) != bisect_left(news, new):  # it stands behind another paragraph that stayed
            origins[new], became[old] = old, [row[new]]
    puts: list[list[Put]] = [[] for _ in formers]
    joined: list[tuple[int, int]] = []
    for (old, new), (next_old, next_new) in pairwise([(-1, -1), *pairs]):
        left = [at for at in range(old + 1, next_old) if not became[at]]
        run = [Put(row[at], origins.get(at)) for at in range(new + 1, next_new)]
        _fill(old + 1, left, known, run, became, puts, joined)
    inside = {at for start, end in joined for at in range(start, end)}
    gone = {at: piece for at, piece in enumerate(known) if piece and not became[at] and at not in inside}
    places = [(gap, at) for gap, each in enumerate(puts) for at, put in enumerate(each) if put.origin is None]
    for number, old in _changed(gone, {number: puts[gap][at].piece for number, (gap, at) in enumerate(places)}):
        gap, at = places[number]
        puts[gap][at], became[old] = puts[gap][at]._replace(origin=old), [puts[gap][at].piece]
    moved = {put.origin: gap for gap, each in enumerate(puts) for put in each if put.origin is not None}
    return Side(tuple(kept), tuple(map(tuple, became)), tuple(map(tuple, puts)), moved, tuple(joined), words)


def _in_place(was: Sequence[Sequence[Former]], now: Sequence[Sequence[Piece]]) -> Iterator[Pair]:
    """Which paragraphs read and stand as they did, row by row, each row with its end."""
    old_starts, new_starts = (accumulate((len(row) + 1 for row in rows), initial=0) for rows in (was, now))
    for old, new, formers, row in zip(old_starts, new_starts, was, now, strict=False):
        for at, there in common([former.digest for former in formers], [digest(piece) for piece in row]):
            if (piece := formers[at].piece) is None or piece.says == row[there].says:
                yield old + at, new + there
        yield old + len(formers), new + len(row)


def _moved_as_they_were(
    formers: Sequence[Former], row: Sequence[Piece], pairs: Sequence[Pair]
) -> Iterator[tuple[int, int, Piece]]:
    """Which paragraphs of `row` stand elsewhere in the words that they had, which ones they were, and how those read.

    Whether it became an item of a list or is one no longer does not matter. What may have been more than one paragraph
    is nobody's: people write the same sentence in more than one place.
    """
    stayed, standing = dict(pairs), {new for _, new in pairs}
    places: dict[str, list[int]] = {}
    for at, former in enumerate(formers):
        places.setdefault(former.digest, []).append(at)
    looks = {(0, ""), (1, BULLET), (1, NUMBER), *((piece.depth, piece.marker) for piece in row)}
    for new in (at for at in range(len(row)) if at not in standing):
        found = [
            (at, piece)
            for piece in (row[new]._replace(depth=depth, marker=marker) for depth, marker in looks)
            for at in places.get(digest(piece), ())
            if (was := row[stayed[at]] if at in stayed else formers[at].piece) is None or was.says == piece.says
        ]
        if len(found) == 1 and found[0][0] not in stayed:
            stayed[found[0][0]] = new
            yield new, *found[0]


def _changed(gone: Mapping[int, Piece], fresh: Mapping[int, Piece]) -> Iterator[tuple[int, int]]:
    """Which of what stands there afresh is a paragraph that is gone, in somewhat other words, and which one."""
    if len(gone) * len(fresh) > _COMPARED:
        return
    left = dict(gone)
    for new, piece in fresh.items():
        best = max(left, key=lambda at: alike(left[at], piece), default=None)
        if best is not None and alike(left[best], piece) >= _MOVED:
            del left[best]
            yield new, best


def _fill(
    first: int,
    left: Sequence[int],
    known: Sequence[Piece | None],
    run: Sequence[Put],
    became: list[list[Piece]],
    puts: list[list[Put]],
    joined: list[tuple[int, int]],
) -> None:
    """Say of a stretch without anything that stayed what became of it: those of `left` stood there, now `run` does."""
    fresh = [new for new, put in enumerate(run) if put.origin is None]
    matches = matched([known[old] for old in left], [run[new].piece for new in fresh])
    pairs = {left[old]: fresh[new] for old, new in matches}
    taken = {new: old for old, new in pairs.items()}
    for old, new in pairs.items():
        became[old] = [run[new].piece]
    last = first - 1  # which of the former paragraphs came last
    for new, put in enumerate(run):
        after = taken.get(new + 1)
        if new in taken:
            last = taken[new]
        elif put.origin is None and last >= first and _is_part(put.piece, known[last], *became[last]):
            became[last].append(put.piece)
        elif put.origin is None and after is not None and _is_part(put.piece, known[after], *became[after]):
            became[after].insert(0, put.piece)
        else:
            puts[last + 1].append(put)
    for old in left:
        former = known[old]
        if old in pairs or former is None:
            continue
        for beside in (old - 1, old + 1):
            if beside in pairs and _is_part(former, run[pairs[beside]].piece, known[beside]):
                joined.append((min(old, beside), max(old, beside) + 1))
                break


def matched(known: Sequence[Piece | None], run: Sequence[Piece], least: float = 0) -> Iterator[tuple[int, int]]:
    """Which of two rows belong together, in order: those that are most alike, by `least` or more.

    Two that are much alike count for more than three that are somewhat.
    """
    if len(known) * len(run) > _COMPARED:
        yield from ((at, at) for at in range(min(len(known), len(run))) if least == 0)
        return
    best = [[0.0] * (len(run) + 1) for _ in range(len(known) + 1)]
    found = [[alike(piece, other) for other in run] for piece in known]
    for old in range(len(known) - 1, -1, -1):
        for new in range(len(run) - 1, -1, -1):
            both = found[old][new] ** 3 + best[old + 1][new + 1] if found[old][new] >= least else 0
            best[old][new] = max(both, best[old + 1][new], best[old][new + 1])
    old = new = 0
    while old < len(known) and new < len(run):
        if found[old][new] >= least and best[old][new] == found[old][new] ** 3 + best[old + 1][new + 1]:
            yield old, new
            old, new = old + 1, new + 1
        elif best[old][new] == best[old + 1][new]:
            old += 1
        else:
            new += 1


def alike(one: Piece | None, other: Piece) -> float:
    """How alike two paragraphs are, from 0.1 to 1.1: what share of their words they have in common."""
    if one is None:
        return _UNKNOWN
    words, others = _words(one), _words(other)
    total = words.total() + others.total()
    return _ANY + (2 * (words & others).total() / total if total else 0)


def _is_part(piece: Piece, whole: Piece | None, *others: Piece | None) -> bool:
    """Whether most of a paragraph stands in another, in words that are not those of `others`."""
    if whole is None:
        return False
    words, rest = _words(piece), _words(whole)
    for other in others:
        rest -= _words(other) if other else Counter()
    return bool(words) and (words & rest).total() >= _PART_OF * words.total()


def _words(piece: Piece) -> Counter[str]:
    return Counter(re.findall(r"\w+", piece.text.casefold()))
