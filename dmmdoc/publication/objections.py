"""Why a memo cannot be published as it is: one function for `check` and for `--public`.

What is withheld in one place often stands in another. Searched is the page of the public memo, as every writer prints
it, and what else will be told with the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple
from urllib.parse import unquote

from dmmdoc.config.facts import PUBLICATIE, SECTIES, Key, Velden
from dmmdoc.config.kinds import Kind
from dmmdoc.config.words import PERSOON, Gronden
from dmmdoc.dutch.letters import BLANK, folded
from dmmdoc.dutch.names import Naamwoorden
from dmmdoc.memo.model import INVULLEN, Gelakt, Memo, Paragraph, grounds_of, items, paragraphs
from dmmdoc.memo.page import Page, Printed, page
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.beside import Beside
from dmmdoc.publication.occurrences import squeezed
from dmmdoc.publication.personal import Wat, contacts, private
from dmmdoc.publication.reasons import says
from dmmdoc.publication.rules import Rules
from dmmdoc.publication.traces import Geheim, Soort, Trace, Vondst, around, find, freed, traces
from dmmdoc.publication.withheld import Withheld, lak_of, withheld
from dmmdoc.toml.tables import Path

Rule = Literal[
    "placeholder",
    "unconfirmed-draft",
    "unknown-ground",
    "redaction-without-reason",
    "unmarked-personal-data",
    "marking",
    "unmarked-person",
    "withheld-elsewhere",
    "withheld-opinion",
    "unused-phrase",
]


class Objection(NamedTuple):
    """What stands in the way of publishing a memo, at its key: at a line of its text or an item of its list, from 0.

    One that is no refusal stops nothing, but deserves a look.
    """

    rule: Rule
    path: Path
    message: str
    line: int | None = None
    is_refusal: bool = True


def objections(memo: Memo, shown: Memo, rules: Rules, beside: Iterable[Beside] = ()) -> tuple[Objection, ...]:
    """What stands in the way of publishing `memo`, of which `shown` is the public version.

    No message holds a withheld text, nor a phrase that was freed.
    """
    secrets = tuple(withheld(memo, rules.personal))
    found = (
        *_placeholders(memo, rules.printed),
        *_concepts(memo),
        *_grounds(memo, secrets, rules.gronden),
        *_reasons(memo, rules.kind, rules.gronden),
        *_marking(memo),
        *_standing(memo, page(shown, rules.kind, rules.velden), rules, secrets, beside),
    )
    return tuple(dict.fromkeys(found))


def _name(path: Path) -> str:
    return path[-1] if path[0] == SECTIES else ".".join(path)


def _placeholders(memo: Memo, printed: Collection[Key]) -> Iterator[Objection]:
    for fact, value in memo.feiten.items():
        for item, text in enumerate(items(value)) if fact in printed else ():
            if INVULLEN.search(text):
                at = item if isinstance(value, tuple) else None
                yield Objection("placeholder", fact, say("publication.placeholder", where=_name(fact)), at)
    for sectie in memo.secties:
        path = (SECTIES, sectie.sleutel)
        for paragraph, _ in paragraphs(sectie.blocks):
            for match in INVULLEN.finditer(text) if "[" in (text := paragraph.text) else ():
                line = paragraph.line_at(match.start())
                yield Objection("placeholder", path, say("publication.placeholder", where=sectie.sleutel), line)


def _concepts(memo: Memo) -> Iterator[Objection]:
    for sectie in memo.secties:
        if sectie.is_concept:
            message = say("publication.unconfirmed-draft", sectie=sectie.sleutel)
            yield Objection("unconfirmed-draft", (SECTIES, sectie.sleutel), message)


def _grounds(memo: Memo, secrets: Iterable[Withheld], gronden: Gronden) -> Iterator[Objection]:
    for each in secrets:
        path, line = (each.path, each.line) if each.is_marked else _said_at(memo, each)
        for grond in each.gronden:
            if grond not in gronden.gronden:
                message = say("publication.unknown-ground", where=_name(each.path), grond=grond, known=PERSOON)
                yield Objection("unknown-ground", path, message, line)
            elif grond in gronden.waarschuwen:
                message = say("publication.ground-not-done", where=_name(each.path), grond=grond)
                yield Objection("withheld-opinion", path, message, line, is_refusal=False)


def _said_at(memo: Memo, each: Withheld) -> tuple[Path, int | None]:
    """Where a memo says that a fact or section is withheld."""
    key = ".".join(each.path)
    return ((PUBLICATIE, "lak", key), None) if key in memo.publicatie.lak else (each.path, each.line)


def _reasons(memo: Memo, kind: Kind, gronden: Gronden) -> Iterator[Objection]:
    """The grounds of which the section that is to explain them says nothing."""
    key = kind.sectie("lakgronden")
    used = grounds_of(memo) | {grond for lak in memo.publicatie.lak.values() for grond in lak.split(", ")}
    if key is None or not used:
        return
    told = (
        span.text for paragraph, _ in paragraphs(memo.teksten.get(key, ())) for span in paragraph.spans if not span.lak
    )
    text = "" if lak_of(memo, (SECTIES, key), ()) else "\n".join(told)
    for grond in sorted(used & gronden.gronden.keys()):
        if not says(text, grond, gronden.gronden[grond]):
            message = say("publication.no-reason", grond=grond, sectie=key)
            yield Objection("redaction-without-reason", (SECTIES, key), message)


def _marking(memo: Memo) -> Iterator[Objection]:
    path = memo.rollen.get("merking")
    if path and memo.merking and not memo.publicatie.merking_vervalt:
        yield Objection("marking", path, say("publication.marking"))


def _markings(places: Iterable[_Place], merkingen: Sequence[str], of_memo: Collection[Path]) -> Iterator[Objection]:
    """The markings in what is printed: anywhere in what a template adds; in a memo as a line of its own.

    In the text of a section that is in capitals.
    """
    listed = "|".join(r"[\W_]*".join(squeezed(each)) for each in merkingen)
    anywhere = re.compile(rf"(?i)(?<!\w)(?:{listed})(?!\w)")
    alone = re.compile(rf"(?im)^[\W_]*(?:{listed})[\W_]*$")
    for place in places if merkingen else ():
        if place.path not in of_memo:
            if anywhere.search(folded(place.text)[0]):
                yield Objection("marking", place.path, say("publication.marking-elsewhere", where=_name(place.path)))
            continue
        for found in alone.finditer(folded(place.text)[0]):
            if found[0].isupper() or not place.is_prose:
                message = say("publication.marking-elsewhere", where=_name(place.path))
                yield Objection("marking", place.path, message, place.line_at(found.start()))


def _in_templates(places: Iterable[_Place]) -> Iterator[Objection]:
    """The placeholders in what templates add to a memo."""
    for place in places:
        if INVULLEN.search(place.text):
            yield Objection("placeholder", place.path, say("publication.placeholder", where=_name(place.path)))


_TURNS = "[\u202a-\u202e\u2066-\u2069]"
"""What turns the letters behind it around: a text with one reads otherwise than it is searched."""


def _turned(places: Iterable[_Place]) -> Iterator[Objection]:
    for place in places:
        if found := re.search(_TURNS, place.text):
            message = say("publication.turned", where=_name(place.path), character=f"U+{ord(found[0]):04X}")
            yield Objection("unmarked-personal-data", place.path, message, place.line_at(found.start()))


# --- what stands elsewhere ---


class _Place(NamedTuple):
    """A text that will be printed, or an address in it, and where its words stand."""

    path: Path
    text: str
    item: int | None = None
    paragraph: Paragraph | None = None
    start: int | None = None
    is_address: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether a person wrote it, in sentences."""
        return self.path[0] == SECTIES and not self.is_address

    def line_at(self, at: int) -> int | None:
        """The line of the section text, or the item of the list, on which a character stands."""
        return self.paragraph.line_at(at if self.start is None else self.start) if self.paragraph else self.item


