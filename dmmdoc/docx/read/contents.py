"""A .docx to the contents of a memo, and messages about what a memo cannot hold.

A document of dmmdoc's own is known by its styles, one from elsewhere by its headings. Nothing is printed here.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, takewhile
from typing import NamedTuple

from dmmdoc.config.addresses import addressee
from dmmdoc.config.facts import Key, Velden
from dmmdoc.config.kinds import Kind, personal
from dmmdoc.config.pages import OPSCHRIFT, Onderdeel
from dmmdoc.config.words import PERSOON
from dmmdoc.docx.ancestor import read as read_ancestor
from dmmdoc.docx.read.body import Comment, Line, Lines, read_lines, short
from dmmdoc.docx.read.form import Form, behind_label, form, found_in, plain, said_in
from dmmdoc.docx.read.lists import blocks
from dmmdoc.docx.read.package import open_package
from dmmdoc.docx.read.styles import meaning
from dmmdoc.docx.read.tracked import Author, before, note_authors
from dmmdoc.dutch.days import read_dag, read_een
from dmmdoc.dutch.numbers import read_getal
from dmmdoc.markdown.read import KOPPEN
from dmmdoc.memo.model import Block, Paragraph, Span, Value, as_lak, join_spans
from dmmdoc.memo.page import COLUMN, LABEL, parted
from dmmdoc.memo.tidy import tidied_spans
from dmmdoc.merging.ancestor import Ancestor
from dmmdoc.messages.catalogue import say, spoken


class Message(NamedTuple):
    """Something to tell: `lost` when it is what a memo cannot hold, `comment` when somebody else wrote it.

    `taken` tells that it stands in the memo all the same.
    """

    text: str
    lost: bool = False
    comment: bool = False
    taken: bool = False


class Document(NamedTuple):
    """An opened .docx: the kind that its properties name, and what stands in it.

    `was` is what stood in it before the tracked changes, None where there are none; `ancestor` is what it remembers of
    its memo.
    """

    soort: str | None
    lines: Lines
    was: Lines | None = None
    ancestor: Ancestor | None = None


class Content(NamedTuple):
    """What a memo takes from a document: facts by (table, key), None where it has none, and sections by key.

    `own` tells that dmmdoc made it: what is not in it was taken out. Of another document it was never there. `by` is
    who changed each fact, and of each section each paragraph.
    """

    own: bool
    facts: dict[Key, Value | None]
    secties: dict[str, tuple[Block, ...]]
    messages: tuple[Message, ...]
    by: Mapping[str | Key, Sequence[tuple[Author, ...]]] = {}


def open_document(content: bytes, name: str) -> Document:
    """The document in the bytes of a .docx, which errors call `name`.

    Raises UserError for what is no .docx, encrypted, damaged, or more than a memo can be.
    """
    package = open_package(content, name)
    is_tracked = note_authors(package.document)
    was = read_lines(package._replace(document=before(package.document), comments=None)) if is_tracked else None
    ancestors = (ancestor for part in package.ancestors if (ancestor := read_ancestor(part)))
    return Document(package.category, read_lines(package), was, next(ancestors, None))


def contents(
    document: Document, kind: Kind, known: Velden, exact: bool = False, days: Mapping[Key, date] | None = None
) -> Content:
    """What a memo of this kind takes from a document; `days` are those that it has, near which one without a year is.

    With `exact`, for a document that nobody has edited, space stays as it is; else what people leave is tidied.
    """
    lines = document.lines.body if exact else tuple(_tidied(document.lines.body))
    where = form(kind, known)
    roles = [_role(line, where) for line in lines]
    own = any(role in where.own for role in roles)
    found = _Found(kind, known, where, own, days or {})
    printed = {key for key, sectie in kind.secties.items() if sectie.status != "facultatief"}
    had = {*printed, *(document.ancestor.secties if document.ancestor else ())}
    found.read(lines, roles, _headings(lines, roles, kind, own, had), exact)
    found.mark(document.lines.headers)
    found.messages += _comments(document.lines.comments)
    return found.content()


def _comments(comments: Sequence[Comment]) -> Iterator[Message]:
    """Every comment, its replies under it; resolved ones at the end."""
    for comment in sorted(comments, key=lambda comment: comment.is_resolved):
        about = say("import.about", words=comment.words) if comment.words else ""
        text = say("import.comment", who=whose(comment.author), about=about, text=comment.text)
        yield Message(say("import.resolved", comment=text) if comment.is_resolved else text, comment=True)
        for reply in comment.replies:
            yield Message(say("import.reply", who=whose(reply.author), text=reply.text), comment=True)


def whose(author: Author) -> str:
    """Who and when, as a message says it: behind a space, empty where nobody is named."""
    parts = [author.name, spoken(author.day) if author.day and author.name else ""]
    return say("import.by", who=", ".join(filter(None, parts))) if author.name else ""


def is_marking(line: Line) -> bool:
    """Whether a line of a header or footer is the marking."""
    return any(meaning(name).what == "marking" for name in line.styles)


def _tidied(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        spans = tidied_spans(line.spans)
        if spans or line.lost or line.table:
            yield line._replace(spans=spans)


def _role(line: Line, where: Form) -> str:
    """What a line is: the style of a part of the page, a `kop`, or text, which is the empty string."""
    for name in line.styles:
        if name in where.around or name in where.own:
            return name
        what = meaning(name).what
        if what == "heading":
            return "kop"
        if what in ("text", "any text"):
            break
    return "kop" if line.outline is not None else ""


def _headings(
    lines: Sequence[Line], roles: Sequence[str], kind: Kind, own: bool, had: Container[str]
) -> dict[int, str]:
    """The lines that are headings of the kind, each with its section; a document of dmmdoc's own `had` some for sure.

    Real headings first; for a section that has none, a line that says the same: in another style, bold, capitals.
    """
    free: dict[str, list[str]] = {}
    for key, sectie in kind.secties.items():
        free.setdefault(plain(sectie.kop), []).append(key)
    longest = 2 * max(map(len, free), default=0) + 20
    order = [*kind.secties]
    found: dict[int, str] = {}
    for wanted in (True, False):
        for number, line in enumerate(lines):
            if number in found or (roles[number] == "kop") != wanted or sum(len(s.text) for s in line.spans) > longest:
                continue
            keys = free.get(plain(line.text))
            if not keys:
                continue
            key = keys[0]
            is_in_place = own and key in had and _is_between(number, order.index(key), found, order)
            if wanted or (not roles[number] and (is_in_place or _may_be_heading(line, kind.secties[key].status, own))):
                found[number] = keys.pop(0)
    return found


def _is_between(number: int, place: int, found: Mapping[int, str], order: Sequence[str]) -> bool:
    """Whether a line stands behind every heading that comes before the one of that place, and before the others."""
    return all((at < number) == (order.index(key) < place) for at, key in found.items())


def _may_be_heading(line: Line, status: str, own: bool) -> bool:
    """Whether a line that reads as a heading, in no heading's style, may be one."""
    if own and status == "facultatief":
        return line.item is None and not (line.styles and meaning(line.styles[0]).what == "text")
    return line.looks or (line.item is None and not own)


