"""A draft that nobody has confirmed: a comment line that begins with `# concept` stands right above its key."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dmmdoc.config.facts import SECTIES
from dmmdoc.toml import text as toml_text

MARK = "# concept: kijk na en haal deze regel weg"
"""What stands above a draft that dmmdoc draws up."""
_MARKED = re.compile(r"[ \t]*#[ \t]*(?i:concept)\b")
_MAY_BE_MARKED = re.compile(r"^[ \t]*#[ \t]*(?i:concept)\b", re.M)


def unconfirmed(text: str) -> frozenset[str]:
    """The keys of the sections of a memo file, which must be valid TOML, that nobody has confirmed."""
    return frozenset(comment.path[1] for comment in _marks(text))


def confirmed(text: str, keys: Collection[str]) -> str:
    """A memo file without the marks above the sections `keys`, everything else to the byte."""
    for comment in reversed(_marks(text)):
        if comment.path[1] in keys:
            text = text[: comment.start] + text[comment.end :]
    return text


def unsure(text: str, key: str) -> str:
    """A memo file with a mark above the section `key`, which has a line of its own in it."""
    place = toml_text.slots(text).get((SECTIES, key))
    if place is None or key in unconfirmed(text):
        return text
    line = text.rfind("\n", 0, place.start) + 1
    if text[line : place.start].strip(" \t\ufeff"):  # in a table on one line there is no room
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    return f"{text[:line]}{MARK}{end}{text[line:]}"


def rewritten(text: str, changes: Mapping[toml_text.Path, toml_text.Value]) -> str:
    """A memo file with other values under the keys of `changes`; a section that somebody wrote is no draft any more."""
    keys = {path[1] for path in changes if path[0] == SECTIES and len(path) > 1}
    return confirmed(toml_text.rewritten(text, changes), keys)


def _marks(text: str) -> list[toml_text.Comment]:
    """The marks above sections, in order."""
    if not _MAY_BE_MARKED.search(text):
        return []  # to find the places of the keys takes longer than to read the memo
    found = toml_text.comments_above(text, toml_text.slots(text))
    return [
        comment for comment in found if comment.path[0] == SECTIES and len(comment.path) > 1 and _is_mark(comment, text)
    ]


def _is_mark(comment: toml_text.Comment, text: str) -> bool:
    return _MARKED.match(text, comment.start) is not None
