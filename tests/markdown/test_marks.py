"""The mark of a passage to withhold: no slip of the finger leaves its words in the open."""

import pytest
from conftest import MINIMAL
from hypothesis import example, given, settings
from hypothesis import strategies as st
from memos import FOLDERS

from dmmdoc.config.words import gronden
from dmmdoc.errors import UserError
from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.markdown.write import write
from dmmdoc.memo.model import Paragraph, Span, gronden_in, grounds_of, lakken_of, paragraphs
from dmmdoc.memo_file.read import read


def spans(text: str) -> tuple[Span, ...]:
    return tuple(span for paragraph, _ in paragraphs(parse(text)) for span in paragraph.spans)


@pytest.mark.parametrize(
    "written", ["5.1.2e, 5.1.2a", "5.1.2e,5.1.2a", "5.1.2e 5.1.2a", " 5.1.2e ,  5.1.2a ", "5.1.2e, 5.1.2a, 5.1.2e"]
)
def test_a_passage_may_have_several_grounds(written):
    assert spans(f'De [prijs]{{lak="{written}"}}.') == (Span("De "), Span("prijs", lak="5.1.2e, 5.1.2a"), Span("."))


def test_a_memo_knows_its_grounds_each_by_itself():
    memo = read(MINIMAL.replace("Er is", '[Er]{lak="5.1.2e, 5.1.2a"} [is]{lak="5.1.2e"}'), "a", FOLDERS)
    assert grounds_of(memo) == {"5.1.2e", "5.1.2a"}
    assert lakken_of(memo) == {"5.1.2e, 5.1.2a", "5.1.2e"}


@given(st.integers(1, 120), st.lists(st.from_regex(r"[a-z]{1,12}", fullmatch=True), min_size=1, max_size=20))
def test_a_written_mark_is_never_broken_over_lines(width, words):
    blocks = (Paragraph((Span("de "), Span(" ".join(words), lak="5.1.2e, 5.1.2a, 5.1.1b"), Span("."))),)
    assert parse(write(blocks, width)) == blocks


