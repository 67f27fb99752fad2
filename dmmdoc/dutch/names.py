"""The names of people in a Dutch text."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple


class Naamwoorden(NamedTuple):
    """The contents of namen.toml: what stands around surnames, and what looks like one and is none.

    `gewone_woorden` are surnames that are ordinary words too, `geen_namen` words that have a capital wherever they
    stand, `vaste_namen` phrases that are nobody's name, `na_meervoud` words that follow bakers, and never Baker's.
    """

    tussenvoegsels: tuple[str, ...]
    voorzetsels: tuple[str, ...]
    titels: tuple[str, ...]
    aankondigingen: tuple[str, ...]
    gewone_woorden: tuple[str, ...]
    geen_namen: tuple[str, ...]
    vaste_namen: tuple[str, ...]
    na_meervoud: tuple[str, ...]


class Names(NamedTuple):
    """The surnames and the first names in a text, without accents; of a double surname also each part."""

    surnames: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without accents and invisible characters, and for each character its offset in `text`."""
    if text.isascii():
        return text, range(len(text) + 1)
    strange = set(re.findall(r"[^\x00-\x7f]", text))
    if all(len(_plain(character)) == 1 for character in strange):  # nearly every one
        plain = text
        for character in strange:
            plain = plain.replace(character, _plain(character))
        return plain, range(len(text) + 1)
    letters = [*map(_plain, text)]
    return "".join(letters), [offset for offset, letter in enumerate(letters) for _ in letter]


_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"þ": "th", "Þ": "Th", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("·•∙‧", ".")
    | dict.fromkeys("‐‑‒–—―−", "-")
)
"""What Unicode does not take apart."""


@cache
def _plain(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.translate(_LETTERS)).translate(_LETTERS)
    return "".join(part for part in parts if not unicodedata.combining(part) and unicodedata.category(part) != "Cf")


@cache
def no_names(woorden: Naamwoorden) -> frozenset[str]:
    """The words with a capital that are no name, without accents."""
    return frozenset(folded(word)[0] for word in woorden.geen_namen)


START, END = r"(?<![^\W_])", r"(?![^\W_])"
"""Where a word starts and ends; an underscore is no part of one."""


def spelled(name: str) -> str:
    """A pattern for a name with its capital, or all in capitals: a surname may be an ordinary word too."""
    return "(?:" + "|".join(dict.fromkeys(map(re.escape, (name, name.capitalize(), name.upper())))) + ")"


_TOKEN = (
    r"(?P<initials>(?<![^\W_])(?:[^\W\d_](?:\.[\s-]?|(?![^\W_'])))+)"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)\.?"
    r"|[^\w\s']"
)
_CALLED = r"\(([^\W\d_]{2,})\)(?=\s*['\w])"
"""A first name between the initials and the surname."""


def names_in(text: str, woorden: Naamwoorden) -> Names:
    """The names in a text about a person: its words with a capital that are not known to be something else.

    Of several in a row the last is the surname, or what comes after the initials or a word as *van*. In a text that
    says more than a name every one of them counts as a surname.
    """
    text = folded(text)[0]
    known = {*woorden.tussenvoegsels, *woorden.titels}
    words = [match["word"] for match in re.finditer(_TOKEN, text) if match["word"]]
    says_more = any(word[0].islower() and word.lower() not in known for word in words)
    return _names(text, woorden, text.isupper(), says_more)


def names_of(name: str, woorden: Naamwoorden) -> Names:
    """The names in a key that holds one or more, as A. de Vries; Vries, A. de; or drs. A. de Vries MA (DIV).

    Any word can be the surname here, and *in* or *op* a tussenvoegsel. What follows a comma is no name, but behind
    initials.
    """
    between = (*woorden.tussenvoegsels, *woorden.voorzetsels)
    plain = re.sub(r"\([^)]*\)(?!\s*['\w])", " ", folded(name)[0])
    written: list[str] = []
    for number, person in enumerate(re.split(r"\s+(?:en|&)\s+|[;/]", plain)):
        head, *tail = person.split(",")
        if number == 0 or "," not in plain or "." in person:
            swapped = [word for each in tail if not re.match(_PERSON, each) for word in each.split()]
            before = [word for word in swapped if "." in word or word.lower().strip("'") in between]
            written += [" ".join([*before, head]), *(each for each in tail if re.match(_PERSON, each))]
    shown = "; ".join(re.sub(r"\b\w", lambda match: match[0].upper(), each) for each in written)  # anna de vries
    return _names(shown, woorden._replace(tussenvoegsels=between, geen_namen=()), True, False)


