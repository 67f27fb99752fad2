"""The word lists of the templates: abbreviations, words, names, grounds."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc.config.folders import find, load
from dmmdoc.dutch.names import Naamwoorden

PERSOON = "5.1.2e"
"""The ground of the Woo on which people's names and contact details are withheld, marked or not."""


class Afkortingen(NamedTuple):
    """The contents of afkortingen.toml: what everyone knows, what is none, and what the others stand for."""

    bekend: tuple[str, ...]
    geen_afkorting: tuple[str, ...]
    voluit: dict[str, str]


class Woorden(NamedTuple):
    """The contents of woorden.toml: the words by which a rule knows what a text is about."""

    bijeenkomst: tuple[str, ...]
    gebeurtenissen: tuple[str, ...]
    dubbel: tuple[str, ...]
    koppelteken: tuple[str, ...]
    vertalingen: dict[str, str]
    zegt_niets: tuple[str, ...] = ()


class Lists(NamedTuple):
    """What the rules look up in the templates, and what follows from that.

    `bekend` are the abbreviations that everyone knows, in small letters, `genoemd` all that afkortingen.toml has;
    `gebeurtenissen` the endings of words for an event.
    """

    gronden: dict[str, str]
    afkortingen: Afkortingen
    woorden: Woorden
    namen: Naamwoorden
    bekend: frozenset[str]
    genoemd: frozenset[str]
    gebeurtenissen: tuple[str, ...]


@cache
def lists(folders: tuple[Path, ...]) -> Lists:
    """The lists of the first folder that has them; raises UserError for a template that is at fault."""
    afkortingen = load(Afkortingen, find("afkortingen.toml", folders))
    woorden = load(Woorden, find("woorden.toml", folders))
    return Lists(
        gronden(folders),
        afkortingen,
        woorden,
        naamwoorden(folders),
        frozenset(map(str.casefold, afkortingen.bekend)),
        frozenset({*afkortingen.bekend, *afkortingen.voluit}),
        tuple(f"{word}{ending}" for word in woorden.gebeurtenissen for ending in ("", "en", "s")),
    )


def naamwoorden(folders: Sequence[Path]) -> Naamwoorden:
    """The words to recognise names by, of the first folder that has them."""
    return load(Naamwoorden, find("namen.toml", folders))


class _Gronden(NamedTuple):
    gronden: dict[str, str]


def gronden(folders: Sequence[Path]) -> dict[str, str]:
    """The code of every ground (article.paragraph.letter) with what it protects."""
    return load(_Gronden, find("gronden.toml", folders)).gronden
