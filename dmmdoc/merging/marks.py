"""Which passages a merge leaves unmarked: no longer withheld, or their words stand bare elsewhere as well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dmmdoc.markdown.difference import common
from dmmdoc.memo.model import gronden_in
from dmmdoc.merging.align import matched
from dmmdoc.merging.pieces import Piece


class Mark(NamedTuple):
    """A passage that is withheld, and one ground of it; `is_kept` where it still is, and its words stand elsewhere."""

    grond: str
    text: str
    is_kept: bool = False


Pair = tuple[Piece | None, Piece | None]


def dropped(
    before: Mapping[str, Sequence[Piece]],
    after: Mapping[str, Sequence[Piece]],
    passed_over: Iterable[tuple[Sequence[Piece], Sequence[Piece]]] = (),
) -> list[Mark]:
    """The marks that sections had and have no longer, each ground for itself, and those whose words also stand bare.

    A mark that went along with its words is one; not one that stands elsewhere, or in other words in the same place.
    `passed_over` are paragraphs that were to come in, and what was taken instead: their marks count as well.
    """
    there = Counter(mark for row in after.values() for mark in _marks(row))
    left = Counter(there)
    left.subtract(mark for row in before.values() for mark in _marks(row))
    pairs = [pair for key in before for pair in _changed(before[key], after.get(key, ()))]
    pairs += [(None, piece) for key in after.keys() - before.keys() for piece in after[key]]
    found = [*_gone(pairs, left)]
    for offered, taken in passed_over:
        missing = Counter(mark for mark in _marks(offered) if mark not in there)
        for mark in missing:
            left.setdefault(mark, -missing[mark])
        others = _gone(_changed(offered, taken), Counter({mark: -missing[mark] for mark in missing}))
        found += [mark for mark in others if mark not in found]
    return [*found, *_bare_elsewhere(before, after, {mark.text for mark in found})]


def _gone(pairs: Iterable[Pair], left: Counter[Mark]) -> Iterator[Mark]:
    """The marks of what changed that are gone; `left` is how many more of each there are now."""
    pairs = [*pairs]
    come = Counter(word for _, new in pairs if new for word in _bare(new))
    come.subtract(word for old, _ in pairs if old for word in _bare(old))
    come = +come
    for old, new in pairs:
        spare = [mark for mark in _marks([new] if new else []) if left[mark] > 0]
        for mark in _marks([old] if old else []):
            if left[mark] >= 0:
                continue
            left[mark] += 1
            partner = _partner(mark, spare)
            if partner:
                spare.remove(partner)
            if partner is None or (_words(mark.text) - _words(partner.text)) & come.keys():
                yield mark


def _partner(mark: Mark, spare: Sequence[Mark]) -> Mark | None:
    """The new mark on the same ground that a mark became: the one with most of its words, else the first."""
    same = [each for each in spare if each.grond == mark.grond]
    words = _words(mark.text)
    return max(same, key=lambda each: len(_words(each.text) & words), default=None)


def _bare_elsewhere(
    before: Mapping[str, Sequence[Piece]], after: Mapping[str, Sequence[Piece]], told: Iterable[str]
) -> Iterator[Mark]:
    """The marks of before that stand bare in more places than they did."""
    was, now = (
        [" ".join(["", *_bare(piece), ""]) for row in rows.values() for piece in row] for rows in (before, after)
    )
    if was == now:
        return
    for mark in dict.fromkeys(mark for row in before.values() for mark in _marks(row)):
        words = " ".join(["", *re.findall(r"\w+", mark.text.casefold()), ""])
        if mark.text not in told and words.strip() and _times(words, now) > _times(words, was):
            yield mark._replace(is_kept=True)


def _times(words: str, rows: Iterable[str]) -> int:
    return sum(row.count(words) for row in rows)


def _changed(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Pair]:
    """Each paragraph that changed with what it became, None where it was not there or is no longer."""
    numbers: dict[object, str] = {}
    keys = [[numbers.setdefault(piece.says, str(len(numbers))) for piece in row] for row in (old, new)]
    at = there = 0
    for next_at, next_there in [*common(*keys), (len(old), len(new))]:
        gone, come = old[at:next_at], new[there:next_there]
        pairs = dict(matched(gone, come))
        yield from ((piece, come[pairs[number]] if number in pairs else None) for number, piece in enumerate(gone))
        yield from ((None, piece) for number, piece in enumerate(come) if number not in pairs.values())
        at, there = next_at + 1, next_there + 1


def _marks(row: Iterable[Piece]) -> Iterator[Mark]:
    for piece in row:
        for lak, spans in groupby(piece.says[2], key=lambda span: span.lak):
            text = "".join(span.text for span in spans)
            yield from (Mark(grond, text) for grond in (gronden_in(lak) if lak else ()))


def _bare(piece: Piece) -> list[str]:
    return [word for span in piece.spans if not span.lak for word in re.findall(r"\w+", span.text.casefold())]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
