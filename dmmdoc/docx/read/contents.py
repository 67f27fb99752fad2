"""A .docx to the contents of a memo, and messages about what a memo cannot hold.

A document of dmmdoc's own is known by its styles, one from elsewhere by its headings. Nothing is printed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dmmdoc.config.house_style import Huisstijl
from dmmdoc.config.kinds import Kind
from dmmdoc.config.questions import WITHHELD
from dmmdoc.docx.read.body import Line, Lines, read_lines, short
from dmmdoc.docx.read.lists import blocks
from dmmdoc.docx.read.package import open_package
from dmmdoc.docx.read.tidy import tidied_spans
from dmmdoc.dutch.days import read_dag
from dmmdoc.memo.model import Block, Span
from dmmdoc.publication.woo import PERSOON

Path = tuple[str, str]
Fact = str | date | tuple[str, ...]


class Message(NamedTuple):
    """Something to tell: `lost` when it is what a memo cannot hold, `comment` when somebody else wrote it.

    `taken` tells that it stands in the memo all the same.
    """

    text: str
    lost: bool = False
    comment: bool = False
    taken: bool = False


class Document(NamedTuple):
    """An opened .docx: the kind that its properties name, and what stands in it."""

    soort: str | None
    lines: Lines


class Content(NamedTuple):
    """What a memo takes from a document: facts by (table, key), None where it has none, and sections by key.

    `own` tells that dmmdoc made it: what is not in it was taken out. Of another document it was never there.
    """

    own: bool
    facts: dict[Path, Fact | None]
    secties: dict[str, tuple[Block, ...]]
    messages: tuple[Message, ...]


def open_document(content: bytes, name: str) -> Document:
    """The document in the bytes of a .docx, which errors call `name`.

    Raises UserError for what is no .docx, encrypted, damaged, or more than a memo can be.
    """
    package = open_package(content, name)
    return Document(package.category, read_lines(package))


def contents(document: Document, kind: Kind, style: Huisstijl, exact: bool = False) -> Content:
    """What a memo of this kind takes from a document; the house style names the facts in its reference column.

    With `exact`, for a document that nobody has edited, space stays as it is; else what people leave is tidied.
    """
    lines = document.lines.body if exact else tuple(_tidied(document.lines.body))
    roles = [_role(line) for line in lines]
    own = any(role in _OWN_ROLES for role in roles)
    found = _Found(kind, style, own)
    found.read(lines, roles, _headings(lines, roles, kind, own))
    found.mark(document.lines.headers)
    for comment in document.lines.comments:
        about = f"comment on “{comment.words}”" if comment.words else "comment"
        found.messages.append(Message(f"{about}: {comment.text}", comment=True))
    return found.content()


def is_marking(line: Line) -> bool:
    """Whether a line of a header or footer is the marking."""
    return "merking" in line.styles


def _tidied(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        spans = tidied_spans(line.spans)
        if spans or line.lost:
            yield line._replace(spans=spans)


_ROLES = {
    "documentsoort": "opschrift",
    "title": "onderwerp",
    "geadresseerde": "aan",
    "referentiekop": "label",
    "referentie": "referentie",
    "closing": "functie",
    "signature": "naam",
}
_OWN_ROLES = frozenset({"opschrift", "aan", "label", "referentie"})


def _role(line: Line) -> str:
    """What a line is: a fact, a `kop`, or text, which is the empty string."""
    for name in line.styles:
        if name in _ROLES:
            return _ROLES[name]
        if re.fullmatch(r"heading [1-9]", name):
            return "kop"
        if name in ("body text", "normal"):
            break
    return "kop" if line.outline is not None else ""


def plain(text: str) -> str:
    """A heading or a label without what does not matter: capitals, accents, numbering, a colon, space."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = re.sub(r"^\s*(?:\d+(?:\.\d+)*\b[.)]?|[a-z][.)]|[ivx]+[.)])\s+", "", text)
    return re.sub(r"\s*/\s*", "/", " ".join(text.split()).rstrip(" :.")).strip()


def _headings(lines: Sequence[Line], roles: Sequence[str], kind: Kind, own: bool) -> dict[int, str]:
    """The lines that are headings of the kind, each with its section.

    Real headings first; for a section that has none, a line that says the same: in another style, bold, capitals.
    """
    free: dict[str, list[str]] = {}
    for key, sectie in kind.secties.items():
        free.setdefault(plain(sectie.kop), []).append(key)
    longest = 2 * max(map(len, free), default=0) + 20
    found: dict[int, str] = {}
    for wanted in (True, False):
        for number, line in enumerate(lines):
            if number in found or (roles[number] == "kop") != wanted or sum(len(s.text) for s in line.spans) > longest:
                continue
            keys = free.get(plain(line.text))
            if keys and (wanted or _may_be_heading(line, roles[number], kind.secties[keys[0]].status, own)):
                found[number] = keys.pop(0)
    return found


