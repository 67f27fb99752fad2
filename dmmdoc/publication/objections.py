"""Why a memo cannot be published as it is: what is withheld in one place often stands in another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from dmmdoc.config.questions import SECTIES, WITHHELD
from dmmdoc.dutch.names import Naamwoorden, Names, names_in, names_of
from dmmdoc.memo.model import INVULLEN, Memo, Paragraph, Sectie, gronden_in, paragraphs
from dmmdoc.publication.public import hidden_links
from dmmdoc.publication.traces import BLANK, Trace, find, of_person, of_text, possible, squeezed
from dmmdoc.publication.woo import PERSOON, TOELICHTING
from dmmdoc.toml.tables import Path, TableError

_PERSOONSGEGEVENS = frozenset({"5.1.1d", "5.1.1e", PERSOON})


class Objections(NamedTuple):
    """Why a memo cannot be published, and what to look at first; each with its place in the memo file."""

    refusals: tuple[TableError, ...]
    warnings: tuple[TableError, ...]


def objections(memo: Memo, gronden: Collection[str], woorden: Naamwoorden, elsewhere: Mapping[Path, str]) -> Objections:
    """What stands in the way of publishing `memo`, in the order of the memo.

    `gronden` are the grounds that there are, `woorden` what names are recognised by, `elsewhere` what else will be
    told with the file, by what to call it. No message holds a withheld text.
    """
    passages = tuple(_passages(memo))
    refusals = [*_placeholders(memo), *_unknown_grounds(passages, gronden), *_unexplained(memo, passages)]
    warnings: list[TableError] = []
    places = (*_places(memo), *(_Place(path, text, is_address=True) for path, text in elsewhere.items()))
    standing = squeezed("\n".join(place.text for place in places))
    traces = sorted(possible(_traces(memo, passages, woorden), standing), key=lambda trace: not trace.certain)
    for place in places:
        for trace, offset in find(possible(traces, squeezed(place.text)), place.text, place.is_address):
            advice = "take it out" if place.paragraph is None else "mark it too, or take it out"
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


def _facts(memo: Memo) -> Iterator[_Place]:
    """Every fact that is printed as it stands, of a list each item."""
    nota = memo.nota
    for key in ("onderwerp", "kenmerk", "aan", "afzender", "merking", "bijlagen"):
        value = getattr(nota, key)
        if isinstance(value, str):
            yield _Place(("nota", key), value)
        else:
            yield from (_Place(("nota", key), text, item=item) for item, text in enumerate(value or ()))
    yield _Place(("ondertekenaar", "functie"), memo.ondertekenaar.functie)


def _personal(memo: Memo) -> Iterator[tuple[Path, str]]:
    """Every fact that is withheld without being marked."""
    for table, key in WITHHELD:
        if value := getattr(getattr(memo, table), key):
            yield (table, key), value


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


def _places(memo: Memo) -> Iterator[_Place]:
    """Every text of the public memo, and every address in it."""
    yield from _facts(memo)
    for sectie in memo.secties:
        yield _Place((SECTIES, sectie.sleutel), sectie.kop)
    hidden = hidden_links(memo)
    for path, _, paragraph in _sections(memo):
        shown = "".join(BLANK * len(span.text) if span.lak else span.text for span in paragraph.spans)
        yield _Place(path, shown, paragraph)
        seen = set[str]()
        for offset, span in paragraph.placed():
            if span.link and span.link not in hidden and span.link not in seen:
                yield _Place(path, unquote(span.link), paragraph, offset, is_address=True)
                seen.add(span.link)


def _placeholders(memo: Memo) -> Iterator[TableError]:
    message = "a placeholder is left in {}; fill it in before it goes public"
    for place in (*_facts(memo), *(_Place(path, text) for path, text in _personal(memo))):
        if INVULLEN.search(place.text):
            yield TableError(place.path, message.format(".".join(place.path)), place.item)
    for path, sectie, paragraph in _sections(memo):
        for match in INVULLEN.finditer(paragraph.text):
            yield TableError(path, message.format(sectie.sleutel), paragraph.line_at(match.start()))


def _unknown_grounds(passages: Iterable[_Passage], gronden: Collection[str]) -> Iterator[TableError]:
    for passage in passages:
        for grond in [grond for grond in gronden_in(passage.grond) if grond not in gronden]:
            message = f"{passage.path[-1]} withholds on {grond}, which is no ground of the Woo; write one as"
            yield TableError(passage.path, f'{message} {{lak="{PERSOON}"}}', passage.line)


def _unexplained(memo: Memo, passages: Collection[_Passage]) -> Iterator[TableError]:
    explained = any(
        not span.lak and span.text.strip()
        for path, _, paragraph in _sections(memo)
        if path[-1] == TOELICHTING
        for span in paragraph.spans
    )
    if passages and not explained:
        yield TableError(
            (SECTIES, TOELICHTING),
            f"{len(passages)} {'passage is' if len(passages) == 1 else 'passages are'} withheld and {TOELICHTING} "
            "does not say what and why; write that there",
        )


def _traces(memo: Memo, passages: Iterable[_Passage], woorden: Naamwoorden) -> Iterator[Trace]:
    """What to look for: everything that is withheld."""
    plaats = memo.bijeenkomst.plaats
    for path, text in _personal(memo):
        if not INVULLEN.search(text):
            names = names_of(text, woorden) if path[-1] == "naam" else Names()
            yield from of_person(f"the {_CALLED[path]}", text, names, woorden, plaats)
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


_CALLED: dict[Path, str] = {
    ("steller", "naam"): "name of the steller",
    ("steller", "telefoon"): "telephone number of the steller",
    ("steller", "email"): "e-mail address of the steller",
    ("ondertekenaar", "naam"): "name of the signatory",
}


def _destination(link: str) -> str:
    """What an address says, without the way to get there."""
    return unquote(link).removeprefix("mailto:").removeprefix("tel:").partition("?")[0]
