"""The figures of the house style, read from huisstijl.toml: one source for every output format."""

from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from dmmdoc.errors import UserError
from dmmdoc.template_folders import find, load


class Pagina(NamedTuple):
    """The page, in mm: its size, and the distance of the text, the header and the footer from its edges."""

    breedte: float
    hoogte: float
    boven: float
    onder: float
    links: float
    rechts: float
    kop: float
    voet: float


class Referentiekolom(NamedTuple):
    """The reference column of page 1: its place from the left and top edge and its width, in mm; its labels."""

    links: float
    boven: float
    breedte: float
    steller: str
    telefoon: str
    email: str
    datum: str
    kenmerk: str
    bijlagen: str


class Lijsten(NamedTuple):
    """Bullets and numbers, a value a level; `inspringing` is the indent a level adds, in mm."""

    tekens: tuple[str, ...]
    nummers: tuple[str, ...]
    inspringing: float


class Stijl(NamedTuple):
    """How one style looks: sizes, leading and space in points, indents in mm, colours as RRGGBB.

    What is left out is as in the style it is based on.
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
    rechts: float | None = None
    niveau: int | None = None
    bij_volgende: bool | None = None
    bijeen: bool | None = None


class Huisstijl(NamedTuple):
    """The whole house style; `stijlen` are named as Word names them.

    `logo` is the path of a picture and `logotekst` what a person hears who cannot see it.
    """

    taal: str
    pagina: Pagina
    referentiekolom: Referentiekolom
    lijsten: Lijsten
    stijlen: dict[str, Stijl]
    geadresseerde: str
    paginanummer: str
    logotekst: str = ""
    logo: str | None = None


STIJLEN = (
    *("Normal", "Body Text", "Documentsoort", "Title", "Geadresseerde", "Heading 1", "Heading 2"),
    *("List Bullet", "List Number", "List Continue", "List Continue 2", "List Continue 3"),
    *("Referentie", "Referentiekop", "Closing", "Signature", "Header", "Footer", "Merking", "Paginanummer"),
    *("Hyperlink", "Invullen", "Lakken", "Gelakt"),
)
"""The styles that a nota is made of."""


@cache
def house_style(folders: tuple[Path, ...]) -> Huisstijl:
    """The house style of the first folder that has one, its logo found; raises UserError for what does not fit."""
    path = find("huisstijl.toml", folders)
    style = load(Huisstijl, path)
    if missing := [name for name in STIJLEN if name not in style.stijlen]:
        raise UserError(f"the style {missing[0]} is missing; add [stijlen.{missing[0]!r}]", str(path))
    return style._replace(logo=str(path.parent / style.logo)) if style.logo else style


def resolved(style: Huisstijl, name: str) -> Stijl:
    """The style called `name` with all that it takes from the styles that it is based on."""
    chain: list[str] = []
    at: str | None = name
    while at in style.stijlen and at not in chain:
        chain.append(at)
        at = style.stijlen[at].basis
    whole = Stijl()
    for each in reversed(chain):
        own = {key: value for key, value in style.stijlen[each]._asdict().items() if value not in (None, ())}
        whole = whole._replace(**own)
    return whole
