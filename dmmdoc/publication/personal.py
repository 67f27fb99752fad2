"""What personal data looks like in running text: e-mail addresses, telephone numbers, BSNs."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeVar

T = TypeVar("T")

EMAIL = r"(?<![\w.+-])([\w.+-]++)@([\w-]++(?:\.[\w-]+)*)"
_DIGITS = r"[0-9][0-9\s().\-/–]{4,}[0-9]"
"""Digits in groups, six or more: what every telephone number and BSN holds, and quicker to look for."""
_APART = r"\s*/\s*|\s{2,}|\s+-\s+"
"""What may stand between two numbers, and in one."""

_AS_NOUGHTS = bytes.maketrans(b"123456789", b"000000000")
_SEPARATORS = b" \t\n\r\v\f().-/?"
"""What may stand between the digits of a number, or, as ?, be something of that kind that is no ASCII."""

_START, _END = r"(?<![\w+,.\-–/])", r"(?!\w|[-–/.,]\d)"
_SPACE = r"[ \u00a0.\-–/]{0,3}"
_ABROAD = rf"(?:\+|00){_SPACE}31{_SPACE}(?:\(0\){_SPACE})?[1-9](?:{_SPACE}\d){{8}}"
_AT_HOME = rf"(?:\(0\){_SPACE}|\(?0)[1-9](?:{_SPACE}\)?{_SPACE}\d){{8}}"
_PHONE = rf"{_START}(?:{_ABROAD}|{_AT_HOME}){_END}"
_BSN = rf"{_START}(?:\d{{9}}|\d{{4}}\.\d{{2}}\.\d{{3}}|\d{{3}}([. -])\d{{3}}[. -]\d{{3}}){_END}"
_SAYS_BSN = r"(?i)\b(?:BSN|burgerservicenummer|sofinummer)\b[^.;]{0,30}$"
_SOME_NUMBER = (
    r"(?i)\b(?:kenmerk|kamerstuk\w*|(?:zaak|dossier|document|volg|rekening)\w*|referentie|nrs?\.|iban|eur|euro|(?-i:[A-Z]{4}))"
    r"[ :]*$|€ ?$"
)
_DATE = r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d"


def contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the e-mail addresses, Dutch telephone numbers and valid BSNs in a text start and end, and what each is."""
    if "@" in text:
        for match in re.finditer(EMAIL, text):
            if re.search(r"\.[A-Za-z]{2}", match[2]):
                yield *match.span(), "an e-mail address"
    if b"0" * 9 not in text.encode("ascii", "replace").translate(_AS_NOUGHTS, _SEPARATORS):
        return
    # A match is tried only where there are as many digits as a BSN has: ten times as quick. A + or ( may come first.
    digits = [match.span() for match in re.finditer(_DIGITS, text) if sum(map(str.isdigit, match[0])) >= 9]
    places = [range(max(0, start - 4), end) for start, end in digits]
    for match in _found(_PHONE, text, places):
        if not re.search(_SOME_NUMBER, _before(match, 20)) and not re.search(_DATE, match[0]):
            yield *match.span(), "a telephone number"
    for match in _found(_BSN, text, places):
        is_other = match[1] or re.search(_SOME_NUMBER, _before(match, 50))  # 123 456 782 may be an amount
        if is_bsn(match[0]) and (not is_other or re.search(_SAYS_BSN, _before(match, 50))):
            yield *match.span(), "a BSN"


def numbers(text: str) -> list[str]:
    """Every number of six digits or more that a text may hold: 070-000 11 22 / 06-00000000 is two, or one."""
    found: list[str] = []
    for match in re.finditer(rf"\+?\(?{_DIGITS}", text):
        found += [match[0], *re.split(_APART, match[0]), *re.findall(f"{_ABROAD}|{_AT_HOME}", match[0])]
    return [number for number in dict.fromkeys(found) if sum(map(str.isdigit, number)) >= 6]


def _found(pattern: str, text: str, places: Iterable[range]) -> Iterator[re.Match[str]]:
    """The matches of a pattern in a text that begin in one of `places`."""
    compiled, end = re.compile(pattern), 0
    for at in chain.from_iterable(places):
        if at >= end and (match := compiled.match(text, at)):
            end = match.end()
            yield match


def _before(match: re.Match[str], length: int) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


def is_bsn(text: str) -> bool:
    """Whether the nine digits in a text pass the eleven test of a burgerservicenummer."""
    digits = [int(character) for character in text if character.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and any(digits) and sum(map(int.__mul__, digits, weights)) % 11 == 0


def apart(found: Iterable[tuple[int, int, T]]) -> Iterator[tuple[int, T]]:
    """Of stretches of a text, each with what it is: where each starts; of two that overlap only the first given."""
    taken: list[tuple[int, int]] = []
    for start, end, what in found:
        if all(end <= other or other_end <= start for other, other_end in taken):
            taken.append((start, end))
            yield start, what
