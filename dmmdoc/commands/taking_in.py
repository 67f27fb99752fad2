"""A .docx back into its memo file: what changed in it is rewritten, everything else stays to the byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dmmdoc.config.facts import SECTIES, Data, Velden, velden
from dmmdoc.config.house_style import Huisstijl, house_style
from dmmdoc.config.kinds import Kind, kind, kinds, required, used
from dmmdoc.docx.read import contents as docx
from dmmdoc.docx.read.body import Line, image, short
from dmmdoc.docx.read.contents import Content, Message
from dmmdoc.docx.read.package import MAX_FILE
from dmmdoc.docx.seal import is_unedited
from dmmdoc.errors import UserError
from dmmdoc.files import read_bytes, read_text
from dmmdoc.markdown import write as markup
from dmmdoc.markdown.difference import Unit, changes, units
from dmmdoc.markdown.read import MarkupError
from dmmdoc.markdown.revise import revised
from dmmdoc.memo.facts import said
from dmmdoc.memo.model import Block, Key, ListBlock, Memo, Paragraph, Value, items
from dmmdoc.memo.page import COLUMN, LABEL
from dmmdoc.memo.tidy import tidied
from dmmdoc.memo_file import read as memo_file
from dmmdoc.memo_file.annotate import annotated
from dmmdoc.memo_file.concept import rewritten
from dmmdoc.toml import text as toml_text

_FEW = 5
"""How much of what stands in headers and footers is named."""


class Change(NamedTuple):
    """What becomes of a key: its old and its new paragraphs, or lines, as they read."""

    path: toml_text.Path
    kop: str
    lines: tuple[tuple[str | None, str | None], ...]

    @property
    def summary(self) -> str:
        """The change in a line."""
        name = self.path[-1] if self.path[0] == SECTIES else ".".join(self.path)
        if self.path[0] != SECTIES:
            old, new = ([line for line in side if line is not None] for side in zip(*self.lines, strict=True))
            return f"{name}: {', '.join(old) or 'nothing'} → {', '.join(new) or 'nothing'}"
        kinds = ["added" if old is None else "removed" if new is None else "changed" for old, new in self.lines]
        counts = [f"{kinds.count(kind)} {kind}" for kind in ("changed", "added", "removed") if kind in kinds]
        return f"{name}: {', '.join(counts)}"


class Import(NamedTuple):
    """What an import comes to: the memo file and its new text, the changes in it, and what there is to tell."""

    target: Path
    text: str
    changes: tuple[Change, ...]
    messages: tuple[Message, ...] = ()
    unedited: bool = False
    is_new: bool = False


def take_in(
    source: Path, target: Path, soort: str | None, folders: tuple[Path, ...], *, anew: bool, all_of_it: bool
) -> Import:
    """What comes of the .docx `source` in the memo file `target`; writes nothing.

    With `anew`, or where there is no such file, a whole new memo file. A document that nobody has edited since it
    was exported leaves the memo as it is, unless `all_of_it` is asked for. Raises UserError for what cannot be read.
    """
    raw = _read(source)
    document = docx.open_document(raw, str(source))
    unedited = is_unedited(raw)
    text = None if anew or not target.is_file() else read_text(target)
    memo = None if text is None else memo_file.read(text, str(target), folders)
    soort = _soort(soort, memo, document.soort, source, target, folders)
    if text is not None and unedited and not all_of_it:
        return Import(target, text, (), unedited=True)
    of_kind = kind(soort, folders)
    style, known = house_style(folders), velden(folders)
    needed = required(of_kind, known)
    content = _without_counts(docx.contents(document, of_kind, known, exact=unedited), memo, known)
    messages = (*content.messages, *(() if unedited else _told_of_furniture(document, style)))
    if text is None or memo is None:
        new = annotated(_data(soort, of_kind, content, folders), of_kind, velden(folders))
        whole = _reread(new, source, folders)
        _check(whole, content, needed, target)
        return Import(target, new, (*_changes(None, whole, content.facts, of_kind),), messages, is_new=True)
    content = _with_known_links(content, memo)
    new = rewritten(text, _rewriting(text, memo, content, needed, source))
    after = _reread(new, source, folders)
    _check(after, content, needed, target)
    return Import(target, new, (*_changes(memo, after, content.facts, of_kind),), messages)


def target_of(source: Path, output: Path | None) -> Path:
    """The memo file that the .docx `source` goes into: `output`, else the one beside it; raises UserError for none."""
    if output is None:
        if not source.name:
            raise UserError("a folder; name the file in it", str(source))
        return source.with_suffix(".toml")
    if str(output) == "-":
        raise UserError("import writes a file, not standard output; name one with -o", str(source))
    if output.exists() and source.exists() and output.samefile(source):
        raise UserError("the document itself; name a memo file with -o", str(output))
    return output


def _reread(text: str, source: Path, folders: tuple[Path, ...]) -> Memo:
    """The memo that the new text is; what it cannot be is the document's fault: the text is in no file yet."""
    try:
        return memo_file.read(text, str(source), folders)
    except UserError as error:
        raise UserError(error.message, error.file, None if error.file == str(source) else error.line) from None


