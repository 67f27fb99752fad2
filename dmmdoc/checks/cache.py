"""What the rules keep: their patterns, and what was seen in the last texts."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import repeat

pattern: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""A pattern of a rule, compiled when it is first used: `re` itself takes longer to find what it has compiled."""

SEEN = 64
"""Of so many texts what was seen in them is kept."""


def found(words: str, text: str, sign: str) -> Iterator[re.Match[str]]:
    """Where a pattern is found in a text: nowhere, unless `sign` is, in a stretch without white space.

    Texts have the same words, and of each it is known once: quicker than to look through every text.
    """
    _SIGNS.setdefault(sign)
    return pattern(words).finditer(text) if sign in _shown(text, len(_SIGNS)) else iter(())


_SIGNS: dict[str, None] = {}
"""The signs that were asked for so far: what stands between spaces is searched for all of them at once."""


@lru_cache(SEEN)
def _shown(text: str, count: int) -> frozenset[str]:
    return frozenset().union(*map(_shown_by, set(text.split()), repeat(count)))


@lru_cache(16384)
def _shown_by(stretch: str, _count: int) -> tuple[str, ...]:
    return tuple([sign for sign in _SIGNS if pattern(sign).search(stretch)])
