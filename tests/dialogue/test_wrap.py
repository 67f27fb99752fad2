"""The field shows words whole."""

from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.dialogue.wrap import pads


@given(
    st.lists(st.text("abcé", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(14, 40), st.integers(0, 4)
)
def test_no_word_is_broken_that_fits(words: list[str], first: int, less: int):
    line, rest = " ".join(words), first - less
    found = pads(line, first, rest)
    shown = "".join(" " * found.get(at, 0) + each for at, each in enumerate(line))
    rows, at, room = [], 0, first
    while at < len(shown):
        rows.append(shown[at : at + room])
        at, room = at + room, rest
    seen = [word for row in rows for word in row.split()]
    assert seen == [word for word in words if len(word) < rest] or any(len(word) >= rest for word in words)
    assert all(number >= 0 for number in found.values())
