"""Section text, which is Markdown, to blocks.

CommonMark, kept to what a nota can hold: paragraphs, bullets and numbered lists to three levels, strong,
emphasis, links, hard breaks, and passages to withhold, `[words]{lak="5.1.2e"}`. Anything else is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from dmmdoc.memo import INVULLEN, Block, ListBlock, Paragraph, Span, join_spans

LEVELS = 3
"""How deep lists go."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""

_FOREIGN = {
    "heading_open": "a heading; the headings come from the kind of memo, so make it a paragraph",
    "table_open": "a table; write it as bullets",
    "image": "an image; describe it in words",
    "code_block": "a code block; begin the line with fewer than four spaces",
    "fence": "a code block; leave out the fence",
    "code_inline": "code; leave out the backticks",
    "html_block": "raw HTML; write plain words, and < as \\<",
    "html_inline": "raw HTML; write plain words, and < as \\<",
    "blockquote_open": "a quote; leave out the > and use quotation marks",
    "hr": "a rule; leave it out",
    "s_open": "struck-out text; leave it out",
}
_SPECIAL = re.compile(
    r"""[\\`*\[\]\n]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|~(?=~)|(?<=~)~|!(?=\[|$)"""
)
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)")
_LAK = re.compile(r"\{\s*lak\b")
_GROUND = re.compile(r"[0-9A-Za-z.]{1,20}")  # enough for every code, and safe in a style's name
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BARE_INVULLEN = re.compile(r"invullen(:[^\[\]]*)?", re.IGNORECASE)


class MarkupError(Exception):
    """What a section cannot hold; `line` is its line in the section text, from 0."""

    def __init__(self, message: str, line: int):
        super().__init__(message)
        self.message = message
        self.line = line


