"""Rules about what may be public: personal data, and the grounds on which passages are withheld."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case, Fault, Faults, rule
from dmmdoc.checks.sections import Plain, plain
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.words import PERSOON, lists
from dmmdoc.dutch.names import folded, names_of
from dmmdoc.memo.model import INVULLEN, gronden_in, grounds_of
from dmmdoc.publication.personal import apart
from dmmdoc.publication.traces import Trace, of_person, stretches


@rule("error")
def unmarked_personal_data(case: Case) -> Faults:
    """Personal data stands in the open: every memo is published, and this would be with it.

    An e-mail address, a Dutch telephone number, a valid BSN, or the name of the steller or the ondertekenaar; a
    surname alone counts. Wrong: Bel J. de Vries. Right: Bel [J. de Vries]{lak="5.1.2e"}, or: Bel de steller.
    """
    people = list(_people(case))
    hidden = {span.link for section in case.sections.values() for _, span in section.marked if span.lak}
    for key, section in case.sections.items():
        for at, what in _personal(section.plain, people):
            message = f'{what} stands unmarked; withhold it as [words]{{lak="5.1.2e"}}, or take it out'
            yield Fault((SECTIES, key), message, at)
        for at, span in section.marked:
            if span.link and span.link not in hidden and _tells(span.link, span.text, people):
                what = "the link holds a name, address or number that would be public; take the link out"
                yield Fault((SECTIES, key), what, at)
    for path, text, item in case.facts:
        for _, what in _personal(plain(text), people) if path not in case.personal else ():
            yield Fault(path, f"{what} stands in a key that is published; take it out", item=item)


class _Wanted(NamedTuple):
    """A person to look for: whose name it is, its words in small letters, and what shows it."""

    role: str
    words: tuple[str, ...]
    traces: tuple[Trace, ...]


def _people(case: Case) -> Iterator[_Wanted]:
    for path, name, _ in case.facts:
        if path in case.personal and path[1] == "naam" and not INVULLEN.search(name):
            yield _wanted(path[0], name, case.memo.bijeenkomst.plaats, case.folders)


@lru_cache(SEEN)
def _wanted(role: str, name: str, plaats: str | None, folders: tuple[Path, ...]) -> _Wanted:
    woorden = lists(folders).namen
    names = names_of(name, woorden)
    traces = tuple(trace for trace in of_person(role, name, names, woorden, plaats) if trace.certain)
    return _Wanted(role, tuple(word.lower() for word in names.surnames if "-" not in word), traces)


def _personal(seen: Plain, people: list[_Wanted]) -> Sequence[tuple[int, str]]:
    """Where personal data starts in a text, and what it is, in order."""
    near = _near(seen.small, people)
    if not near and not seen.contacts:
        return ()  # nearly every one
    found = list(seen.contacts)
    for who in near:
        places = stretches(who.traces, seen.text)
        found += [(start, end, f"the name of the {who.role}") for start, end, _ in places]
    return [(seen.offsets[start], what) for start, what in sorted(apart(found))]


def _near(small: str, people: list[_Wanted]) -> list[_Wanted]:
    """Those of whom a text in small letters has a word: quicker to see than where a name stands."""
    return [who for who in people for word in who.words if word in small]


def _tells(link: str, words: str, people: list[_Wanted]) -> bool:
    """Whether a link tells more about a person than its words do."""
    scheme, _, address = link.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return address not in words
    plain = folded(unquote(link))[0]
    near = _near(plain.lower(), people)
    return words != link and any(True for who in near for _ in stretches(who.traces, plain, is_address=True))


@rule("error")
def unknown_ground(case: Case) -> Faults:
    """A passage is withheld on something that is no ground of the Woo: it could not be upheld.

    Wrong: [de prijs]{lak="5.1.2z"}. Right: [de prijs]{lak="5.1.2b"}.
    """
    for key, section in case.sections.items():
        for at, span in section.marked:
            for ground in gronden_in(span.lak) if span.lak else ():
                if ground not in case.lists.gronden:
                    yield Fault((SECTIES, key), f"{ground} is no ground of the Woo; take one, as {PERSOON}", at)


@rule("error")
def redaction_without_reason(case: Case) -> Faults:
    """A passage is withheld, and niet_openbaar does not say on what ground: the reader of the memo must know.

    Wrong: a passage on 5.1.2a, and: Alleen persoonsgegevens. Right: Passages over de inzet van bondgenoten blijven
    buiten de openbare versie op grond van de internationale betrekkingen (5.1.2a).
    """
    used, key = grounds_of(case.memo), case.kind.sectie("lakgronden")
    if not used or key is None:
        return
    reasons = case.sections.get(key)
    text = reasons.text if reasons else ""
    for ground in sorted(used & set(case.lists.gronden)):
        if not _says(text, ground):
            message = f"a passage is withheld on {ground}, and {key} does not say so; name {ground} and why"
            yield Fault((SECTIES, key), message)


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
