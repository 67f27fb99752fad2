"""What stands on a page around the sections, in which order and under which labels: pagina.toml, or a kind's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc.config.facts import Key, Velden, velden
from dmmdoc.config.folders import load, located, read_toml
from dmmdoc.config.house_style import Huisstijl, house_style
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import TableError, unknown_key


class Onderdeel(NamedTuple):
    """A part of the page: a label and the lines under or behind it, in a style of the house style.

    A line holds words and at most one fact between braces, as `T {steller.telefoon}`, and stands there when the memo
    has the fact. `enkelvoud` is the label where there is one line. What is on the pages that follow too says so with
    `vervolg`, and what is there alone is not `eerste`.
    """

    regels: tuple[str, ...]
    label: str = ""
    enkelvoud: str = ""
    stijl: str | None = None
    vervolg: bool = False
    eerste: bool = True

    def parts(self) -> tuple["Regel", ...]:
        """Each line taken apart."""
        return tuple(map(_taken_apart, self.regels))


class Regel(NamedTuple):
    """A line of the page: the words before and behind a fact, or words alone. `opschrift` is the kind's word."""

    voor: str
    veld: Key | None = None
    achter: str = ""


OPSCHRIFT: Key = ("", "opschrift")
"""Stands for the word that a kind has over its memos, `{opschrift}`, as if it were a fact."""


class Pagina(NamedTuple):
    """What stands around the sections: above them, in the reference column, below them."""

    hoofd: tuple[Onderdeel, ...] = ()
    kolom: tuple[Onderdeel, ...] = ()
    slot: tuple[Onderdeel, ...] = ()


class _File(NamedTuple):
    """The contents of a pagina.toml: the words over the grounds at the end, a page for each table of documents."""

    legenda: str = ""
    pagina: dict[str, Pagina] = {}


_FACT = re.compile(r"\{([^{}]*)\}")


@cache
def _taken_apart(regel: str) -> Regel:
    before, *fact = _FACT.split(regel, maxsplit=1)
    if not fact:
        return Regel(before)
    table, _, key = fact[0].rpartition(".")
    return Regel(before, (table, key), fact[1])


@cache
def pages(folders: tuple[Path, ...]) -> Mapping[str, Pagina]:
    """The page of the documents of each table ("nota", "brief"), list by list from the first folder that has it.

    Raises UserError for what does not fit.
    """
    found: dict[str, Pagina] = {}
    for path, file in _files(folders):
        for table, page in file.pagina.items():
            given = {key: getattr(page, key) for key in read_toml(path)["pagina"][table]}
            found[table] = found.get(table, Pagina())._replace(**given)
            try:
                if table not in (known := velden(folders)).documenten:
                    raise unknown_key(("pagina", table), (("pagina", other) for other in known.documenten))
                check(page, ("pagina", table), known, house_style(folders))
            except TableError as error:
                raise located(error, path) from None
    return found


@cache
def legend(folders: tuple[Path, ...]) -> str:
    """What stands over the grounds that occur in a public version, where its kind does not say."""
    return [file.legenda for path, file in _files(folders) if "legenda" in read_toml(path)][-1]


def _files(folders: Sequence[Path]) -> Iterator[tuple[Path, _File]]:
    """The pagina.toml of every folder that has one, the built-in one first."""
    for folder in reversed(folders):
        if (path := folder / "pagina.toml").is_file():
            yield path, load(_File, path)


def check(page: Pagina, at: tuple[str, ...], known: Velden, style: Huisstijl) -> None:
    """Raise TableError, under the path `at`, for a part that no page can have though every value is of its type."""
    for place, group in page._asdict().items():
        for number, onderdeel in enumerate(group):
            for part in onderdeel.parts():
                if _FACT.search(part.achter):
                    raise TableError((*at, place), say("kinds.two-facts"), number)
                if part.veld and part.veld != OPSCHRIFT and part.veld not in known.velden:
                    raise TableError((*at, place), unknown_key(part.veld, known.velden).message, number)
            if onderdeel.stijl and onderdeel.stijl not in style.stijlen:
                raise TableError((*at, place), say("kinds.no-style", style=onderdeel.stijl), number)