def _may_be_heading(line: Line, role: str, status: str, own: bool) -> bool:
    """Whether a line that reads as a heading, in no heading's style, may be one."""
    if role:
        return False
    if own and status == "facultatief":
        return line.item is None and not (line.styles and line.styles[0] == "body text")
    return line.looks or (line.item is None and not own)


def _closing(lines: Sequence[Line], headings: Container[int]) -> int:
    """The line from which on a signature may stand: after the last heading, no sentence and no bullet behind it."""
    at = len(lines)
    while at and at - 1 not in headings:
        line = lines[at - 1]
        if line.item or len(line.text) > 80 or line.text.rstrip().endswith((".", ":", ";", "?", "!")):
            break
        at -= 1
    return at


class _Found:
    """What has been found so far of one memo."""

    def __init__(self, kind: Kind, style: Huisstijl, own: bool):
        column = style.referentiekolom
        self.kind = kind
        self.own = own
        self.aan = style.geadresseerde
        self.datum = column.datum
        self.labels: dict[str, Path] = {
            plain(column.steller): ("steller", "naam"),
            plain(column.telefoon): ("steller", "telefoon"),
            plain(column.email): ("steller", "email"),
            plain(column.datum): _DATUM,
            plain(column.kenmerk): ("nota", "kenmerk"),
            plain(column.bijlagen): ("nota", "bijlagen"),
        }
        self.typed = {**self.labels, plain(style.geadresseerde): ("nota", "aan"), **_TYPED}
        self.words: dict[Path, list[str]] = {}
        self.secties: dict[str, list[Line]] = {}
        self.messages: list[Message] = []
        self.place = "before the first heading"

    def read(self, lines: Sequence[Line], roles: Sequence[str], headings: Mapping[int, str]) -> None:
        """Give every line its place."""
        if not headings and not self.own:
            self.tell("none of its headings is one of this kind of memo")
        order = [*self.kind.secties]
        first = order[0]
        places = [order.index(headings[number]) for number in sorted(headings)]
        moved = next((place for before, place in pairwise(places) if place < before), None)
        if moved is not None:
            kop = self.kind.secties[order[moved]].kop
            self.messages.append(Message(f"{kop}: stands elsewhere than in this kind of memo; export puts it back"))
        at = ""
        label: Path | None = ("nota", "afzender")
        signed = False  # whether the signature has been passed
        closing = _closing(lines, headings)
        for number, line in enumerate(lines):
            role, text = roles[number], line.text.strip()
            for lost in line.lost:
                self.tell(lost)
            if not line.spans:
                continue
            if number in headings:
                at = headings[number]
                self.secties.setdefault(at, [])
                self.tell_marks(line)
                self.place = self.kind.secties[at].kop
                signed = False
            elif role == "label" and (label := self.labels.get(plain(text))) is None:
                self.tell(f"the label “{short(text)}” in the reference column")
                self.add(at or first, _as_text(line))
            elif role == "label":
                self.tell_marks(line)
            elif role == "referentie" and label is None:
                self.add(at or first, _as_text(line))
            elif role == "referentie" and label:
                self.tell_marks(line, label)
                self.words.setdefault(label, []).extend(part for part in _parts(line) if part)
            elif role == "opschrift":
                self.tell_marks(line)
                if plain(text) != plain(self.kind.opschrift):
                    self.messages.append(Message(f"the word over the memo is the kind's, not “{short(text)}”"))
            elif role in ("onderwerp", "aan", "functie", "naam"):
                signed = signed or role in ("functie", "naam")
                self.tell_marks(line, _FACTS[role])
                self.words.setdefault(_FACTS[role], []).append(self.without_aan(text) if role == "aan" else text)
            elif role == "kop":
                self.tell(f"the heading “{short(text)}”, which this kind of memo does not have")
                self.add(at or first, _as_text(line, strong=True))
            elif self.own or not self.typed_fact(line, bool(at), number >= closing):
                if signed:
                    self.tell(f"“{short(text)}”, after the signature")
                elif not at:
                    self.tell(f"“{short(text)}”")
                self.add(at or first, line)

    def add(self, key: str, line: Line) -> None:
        self.secties.setdefault(key, []).append(line)

    def tell(self, what: str) -> None:
        self.messages.append(Message(f"{self.place}: {what}", lost=True))

    def tell_marks(self, line: Line, path: Path | None = None) -> None:
        """Name what is withheld in a line that is no text of a section; some facts are withheld without a mark."""
        for span in line.spans:
            if span.lak and not (span.lak == PERSOON and path in WITHHELD):
                self.tell(
                    f"“{short(span.text)}” withheld on {span.lak}, which a memo marks in the text of a section only"
                )

    def without_aan(self, text: str) -> str:
        match = re.match(rf"{re.escape(self.aan)}\s*:\s*(.*)", text, re.IGNORECASE | re.DOTALL)
        return match[1] if match else text

    def typed_fact(self, line: Line, in_section: bool, in_closing: bool) -> bool:
        """Whether a line of somebody else's document is a fact with its label, or the signature under it."""
        text = line.text.strip()
        if in_section:
            if in_closing and re.fullmatch(r"DE [^a-z.]{4,80}", text):
                self.tell_marks(line)
                self.words.setdefault(("ondertekenaar", "functie"), []).append(text)
                return True
            return False
        label, colon, value = text.partition(":")
        path = self.typed.get(plain(label)) if colon and len(label) < 40 else None
        if path and value.strip():
            self.tell_marks(line, path)
            self.words.setdefault(path, []).append(value.strip())
        return path is not None or plain(text) == plain(self.kind.opschrift)

    def mark(self, headers: Iterable[Line]) -> None:
        """The marking in the headers and footers."""
        markings = dict.fromkeys(line.text.strip() for line in headers if is_marking(line))
        for marking in list(markings)[:1]:
            self.words["nota", "merking"] = [marking]
        if len(markings) > 1:
            self.messages.append(
                Message(f"the marking is not the same on every page; taken is “{next(iter(markings))}”")
            )

    def keep_date(self) -> None:
        """A date that is no day is kept as text."""
        text = " ".join(self.words.get(_DATUM, []))
        if text and read_dag(text) is None:
            del self.words[_DATUM]
            self.messages.append(Message(f"the date “{short(text)}” is no day, as 3 februari 2025", lost=True))
            line = Line((), (Span(f"{self.datum}: {text}"),))
            self.secties.setdefault(next(iter(self.kind.secties)), []).insert(0, line)

    def content(self) -> Content:
        self.keep_date()
        secties: dict[str, tuple[Block, ...]] = {}
        for key, lines in self.secties.items():
            secties[key], too_deep = blocks(lines)
            if too_deep:
                kop = self.kind.secties[key].kop
                self.messages.append(
                    Message(f"{kop}: bullets of more than three levels were brought back to three", taken=True)
                )
        facts = {path: self.fact(path) for path in _CARRIED if self.own or path in self.words}
        if self.own:
            secties = {**dict.fromkeys(self.kind.secties, ()), **secties}
        return Content(self.own, facts, secties, tuple(self.messages))

    def fact(self, path: Path) -> Fact | None:
        words = self.words.get(path, [])
        if path in _LISTS:
            return tuple(words)
        text = " ".join(words)
        return read_dag(text) if path == _DATUM else text or None


