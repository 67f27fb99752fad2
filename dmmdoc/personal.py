"""Personal data as it stands in running text: e-mail addresses, telephone numbers, BSNs, and names of known people."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

EMAIL = r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"

_SPACE = r"[ \u00a0.\-–/]{0,3}"
_ABROAD = rf"(?:\+|00){_SPACE}31{_SPACE}(?:\(0\){_SPACE})?[1-9](?:{_SPACE}\d){{8}}"
_AT_HOME = rf"\(?0[1-9](?:{_SPACE}\)?{_SPACE}\d){{8}}"
PHONE = rf"(?<![\w+,.\-–/])(?:{_ABROAD}|{_AT_HOME})(?!\w|[-–/.,]\d)"

_SOME_NUMBER = (
    r"(?i)\b(?:kenmerk|kamerstuk\w*|(?:zaak|dossier|document|volg|rekening)\w*|referentie|nrs?\.|iban|eur|euro|(?-i:[A-Z]{4}))"
    r"[ :]*$|€ ?$"
)
_DATE = r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d"

BSN = r"(?<![\w+,.\-–/])(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?!\w|[-–/.,]\d)"
_LONG_NUMBER = r"\d[\d \u00a0.()/–-]{7,}\d"
"""What every telephone number and BSN looks like: quicker to look for."""
_SAYS_BSN = r"(?i)\b(?:BSN|burgerservicenummer|sofinummer)\b[^.;]{0,30}$"

_BETWEEN = frozenset(
    {
        "aan",
        "bij",
        "da",
        "das",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "het",
        "in",
        "la",
        "le",
        "les",
        "op",
    }
    | {
        "over",
        "'s",
        "’s",
        "'t",
        "’t",
        "te",
        "ten",
        "ter",
        "tot",
        "uit",
        "van",
        "vanden",
        "vd",
        "v.d.",
        "von",
        "voor",
        "zu",
    }
)
"""Tussenvoegsels: what stands between first name and surname."""
_TITLES = frozenset(
    {"bc", "ba", "bsc", "dhr", "dr", "drs", "emsd", "heer", "ing", "ir", "jhr", "jkvr", "kol", "kap", "kltz", "ktz"}
    | {
        "lkol",
        "llm",
        "ma",
        "maj",
        "mba",
        "med",
        "mevr",
        "mevrouw",
        "mpa",
        "mr",
        "msc",
        "mw",
        "phd",
        "prof",
        "gen",
        "cdr",
    }
)
_INITIALS = r"(?:[A-Z][a-z]{0,2}\.[ -]?)+"
_ADDRESS = r"(?i:heer|heren|mevrouw|meneer|dhr\.?|mw\.?|mevr\.?|drs\.?|mr\.?|ir\.?|dr\.?|collega|steller)"


class Found(NamedTuple):
    """Personal data in a text, from `start` to `end`, and what it is."""

    start: int
    end: int
    what: str


def contacts(text: str) -> Iterator[Found]:
    """The e-mail addresses, Dutch telephone numbers and valid BSNs in a text."""
    if "@" in text:
        yield from (Found(*match.span(), "an e-mail address") for match in re.finditer(EMAIL, text))
    if not re.search(_LONG_NUMBER, text):
        return
    for match in re.finditer(PHONE, text):
        before = text[max(0, match.start() - 20) : match.start()]
        if not re.search(_SOME_NUMBER, before) and not re.search(_DATE, match[0]):
            yield Found(*match.span(), "a telephone number")
    for match in re.finditer(BSN, text):
        before = text[max(0, match.start() - 50) : match.start()]
        is_said = re.search(_SAYS_BSN, before) is not None
        may_be = match[0].count(" ") == 0 and not re.fullmatch(r"\d{3}\.\d{3}\.\d{3}", match[0])
        if is_bsn(match[0]) and (is_said or (may_be and not re.search(_SOME_NUMBER, before))):
            yield Found(*match.span(), "a BSN")


def is_bsn(text: str) -> bool:
    """Whether the nine digits in a text pass the eleven test of a burgerservicenummer."""
    digits = [int(character) for character in text if character.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and any(digits) and sum(map(int.__mul__, digits, weights)) % 11 == 0


class Surname(NamedTuple):
    """A surname: the tussenvoegsels before it, and the names that it consists of (two of Berg-Jansen)."""

    before: tuple[str, ...]
    names: tuple[str, ...]


@cache
def surname(name: str) -> Surname:
    """The surname in a person's name, as A. de Vries, Anna de Vries, Vries, A. de, or drs. A. de Vries MA."""
    head, *tail = (part.strip() for part in re.sub(r"\([^)]*\)", " ", name).split(","))
    after = [word for part in tail for word in part.split() if word.lower() in _BETWEEN]
    swapped = bool(after) or any(re.match(_INITIALS, part) for part in tail)
    words = [word for word in head.split() if word.lower().strip(".").replace(".", "") not in _TITLES]
    initials = [word for word in words if re.fullmatch(_INITIALS, word)]
    words = [word for word in words if word not in initials]
    between = [index for index, word in enumerate(words) if word.lower() in _BETWEEN]
    if between and between[-1] < len(words) - 1:
        first = next(i for i in between if all(word.lower() in _BETWEEN for word in words[i : between[-1]]))
        before, last = words[first : between[-1] + 1], words[between[-1] + 1 :]
    else:
        before, last = after, words if initials or swapped else words[-1:]
    parts = [part for word in last for part in word.split("-")]
    return Surname(tuple(word.lower() for word in before), tuple(part[:1].upper() + part[1:] for part in parts if part))


def named(text: str, who: Surname, ordinary: Collection[str] = ()) -> Iterator[Found]:
    """Where a person's surname stands in a text: whole words, with a capital.

    A surname that is an ordinary word too counts only with something of a name before it: its tussenvoegsel,
    initials, a title.
    """
    for name in who.names:
        if len(name) < 2 or (name not in text and name.upper() not in text):
            continue
        spelled = rf"(?:{re.escape(name)}|{re.escape(name.upper())})(?!\w)"
        if name in ordinary:
            between = r"\s+".join(re.escape(word) for word in who.before)
            near = [rf"{_INITIALS}\s*", rf"{_ADDRESS}\s+", *([rf"(?i:{between})\s+"] if between else [])]
            pattern = rf"(?<!\w)(?:{'|'.join(near)})(?P<name>{spelled})"
        else:
            pattern = rf"(?<!\w)(?P<name>{spelled})"
        yield from (Found(*match.span("name"), "a name") for match in re.finditer(pattern, text))


def first_of_each(found: Iterable[Found]) -> list[Found]:
    """What was found in order, of what overlaps only the first."""
    kept: list[Found] = []
    for item in sorted(found):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept
