"""A .docx back into its memo: what it changed since its export is merged into what the memo says now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dmmdoc.config.facts import SECTIES, Data, Velden, velden
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import Kind, kind, kinds, required, used
from dmmdoc.config.words import gronden
from dmmdoc.docx.read import contents as docx
from dmmdoc.docx.read.contents import Content, Message, whose
from dmmdoc.docx.read.furniture import furniture, told_of_furniture
from dmmdoc.docx.read.package import MAX_FILE
from dmmdoc.docx.read.tracked import Author
from dmmdoc.docx.seal import is_unedited
from dmmdoc.dutch.days import read_dag
from dmmdoc.dutch.numbers import read_getal
from dmmdoc.errors import UserError
from dmmdoc.files import read_bytes
from dmmdoc.importing.changes import Change, Clash, changed, reading
from dmmdoc.markdown import write as markup
from dmmdoc.markdown.difference import units
from dmmdoc.markdown.read import MarkupError
from dmmdoc.markdown.revise import revised
from dmmdoc.memo.facts import said
from dmmdoc.memo.model import Block, Key, ListBlock, Memo, Value, gronden_in, spans_of
from dmmdoc.memo.tidy import tidied
from dmmdoc.memo_file import concept
from dmmdoc.memo_file import read as memo_file
from dmmdoc.memo_file.annotate import annotated
from dmmdoc.merging.ancestor import Ancestor, as_pieces, remembered
from dmmdoc.merging.marks import Mark, dropped
from dmmdoc.merging.merge import Conflict, Merged, merge, merge_one, merge_rows, settled, with_words
from dmmdoc.merging.pieces import Piece, blocks, pieces, plain_address, with_lists_of
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.called import is_called_public
from dmmdoc.toml import text as toml_text


class Copy(NamedTuple):
    """A document to take in, opened; `unedited` tells that it is as dmmdoc wrote it."""

    source: Path
    document: docx.Document
    unedited: bool


Choose = Callable[[Clash], Sequence[Piece] | None]
"""What is to be taken of a clash; None where nobody says."""


class Import(NamedTuple):
    """What an import comes to: the memo file and its new text, and what there is to tell.

    `clashes` are those that nobody chose of, `answered` the others, `marks` the passages that would be left bare.
    """

    target: Path
    text: str
    changes: tuple[Change, ...]
    messages: tuple[Message, ...] = ()
    clashes: tuple[Clash, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_new: bool = False
    answered: tuple[Clash, ...] = ()


def opened(source: Path) -> Copy:
    """A document to take in; raises UserError for what cannot be read, or was made public."""
    raw = _read(source)
    document = docx.open_document(raw, str(source))
    is_public = is_called_public(source) and document.soort is not None
    if document.lines.has_bars or is_public:
        raise UserError(say("import.public"), str(source))
    return Copy(source, document, is_unedited(raw))


def take_in_new(copy: Copy, target: Path, soort: str | None, folders: tuple[Path, ...]) -> Import:
    """A whole new memo file of a document; writes nothing. Raises UserError for what makes none."""
    soort = _soort(soort, copy, folders)
    of_kind, known_facts = kind(soort, folders), velden(folders)
    content = _new_content(copy, of_kind, known_facts)
    new = annotated(_data(soort, of_kind, content, folders), of_kind, known_facts)
    whole = _reread(new, copy.source, target, folders)
    _check(whole, content.facts, {key: pieces(text) for key, text in content.secties.items()}, target)
    changes = (*changed(None, whole, content.facts, of_kind, {}),)
    return Import(target, new, changes, (*_messages(content, copy, whole, folders),), is_new=True)


def data_of(source: Path, soort: str, folders: tuple[Path, ...]) -> Data:
    """The keys of a memo file that a .docx makes: only what it says. One that names no kind is read as a `soort`.

    Raises UserError for what cannot be read.
    """
    copy = opened(source)
    soort = copy.document.soort if copy.document.soort in kinds(folders) else soort
    of_kind = kind(soort, folders)
    data = _data(soort, of_kind, _new_content(copy, of_kind, velden(folders)), folders, complete=False)
    return {key: value for key, value in data.items() if value}


def take_in(
    copy: Copy,
    target: Path,
    text: str,
    folders: tuple[Path, ...],
    choose: Choose,
    soort: str | None = None,
    came: Mapping[str, str] | None = None,
) -> Import:
    """What comes of a document in the memo file `target`, which reads `text`; writes nothing.

    Of several copies `came` says which readings came with which one before this.
    Raises UserError for what cannot be taken in, also where the memo is not of the kind that is asked for.
    """
    memo = memo_file.read(text, str(target), folders)
    if soort and soort != memo.soort:
        raise UserError(say("import.asked-kind", kind=memo.soort, asked=soort), str(target))
    of_kind, known_facts = kind(_kind_of(memo, copy, target, folders), folders), velden(folders)
    if copy.unedited:
        return Import(target, text, ())
    content = _content(copy.document, of_kind, known_facts, memo)
    was = None
    if copy.document.was is not None:
        was = _content(copy.document._replace(lines=copy.document.was), of_kind, known_facts, memo)
    merging = _Merging(memo, content, was, _ancestor(copy.document.ancestor, was), choose)
    merging.is_sure = copy.document.ancestor is not None
    merging.came, merging.name = came, copy.source.name
    needed = required(of_kind, known_facts)
    facts = {path: merging.fact(path, known_facts) for path in content.facts if not _is_kept(path, content, needed)}
    texts = merging.sections(of_kind)
    new = {path: value for path, value in facts.items() if value != _said(memo.feiten.get(path))}
    rewritten = concept.rewritten(text, _rewriting(text, new, texts, copy.source))
    after = _reread(rewritten, copy.source, target, folders)
    _check(after, new, texts, target)
    marks = dropped(_rows(memo), _rows(after), merging.unmarked)
    messages = [*_messages(content, copy, memo, folders)]
    messages += (Message(say("import.fact-gone", key=".".join(path))) for path in needed if _is_gone(path, content))
    return Import(
        target,
        rewritten,
        (*changed(memo, after, content.facts, of_kind, merging.who),),
        tuple(messages),
        tuple(merging.clashes),
        tuple(marks),
        answered=tuple(merging.answered),
    )


class _Merging:
    """A merge of one document into one memo: what was asked, and what nobody answered."""

    def __init__(self, memo: Memo, content: Content, was: Content | None, ancestor: Ancestor | None, choose: Choose):
        self.texts = memo.teksten
        self.memo = memo
        self.content = content
        self.was = was
        self.ancestor = ancestor
        self.choose = choose
        self.clashes: list[Clash] = []
        self.answered: list[Clash] = []
        self.is_sure = True
        """Whether the document remembers itself what it was, and not by its tracked changes alone."""
        self.came: Mapping[str, str] | None = None
        self.name = ""
        self.unmarked: list[tuple[Sequence[Piece], Sequence[Piece]]] = []
        """What the document says of each conflict of which something else was chosen, and what was."""
        keys: list[str | Key] = [*content.facts, *content.secties]
        self.who = {path: [*_who(path, content, was)] for path in keys}

    def fact(self, path: Key, known_facts: Velden) -> Value | None:
        """What becomes of a fact."""
        ours, theirs = (_said(facts.get(path)) for facts in (self.memo.feiten, self.content.facts))
        rows = as_pieces(ours), as_pieces(theirs)
        was = self.ancestor.facts.get(path, ()) if self.ancestor else None
        is_list = known_facts.velden[path].type == "lijst"
        row = self.chosen(path, ".".join(path), (merge if is_list else merge_one)(was, *rows, self.is_sure))
        for value, same in ((ours, rows[0]), (theirs, rows[1])):
            if row == same:
                return value
        return tuple(piece.text for piece in row) if is_list else typed(row[0].text if row else "", path, known_facts)

    def sections(self, of_kind: Kind) -> dict[str, tuple[Piece, ...]]:
        """What becomes of the sections, without those that stay as they are."""
        keys = [*self.content.secties]
        ours = [pieces(self.texts.get(key, ())) for key in keys]
        theirs = [pieces(text) for text in self.content.secties.values()]
        was = [self.ancestor.secties.get(key, ()) for key in keys] if self.ancestor else None
        if list(map(_as_said, ours)) == list(map(_as_said, theirs)):
            return {}
        rows: dict[str, tuple[Piece, ...]] = {}
        for key, mine, merged in zip(keys, ours, merge_rows(was, ours, theirs, self.is_sure), strict=True):
            row = with_lists_of(self.chosen((SECTIES, key), of_kind.secties[key].kop, merged), (*ours, *theirs))
            if _as_said(row) != _as_said(mine):
                rows[key] = row
        return rows

    def chosen(self, path: toml_text.Path, kop: str, row: Merged) -> tuple[Piece, ...]:
        answers: dict[int, Sequence[Piece]] = {}
        names = dict(self.who[_key(path)])
        for number, conflict in enumerate(part for part in row if isinstance(part, Conflict)):
            who = next((names[piece.says] for piece in conflict.theirs if piece.says in names), "")
            answer = self.choose(clash := Clash(path, kop, conflict, who, self.names(conflict)))
            if answer is None:
                self.clashes.append(clash)
            else:
                answers[number] = answer
                self.answered.append(clash)
                self.unmarked.append((conflict.theirs, answer))
        return settled(row, answers)

    def names(self, conflict: Conflict) -> tuple[str, str] | None:
        """How both readings are called where there are several copies."""
        if self.came is None:
            return None
        whose = (self.came[text] for piece in conflict.ours if (text := reading([piece])) in self.came)
        return next(whose, say("import.memo")), self.name


def _key(path: toml_text.Path) -> str | Key:
    return path[1] if path[0] == SECTIES else (path[0], path[1])


def _who(path: str | Key, content: Content, was: Content | None) -> Iterator[tuple[object, str]]:
    """Who changed each paragraph of a section or item of a fact: by what it says now, or said before it went."""
    for each in (content, *([was] if was else [])):
        row = pieces(each.secties.get(path, ())) if isinstance(path, str) else as_pieces(each.facts.get(path))
        by = each.by.get(path, ())
        if not isinstance(path, str):
            by = [*by] * len(row)
        for piece, authors in zip(row, by, strict=False):
            if authors:
                yield piece.says, _names(authors)


def _names(authors: Iterable[Author]) -> str:
    return say("import.and").join(dict.fromkeys(filter(None, map(whose, authors))))


def typed(text: str, path: Key, known_facts: Velden) -> Value | None:
    """A fact that somebody typed, as the type that it has; raises UserError where it is none."""
    if not text:
        return None
    match known_facts.velden[path].type:
        case "dag":
            value: Value | None = read_dag(text)
        case "getal":
            value = read_getal(text)
        case _:
            value = text
    if value is None:
        raise UserError(say("import.no-value", text=text, key=".".join(path)))
    return value


def _as_said(row: Iterable[Piece]) -> list[object]:
    return [(piece.says, piece.place) for piece in row]


def _rows(memo: Memo) -> dict[str, tuple[Piece, ...]]:
    return {key: pieces(text) for key, text in memo.teksten.items()}


def _new_content(copy: Copy, of_kind: Kind, known_facts: Velden) -> Content:
    """What a document gives a memo that is not there yet."""
    return _without_counts(docx.contents(copy.document, of_kind, known_facts, exact=copy.unedited), None, known_facts)


def _content(document: docx.Document, of_kind: Kind, known_facts: Velden, memo: Memo) -> Content:
    days = {path: value for path, value in memo.feiten.items() if isinstance(value, date)}
    content = docx.contents(document, of_kind, known_facts, days=days)
    return _with_known_links(_without_counts(content, memo, known_facts), memo)


def _ancestor(told: Ancestor | None, was: Content | None) -> Ancestor | None:
    """What the memo was when the document was made: as that remembers it, in the words that tracked changes give back.

    Where it remembers nothing these say all; None where nobody knows.
    """
    if was is None:
        return told
    facts = {path: as_pieces(value) for path, value in was.facts.items()}
    texts = {key: pieces(text) for key, text in was.secties.items()}
    if told is None:
        return Ancestor(
            {path: remembered(row) for path, row in facts.items()}, {key: remembered(row) for key, row in texts.items()}
        )
    return Ancestor(
        {path: with_words(row, facts.get(path, ())) for path, row in told.facts.items()},
        {key: with_words(row, texts.get(key, ())) for key, row in told.secties.items()},
    )


def _is_kept(path: Key, content: Content, needed: Collection[Key]) -> bool:
    """Whether a fact stays as it is because no memo can be without it."""
    return path in needed and _said(content.facts[path]) is None


def _is_gone(path: Key, content: Content) -> bool:
    return path in content.facts and _said(content.facts[path]) is None


def _messages(content: Content, copy: Copy, memo: Memo, folders: tuple[Path, ...]) -> Iterator[Message]:
    """What there is to tell of a document, beside what it changes."""
    yield from content.messages
    if not copy.unedited:
        yield from (Message(text) for text in told_of_furniture(copy.document, house_style(folders)))
    named, there = gronden(folders).gronden, {span.lak for span in spans_of(memo)}
    laks = (span.lak for row in map(pieces, content.secties.values()) for piece in row for span in piece.spans)
    for lak in dict.fromkeys(lak for lak in laks if lak and lak not in there):
        for grond in gronden_in(lak):
            if grond not in named:
                yield Message(say("import.unknown-ground", ground=grond), lost=True)


def lost(taken: Import, force: bool) -> int:
    """How many things a memo cannot hold, for which nothing is written; none with `force`."""
    return 0 if force else sum(message.lost for message in taken.messages)


def refusals(taken: Import, force: bool) -> Iterator[str]:
    """Why nothing is written, a line each."""
    if count := lost(taken, force):
        yield say("import.lost", n=count)
    if taken.clashes:
        yield say("import.clashes", n=len(taken.clashes))
    if taken.marks:
        yield say("import.marks", n=len(taken.marks))


def left_out(raw: bytes, fresh: bytes, memo: Memo, text: str, name: str, folders: tuple[Path, ...]) -> str | None:
    """What the .docx in `raw` holds that neither the memo, whose file `name` reads `text`, nor its `fresh` .docx does.

    An edit that was taken in stands in the memo; what no memo holds stands in the document alone. None when nothing.
    """
    try:
        document, made = docx.open_document(raw, ""), docx.open_document(fresh, "")
        if document.lines.has_bars:
            return say("import.not-ours")
        content = docx.contents(document, kind(memo.soort, folders), velden(folders))
        if not content.own:
            return say("import.not-ours")
        taken = take_in(Copy(Path(), document, unedited=False), Path(name), text, folders, lambda clash: None)
    except UserError:
        return say("import.not-ours")
    told = any(not (message.comment or message.taken) for message in content.messages)
    if taken.changes or taken.clashes:
        counts = [say("import.takes", n=sum(each.size for each in taken.changes))] * bool(taken.changes)
        counts += [say("import.asks", n=len(taken.clashes))] * bool(taken.clashes)
        return say("import.edited", what=", ".join(counts))
    if told or furniture(document) - furniture(made):
        return say("import.holds-more")
    return say("import.commented") if document.lines.comments else None


def _read(source: Path) -> bytes:
    try:
        size = source.stat().st_size
    except (OSError, ValueError):
        size = 0  # reading it says what is wrong
    if size > MAX_FILE:
        raise UserError(say("import.too-large", size=size // 2**20), str(source))
    return read_bytes(source)


def _kind_of(memo: Memo, copy: Copy, target: Path, folders: tuple[Path, ...]) -> str:
    """The kind of a memo that a document goes into; raises UserError where the document says that it is another."""
    named = copy.document.soort
    if named and named != memo.soort and named in kinds(folders):
        raise UserError(say("import.other-kind", kind=named, target=target, other=memo.soort), str(copy.source))
    return memo.soort


def _soort(asked: str | None, copy: Copy, folders: tuple[Path, ...]) -> str:
    """The kind of memo that a document makes: as was asked for, else as its properties say."""
    named, known_kinds = copy.document.soort, kinds(folders)
    if asked:
        return asked
    if named in known_kinds:
        return str(named)
    raise UserError(say("import.no-kind", kinds=", ".join(known_kinds)), str(copy.source))


def _reread(text: str, source: Path, target: Path, folders: tuple[Path, ...]) -> Memo:
    """The memo that the new text of `target` is; what it cannot be is the document's fault: it is in no file yet."""
    try:
        return memo_file.read(text, str(target), folders)
    except UserError as error:
        if error.file == str(target):
            raise UserError(error.message, str(source)) from None
        raise