_BETWEEN = "\n\0\n"
"""Stands between two places that are searched at once: no word, name or number goes on over it."""


def _standing(
    memo: Memo, shown: Page, rules: Rules, secrets: Sequence[Withheld], beside: Iterable[Beside]
) -> Iterator[Objection]:
    """What is withheld and stands elsewhere, personal data that nobody withheld, and phrases that freed nothing."""
    vrij = memo.publicatie.vrij
    told = (Beside(say("publication.name-of-kind"), memo.soort, is_address=True), *beside)
    places = [*_places(shown.printed()), *(_Place((name,), text, is_address=is_) for name, text, is_ in told)]
    places += _broken([place for place in places if not place.is_address])
    of_memo = {*memo.feiten, *((SECTIES, sectie.sleutel) for sectie in memo.secties)}
    yield from _in_templates(place for place in places if place.path not in of_memo)
    groups = [(group, _BETWEEN.join([place.text for place in group])) for group in _groups(places)]
    merkingen = rules.gronden.merkingen
    if any(squeezed(each) in squeezed(text) for each in merkingen for _, text in groups):  # quicker to see
        others = [place for place in places if place.path != memo.rollen.get("merking")]
        yield from _markings(others, merkingen, of_memo)
    if any(re.search(_TURNS, text) for _, text in groups):
        yield from _turned(places)
    sought = traces(_geheimen(memo, secrets, rules), rules.woorden)
    used = set[str]()
    for group, text in groups:
        starts = [*accumulate([len(place.text) + len(_BETWEEN) for place in group], initial=0)]
        woorden, is_address = rules.woorden if group[0].is_prose else None, group[0].is_address
        for rule, found in _seen(text, sought, vrij, woorden, is_address=is_address):
            used.update(found.vrij)
            if not found.vrij:
                number = bisect_right(starts, found.start) - 1
                yield _objection(group[number], rule, found, found.start - starts[number])
    for number, phrase in enumerate(vrij):
        if phrase not in used:
            message = say("publication.unused-phrase", number=number + 1)
            yield Objection("unused-phrase", (PUBLICATIE, "vrij"), message, number, is_refusal=False)


