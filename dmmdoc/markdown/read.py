"""Section text, which is Markdown, to blocks.

CommonMark, kept to what a document can hold: paragraphs, bullets and numbered lists to three levels, strong, emphasis,
links, hard breaks, passages to withhold, `[words]{lak="5.1.2e"}`, and headings of two levels, for which not every
section has room. Anything else is an error.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import quote

from dmmdoc.markdown.lookalikes import in_address, look_alike
from dmmdoc.memo.model import IN_INVULLEN, Block, ListBlock, Paragraph, Span, as_lak, join_spans
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.pieces import Piece

LEVELS = 3
"""How deep lists go."""
KOPPEN = 2
"""How many levels of headings a text may have."""

_BLOCKS = {"Paragraph", "List", "Item", "Heading", "Table", "CodeBlock", "HtmlBlock", "BlockQuote", "Rule"}
_BREAKS = {"SoftBreak": " ", "HardBreak": "\n"}
_FOREIGN = frozenset(
    {
        *("Heading", "Table", "Image", "CodeBlock", "Code", "HtmlBlock", "InlineHtml", "BlockQuote", "Rule"),
        "Strikethrough",
    }
)
"""What CommonMark has and a nota has not."""

# Patterns are compiled when they are first used: a start-up that needs none of them pays for none.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
"""A character that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
_MARK = rb'\{ *lak="([^"\n]{0,99})" *\}'
"""What stands behind the brackets of a passage to withhold: its grounds."""
_SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):"
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BARE_PERCENT = r"%(?![0-9A-Fa-f]{2})"
_IN_ADDRESS = ";/?:@&=+$,-_.!~*'()#%"
"""What an address holds as it is, beside letters and figures; the rest is written as %XX (RFC 3986)."""


class MarkupError(Exception):
    """What a section cannot hold; `line` is its line in the section text, from 0."""

    def __init__(self, message: str, line: int):
        super().__init__(message)
        self.message = message
        self.line = line


class _Section(NamedTuple):
    """A section as the parser met it: what it met and where, the source in UTF-8, and where each line of that ends.

    What it met is "SoftBreak", {"Text": "words"}, {"Start": "Paragraph"}, {"Start": {"List": 3}}, {"End": "Item"}.
    `is_typed` says that every character was typed as it is, none as an entity. `places` takes the places of the words
    of each paragraph, where they are asked for.
    """

    events: list[tuple[Any, Any]]
    source: bytes
    line_ends: list[int]
    is_typed: bool
    places: list[list[Piece]] | None = None

    def line(self, index: int) -> int:
        """The line of the section text, from 0, on which an event begins."""
        return bisect_right(self.line_ends, self.events[index][1]["start"])


@lru_cache(64)  # many memos have many a section in the same words
def parse(text: str) -> tuple[Block, ...]:
    """Section text to blocks; raises MarkupError for what a nota cannot hold."""
    check_printable(text)
    section = _met(text)
    blocks, end = _blocks(section, 0, 0)
    assert end == len(section.events)  # noqa: S101
    return blocks


def places(text: str) -> list[list[Piece]]:
    """Where the words of each paragraph stand in section text that `parse` reads, in reading order."""
    found: list[list[Piece]] = []
    section = _met(text)._replace(places=found)
    _blocks(section, 0, 0)
    before = [0, *accumulate(byte & 0xC0 != 0x80 for byte in section.source)]  # characters, where the parser has bytes
    return [[Piece(at, before[start], before[end]) for at, start, end in pieces] for pieces in found]


def _met(text: str) -> _Section:
    """What the parser meets in section text; raises MarkupError for a link definition, which it takes out."""
    import pyromark  # only where there is text to read

    # Tables and strike-through are no CommonMark: they are read so that they can be refused.
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
    source = text.encode()
    line_ends = list(accumulate([len(line) + 1 for line in source.split(b"\n")]))
    if "]:" in text:
        for definition in pyromark.reference_definitions(text, options=options).values():
            line = bisect_right(line_ends, definition["span"]["start"])
            raise MarkupError(say("markdown.link-definition"), line)
    return _Section(list(pyromark.events_with_range(text, options=options)), source, line_ends, "&" not in text)


