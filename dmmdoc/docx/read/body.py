"""The body of a document as lines: paragraphs in reading order, tracked changes taken as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dmmdoc.docx.read.elements import (
    CHARACTERS,
    MC,
    SYMBOLS,
    W14,
    W15,
    A,
    M,
    R,
    blocks,
    by_id,
    choice,
    chosen,
    in_run,
    inside,
    is_deleted,
    is_gone,
    is_raised_figure,
    mark_is_deleted,
    outermost,
    text_of,
)
from dmmdoc.docx.read.numbering import Counter, Item, read_numbering
from dmmdoc.docx.read.package import Package
from dmmdoc.docx.read.styles import (
    PLAIN,
    Element,
    Style,
    W,
    meaning,
    number,
    read_styles,
    switch,
    val,
)
from dmmdoc.docx.read.tracked import Author, author, authors
from dmmdoc.markdown.read import usable_address
from dmmdoc.memo.model import Span, join_spans
from dmmdoc.memo.page import COLUMN
from dmmdoc.memo.tidy import tidied_spans
from dmmdoc.messages.catalogue import say

_BETWEEN_CELLS = " | "
_FEW_WORDS = 60
_MAX_COMMENTS = 1000
_LONG_COMMENT = 4000


class Line(NamedTuple):
    """A paragraph: its styles' names in small letters, its words, its list mark, and what could not come along.

    `niveau` is its level where it is a heading in the text of a section, from 1. `looks` tells that the whole of it is
    bold, italic, underlined or in capitals, as a heading might be. `by` is who changed it, where that was tracked;
    `covered` are words that look withheld and are not. What is `named` is said in `lost` of this line or one before.
    `table` says what table begins with this line, which is a row of it, as those that are `named` behind it.
    """

    styles: tuple[str, ...]
    spans: tuple[Span, ...]
    item: Item | None = None
    outline: int | None = None
    lost: tuple[str, ...] = ()
    looks: bool = False
    niveau: int | None = None
    by: tuple[Author, ...] = ()
    covered: tuple[str, ...] = ()
    named: bool = False
    table: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """What could not come along, with the table that begins here."""
        return (self.table, *self.lost) if self.table else self.lost

    @property
    def text(self) -> str:
        """The words, on one line."""
        return _words(self.spans).replace("\n", " ")


class Comment(NamedTuple):
    """A comment, the words that it is about, and whose it is; `replies` are the comments that answer it."""

    text: str
    words: str
    author: Author = Author("")
    is_resolved: bool = False
    replies: tuple[Comment, ...] = ()


class Lines(NamedTuple):
    """What a document holds: its lines, its comments, the first lines of its headers and footers."""

    body: tuple[Line, ...]
    comments: tuple[Comment, ...]
    headers: tuple[Line, ...]
    has_bars: bool = False
    """Whether something in it was taken out for a public version."""


def read_lines(package: Package) -> Lines:
    """Everything that stands in the document, in reading order."""
    reader = _Reader(package)
    body = tuple(reader.lines(package.document.find(f"{W}body")))
    comments = tuple(_threads([*reader.comments()], package.commentsExtended))
    headers = tuple(line for part in package.headers for line in reader.lines(part))
    return Lines(body, comments, headers, reader.has_bars)


class _Reader:
    """Reads the parts of one document; keeps what goes on from one paragraph to the next."""

    def __init__(self, package: Package):
        self.has_bars = False
        self._links = package.links
        self._diagrams = package.diagrams
        self._styles = read_styles(package.styles)
        self._numbers = Counter(read_numbering(package.numbering))
        self._notes = {"footnote": by_id(package.footnotes), "endnote": by_id(package.endnotes)}
        remarks = by_id(package.comments)
        self._remarks = dict(list(remarks.items())[:_MAX_COMMENTS])
        self._more_remarks = len(remarks) - len(self._remarks)
        self._about: dict[str, str] = {}  # the words that each comment is about
        self._open: set[str] = set()  # the comments whose words are being read
        self._fields: list[_Field] = []
        self._lost: list[str] = []
        self._covered: list[str] = []
        self._boxes: list[Line] = []

    def lines(self, container: Element | None) -> Iterator[Line]:
        """The lines in the body, a cell, a header or a text box."""
        by: list[Author] = []
        waiting: list[Span] = []  # words whose paragraph mark was deleted: the next paragraph goes on with them
        properties: Element | None = None
        for element in blocks(container):
            if element.tag == f"{W}p":
                if not len(element):
                    continue
                properties = element.find(f"{W}pPr")
                spans = self._spans(element, properties)
                waiting += spans
                yield from self._taken_boxes()
                goes_on = mark_is_deleted(properties)
                by += authors(element) if spans or not goes_on else ()
                if not goes_on:
                    yield from self._line(properties, waiting, by)
                    waiting, by = [], []
                continue
            if waiting:
                yield from self._line(properties, waiting, by)
                waiting, by = [], []
            if element.tag == f"{W}tbl":
                yield from self._table(element)
            else:
                yield Line((), (), lost=(say("import.inserted"),))
        if waiting:
            yield from self._line(properties, waiting, by)

    def comments(self) -> Iterator[tuple[str, Comment]]:
        """Every comment, in the order of the document's list of them, behind the id of its last paragraph."""
        for key, element in self._remarks.items():
            text = " ".join(line.text for line in self.lines(element) if line.text.strip())
            last = next(element.iterchildren(f"{W}p", reversed=True), None)
            about = short(self._about.get(key, "").strip())
            paragraph = "" if last is None else last.get(f"{W14}paraId", "")
            yield paragraph, Comment(short(text, _LONG_COMMENT), about, author(element))
        if self._more_remarks:
            yield "", Comment(say("import.more-comments", n=self._more_remarks), "")

    def _line(self, properties: Element | None, spans: Iterable[Span], by: Iterable[Author] = ()) -> Iterator[Line]:
        words = join_spans(spans)
        if properties is not None and _is_covered(properties):
            self._covered.append(_quoted(_words(words)))
        lost, self._lost = tuple(dict.fromkeys(self._lost)), []
        covered, self._covered = tuple(dict.fromkeys(self._covered)), []
        if not words and not lost:
            return
        if not "".join(span.text for span in words).strip():
            if lost:
                yield Line((), (), lost=lost)
            return
        style = self._paragraph_style(properties)
        outline = number(val(properties, "outlineLvl"))
        outline = style.outline if outline is None else outline
        yield Line(
            styles=style.names,
            spans=words,
            item=self._numbers.item(style, properties),
            outline=outline if outline is not None and 0 <= outline < 9 else None,
            lost=lost,
            looks=_looks_like_heading(words, style),
            by=tuple(dict.fromkeys(by)),
            covered=covered,
        )

    def _paragraph_style(self, properties: Element | None) -> Style:
        return self._styles.by_id.get(val(properties, "pStyle") or "", self._styles.default)

    def _table(self, table: Element) -> Iterator[Line]:
        """A table as a line a row, the first one telling that it was a table."""
        rows: list[list[tuple[Span, ...]]] = []
        inner: list[str] = []
        for row in inside(table, "tr"):
            if is_deleted(row.find(f"{W}trPr")):
                continue
            cells = [[*self.lines(cell)] for cell in inside(row, "tc")]
            inner += [what for cell in cells for line in cell for what in line.told]
            rows.append([words for cell in cells if (words := _without_looks(cell))])
        if not rows:
            return
        quoted = _quoted(" ".join(_words(words) for row in rows for words in row))
        table, lost = say("import.table", n=len(rows), words=quoted), tuple(inner)
        for row in rows:
            if row or table:
                yield Line((), _with_between(row, _BETWEEN_CELLS), lost=lost, named=True, table=table)
                table, lost = "", ()

    def _taken_boxes(self) -> Iterator[Line]:
        boxes, self._boxes = self._boxes, []
        yield from boxes

    def _spans(self, paragraph: Element, properties: Element | None) -> list[Span]:
        style = self._paragraph_style(properties)
        spans = list(self._inline(paragraph, PLAIN if style.is_own_body else style, None))
        for field in self._fields:  # what a field shows may go on; its instruction may not
            field.shows = True
        return spans

    def _inline(self, parent: Element, style: Style, link: str | None) -> Iterator[Span]:
        """The spans in a paragraph, or in what stands in one; `style` is the paragraph's."""
        before: str | None = None  # the address of the link that ended just now
        for child in parent:
            tag = str(child.tag)
            name = tag[len(W) :] if tag.startswith(W) else ""
            if name == "r":
                if before and not self._has_link_style(child):
                    before = None
                yield from self._run(child, style, link or before)
            elif name == "hyperlink":
                before = self._address(child) or link
                yield from self._inline(child, style, before)
            elif name == "fldSimple":
                self._fields.append(_Field(child.get(f"{W}instr", ""), shows=True))
                yield from self._inline(child, style, link)
                self._fields.pop()
            elif name == "commentRangeStart":
                self._open |= {child.get(f"{W}id", "")} & self._remarks.keys()
            elif name == "commentRangeEnd":
                self._open.discard(child.get(f"{W}id", ""))
            elif tag == f"{MC}AlternateContent":
                yield from self._inline(choice(child), style, link)
            elif tag.startswith(M):
                self._lost.append(say("import.formula", words=_quoted("".join(child.itertext(f"{M}t")))))
                for run in child.iter(f"{M}r"):
                    yield Span("".join(run.itertext(f"{M}t")), lak=self._look(run, style, link).lak)
            elif name == "subDoc":
                self._lost.append(say("import.inserted"))
            elif is_gone(tag):  # what a comment is about may end in it
                ends = child.iter(f"{W}commentRangeEnd", f"{W}commentReference")
                self._open.difference_update(end.get(f"{W}id", "") for end in ends)
            else:
                if (child.text or "").strip():
                    what = tag.rpartition("}")[2]
                    self._lost.append(say("import.element", what=what, words=_quoted("".join(child.itertext()))))
                    yield Span(" ".join((child.text or "").split()))
                yield from self._inline(child, style, link)

    def _run(self, run: Element, style: Style, link: str | None) -> Iterator[Span]:
        look: Span | None = None
        raised = is_raised_figure(run)
        for child in in_run(run):
            tag = str(child.tag)
            name = tag[len(W) :] if tag.startswith(W) else ""
            text = CHARACTERS.get(name, "")
            words: tuple[Span, ...] = ()
            if name == "t":
                text = text_of(child)
            elif name == "sym":
                text = self._symbol(child)
            elif name == "fldChar":
                text = self._field(child)
            elif name == "instrText" and self._fields and not self._fields[-1].shows:
                self._fields[-1].code += (child.text or "")[:4000]
            elif name in ("footnoteReference", "endnoteReference"):
                words = self._note(name.removesuffix("Reference"), child.get(f"{W}id", ""))
            elif name == "commentReference":
                key = child.get(f"{W}id", "")
                self._open.discard(key)
            elif name in ("drawing", "pict", "object"):
                text = self._drawing(child)
            elif name == "ruby":
                self._lost.append(say("import.over-others", words=_quoted("".join(child.itertext(f"{W}t")))))
                for part in child.iterchildren(f"{W}rubyBase", f"{W}rt"):
                    yield from (*self._inline(part, style, link), Span(" "))
            words = words or (Span(text),)
            text = _words(words)
            if not text or not all(field.shows for field in self._fields):
                continue
            if look is None:
                look = self._look(run, style, link)
            if raised:
                words = (Span(text.translate(_RAISED)),)
            for span in words:
                yield look._replace(text=span.text, lak=span.lak or look.lak)
            for key in [*self._open]:
                self._about[key] = about = self._about.get(key, "") + text
                if len(about) > _FEW_WORDS:
                    self._open.discard(key)

    def _look(self, run: Element, paragraph: Style, link: str | None) -> Span:
        """The look of a run as a span without text; bold and italic in two styles at once cancel each other."""
        properties = run.find(f"{W}rPr")
        field_link = next((address for field in reversed(self._fields) if (address := self._field_link(field))), None)
        style = self._styles.by_id.get(val(properties, "rStyle") or "", PLAIN)
        for tag, inherited, what in (
            ("vanish", _either(style.hidden, paragraph.hidden), "hidden"),
            ("strike", _either(style.struck, paragraph.struck), "struck"),
            ("dstrike", None, "struck"),
        ):
            direct = switch(properties, tag)
            if inherited if direct is None else direct:
                self._lost.append(say(f"import.{what}-text", words=_quoted("".join(run.itertext(f"{W}t")))))
        if properties is not None and _is_covered(properties):
            self._covered.append(_quoted("".join(run.itertext(f"{W}t"))))
        self.has_bars = self.has_bars or any(meaning(name).what == "bar" for name in style.names)
        bold, italic = switch(properties, "b"), switch(properties, "i")
        return Span(
            "",
            strong=bool(paragraph.bold) != bool(style.bold) if bold is None else bold,
            emphasis=bool(paragraph.italic) != bool(style.italic) if italic is None else italic,
            lak=self._lak(style, run),
            link=link or field_link,
        )

    def _lak(self, style: Style, run: Element) -> str | None:
        if style.lak == "":
            words = _quoted("".join(run.itertext(f"{W}t")))
            self._lost.append(say("import.no-ground", words=words))
        return style.lak or None

    def _has_link_style(self, run: Element) -> bool:
        """Whether a run looks like a link; LibreOffice leaves the end of one outside it where two links touch."""
        style = self._styles.by_id.get(val(run.find(f"{W}rPr"), "rStyle") or "", PLAIN)
        return any(meaning(name).what == "link" for name in style.names)

    def _address(self, hyperlink: Element) -> str | None:
        target = self._links.get(hyperlink.get(f"{R}id", ""), "")
        anchor = hyperlink.get(f"{W}anchor", "")
        return self._usable(target, anchor)

    def _usable(self, target: str, anchor: str) -> str | None:
        """The address where a memo can hold it; a bookmark of the document leads nowhere outside it."""
        if not target or target.startswith("#_"):
            return None
        target += f"#{anchor}" if anchor else ""
        address = None if _is_file(target) else usable_address(target)
        if address is None:
            self._lost.append(say("import.link", target=short(target)))
        return address

    def _field(self, element: Element) -> str:
        """Begin or end a field; the text is what one shows that has no result."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and len(self._fields) < 20:
            self._fields.append(_Field("", chosen=chosen(element)))
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            return field.chosen or (self._without_result(field.code.strip()) if not field.shows else "")
        return ""

    def _without_result(self, code: str) -> str:
        """What a field shows by its instruction alone: a place to click and fill in, or a formula."""
        if match := re.match(r"(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", code, re.IGNORECASE | re.DOTALL):
            return match[1]
        if re.match(r"EQ\b", code, re.IGNORECASE):
            self._lost.append(say("import.formula", words=_quoted(code)))
            return code
        return ""

    def _field_link(self, field: _Field) -> str | None:
        if field.link is None:
            match = re.match(r'\s*HYPERLINK\b(?:\s+"([^"]*)"|\s+([^\s\\]\S*))?', field.code, re.IGNORECASE)
            anchor = re.search(r'\\l\s+"([^"]*)"', field.code) if match else None
            target = (match[1] or match[2] or "") if match else ""
            field.link = self._usable(target.replace("\\\\", "\\"), anchor[1] if anchor else "") or ""
        return field.link or None

    def _note(self, kind: str, key: str) -> tuple[Span, ...]:
        """The words of a note between brackets."""
        element = self._notes[kind].pop(key, None)  # popped: a note that refers to itself ends
        lost, boxes, fields, self._lost, self._boxes, self._fields = self._lost, self._boxes, self._fields, [], [], []
        words = tidied_spans(_without_looks(self.lines(element)))
        self._lost, self._boxes, self._fields = (
            [*lost, say(f"import.{kind}", words=_quoted(_words(words)))],
            boxes,
            fields,
        )
        return (Span(" ("), *words, Span(")")) if words else ()

    def _drawing(self, element: Element) -> str:
        """What stands in a text box goes before the paragraph it hangs on; of an image its description is left."""
        if str(element.tag) == f"{MC}AlternateContent":
            element = choice(element)
        if boxes := [*outermost(element, f"{W}txbxContent")]:
            lost, self._lost = self._lost, []
            above, self._boxes = self._boxes, []
            lines = [line for box in boxes for line in self.lines(box)]
            self._lost, self._boxes = lost, above
            if not all(line.styles[:1] and COLUMN.lower() in line.styles[0] for line in lines):
                text = _quoted(" ".join(line.text for line in lines))
                told = Line((), (), lost=(say("import.text-box", words=text),))
                lines = [told, *(line._replace(named=True) for line in lines)]
            self._boxes += lines
            return ""
        if words := self._pictured(element):
            self._lost.append(say("import.diagram", words=_quoted(words)))
            return f"[{words}]"
        described = (each.get(name) for each in element.iter() if isinstance(each.tag, str) for name in _DESCRIBING)
        text = next((words for words in described if words), "")
        if str(element.tag) != f"{W}pict" or len(element):
            self._lost.append(image(text))
        return f"[{text}]" if text else ""

    def _pictured(self, element: Element) -> str:
        """The words of a diagram, a chart or a canvas: in the drawing itself, or in the part that it refers to."""
        ids = [key for each in element.iter() for name, key in each.attrib.items() if name.startswith(R)]
        words = [" ".join(each.itertext(f"{A}t")) for each in element.iterchildren()]
        return " ".join(" ".join([*words, *(self._diagrams.get(key, "") for key in dict.fromkeys(ids))]).split())

    def _symbol(self, element: Element) -> str:
        code = element.get(f"{W}char", "")
        face = element.get(f"{W}font", "")
        try:
            point = int(code, 16)
        except ValueError:
            return ""
        if face.lower().startswith(("wingdings", "symbol")) and (known := SYMBOLS.get((face.lower(), point & 0xFF))):
            return known
        if 0x20 <= point < 0xD800:
            return chr(point)
        self._lost.append(say("import.symbol", face=face))
        return ""


def _is_covered(properties: Element) -> bool:
    """Whether words in a look with these properties cannot be read: black over them, or white on white."""
    shading = properties.find(f"{W}shd")
    fills = [] if shading is None else [shading.get(f"{W}fill", ""), shading.get(f"{W}color", "")]
    is_black = val(properties, "highlight") == "black" or (
        fills and fills[shading.get(f"{W}val") == "solid"] == "000000"
    )
    is_white = (val(properties, "color") or "").upper() == "FFFFFF"
    return bool(is_black) or (is_white and val(properties, "highlight") in (None, "none", "white") and shading is None)


def _threads(comments: Sequence[tuple[str, Comment]], extended: Element | None) -> Iterator[Comment]:
    """The comments, each with its replies, whether resolved or not ([MS-DOCX] 2.5.4, commentEx)."""
    told = {} if extended is None else {each.get(f"{W15}paraId"): each for each in extended.iter(f"{W15}commentEx")}
    keys = {key for key, _ in comments if key}
    above = {key: each.get(f"{W15}paraIdParent") for key, each in told.items()}
    replies: dict[str, list[Comment]] = {}
    first: list[tuple[str, Comment]] = []
    for key, comment in comments:
        parent = above.get(key) if key else None
        if parent in keys and parent != key and above.get(parent) not in keys:
            replies.setdefault(str(parent), []).append(comment)
        else:
            first.append((key, comment))
    for key, comment in first:
        is_resolved = key in told and told[key].get(f"{W15}done", "0") in ("1", "true")
        yield comment._replace(is_resolved=is_resolved, replies=tuple(replies.get(key, ())))


class _Field:
    """A field being read: its instruction, whether what follows is what it shows, the address that it links to.

    `chosen` is what was chosen in a list of a form.
    """

    def __init__(self, code: str, shows: bool = False, chosen: str = ""):
        self.code = code
        self.shows = shows
        self.chosen = chosen
        self.link: str | None = None


def _is_file(target: str) -> bool:
    """Whether a link is to a file on somebody's machine: written as Windows does, or of a kind that Word makes."""
    return re.fullmatch(_FILE, target) is not None


