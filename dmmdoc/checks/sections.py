"""What is to be seen in a section by itself, whatever memo it stands in: many memos have many a section alike."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.height import measures
from dmmdoc.checks.rule import Found, TextRule
from dmmdoc.config.words import Lists, lists
from dmmdoc.dutch.letters import folded
from dmmdoc.dutch.mentions import Mention, mentions, within
from dmmdoc.memo.model import INVULLEN, Block, Span, paragraphs, with_placeholders
from dmmdoc.publication.personal import contacts

HIDDEN = "\0"
"""What stands in the place of each character that a rule is not to read."""
BETWEEN = f"\n{HIDDEN}\n"
"""What stands between the passages of a section in its text: no name, number or phrase goes on behind it."""


class Passage(NamedTuple):
    """A paragraph of a section, from `start` on in the section's text; on the page it is `height` points high.

    Its text has three versions of one length, so that a place in one is a place in all: `public` has the withheld
    passages hidden, `written` the placeholders too: what is withheld is read by no rule that repeats words.
    """

    start: int
    height: float
    text: str
    written: str
    public: str


class Plain(NamedTuple):
    """A text in plain letters, where each character was, and the addresses and numbers in it."""

    text: str
    offsets: Sequence[int]
    contacts: Sequence[tuple[int, int, str]]


class Section(NamedTuple):
    """The text of a section, in the same three versions, its passages, and what stands in it.

    `marked` are the spans that are withheld or a link, `shorts` the abbreviations, each with its offset; `plain` is
    what is public; `slips` are what the text rules found, by their names.
    """

    passages: Sequence[Passage]
    text: str
    written: str
    public: str
    marked: Sequence[tuple[int, Span]]
    shorts: Sequence[tuple[str, int]]
    days: Sequence[Mention]
    plain: Plain
    slips: Found

    def number_at(self, at: int) -> int:
        """Which of the passages the character at `at` of the text stands in."""
        return bisect_right(self.passages, at, key=_START) - 1


_START = attrgetter("start")


@lru_cache(SEEN)
def seen(blocks: tuple[Block, ...], folders: tuple[Path, ...], rules: tuple[TextRule, ...]) -> Section:
    """What is to be seen in the blocks of a section."""
    known = lists(folders)
    passages, marked = _passages(blocks, folders)
    text = BETWEEN.join([passage.text for passage in passages])
    written = BETWEEN.join([passage.written for passage in passages])
    public = BETWEEN.join([passage.public for passage in passages]) if marked else text
    slips = _slips(written, known, rules)
    shorts = tuple(_shorts(written, known))
    return Section(passages, text, written, public, marked, shorts, mentions(written), plain(public), slips)


def opening(section: Section, count: int) -> Section:
    """The first passages of a section, so many: its texts and its days end with them."""
    passages = section.passages[:count]
    end = passages[-1].start + len(passages[-1].text)
    return section._replace(
        passages=passages,
        text=section.text[:end],
        written=section.written[:end],
        public=section.public[:end],
        days=within(section.days, 0, end),
    )


@lru_cache(SEEN)
def slips_in(text: str, folders: tuple[Path, ...], rules: tuple[TextRule, ...]) -> Found:
    """What the text rules find in a text that is no section's."""
    written = INVULLEN.sub(lambda match: HIDDEN * len(match[0]), text) if "[" in text else text
    return _slips(written, lists(folders), rules)


def _slips(written: str, known: Lists, rules: tuple[TextRule, ...]) -> Found:
    return {rule.name: found for rule in rules if (found := list(rule.slips(written, known)))}


