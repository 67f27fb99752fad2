"""Items that go on, deeper and back, and placeholders one goes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.dialogue.lists import entered, gap, indented, is_at_item, outdented


def placed(text: str) -> tuple[str, int]:
    """A text with a bar where the cursor is."""
    at = text.index("|")
    return text.replace("|", ""), at


def shown(edit: tuple[str, int]) -> str:
    text, at = edit
    return f"{text[:at]}|{text[at:]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- een|", "- een\n- |"),
        ("- een| twee", "- een\n- |twee"),
        ("  - een|", "  - een\n  - |"),
        ("1. een|", "1. een\n2. |"),
        ("- een\n  - |", "- een\n- |"),
        ("- een\n- |", "- een\n|"),
        ("tekst|", "tekst\n|"),
        ("|- een", "\n|- een"),
    ],
)
def test_enter(before: str, after: str):
    assert shown(entered(*placed(before))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- een\n- |twee", "- een\n  - |twee"),
        ("1. een\n2. |twee", "1. een\n   2. |twee"),
        ("- een\n- |twee\n  - drie\n- vier", "- een\n  - |twee\n    - drie\n- vier"),
        ("- |een", "- |een"),
        ("- een\n  - |twee", "- een\n  - |twee"),
        ("- een\n  - twee\n    - drie\n    - |vier", "- een\n  - twee\n    - drie\n    - |vier"),
        ("te|kst", "te|kst"),
    ],
)
def test_deeper(before: str, after: str):
    assert shown(indented(*placed(before))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- een\n  - |twee", "- een\n- |twee"),
        ("- een\n  - |twee\n    - drie", "- een\n- |twee\n  - drie"),
        ("1. een\n   - |twee", "1. een\n- |twee"),
        ("- |een", "- |een"),
    ],
)
def test_back(before: str, after: str):
    assert shown(outdented(*placed(before))) == after


@given(st.lists(st.tuples(st.integers(0, 2), st.text("ab", min_size=1, max_size=3)), min_size=1, max_size=6), st.data())
def test_what_goes_deeper_comes_back(items: list[tuple[int, str]], data: st.DataObject):
    text = "\n".join("  " * depth + f"- {words}" for depth, words in items)
    at = data.draw(st.integers(0, len(text)))
    for edit in (entered, indented, outdented):
        after, place = edit(text, at)
        assert 0 <= place <= len(after)
        assert [each for each in after if each in "ab"] == [each for each in text if each in "ab"]
    deeper, place = indented(text, at)
    if deeper != text:
        assert outdented(deeper, place)[0] == text


def test_placeholders_one_after_the_other_and_round():
    text = "a [invullen: b] c [invullen] d"
    first, second = (2, 15), (18, 28)
    assert [gap(text, at) for at in (0, 3, 15, 29)] == [first, second, second, first]
    assert [gap(text, at, back=True) for at in (30, 20, 3)] == [second, first, second]
    assert gap("niets", 0) is None
    assert is_at_item("- een", 2) and not is_at_item("- een", 3)