_FILE = r"(?i)[^:]*(\\[^:]*|\.(do[ct][xm]?|xl[st][xm]?|pp[st][xm]?|rtf|od[tsp]|msg|pdf)(#.*)?)"

_DESCRIBING = ("descr", "alt", "string")
"""What says in words what an image shows; the last is the text of a watermark."""


def _either(own: bool | None, above: bool | None) -> bool | None:
    """What a style says, else the one above it."""
    return above if own is None else own


_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def _words(spans: Iterable[Span]) -> str:
    return "".join([span.text for span in spans])


def _without_looks(lines: Iterable[Line]) -> tuple[Span, ...]:
    """Lines as one, for where there is room for words alone; what is withheld stays withheld."""
    plain = (tuple(Span(span.text.replace("\n", " "), lak=span.lak) for span in line.spans) for line in lines)
    return _with_between([spans for spans in plain if _words(spans).strip()], " ")


def _with_between(texts: Sequence[tuple[Span, ...]], between: str) -> tuple[Span, ...]:
    """Texts as one, with words between them."""
    return join_spans([span for text in texts for span in (Span(between), *text)][1:])


def _looks_like_heading(spans: tuple[Span, ...], style: Style) -> bool:
    text = "".join(span.text for span in spans)
    words = [span for span in spans if span.text.strip()]
    if len(text) > 200:
        return False
    return text.isupper() or all(span.strong for span in words) or all(span.emphasis for span in words)


def short(text: str, length: int = _FEW_WORDS) -> str:
    """A text as a message quotes it: on one line, of no more than `length` characters."""
    text = " ".join(text[: 4 * length].split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def image(description: str) -> str:
    """How a message names an image."""
    return say("import.image-of", words=_quoted(description)) if description else say("import.image")


def _quoted(text: str) -> str:
    return f"“{short(text)}”" if text.strip() else say("import.no-words")
