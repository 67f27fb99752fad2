# ruff: noqa: E501
"""Three made one: what one side changed is taken, nothing is undone, and two readings of one thing are a conflict."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from memos import sections

from dmmdoc.memo.model import Span
from dmmdoc.merging.ancestor import Former, remembered
from dmmdoc.merging.merge import Conflict, merge, merge_rows
from dmmdoc.merging.pieces import Piece, Place, blocks, pieces


def row(*texts: str) -> list[Piece]:
    return [Piece(0, "", (Span(text),)) for text in texts]


def digests(row: list[Piece]) -> list[Former]:
    """What a document remembers of a row: digests only."""
    return [former._replace(piece=None) for former in remembered(row)]


def words(merged) -> list[object]:
    return [
        ([each.text for each in part.ours], [each.text for each in part.theirs])
        if isinstance(part, Conflict)
        else part.text
        for part in merged
    ]


A, B, C, D = "Op maandag is er een vergadering.", "De Kamer krijgt een brief.", "Het kost niets.", "Er is geen pers."


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(
    ("was", "ours", "theirs", "merged"),
    [
        ([A, B, C], [A, B, C], [A, "De Kamer kreeg een brief.", C], [A, "De Kamer kreeg een brief.", C]),
        ([A, B], ["Op dinsdag is er een vergadering.", B], [A, "De Kamer krijgt geen brief."],
         ["Op dinsdag is er een vergadering.", "De Kamer krijgt geen brief."]),
        ([A], ["Op dinsdag is er een vergadering."], ["Op vrijdag is er een vergadering."],
         [(["Op dinsdag is er een vergadering."], ["Op vrijdag is er een vergadering."])]),
        ([A, B], [A], [A, "De Kamer krijgt geen brief."], [A, ([], ["De Kamer krijgt geen brief."])]),
        ([A, B], [A], [B], []),
        ([A, B], [A, C, B], [A, D, B], [A, C, D, B]),
        ([A, B], [A, C, B], [A, C, B], [A, C, B]),
        ([A, B], [A, "Het kost niets dit jaar.", B], [A, "Het kost niets volgend jaar.", B],
         [A, (["Het kost niets dit jaar."], ["Het kost niets volgend jaar."]), B]),
        ([A, B], [A, "Het kost in 2026 helemaal niets meer.", B], [A, "Het kost in 2027 helemaal niets meer.", B],
         [A, (["Het kost in 2026 helemaal niets meer."], ["Het kost in 2027 helemaal niets meer."]), B]),
        ([A, B], [A, C], [A, C, B], [A, C]),
        ([B], [A, B], [A], [A]),
        # moved
        ([A, B, C], [A, B, C], [B, C, A], [B, C, A]),
        ([A, B, C], ["Op dinsdag is er een vergadering.", B, C], [B, C, A], [B, C, "Op dinsdag is er een vergadering."]),
        ([A, B, C], [B, C, A], ["Op dinsdag is er een vergadering.", B, C], [B, C, "Op dinsdag is er een vergadering."]),
        ([A, B, C], [B, C, A], [B, C, A], [B, C, A]),
        ([A, B, C], [B, C], [B, C, A], [B, C, ([], [A])]),
        ([A, B, C, D], [B, C, A, D], [B, C, D, A], [B, C, ([A], []), D, ([], [A])]),
        ([A, B, C, D], [B, A, C, D], [B, C, A, D], [B, C, A, D]),
        # split and joined
        ([A + " " + B, C], [A + " " + B, C], [A, B, C], [A, B, C]),
        ([A + " " + B, C], [A + " " + B, D], [A, B, C], [A, B, D]),
        ([A, B, C], [A, B, C], [A + " " + B, C], [A + " " + B, C]),
    ],
)  # fmt: skip
def test_three_are_made_one(was, ours, theirs, merged, told):
    before = remembered(row(*was)) if told else digests(row(*was))
    assert words(merge(before, row(*ours), row(*theirs))) == merged


def test_a_change_in_what_the_other_split_or_joined_is_a_conflict():
    changed = "Op dinsdag is er een vergadering. De Kamer krijgt een brief."
    (split,) = merge(digests(row(A + " " + B)), row(changed), row(A, B))
    assert words([split]) == [([changed], [A, B])]
    (joined,) = merge(remembered(row(A, B)), row(A, "De Kamer krijgt geen brief."), row(A + " " + B))
    assert words([joined]) == [([A, "De Kamer krijgt geen brief."], [A + " " + B])]


CHANGED, OTHERWISE = "Op dinsdag is er een vergadering.", "Op maandag is er een lange vergadering."


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ([[B], [C, A, D]], [[CHANGED, B], [C, D]], [[B], [C, CHANGED, D]]),
        ([[B], [A, C, D]], [[A, B], [C, D]], [[B], [A, C, D]]),
        ([["Iets anders.", B], [C, D, A]], [[CHANGED, B], [C, D]], [["Iets anders.", B], [C, D, CHANGED]]),
        ([[B], [C, CHANGED, D]], [[CHANGED, B], [C, D]], [[B], [C, CHANGED, D]]),
        ([[B], [C, CHANGED, D]], [[B], [C, A, D]], [[B], [C, CHANGED, D]]),
        ([[B], [C, OTHERWISE, D]], [[CHANGED, B], [C, D]], [[B], [C, ([OTHERWISE], [CHANGED]), D]]),
        ([[B], [C, A, D]], [[B], [C, D]], [[B], [C, ([A], []), D]]),
        ([[B], [C, A, D]], [[B], [C, D, A]], [[B], [C, ([A], []), D, ([], [A])]]),
        ([[B], [C, A, D]], [[B, A], [C, D]], [[B], [C, A, D]]),  # the other moved B
        ([[], [C, D, A, B]], [[CHANGED, B], [C, D]], [[], [C, D, CHANGED, B]]),
    ],
)  # fmt: skip
def test_what_one_moved_to_another_row_and_the_other_changed_is_both(ours, theirs, merged, told):
    was = [remembered(row(*each)) if told else digests(row(*each)) for each in ([A, B], [C, D])]
    one, other = ([row(*each) for each in rows] for rows in (ours, theirs))
    assert [words(each) for each in merge_rows(was, one, other)] == merged
    swapped = [[(part[1], part[0]) if isinstance(part, tuple) else part for part in each] for each in merged]
    assert [words(each) for each in merge_rows(was, other, one)] == swapped


def test_a_paragraph_that_became_an_item_elsewhere_keeps_what_the_other_changed():
    was = [digests(row(A, B)), digests(row(C))]
    item = Piece(1, "-", (Span(A),), Place(opens=True))
    merged = merge_rows(was, [row(B), [*row(C), item]], [row(CHANGED, B), row(C)])
    assert merged == [row(B), [*row(C), item._replace(spans=(Span(CHANGED),))]]
    assert merge_rows(was, [row(CHANGED, B), row(C)], [row(B), [*row(C), item]]) == merged
    assert merge_rows(was, merged, [row(B), [*row(C), item]]) == merged  # and once more


def test_where_nobody_knows_what_was_there_every_difference_is_a_conflict():
    merged = merge(None, row(A, B), row(A, "De Kamer krijgt geen brief.", C))
    assert words(merged) == [A, ([B], ["De Kamer krijgt geen brief."]), ([], [C])]


@given(sections())
def test_paragraphs_make_the_blocks_that_they_came_from(section):
    assert blocks(pieces(section)) == section


_texts = st.lists(
    st.text("abcdefgh ", min_size=8, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=12, unique=True
)


@st.composite
def edits(draw):
    """A row, and two edits of it that do not touch the same paragraph."""
    was = draw(_texts)
    whose = [draw(st.sampled_from("ABN")) for _ in was]
    sides = {}
    for name in "AB":
        now = []
        for number, (text, who) in enumerate(zip(was, whose, strict=True)):
            if who != name:
                now.append(text)
                continue
            what = draw(st.sampled_from(["other", "gone", "more"]))
            now += {
                "other": [f"{text} {name}{number}"],
                "gone": [],
                "more": [text, f"nieuw {name}{number} {number * 7}"],
            }[what]
        sides[name] = now
    return was, sides["A"], sides["B"], whose


@given(edits(), st.booleans())
def test_edits_that_do_not_touch_the_same_paragraph_all_come_in(edit, told):
    was, one, other, _ = edit
    before = remembered(row(*was)) if told else digests(row(*was))
    assume(told or len({former.digest for former in remembered(row(*was, *one, *other))}) == len({*was, *one, *other}))
    for ours, theirs in ((one, other), (other, one)):
        merged = words(merge(before, row(*ours), row(*theirs)))
        assert not any(isinstance(part, tuple) for part in merged)
        expected = [text for text in {*one, *other} if text not in was or (text in one and text in other)]
        assert sorted(merged) == sorted(expected)
        again = words(merge(before, row(*merged), row(*theirs)))
        assert sorted(again, key=str) == sorted(merged, key=str) or any(isinstance(part, tuple) for part in again)


def test_twenty_thousand_paragraphs_take_time_in_line_with_the_text():
    def took(count: int) -> float:
        was = [f"Punt {number} van de vele punten." for number in range(count)]
        ours = [f"{text} Nu." if number % 2 else text for number, text in enumerate(was)]
        theirs = [f"{text} Dan." if number % 4 == 0 else text for number, text in enumerate(was)]
        before = digests(row(*was))
        begin = time.process_time()
        merged = merge(before, row(*ours), row(*theirs))
        passed = time.process_time() - begin
        assert len([part for part in merged if isinstance(part, Conflict)]) <= count // 200
        return passed

    assert took(20_000) < 30 * took(2_000)
