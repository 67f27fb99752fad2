"""Which questions there are about a memo, and which of them are still open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple

from dmmdoc.config.facts import SECTIES, Data, Key, Velden
from dmmdoc.config.kinds import Kind, used
from dmmdoc.memo.model import INVULLEN


class Question(NamedTuple):
    """What to ask: the file and the key that the answer goes to, how it reads, and what the answer is to be.

    A `sectie` is section text, with `punten` of bullets. `vorm` is what velden.toml says of a text; what is `geteld`
    follows from another fact, and need not be answered.
    """

    file: Path
    path: Key
    groep: str
    vraag: str
    uitleg: str
    voorbeeld: str = ""
    type: Literal["tekst", "dag", "lijst", "getal", "sectie"] = "tekst"
    punten: bool = False
    vorm: str = ""
    verplicht: bool = False
    geteld: bool = False

    @property
    def name(self) -> str:
        """The key as a person types it: kernpunten, nota.kenmerk."""
        return self.path[1] if self.path[0] == SECTIES else ".".join(self.path)

    @property
    def has_lines(self) -> bool:
        """Whether the answer is of several lines."""
        return self.type in ("sectie", "lijst")


class State(StrEnum):
    """What has become of a question: answered, still open, or answered by a draft that nobody has confirmed."""

    DONE = "done"
    OPEN = "open"
    DRAFT = "draft"


def questions(file: Path, data: Data, kind: Kind, velden: Velden) -> list[Question]:
    """Every question about a memo, in the order of its file."""
    return [*_about_facts(file, data, kind, velden), *_about_sections(file, kind)]


def _about_facts(file: Path, data: Data, kind: Kind, velden: Velden) -> Iterator[Question]:
    asked = used(kind, velden)
    for path, veld in velden.velden.items():
        if path in asked or path[1] in data.get(path[0], {}):
            about = (velden.groepen[path[0]], veld.vraag, veld.uitleg, veld.voorbeeld)
            more = (veld.vorm, veld.verplicht, bool(veld.telt))
            yield Question(file, path, *about, veld.type, False, *more)


def _about_sections(file: Path, kind: Kind) -> Iterator[Question]:
    for key, sectie in kind.secties.items():
        about = (sectie.kop, sectie.vraag, sectie.uitleg)
        needed = sectie.status == "verplicht"
        yield Question(file, (SECTIES, key), *about, type="sectie", punten=sectie.punten, verplicht=needed)


def state(question: Question, data: Data, drafts: Collection[str]) -> State:
    """What has become of a question, as a memo file with these keys and unconfirmed sections has it.

    An empty fact is an answer, where the fact is not required: there is none.
    """
    table, key = question.path
    value = data.get(table, {}).get(key)
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    if any(INVULLEN.search(text) for text in texts):
        return State.OPEN
    if value in ("", []) or (value is None and table == SECTIES):
        return State.OPEN if question.verplicht else State.DONE
    if value is None:
        return State.DONE if question.geteld else State.OPEN
    return State.DRAFT if table == SECTIES and key in drafts else State.DONE


def missing(asked: Sequence[Question], data: Data, drafts: Collection[str]) -> list[Question]:
    """The questions that are still open, or that only a draft answers."""
    return [each for each in asked if state(each, data, drafts) != State.DONE]


def first_round(asked: Sequence[Question], kind: Kind, velden: Velden, drafts: Collection[str]) -> list[Question]:
    """The questions about a new memo: all but those about sections that need no text and have none."""
    facts = used(kind, velden)
    return [
        each
        for each in asked
        if (each.path in facts if each.path[0] != SECTIES else each.verplicht or each.path[1] in drafts)
    ]
