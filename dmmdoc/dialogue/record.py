"""The memo files that answers go into: read and written anew for every answer, whole, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dmmdoc import interrupts
from dmmdoc.config.facts import SECTIES, Data, Key, velden
from dmmdoc.config.kinds import Kind
from dmmdoc.dialogue.answers import BEGIN, EIND, read, read_back, section_text, shown
from dmmdoc.dialogue.questions import Question, State, state
from dmmdoc.errors import UserError
from dmmdoc.files import read_text, write_whole
from dmmdoc.memo.model import INVULLEN
from dmmdoc.memo_file import concept
from dmmdoc.memo_file import draft as drafting
from dmmdoc.memo_file import read as memo_file
from dmmdoc.memo_file.basis import Basis, basis_of, shared_keys
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError


class Now(NamedTuple):
    """A memo file as it is now.

    Its text, its own keys and those with the facts of its basis, the kind of memo, the basis where it has one, and its
    unconfirmed sections.
    """

    file: Path
    text: str
    own: Data
    data: Data
    kind: Kind
    basis: Basis | None
    drafts: frozenset[str]


class Record:
    """What was answered, in the files.

    `vorige` has, of each new memo, the [nota] that it follows, or nothing; a memo that was there is not in it. A draft
    that nobody has confirmed follows the facts as they change, and so does in a new memo a fact that nobody has looked
    at. A fact that a memo shares with others stands in their basis, and follows in all of them that are new; the bases
    that are `fixed` are not changed.
    """

    def __init__(
        self,
        folders: tuple[Path, ...],
        vorige: Mapping[Path, drafting.Facts] | None = None,
        fixed: Collection[Path] = (),
    ):
        self.folders = folders
        self.fixed = fixed
        self.vorige = vorige or {}
        self.written: set[Path] = set()
        self._seen: set[tuple[Path, Key]] = set()

    def now(self, file: Path) -> Now:
        """The memo file as it is now; raises UserError when it is no memo."""
        text = read_text(file)
        own = toml_text.parse(text, str(file))
        try:
            data = memo_file.with_basis(own, str(file), self.folders)
            memo_file.to_memo(data, self.folders, partial=True)
            kind, basis = memo_file.kind_of(own, self.folders), basis_of(own, str(file))
            return Now(file, text, own, data, kind, basis, concept.unconfirmed(text))
        except TableError as error:
            raise memo_file.located(error, text, str(file)) from None

    def holder(self, now: Now, path: Key) -> Path:
        """The file that a fact of a memo goes into: its basis, for what it shares with others and does not say itself.

        A new memo changes no basis that was there before it.
        """
        is_shared = now.basis and path[0] in now.basis.data and path[1] not in now.own.get(path[0], {})
        if now.basis and is_shared and path in shared_keys(now.kind, velden(self.folders)):
            return Path(now.basis.name) if Path(now.basis.name) not in self.fixed else now.file
        return now.file

    def is_said_elsewhere(self, now: Now, path: Key) -> bool:
        """Whether a memo takes a fact from its basis, as it stands there."""
        return (
            now.basis is not None and path[1] not in now.own.get(path[0], {}) and path[1] in now.data.get(path[0], {})
        )

    def value(self, question: Question) -> Any:
        """What stands under the key of a question."""
        table, key = question.path
        return self.now(question.file).data.get(table, {}).get(key)

    def state(self, question: Question) -> State:
        """What has become of a question."""
        now = self.now(question.file)
        return state(question, now.data, now.drafts)

    def example(self, question: Question) -> str:
        """An example of an answer: of a section what the kind drafts, as far as it can be drawn up."""
        if question.type == "dag":
            return say("dialogue.example-days") if question.path == BEGIN else say("dialogue.example-day")
        if question.type != "sectie":
            return shown(question, toml_text.parse(f"x = {question.voorbeeld}", "velden.toml")["x"])
        now = self.now(question.file)
        with suppress(TableError):
            drafts = drafting.drafts(now.kind, velden(self.folders), now.data, self.vorige.get(now.file, {}), SECTIES)
            return shown(question, drafts.get(question.path))
        return ""

    def confirm(self, question: Question) -> None:
        """Keep what is there, as a person saw it and said that it is right."""
        self._seen.add((question.file, question.path))
        if question.path[0] == SECTIES:
            text = read_text(question.file)
            self._write(question.file, concept.confirmed(text, (question.path[1],)))

    def answer(self, question: Question, typed: str) -> str:
        """Write an answer, and what follows from it; gives how it was understood, as it is read back.

        Raises UserError for what is no answer, with nothing written.
        """
        interrupts.hold()  # an answer that was given is written
        try:
            table, now = question.path[0], self.now(question.file)
            values = read(question, typed, now.data.get(table, {}), date.today())
            changes: dict[Key, Any] = {(table, key): value for key, value in values.items()}
            changes |= {path: value for path, value in self._moved_along(now, changes).items() if path not in changes}
            for file, text in self._rewritten(question.file, changes).items():
                self._write(file, text)
            self._seen |= {(question.file, (table, key)) for key in values}
        finally:
            interrupts.release()
        return read_back(changes.values(), typed)

    def set_aside(self, question: Question, typed: str) -> None:
        """Keep a text that was not ended, as a draft, where nothing was confirmed yet and a memo can hold it."""
        if question.type != "sectie" or self.state(question) == State.DONE:
            return
        with suppress(UserError):
            before = self.now(question.file).data.get(SECTIES, {}).get(question.path[1], "")
            text = section_text(typed, question.punten, before)
            if text and text != before:
                after = self._rewritten(question.file, {question.path: text})[question.file]
                self._write(question.file, concept.unsure(after, question.path[1]))

    def _write(self, file: Path, text: str) -> None:
        if text != read_text(file):
            write_whole(file, text.encode())
            self.written.add(file)

    def _rewritten(self, file: Path, changes: Mapping[Key, Any]) -> dict[Path, str]:
        """The files with an answer in them, and what follows from it, by name; raises UserError for a misfit."""
        now = self.now(file)
        try:
            memo_file.to_memo(_with(now.data, changes), self.folders, partial=True)
        except TableError as error:
            raise UserError(error.message) from None
        texts: dict[Path, str] = {}
        for path, value in changes.items():
            self._put(texts, now, path, value)
        for other in (now, *(self.now(other) for other in self.vorige if other != file)):
            heard = {path: value for path, value in changes.items() if self.holder(other, path) in texts}
            for path, value in self._following(other, heard).items():
                if path not in changes:
                    self._put(texts, other, path, value, is_draft=True)
        return texts

    def _put(self, texts: dict[Path, str], now: Now, path: Key, value: Any, is_draft: bool = False) -> None:
        """Put a value under a key in the text of the file that holds it."""
        holder = self.holder(now, path)
        text = texts[holder] if holder in texts else read_text(holder)
        texts[holder] = (toml_text.rewritten if is_draft else concept.rewritten)(text, {path: value})

    def _following(self, now: Now, changes: Mapping[Key, Any]) -> dict[Key, Any]:
        """The drafts of a memo that nobody has confirmed, as they are when the facts change."""
        drafts: dict[toml_text.Path, Any] = {}
        with suppress(TableError):  # a draft that is at fault costs nobody an answer
            before = self.vorige.get(now.file, {})
            drafts = drafting.redrafted(now.kind, velden(self.folders), now.data, _with(now.data, changes), before)
        return {(path[0], path[1]): text for path, text in drafts.items() if self._is_draft(now, (path[0], path[1]))}

    def _is_draft(self, now: Now, path: Key) -> bool:
        """Whether nobody has said yet that what stands under a key is right."""
        table, key = path
        if table == SECTIES:
            return key in now.drafts
        if now.file in self.vorige:
            return (now.file, path) not in self._seen
        return INVULLEN.search(str(now.data.get(table, {}).get(key))) is not None

    def _moved_along(self, now: Now, changes: Mapping[Key, Any]) -> Mapping[Key, Any]:
        """The last day, where a new first day takes it along: in a new memo, or where it would lie before the first."""
        meeting, begin = now.data.get(BEGIN[0], {}), changes.get(BEGIN)
        was, eind = meeting.get(BEGIN[1]), meeting.get(EIND[1])
        if not (isinstance(begin, date) and isinstance(was, date) and isinstance(eind, date)):
            return {}
        return {EIND: eind + (begin - was)} if now.file in self.vorige or eind < begin else {}


def _with(data: Data, changes: Mapping[Key, Any]) -> Data:
    """The keys of a memo file with other values."""
    after = dict(data)
    for (table, key), value in changes.items():
        after[table] = {**after.get(table, {}), key: value}
    return after
