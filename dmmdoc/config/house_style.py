"""The figures of the house style, read from huisstijl.toml: one source for every output format."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dmmdoc.config.folders import find, load, located, read_toml
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import TableError


class Pagina(NamedTuple):
    """The page, in mm: its size, and the distance of the text, the header and the footer from its edges.

    `boven_vervolg` is that of the text from the top of the pages after the first; where it is not there, as on page 1.
    """

    breedte: float
    hoogte: float
    boven: float
    onder: float
    links: float
    rechts: float
    kop: float
    voet: float
    boven_vervolg: float | None = None

    @property
    def top(self) -> float:
        """How far from the top edge the text begins on the pages after the first."""
        return self.boven if self.boven_vervolg is None else self.boven_vervolg


class Referentiekolom(NamedTuple):
    """The reference column of page 1: its place from the left and top edge and its width, in mm."""

    links: float
    boven: float
    breedte: float


class Lijsten(NamedTuple):
    """Bullets and numbers, a value a level; `inspringing` is the indent a level adds, in mm."""

    tekens: tuple[str, ...]
    nummers: tuple[Literal["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"], ...]
    inspringing: float


class Stijl(NamedTuple):
    """How one style looks: sizes, leading and space in points, indents in mm, colours as RRGGBB.

    The first line begins `hangend` to the left of the others. What is left out is as in the style it is based on.
    """

    soort: Literal["alinea", "teken"] = "alinea"
    basis: str | None = None
    volgende: str | None = None
    lettertype: tuple[str, ...] = ()
    grootte: float | None = None
    regelafstand: float | None = None
    vet: bool | None = None
    cursief: bool | None = None
    kapitalen: bool | None = None
    onderstreept: bool | None = None
    kleur: str | None = None
    achtergrond: str | None = None
    voor: float | None = None
    na: float | None = None
    inspringing: float | None = None
    hangend: float | None = None
    rechts: float | None = None
    niveau: int | None = None
    bij_volgende: bool | None = None
    bijeen: bool | None = None
    afbreken: bool | None = None


class Huisstijl(NamedTuple):
    """The whole house style; `stijlen` are named as Word names them.

    `logo` is the path of a picture and `logotekst` what a person hears who cannot see it.
    """

    taal: str
    pagina: Pagina
    referentiekolom: Referentiekolom
    lijsten: Lijsten
    stijlen: dict[str, Stijl]
    paginanummer: str
    logotekst: str = ""
    logo: str | None = None


_MILLIMETRES = (0, 558)
_LIMITS = {
    **{
        "breedte": (10, 558),
        "inspringing": (-558, 558),
        "hangend": (-558, 558),
        "rechts": (-558, 558),
        "niveau": (1, 9),
    },
    **{"grootte": (1, 1638), "regelafstand": (1, 1584), "voor": (0, 1584), "na": (0, 1584)},
}
"""What Word takes: pages of up to 22 inches, letters of up to 1638 points, 1584 points of space, nine levels."""


@cache
def house_style(folders: tuple[Path, ...]) -> Huisstijl:
    """The house style of the first folder that has one, its logo found; a style that it lacks is the built-in one.

    Raises UserError for what does not fit.
    """
    path = find("huisstijl.toml", folders)
    for key in _labels(read_toml(path)):
        raise located(TableError(key, say("house-style.of-kind", key=key[-1])), path)
    style = load(Huisstijl, path)
    style = style._replace(stijlen={**load(Huisstijl, folders[-1] / path.name).stijlen, **style.stijlen})
    for error in _misfits(style):
        raise located(error, path)
    return style._replace(logo=str(path.parent / style.logo)) if style.logo else style


def _labels(table: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The labels in a huisstijl.toml of before 0.2, which had those of the page."""
    column = table.get("referentiekolom", {})
    labels = ("steller", "telefoon", "email", "datum", "kenmerk", "bijlagen")
    yield from (("referentiekolom", key) for key in labels if key in column)
    yield from (("geadresseerde",) for key in table if key == "geadresseerde")


def _misfits(style: Huisstijl) -> Iterator[TableError]:
    """What no page can be made of, though every value is of its type."""
    tables: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (("pagina",), style.pagina._asdict()),
        (("referentiekolom",), style.referentiekolom._asdict()),
        (("lijsten",), style.lijsten._asdict()),
        *((("stijlen", name), stijl._asdict()) for name, stijl in style.stijlen.items()),
    ]
    for path, table in tables:
        for key, value in table.items():
            least, most = _LIMITS.get(key, _MILLIMETRES)
            if isinstance(value, int | float) and not least <= value <= most:
                yield TableError(
                    (*path, key), say("house-style.range", key=key, value=f"{value:g}", least=least, most=most)
                )
            if key in ("kleur", "achtergrond") and value and not re.fullmatch("[0-9A-Fa-f]{6}", value):
                yield TableError((*path, key), say("house-style.colour", key=key, value=value))
            if key in ("basis", "volgende") and value and value not in style.stijlen:
                yield TableError((*path, key), say("house-style.no-style", style=value))
            if key in ("tekens", "nummers") and not value:
                yield TableError((*path, key), say("house-style.empty", key=key))
    for name in style.stijlen:
        if name in _based_on(style, name)[1:]:
            yield TableError(("stijlen", name, "basis"), say("house-style.circle", style=name))
    page = style.pagina
    if page.links + page.rechts >= page.breedte or page.boven + page.onder >= page.hoogte:
        yield TableError(("pagina",), say("house-style.margins"))
    if page.top > page.boven:
        yield TableError(("pagina", "boven_vervolg"), say("house-style.later-pages", value=f"{page.top:g}"))
    if not re.fullmatch("[a-z]{2,3}(-[A-Z]{2})?", style.taal):
        yield TableError(("taal",), say("house-style.language", value=style.taal))
    for field in re.findall(r"\{.*?\}", style.paginanummer):
        if field not in ("{pagina}", "{paginas}"):
            yield TableError(("paginanummer",), say("house-style.field", field=field))


def style_of_fact(style: Huisstijl, name: str, fact: str) -> str:
    """The style of a line in the style `name` that holds a fact: one of its own where the house style has that."""
    return f"{name} {fact}" if f"{name} {fact}" in style.stijlen else name


def resolved(style: Huisstijl, name: str) -> Stijl:
    """The style called `name` with all that it takes from the styles that it is based on."""
    whole = Stijl()
    for each in reversed(_based_on(style, name)):
        own = {key: value for key, value in style.stijlen[each]._asdict().items() if value not in (None, ())}
        whole = whole._replace(**own)
    return whole


def _based_on(style: Huisstijl, name: str) -> list[str]:
    """The style called `name` and those that it is based on, up to one that comes back."""
    chain: list[str] = []
    at: str | None = name
    while at in style.stijlen:
        chain.append(at)
        if at in chain[:-1]:
            break
        at = style.stijlen[at].basis
    return chain
