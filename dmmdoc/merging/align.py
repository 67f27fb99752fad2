"""What one side made of a row of paragraphs: of each what became of it, and what was put in between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from dmmdoc.markdown.difference import common
from dmmdoc.merging.ancestor import Former, digest
from dmmdoc.merging.pieces import Piece

_COMPARED = 4000
"""How many pairs of changed paragraphs at most are compared by their words; of more, the first belongs to the first."""
_ANY, _UNKNOWN = 0.1, 0.3
"""How alike two paragraphs are that share no word, or of which one is not known."""
_PART_OF = 0.6
"""How much of a paragraph stands in another where it was split off it or joined to it."""


class Put(NamedTuple):
    """A paragraph that was put in: `origin` is which one of the row it was before it was moved here.

    It is disputed where the other side took it out, or moved it elsewhere.
    """

    piece: Piece
    origin: int | None = None
    is_disputed: bool = False


class Side(NamedTuple):
    """What one side made of a row: `kept` says of each paragraph whether it stands as it was, `became` what it is now.

    `puts` are what was put in before each, and at the end. Paragraphs of `joined` ranges were made into one.
    """

    kept: tuple[bool, ...]
    became: tuple[tuple[Piece, ...], ...]
    puts: tuple[tuple[Put, ...], ...]
    joined: tuple[tuple[int, int], ...]


def side(was: Sequence[Former], now: Sequence[Piece], likely: Mapping[int, Piece]) -> Side:
    """What became of the paragraphs that `was` remembers; `likely` is what those read like whose words nobody knows."""
    pairs = [
        (old, new)
        for old, new in common([former.digest for former in was], [digest(piece) for piece in now])
        if (piece := was[old].piece) is None or piece.says == now[new].says
    ]
    kept, became = [False] * len(was), [list[Piece]() for _ in was]
    puts: list[list[Piece]] = [[] for _ in range(len(was) + 1)]
    joined: list[tuple[int, int]] = []
    for old, new in pairs:
        kept[old], became[old] = True, [now[new]]
    for (old, new), (next_old, next_new) in pairwise([(-1, -1), *pairs, (len(was), len(now))]):
        known = [was[at].piece or likely.get(at) for at in range(old + 1, next_old)]
        run = now[new + 1 : next_new]
        _fill(old + 1, known, run, became, puts, joined)
    return Side(
        tuple(kept),
        tuple(map(tuple, became)),
        tuple(tuple(each) for each in _with_origins(was, kept, became, puts)),
        tuple(joined),
    )


def _fill(
    first: int,
    known: Sequence[Piece | None],
    run: Sequence[Piece],
    became: list[list[Piece]],
    puts: list[list[Piece]],
    joined: list[tuple[int, int]],
) -> None:
    """Say of a stretch without anything that stayed what became of it: `known` stood there, `run` stands there now."""
    pairs = dict(matched(known, run))
    taken = {new: old for old, new in pairs.items()}
    for old, new in pairs.items():
        became[first + old] = [run[new]]
    gap = 0  # which of the former paragraphs comes next
    for new, piece in enumerate(run):
        if new in taken:
            gap = taken[new] + 1
        elif gap and _is_part(piece, known[gap - 1]):
            became[first + gap - 1].append(piece)
        elif gap in pairs and pairs[gap] == new + 1 and _is_part(piece, known[gap]):
            became[first + gap].insert(0, piece)
        else:
            puts[first + gap].append(piece)
    for old, former in enumerate(known):
        if old in pairs or former is None:
            continue
        beside = next((at for at in (old - 1, old + 1) if at in pairs and _is_part(former, run[pairs[at]])), None)
        if beside is not None:
            joined.append((first + min(old, beside), first + max(old, beside) + 1))


def matched(known: Sequence[Piece | None], run: Sequence[Piece], least: float = 0) -> Iterator[tuple[int, int]]:
    """Which of two rows belong together, in order: those that are most alike, by `least` or more."""
    if len(known) * len(run) > _COMPARED:
        yield from ((at, at) for at in range(min(len(known), len(run))) if least == 0)
        return
    best = [[0.0] * (len(run) + 1) for _ in range(len(known) + 1)]
    alike = [[_alike(piece, other) for other in run] for piece in known]
    for old in range(len(known) - 1, -1, -1):
        for new in range(len(run) - 1, -1, -1):
            both = alike[old][new] + best[old + 1][new + 1] if alike[old][new] >= least else 0
            best[old][new] = max(both, best[old + 1][new], best[old][new + 1])
    old = new = 0
    while old < len(known) and new < len(run):
        if alike[old][new] >= least and best[old][new] == alike[old][new] + best[old + 1][new + 1]:
            yield old, new
            old, new = old + 1, new + 1
        elif best[old][new] == best[old + 1][new]:
            old += 1
        else:
            new += 1


def _alike(one: Piece | None, other: Piece) -> float:
    """How alike two paragraphs are, from 0.1 to 1.1: what share of their words they have in common."""
    if one is None:
        return _UNKNOWN
    words, others = _words(one), _words(other)
    total = words.total() + others.total()
    return _ANY + (2 * (words & others).total() / total if total else 0)


def _is_part(piece: Piece, whole: Piece | None) -> bool:
    """Whether most of a paragraph stands in another."""
    if whole is None:
        return False
    words = _words(piece)
    return bool(words) and (words & _words(whole)).total() >= _PART_OF * words.total()


def _words(piece: Piece) -> Counter[str]:
    return Counter(re.findall(r"\w+", piece.text.casefold()))


def _with_origins(
    was: Sequence[Former],
    kept: Sequence[bool],
    became: Sequence[Sequence[Piece]],
    puts: Sequence[Sequence[Piece]],
) -> Iterator[list[Put]]:
    """What was put in, with which paragraph that is no longer in its place it was."""
    gone: dict[str, list[int]] = {}
    for at, former in enumerate(was):
        if not kept[at] and not became[at]:
            gone.setdefault(former.digest, []).append(at)
    for row in puts:
        found: list[Put] = []
        for piece in row:
            places = gone.get(digest(piece), []) if gone else []
            origin = next((at for at in places if _may_be(was[at].piece, piece)), None)
            if origin is not None:
                places.remove(origin)
            found.append(Put(piece, origin))
        yield found


def _may_be(known: Piece | None, piece: Piece) -> bool:
    return known is None or known.says == piece.says
