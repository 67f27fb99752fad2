"""Text that was copied from Word or a PDF, as section text: its bullets, cut lines and broken words as they were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

_SIGNS = "•●○◦▪■□▫‣⁃∙·➢➔❖✓–—*+§"
_BULLET = re.compile(rf"(?:[{_SIGNS}\ue000-\uf8ff-]|o(?=[ \t]))(?:[ \t]+|$|(?<=[•●▪\ue000-\uf8ff]))")
_NUMBER = re.compile(r"(\d{1,2}|[a-h])[.)](?:[ \t]+|$)")
_YEAR = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
"""What begins a line and would be read as the number of an item."""
_ENDS = tuple(".?!:;…”\"')")
_CUT = 45
"""A line that was cut is at least so long, in characters."""
_WIDE = 130
"""A line that is longer was not cut: then every line is a paragraph."""
_PAGE = r"\s*^[ \t]*(?:pagina|page)[ \t]+\d+[ \t]+(?:van|of)[ \t]+\d+[ \t]*$\s*"
"""What stands at the foot of a page, on a line of its own. A number alone may be more than that, and stays."""
_HUNG = ("en", "of", "tot", "als", "noch")
"""Words behind a hyphen that stands for a part of a word: land- en zeemacht."""
_WHOLE = ("evenals", "alsof")
"""Words that end in one of these, and are no two."""
_APART = ("niet", "oud", "ex", "non", "vice", "semi", "quasi", "pseudo")
"""Beginnings of words that keep their hyphen."""
_AS_THEY_BELONG = {
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u2002\u2003"), " "),
    **dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u200e\u200f"), None),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n"),
    **{ord("\ufb00") + number: letters for number, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl"))},
}


class _Piece(NamedTuple):
    """A paragraph, or an item with its marker, `-` or a number: how deep it stands, and its words."""

    marker: str
    depth: int
    words: str


def cleaned(text: str) -> str:
    """Copied text as section text: a paragraph or an item a line, an empty line between paragraphs.

    What the text already has of Markdown stays.
    """
    lines: list[str] = []
    before: _Piece | None = None
    indents = [0]
    for piece in filter(_has_words, _pieces(_in_order(text).split("\n"))):
        if lines and not (before and before.marker and piece.marker):
            lines.append("")
        del indents[piece.depth + 1 :]
        marker = f"{piece.marker} " if piece.marker else ""
        lines.append(" " * indents[-1] + marker + piece.words)
        indents.append(indents[-1] + len(marker))
        before = piece
    return "\n".join(lines)


def as_line(text: str) -> str:
    """Copied text as one line of plain words."""
    lines = (" ".join(line.split()) for line in _in_order(text).split("\n") if line.strip())
    return reduce(_joined, lines, "")


def as_items(text: str) -> list[str]:
    """Copied text as the items of a list, one a line or a bullet; a line that was cut goes on in the next."""
    lines = list(filter(None, (" ".join(line.split()) for line in _in_order(text).split("\n"))))
    has_bullets = any(map(_BULLET.match, lines))
    found: list[str] = []
    last = ""
    for line in lines:
        words = _unmarked(line)
        is_broken = re.search(r"[^\W\d_]-$", last) and words[:1].islower()
        goes_on = has_bullets and not last.endswith(_ENDS) and (words[:1].islower() or len(last) >= _CUT)
        if found and words == line and (is_broken or goes_on):
            found[-1] = _joined(found[-1], words)
        else:
            found.append(words)
        last = line
    return list(filter(None, found))


def has_sign(line: str) -> bool:
    """Whether a line begins with a bullet that nobody types."""
    return re.match(r"\s*(?:[•●○◦▪■□▫‣⁃∙·➢➔❖✓\ue000-\uf8ff]|[o§–]\t)", line) is not None


def _has_words(piece: _Piece) -> bool:
    return bool(piece.words)


def _in_order(text: str) -> str:
    """Text with its line ends and its characters as they belong."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_AS_THEY_BELONG)
    text = re.sub(rf"(?im)(?<=[^\s.?!:;]){_PAGE}(?-i:(?=[a-z]))", "\n", text)  # the sentence goes on
    text = re.sub(rf"(?im){_PAGE}", "\n\n", text)
    text = re.sub("\u00ad[ \t]*\n[ \t]*(?=\\S)|\u00ad", "", unicodedata.normalize("NFC", text))
    text = re.sub(r"(?m)(?<=\S)[ \t]*[\ue000-\uf8ff]", "", text)  # a sign of Word's own typefaces, but for a bullet
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each) != "Cc")