_PERSON = r"\s*(?:[^\W\d_]\.[\s-]?)+(?:['\w]+\s+)*?[A-Z]\w"
"""Initials and a name behind them."""


def _names(text: str, woorden: Naamwoorden, any_case: bool, says_more: bool) -> Names:
    given = [name for name in re.findall(_CALLED, text) if name[0].isupper()]
    surnames: list[str] = []
    for run, first in _runs(re.sub(_CALLED, " ", text), woorden, any_case, says_more):
        surnames += run if says_more else run[first:]
        given += [] if says_more else run[:first]
    return Names(
        tuple(_with_parts(surnames, woorden.tussenvoegsels)),
        tuple(name for name in dict.fromkeys(given) if len(name) > 2),
    )


def _with_parts(names: list[str], tussenvoegsels: Collection[str]) -> Iterator[str]:
    """Each name once, not in capitals, and after them the parts of the double ones."""
    names = [_in_small_letters(name) for name in names]
    parts = [part for name in names if "-" in name for part in name.split("-")]
    yield from dict.fromkeys(
        [*names, *(part for part in parts if len(part) > 1 and part.lower() not in tussenvoegsels)]
    )


def _in_small_letters(name: str) -> str:
    """A name with only its capitals: Vries for VRIES, IJff for IJFF and Ijff."""
    small = name.title() if name.isupper() else name
    return re.sub(r"\bIj", "IJ", small)


def _runs(text: str, woorden: Naamwoorden, any_case: bool, says_more: bool) -> Iterator[tuple[list[str], int]]:
    """Each row of words with a capital, with the index of the first that belongs to the surname.

    `any_case` says that a word in capitals may be a name as well. It may be one anywhere behind a title, and behind
    one first name, where every word counts: Peter BOS, or Bos DIV; Jan van BERG, or, in what says no more, Bos van DIV.
    """
    titles = {*woorden.titels, *woorden.aankondigingen}
    nobody = titles | no_names(woorden)
    run: list[str] = []
    start: int | None = None  # where a small word, or initials, say first that the surname begins
    sure = titled = False
    for match in [*re.finditer(_TOKEN, text), None]:
        initials, word = match.group("initials", "word") if match else (None, None)
        small = (initials or word or "").strip(" .-").lower() in woorden.tussenvoegsels
        shouted = any_case or titled or (len(run) == 1 and (start is None or (start == 1 and not says_more)))
        if initials or small:
            start = len(run) if start is None else start
            sure = sure or not small
        elif word and word[0].isupper() and (sure or not _is_something_else(word, nobody, shouted)):
            if run and not (any_case or sure) and _is_abbreviation(word):
                start = 0
            run.append(word)
            sure = titled = False  # A. Brussel, but A. Jansen MSc
        else:
            if run:
                yield run, start if start is not None and start < len(run) else len(run) - 1
            run, start, sure = [], None, False
            titled = word is not None and word.lower() in titles


def _is_something_else(word: str, nobody: Collection[str], any_case: bool) -> bool:
    """Whether a word with a capital is no name: a title, a known word, or an abbreviation."""
    known = word in nobody or word.lower() in nobody
    return known or (not any_case and any(_is_abbreviation(part) for part in word.split("-")))


def _is_abbreviation(word: str) -> bool:
    """Whether at least half of a word is capitals: NAVO, DCo, JenV; IJ is one."""
    letters = word.replace("IJ", "I")
    capitals = sum(letter.isupper() for letter in letters)
    return capitals > 1 and 2 * capitals >= len(letters)
