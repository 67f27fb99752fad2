"""The facts of a memo, a row each, read from velden.toml: nothing else knows which there are."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dmmdoc.config.addresses import Adressen, addresses
from dmmdoc.config.folders import located, read_toml
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import Spoken, TableError, checked, decode

Data = dict[str, Any]
"""A memo file as TOML has it: {"soort": …, "nota": {…}, …, "secties": {key: text}}."""

SECTIES = "secties"
"""The table of a memo file that holds the text."""
_NAMES = r"[A-Za-z0-9_-]+"
PUBLICATIE = "publicatie"
"""The table of a memo file that says what of its public version only a person can."""
_TAKEN = ("soort", "basis", SECTIES, PUBLICATIE)
"""Keys of a memo file that are no tables of facts."""

Key = tuple[str, str]
"""The table and the key of a fact: ("nota", "datum")."""


Rol = Literal["onderwerp", "datum", "kenmerk", "afzender", "merking"]
"""What a fact is, whatever it is called: subject and title, day, reference, sender, marking of every page."""

_EXAMPLES = {"tekst": '""', "dag": "2025-02-13", "lijst": "[]", "getal": "1"}
"""What stands behind a key that is commented out, where its row gives no example: a value of its type."""


class Veld(NamedTuple):
    """A fact: what it is, how it is asked for, and how documents call it.

    `invullen` is what a placeholder calls it while it is missing, `voorbeeld` an example as TOML. One that is
    `altijd` is asked for whatever stands on the page, one that is `gedeeld` is the same in all documents of a meeting,
    one that is `eigen` belongs to one memo alone, one that counts a list (`telt`, as nota.bijlagen) need not be given.
    `rol` says that it is what the code itself reasons about, for the kinds whose table it stands in; an `adres` is the
    name of one in adressen.toml. `vorm` says what a text is: what cannot be that is questioned where it is typed.
    `namen` are labels that documents give it, beside the kind's.
    """

    vraag: Spoken
    uitleg: Spoken = Spoken()
    voorbeeld: str = ""
    type: Literal["tekst", "dag", "lijst", "getal"] = "tekst"
    invullen: str | None = None
    verplicht: bool = False
    persoonsgegeven: bool = False
    altijd: bool = False
    gedeeld: bool = False
    eigen: bool = False
    telt: str | None = None
    vorm: Literal["", "naam", "telefoon", "email"] = ""
    rol: Rol | None = None
    adres: bool = False
    namen: tuple[str, ...] = ()


class Velden(NamedTuple):
    """All facts by (table, key), in the order in which a memo file has them; the comments over file and tables.

    `publicatie` is what a new memo file says of its public version, `basis` what stands above shared facts, all of it
    comment; `adressen` are what facts that are an address name.
    """

    inleiding: str
    groepen: Mapping[str, str]
    velden: Mapping[Key, Veld]
    publicatie: str = ""
    basis: str = ""
    adressen: Adressen = {}

    def __hash__(self) -> int:
        """By their names: what follows from them is kept."""
        return hash((*self.velden,))

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of facts, in order."""
        return tuple(dict.fromkeys(table for table, _ in self.velden))

    def rollen(self, table: str) -> Mapping[str, Key]:
        """The facts of a table that have a role, each by that."""
        return _rollen(self, table)

    @property
    def documenten(self) -> frozenset[str]:
        """The tables that are a document's own, as [nota] and [brief]: those that hold a subject."""
        return frozenset(table for (table, _), veld in self.velden.items() if veld.rol == "onderwerp")

    @property
    def brieven(self) -> frozenset[str]:
        """The tables of documents that go to an address."""
        return frozenset(table for (table, _), veld in self.velden.items() if veld.adres)


@cache
def _rollen(known: Velden, table: str) -> Mapping[str, Key]:
    return {veld.rol: path for path, veld in known.velden.items() if path[0] == table and veld.rol}


class _File(NamedTuple):
    """The contents of a velden.toml; a department's own may leave out what it does not change."""

    inleiding: Spoken = Spoken()
    publicatie: Spoken = Spoken()
    basis: Spoken = Spoken()
    groepen: dict[str, Spoken] = {}
    velden: dict[str, dict[str, dict[str, Any]]] = {}


@cache
def velden(folders: tuple[Path, ...]) -> Velden:
    """The facts that the velden.toml of every folder make together, the built-in one first, row by row.

    A row that stands in several takes each key from the last that has it. Raises UserError for what does not fit.
    """
    inleiding, publicatie, basis = "", "", ""
    groepen, rows, known = dict[str, str](), dict[Key, dict[str, Any]](), dict[Key, Veld]()
    for path in (path for folder in reversed(folders) if (path := folder / "velden.toml").is_file()):
        try:
            file = decode(_File, read_toml(path))
            inleiding, publicatie = file.inleiding or inleiding, file.publicatie or publicatie
            basis = file.basis or basis
            groepen |= file.groepen
            for table, fields in file.velden.items():
                for key, row in fields.items():
                    rows[table, key] = {**rows.get((table, key), {}), **row}
                    known[table, key] = _row(rows[table, key], (table, key), known.get((table, key)))
        except TableError as error:
            raise located(error, path) from None
    tables = dict.fromkeys(table for table, _ in rows)
    comments = {table: groepen.get(table, table.capitalize()) for table in (*tables, SECTIES)}
    ordered = {path: known[path] for table in tables for path in known if path[0] == table}
    return Velden(inleiding, comments, ordered, publicatie, basis, addresses(folders))


def _row(row: dict[str, Any], path: Key, below: Veld | None) -> Veld:
    """A row as the fact that it is; raises TableError where it cannot be, or not over what is `below` it."""
    for name in path:
        if not re.fullmatch(_NAMES, name) or path[0] in _TAKEN:
            raise TableError(("velden", *path), say("facts.name", name=name))
    veld = decode(Veld, row, ("velden", *path))
    if below and veld.type != below.type:
        raise TableError(("velden", *path, "type"), say("facts.type", key=".".join(path)))
    return veld if veld.voorbeeld else veld._replace(voorbeeld=_EXAMPLES[veld.type])


_TYPES: dict[str, type] = {"tekst": str, "dag": date, "lijst": tuple, "getal": int}


def checked_fact(veld: Veld, value: Any, path: tuple[str, ...]) -> Any:
    """A value of a fact as data, a list as a tuple; raises TableError, at `path`, where it is of another type."""
    found = checked(_TYPES[veld.type], value, path)
    if veld.type == "lijst":
        return tuple(checked(str, item, path) for item in found)
    return found
