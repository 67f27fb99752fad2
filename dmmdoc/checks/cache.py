"""What the rules keep: their patterns, and what was seen in the last texts."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

pattern: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""A pattern of a rule, compiled when it is first used: `re` itself takes longer to find what it has compiled."""

SEEN = 64
"""Of so many texts what was seen in them is kept."""


def found(words: str, text: str, sign: str) -> Iterator[re.Match[str]]:
    """Where a pattern is found in a text: nowhere, unless `sign` is, in a stretch without white space.

    Texts have the same words, and of each it is known once: quicker than to look through every text.
    """
    return pattern(words).finditer(text) if any(map(_holds(sign), _stretches(text))) else iter(())


@lru_cache(SEEN)
def _stretches(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def _holds(sign: str) -> Callable[[str], bool]:
    return lru_cache(8192)(lambda stretch: pattern(sign).search(stretch) is not None)