def _started(event: Any) -> tuple[str, Any]:
    """What an event starts or is, and what is said of that: ("List", 3), ("Paragraph", None), ("Code", "words")."""
    if isinstance(event, dict):
        ((name, value),) = event.items()
        if name != "Start":
            return name, value
        event = value
    return (event, None) if isinstance(event, str) else next(iter(event.items()))


def _blocks(section: _Section, at: int, depth: int) -> tuple[tuple[Block, ...], int]:
    """The blocks from event `at` up to the end of what holds them, and the index of that end."""
    blocks: list[Block] = []
    block: Block
    while at < len(section.events):
        name, value = _started(section.events[at][0])
        if name == "End":
            break
        if name == "Paragraph":
            block, at = _paragraph(section, at + 1)
            at += 1
        elif name == "List":
            items, at = _items(section, at + 1, depth + 1)
            block = ListBlock(items, value)
        elif name == "Heading" and not depth:
            block, at = _heading(section, at)
        elif name in _BLOCKS:
            raise foreign(name, section.line(at))
        else:  # the words of an item, in a list without empty lines
            block, at = _paragraph(section, at)
        blocks.append(block)
    return tuple(blocks), at


def _heading(section: _Section, at: int) -> tuple[Paragraph, int]:
    """The heading that begins at event `at`, on one line, and the index of what comes behind it."""
    niveau, line = int(_started(section.events[at][0])[1]["level"][1:]), section.line(at)
    if niveau > KOPPEN:
        raise MarkupError(say("markdown.deep-heading"), line)
    if "End" in section.events[at + 1][0]:
        raise MarkupError(say("markdown.empty-heading"), line)
    read, end = _paragraph(section, at + 1)
    spans = tuple(span._replace(text=span.text.replace("\n", " ")) for span in read.spans)
    return read._replace(spans=join_spans(spans), niveau=niveau), end + 1


def _items(section: _Section, at: int, depth: int) -> tuple[tuple[tuple[Block, ...], ...], int]:
    items: list[tuple[Block, ...]] = []
    while section.events[at][0] == {"Start": "Item"}:
        if depth > LEVELS:
            raise MarkupError(say("markdown.levels", levels=LEVELS), section.line(at))
        blocks, end = _blocks(section, at + 1, depth)
        if not blocks or not isinstance(blocks[0], Paragraph):
            raise MarkupError(say("markdown.empty-bullet"), section.line(at))
        items.append(blocks)
        at = end + 1
    return tuple(items), at + 1


class _Run(NamedTuple):
    """The words of a paragraph so far: of each event from `first` on its words, if only "", and their look."""

    section: _Section
    first: int
    words: list[str]
    looks: list[Span]

    def joined(self, opening: int, closing: int) -> str:
        """The words between two events; raises MarkupError when there are none."""
        words = "".join(self.words[opening + 1 - self.first : closing - self.first])
        if not words:
            raise MarkupError(say("markdown.empty-marks"), self.section.line(closing))
        return words


class _Mark(NamedTuple):
    """An open mark: the look of what stands in it, the event that opened it, and the brackets that are open in it."""

    look: Span
    opening: int
    brackets: list[int]


_PLAIN = Span("")


def _paragraph(section: _Section, first: int) -> tuple[Paragraph, int]:
    """The paragraph whose words begin at event `first`, and the index of what comes behind it."""
    words, breaks, length, at = [], [], 0, first
    for at in range(first, len(section.events)):
        event = section.events[at][0]
        if event == "SoftBreak":
            words.append(" ")
            length += 1
            breaks.append(length)
        elif "Text" in event:
            text = event["Text"]
            words.append(text)
            length += len(text)
        else:
            break
    text = "".join(words)
    ends = "End" in event or _started(event)[0] in _BLOCKS
    is_plain = section.places is None and section.is_typed and text.strip() and not ("[" in text or "]" in text)
    if ends and is_plain and look_alike(text) is None:
        return Paragraph((Span(text),), section.line(first), tuple(breaks)), at  # nearly every one
    return _marked_paragraph(section, first)