def _data(soort: str, of_kind: Kind, content: Content, folders: tuple[Path, ...], complete: bool = True) -> Data:
    """The contents of a new memo file; a `complete` one says what somebody else's document leaves to be filled in."""
    known_facts, needed = velden(folders), required(of_kind, velden(folders))
    data: Data = {"soort": soort, **{name: {} for name in known_facts.tables}}
    for (table, key), value in content.facts.items():
        if _said(value) is not None:
            data[table][key] = value
    for table, key in used(of_kind, known_facts) if complete else ():
        what = known_facts.velden[table, key].invullen
        if what and ((table, key) in needed or (not content.own and table != "bijeenkomst")):
            data[table].setdefault(key, f"[invullen: {what}]")
    data[SECTIES] = {key: markup.write(blocks) for key, blocks in content.secties.items() if blocks}
    return data


def _without_counts(content: Content, memo: Memo | None, known_facts: Velden) -> Content:
    """The content without a number that follows from a list, of the document or of the memo, and is not stated."""
    before = memo.feiten if memo else {}
    document = {path: value for path, value in content.facts.items() if value is not None}
    facts = dict(content.facts)
    for path in (path for path in facts if known_facts.velden[path].telt and path not in before):
        listed = {other: value for other, value in document.items() if other != path}
        if facts[path] in (said(listed, path, known_facts), said(before, path, known_facts)):
            facts[path] = None
    return content._replace(facts=facts)