def _unmarked(line: str) -> str:
    match = _BULLET.match(line) or _NUMBER.match(line)
    return line[match.end() :] if match else line


def _pieces(lines: list[str]) -> Iterator[_Piece]:
    """The paragraphs and items that lines are, those that were cut joined again."""
    widest = max(map(len, lines), default=0)
    levels: list[tuple[int, str]] = []
    now: _Piece | None = None
    last = ""
    hang = 0
    counted = {0}
    for line in lines:
        words = line.strip()
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        bullet = _BULLET.match(words)
        if bullet and words[bullet.end() :].startswith(("a)", "1)", "b)", "2)")):  # a number behind a bullet is enough
            words, bullet = words[bullet.end() :], None
        number = _NUMBER.match(words)
        if number:
            count = int(number[1]) if number[1].isdigit() else ord(number[1]) - 96
            number = number if now is None or count - 1 in counted else None  # else the end of a sentence: artikel 12.
            counted.add(count)
        if not words:
            if now and (now.words or not now.marker):
                yield now
                now = None
        elif bullet or number:
            if now:
                yield now
            match = bullet or number
            sign = words[0] if bullet else "1" if words[0].isdigit() else "a"
            depth = _depth(levels, (indent, sign))
            marker = "-" if bullet else f"{count}."
            now, hang = _Piece(marker, depth, " ".join(words[match.end() :].split())), indent  # type: ignore[union-attr]
        elif now and (not now.words or _was_cut(last, words, widest) or (now.marker and indent > hang)):
            now = now._replace(words=_joined(now.words, " ".join(words.split())))
        else:
            if now:
                yield now
            levels.clear()
            now = _Piece("", 0, re.sub(_YEAR, r"\1\\\2", " ".join(words.split()), count=1) if words else "")
        last = words
    if now:
        yield now


def _depth(levels: list[tuple[int, str]], level: tuple[int, str]) -> int:
    """How deep an item stands, by its indent and its sign; `levels` are those that it stands in."""
    if level in levels:
        del levels[levels.index(level) + 1 :]
    else:
        while levels and levels[-1][0] > level[0]:
            levels.pop()
        if not levels or levels[-1] != level:
            levels.append(level)
    del levels[3:]
    return len(levels) - 1


def _was_cut(line: str, following: str, widest: int) -> bool:
    """Whether a line goes on in the following one."""
    if widest > _WIDE:
        return False
    if line.endswith("-") and len(line) >= _CUT:
        return True
    is_full = len(line) + len(following.split()[0]) >= widest * 0.85
    if line.endswith(_ENDS):
        return len(line) >= _CUT and is_full
    return following[0].islower() or len(line) >= _CUT or is_full


def _joined(before: str, after: str) -> str:
    """Two lines as one; a word that was broken at a hyphen is whole again, a hyphen of its own stays."""
    broken = re.search(r"([^\W_][\w-]*)-$", before)
    if not broken:
        return f"{before} {after}".strip()
    if after.split()[0].rstrip(",") in _HUNG and broken[1].lower() + after.split()[0] not in _WHOLE:
        return f"{before} {after}"
    part = broken[1].rsplit("-", 1)[-1]
    own = (
        not after[0].islower()
        or part.lower() in _APART
        or any(map(str.isdigit, part))
        or any(map(str.isupper, part[1:]))
        or len(part) == 1
    )
    return before + after if own else before[:-1] + after
