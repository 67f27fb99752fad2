"""Section text, which is Markdown, to blocks.

CommonMark, kept to what a nota can hold: paragraphs, bullets and numbered lists to three levels, strong,
emphasis, links, hard breaks, and passages to withhold, `[words]{lak="5.1.2e"}`. Anything else is an error.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import quote

from pyromark import Options, events_with_range, reference_definitions

from dmmdoc.memo import Block, ListBlock, Paragraph, Span

LEVELS = 3
"""How deep lists go."""

# Tables and strike-through are no CommonMark: they are read so that they can be refused.
_OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH
_BLOCKS = {"Paragraph", "List", "Item", "Heading", "Table", "CodeBlock", "HtmlBlock", "BlockQuote", "Rule"}
_FOREIGN = {
    "Heading": "a heading; the headings come from the kind of memo, so make it a paragraph",
    "Table": "a table; write it as bullets",
    "Image": "an image; describe it in words",
    "CodeBlock": "a code block; begin the line with fewer than four spaces, and leave out a fence",
    "Code": "code; leave out the backticks",
    "HtmlBlock": "raw HTML; write plain words, and < as \\<",
    "InlineHtml": "raw HTML; write plain words, and < as \\<",
    "BlockQuote": "a quote; leave out the > and use quotation marks",
    "Rule": "a rule; leave it out",
    "Strikethrough": "struck-out text; leave it out, or write ~ as \\~",
}

# Patterns are compiled when they are first used: a start-up that needs none of them pays for none.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
"""A character that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
_LAK = r"\{\s*lak\b"
_MARK = rb'\{ *lak="([^"\n]{0,99})" *\}|\{ *(?!lak\b)(?:[.#]|[\w-]+=)[^}\n]{0,99}\}'
"""What stands behind the brackets of a passage; only the first kind has a ground."""
_GROUND = r"[0-9A-Za-z.]{1,20}"
"""Room for every ground, and safe in the name of a style."""
_BARE_INVULLEN = r"(?i:invullen(:[^\[\]]*)?)"
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


class _Event(NamedTuple):
    """What the parser met: something that starts (`nesting` 1) or ends (-1), or a thing by itself (0).

    `value` is what it holds: its words, the first number of a list, the address of a link. It stands on `line`
    of the section text, from 0, and from `start` to `end` in bytes of UTF-8.
    """

    name: str
    nesting: int
    value: Any
    line: int
    start: int
    end: int


@lru_cache(512)  # many memos have many a section in the same words
def parse(text: str) -> tuple[Block, ...]:
    """Section text to blocks; raises MarkupError for what a nota cannot hold."""
    try:
        source = text.encode()
    except UnicodeEncodeError:
        check_printable(text)
        raise
    line_ends = list(accumulate(len(line) + 1 for line in source.split(b"\n")))
    if "]:" in text:
        for definition in reference_definitions(text, options=_OPTIONS).values():
            line = bisect_right(line_ends, definition["span"]["start"])
            raise MarkupError("holds a link definition; write the link as [words](address)", line)
    events = list(_events(text, line_ends))
    if "]" in text or "{" in text:
        events = _with_passages(events, source)
    blocks, end = _blocks(events, 0, 0)
    assert end == len(events)  # noqa: S101
    return blocks


_NESTING = {"Start": 1, "End": -1}


def _events(text: str, line_ends: Sequence[int]) -> Iterator[_Event]:
    """What the parser meets: "Rule", {"Text": "words"}, {"Start": "Paragraph"}, {"Start": {"List": 3}}."""
    event: Any
    for event, place in events_with_range(text, options=_OPTIONS):
        name, value, nesting = event, None, 0
        if not isinstance(event, str):
            ((name, value),) = event.items()
            nesting = _NESTING.get(name, 0)
            if nesting:
                name, value = (value, None) if isinstance(value, str) else next(iter(value.items()))
        start = place["start"]
        yield _Event(name, nesting, value, bisect_right(line_ends, start), start, place["end"])


def _with_passages(events: Iterable[_Event], source: bytes) -> list[_Event]:
    """The events, every `[words]{lak="5.1.2e"}` among their words made a Passage that starts and ends.

    Raises MarkupError for what looks like a passage to withhold or a link and does not read as one.
    """
    found: list[_Event] = []
    brackets: list[int | None] = []  # which of `found` is an open bracket; None where a mark or a block starts
    read = 0  # up to where the source is read
    for event in events:
        if event.nesting > 0:
            brackets.append(None)
        elif event.nesting < 0:
            while brackets.pop() is not None:
                pass
        elif event.name == "Text":
            if event.start < read:  # what stands behind a passage, its ground left out
                event = event._replace(value=event.value[read - event.start :], start=read)
            escaped = read < event.start and source[event.start - 1 : event.start] == b"\\"
            written = b"" if escaped else source[event.start : event.end]
            if written == b"![":
                found.append(event._replace(value="!"))
                event = event._replace(value="[")
            if written in (b"[", b"!["):
                brackets.append(len(found))
            elif written == b"]":
                if source.startswith(b"(", event.end):
                    raise MarkupError(
                        "holds a link that does not read as one; write [words](address), with no [ in the words",
                        event.line,
                    )
                opening = brackets.pop() if brackets[-1] is not None else None
                mark = re.compile(_MARK).match(source, event.end) if opening is not None else None
                if opening is not None and mark:
                    found[opening] = found[opening]._replace(name="Passage", nesting=1, value=(mark[1] or b"").decode())
                    event = event._replace(name="Passage", nesting=-1, end=mark.end())
            elif "{" in event.value and re.search(_LAK, event.value):
                raise MarkupError(
                    'holds a passage to withhold that is not written as [words]{lak="5.1.2e"}; mend it', event.line
                )
        read = event.start if event.nesting > 0 else event.end
        found.append(event)
    return found