SLIPS = [
    "[lak: Jan]",
    "[gelakt: Jan]",
    '[Jan](lak="5.1.2e")',
    "[Jan](5.1.2e)",
    '[Jan] {LAK="5.1.2e"}',
    "[Jan]{LAK='5.1.2e'}",
    '[Jan]{Lak="5.1.2e"}',
    "Jan {5.1.2e}",
    "Jan {artikel 5.1.2e}",
    'Jan {lakken="5.1.2e"}',
    "{lakken=Jan}",
    "Jan {gelakt}",
    "Jan {.lak}",
    "Jan { lak }",
    'Jan lak="geheim"',
    "Jan lak '5.1.2e'",
    "Jan lak “5.1.2e”",
    "Jan lak ”5.1.2e”",
    "Jan lak\u200b5.1.2e",
    "[Jan](https://voorbeeld.invalid/{lak:5.1.2e})",
    "[Jan](%7Blak:5.1.2e%7D)",
    "[Jan] (5.1.2e)",
    "[Jan] (Woo, artikel 5.1.2e)",
    "[Jan], 5.1.2e",
    '[Jan][lak="5.1.2e"]',
    "[Jan][5.1.2e]",
    "[Jan] [5.1.2e]",
    "Jan [5.1.2e]",
    "[5.1.2e: Jan]",
    "[lak 5.1.2e: Jan]",
    "[lak: 5.1.2e Jan]",
    "(lak 5.1.2e: Jan)",
    "(lakken 5.1.2e: Jan)",
    "[gelakt 5.1.2e: Jan]",
    "Jan lak 5.1.2e",
    'Jan lak = "5.1.2e"',
    'Jan la="5.1.2e"',
    '(Jan){lak="5.1.2e"}',
    '[Jan]｛lak="5.1.2e"｝',
    '［Jan］{lak="5.1.2e"}',
    "［Jan］｛ｌａｋ＝＂５.１.２ｅ＂｝",
    "【Jan】（5.1.2e）",
    "Jan ❴5.1.2e❵",
    "[Jan]{lak=“5.1.2e”}",
    "[Jan]{lak='5.1.2e'}",
    "[Jan]{lak=‘5.1.2e’}",
    "[Jan]{lak=5.1.2e}",
    '[Jan]\n{lak="5.1.2e"}',
    '[Jan]{lak=\n"5.1.2e"}',
    '[Jan]\n\n{lak="5.1.2e"}',
    "[Jan]\u200b{\u200blak\u200b=5.1.2e}",
    r"\[Jan\] (5.1.2e)",
    r'\[Jan\]\{lak="5.1.2e"\}',
    "&#91;Jan] &#123;5.1.2e}",
    '[*Jan*](lak="5.1.2e")',
    '**[Jan] (5.1.2e)** en [Piet]{lak="5.1.2e"}',
    '([[Jan](https://voorbeeld.invalid]{lak="5.1.2e"})',
    '<https://voorbeeld.invalid/[Jan]{lak="5.1.2e"}>',
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_a_mark_is_an_error_at_its_line(slip):
    with pytest.raises(MarkupError) as error:
        parse(f"Een\nregel, en {slip} erna.")
    assert '[words]{lak="5.1.2e"}' in error.value.message
    assert 1 <= error.value.line <= 1 + slip.count("\n")
    assert "Jan" not in error.value.message and "voorbeeld" not in error.value.message


@pytest.mark.parametrize(
    "slip", [slip for slip in SLIPS if not slip.startswith(("&", "<")) and "%" not in slip] + ["[Jan]{geheim}"]
)
@pytest.mark.parametrize("fact", ['kenmerk = "{}"', 'bijlagen = ["Brief", "{}"]'])
def test_no_fact_has_a_mark_or_a_slip_of_one(slip, fact):
    value = slip.replace("\n", " ").replace("\\", "").replace('"', '\\"')
    text = MINIMAL.replace("[ondertekenaar]", f"{fact.format(value)}\n\n[ondertekenaar]")
    with pytest.raises(UserError) as error:
        read(text, "a", FOLDERS)
    assert error.value.line == text[: text.index(fact[:7])].count("\n") + 1
    assert "a mark stands in the text of a section only" in error.value.message
    assert "Jan" not in error.value.message


def test_a_fact_in_a_list_is_named_at_its_own_line():
    text = MINIMAL.replace("[ondertekenaar]", "bijlagen = [\n'Brief',\n'[Jan] (5.1.2e)',\n]\n\n[ondertekenaar]")
    with pytest.raises(UserError) as error:
        read(text, "a", FOLDERS)
    assert error.value.line == text[: text.index("[Jan]")].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "De namen blijven weg (Woo, artikel 5.1.2e).",
        "De namen (DCo) blijven weg (5.1.2e) en (5.1.2e, 5.1.2a).",
        "Dit is gelakt op grond van artikel 5.1.2e.",
        "De namen zijn gelakt (5.1.2e).",
        'Van [Jan]{lak="5.1.2e"} (5.1.2e).',
        'Van [invullen: wie] (5.1.2e) en [[invullen]]{lak="5.1.2e"} (Woo, 5.1.2e).',
        "Zie [artikel 5.1.2e](https://wetten.overheid.nl/BWBR0045754#5.1.2e).",
        "Zie [bijlage 1]. Op grond van 5.1.2e.",
        "Op grond van „5.1.2e” en ‚5.1.2a’ en “5.1.2b”.",
        'Van [Jan]{lak="5.1.2e"} en [de rest.',
        r'Een \[ en [Jan]{lak="5.1.2e"}.',
        "Een dikke laag lak (van 5.1.20) of vlak = plat.",
        "Zie [bijlage] 15.1.2 en [bijlage] 5.1.20.",
        "Een {keuze} en [keuze] (2.1.3).",
        "Op [1.2.2025] en {1.2.3}.",
    ],
)
def test_what_only_speaks_of_a_ground_is_text(text):
    assert all(span.lak in (None, "5.1.2e") for span in spans(text))
    if "lak=" not in text:
        assert read(MINIMAL.replace("Geannoteerde agenda", text), "a", FOLDERS).onderwerp == text