def _broken(places: Sequence[_Place]) -> Iterator[_Place]:
    """The words that a hyphen at the end of a text breaks off, and that go on in the next: Ter-, windt."""
    for place, following in pairwise(places):
        end = place.text.rstrip()[-1:]
        if end.isascii() and end != "-":
            continue  # nearly every one
        if re.search(r"\w-\s*\Z", folded(place.text)[0]) and following.text.strip():
            halves = f"{place.text.split()[-1]}\n{following.text.split()[0]}"
            yield place._replace(text=halves, start=max(0, len(place.text) - 1))


def _groups(places: Iterable[_Place]) -> Iterable[Sequence[_Place]]:
    """The places that are searched in one way, together: prose, other texts, addresses."""
    groups = dict[tuple[bool, bool], list[_Place]]()
    for place in places:
        groups.setdefault((place.is_prose, place.is_address), []).append(place)
    return groups.values()


def _seen(
    text: str, sought: Iterable[Trace], vrij: Iterable[str], woorden: Naamwoorden | None, *, is_address: bool
) -> Iterator[tuple[Rule, Vondst]]:
    """What gives something away in a text, and what seems to be personal data that nobody withheld; each once.

    With `woorden` private people whom nobody marked too.
    """
    free, taken = freed(text, vrij), set[int]()
    for found in find(sought, text, free, is_address=is_address):
        taken.update(range(found.start, found.end))
        yield ("unmarked-personal-data" if found.is_zeker else "withheld-elsewhere"), found
    plain, offsets = folded(text)
    others: list[tuple[Rule, tuple[int, int, Wat]]] = [("unmarked-personal-data", each) for each in contacts(plain)]
    if woorden:
        others += [("unmarked-person", each) for each in private(plain, woorden)]
    for rule, (first, last, what) in others:
        start, end = offsets[first], offsets[last - 1] + 1
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield (
                rule,
                Vondst(
                    start,
                    end,
                    say(f"publication.found.{what}"),
                    rule == "unmarked-personal-data",
                    around(free, start, end),
                ),
            )


def _objection(place: _Place, rule: Rule, found: Vondst, at: int) -> Objection:
    where, what = _name(place.path), found.what
    in_text = place.path[0] == SECTIES
    message = say("publication.stands-in-text" if in_text else "publication.stands", where=where, what=what)
    return Objection(rule, place.path, message, place.line_at(at), found.is_zeker)


def _places(printed: Iterable[Printed]) -> Iterator[_Place]:
    """Every text of a public page, the bars in it blank, and every address in it."""
    for path, spans, item, paragraph in printed:
        shown = [BLANK * len(span.text) if isinstance(span.text, Gelakt) else span.text for span in spans]
        yield _Place(path, "".join(shown), item, paragraph)
        at, seen = 0, set()
        for span in spans:
            if span.link and span.link not in seen:
                yield _Place(path, unquote(span.link), item, paragraph, at, is_address=True)
                seen.add(span.link)
            at += len(span.text)


def _geheimen(memo: Memo, secrets: Iterable[Withheld], rules: Rules) -> Iterator[Geheim]:
    """What to look for: everything that is withheld and known."""
    people, secret = set(rules.gronden.persoon), rules.personal
    for each in secrets:
        if each.path[0] != SECTIES and INVULLEN.search(each.text):
            continue
        is_personal = not people.isdisjoint(each.gronden) or each.path in secret
        if each.is_marked:
            what = say("publication.part-of-passage", where=_name(each.path), lak=each.lak)
        else:
            what = say("publication.part-of-fact", where=_name(each.path))
        if not is_personal:
            soort = Soort.ZAAK
        elif each.path[0] == SECTIES:
            soort = Soort.PERSOON
        else:
            soort = _soort_of_fact(each, rules.velden)
        yield Geheim(what, each.text, soort)
        for link in map(_destination, each.links):
            yield Geheim(say("publication.address-of", what=what), link, Soort.ADRES if is_personal else Soort.ZAAK)


def _soort_of_fact(each: Withheld, velden: Velden) -> Soort:
    """What kind of text a fact is that is personal data; of a day the whole of it tells, and no word."""
    if velden.velden[each.path[0], each.path[1]].type == "dag":
        return Soort.ADRES
    return Soort.FEIT if "@" in each.text or sum(map(str.isdigit, each.text)) >= _NUMBER else Soort.NAAM


_NUMBER = 6
"""A fact of so many figures is a number, and no name."""


def _destination(link: str) -> str:
    """What an address says, without the way to get there."""
    return unquote(link).removeprefix("mailto:").removeprefix("tel:").partition("?")[0]