class _Parser(MarkdownIt):
    """CommonMark; which addresses are refused is said here, not decided silently by the parser."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


@cache
def _parser() -> _Parser:
    # Tables and strike-through are no CommonMark: they are read so that they can be refused.
    parser = _Parser("commonmark").enable(["table", "strikethrough"])
    return parser.use(attrs_plugin, after=(), spans=True)


def parse(text: str) -> tuple[Block, ...]:
    """Section text to blocks; raises MarkupError for what a nota cannot hold."""
    env: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = _parser().parse(text, env)
    for reference in env.get("references", {}).values():
        raise MarkupError("holds a link definition; write the link as [words](address)", reference["map"][0])
    blocks, end = _blocks(tokens, 0, 0)
    assert end == len(tokens)  # noqa: S101
    return blocks


def _blocks(tokens: Sequence[Token], at: int, depth: int) -> tuple[tuple[Block, ...], int]:
    """The blocks from token `at` up to the end of what holds them, and the index of that end."""
    blocks: list[Block] = []
    while at < len(tokens) and tokens[at].nesting >= 0:
        token = tokens[at]
        if token.type == "paragraph_open":
            blocks.append(_paragraph(tokens[at + 1]))
            at += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            items, at = _items(tokens, at + 1, depth + 1)
            start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
            blocks.append(ListBlock(items, start))
        else:
            raise _foreign(token, _line(token))
    return tuple(blocks), at


def _items(tokens: Sequence[Token], at: int, depth: int) -> tuple[tuple[tuple[Block, ...], ...], int]:
    items: list[tuple[Block, ...]] = []
    while tokens[at].type == "list_item_open":
        line = _line(tokens[at])
        if depth > LEVELS:
            raise MarkupError(f"holds a list of more than {LEVELS} levels; bring it back to {LEVELS}", line)
        blocks, at = _blocks(tokens, at + 1, depth)
        if not blocks or not isinstance(blocks[0], Paragraph):
            raise MarkupError("holds a bullet without words of its own; give it words or take it out", line)
        items.append(blocks)
        at += 1
    return tuple(items), at + 1


def _paragraph(inline: Token) -> Paragraph:
    line = _line(inline)
    spans: list[Span] = []
    breaks: list[int] = []
    length = 0
    looks = [(Span(""), 0)]  # the look of each open mark, and the number of spans before it
    for token in inline.children or ():
        here = line + len(breaks)
        look, opened = looks[-1]
        if token.nesting > 0:
            looks.append((_marked(look, token, here), len(spans)))
            continue
        if token.nesting < 0:
            looks.pop()
            words = "".join(span.text for span in spans[opened:])
            if not words:
                raise MarkupError("holds marks without words between them; give them words or leave them out", here)
            if token.type == "span_close" and _BARE_INVULLEN.fullmatch(words):
                spans[opened:] = [replace(look, text=f"[{words}]")]
            continue
        words = _words(token, here)
        spans.append(replace(look, text=words))
        length += len(words)
        if token.type in ("softbreak", "hardbreak"):
            breaks.append(length)
    if not "".join(span.text for span in spans).strip():
        raise MarkupError("holds an empty paragraph; leave it out, the house style sets the space", line)
    return Paragraph(join_spans(spans), line, tuple(breaks))


def _marked(look: Span, token: Token, line: int) -> Span:
    """The look of what stands inside the mark that `token` opens."""
    match token.type:
        case "strong_open":
            return replace(look, strong=True)
        case "em_open":
            return replace(look, emphasis=True)
        case "link_open":
            return replace(look, link=_address(token, line))
        case "span_open" if look.lak is None:
            return replace(look, lak=_ground(token, line))
        case "span_open":
            raise MarkupError("withholds words inside a withheld passage; keep one of the two", line)
        case _:
            raise _foreign(token, line)


def _words(token: Token, line: int) -> str:
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "text" | "text_special":
            if _LAK.search(token.content):
                raise MarkupError(
                    'holds a passage to withhold that is not written as [words]{lak="5.1.2e"}; mend it', line
                )
            check_printable(token.content, line)
            return re.sub(r"[\r\n]", " ", token.content)  # from an entity: no line break of the writer's
        case _:
            raise _foreign(token, line)


def check_printable(text: str, line: int = 0) -> None:
    """Raise MarkupError for a character that no XML document can hold, counting lines from `line`."""
    if bad := _UNPRINTABLE.search(text):
        raise MarkupError(
            f"holds the control character U+{ord(bad[0]):04X}; take it out",
            line + text.count("\n", 0, bad.start()),
        )


def _address(token: Token, line: int) -> str:
    address = str(token.attrs.get("href", ""))
    if "title" in token.attrs:
        raise MarkupError("holds a link with a title; put the title in the text", line)
    scheme = _SCHEME.match(address)
    if not address or (scheme and scheme[1].lower() not in _SCHEMES):
        raise MarkupError(f"holds a link to {address or 'nowhere'!r}; link to a page or an e-mail address", line)
    return address


def _ground(token: Token, line: int) -> str:
    ground = str(token.attrs.get("lak", ""))
    if set(token.attrs) != {"lak"} or not _GROUND.fullmatch(ground):
        raise MarkupError('holds a passage marked with something else than a ground, as {lak="5.1.2e"}', line)
    return ground


def _foreign(token: Token, line: int) -> MarkupError:
    what = _FOREIGN.get(token.type, f"{token.type}, which no nota has; write it as plain words")
    return MarkupError(f"holds {what}", line)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def escape(text: str) -> str:
    """Plain text as Markdown that reads as that text; a placeholder stays readable as one."""
    source, at = "", 0
    for match in INVULLEN.finditer(text):
        opens_more = text[match.end() : match.end() + 1] in ("(", "[", "{", ":")
        inner = _escaped(match[0][1:-1])
        source += _escaped(text[at : match.start()]) + (f"\\[{inner}\\]" if opens_more else f"[{inner}]")
        at = match.end()
    return source + _escaped(text[at:])


def write(blocks: Sequence[Block], width: int = 100) -> str:
    """Blocks as section text that parses to the same blocks, its lines wrapped at `width` as a person would."""
    return "".join(f"{line}\n" for line in _block_lines(blocks, width))


def _block_lines(blocks: Sequence[Block], width: int, in_item: bool = False) -> Iterator[str]:
    previous: Block | None = None
    other = False  # whether the other list marker is due: two lists with one marker would be one list
    for block in blocks:
        if isinstance(block, Paragraph):
            lines = _wrapped(_inline(block.spans), width)
        else:
            other = isinstance(previous, ListBlock) and not other
            lines = _list_lines(block, width, other)
        tight = in_item and isinstance(block, ListBlock) and isinstance(previous, Paragraph)
        if previous and not (tight and block.start in (None, 1)):  # type: ignore[union-attr]
            yield ""
        yield from lines
        previous = block


def _list_lines(block: ListBlock, width: int, other: bool) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start or 0):
        marker = ("*" if other else "-") if block.start is None else f"{min(number, 999999999)}{').'[not other]}"
        indent = " " * (len(marker) + 1)
        for index, line in enumerate(_block_lines(item, width - len(indent), in_item=True)):
            yield f"{marker} {line}" if index == 0 else (indent + line if line else "")


def _wrapped(source: str, width: int) -> Iterator[str]:
    """Inline source over lines of at most `width` characters where a space allows it."""
    for hard in source.split("\n"):
        line = ""
        for word in _BREAKABLE.split(hard):
            if line and len(line) + 1 + len(word) > width:
                yield _line_start(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield _line_start(line)


def _line_start(line: str) -> str:
    """The line, what would open a list, heading, quote, table or rule at its beginning made plain."""
    if number := re.match(r"(\d{1,9})([.)])(?=\s|$)", line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if re.match(r"[-+=>#|:~]", line) else line


def _inline(spans: Sequence[Span]) -> str:
    """Spans as inline Markdown, plain where that reads back as the same spans, else with guarded marks."""
    plain = _marked_up(spans, frozenset(), guarded=False)
    if _reads_as(plain, spans):
        return plain
    return _marked_up(spans, frozenset(), guarded=True)


def _reads_as(source: str, spans: Sequence[Span]) -> bool:
    try:
        blocks = parse("\n".join(_wrapped(source, len(source) + 1)))
    except MarkupError:
        return False
    return len(blocks) == 1 and isinstance(blocks[0], Paragraph) and blocks[0].spans == tuple(spans)


_MARKS = ("lak", "link", "strong", "emphasis")


def _marked_up(spans: Sequence[Span], open_marks: frozenset[str], guarded: bool) -> str:
    """Spans as Markdown inside `open_marks`: at each place the mark that reaches furthest is the outer one."""
    source = ""
    at = 0
    while at < len(spans):
        reach = {mark: _reach(spans, at, mark) for mark in _MARKS if mark not in open_marks}
        mark = max(reach, key=lambda name: reach[name], default="")
        end = reach.get(mark, 0)
        if end <= at:
            source += (_guarded if guarded else escape)(spans[at].text)
            at += 1
        else:
            inner = _marked_up(spans[at:end], open_marks | {mark}, guarded)
            source += _enclosed(inner, mark, spans[at], guarded)
            at = end
    return source if open_marks else _edges_kept(source)


def _reach(spans: Sequence[Span], at: int, mark: str) -> int:
    """Where the mark that span `at` has ends; a withheld passage may hold a link, not the other way round."""
    first = spans[at]
    end = at
    while (
        end < len(spans)
        and getattr(first, mark)
        and getattr(spans[end], mark) == getattr(first, mark)
        and (mark != "link" or spans[end].lak == first.lak)
    ):
        end += 1
    return end


def _enclosed(inner: str, mark: str, span: Span, guarded: bool) -> str:
    match mark:
        case "lak":
            return f'[{inner}]{{lak="{span.lak}"}}'
        case "link":
            address = (span.link or "").replace("&", "\\&")
            return f"[{inner}](<{address}>)" if re.search(r"[()\\]", address) else f"[{inner}]({address})"
        case "strong":
            return f"**{inner}**"
        case _:
            return f"_{inner}_" if guarded else f"*{inner}*"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _guarded(text: str) -> str:
    """Text whose first and last characters cannot keep a mark beside it from being one."""
    if len(text) == 1:
        return _entity(text)
    return _entity(text[0]) + escape(text[1:-1]) + _entity(text[-1])


def _entity(character: str) -> str:
    return "\\\n" if character == "\n" else f"&#{ord(character)};"


def _edges_kept(source: str) -> str:
    """Inline source whose white space at the edges of a line, which Markdown drops, is spelled out."""
    lines = []
    for line in source.split("\\\n"):
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
        edges = ["".join(map(_entity, edge)) for edge in (line[:start], line[end:] if end else "")]
        lines.append(edges[0] + line[start : max(start, end)] + edges[1])
    return "\\\n".join(lines)
