"""The memo files that answers go into: read and written anew for every answer, whole, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dmmdoc import interrupts
from dmmdoc.config.facts import SECTIES, Data, Key, velden
from dmmdoc.config.kinds import Kind
from dmmdoc.dialogue.answers import BEGIN, EIND, read, read_back, shown
from dmmdoc.dialogue.questions import Question, State, state
from dmmdoc.errors import UserError
from dmmdoc.files import read_text, write_whole
from dmmdoc.memo.model import INVULLEN
from dmmdoc.memo_file import concept
from dmmdoc.memo_file import draft as drafting
from dmmdoc.memo_file import read as memo_file
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError


class Now(NamedTuple):
    """A memo file as it is now: its text, what that says, the kind of memo, and its unconfirmed sections."""

    text: str
    data: Data
    kind: Kind
    drafts: frozenset[str]


class Record:
    """What was answered, in the files.

    `vorige` is the [nota] that a new memo follows, or nothing; None for a memo that was there. A draft that nobody
    has confirmed follows the facts as they change, and so does in a new memo a fact that nobody has looked at.
    """

    def __init__(self, folders: tuple[Path, ...], vorige: drafting.Facts | None = None):
        self.folders = folders
        self.vorige = vorige
        self.written: set[Path] = set()
        self._seen: set[tuple[Path, Key]] = set()

    def now(self, file: Path) -> Now:
        """The memo file as it is now; raises UserError when it is no memo."""
        text = read_text(file)
        data = toml_text.parse(text, str(file))
        try:
            memo_file.to_memo(data, self.folders, partial=True)
            return Now(text, data, memo_file.kind_of(data, self.folders), concept.unconfirmed(text))
        except TableError as error:
            raise memo_file.located(error, text, str(file)) from None

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
        if question.type != "sectie":
            return question.voorbeeld.strip("[]\"'").replace('", "', ", ")
        now = self.now(question.file)
        with suppress(TableError):
            drafts = drafting.drafts(now.kind, velden(self.folders), now.data, self.vorige or {}, SECTIES)
            return shown(question, drafts.get(question.path))
        return ""

    def confirm(self, question: Question) -> None:
        """Keep what is there, as a person saw it and said that it is right."""
        self._seen.add((question.file, question.path))
        if question.path[0] == SECTIES:
            text = read_text(question.file)
            self._write(question.file, text, concept.confirmed(text, (question.path[1],)))

    def answer(self, question: Question, typed: str) -> str:
        """Write an answer, and what follows from it; gives the days in it as they are read back.

        Raises UserError for what is no answer, with nothing written.
        """
        interrupts.hold()  # an answer that was given is written
        try:
            now = self.now(question.file)
            table = question.path[0]
            values = read(question, typed, now.data.get(table, {}), date.today())
            changes: dict[Key, Any] = {(table, key): value for key, value in values.items()}
            self._write(question.file, now.text, self._rewritten(question.file, now, changes))
            self._seen |= {(question.file, path) for path in changes}
        finally:
            interrupts.release()
        return read_back(values)

    def set_aside(self, question: Question, typed: str) -> None:
        """Keep a text that was not ended, as a draft, where nothing was confirmed yet and a memo can hold it."""
        if question.type != "sectie" or self.state(question) == State.DONE:
            return
        with suppress(UserError):
            now = self.now(question.file)
            before = now.data.get(SECTIES, {})
            changes = {question.path: read(question, typed, before, date.min)[question.path[1]]}
            if changes[question.path] and changes[question.path] != before.get(question.path[1]):
                after = self._rewritten(question.file, now, changes)
                self._write(question.file, now.text, concept.unsure(after, question.path[1]))

    def _write(self, file: Path, before: str, after: str) -> None:
        if after != before:
            write_whole(file, after.encode())
            self.written.add(file)

    def _rewritten(self, file: Path, now: Now, changes: Mapping[Key, Any]) -> str:
        """The memo file with an answer in it, and what follows from that; raises UserError for a misfit."""
        changes = {**self._moved_along(now, changes), **changes}
        after = dict(now.data)
        for (name, key), new in changes.items():
            after[name] = {**after.get(name, {}), key: new}
        try:
            memo_file.to_memo(after, self.folders, partial=True)
        except TableError as error:
            raise UserError(error.message) from None
        drafts: dict[toml_text.Path, Any] = {}
        with suppress(TableError):  # a draft that is at fault costs nobody an answer
            drafts = drafting.redrafted(now.kind, velden(self.folders), now.data, after, self.vorige or {})
        following = {path: text for path, text in drafts.items() if self._is_draft(file, now, path)}
        answered = {tuple(path): value for path, value in changes.items()}
        return concept.rewritten(toml_text.rewritten(now.text, following), answered)

    def _is_draft(self, file: Path, now: Now, path: toml_text.Path) -> bool:
        """Whether nobody has said yet that what stands under a key is right."""
        table, key = path
        if table == SECTIES:
            return key in now.drafts
        if self.vorige is not None:
            return (file, (table, key)) not in self._seen
        return INVULLEN.search(str(now.data.get(table, {}).get(key))) is not None

    def _moved_along(self, now: Now, changes: Mapping[Key, Any]) -> Mapping[Key, Any]:
        """The last day, where a new first day takes it along: in a new memo, or where it would lie before the first."""
        meeting, begin = now.data.get(BEGIN[0], {}), changes.get(BEGIN)
        was, eind = meeting.get(BEGIN[1]), meeting.get(EIND[1])
        if not all(isinstance(day, date) for day in (begin, was, eind)):
            return {}
        return {EIND: eind + (begin - was)} if self.vorige is not None or eind < begin else {}
