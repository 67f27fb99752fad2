"""Why a memo cannot be published as it is: what is withheld in one place often stands in another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from dmmdoc.config.facts import SECTIES, Key, Velden
from dmmdoc.config.kinds import Kind, personal
from dmmdoc.config.words import PERSOON
from dmmdoc.dutch.names import Naamwoorden, Names, names_in, names_of
from dmmdoc.memo.model import INVULLEN, Gelakt, Memo, Paragraph, Sectie, gronden_in, items, paragraphs
from dmmdoc.memo.page import Printed, page
from dmmdoc.publication.public import public
from dmmdoc.publication.traces import BLANK, Trace, find, of_person, of_text, possible, squeezed
from dmmdoc.toml.tables import Path, TableError

_PERSOONSGEGEVENS = frozenset({"5.1.1d", "5.1.1e", PERSOON})


class Objections(NamedTuple):
    """Why a memo cannot be published, and what to look at first; each with its place in the memo file."""

    refusals: tuple[TableError, ...]
    warnings: tuple[TableError, ...]


class Rules(NamedTuple):
    """What publication goes by: the kind of memo, the facts there are, the grounds, what names are recognised by."""

    kind: Kind
    velden: Velden
    gronden: Collection[str]
    woorden: Naamwoorden


def objections(memo: Memo, rules: Rules, elsewhere: Mapping[Path, str]) -> Objections:
    """What stands in the way of publishing `memo`, in the order of the memo.

    Searched is the page of the public memo, as writers print it, and `elsewhere`: what else will be told with the
    file, by what to call it. No message holds a withheld text.
    """
    passages, secret = tuple(_passages(memo)), personal(rules.kind, rules.velden)
    refusals = [
        *_placeholders(memo, rules.kind.printed()),
        *_unknown_grounds(passages, rules.gronden),
        *_unexplained(memo, passages, rules.kind),
    ]
    warnings: list[TableError] = []
    printed = page(public(memo, rules.kind.printed(), secret), rules.kind, rules.velden).printed()
    places = (*_places(printed), *(_Place(path, text, is_address=True) for path, text in elsewhere.items()))
    standing = squeezed("\n".join(place.text for place in places))
    found = _traces(memo, passages, secret, rules.woorden)
    traces = sorted(possible(found, standing), key=lambda trace: not trace.certain)
    for place in places:
        for trace, offset in find(possible(traces, squeezed(place.text)), place.text, place.is_address):
            advice = "mark it too, or take it out" if place.path[0] == SECTIES else "take it out"
            message = f"{_name(place.path)} holds {trace.what}; {advice}"
            at = place.start if place.is_address else offset
            line = place.paragraph.line_at(at) if place.paragraph else place.item
            if trace.certain:
                refusals.append(TableError(place.path, message, line))
            else:
                warnings.append(TableError(place.path, f"warning: {message}", line))
    return Objections(_once(refusals), _once(warnings))


def _once(errors: Iterable[TableError]) -> tuple[TableError, ...]:
    return tuple({(error.path, error.line, error.message): error for error in errors}.values())


def _name(path: Path) -> str:
    return path[-1] if path[0] == SECTIES else ".".join(path)


class _Passage(NamedTuple):
    """A text that is marked to be withheld, with its place and the addresses that it points to."""

    path: Path
    line: int
    grond: str
    text: str
    links: tuple[str, ...]


class _Place(NamedTuple):
    """A text that will be printed, as long as the text that it is of: what is withheld in it is blanked."""

    path: Path
    text: str
    paragraph: Paragraph | None = None
    start: int = 0
    is_address: bool = False
    item: int | None = None


def _sections(memo: Memo) -> Iterator[tuple[Path, Sectie, Paragraph]]:
    for sectie in memo.secties:
        for paragraph, _ in paragraphs(sectie.blocks):
            yield (SECTIES, sectie.sleutel), sectie, paragraph


def _passages(memo: Memo) -> Iterator[_Passage]:
    for path, _, paragraph in _sections(memo):
        offset = 0
        for grond, group in groupby(paragraph.spans, key=lambda span: span.lak):
            spans = list(group)
            text = "".join(span.text for span in spans)
            if grond is not None:
                links = tuple(dict.fromkeys(span.link for span in spans if span.link))
                yield _Passage(path, paragraph.line_at(offset), grond, text, links)
            offset += len(text)


def _places(printed: Iterable[Printed]) -> Iterator[_Place]:
    """Every text of a public page, the bars in it blank, and every address in it."""
    for path, spans, item, paragraph in printed:
        shown = "".join(BLANK * len(span.text) if isinstance(span.text, Gelakt) else span.text for span in spans)
        yield _Place(path, shown, paragraph, item=item)
        at, seen = 0, set[str]()
        for span in spans:
            if span.link and span.link not in seen:
                yield _Place(path, unquote(span.link), paragraph, at, is_address=True)
                seen.add(span.link)
            at += len(span.text)


def _placeholders(memo: Memo, printed: Collection[Key]) -> Iterator[TableError]:
    message = "a placeholder is left in {}; fill it in before it goes public"
    for fact, value in memo.feiten.items():
        for item, text in enumerate(items(value)) if fact in printed else ():
            if INVULLEN.search(text):
                yield TableError(fact, message.format(".".join(fact)), item if isinstance(value, tuple) else None)
    for path, sectie, paragraph in _sections(memo):
        for match in INVULLEN.finditer(paragraph.text):
            yield TableError(path, message.format(sectie.sleutel), paragraph.line_at(match.start()))


def _unknown_grounds(passages: Iterable[_Passage], gronden: Collection[str]) -> Iterator[TableError]:
    for passage in passages:
        for grond in set(gronden_in(passage.grond)).difference(gronden):
            message = f"{passage.path[-1]} withholds on {grond}, which is no ground of the Woo; write one as"
            yield TableError(passage.path, f'{message} {{lak="{PERSOON}"}}', passage.line)


def _unexplained(memo: Memo, passages: Collection[_Passage], kind: Kind) -> Iterator[TableError]:
    reasons = kind.sectie("lakgronden")
    if not passages or reasons is None:
        return
    explained = any(
        not span.lak and span.text.strip()
        for path, _, paragraph in _sections(memo)
        if path[-1] == reasons
        for span in paragraph.spans
    )
    if not explained:
        yield TableError(
            (SECTIES, reasons),
            f"{len(passages)} {'passage is' if len(passages) == 1 else 'passages are'} withheld and {reasons} "
            "does not say what and why; write that there",
        )


def _traces(
    memo: Memo, passages: Iterable[_Passage], personal: Collection[Key], woorden: Naamwoorden
) -> Iterator[Trace]:
    """What to look for: everything that is withheld."""
    plaats = memo.bijeenkomst.plaats
    for fact in (path for path in memo.feiten if path in personal):
        for text in items(memo.feiten[fact]):
            if not INVULLEN.search(text):
                names = names_of(text, woorden) if "@" not in text and not any(map(str.isdigit, text)) else Names()
                yield from of_person(".".join(fact), text, names, woorden, plaats)
    for passage in passages:
        what = f"what {passage.path[-1]} withholds on {passage.grond}"
        is_personal = not _PERSOONSGEGEVENS.isdisjoint(gronden_in(passage.grond))
        if is_personal:
            yield from of_person(what, passage.text, names_in(passage.text, woorden), woorden, plaats)
        else:
            yield from of_text(what, passage.text)
        for link in map(_destination, passage.links):
            address = f"the address of {what}"
            yield from of_person(address, link, Names(), woorden) if is_personal else of_text(address, link)


def _destination(link: str) -> str:
    """What an address says, without the way to get there."""
    return unquote(link).removeprefix("mailto:").removeprefix("tel:").partition("?")[0]
