"""A message by its name, in the language of the person who reads it.

The catalogues are gettext's: messages/LANGUAGE/LC_MESSAGES/dmmdoc.po, where each message has a name for its msgid.
They are compiled when dmmdoc is installed, and with `python -m dmmdoc.messages.compile` after a change.
"""

from __future__ import annotations

import gettext
import os
from datetime import date
from functools import cache
from pathlib import Path

from dmmdoc.messages.language import LANGUAGES, chosen

DOMAIN = "dmmdoc"
FOLDER = Path(__file__).parent


def say(name: str, /, **facts: object) -> str:
    """The message called NAME, with the facts in it; `n` is a number that chooses between singular and plural.

    A name that no catalogue has is said as it is.
    """
    messages = _catalogue(chosen())
    text = name
    if isinstance(n := facts.get("n"), int):
        text = messages.ngettext(name, name, n)
    if text == name:
        text = messages.gettext(name)
    return text.format_map(facts)


def spoken(day: date) -> str:
    """A day as a person says it in their language: 3 februari 2025, 3 February 2025."""
    return say("day", day=day.day, month=say(f"month.{day.month}"), year=day.year)


def speak() -> None:
    """Choose the language once, for the processes that this one starts too, and let Typer find its words by gettext."""
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = os.environ["DMMDOC_LANG"] = chosen()


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, dict.fromkeys((language, LANGUAGES[-1])), fallback=True)