def test_the_line_of_a_slip_behind_characters_that_are_longer_in_small_letters():
    with pytest.raises(MarkupError) as error:
        parse("İ" * 40 + "\n[Jan] (5.1.2e)\nen nog een hele lange regel hierachter, die goed is.")
    assert error.value.line == 1


def test_no_error_repeats_an_address():
    with pytest.raises(MarkupError) as error:
        parse('[[x](geheim://jansen)]{lak="5.1.2e"}')
    assert "geheim" not in error.value.message and "jansen" not in error.value.message


# --- any edit of one character

WORDS = ("Jan", "de Vries", "kolonel", "1. aap", "A*B", "x_y", "(DCo)")
_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
_inside = st.one_of(
    _words.map(lambda words: words.replace("*", r"\*").replace("_", r"\_")),
    st.just("*Jan* **de Vries**"),
    st.just("[Jan](https://voorbeeld.invalid/jan)"),
    st.just("[Jan](mailto:jan@voorbeeld.invalid) de Vries"),
    st.just("Jan\nde Vries"),
    st.just("Jan\\\nde Vries"),
    st.just("[invullen: naam]"),
)
_grounds = st.sampled_from(["5.1.2e", "5.1.2a", "5.2.1", "5.1.2e, 5.1.2a"])
_marks = st.builds('[{}]{{lak="{}"}}'.format, _inside, _grounds)
AROUND = (
    *("§", "Van § dus.", "(§)", "**§**", "*van §*", "[§]", '"§"', "- §\n- nog", "1. een\n   - §", "§ (zie *daar*)"),
    *("[hier](https://a.nl) §", 'Eerst [Piet]{lak="5.1.2e"}§', '§[Piet]{lak="5.1.2b"} toe'),
)
BRACKETS = "[](){}<>［］｛｝（）【】"


@st.composite
def edits(draw) -> tuple[str, str]:
    """A text with a mark in it, and what one edit of a character in that mark makes of it."""
    mark, around = draw(_marks), draw(st.sampled_from(AROUND))
    start, text = around.index("§"), around.replace("§", mark)
    at = start + draw(st.integers(0, len(mark) - 1))
    character = text[at]
    new = draw(
        st.sampled_from(
            ["", character.swapcase(), f"{character} ", f"{character}\n", f" {character}", f"\n{character}"]
            + (list(BRACKETS) if character in "[](){}" else [])
            + (["'", "“", "”", "’", "„"] if character == '"' else [])
        )
    )
    return text, text[:at] + new + text[at + 1 :]


def hidden(text: str) -> str:
    """The letters and figures that a text withholds."""
    return "".join(c for span in spans(text) if span.lak for c in span.text if c.isalnum())


def shown(text: str) -> list[str]:
    """The letters and figures that a text shows, and where it leads."""
    open_spans = [span for span in spans(text) if not span.lak]
    letters = "".join(c for span in open_spans for c in span.text if c.isalnum())
    return [letters, *(span.link for span in open_spans if span.link)]


KNOWN = frozenset(gronden(FOLDERS).gronden)


@settings(max_examples=1500)
@given(edits())
@example(('([[Jan](https://a.nl)]{lak="5.1.2e"})', '([[Jan](https://a.nl]{lak="5.1.2e"})'))
def test_one_wrong_character_hides_the_same_or_is_an_error(edit):
    good, bad = edit
    try:
        after = spans(bad)
    except MarkupError:
        return
    assert shown(bad) == shown(good)
    assert len(hidden(bad)) >= len(hidden(good)) - 1
    was, now = (
        {ground for span in each if span.lak for ground in gronden_in(span.lak)} for each in (spans(good), after)
    )
    assert (now - was).isdisjoint(KNOWN)  # publication refuses a ground that there is not
