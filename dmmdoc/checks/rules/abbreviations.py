"""Rules about abbreviations: spelled out at their first use, and in one way."""

import re
from functools import lru_cache
from itertools import takewhile

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case, Short
from dmmdoc.checks.rule import Fault, Faults, rule
from dmmdoc.checks.sections import BETWEEN, Passage, Section
from dmmdoc.config.facts import SECTIES
from dmmdoc.messages.catalogue import say


@rule("warning", ["De UDCG komt bijeen."], ["De Ukraine Defence Contact Group (UDCG) komt bijeen."])
def unexpanded_abbreviation(case: Case) -> Faults:
    """An abbreviation that is not spelled out where it stands first, nor before; afstemming is in-house."""
    meeting = case.memo.bijeenkomst
    own = {meeting.afkorting: meeting.naam} if meeting.afkorting and meeting.naam else {}
    seen, agreed = set(case.lists.bekend), case.kind.sectie("afstemming")
    for word, key, start in case.shorts:
        if word.casefold() in seen or key == agreed:
            continue
        seen.add(word.casefold())
        full = own.get(word) or case.lists.afkortingen.voluit.get(word)
        section = case.sections[key]
        passage = section.passages[section.number_at(start)]
        at = start - passage.start
        before, after = passage.text[:at], passage.text[at + len(word) :]
        if not passage.text.rstrip().endswith((".", "!", "?", ";")):  # a heading counts with what stands under it
            after += f"\n{_next(section, passage)}"
        if not (
            _is_explained(word, before, after) or _is_known(word, full, _text_before(case, key, passage), before, after)
        ):
            known = say("check.unexpanded-abbreviation", word=word, full=full)
            message = known if full else say("check.unexpanded-abbreviation-unknown", word=word)
            yield Fault((SECTIES, key), message, start, start + len(word))


def _next(section: Section, passage: Passage) -> str:
    """The text of the passage behind one."""
    following = section.passages[section.number_at(passage.start) + 1 :]
    return following[0].text if following else ""


def _text_before(case: Case, key: str, passage: Passage) -> str:
    """All that the reader has read before a passage of a section."""
    earlier = takewhile(lambda other: other != key, case.sections)
    texts = [case.memo.onderwerp, *(case.sections[other].text for other in earlier)]
    return BETWEEN.join([*texts, case.sections[key].text[: passage.start]])


_HEREAFTER = (
    r"(?:(?:EU|NAVO|VN)\s+)?"
    r"(?:(?:hierna|verder|kortweg|afgekort(?:\s+(?:als|tot))?|ook wel|in het Engels|Engels)[: ]\s*)?"
)
_OPENED = rf"\w\s*\((?<!\b[Dd]e \()(?<!\b[Hh]et \()(?<!\b[Ee]en \(){_HEREAFTER}[“\"'‘]?$"
_CLOSED = r"(?:['’]?s)?[”\"'’]?(?:-[A-Za-z]+)?(?:\s+\d[\d-]*)?\s*\)"
"""What stands around an abbreviation between brackets behind its name: Ukraine Defence Contact Group (hierna: UDCG)."""
_NEAR = 80
_DESCRIBED = (
    r"(?i)(?:dienst|groep|groepering|beweging|militie|bedrijf|concern|fabrikant|werf|leverancier|omroep) [“‘«]?\Z"
)
"""What says of a name right behind it what it is: de inlichtingendienst GRU."""
_BEHIND = r"(?:-\w+|['’]?s)?\s*\(([^()]*)\)"
_DESCRIBES = (
    r"(?!(?i:zie|met|in|op|te|bij|van|voor|door|tot|waar\w*|onder\w*|o\.a|incl|excl|inclusief|exclusief|ook)\b)\D+"
)
"""How what describes an abbreviation begins, in brackets behind it: with no place or reference; it has no number."""


@lru_cache(SEEN)
def _is_explained(word: str, before: str, after: str) -> bool:
    """Whether a word between these words is spelled out there, or spells out what stands there."""
    if pattern(_CLOSED).match(after) and (
        pattern(_OPENED).search(before[-_NEAR:]) or _fits(word, before.rpartition("(")[2])
    ):
        return True
    if pattern(_DESCRIBED).search(before[-_NEAR:]):
        return True
    behind = pattern(_BEHIND).match(after)
    return behind is not None and (_fits(word, behind[1]) or _describes(word, behind[1]))


def _describes(word: str, name: str) -> bool:
    """Whether a name tells what an abbreviation stands for, in another language maybe: PESCO (Permanente …)."""
    words = len(name.split())
    return pattern(_DESCRIBES).fullmatch(name) is not None and (
        words > 2 or (words == 2 and name[0].lower() == word[0].lower())
    )


def _is_known(word: str, full: str | None, earlier: str, before: str, after: str) -> bool:
    """Whether a reader who comes to a word can know what it stands for from all that stands around it."""
    if f"({word})" in after.partition("\n")[2]:
        return True
    if full and " ".join(full.lower().split()) in f"{earlier}\n{before} {after}".lower():
        return True
    return len(word) > 2 and _are_initials(word.lower(), f"{earlier}\n{before}\n{after[:120]}")


def _fits(word: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name, in order, the first at the beginning of a word."""
    return re.search(r"(?is)(?<!\w)" + ".*?".join(map(re.escape, word)), name) is not None


_SMALL = frozenset({"de", "het", "en", "van", "voor", "der", "of", "and", "for", "the", "to", "in", "on"})


def _are_initials(word: str, text: str) -> bool:
    """Whether a word consists of the initials of a name in a text: of all its words, or of those that count."""
    every = re.findall(r"[^\W\d_]+", text)
    for words in (every, [one for one in every if one.lower() not in _SMALL]):
        initials = "".join([one[0] for one in words])
        lowered = initials.lower()
        at = lowered.find(word) if len(lowered) == len(initials) else -1
        while at >= 0:
            if not initials[at : at + len(word)].islower():  # a name has a capital
                return True
            at = lowered.find(word, at + 1)
    return False


@rule(
    "warning",
    ["De Directie Communicatie (DCo) is betrokken. Vragen gaan naar de DCO."],
    ["De Directie Communicatie (DCo) is betrokken. Vragen gaan naar de DCo."],
)
def inconsistent_abbreviation(case: Case) -> Faults:
    """An abbreviation that is spelled in two ways."""
    words = {short.word for short in case.shorts}
    if len({word.casefold() for word in words}) == len(words):  # quicker to see
        return
    spelled: dict[str, dict[str, list[Short]]] = {}
    for short in case.shorts:
        spelled.setdefault(short.word.casefold(), {}).setdefault(short.word, []).append(short)
    for spellings in spelled.values():
        right = max(spellings, key=lambda word: (word in case.lists.genoemd, len(spellings[word])))
        for word, places in spellings.items():
            if word != right:
                message = say("check.inconsistent-abbreviation", word=word, right=right)
                start = places[0].start
                yield Fault((SECTIES, places[0].sectie), message, start, start + len(word))
