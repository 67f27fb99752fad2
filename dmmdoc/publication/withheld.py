"""What is withheld in a memo: marked passages, personal data, and what its [publicatie] withholds whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from dmmdoc.config.facts import SECTIES, Key
from dmmdoc.config.words import PERSOON
from dmmdoc.memo.model import Block, Memo, Paragraph, Sectie, gronden_in, items, paragraphs
from dmmdoc.toml.tables import Path


class Withheld(NamedTuple):
    """A text that is withheld, under its key, on what grounds, and the addresses that it points to.

    `line` is the line of a section's text, or the item of a list, from 0. `is_marked` says that a passage was marked.
    """

    path: Path
    lak: str
    text: str
    line: int | None = None
    links: tuple[str, ...] = ()
    is_marked: bool = False

    @property
    def gronden(self) -> tuple[str, ...]:
        """Each ground by itself."""
        return gronden_in(self.lak)


def lak_of(memo: Memo, path: Path, personal: Collection[Key]) -> str | None:
    """On what a whole fact or section is withheld: as [publicatie] says, else as personal data is; None for not."""
    said = memo.publicatie.lak.get(".".join(path))
    return said if said is not None else PERSOON if path in personal else None


def withheld(memo: Memo, personal: Collection[Key]) -> Iterator[Withheld]:
    """Everything that is withheld in a memo in which these facts are `personal`, in its order."""
    for path, value in memo.feiten.items():
        if lak := lak_of(memo, path, personal):
            for number, text in enumerate(items(value)):
                yield Withheld(path, lak, text, number if isinstance(value, tuple) else None)
    for sectie in memo.secties:
        path_of = (SECTIES, sectie.sleutel)
        whole = lak_of(memo, path_of, ())
        for paragraph, _ in paragraphs(sectie.blocks):
            if whole:
                links = tuple(dict.fromkeys(span.link for span in paragraph.spans if span.link))
                yield Withheld(path_of, whole, paragraph.text, paragraph.line, links)
            yield from _passages(path_of, paragraph)  # in a section that goes whole too: what a mark says still holds


def with_marks(memo: Memo, sectie: Sectie) -> tuple[Block, ...]:
    """The blocks of a section; of one that is withheld whole as if every word of it were marked."""
    lak = lak_of(memo, (SECTIES, sectie.sleutel), ())
    return sectie.blocks if lak is None else tuple(_marked(block, lak) for block in sectie.blocks)


_WORD = r"[^\W_][\w.+-]*@[\w.-]*\w|[^\W_]+"
"""A word of a text; an e-mail address is one."""


def telling(found: Iterable[Withheld]) -> frozenset[str]:
    """The words of what is withheld that tell something out of their sentence: with a capital, numbers, addresses."""
    return frozenset(word.casefold() for each in found for word in re.findall(_WORD, each.text) if _tells(word))


def _tells(word: str) -> bool:
    return len(word) > 1 and ("@" in word or not word.islower()) and (not word.isdigit() or len(word) > _SHORT)


_SHORT = 4
"""A number of so few figures tells nothing by itself."""


def masked(message: str, hidden: Collection[str]) -> str:
    """A message with … for each word that is withheld."""

    def shown(match: re.Match[str]) -> str:
        return "…" if _tells(match[0]) and match[0].casefold() in hidden else match[0]

    return re.sub(_WORD, shown, message) if hidden else message


def _marked(block: Block, lak: str) -> Block:
    if isinstance(block, Paragraph):
        return block._replace(spans=tuple(span._replace(lak=lak) for span in block.spans))
    return block._replace(items=tuple(tuple(_marked(inner, lak) for inner in item) for item in block.items))


def _passages(path: Path, paragraph: Paragraph) -> Iterator[Withheld]:
    if all(span.lak is None for span in paragraph.spans):
        return  # nearly every one
    at = 0
    for lak, group in groupby(paragraph.spans, key=lambda span: span.lak):
        spans = list(group)
        text = "".join(span.text for span in spans)
        if lak is not None:
            links = tuple(dict.fromkeys(span.link for span in spans if span.link))
            yield Withheld(path, lak, text, paragraph.line_at(at), links, is_marked=True)
        at += len(text)
