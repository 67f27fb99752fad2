"""Rules about what may be public: personal data, and the grounds on which passages are withheld."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case, Fault, Faults, rule
from dmmdoc.checks.sections import Plain, plain
from dmmdoc.config.questions import SECTIES, WITHHELD
from dmmdoc.dutch.names import Naamwoorden
from dmmdoc.memo.model import INVULLEN, grounds_of
from dmmdoc.publication.personal import apart, private
from dmmdoc.publication.traces import Geheim, Soort, Trace, find, traces
from dmmdoc.publication.woo import PERSOON, TOELICHTING
from dmmdoc.toml.text import Path


@rule("error")
def unmarked_personal_data(case: Case) -> Faults:
    """Personal data stands in the open: every memo is published, and this would be with it.

    An e-mail address, a Dutch telephone number, a valid BSN, or the name of the steller or the ondertekenaar; a
    surname alone counts. Wrong: Bel J. de Vries. Right: Bel [J. de Vries]{lak="5.1.2e"}, or: Bel de steller.
    """
    people = _people(case)
    hidden = {span.link for section in case.sections.values() for _, span in section.marked if span.lak}
    for key, section in case.sections.items():
        for start, _, what in _personal(section.public, section.plain, people):
            message = f'{what} stands unmarked; withhold it as [words]{{lak="{PERSOON}"}}, or take it out'
            yield Fault((SECTIES, key), message, start)
        for at, span in section.marked:
            if span.link and span.link not in hidden and _tells(span.link, span.text, people):
                what = "the link holds a name, address or number that would be public; take the link out"
                yield Fault((SECTIES, key), what, at)
    for path, text, item in case.facts:
        for _, _, what in _personal(text, plain(text), people) if _is_printed(path) else ():
            yield Fault(path, f"{what} stands in a key that is published; take it out", item=item)


def _is_printed(path: Path) -> bool:
    return path not in WITHHELD and path[0] != "bijeenkomst"


def _people(case: Case) -> tuple[Trace, ...]:
    """What shows the steller and the signatory."""
    names = (("steller", case.memo.steller.naam), ("ondertekenaar", case.memo.ondertekenaar.naam))
    known = ((role, name) for role, name in names if name and not INVULLEN.search(name))
    return traces((Geheim(f"the name of the {role}", name, Soort.NAAM) for role, name in known), case.lists.namen)


def _personal(text: str, seen: Plain, people: Iterable[Trace]) -> list[tuple[int, int, str]]:
    """Where personal data starts and ends in a text, and what it is, in order."""
    found = [(seen.offsets[start], seen.offsets[end - 1] + 1, what) for start, end, what in seen.contacts]
    found += [(place.start, place.end, place.what) for place in find(people, text)]
    return sorted(apart(found))


def _tells(link: str, words: str, people: Iterable[Trace]) -> bool:
    """Whether a link tells more about a person than its words do."""
    scheme, _, address = link.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return address not in words
    return words != link and any(True for _ in find(people, link, is_address=True))


@rule("warning")
def unmarked_person(case: Case) -> Faults:
    """A private person seems to stand in the open, whom nobody marked: the memo is published, and this with it.

    A surname behind a title, a rank, initials or a first name, but of nobody who holds a public office; an account
    number, a postcode with a number, a licence plate, an address written with [at]. Wrong: Volgens kolonel De Vries.
    Right: Volgens [kolonel De Vries]{lak="5.1.2e"}, or a function: volgens de defensieattaché.
    """
    people, woorden = _people(case), case.lists.namen
    for key, section in case.sections.items():
        for at, message in _unmarked(section.public, section.plain, people, woorden):
            yield Fault(
                (SECTIES, key), f'{message}; withhold it as [words]{{lak="{PERSOON}"}}, or free it with vrij', at
            )
    for path, text, item in case.facts:
        for _, message in _unmarked(text, plain(text), people, woorden) if _is_printed(path) else ():
            yield Fault(path, f"{message}; take it out, or free it with vrij", item=item)


def _unmarked(text: str, seen: Plain, people: Iterable[Trace], woorden: Naamwoorden) -> Iterator[tuple[int, str]]:
    """Where private people seem to stand in a text, but for what is an error there already."""
    known = [(start, end, "") for start, end, _ in _personal(text, seen, people)]
    found = [(seen.offsets[start], seen.offsets[end - 1] + 1, what) for start, end, what in private(seen.text, woorden)]
    for start, _, what in sorted(apart([*known, *found])):
        if what:
            yield start, f"{what} stands unmarked"


@rule("error")
def unknown_ground(case: Case) -> Faults:
    """A passage is withheld on something that is no ground of the Woo: it could not be upheld.

    Wrong: [de prijs]{lak="5.1.2z"}. Right: [de prijs]{lak="5.1.2b"}.
    """
    for key, section in case.sections.items():
        for at, span in section.marked:
            if span.lak and span.lak not in case.lists.gronden:
                yield Fault((SECTIES, key), f"{span.lak} is no ground of the Woo; take one, as {PERSOON}", at)


@rule("error")
def redaction_without_reason(case: Case) -> Faults:
    """A passage is withheld, and niet_openbaar does not say on what ground: the reader of the memo must know.

    Wrong: a passage on 5.1.2a, and: Alleen persoonsgegevens. Right: Passages over de inzet van bondgenoten blijven
    buiten de openbare versie op grond van de internationale betrekkingen (5.1.2a).
    """
    used = grounds_of(case.memo)
    if not used or not any(sectie.sleutel == TOELICHTING for sectie in case.memo.secties):
        return
    reasons = case.sections.get(TOELICHTING)
    text = reasons.text if reasons else ""
    for ground in sorted(used & set(case.lists.gronden)):
        if not _says(text, ground):
            message = f"a passage is withheld on {ground}, and {TOELICHTING} does not say so; name {ground} and why"
            yield Fault((SECTIES, TOELICHTING), message)


@lru_cache(SEEN)
def _says(text: str, ground: str) -> bool:
    """Whether a text gives a ground: by its code, or that of people by what it is about."""
    is_about_people = ground == PERSOON and pattern(_ABOUT_PEOPLE).search(text)
    return bool(is_about_people or _code(ground).search(text))


_ABOUT_PEOPLE = r"(?i)persoon|persoons|privacy|levenssfeer|\bna(?:am|men)\b|contactgegevens|\bAVG\b|medewerker|ambtena"
_UNDER = r"(?:(?:onder(?:de(?:el|len))?|sub|letters?)\s+)?"
_AND = rf"(?:\s*\([^()]*\))?(?:\s*[,/&]\s*|\s+)(?:(?:en|of|en/of|dan\s+wel)\s+)?{_UNDER}"
"""What stands between two letters of one paragraph: onder a, e en i; a/b; sub a en sub i."""
_OTHER_PARAGRAPH = r"(?:,?\s+\w+\s+lid\b[^;.]{0,80}?)?"
"""What may stand between an article and the paragraph: eerste lid, onder b, en tweede lid, onder a."""
_ORDINALS = {"1": "eerste", "2": "tweede", "5": "vijfde"}


@cache
def _code(ground: str) -> re.Pattern[str]:
    """How a text may write a ground: 5.1.2e, 5.1, lid 2, onder e, or artikel 5.1, tweede lid, onder a en e."""
    found = re.fullmatch(r"(\d+\.\d+)\.(\d+)([a-z]?)", ground)
    if not found:
        return re.compile(re.escape(ground))
    article, paragraph, letter = found.groups()
    nth = rf"(?:{_ORDINALS.get(paragraph, paragraph)}|{paragraph}e)"
    lid = rf"(?:\.\s?{paragraph}|,?\s+lid\s+{paragraph}|{_OTHER_PARAGRAPH},?\s+{nth}\s+lid)"
    under = rf"[,.]?\s*(?:aanhef\s*(?:,|en)\s*)?{_UNDER}(?:[a-z]\b{_AND})*?{letter}\b" if letter else r"(?!\w)"
    return re.compile(rf"(?i)(?<![\d.]){re.escape(article)}{lid}{under}")
