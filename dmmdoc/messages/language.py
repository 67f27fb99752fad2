"""Which language a person is spoken to in."""

from __future__ import annotations

import os
from collections.abc import Mapping

from dmmdoc import windows

LANGUAGES = ("nl", "en")
"""The languages that there is a catalogue for; what the first lacks, the last says."""


def chosen(environment: Mapping[str, str] = os.environ, here: bool = windows.IS_HERE) -> str:
    """The language of $DMMDOC_LANG, else of the locale (on Windows of the user's interface), else English."""
    if (wanted := environment.get("DMMDOC_LANG", "").lower()) in LANGUAGES:
        return wanted
    locale = next((environment[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(key)), "")
    if here and not locale:
        locale = windows.interface_language()
    return locale[:2].lower() if locale[:2].lower() in LANGUAGES else LANGUAGES[-1]
