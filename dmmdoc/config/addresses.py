"""To whom letters go: the addresses in adressen.toml, each under a name, with the day from which it holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc.config.folders import find, load, located
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import TableError


class Adres(NamedTuple):
    """An address as it stands on a letter, line by line, of a day from `vanaf` on."""

    regels: tuple[str, ...]
    vanaf: date | None = None

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.regels)


Adressen = Mapping[str, Sequence[Adres]]
"""The addresses of each addressee by its name (`tk`), the earliest first."""


class _File(NamedTuple):
    """The contents of adressen.toml."""

    adressen: dict[str, tuple[Adres, ...]]


@cache
def addresses(folders: tuple[Path, ...]) -> Adressen:
    """The addresses of the first folder that has them; raises UserError for what does not fit."""
    path = find("adressen.toml", folders)
    found = load(_File, path).adressen
    for name, held in found.items():
        if not held or not all(each.regels for each in held):
            raise located(TableError(("adressen", name), say("addresses.empty", addressee=name)), path)
    return {name: sorted(held, key=lambda each: each.vanaf or date.min) for name, held in found.items()}


def address(held: Sequence[Adres], day: date | None) -> str:
    """The address of an addressee on a day, the latest one where no day is known: lines with line breaks between."""
    holding = [each for each in held if day is None or (each.vanaf or date.min) <= day]
    return (holding or held[:1])[-1].text


def addressee(text: str, known: Adressen) -> str | None:
    """The name of whom an address is of, whatever its line breaks and capitals; None for one that is not known."""
    sought = text.lower().split()
    return next(
        (name for name, held in known.items() if any(each.text.lower().split() == sought for each in held)), None
    )