_TOP, _ADDRESS = 20, 8
"""Among so many lines an address begins, and so many it has at most."""


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

    def __init__(self, kind: Kind, known: Velden, where: Form, own: bool, days: Mapping[Key, date]):
        self.kind = kind
        self.known = known
        self.where = where
        self.own = own
        self.days = days
        self.personal = personal(kind, known)
        self.merking = known.rollen(kind.tabel).get("merking")
        self.words: dict[Key, list[str]] = {}
        self.by: dict[Key, tuple[Author, ...]] = {}
        self.secties: dict[str, list[Line]] = {}
        self.messages: list[Message] = []
        self.place = say("import.before-headings")
        self.labelled: Key | None = None
        """The fact whose label stood alone on the line above."""
        self.is_whole = False
        """Whether it has every fact of its kind: of a document of before 0.2 what is not there was never printed."""

    def read(self, lines: Sequence[Line], roles: Sequence[str], headings: Mapping[int, str], exact: bool) -> None:
        """Give every line its place."""
        self.is_whole = self.own and any(name in self.where.facts for line in lines for name in line.styles)
        order = [*self.kind.secties]
        first = order[0]
        is_letter = not self.kind.secties[first].niveau  # text without a heading above it
        if not headings and not self.own and not is_letter:
            self.tell(say("import.no-headings"))
        address = {} if self.own else self.addressed(lines)
        places = [order.index(headings[number]) for number in sorted(headings)]
        moved = next((place for before, place in pairwise(places) if place < before), None)
        if moved is not None:
            kop = self.kind.secties[order[moved]].kop
            self.messages.append(Message(say("import.moved-heading", kop=kop)))
        at = first if self.own and is_letter else ""
        part = self.where.unlabelled.get(COLUMN.lower())
        signed = False  # whether the signature has been passed
        labelled = range(0)  # the rows of a table with a label in each
        closing = _closing(lines, headings)
        for number, line in enumerate(lines):
            role, text = roles[number], line.text.strip()
            if line.table:
                labelled = range(number, number + (0 if at else self.labelled_rows(lines[number:])))
                if not labelled:
                    self.tell(line.table)
            for lost in line.lost:
                self.tell(lost)
            for words in line.covered:
                self.messages.append(Message(say("import.covered", where=self.place, words=words), taken=True))
            if not line.spans or number in address:
                continue
            if not self.own and plain(text).rstrip(",") in self.where.fixed:
                at = at or (first if is_letter and text.endswith(",") else "")  # Geachte voorzitter,
            elif number in headings:
                at = headings[number]
                self.secties.setdefault(at, [])
                self.tell_marks(line)
                self.place = self.kind.secties[at].kop
                signed = False
            elif role == LABEL.lower():
                part = self.where.column.get(plain(text))
                if part is None:
                    self.tell(say("import.label", words=short(text)))
                    self.add(at or first, _as_text(line))
                else:
                    self.tell_marks(line)
            elif regel := next((self.where.facts[name] for name in line.styles if name in self.where.facts), None):
                is_row = role in self.where.around
                if not exact and is_row and self.where.has_other_label(role, text):
                    self.tell(say("import.label", words=short(text.partition("\t")[0])))
                    self.add(at or first, _as_text(line))
                    continue
                for said in [self.where.without_label(text)] if is_row else _parts(line):
                    self.keep(regel.veld, said_in(regel, said) or said, line, is_row)
            elif role in self.where.unlabelled or role == COLUMN.lower():
                mine = part if role == COLUMN.lower() else self.where.unlabelled[role]
                kept = [mine is not None and self.is_kept(mine, said, line) for said in _parts(line) if said]
                if not all(kept):
                    self.tell(say("import.in-column", words=short(text)))
                    self.add(at or first, _as_text(line))
            elif role and role != "kop":
                signed = signed or role in self.where.slot
                if not any(
                    self.is_kept_around(part, text, line) for part in self.where.around.get(role, self.where.rows)
                ):
                    self.tell(f"“{short(text)}”")
                    self.add(at or first, _as_text(line))
            elif role == "kop" and at and self.kind.secties[at].koppen:
                self.add(at, _as_heading(line, self.kind.secties[at].niveau))
            elif role == "kop":
                is_known = plain(text) in {plain(sectie.kop) for sectie in self.kind.secties.values()}
                self.tell(say(f"import.{'second' if is_known else 'foreign'}-heading", words=short(text)))
                self.add(at or first, _as_text(line, strong=True))
            elif self.own or not self.typed_fact(line, bool(at), number >= closing):
                is_named = line.named and number not in labelled
                if signed and not is_named:
                    self.tell(say("import.after-signature", words=short(text)))
                elif not at and not is_named:
                    self.tell(f"“{short(text)}”")
                self.add(at or first, line)

    def labelled_rows(self, lines: Sequence[Line]) -> int:
        """How many rows a table of labels has that the first of these lines begins; 0 where it is another table.

        In a row a label stands before its value, and most of them are of a fact.
        """
        rows = [lines[0], *takewhile(lambda line: line.named and not line.table and not line.lost, lines[1:])]
        known = [row for row in rows if self.label_in(row.text)[0]]
        return 0 if self.own or 2 * len(known) < len(rows) else len(rows)

    def label_in(self, text: str) -> tuple[Key | None, str]:
        """The fact whose label a line begins with, and what stands behind that."""
        between = re.search(r"[:\t|][:\t| ]*", text[:40])
        label, value = (text[: between.start()], text[between.end() :].strip()) if between else (text, "")
        return self.where.typed.get(plain(label)) if len(label) < 40 else None, value

    def addressed(self, lines: Sequence[Line]) -> Container[int]:
        """The lines of somebody else's document that are an address of ours, near the top; whose it is is kept."""
        path = next((path for path, veld in self.known.velden.items() if veld.adres and path in self.where.times), None)
        for start in range(min(len(lines), _TOP)) if path else ():
            for end in range(start + 1, min(len(lines), start + _ADDRESS) + 1):
                if path and addressee(" ".join(line.text for line in lines[start:end]), self.known.adressen):
                    self.words[path] = [line.text for line in lines[start:end]]
                    return range(start, end)
        return ()

    def add(self, key: str, line: Line) -> None:
        self.secties.setdefault(key, []).append(line._replace(spans=_with_typed_marks(line.spans)))

    def tell(self, what: str) -> None:
        self.messages.append(Message(f"{self.place}: {what}", lost=True))

    def tell_marks(self, line: Line, path: Key | None = None) -> None:
        """Name what is withheld in a line that is no text of a section; some facts are withheld without a mark."""
        for span in line.spans:
            if span.lak and not (span.lak == PERSOON and path in self.personal):
                self.tell(say("import.mark-in-fact", words=short(span.text), ground=span.lak))

    def is_kept(self, part: Onderdeel, text: str | None, line: Line, is_row: bool = False) -> bool:
        """Keep what a text in a part of the page says of a fact, where the part has such a line; whether it has."""
        found = None if text is None else found_in(part, text)
        if found:
            self.keep(*found, line, is_row)
        return found is not None

    def is_kept_around(self, part: Onderdeel, text: str, line: Line) -> bool:
        """What `is_kept` says of a line above or below the text, behind its label where the part has one."""
        return self.is_kept(part, behind_label(part, text) if part.label else text, line, bool(part.label))

    def keep(self, veld: Key | None, words: str, line: Line, is_row: bool = False) -> None:
        """Keep what a line says of a fact; in a row a list stands on one line."""
        self.tell_marks(line, veld)
        if veld == OPSCHRIFT and plain(words) != plain(self.kind.opschrift):
            self.messages.append(Message(say("import.word-over", words=short(words))))
        elif veld and veld != OPSCHRIFT and words:
            self.by[veld] = (*self.by.get(veld, ()), *line.by)
            is_joined = is_row and self.known.velden[veld].type == "lijst"
            self.words.setdefault(veld, []).extend(parted(words) if is_joined else [words])

    def typed_fact(self, line: Line, in_section: bool, in_closing: bool) -> bool:
        """Whether a line of somebody else's document is a fact behind or under its label, or the signature under it."""
        text = line.text.strip()
        if in_section:
            return in_closing and self.is_signature(text, line)
        path, value = self.label_in(text)
        if path is None and self.labelled:
            path, value = self.labelled, text
        self.labelled = path if path and not value and not line.named else None
        if path and value:
            self.keep(path, value, line, is_row=True)
        return path is not None or plain(text) == plain(self.kind.opschrift)

    def is_signature(self, text: str, line: Line) -> bool:
        """Whether a line at the end of somebody else's document is the function of who signs, or the name under it."""
        signed = [part.veld for each in self.kind.pagina.slot for part in each.parts() if part.veld]
        function = next(iter(signed), None)
        name = next((path for path in signed[1:] if self.known.velden[path].persoonsgegeven), None)
        is_first = function is not None and function not in self.words
        if is_first and re.fullmatch(_FUNCTION, text):
            found = function
        elif name and function in self.words and name not in self.words and re.fullmatch(_NAME, text):
            found = name
        else:
            return False
        if found:
            self.keep(found, text, line)
        return True

    def mark(self, headers: Iterable[Line]) -> None:
        """The marking in the headers and footers."""
        markings = dict.fromkeys(line.text.strip() for line in headers if is_marking(line))
        if markings and self.merking:
            self.words[self.merking] = [next(iter(markings))]
        if len(markings) > 1:
            self.messages.append(Message(say("import.markings", words=next(iter(markings)))))

    def keep_misfits(self) -> None:
        """Keep as text what is no value of its fact: a date that is no day."""
        for path in list(self.words):
            text = " ".join(self.words[path])
            if text and self.fact(path) is None:
                del self.words[path]
                what = say(
                    f"import.misfit-{'adres' if self.known.velden[path].adres else self.known.velden[path].type}"
                )
                label = next((label for label, key in self.where.typed.items() if key == path), path[-1])
                self.messages.append(
                    Message(say("import.misfit", label=label, words=short(text), what=what), lost=True)
                )
                line = Line((), (Span(f"{label.capitalize()}: {text}"),))
                self.secties.setdefault(next(iter(self.kind.secties)), []).insert(0, line)

    def content(self) -> Content:
        self.keep_misfits()
        secties: dict[str, tuple[Block, ...]] = {}
        for key, lines in self.secties.items():
            secties[key], too_deep = blocks(lines)
            if too_deep:
                kop = self.kind.secties[key].kop
                self.messages.append(Message(say("import.levels", kop=kop), taken=True))
        carried = (path for path in self.known.velden if path in self.kind.printed() or path == self.merking)
        facts = {path: self.fact(path) for path in carried if self.is_whole or path in self.words}
        if self.own:
            for key in self.kind.secties.keys() - secties.keys():
                if self.kind.secties[key].status != "facultatief" and self.kind.secties[key].niveau:
                    gone = say("import.heading-gone", kop=self.kind.secties[key].kop)
                    self.messages.append(Message(gone, taken=True))
            secties = {**dict.fromkeys(self.kind.secties, ()), **secties}
        by: dict[str | Key, Sequence[tuple[Author, ...]]] = {path: [who] for path, who in self.by.items()}
        by |= {key: [line.by for line in lines] for key, lines in self.secties.items()}
        return Content(self.own, facts, secties, tuple(self.messages), by)

    def fact(self, path: Key) -> Value | None:
        """What the document says of a fact; of a list nothing is an empty one."""
        words = self.words.get(path, [])
        size = len(words) // max(1, self.where.times[path])
        if words == words[:size] * self.where.times[path]:  # a page may print a fact more than once
            words = words[:size]
        text = " ".join(words)
        match self.known.velden[path].type:
            case "lijst":
                return tuple(words)
            case "dag":
                return read_een(text, [self.days[path]]) if path in self.days else read_dag(text)
            case "getal":
                return read_getal(text)
            case "tekst" if self.known.velden[path].adres:
                return addressee(text, self.known.adressen)
            case _:
                return text or None


