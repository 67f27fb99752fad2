"""Where the facts of a kind stand in its documents: found back by the styles and labels that its page has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dmmdoc.config.facts import Key, Velden
from dmmdoc.config.kinds import Kind, Onderdeel, Regel
from dmmdoc.docx.names import WORDS_OWN
from dmmdoc.memo.page import COLUMN, LABEL

_OF_BEFORE = ("documentsoort", "geadresseerde")
"""Styles of documents that dmmdoc wrote, today or before 0.2, in small letters."""


class Form(NamedTuple):
    """The parts of a page: above and below the text by style, in the column by label.

    `typed` are the labels that people give facts, `own` the styles by which a document of dmmdoc's own is known; all
    in small letters, as `plain` makes them.
    """

    around: Mapping[str, tuple[Onderdeel, ...]]
    column: Mapping[str, Onderdeel]
    unlabelled: Mapping[str, Onderdeel]
    typed: Mapping[str, Key]
    slot: frozenset[str]
    own: frozenset[str]


def form(kind: Kind, known: Velden) -> Form:
    """The form of the documents of a kind."""
    page = kind.pagina
    around: dict[str, tuple[Onderdeel, ...]] = {}
    for part in (*page.hoofd, *page.slot):
        if part.stijl:
            around[part.stijl.lower()] = (*around.get(part.stijl.lower(), ()), part)
    names = ((plain(name), ".".join(path)) for path, veld in known.velden.items() for name in veld.namen)
    named = {name: Onderdeel((f"{{{fact}}}",)) for name, fact in names}
    column = named | {plain(label): part for part in page.kolom for label in (part.label, part.enkelvoud) if label}
    unlabelled = {part.stijl.lower() if part.stijl else COLUMN.lower(): part for part in page.kolom if not part.label}
    styles = {*around, *unlabelled, LABEL.lower(), COLUMN.lower(), *_OF_BEFORE}
    return Form(
        around,
        column,
        unlabelled,
        {label: path for label, part in {**named, **_labelled(kind)}.items() for path in _only_fact(part)},
        frozenset(part.stijl.lower() for part in page.slot if part.stijl),
        frozenset(styles - {style.lower() for style in WORDS_OWN}),
    )


def _labelled(kind: Kind) -> dict[str, Onderdeel]:
    return {plain(part.label): part for part in (*kind.pagina.kolom, *kind.pagina.hoofd) if part.label}


def _only_fact(part: Onderdeel) -> Iterator[Key]:
    facts = [regel.veld for regel in part.parts() if regel.veld]
    if len(facts) == 1:
        yield facts[0]


def plain(text: str) -> str:
    """A heading or a label without what does not matter: capitals, accents, numbering, a colon, space."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"^\s*(?:\d+(?:\.\d+)*\b[.)]?|[a-z][.)]|[ivx]+[.)])\s+", "", text)
    return re.sub(r"\s*/\s*", "/", " ".join(text.split()).rstrip(" :.")).strip()


def found_in(part: Onderdeel, text: str) -> tuple[Regel, str] | None:
    """The line of a part that a text is, and what it says of the fact in that; None where it is none of them."""
    for regel in part.parts():
        before, behind = regel.voor.strip(), regel.achter.strip()
        if text.startswith(before) and text.endswith(behind) and len(text) >= len(before) + len(behind):
            return regel, text[len(before) : len(text) - len(behind)].strip()
    return None
