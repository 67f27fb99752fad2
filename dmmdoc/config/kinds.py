"""What a kind of memo consists of, read from its file in a templates folder."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dmmdoc.config.facts import SECTIES, Key, Velden, checked_fact, velden
from dmmdoc.config.folders import load, located, read_toml
from dmmdoc.config.house_style import Huisstijl, house_style
from dmmdoc.config.pages import OPSCHRIFT, Pagina, check, legend, pages
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.tables import Spoken, TableError, unknown_key

_NAME = re.compile(r"[\w-]+")


SectieRol = Literal["aanleiding", "besluit", "kernpunten", "afstemming", "lakgronden"]
"""What a section is to checks and publication: why now, what to decide, the points, who agreed, what is withheld."""


class SectieSoort(NamedTuple):
    """A section of a kind: its heading and level, whether it is required, and what helps to write it.

    One of level 0 has no heading on the page: `kop` is what it is called. With `koppen` its text may hold headings, of
    the levels under its own; `opening` is the role of what stands above the first. `status` is `verplicht` (the
    heading always stands, a text is asked for), `kop` (the heading always stands, a text may) or `facultatief` (shown
    when filled). `concept` is the draft, a Jinja template; with `punten` the text is a list of bullets.
    """

    kop: str
    niveau: Literal[0, 1, 2]
    vraag: Spoken
    status: Literal["verplicht", "kop", "facultatief"] = "verplicht"
    rol: SectieRol | None = None
    opening: SectieRol | None = None
    uitleg: Spoken = Spoken()
    concept: str = ""
    punten: bool = False
    koppen: bool = False


class Kind(NamedTuple):
    """A kind of memo; `opschrift` is the word in large type over it, `standaard` what a new one begins with.

    What it does not say of its page, and of what goes with that, is as in the kind `zoals`; without one the page and
    the legend are as in `agenda` for another nota, else as in pagina.toml. `tabel` is the table of facts that are the
    document's own: its subject, its day.
    What stands in a table that is `eigen` it says itself, and takes from nowhere else. It is of so many `bladzijden`
    at most, where that is not 0. `blik` says whether it looks forward to the meeting (`vooruit`) or back on it
    (`terug`), where it does either. `legenda` stands over the grounds that occur in a public version, at its end;
    empty leaves them out. `persoonsgegevens` says of facts, by table.key, where this kind differs from velden.toml.
    """

    omschrijving: Spoken
    secties: dict[str, SectieSoort]
    opschrift: str = ""
    zoals: str | None = None
    tabel: str = "nota"
    eigen: tuple[str, ...] = ()
    bladzijden: int = 2
    standaard: dict[str, dict[str, Any]] = {}
    blik: Literal["vooruit", "terug"] | None = None
    pagina: Pagina = Pagina()
    legenda: str | None = None
    persoonsgegevens: dict[str, bool] = {}

    def __hash__(self) -> int:
        """By little of it: kinds are few, and what follows from one is kept."""
        return hash((self.tabel, *self.secties))

    def sectie(self, rol: SectieRol) -> str | None:
        """The key of the section that has a role; None where the kind has no such one."""
        return next((key for key, sectie in self.secties.items() if rol in (sectie.rol, sectie.opening)), None)

    @property
    def has_meeting(self) -> bool:
        """Whether memos of this kind are about a meeting: it looks at one, or a default or a draft uses it."""
        drafts = (sectie.concept for sectie in self.secties.values())
        return bool(self.blik) or "bijeenkomst" in self.standaard or any("bijeenkomst." in draft for draft in drafts)

    def printed(self) -> frozenset[Key]:
        """The facts that stand on its page."""
        return _printed(self)


@cache
def _printed(kind: Kind) -> frozenset[Key]:
    parts = (part for group in kind.pagina for onderdeel in group for part in onderdeel.parts())
    return frozenset(part.veld for part in parts if part.veld and part.veld != OPSCHRIFT)


@cache
def kind(name: str, folders: tuple[Path, ...]) -> Kind:
    """The kind called `name`; what it does not say of its page or legend is as elsewhere.

    Raises UserError when it is at fault, and names the kinds when there is no such one.
    """
    path = _file(name, folders)
    found = load(Kind, path)
    try:
        for error in _misfits(found, velden(folders), house_style(folders)):
            raise error
    except TableError as error:
        raise located(error, path) from None
    table, rest = read_toml(path), _alike(found, name, folders, path)
    page = rest.pagina if rest else pages(folders).get(found.tabel, Pagina())
    page = page._replace(**{key: getattr(found.pagina, key) for key in table.get("pagina", {})})
    legenda = (rest.legenda if rest else legend(folders)) if found.legenda is None else found.legenda
    taken = {key: getattr(rest, key) for key in _ALIKE if key not in table} if rest and found.zoals else {}
    return found._replace(pagina=page, legenda=legenda, **taken)


MODEL = "agenda"
"""The kind whose page other kinds of nota have that say nothing of theirs."""
_ALIKE = ("tabel", "eigen", "bladzijden", "persoonsgegevens", "opschrift")
"""What a kind takes, beside the page, from the one that it says it is like."""


def _alike(found: Kind, name: str, folders: tuple[Path, ...], path: Path) -> Kind | None:
    """The kind that gives what another, called `name`, does not say; None for one that has the page of its documents.

    Raises UserError where it names one that there is not.
    """
    if found.zoals is None:
        model = None if name == MODEL else kind(MODEL, folders)
        return model if model and model.tabel == found.tabel else None
    other = load(Kind, _file(found.zoals, folders)) if found.zoals in kinds(folders) else None
    if other is None or other.zoals:
        message = say("kinds.zoals-unknown" if other is None else "kinds.zoals-goes-on", kind=found.zoals)
        raise located(TableError(("zoals",), message), path)
    return kind(found.zoals, folders)


def _misfits(kind: Kind, known: Velden, style: Huisstijl) -> Iterator[TableError]:
    """What is wrong in a kind though every value is of its type."""
    for table, defaults in kind.standaard.items():
        if table not in known.tables:
            yield unknown_key(("standaard", table), (("standaard", other) for other in known.tables))
        for key, value in defaults.items():
            veld = known.velden.get((table, key))
            if veld is None:
                yield unknown_key(("standaard", table, key), (("standaard", *path) for path in known.velden))
            else:
                checked_fact(veld, value, ("standaard", table, key))
    check(kind.pagina, ("pagina",), known, style)
    for fact in kind.persoonsgegevens:
        table, _, key = fact.partition(".")
        if (table, key) not in known.velden:
            facts = (("persoonsgegevens", ".".join(path)) for path in known.velden)
            yield unknown_key(("persoonsgegevens", fact), facts)
    if kind.tabel not in known.documenten:
        yield unknown_key(("tabel", kind.tabel), (("tabel", other) for other in known.documenten))
    for table in kind.eigen:
        if table not in known.tables:
            yield unknown_key(("eigen", table), (("eigen", other) for other in known.tables))
    roles = [role for sectie in kind.secties.values() for role in (sectie.rol, sectie.opening)]
    for key, sectie in kind.secties.items():
        for name, role in (("rol", sectie.rol), ("opening", sectie.opening)):
            if role and roles.count(role) > 1:
                yield TableError((SECTIES, key, name), say("kinds.two-roles", role=role))


def used(kind: Kind, known: Velden) -> tuple[Key, ...]:
    """The facts that a memo of a kind is asked for, in order: those on its page, of its meeting, and always asked."""
    printed, meeting = kind.printed(), "bijeenkomst" if kind.has_meeting else ""
    return tuple(
        path
        for path, veld in known.velden.items()
        if path in printed or path[0] == meeting or (veld.altijd and has_room(kind, known, path))
    )


def tables(kind: Kind, known: Velden) -> tuple[str, ...]:
    """The tables of facts that a memo of a kind may have, in order."""
    return tuple(dict.fromkeys(path[0] for path in known.velden if has_room(kind, known, path)))


def has_room(kind: Kind, known: Velden, path: Key) -> bool:
    """Whether a memo of a kind may state a fact: one of another document's own table only where its page prints it."""
    return path[0] == kind.tabel or path[0] not in known.documenten or path in kind.printed()