def _marked_paragraph(section: _Section, first: int) -> tuple[Paragraph, int]:
    """What `_paragraph` gives, where there are marks, brackets or hard breaks."""
    words: list[str] = []  # of each event its words, if only "", and their look
    looks: list[Span] = []
    breaks: list[int] = []  # behind how many events a line ends
    run = _Run(section, first, words, looks)
    marks = [_Mark(_PLAIN, first, [])]
    unclosed: list[int] = []  # brackets that the mark around them left open
    at, read = first, 0  # up to where the source is read
    look = _PLAIN
    while at < len(section.events):
        event, place = section.events[at]
        text = event.get("Text") if isinstance(event, dict) else _BREAKS.get(event)
        if text is None:
            name, value = _started(event)
            if name in _BLOCKS or (name == "End" and len(marks) == 1):
                break
            if name == "End":
                ended = marks.pop()
                run.joined(ended.opening, at)
                unclosed += ended.brackets
            else:
                marks.append(_Mark(_marked(look, name, value, section.line(at)), at, []))
            text, look = "", marks[-1].look
        elif place["start"] < read:  # what stands behind a passage, its ground left out
            text = text[read - place["start"] :]
        words.append(text)
        looks.append(look)
        if isinstance(event, str):
            breaks.append(len(words))
        elif text in ("[", "![") and _is_written(section, at):
            marks[-1].brackets.append(at)
        elif text == "]" and _is_written(section, at):
            read = _closed(run, marks[-1].brackets, at)
        at += 1
    _check_marks(run)
    _check_brackets(run, [*unclosed, *marks[0].brackets])
    return _finished(run, breaks), at


def _check_marks(run: _Run) -> None:
    """Raise MarkupError where the words of a run look like a mark, over the end of a line or an emphasis too."""
    found = look_alike("".join(run.words))
    if found is not None:
        ends = list(accumulate(map(len, run.words)))
        raise MarkupError(say("markdown.no-passage"), run.section.line(run.first + bisect_right(ends, found)))


def _check_brackets(run: _Run, unclosed: Collection[int]) -> None:
    """Raise MarkupError for a bracket that nothing closes before a passage to withhold: it may be where that begins."""
    for bracket in unclosed:
        if any(look.lak for look in run.looks[bracket - run.first :]):
            raise MarkupError(say("markdown.open-bracket"), run.section.line(bracket))


def _is_written(section: _Section, at: int) -> bool:
    """Whether a bracket stands in the source as it is: without a backslash, and not as an entity."""
    (before, ahead), (event, place) = section.events[at - 1], section.events[at]
    read, start = ahead["start" if "Start" in before else "end"], place["start"]
    is_escaped = read < start and section.source.startswith(b"\\", start - 1)
    return not is_escaped and section.source[start : place["end"]] == event["Text"].encode()


def _closed(run: _Run, brackets: list[int], closing: int) -> int:
    """Close the last of `brackets`; where the mark of a passage follows, withhold what stands between.

    Gives up to where the source is read. Raises MarkupError for what looks like a passage to withhold or a link and
    does not read as one.
    """
    section = run.section
    end: int = section.events[closing][1]["end"]
    if section.source.startswith(b"(", end):
        raise MarkupError(say("markdown.no-link"), section.line(closing))
    opening = brackets.pop() if brackets else None
    mark = re.compile(_MARK).match(section.source, end)
    if opening is None or mark is None:
        if section.source.startswith(b"{", end):
            raise MarkupError(say("markdown.no-passage"), section.line(closing))
        return end
    words, lak = run.joined(opening, closing), as_lak(mark[1].decode())
    bracket, first, last = opening - run.first, opening - run.first + 1, closing - run.first
    inside, outside = run.looks[first:last], run.looks[bracket]
    _check_passage(inside, outside, section.line(opening))
    if lak is None:
        raise MarkupError(say("markdown.no-ground"), section.line(opening))
    if re.fullmatch(IN_INVULLEN, words):  # the brackets are a placeholder's
        run.looks[bracket : last + 1] = [outside._replace(lak=lak)] * (len(inside) + 2)
    else:
        run.looks[first:last] = [look._replace(lak=lak) for look in inside]
        run.words[bracket], run.words[last] = run.words[bracket][:-1], ""
    return end + len(mark[0])