_FUNCTION = (
    r"DE [^a-z.]{4,80}"
    r"|(?i:de (plv\.? |plaatsvervangend )?(directeur|secretaris|minister|staatssecretaris|hoofd|commandant|inspecteur))"
    r"\b[^.]{0,70}"
)
"""The first line of a signature."""
_NAME = r"(?:(?i:mr|mw|dhr|drs|ir|ing|dr|prof|mevrouw|de heer)\b\.? *)*[A-Z][^\d:;!?]{2,60}"
"""The name under it."""

_TYPED_MARK = re.compile(r'\[([^\[\]]+)\]\{ *lak *= *["“”„]([0-9a-z., ]{1,99})["“”„] *\}')
"""A mark as a memo file has it, typed in Word, which makes its quotation marks round."""


def _with_typed_marks(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans in which a mark that somebody typed is one."""
    text = "".join(span.text for span in spans)
    for match in reversed([*_TYPED_MARK.finditer(text)] if "{" in text else []):
        if (lak := as_lak(match[2])) is not None:
            inside = (span._replace(lak=lak) for span in _stretch(spans, *match.span(1)))
            spans = (*_stretch(spans, 0, match.start()), *inside, *_stretch(spans, match.end(), len(text)))
    return join_spans(spans)


def _stretch(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """The spans between two offsets in their text."""
    for at, span in Paragraph(spans).placed():
        yield span._replace(text=span.text[max(0, start - at) : max(0, end - at)])


def _parts(line: Line) -> list[str]:
    """The lines that a paragraph of the reference column holds."""
    return [part.strip() for part in "".join(span.text for span in line.spans).split("\n")]


def _as_heading(line: Line, niveau: int) -> Line:
    """A line as a heading in the text of a section whose own heading has a level, from 0 for none."""
    named = (found.level + 1 for found in map(meaning, line.styles) if found.what == "heading")
    level = next(named, (line.outline or 0) + 1) - niveau
    spans = join_spans(span._replace(text=span.text.replace("\n", " ")) for span in line.spans)
    return line._replace(spans=spans, item=None, niveau=max(1, min(level, KOPPEN)))


def _as_text(line: Line, strong: bool = False) -> Line:
    """A line as a paragraph of its own."""
    spans = tidied_spans([span._replace(strong=strong, emphasis=False) for span in line.spans])
    return line._replace(spans=spans, styles=(), item=None)