def _rewriting(
    text: str, facts: Mapping[Key, Value | None], texts: Mapping[str, Sequence[Piece]], source: Path
) -> dict[toml_text.Path, toml_text.Value]:
    """The new value of every key that changes; a fact that was taken out becomes empty, which says nothing."""
    sources = toml_text.parse(text, "").get(SECTIES, {})
    new: dict[toml_text.Path, toml_text.Value] = {}
    for path, value in facts.items():
        new[path] = "" if value is None else value
    for key, row in texts.items():
        try:
            new[SECTIES, key] = revised(sources.get(key, "\n"), blocks(row)) if row else ""
        except MarkupError as error:
            raise UserError(f"{key} {error.message}", str(source)) from None
    return new


def _check(memo: Memo, facts: Mapping[Key, Value | None], texts: Mapping[str, Sequence[Piece]], target: Path) -> None:
    """Raise UserError when the memo does not say what it was to say: nothing wrong is ever written."""
    wrong = [path for path, value in facts.items() if _said(memo.feiten.get(path)) != _said(value)]
    now = memo.teksten
    misread = [(SECTIES, key) for key, row in texts.items() if tidied(now.get(key, ())) != tidied(blocks(row))]
    for path in (*wrong, *misread):
        raise UserError(say("import.unwritable", key=".".join(path)), str(target))


def _said(value: Value | None) -> Value | None:
    """What a fact says; an empty one says nothing."""
    return None if value in ("", ()) else value


def _with_known_links(content: Content, memo: Memo) -> Content:
    """The content with every address as the memo writes it, where a word processor wrote the same one otherwise."""
    known = {plain_address(address): address for blocks in memo.teksten.values() for address in _addresses(blocks)}
    if not known:
        return content
    secties = {key: tuple(_relinked(blocks, known)) for key, blocks in content.secties.items()}
    return content._replace(secties=secties)


def _addresses(blocks: Iterable[Block]) -> Iterator[str]:
    for unit in units(blocks):
        yield from (span.link for span in unit.spans if span.link)


def _relinked(blocks: Iterable[Block], known: Mapping[str, str]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield ListBlock(tuple(tuple(_relinked(item, known)) for item in block.items), block.start)
        else:
            spans = (
                span._replace(link=known.get(plain_address(span.link), span.link)) if span.link else span
                for span in block.spans
            )
            yield block._replace(spans=tuple(spans))
