"""Section text, which is Markdown, to blocks.

CommonMark, kept to what a nota can hold: paragraphs, bullets and numbered lists to three levels, strong,
emphasis, links, hard breaks, and passages to withhold, `[words]{lak="5.1.2e"}`. Anything else is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from dmmdoc.memo import Block, ListBlock, Paragraph, Span, join_spans

LEVELS = 3
"""How deep lists go."""

# Patterns are compiled when they are first used: a start-up that needs none of them pays for none.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
"""A character that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""
_MARK = r"[\\`*_\[<&~{]|  \n"
"""What can make a paragraph more than its words."""
_LINK = r"(?<!\\)(?:\\\\)*\]\("
_LAK = r"\{\s*lak\b"
_GROUND = r"[0-9A-Za-z.]{1,20}"
"""Room for every ground, and safe in the name of a style."""
_SCHEME = r"([A-Za-z][A-Za-z0-9+.-]*):"
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BARE_INVULLEN = r"(?i:invullen(:[^\[\]]*)?)"

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
    parser = _Parser("commonmark")
    parser.enable(["table", "strikethrough"])
    parser.use(attrs_plugin, after=(), spans=True)
    parser.core.ruler.at("inline", _parse_marked)
    return parser


def _parse_marked(state: StateCore) -> None:
    """Parse what stands inside blocks, but for plain words: most paragraphs are, and that is a third of the work."""
    for token in state.tokens:
        if token.type == "inline" and re.search(_MARK, token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


@lru_cache(512)  # many memos have many a section in the same words
def parse(text: str) -> tuple[Block, ...]:
    """Section text to blocks; raises MarkupError for what a nota cannot hold."""
    if not text.strip():
        return ()
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
    if not inline.children:
        return _plain_paragraph(inline.content, line)
    spans: list[Span] = []
    breaks: list[int] = []
    length = 0
    looks = [(Span(""), 0)]  # the look of each open mark, and the number of spans before it
    for token in inline.children:
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
            if token.type == "span_close" and re.fullmatch(_BARE_INVULLEN, words):
                spans[opened:] = [look._replace(text=f"[{words}]")]
            continue
        words = _words(token, here)
        spans.append(Span(words, *look[1:]))
        length += len(words)
        if token.type in ("softbreak", "hardbreak"):
            breaks.append(length)
    _check_links(inline, line)
    if not "".join(span.text for span in spans).strip():
        raise MarkupError("holds an empty paragraph; leave it out, the house style sets the space", line)
    return Paragraph(join_spans(spans), line, tuple(breaks))


def _plain_paragraph(content: str, line: int) -> Paragraph:
    """The paragraph of words without any mark; a line break is a space."""
    lines = re.split(r" ?\n[ \t]*", content)
    breaks = accumulate(len(words) + 1 for words in lines[:-1])
    text = " ".join(lines)
    if not text.isprintable():
        check_printable(content, line)
    return Paragraph((Span(text),), line, tuple(breaks))


def _check_links(inline: Token, line: int) -> None:
    """Raise MarkupError for a link as a person writes it that the parser read as words."""
    written = [match.start() for match in re.finditer(_LINK, inline.content)] if "](" in inline.content else []
    read = sum(token.type == "link_open" and token.markup != "autolink" for token in inline.children or ())
    if len(written) > read:
        at = line + inline.content.count("\n", 0, written[0])
        raise MarkupError("holds a link that does not read as one; write [words](address), with no [ in the words", at)


def _marked(look: Span, token: Token, line: int) -> Span:
    """The look of what stands inside the mark that `token` opens."""
    match token.type:
        case "strong_open":
            return look._replace(strong=True)
        case "em_open":
            return look._replace(emphasis=True)
        case "link_open":
            return look._replace(link=_address(token, line))
        case "span_open" if look.lak is None:
            return look._replace(lak=_ground(token, line))
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
            if "{" in token.content and re.search(_LAK, token.content):
                raise MarkupError(
                    'holds a passage to withhold that is not written as [words]{lak="5.1.2e"}; mend it', line
                )
            if token.content.isprintable():
                return token.content
            check_printable(token.content, line)
            return re.sub(r"[\r\n]", " ", token.content)  # from an entity: no line break of the writer's
        case _:
            raise _foreign(token, line)


def check_printable(text: str, line: int = 0) -> None:
    """Raise MarkupError for a character that no XML document can hold, counting lines from `line`."""
    if bad := re.search(_UNPRINTABLE, text):
        raise MarkupError(
            f"holds the control character U+{ord(bad[0]):04X}; take it out",
            line + text.count("\n", 0, bad.start()),
        )


def _address(token: Token, line: int) -> str:
    address = str(token.attrs.get("href", ""))
    if "title" in token.attrs:
        raise MarkupError("holds a link with a title; put the title in the text", line)
    if not _is_usable(address):
        raise MarkupError(f"holds a link to {address or 'nowhere'!r}; link to a page or an e-mail address", line)
    return address


def _is_usable(address: str) -> bool:
    scheme = re.match(_SCHEME, address)
    return bool(address) and (scheme is None or scheme[1].lower() in _SCHEMES)


def usable_address(address: str) -> str | None:
    """An address as section text has it once it is read; None for one that a memo does not link to."""
    try:
        normal = _parser().normalizeLink(address.strip())
    except ValueError:  # brackets that are no address of a machine
        return None
    return normal if _is_usable(normal) else None


def _ground(token: Token, line: int) -> str:
    ground = str(token.attrs.get("lak", ""))
    if set(token.attrs) != {"lak"} or not re.fullmatch(_GROUND, ground):
        raise MarkupError('holds a passage marked with something else than a ground, as {lak="5.1.2e"}', line)
    return ground


def _foreign(token: Token, line: int) -> MarkupError:
    what = _FOREIGN.get(token.type, f"{token.type}, which no nota has; write it as plain words")
    return MarkupError(f"holds {what}", line)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