def refusal(taken: Import, force: bool) -> str | None:
    """Why nothing is written: what a memo cannot hold has been named, and was not to be kept as text."""
    lost = sum(message.lost for message in taken.messages)
    if not lost or force:
        return None
    what = "one thing that a memo cannot hold, named" if lost == 1 else f"{lost} things that a memo cannot hold, named"
    return f"{what} above; nothing was written; mend it in Word, or keep the text with --force"


def left_out(raw: bytes, fresh: bytes, memo: Memo, folders: tuple[Path, ...]) -> str | None:
    """What the .docx in `raw` holds that neither `memo` nor `fresh`, the .docx of it, does; None when nothing.

    An edit that was taken in stands in the memo; what no memo holds stands in the document alone.
    """
    try:
        document, made = docx.open_document(raw, ""), docx.open_document(fresh, "")
    except UserError:
        return "not from dmmdoc"
    of_kind, known = kind(memo.soort, folders), velden(folders)
    content = _without_counts(docx.contents(document, of_kind, known), memo, known)
    if not content.own:
        return "not from dmmdoc"
    told = any(not (message.comment or message.taken) for message in content.messages)
    if (
        told
        or _differing(memo, _with_known_links(content, memo), required(of_kind, known))
        or _furniture(document) - _furniture(made)
    ):
        return "edited since it was exported"
    return "commented on since it was exported" if document.lines.comments else None


def _furniture(document: docx.Document) -> set[str]:
    """What stands in the headers and footers, but for numbers of pages, which are counted anew."""
    lines = (line for line in document.lines.headers if not _is_of_column(line))
    return {_uncounted(what) for line in lines for what in (line.text, *line.lost)}


def _told_of_furniture(document: docx.Document, style: Huisstijl) -> Iterator[Message]:
    """Names what stands in the headers and footers beside the marking, the number of the page and the logo."""
    page, logo = style.paginanummer.format(pagina=1, paginas=1), image(style.logotekst)
    found: dict[str, None] = {}
    column = {said for line in document.lines.body for said in (line.text, line.text.rpartition("\t")[2])}
    for line in document.lines.headers:
        text = line.text.replace(f"[{style.logotekst}]", "").strip()
        lost = [what for what in line.lost if what != logo]
        if lost:
            found |= dict.fromkeys(lost)
        elif (
            any(map(str.isalpha, text))
            and not (_is_of_column(line) and (LABEL.lower() in line.styles or line.text in column))
            and _uncounted(text) != _uncounted(page)
            and not docx.is_marking(line)
        ):
            found[f"“{short(text)}”"] = None
    if found:
        named, more = ", ".join([*found][:_FEW]), len(found) - _FEW
        named += f" and {more} more" if more > 0 else ""
        yield Message(f"headers and footers: {named}; of these a memo holds the marking only")


def _is_of_column(line: Line) -> bool:
    """Whether a line of a header is the column of the pages after the first, which says what page 1 says."""
    return COLUMN.lower() in line.styles


def _uncounted(text: str) -> str:
    return re.sub(r"\d+", "", text)


def _read(source: Path) -> bytes:
    try:
        size = source.stat().st_size
    except (OSError, ValueError):
        size = 0  # reading it says what is wrong
    if size > MAX_FILE:
        raise UserError(f"{size // 2**20} MB, more than any memo; take out what is no memo", str(source))
    return read_bytes(source)


def _soort(
    asked: str | None, memo: Memo | None, named: str | None, source: Path, target: Path, folders: tuple[Path, ...]
) -> str:
    """The kind of memo: as was asked for, as the memo file has it, as the document's properties say."""
    if memo and asked and asked != memo.soort:
        raise UserError(f"of the kind {memo.soort}, not {asked}; name another memo file with -o", str(target))
    if memo:
        if named and named != memo.soort and named in kinds(folders):
            message = f"of the kind {named}, where {target} is {memo.soort}; name another file with -o"
            raise UserError(message, str(source))
        return memo.soort
    if asked:
        return asked
    known = kinds(folders)
    if named in known:
        return str(named)
    names = ", ".join(known)
    raise UserError(f"does not say what kind of memo it is; say it with --kind ({names})", str(source))


def _data(soort: str, of_kind: Kind, content: Content, folders: tuple[Path, ...]) -> Data:
    """The contents of a new memo file; what somebody else's document does not say is still to be filled in."""
    known, needed = velden(folders), required(of_kind, velden(folders))
    data: Data = {"soort": soort, **{name: {} for name in known.tables}}
    for (table, key), value in content.facts.items():
        if _said(value) is not None:
            data[table][key] = value
    for table, key in used(of_kind, known):
        what = known.velden[table, key].invullen
        if what and ((table, key) in needed or (not content.own and table != "bijeenkomst")):
            data[table].setdefault(key, f"[invullen: {what}]")
    data[SECTIES] = {key: markup.write(blocks) for key, blocks in content.secties.items() if blocks}
    return data


