"""The word lists of the templates: abbreviations, words, names, grounds."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from dmmdoc.config.folders import find, load

if TYPE_CHECKING:
    from dmmdoc.dutch.names import Naamwoorden

PERSOON = "5.1.2e"
"""The ground of the Woo on which people's names and contact details are withheld, marked or not."""


class Afkortingen(NamedTuple):
    """The contents of afkortingen.toml: what everyone knows, what is none, and what the others stand for."""

    bekend: tuple[str, ...] = ()
    geen_afkorting: tuple[str, ...] = ()
    voluit: dict[str, str] = {}


class Woorden(NamedTuple):
    """The contents of woorden.toml: the words by which a rule knows what a text is about."""

    bijeenkomst: tuple[str, ...] = ()
    gebeurtenissen: tuple[str, ...] = ()
    herhaalbaar: tuple[str, ...] = ()
    koppelteken: tuple[str, ...] = ()
    namen: tuple[str, ...] = ()
    steden: tuple[str, ...] = ()
    punt: tuple[str, ...] = ()
    zegt_niets: tuple[str, ...] = ()
    vertalingen: dict[str, str] = {}
    anders: dict[str, str] = {}


class Spelling(NamedTuple):
    """The contents of spelling.toml: wrong words with the right ones, parts of words too, and words that are right.

    What is in `twijfel` is nearly always wrong, so that it is told, but never mended.
    """

    woorden: dict[str, str] = {}
    twijfel: dict[str, str] = {}
    delen: dict[str, str] = {}
    goed: tuple[str, ...] = ()


class Gronden(NamedTuple):
    """The grounds of the Woo: what each protects, by its code (article.paragraph.letter), and which are about people.

    Withholding on those in `waarschuwen` deserves a second look. `merkingen` stand on no public version.
    """

    gronden: dict[str, str]
    persoon: tuple[str, ...] = ()
    waarschuwen: tuple[str, ...] = ()
    merkingen: tuple[str, ...] = ()


class Lists(NamedTuple):
    """What the rules look up in the templates, and what follows from that.

    `bekend` are the abbreviations that everyone knows, in small letters, `genoemd` all that afkortingen.toml has;
    `gebeurtenissen` the endings of words for an event; `goed` are words that no
    dictionary need have, `twijfel` those that may be right after all, `achterdelen` the nouns that end a
    longer word; `gespeld` gives how a wrong word is spelled, `samen` of
    words that belong together, by the first of them, the others and how they are spelled; `verdacht` of what stands
    between white space the word that is wrong or may begin such a row, if any.
    """

    gronden: Gronden
    afkortingen: Afkortingen
    woorden: Woorden
    gespeld: Callable[[str], str | None]
    goed: frozenset[str]
    twijfel: frozenset[str]
    achterdelen: tuple[str, ...]
    samen: Mapping[str, Sequence[tuple[Sequence[str], str]]]
    verdacht: Callable[[str], str | None]
    namen: "Naamwoorden"
    bekend: frozenset[str]
    genoemd: frozenset[str]
    gebeurtenissen: tuple[str, ...]


_LONG = 6
"""A noun of so many letters or more may end a longer word."""


@cache
def lists(folders: tuple[Path, ...]) -> Lists:
    """The lists, a department's own on top of the built-in; raises UserError for a template that is at fault."""
    afkortingen = _together(Afkortingen, "afkortingen.toml", folders)
    woorden = _together(Woorden, "woorden.toml", folders)
    spelling = _together(Spelling, "spelling.toml", folders)
    gespeld, samen = _speller(spelling), _rows(spelling.woorden)
    return Lists(
        gronden(folders),
        afkortingen,
        woorden,
        gespeld,
        frozenset(word.lower() for word in spelling.goed),
        frozenset(word.lower() for word in spelling.twijfel),
        tuple(noun for noun in woorden.koppelteken if len(noun) >= _LONG),
        samen,
        _suspecter(gespeld, samen),
        naamwoorden(folders),
        frozenset(map(str.casefold, afkortingen.bekend)),
        frozenset({*afkortingen.bekend, *afkortingen.voluit}),
        tuple(f"{word}{ending}" for word in woorden.gebeurtenissen for ending in ("", "en", "s")),
    )


def _speller(spelling: Spelling) -> Callable[[str], str | None]:
    """What gives how a word is spelled that is spelled wrong, None for another."""
    parts = sorted(spelling.delen.items(), key=lambda part: -len(part[0]))

    @lru_cache(4096)
    def gespeld(word: str) -> str | None:
        begin, lowered = word[:1], word[:1].lower() + word[1:]
        for form in (word, lowered):
            if found := spelling.woorden.get(form) or spelling.twijfel.get(form):
                right = found if form == word else found[:1].upper() + found[1:]
                return right if right != word else None
            for wrong, good in parts:
                if wrong in form:
                    mended = form.replace(wrong, good)
                    return mended if form == word else begin + mended[1:]
        return None

    return gespeld


WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)?"
"""A word as the list of spelling has it."""


def _suspecter(gespeld: Callable[[str], str | None], samen: Mapping[str, object]) -> Callable[[str], str | None]:
    """What gives the word of a stretch without white space that is wrong, or the first of a row."""

    @lru_cache(16384)  # memos have the same words
    def verdacht(stretch: str) -> str | None:
        words = re.findall(WORD, stretch)
        return next((word for word in words if gespeld(word) or (word is words[-1] and word.lower() in samen)), None)

    return verdacht


def _rows(words: Mapping[str, str]) -> Mapping[str, Sequence[tuple[Sequence[str], str]]]:
    """Words that belong together, by the first of them."""
    rows: dict[str, list[tuple[Sequence[str], str]]] = {}
    for wrong, good in words.items():
        first, *rest = wrong.split()
        if rest:
            rows.setdefault(first.lower(), []).append((rest, good))
    return rows


Lijst = TypeVar("Lijst", Afkortingen, Woorden, Spelling)


def _together(shape: type[Lijst], name: str, folders: Sequence[Path]) -> Lijst:
    """The lists called `name` of every folder as one, the first folder's on top."""
    whole = shape()
    for folder in reversed(folders):
        if (path := folder / name).is_file():
            own = load(shape, path)
            whole = shape(*map(_on_top, whole, own))
    return whole


def _on_top(below: Any, above: Any) -> Any:
    return {**below, **above} if isinstance(below, dict) else (*below, *above)


def naamwoorden(folders: Sequence[Path]) -> "Naamwoorden":
    """The words to recognise names by, of the first folder that has them."""
    from dmmdoc.dutch.names import Naamwoorden  # an export looks for no names

    return load(Naamwoorden, find("namen.toml", folders))


def gronden(folders: Sequence[Path]) -> Gronden:
    """The grounds, of the first folder that has them; what one does not say of people and markings is as built in.

    Raises UserError for what does not fit.
    """
    found, own = load(Gronden, find("gronden.toml", folders)), load(Gronden, folders[-1] / "gronden.toml")
    return found._replace(persoon=found.persoon or own.persoon, merkingen=found.merkingen or own.merkingen)