_DATUM: Path = ("nota", "datum")
_FACTS: dict[str, Path] = {
    "onderwerp": ("nota", "onderwerp"),
    "aan": ("nota", "aan"),
    "functie": ("ondertekenaar", "functie"),
    "naam": ("ondertekenaar", "naam"),
}
_LISTS = frozenset({("nota", "afzender"), ("nota", "bijlagen")})
_CARRIED: tuple[Path, ...] = (
    *(("nota", key) for key in ("onderwerp", "datum", "kenmerk", "aan", "afzender", "merking", "bijlagen")),
    *(("steller", key) for key in ("naam", "telefoon", "email")),
    *(("ondertekenaar", key) for key in ("functie", "naam")),
)
"""The facts that stand in a document; those of the meeting do not."""
_TYPED: dict[str, Path] = {
    "onderwerp": ("nota", "onderwerp"),
    "betreft": ("nota", "onderwerp"),
    "kenmerk": ("nota", "kenmerk"),
    "afzender": ("nota", "afzender"),
    "van": ("nota", "afzender"),
    "bijlage": ("nota", "bijlagen"),
}
"""What people type before a fact, beside the labels of the house style."""


def _parts(line: Line) -> list[str]:
    """The lines that a paragraph of the reference column holds."""
    return [part.strip() for part in "".join(span.text for span in line.spans).split("\n")]


def _as_text(line: Line, strong: bool = False) -> Line:
    """A line as a paragraph of its own."""
    spans = tidied_spans([span._replace(strong=strong, emphasis=False) for span in line.spans])
    return line._replace(spans=spans, styles=(), item=None)