def _differing(memo: Memo, content: Content, needed: Collection[Key]) -> list[toml_text.Path]:
    """The keys that the document says otherwise than the memo does; what it must say and does not say stays."""
    texts = _texts(memo)
    facts = (path for path, value in content.facts.items() if _said(value) is not None or path not in needed)
    return [
        *(path for path in facts if _said(_fact(memo, path)) != _said(content.facts[path])),
        *((SECTIES, key) for key, blocks in content.secties.items() if tidied(texts.get(key, ())) != tidied(blocks)),
    ]


def _without_counts(content: Content, memo: Memo | None, known: Velden) -> Content:
    """The content without a number that follows from a list, of the document or of the memo, and is not stated."""
    before = memo.feiten if memo else {}
    document = {path: value for path, value in content.facts.items() if value is not None}
    facts = dict(content.facts)
    for path in (path for path in facts if known.velden[path].telt and path not in before):
        listed = {other: value for other, value in document.items() if other != path}
        if facts[path] in (said(listed, path, known), said(before, path, known)):
            facts[path] = None
    return content._replace(facts=facts)


def _rewriting(
    text: str, memo: Memo, content: Content, needed: Collection[Key], source: Path
) -> dict[toml_text.Path, toml_text.Value]:
    """The new value of every key that changes; a fact that was taken out becomes empty, which says nothing."""
    sources = toml_text.parse(text, "").get(SECTIES, {})
    new: dict[toml_text.Path, toml_text.Value] = {}
    for path in _differing(memo, content, needed):
        if path[0] == SECTIES:
            blocks = content.secties[path[1]]
            try:
                new[path] = revised(sources.get(path[1], "\n"), blocks) if blocks else ""
            except MarkupError as error:
                raise UserError(f"{path[1]} {error.message}", str(source)) from None
        else:
            value = _said(content.facts[path[0], path[1]])
            new[path] = "" if value is None else value
    return new


def _check(memo: Memo, content: Content, needed: Collection[Key], target: Path) -> None:
    """Raise UserError when the memo does not say what the document says: nothing wrong is ever written."""
    for table, key in _differing(memo, content, needed):
        raise UserError(
            f"{table}.{key} cannot be written as the document has it; report this with the file", str(target)
        )


def _fact(memo: Memo, path: toml_text.Path) -> Any:
    return memo.feiten.get((path[0], path[1]))


def _said(value: Value | None) -> Value | None:
    """What a fact says; an empty one says nothing."""
    return None if value in ("", ()) else value


def _texts(memo: Memo) -> dict[str, tuple[Block, ...]]:
    return {sectie.sleutel: sectie.blocks for sectie in memo.secties}


def _changes(before: Memo | None, after: Memo, facts: Iterable[tuple[str, str]], of_kind: Kind) -> Iterator[Change]:
    """What is different between two memos, key by key; `before` is None for a new one."""
    for path in facts:
        old, new = (_read_out(_fact(memo, path)) if memo else [] for memo in (before, after))
        if old != new:
            yield Change(path, ".".join(path), (*((line, None) for line in old), *((None, line) for line in new)))
    old_texts, new_texts = _texts(before) if before else {}, _texts(after)
    for key, sectie in of_kind.secties.items():
        old_units, new_units = ([*units(texts.get(key, ()))] for texts in (old_texts, new_texts))
        if old_units != new_units:
            shown = [(was and _shown(was), now and _shown(now)) for was, now in changes(old_units, new_units)]
            yield Change((SECTIES, key), sectie.kop, tuple(shown))


def _read_out(value: Any) -> list[str]:
    return [] if value is None else [*items(value)]


def _shown(unit: Unit) -> str:
    """A paragraph on one line, as Markdown."""
    indent = "  " * max(0, unit.depth - 1) + (f"{unit.marker} " if unit.marker else "  " * (unit.depth > 0))
    return indent + " ".join(markup.write([Paragraph(unit.spans)], width=10**9).split("\n")).rstrip()


def _with_known_links(content: Content, memo: Memo) -> Content:
    """The content with every address as the memo writes it, where a word processor wrote the same one otherwise."""
    known = {_plain_address(address): address for blocks in _texts(memo).values() for address in _addresses(blocks)}
    if not known:
        return content
    secties = {key: tuple(_relinked(blocks, known)) for key, blocks in content.secties.items()}
    return content._replace(secties=secties)


def _addresses(blocks: Iterable[Block]) -> Iterator[str]:
    for unit in units(blocks):
        yield from (span.link for span in unit.spans if span.link)


def _plain_address(address: str) -> str:
    """An address without what LibreOffice adds: a slash after the name of a site, the way up to a relative one."""
    while address.startswith(("./", "../")):
        address = address.partition("/")[2]
    return address[:-1] if address.count("/") == 3 and address.endswith("/") else address


def _relinked(blocks: Iterable[Block], known: Mapping[str, str]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield ListBlock(tuple(tuple(_relinked(item, known)) for item in block.items), block.start)
        else:
            spans = (
                span._replace(link=known.get(_plain_address(span.link), span.link)) if span.link else span
                for span in block.spans
            )
            yield block._replace(spans=tuple(spans))
