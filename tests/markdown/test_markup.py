"""Section text to blocks and back: nothing is dropped, nothing is printed as source."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memos import sections
from spoken import english_in

from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.markdown.write import escape, write
from dmmdoc.memo.model import ListBlock, Paragraph, Span


def test_marks_become_spans():
    (paragraph,) = parse('Op **12 *en* 13** mei, zegt [J. de **Vries**]{lak="5.1.2e"},\nzie [de site](https://a.nl/é).')
    assert paragraph.spans == (
        Span("Op "),
        Span("12 ", strong=True),
        Span("en", strong=True, emphasis=True),
        Span(" 13", strong=True),
        Span(" mei, zegt "),
        Span("J. de ", lak="5.1.2e"),
        Span("Vries", strong=True, lak="5.1.2e"),
        Span(", zie "),
        Span("de site", link="https://a.nl/%C3%A9"),
        Span("."),
    )


def test_lists_keep_their_levels_numbers_and_following_paragraphs():
    (block,) = parse("- een\n  - twee\n    1. drie\n\n  vervolg\n- vier\n")
    one, two, three = (Paragraph((Span(text),)) for text in ("een", "twee", "drie"))
    nested = ListBlock(((two, ListBlock(((three,),), 1)),))
    assert block == ListBlock(((one, nested, Paragraph((Span("vervolg"),))), (Paragraph((Span("vier"),)),)))
    assert parse("7. zeven\n8. acht") == (
        ListBlock(((Paragraph((Span("zeven"),)),), (Paragraph((Span("acht"),)),)), start=7),
    )


def test_line_breaks_are_spaces_and_hard_breaks_stay():
    (paragraph,) = parse("een\ntwee  \ndrie\\\nvier")
    assert paragraph.text == "een twee\ndrie\nvier"
    assert [paragraph.line_at(paragraph.text.index(word)) for word in ("een", "twee", "drie", "vier")] == [0, 1, 2, 3]


def test_headings_have_a_level_and_stand_on_one_line():
    one, other, text, third = parse('# Een *kop* #\n## [Jan]{lak="5.1.2e"} en\ntekst\n\nkop op\ntwee regels\n---\n')
    assert [(each.niveau, each.text, each.line) for each in (one, other, text, third)] == [
        (1, "Een kop", 0),
        (2, "Jan en", 1),
        (None, "tekst", 2),
        (2, "kop op twee regels", 4),
    ]
    assert write([one, other]) == '# Een *kop*\n\n## [Jan]{lak="5.1.2e"} en\n'


def test_an_escaped_bracket_marks_nothing():
    (paragraph,) = parse(r"een [keuze\]{a} en [keuze]\{b}")
    assert paragraph.text == "een [keuze]{a} en [keuze]{b}"


def test_a_withheld_placeholder_is_still_a_placeholder():
    (paragraph,) = parse('[invullen: naam]{lak="5.1.2e"}')
    assert paragraph.spans == (Span("[invullen: naam]", lak="5.1.2e"),)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("goed\n\n### kop", 2, "heading"),
        ("goed\n\n- # kop", 2, "heading"),
        ("goed\n\n#", 2, "heading"),
        ("een\n\n| a | b |\n|---|---|\n| 1 | 2 |", 2, "table"),
        ("een\nen ![plaat](a.png)", 1, "image"),
        ("een\nen `code`", 1, "code"),
        ("een\n\n    ingesprongen", 2, "code block"),
        ("een\n\n```\ncode\n```", 2, "code block"),
        ("een\nen <b>vet</b>", 1, "raw HTML"),
        ("een\n\n<div>\nvet\n</div>", 2, "raw HTML"),
        ("een <!-- stil -->", 0, "raw HTML"),
        ("een\n\n> twee", 2, "quote"),
        ("een\n\n***\n\ntwee", 2, "rule"),
        ("een\n~~twee~~", 1, "struck-out"),
        ("- 1\n  - 2\n    - 3\n      - 4", 3, "levels"),
        ("- een\n-\n- drie", 1, "bullet without words"),
        ("- een\n- - twee", 1, "bullet without words"),
        ("een\n\n&nbsp;", 2, "empty paragraph"),
        ("een\n\n[a]: https://a.nl\n", 2, "link definition"),
        ("een\n[a](https://a.nl 'titel')", 1, "title"),
        ("een\n[a](javascript:alert)", 1, "link"),
        ("een\n[a]()", 1, "nowhere"),
        ("een\n[](https://a.nl)", 1, "without words"),
        ('een\n[lees [Jan]{lak="5.1.2e"} daar](https://a.nl)', 1, "link"),
        ("een\n[de site](https://a.nl/ met spaties)", 1, "link"),
        ("een\n[Jan]{lak=5.1.2e}", 1, "withhold"),
        ("een\n[Jan] {lak='5.1.2e'}", 1, "withhold"),
        ("een\n[Jan]{lak=“5.1.2e”}", 1, "withhold"),
        ('een\n[Jan]{\nlak="5.1.2e"}', 1, "withhold"),
        ('een\n[Jan]{\n  lak="5.1.2e"\n}', 1, "withhold"),
        ('- een\n- [Jan]{\n  lak="5.1.2e"}', 1, "withhold"),
        ('een\n[Jan]{\\\nlak="5.1.2e"}', 1, "withhold"),
        ('een\n[Jan]{*lak*="5.1.2e"}', 1, "withhold"),
        ('een\n[Jan]*{lak="5.1.2e"}*', 1, "withhold"),
        ('een\n[Jan]\n{\nlak="5.1.2e"}', 2, "withhold"),
        ("een\n[Jan]{5.1.2e}", 1, "withhold"),
        ("een\n[Jan]{gelakt: 5.1.2e}", 1, "withhold"),
        ("een\nJan]{5.1.2e}", 1, "withhold"),
        ("een\n[Jan]{.lak}", 1, "ground"),
        ('een\n[Jan]{lak="5,1"}', 1, "ground"),
        ('een\n[[Jan[(b)]{lak="5.1.2e"}', 1, "without its ]"),
        ('een\n*[Jan* en [Piet]{lak="5.1.2e"}', 1, "without its ]"),
        ('een\n[Jan]{lak="5.1.2E"}', 1, "small letters"),
        ('een\n[Jan]{lak="5.1.2e; 5.1.2a"}', 1, "several as"),
        ('een\n[a [b]{lak="5.1.2e"}]{lak="5.1.2a"}', 1, "inside"),
        ("een\ntwee&#12;", 1, "U+000C"),
        ("een\ntwee\x07", 1, "U+0007"),
    ],
)
def test_what_a_nota_cannot_hold_is_refused_at_its_line(text, line, what, monkeypatch):
    said = {}
    for language in ("en", "nl"):
        monkeypatch.setenv("DMMDOC_LANG", language)
        with pytest.raises(MarkupError) as error:
            parse(text)
        said[language] = error.value.message
        assert error.value.line == line
    assert what in said["en"]
    assert said["nl"].startswith(("bevat ", "lakt ")) and english_in(said["nl"]) == []


@given(sections(koppen=True))
def test_written_blocks_read_back_as_the_same_blocks(blocks):
    assert parse(write(blocks)) == blocks


@given(st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), min_size=1, max_size=60))
def test_written_lines_are_as_long_as_they_can_be(words):
    lines = write((Paragraph((Span(" ".join(words)),)),), width=40).splitlines()
    assert " ".join(lines).split() == words
    for line, following in pairwise(lines):
        assert len(line) <= 40 < len(line) + 1 + len(following.split()[0])


def test_facts_in_a_draft_read_as_they_are_written():
    for fact in ("A*B*C", "[x](y)", "_a_ <b> &amp; `c`", "1) a", "\\", "[invullen: plaats]"):
        (paragraph,) = parse(f"Over {escape(fact)} gaat het.")
        assert paragraph.text == f"Over {fact} gaat het."
    assert escape("[invullen: plaats]") == "[invullen: plaats]"
