"""memo.toml to a Memo."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dmmdoc.config.facts import PUBLICATIE, SECTIES, Data, Velden, checked_fact, velden
from dmmdoc.config.kinds import Kind, has_room, kind, required, withholdable
from dmmdoc.config.words import PERSOON
from dmmdoc.errors import UserError
from dmmdoc.markdown import read as markup
from dmmdoc.markdown.lookalikes import in_fact
from dmmdoc.memo.model import Key, Memo, Publicatie, Sectie, Value, as_lak, paragraphs
from dmmdoc.memo_file.basis import BASIS, basis_of, holder, over, shared
from dmmdoc.memo_file.concept import unconfirmed
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError, checked, decode, unknown_key


def read(text: str, name: str, folders: tuple[Path, ...]) -> Memo:
    """The Memo that a memo file holds; `name` is what errors call the file.

    Raises UserError, with the line, for what is no TOML, no memo, or no text that a nota can hold.
    """
    data = toml_text.parse(text, name)
    try:
        memo = to_memo(with_basis(data, name, folders), folders)
    except TableError as error:
        raise located(error, text, name) from None
    drafts = unconfirmed(text)
    if not drafts:
        return memo
    return memo._replace(secties=tuple(sectie._replace(is_concept=sectie.sleutel in drafts) for sectie in memo.secties))


def located(error: TableError, text: str, name: str) -> UserError:
    """The error as a line for a person: the file is called `name` and reads `text`, and may have a basis."""
    text, name = holder(error.path, text, name)
    return UserError(error.message, name, toml_text.line_of(text, error.path, error.line))


def with_basis(data: Data, name: str, folders: tuple[Path, ...]) -> Data:
    """The keys of a memo file called `name`, with the facts that it takes from its basis.

    Raises TableError for what does not fit, UserError for a basis that cannot be read.
    """
    basis = basis_of(data, name)
    return data if basis is None else over(shared(basis, kind_of(data, folders), velden(folders)), data)


def to_memo(data: Data, folders: tuple[Path, ...], partial: bool = False) -> Memo:
    """The Memo that the keys of a memo file make; with `partial`, required facts may be missing.

    Raises TableError for what does not fit.
    """
    of_kind, known = kind_of(data, folders), velden(folders)
    paths = known_paths(of_kind, known, partial)
    for path in _paths(data):
        if path not in paths:
            raise unknown_key(path, paths)
    clean = {key: _clean(value, (key,)) for key, value in data.items() if key != PUBLICATIE}
    feiten = dict(_facts(clean, known))
    for table, key in () if partial else required(of_kind, known):
        if (table, key) not in feiten:
            raise TableError((table, key), say("toml.missing", key=key))
    secties = tuple(_secties(of_kind, checked(dict, clean.get(SECTIES, {}), (SECTIES,))))
    memo = Memo(data["soort"], feiten, secties, _publication(data, of_kind, known), rollen=known.rollen(of_kind.tabel))
    meeting = memo.bijeenkomst
    if meeting.begin and meeting.eind and meeting.eind < meeting.begin:
        raise TableError(("bijeenkomst", "eind"), say("memo.end-before-begin"))
    return memo


def _publication(data: Data, of_kind: Kind, known: Velden) -> Publicatie:
    """What a memo says of its public version; raises TableError for what cannot be withheld."""
    if PUBLICATIE not in data:
        return Publicatie()
    said = decode(Publicatie, checked(dict, data[PUBLICATIE], (PUBLICATIE,)), (PUBLICATIE,))
    keys = [".".join(path) for path in withholdable(of_kind, known)]
    grounds: dict[str, str] = {}
    for key, text in said.lak.items():
        path = (PUBLICATIE, "lak", key)
        if key == ".".join(known.rollen(of_kind.tabel)["onderwerp"]):
            raise TableError(path, say("memo.lak-subject"))
        if key not in keys:
            raise unknown_key(path, ((PUBLICATIE, "lak", other) for other in keys))
        if (lak := as_lak(text)) is None:
            raise TableError(path, say("memo.lak-ground", key=key, ground=PERSOON))
        grounds[key] = lak
    vrij = tuple(" ".join(phrase.split()) for phrase in said.vrij)
    return said._replace(vrij=tuple(filter(None, vrij)), lak=grounds)


def _facts(clean: Data, known: Velden) -> Iterator[tuple[Key, Value]]:
    for table in known.tables:
        stated = checked(dict, clean.get(table, {}), (table,))
        for key, value in stated.items():
            veld = known.velden[table, key]
            fact = checked_fact(veld, value, (table, key))
            if veld.adres and fact not in known.adressen:
                names = ", ".join(known.adressen)
                raise TableError((table, key), say("facts.unknown-address", key=key, addressee=fact, names=names))
            yield (table, key), fact


def kind_of(data: Data, folders: tuple[Path, ...]) -> Kind:
    """The kind that a memo file names; raises TableError when it names none that there is."""
    soort = data.get("soort")
    if soort is None:
        raise TableError(("soort",), say("memo.no-memo"))
    if not isinstance(soort, str):
        raise TableError(("soort",), say("memo.kind-is-name"))
    try:
        return kind(soort, folders)
    except UserError as error:
        if error.file is not None:  # the kind is there, and is at fault
            raise
        raise TableError(("soort",), error.message) from None


@cache
def known_paths(of_kind: Kind, known: Velden, partial: bool = False) -> Mapping[tuple[str, ...], None]:
    """Every key and table that a memo file of this kind may have, in order.

    One that is `partial` may hold facts of other documents too.
    """
    facts = [path for path in known.velden if partial or has_room(of_kind, known, path)]
    tables = ((name,) for name in ("soort", BASIS, *dict.fromkeys(table for table, _ in facts), PUBLICATIE, SECTIES))
    publication = ((PUBLICATIE, key) for key in Publicatie._fields)
    return dict.fromkeys((*tables, *facts, *publication, *((SECTIES, key) for key in of_kind.secties)))


def _paths(data: Data) -> Iterator[tuple[str, ...]]:
    for key, value in data.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, inner) for inner in value)


def _clean(value: Any, path: tuple[str, ...], item: int | None = None) -> Any:
    """The value without what says nothing: space around a fact, empty facts, empty lines of a list.

    Raises TableError for a fact that is not one line of plain words; `item` is its number in a list, from 0.
    """
    if isinstance(value, str):
        if path[0] == SECTIES:
            return value
        text = value.strip()
        if in_fact(text):
            raise TableError(path, say("memo.mark-in-fact", key=path[-1]), item)
        if text.isprintable():
            return text  # nearly every one
        try:
            markup.check_printable(value)
        except markup.MarkupError as error:
            raise TableError(path, f"{path[-1]} {error.message}", error.line) from None
        if re.search(r"[\r\n]", text):
            raise TableError(path, say("memo.several-lines", key=path[-1]))
        return text
    if isinstance(value, dict):
        cleaned = {key: _clean(inner, (*path, key)) for key, inner in value.items()}
        return {key: inner for key, inner in cleaned.items() if inner not in ("", [])}
    if isinstance(value, list):
        return [text for text in (_clean(text, path, number) for number, text in enumerate(value)) if text != ""]
    return value


def _secties(of_kind: Kind, texts: Mapping[str, str]) -> Iterator[Sectie]:
    for key, sectie in of_kind.secties.items():
        try:
            blocks = markup.parse(checked(str, texts.get(key, ""), (SECTIES, key)))
            for paragraph, _ in paragraphs(blocks) if not sectie.koppen else ():
                if paragraph.niveau:
                    raise markup.foreign("Heading", paragraph.line)
        except markup.MarkupError as error:
            raise TableError((SECTIES, key), f"{key} {error.message}", error.line) from None
        if blocks or sectie.status != "facultatief":
            yield Sectie(key, sectie.kop, sectie.niveau, sectie.status == "verplicht", blocks)
