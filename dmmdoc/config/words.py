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


class Gronden(NamedTuple):
    """The grounds of the Woo: what each protects, by its code (article.paragraph.letter), and which are about people.

    Withholding on those in `waarschuwen` deserves a second look.
    """

    gronden: dict[str, str]
    persoon: tuple[str, ...] = ()
    waarschuwen: tuple[str, ...] = ()


class Lists(NamedTuple):
    """What the rules look up in the templates, and what follows from that.

    `bekend` are the abbreviations that everyone knows, in small letters, `genoemd` all that afkortingen.toml has;
    `gebeurtenissen` the endings of words for an event.
    """

    gronden: Gronden
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


def gronden(folders: Sequence[Path]) -> Gronden:
    """The grounds, of the first folder that has them; one that does not say which are about people has the built-in.

    Raises UserError for what does not fit.
    """
    found = load(Gronden, find("gronden.toml", folders))
    return found if found.persoon else found._replace(persoon=load(Gronden, folders[-1] / "gronden.toml").persoon)
