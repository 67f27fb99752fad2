"""What would send a memo back, found before it goes up: a memo in, findings out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.case import Case, case
from dmmdoc.checks.places import Edit, Place, Places, changes, edited
from dmmdoc.checks.rule import Fault, Severity
from dmmdoc.checks.rules.order import RULES, asked_for, text_rules
from dmmdoc.config.facts import SECTIES
from dmmdoc.errors import UserError, place, showable
from dmmdoc.memo.model import Memo, Paragraph, paragraphs
from dmmdoc.memo_file import read as memo_file
from dmmdoc.memo_file.basis import basis_of
from dmmdoc.memo_file.together import documents_beside
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.beside import named, of_templates
from dmmdoc.publication.rules import rules_for
from dmmdoc.publication.withheld import masked, telling, withheld
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.text import Path as Key

_MARK = "dmmdoc:"
_SILENCE = rf"#\s*{_MARK}\s*negeer\b([\w\s,-]*?)(?:\s[-–—]+\s|[^\w\s,-]|$)"
"""A comment that silences rules: what comes behind their names, after a bracket or a dash, says why."""
Span = tuple[int, int]
"""From where to where something stands in a file."""


class Finding(NamedTuple):
    """What a rule found: what is wrong and what to do, and where.

    `place` are the lines and columns of the file, from 1; `path` the key that holds the words, and `within` the line of
    its text, from 0, or None for the key as a whole. `edits` are what mends it, where that is sure.
    """

    file: str
    place: Place
    rule: str
    severity: Severity
    message: str
    path: Key
    within: int | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def line(self) -> int:
        """The line of the file, from 1."""
        return self.place.line

    @property
    def section(self) -> str:
        """The key of the section; of a fact its table and key, as nota.datum."""
        return self.path[1] if self.path[0] == SECTIES and len(self.path) > 1 else ".".join(self.path)

    def as_data(self) -> dict[str, str | int | bool]:
        """The finding as a script reads it."""
        return {
            "file": self.file,
            **self.place._asdict(),
            "section": self.section,
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "fixable": bool(self.edits),
        }

    def __str__(self) -> str:
        return showable(f"{place(self.file, self.line)}: {self.severity} {self.rule}: {self.message}")

    def coloured(self) -> str:
        """The finding as a line for a terminal."""
        colour, where = "31" if self.severity == "error" else "33", showable(place(self.file, self.line))
        return (
            f"\033[1m{where}:\033[0m \033[1;{colour}m{self.severity}\033[0m "
            f"\033[36m{self.rule}\033[0m: {showable(self.message)}"
        )


def check(text: str, name: str, folders: tuple[Path, ...], spelling: bool = False) -> list[Finding]:
    """The findings in a memo file that reads `text` and is called `name`, in order of line.

    With `spelling` the whole dictionary is asked too. Raises UserError, as the reader does, for what is no memo.
    """
    return findings(memo_file.read(text, name, folders), text, name, folders, spelling)


def findings(memo: Memo, text: str, name: str, folders: tuple[Path, ...], spelling: bool = False) -> list[Finding]:
    """The findings in `memo`, read from a file called `name` that reads `text`, in order of line."""
    rules = asked_for(spelling)
    others = documents_beside(memo, name, folders)
    subject = case(memo, folders, text_rules(spelling), (*of_templates(folders), *named(name)), others)
    found = [(entry, fault) for entry in rules for fault in dict.fromkeys(entry.faults(subject))]
    if not found and _MARK not in text:
        return []  # to find the places of the keys takes as long as all the rules together
    places = Places(text)
    silenced = _silenced(text, places.slots) if _MARK in text else {}
    basis = basis_of(toml_text.parse(text, name), name)
    below = Places(basis.text) if basis else places
    if basis and _MARK in basis.text:
        silenced = {**_silenced(basis.text, below.slots), **silenced}
    written = {sectie.sleutel: [each for each, _ in paragraphs(sectie.blocks)] for sectie in memo.secties}
    hidden = telling(withheld(memo, rules_for(memo.soort, folders).personal))
    listed: list[Finding] = []
    for entry, fault in found:
        is_shared = basis is not None and fault.path not in places.slots and fault.path in below.slots
        held = below if is_shared else places
        if not (entry.silent and any(entry.name in silenced.get(key, ()) for key in _around(fault.path, held.slots))):
            where = held.place(_span(subject, held, fault))
            within = _line_within(subject, written, fault)
            file, edits = (basis.name, ()) if basis and is_shared else (name, tuple(_edits(subject, places, fault)))
            message = masked(fault.message, hidden)
            if fault.other:
                other, holder = (basis.name, below) if basis and fault.other in below.slots else (name, places)
                message += say("check.there", place=place(other, holder.place(holder.of_key(fault.other)).line))
            listed.append(Finding(file, where, entry.name, entry.severity, message, fault.path, within, edits))
    for key, names in silenced.items():
        for wrong in (wrong for wrong in names if wrong not in RULES):
            message = say("check.unknown-rule", rule=wrong)
            where = places.place(places.of_key(key))
            listed.append(Finding(name, where, "unknown-rule", "warning", message, key))
    listed = _with_sound_edits(listed, text, name, folders)
    return sorted(listed, key=lambda finding: (finding.line, finding.severity, finding.place))


def _with_sound_edits(listed: list[Finding], text: str, name: str, folders: tuple[Path, ...]) -> list[Finding]:
    """The findings, those without their edits whose edits would leave no memo."""

    def is_memo(edits: Sequence[Edit]) -> bool:
        try:
            memo_file.read(edited(text, edits), name, folders)
        except UserError:
            return False
        return True

    every = [edit for finding in listed for edit in finding.edits]
    if not every or is_memo(every):
        return listed
    return [finding._replace(edits=finding.edits if is_memo(finding.edits) else ()) for finding in listed]


def _line_within(subject: Case, written: Mapping[str, Sequence[Paragraph]], fault: Fault) -> int | None:
    """The line of a section's text, from 0, on which a fault stands; None for a fault of a whole key.

    `written` are the paragraphs of each section as the memo has them: what was seen in a section has no lines.
    """
    if fault.path[0] != SECTIES or fault.at is None:
        return fault.item if fault.path[0] == SECTIES else None
    key, section = fault.path[1], subject.sections[fault.path[1]]
    number = section.number_at(fault.at)
    return written[key][number].line_at(fault.at - section.passages[number].start)


def _span(subject: Case, places: Places, fault: Fault, at: int | None = None, end: int | None = None) -> Span:
    """Where in the file a fault stands, or the words of it from `at` to `end`."""
    at, end = (fault.at, fault.end) if at is None else (at, end)
    if at is None:
        return places.of_key(fault.path, fault.item)
    end = at if end is None else end
    if fault.path[0] != SECTIES:
        return places.of_fact(fault.path, fault.item, at, end)
    section = subject.sections[fault.path[1]]
    number = section.number_at(at)
    start = section.passages[number].start
    return places.of_words(fault.path, number, at - start, end - start)


def _edits(subject: Case, places: Places, fault: Fault) -> Iterator[Edit]:
    """What mends a fault: no more of the file than has to change."""
    if fault.new is None or fault.at is None or fault.end is None or fault.path not in places.slots:
        return
    text = subject.sections[fault.path[1]].text if fault.path[0] == SECTIES else subject.fact(fault.path, fault.item)
    for start, end, new in changes(text[fault.at : fault.end], fault.new):
        yield Edit(*_span(subject, places, fault, fault.at + start, fault.at + end), new)


def _around(path: Key, places: Mapping[Key, toml_text.Slot]) -> list[Key]:
    """The key and the tables around it, as far as they are in the file: a silence above any of them counts."""
    return [path[:end] for end in range(1, len(path) + 1) if path[:end] in places]


def _silenced(text: str, places: Mapping[Key, toml_text.Slot]) -> dict[Key, list[str]]:
    """The rules that the comment lines right above a key silence, by key."""
    silenced: dict[Key, list[str]] = {}
    for comment in toml_text.comments_above(text, places):
        if match := re.search(_SILENCE, text[comment.start : comment.end]):
            silenced.setdefault(comment.path, []).extend(re.findall(r"\w[\w-]*", match[1]))
    return silenced