def _check_passage(inside: Sequence[Span], outside: Span, line: int) -> None:
    """Raise MarkupError where words of these looks cannot be withheld."""
    if any(look.lak is not None for look in inside):
        raise MarkupError(say("markdown.passage-in-passage"), line)
    if outside.link is not None:
        raise MarkupError(say("markdown.passage-in-link"), line)


def _finished(run: _Run, breaks: Collection[int]) -> Paragraph:
    """The paragraph of all the words of a run, with a break behind so many of them."""
    line, words = run.section.line(run.first), run.words
    if not "".join(words).isprintable():
        line_ends = set(breaks)
        words = [text if index + 1 in line_ends else _printable(run, index) for index, text in enumerate(words)]
    if not "".join(words).strip():
        raise MarkupError(say("markdown.empty-paragraph"), line)
    if run.section.places is not None:
        run.section.places.append(list(_pieces(run, words)))
    ends = list(accumulate(map(len, words))) if breaks else []
    pieces = [piece for piece in zip(run.looks, words, strict=True) if piece[1]]
    looks = groupby(pieces, itemgetter(0))
    spans = tuple([Span("".join([text for _, text in run]), *look[1:]) for look, run in looks])
    return Paragraph(spans, line, tuple([ends[number - 1] for number in breaks]))


def _pieces(run: _Run, words: Sequence[str]) -> Iterator[Piece]:
    """Where the words of a run stand in the source, in bytes; a break stands up to where the next line begins."""
    events, at = run.section.events, 0
    for index, text in enumerate(words, run.first):
        event, place = events[index]
        start, end = place["start"], place["end"]
        if isinstance(event, str):
            end = max(end, events[index + 1][1]["start"])
        elif text and len(text) < len(event["Text"]):  # without the brackets of a passage, or its ground behind them
            cut = len(event["Text"]) - len(text)
            start, end = (start, end - cut) if event["Text"].startswith(text) else (start + cut, end)
        if text:
            yield Piece(at, start, end)
            at += len(text)


def _printable(run: _Run, index: int) -> str:
    """Words of a run as a nota can hold them; raises MarkupError for a control character, which came from an entity."""
    words = run.words[index]
    if not words.isprintable():
        check_printable(words, run.section.line(run.first + index))
    return re.sub(r"[\r\n]", " ", words)  # no line break of the writer's


def _marked(look: Span, name: str, value: Any, line: int) -> Span:
    """The look of what stands inside a mark that opens."""
    match name:
        case "Strong":
            return Span("", True, look.emphasis, look.lak, look.link)
        case "Emphasis":
            return Span("", look.strong, True, look.lak, look.link)
        case "Link":
            return look._replace(link=_address(value, line))
        case _:
            raise foreign(name, line)


def check_printable(text: str, line: int = 0) -> None:
    """Raise MarkupError for a character that no XML document can hold, counting lines from `line`."""
    if text.replace("\n", "").isprintable():  # quicker to see
        return
    if bad := re.search(_UNPRINTABLE, text):
        raise MarkupError(
            say("markdown.control", character=f"U+{ord(bad[0]):04X}"),
            line + text.count("\n", 0, bad.start()),
        )


def _address(link: Any, line: int) -> str:
    if link["title"]:
        raise MarkupError(say("markdown.link-title"), line)
    if in_address(link["dest_url"]):
        raise MarkupError(say("markdown.no-passage"), line)
    address = usable_address(link["dest_url"] if link["link_type"] != "Email" else f"mailto:{link['dest_url']}")
    if address is None:  # which one is not said: it may be withheld
        raise MarkupError(say("markdown.link-elsewhere" if link["dest_url"] else "markdown.link-nowhere"), line)
    return address


def usable_address(address: str) -> str | None:
    """An address as section text has it once it is read; None for one that a memo does not link to."""
    address = quote(re.sub(_BARE_PERCENT, "%25", address.strip()), safe=_IN_ADDRESS)
    scheme = re.match(_SCHEME, address)
    return address if address and (scheme is None or scheme[1].lower() in _SCHEMES) else None


def foreign(name: str, line: int) -> MarkupError:
    """The error about something in section text, by the parser's name for it, that has no place there."""
    if name in _FOREIGN:
        return MarkupError(say(f"markdown.holds-{name.lower()}"), line)
    return MarkupError(say("markdown.other", name=name), line)
