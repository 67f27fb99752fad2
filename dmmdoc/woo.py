"""The grounds of the Wet open overheid on which a passage may be withheld."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dmmdoc.template_folders import find, load

PERSOON = "5.1.2e"
"""The ground on which people's names and contact details are withheld, marked or not."""
TOELICHTING = "niet_openbaar"
"""The section in which a memo says what is withheld, and why."""


class _Gronden(NamedTuple):
    gronden: dict[str, str]


def gronden(folders: Sequence[Path]) -> dict[str, str]:
    """The code of every ground (article.paragraph.letter) with what it protects."""
    return load(_Gronden, find("gronden.toml", folders)).gronden