@cache
def withholdable(kind: Kind, known: Velden) -> tuple[Key, ...]:
    """The facts and sections that a memo of a kind may withhold whole: all but its subject, the title of the file."""
    subject = known.rollen(kind.tabel)["onderwerp"]
    facts = (path for path in known.velden if has_room(kind, known, path) and path != subject)
    return (*facts, *((SECTIES, key) for key in kind.secties))


def required(kind: Kind, known: Velden) -> tuple[Key, ...]:
    """The facts that a memo of a kind must state, in order."""
    return tuple(path for path in used(kind, known) if known.velden[path].verplicht)


def personal(kind: Kind, known: Velden) -> frozenset[Key]:
    """The facts that are personal data in memos of a kind: withheld without being marked."""
    said = kind.persoonsgegevens
    return frozenset(path for path, veld in known.velden.items() if said.get(".".join(path), veld.persoonsgegeven))


def at_fault(error: TableError, name: str, folders: Sequence[Path]) -> UserError:
    """The error, about a draft or a default of the kind called `name`, as a line for a person."""
    path = (*error.path, "concept") if error.path[0] == SECTIES else ("standaard", *error.path)
    return located(TableError(path, error.message, error.line), _file(name, folders))


def _file(name: str, folders: Sequence[Path]) -> Path:
    """The file of the kind called `name`; raises UserError when there is none."""
    if _NAME.fullmatch(name):
        for folder in folders:
            if _is_kind(path := folder / f"{name}.toml"):
                return path
    raise UserError(say("kinds.unknown", kind=name, kinds=", ".join(kinds(folders))))


def as_named(typed: str, folders: Sequence[Path]) -> str:
    """The name of the kind that a person typed in whatever letters, capital or small; as it was typed where none is."""
    known = kinds(folders)
    return next((name for name in known if name.casefold() == typed.casefold() and typed not in known), typed)


def kinds(folders: Sequence[Path]) -> dict[str, Path]:
    """The name of every kind with its file, in order of name; of two with one name the first folder's counts."""
    files = [path for folder in reversed(folders) for path in folder.glob("*.toml") if _is_kind(path)]
    found = {path.stem: path for path in files if _NAME.fullmatch(path.stem)}
    return dict(sorted(found.items()))


def _is_kind(path: Path) -> bool:
    """Whether a file in a templates folder describes a kind: it has sections, and is no memo.

    One that cannot be read counts, to be told later.
    """
    try:
        return path.is_file() and SECTIES in (table := read_toml(path)) and "soort" not in table
    except UserError:
        return True
