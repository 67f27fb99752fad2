"""Where the facts of a kind stand in its documents: found back by the styles and labels that its page has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dmmdoc.config.facts import Key, Velden
from dmmdoc.config.kinds import Kind, tables
from dmmdoc.config.pages import Onderdeel, Regel
from dmmdoc.docx.names import OF_BEFORE, WORDS_OWN, fact_style, lines_with_facts
from dmmdoc.memo.page import COLUMN, LABEL


class Form(NamedTuple):
    """The parts of a page: above and below the text by style, in the column by the style of a fact, or by label.

    `typed` are the labels that people give facts, `rows` the parts with a label on the same line, `own` the styles by
    which a document of dmmdoc's own is known, in small letters, as `plain` makes them; `times` is how often a page
    prints each fact, `fixed` its words that are no fact.
    """

    around: Mapping[str, tuple[Onderdeel, ...]]
    facts: Mapping[str, Regel]
    column: Mapping[str, Onderdeel]
    unlabelled: Mapping[str, Onderdeel]
    typed: Mapping[str, Key]
    rows: tuple[Onderdeel, ...]
    slot: frozenset[str]
    own: frozenset[str]
    times: Counter[Key | None]
    fixed: frozenset[str] = frozenset()

    def without_label(self, text: str) -> str:
        """What stands in a line above the text behind its label, where it has one."""
        before, tab, behind = text.partition("\t" if "\t" in text else ":")
        labels = {plain(part.label) for part in self.rows}
        return behind.strip() if tab and plain(before) in labels else text

    def has_other_label(self, style: str, text: str) -> bool:
        """Whether a line above the text begins with a label, before a tab, that no part of the page has."""
        before, tab, _ = text.partition("\t")
        if not (tab and before.strip()) or style not in {part.stijl.lower() for part in self.rows if part.stijl}:
            return False
        return plain(before) not in {*self.typed, *(plain(p.label) for p in self.rows)}


def form(kind: Kind, known: Velden) -> Form:
    """The form of the documents of a kind."""
    page = kind.pagina
    around: dict[str, tuple[Onderdeel, ...]] = {}
    for part in (*page.hoofd, *page.slot):
        if part.stijl:
            around[part.stijl.lower()] = (*around.get(part.stijl.lower(), ()), part)
    mine = tables(kind, known)
    names = (
        (plain(name), ".".join(path)) for path, veld in known.velden.items() if path[0] in mine for name in veld.namen
    )
    named = {name: Onderdeel((f"{{{fact}}}",)) for name, fact in names}
    column = named | {plain(label): part for part in page.kolom for label in (part.label, part.enkelvoud) if label}
    unlabelled = {part.stijl.lower() if part.stijl else COLUMN.lower(): part for part in page.kolom if not part.label}
    styles = {*around, *unlabelled, LABEL.lower(), COLUMN.lower(), *OF_BEFORE}
    facts = {fact_style(style, regel.veld).lower(): regel for style, regel in lines_with_facts(kind) if regel.veld}
    return Form(
        around,
        facts,
        column,
        unlabelled,
        {label: path for label, part in {**named, **_labelled(kind)}.items() for path in _only_fact(part)},
        tuple(part for part in page.hoofd if part.label),
        frozenset(part.stijl.lower() for part in page.slot if part.stijl),
        frozenset(styles - {style.lower() for style in WORDS_OWN}),
        Counter(regel.veld for group in page for part in group for regel in part.parts()),
        frozenset(
            plain(regel.voor).rstrip(",")
            for group in page
            for part in group
            for regel in part.parts()
            if not regel.veld
        ),
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


def found_in(part: Onderdeel, text: str) -> tuple[Key | None, str] | None:
    """What a text in a part of the page says of which fact; None where it is none of the lines of the part."""
    for regel in sorted(part.parts(), key=lambda regel: regel.veld is not None):  # fixed words first
        if (words := said_in(regel, text)) is not None:
            return regel.veld, words
    return None


def behind_label(part: Onderdeel, text: str) -> str | None:
    """What stands behind the label of a part, on the same line; None behind another label.

    A line of an older document has a colon where today there is a tab.
    """
    label, _, value = text.partition("\t" if "\t" in text else ":")
    return value.strip() if plain(label) == plain(part.label) else None


def said_in(regel: Regel, text: str) -> str | None:
    """What a text says of the fact in a line of the page; None where the words around that are others."""
    before, behind = regel.voor.strip(), regel.achter.strip()
    if text.startswith(before) and text.endswith(behind) and len(text) >= len(before) + len(behind):
        return text[len(before) : len(text) - len(behind)].strip()
    return None
