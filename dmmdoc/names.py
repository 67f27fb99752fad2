"""The names of people in a Dutch text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dmmdoc.template_folders import find, load


class Naamwoorden(NamedTuple):
    """The contents of namen.toml: what stands around surnames, and words with a capital that are no name."""

    tussenvoegsels: tuple[str, ...]
    titels: tuple[str, ...]
    geen_namen: tuple[str, ...]


class Names(NamedTuple):
    """The surnames and the first names in a text, without accents."""

    surnames: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


def naamwoorden(folders: Sequence[Path]) -> Naamwoorden:
    """The words to recognise names by, of the first folder that has them."""
    return load(Naamwoorden, find("namen.toml", folders))


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without accents and invisible characters, and for each character its offset in `text`."""
    if text.isascii():
        return text, range(len(text) + 1)
    kept = [
        (plain, offset)
        for offset, character in enumerate(text)
        for plain in unicodedata.normalize("NFKD", character.replace("’", "'").replace("‘", "'"))
        if not unicodedata.combining(plain) and unicodedata.category(plain) != "Cf"
    ]
    return "".join(plain for plain, _ in kept), [offset for _, offset in kept]


_TOKEN = re.compile(
    r"(?P<initials>(?<![^\W_])(?:[^\W\d_](?:\.[\s-]?|(?![^\W_'])))+)"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)\.?"
    r"|[^\w\s']"
)
_CALLED = re.compile(r"\(([^\W\d_]{2,})\)")
"""A first name between the initials and the surname."""


def names_in(text: str, woorden: Naamwoorden) -> Names:
    """The names in a text about a person: its words with a capital that are not known to be something else.

    Of several in a row the last is the surname, or what comes after the initials or a word as *van*. In a text that
    says more than a name every one of them counts as a surname.
    """
    text = folded(text)[0]
    bare = not any(_is_plain(match["word"], woorden) for match in _TOKEN.finditer(text) if match["word"])
    given = [name for name in _CALLED.findall(text) if name[0].isupper()]
    surnames: list[str] = []
    for run, first in _runs(_CALLED.sub(" ", text), woorden):
        surnames += [name.title() if name.isupper() else name for name in run[first * bare :]]
        given += run[: first * bare]
    parts = [part for name in surnames if "-" in name for part in name.split("-") if len(part) > 2]
    return Names(tuple(dict.fromkeys(surnames + parts)), tuple(name for name in dict.fromkeys(given) if len(name) > 2))


def _runs(text: str, woorden: Naamwoorden) -> Iterator[tuple[list[str], int]]:
    """Each row of words with a capital, with the index of the first that belongs to the surname."""
    nobody = {folded(word)[0] for word in woorden.geen_namen}
    shouted = text.upper() == text
    run: list[str] = []
    start: int | None = None  # where a small word, or initials, say that the surname begins
    sure = False
    for match in [*_TOKEN.finditer(text), None]:
        initials, word = match.group("initials", "word") if match else (None, None)
        if initials or (word and word.lower() in woorden.tussenvoegsels):
            start = len(run)
            sure = bool(initials) and (initials or "").strip(" .-").lower() not in woorden.tussenvoegsels
        elif word and word[0].isupper() and (sure or not _is_something_else(word, nobody, woorden, shouted)):
            run.append(word)
        else:
            if run:
                yield run, start if start is not None and start < len(run) else len(run) - 1
            run, start, sure = [], None, False


def _is_something_else(word: str, nobody: set[str], woorden: Naamwoorden, shouted: bool) -> bool:
    """Whether a word with a capital is no name: a title, a known word, or an abbreviation."""
    known = word.lower() in woorden.titels or word in nobody
    return known or (not shouted and any(_is_abbreviation(part) for part in word.split("-")))


def _is_abbreviation(word: str) -> bool:
    """Whether at least half of a word is capitals: NAVO, DCo, JenV."""
    capitals = sum(letter.isupper() for letter in word)
    return capitals > 1 and 2 * capitals >= len(word)


def _is_plain(word: str, woorden: Naamwoorden) -> bool:
    return word[0].islower() and word.lower() not in (*woorden.tussenvoegsels, *woorden.titels)