def _blocks(events: Sequence[_Event], at: int, depth: int) -> tuple[tuple[Block, ...], int]:
    """The blocks from event `at` up to the end of what holds them, and the index of that end."""
    blocks: list[Block] = []
    while at < len(events) and events[at].nesting >= 0:
        event = events[at]
        if event.name == "Paragraph":
            paragraph, at = _paragraph(events, at + 1)
            blocks.append(paragraph)
            at += 1
        elif event.name == "List":
            items, at = _items(events, at + 1, depth + 1)
            blocks.append(ListBlock(items, event.value))
        elif event.name in _BLOCKS:
            raise _foreign(event)
        else:  # the words of an item, in a list without empty lines
            paragraph, at = _paragraph(events, at)
            blocks.append(paragraph)
    return tuple(blocks), at


def _items(events: Sequence[_Event], at: int, depth: int) -> tuple[tuple[tuple[Block, ...], ...], int]:
    items: list[tuple[Block, ...]] = []
    while events[at].name == "Item":
        line = events[at].line
        if depth > LEVELS:
            raise MarkupError(f"holds a list of more than {LEVELS} levels; bring it back to {LEVELS}", line)
        blocks, at = _blocks(events, at + 1, depth)
        if not blocks or not isinstance(blocks[0], Paragraph):
            raise MarkupError("holds a bullet without words of its own; give it words or take it out", line)
        items.append(blocks)
        at += 1
    return tuple(items), at + 1


def _paragraph(events: Sequence[_Event], at: int) -> tuple[Paragraph, int]:
    """The paragraph whose words begin at event `at`, and the index of what comes behind it."""
    line = events[at].line
    pieces: list[tuple[Span, str]] = []  # the look and the words of each
    breaks: list[int] = []
    length = 0
    looks = [(_PLAIN, 0)]  # the look of each open mark, and the number of pieces before it
    while at < len(events) and events[at].name not in _BLOCKS:
        event = events[at]
        look, opened = looks[-1]
        at += 1
        if event.nesting > 0:
            looks.append((_marked(look, event), len(pieces)))
        elif event.nesting < 0:
            looks.pop()
            words = "".join(text for _, text in pieces[opened:])
            if not words:
                raise MarkupError(
                    "holds marks without words between them; give them words or leave them out", event.line
                )
            if event.name == "Passage" and re.fullmatch(_BARE_INVULLEN, words):
                pieces[opened:] = [(look, f"[{words}]")]
                length += 2
        else:
            words = _words(event)
            if words:
                pieces.append((look, words))
            length += len(words)
            if event.name != "Text":
                breaks.append(length)
    runs = ((look, "".join(text for _, text in run)) for look, run in groupby(pieces, itemgetter(0)))
    spans = tuple(Span(words, *look[1:]) for look, words in runs)
    if not any(span.text.strip() for span in spans):
        raise MarkupError("holds an empty paragraph; leave it out, the house style sets the space", line)
    return Paragraph(spans, line, tuple(breaks)), at


_PLAIN = Span("")


def _marked(look: Span, event: _Event) -> Span:
    """The look of what stands inside the mark that `event` opens."""
    match event.name:
        case "Strong":
            return look._replace(strong=True)
        case "Emphasis":
            return look._replace(emphasis=True)
        case "Link":
            return look._replace(link=_address(event))
        case "Passage" if look.lak is not None:
            raise MarkupError("withholds words inside a withheld passage; keep one of the two", event.line)
        case "Passage" if look.link is not None:
            raise MarkupError("withholds words inside a link; withhold the whole link", event.line)
        case "Passage" if not re.fullmatch(_GROUND, event.value):
            raise MarkupError('holds a passage marked with something else than a ground, as {lak="5.1.2e"}', event.line)
        case "Passage":
            return look._replace(lak=event.value)
        case _:
            raise _foreign(event)


def _words(event: _Event) -> str:
    match event.name:
        case "Text":
            if event.value.isprintable():
                return str(event.value)
            check_printable(event.value, event.line)
            return re.sub(r"[\r\n]", " ", event.value)  # from an entity: no line break of the writer's
        case "SoftBreak":
            return " "
        case "HardBreak":
            return "\n"
        case _:
            raise _foreign(event)


def check_printable(text: str, line: int = 0) -> None:
    """Raise MarkupError for a character that no XML document can hold, counting lines from `line`."""
    if text.replace("\n", "").isprintable():  # quicker to see
        return
    if bad := re.search(_UNPRINTABLE, text):
        raise MarkupError(
            f"holds the control character U+{ord(bad[0]):04X}; take it out",
            line + text.count("\n", 0, bad.start()),
        )


def _address(event: _Event) -> str:
    link = event.value
    if link["title"]:
        raise MarkupError("holds a link with a title; put the title in the text", event.line)
    address = usable_address(link["dest_url"] if link["link_type"] != "Email" else f"mailto:{link['dest_url']}")
    if address is None:
        what = repr(link["dest_url"]) if link["dest_url"] else "nowhere"
        raise MarkupError(f"holds a link to {what}; link to a page or an e-mail address", event.line)
    return address


def usable_address(address: str) -> str | None:
    """An address as section text has it once it is read; None for one that a memo does not link to."""
    address = quote(re.sub(_BARE_PERCENT, "%25", address.strip()), safe=_IN_ADDRESS)
    scheme = re.match(_SCHEME, address)
    return address if address and (scheme is None or scheme[1].lower() in _SCHEMES) else None


def _foreign(event: _Event) -> MarkupError:
    what = _FOREIGN.get(event.name, f"{event.name}, which no nota has; write it as plain words")
    return MarkupError(f"holds {what}", event.line)