def _passages(
    blocks: tuple[Block, ...], folders: tuple[Path, ...]
) -> tuple[Sequence[Passage], Sequence[tuple[int, Span]]]:
    measure, start = measures(folders), 0
    passages: list[Passage] = []
    marked: list[tuple[int, Span]] = []
    for paragraph, depth in paragraphs(blocks):
        written = public = text = paragraph.text
        if "[" in text or any(span.lak for span in paragraph.spans):
            parts = with_placeholders(paragraph.spans)
            written = "".join(
                [HIDDEN * len(span.text) if is_open or span.lak else span.text for span, is_open in parts]
            )
        spans = paragraph.spans
        is_plain = len(spans) == 1 and not (spans[0].lak or spans[0].link)  # nearly every one
        looks = () if is_plain else paragraph.placed()
        if found := [(start + at, span) for at, span in looks if span.lak or span.link]:
            public = "".join([HIDDEN * len(span.text) if span.lak else span.text for span in paragraph.spans])
            marked += found
        height = measure("List Bullet" if depth else "Body Text", depth).height(text)
        passages.append(Passage(start, height, text, written, public))
        start += len(text) + len(BETWEEN)
    return passages, marked


def around(text: str, start: int, end: int, room: int) -> str:
    """Words of a text with some of what stands around them, as a message shows them: up to `room` on either side.

    They end with their paragraph, and where something is withheld or still open.
    """
    before, after = text[max(0, start - room) : start], text[end : end + room]
    shown = before.rpartition(HIDDEN)[2] + text[start:end] + after.partition(HIDDEN)[0]
    return " ".join(shown.replace(HIDDEN, " ").split())


@lru_cache(SEEN)
def plain(text: str) -> Plain:
    """A text in plain letters, and the addresses and numbers in it."""
    letters, offsets = folded(text)
    return Plain(letters, offsets, list(contacts(letters)))


_CAPITALS = r"[A-Z](?:(?<![^\W\d_][A-Z])|(?<=[\W\d][a-z][A-Z])(?=[A-Z]))[^\W\d_A-Z]*+[A-Z][^\W\d_]*(?:&[A-Z]+)?"
"""A capital at the beginning of a word, or behind one small letter (eFP), and another in the same word."""
_CODE = r"\((?:19|20)\d\d\)| ?\d+/\d+"
"""What makes of a word the code of a document: SWD(2030) 33, ST 8803/16."""
_POSTCODE = r"(?<!\d)[1-9]\d{3} "
_VARIANT = r"[A-Z]-[A-Z]{1,2}\Z"
"""The end of a type, which is no word by itself: JASSM-ER."""
_ADDRESS = r"://|www\.|@|\d"
_LONGEST = 9
"""A longer word in capitals is no abbreviation but shouted."""
_SHOUTED = r"(?<![\w-])[A-ZÀ-Ý]{2,}(?: (?:\d+ )?[A-ZÀ-Ý]{2,}){2,}(?![\w-])"
"""Words in capitals in a row, which are shouted too: VERSLAG RAAD BUITENLANDSE ZAKEN."""


def _shorts(text: str, known: Lists) -> Iterator[tuple[str, int]]:
    """Every word with two capitals or more that is no number, type or address, with its offset."""
    shouted = [match.span() for match in pattern(_SHOUTED).finditer(text)]
    for match in pattern(_CAPITALS).finditer(text):
        start, end = match.span()
        if any(begin <= start < stop for begin, stop in shouted):
            continue
        if text[start - 1 : start].islower():
            start -= 1
        word = text[start : end - 1] if match[0].endswith("s") and match[0][:-1].isupper() else text[start:end]
        if word in known.genoemd or (
            _is_short(word)
            and not pattern(_ADDRESS).search(_token(text, start, end))
            and word not in known.afkortingen.geen_afkorting
            and not (len(word) == 2 and pattern(_POSTCODE).match(text, max(0, start - 5), start))
            and not pattern(_CODE).match(text, end)
            and not (text[start - 1 : start] == "-" and pattern(_VARIANT).match(text, max(0, start - 2), end))
        ):
            yield word, start


def _token(text: str, start: int, end: int) -> str:
    """The characters around a stretch of text up to white space, a bracket or a comma."""
    before = re.search(r"[^\s(),;\0]*$", text[max(0, start - 80) : start])
    after = re.match(r"[^\s(),;\0]*", text[end:])
    return f"{before and before[0]}{text[start:end]}{after and after[0]}"


def _is_short(word: str) -> bool:
    mixed = 7 if sum(map(str.isupper, word)) > 2 else 4
    return len(word) <= (_LONGEST if word.isupper() else mixed) and not re.fullmatch("[IVX]+", word)
