"""Blocks to section text, which is Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.memo.model import INVULLEN, Block, ListBlock, Paragraph, Span

_SPECIAL = re.compile(r"""[\\`*~\[\]\n]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|!(?=\[|$)""")
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)(?!\d[0-9a-z., ]{0,99}\"\})")
"""A space where a line may end: not between the grounds of a mark, which is one line from ] to }."""


def escape(text: str) -> str:
    """Plain text as Markdown that reads as that text; a placeholder stays readable as one."""
    source: list[str] = []
    at = 0
    for match in INVULLEN.finditer(text):
        opens_more = text[match.end() : match.end() + 1] in ("(", "[", "{", ":")
        inner = _escaped(match[0][1:-1])
        source += _escaped(text[at : match.start()]), f"\\[{inner}\\]" if opens_more else f"[{inner}]"
        at = match.end()
    return "".join([*source, _escaped(text[at:])])


def write(blocks: Sequence[Block], width: int = 100) -> str:
    """Blocks as section text that parses to the same blocks, its lines wrapped at `width` as a person would."""
    return "".join(f"{line}\n" for line in _block_lines(blocks, width))


def _block_lines(blocks: Sequence[Block], width: int, in_item: bool = False) -> Iterator[str]:
    previous: Block | None = None
    other = False  # whether the other list marker is due: two lists with one marker would be one list
    for block in blocks:
        if isinstance(block, Paragraph) and block.niveau:
            lines = iter([f"{'#' * block.niveau} {_inline(block.spans, is_heading=True)}"])
        elif isinstance(block, Paragraph):
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
        line: list[str] = []
        length = 0
        for word in _BREAKABLE.split(hard):
            if line and length + len(word) > width:
                yield _line_start(" ".join(line))
                line, length = [], 0
            line.append(word)
            length += len(word) + 1
        yield _line_start(" ".join(line))


def _line_start(line: str) -> str:
    """The line, what would open a list, heading, quote, table or rule at its beginning made plain."""
    if number := re.match(r"(\d{1,9})([.)])(?=\s|$)", line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if re.match(r"[-+=>#|:]", line) else line


def _inline(spans: Sequence[Span], is_heading: bool = False) -> str:
    """Spans as inline Markdown, plain where that reads back as the same spans, else with guarded marks."""
    plain = _marked_up(spans, frozenset(), guarded=False)
    if is_heading:
        plain = _HEADING_END.sub(r"\\\1", plain)
    if _reads_as(plain, spans, is_heading):
        return plain
    return _marked_up(spans, frozenset(), guarded=True)


_HEADING_END = re.compile(r"(#+\s*)\Z")
"""Signs at the end of a heading, which would be no part of it."""


def _reads_as(source: str, spans: Sequence[Span], is_heading: bool) -> bool:
    try:
        blocks = parse(f"# {source}" if is_heading else "\n".join(_wrapped(source, len(source) + 1)))
    except MarkupError:
        return False
    return blocks == (Paragraph(tuple(spans), niveau=1 if is_heading else None),)


_MARKS = ("lak", "link", "strong", "emphasis")


def _marked_up(spans: Sequence[Span], open_marks: frozenset[str], guarded: bool) -> str:
    """Spans as Markdown inside `open_marks`: at each place the mark that reaches furthest is the outer one."""
    source: list[str] = []
    at = 0
    while at < len(spans):
        reach = {mark: _reach(spans, at, mark) for mark in _MARKS if mark not in open_marks}
        mark = max(reach, key=lambda name: reach[name], default="")
        end = reach.get(mark, 0)
        if end <= at:
            source.append((_guarded if guarded else escape)(spans[at].text))
            at += 1
        else:
            inner = _marked_up(spans[at:end], open_marks | {mark}, guarded)
            source.append(_enclosed(inner, mark, spans[at], guarded))
            at = end
    return "".join(source) if open_marks else _edges_kept("".join(source))


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
