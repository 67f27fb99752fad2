"""What the rules keep: their patterns, and what was seen in the last texts."""

import re
from collections.abc import Callable
from functools import cache

pattern: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""A pattern of a rule, compiled when it is first used: `re` itself takes longer to find what it has compiled."""

SEEN = 64
"""Of so many texts what was seen in them is kept."""
