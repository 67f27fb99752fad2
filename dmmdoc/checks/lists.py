"""What the rules look up: the word lists of the templates, and their own patterns."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc.names import Naamwoorden, naamwoorden
from dmmdoc.template_folders import find, load
from dmmdoc.woo import gronden

pattern: Callable[[str], re.Pattern[str]] = cache(re.compile)
"""A pattern of a rule, compiled when it is first used: `re` itself takes longer to find what it has compiled."""

SEEN = 64
"""Of so many texts what was seen in them is kept."""


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
