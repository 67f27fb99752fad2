"""What personal data looks like in running text: e-mail addresses, telephone numbers, BSNs."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, TypeVar

from dmmdoc.dutch.names import Naamwoorden, may_name_private, people
from dmmdoc.publication.occurrences import AT

T = TypeVar("T")

Wat = Literal["email", "telephone", "bsn", "account", "postcode", "plate", "person"]
"""What seems to be personal data in a text, as the messages call it."""

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
_AMOUNT = r"(?i)\s{0,3}(?:euro|eur|miljoen|miljard|mln|mld)(?![^\W_])|\s{0,3}(?:€|,-)"
_DATE = r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d"


def contacts(text: str) -> Iterator[tuple[int, int, Wat]]:
    """Where the e-mail addresses, Dutch telephone numbers and valid BSNs in a text start and end, and what each is."""
    if "@" in text:
        for match in re.finditer(EMAIL, text):
            if re.search(r"\.[A-Za-z]{2}", match[2]):
                yield *match.span(), "email"
    if b"0" * 9 not in text.encode("ascii", "replace").translate(_AS_NOUGHTS, _SEPARATORS):
        return
    # A match is tried only where there are as many digits as a BSN has: ten times as quick. A + or ( may come first.
    digits = [match.span() for match in re.finditer(_DIGITS, text) if sum(map(str.isdigit, match[0])) >= 9]
    places = [range(max(0, start - 4), end) for start, end in digits]
    for match in _found(_PHONE, text, places):
        if not re.search(_SOME_NUMBER, _before(match, 20)) and not re.search(_DATE, match[0]):
            yield *match.span(), "telephone"
    for match in _found(_BSN, text, places):
        is_amount = re.match(_AMOUNT, text[match.end() : match.end() + 20])
        is_other = match[1] or is_amount or re.search(_SOME_NUMBER, _before(match, 50))  # 123 456 782 may be an amount
        if is_bsn(match[0]) and (not is_other or re.search(_SAYS_BSN, _before(match, 50))):
            yield *match.span(), "bsn"


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


_IBAN = (
    r"(?<![^\W_])(?:(?i:NL)(?:[ .-]?\d){2}(?:[ .-]?[A-Za-z]){4}(?:[ .-]?\d){10}"
    r"|[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?)(?![^\W_])"
)
_POSTCODE = r"[1-9]\d{3}(?<![^\W_]\d{4})(?:\s?[A-Z]{2}|[a-z]{2})(?![^\W_])"
_GROUP = r"(?:[A-Z]{1,3}|[a-z]{1,3}|\d{1,3})"
_PLATE = rf"(?<![^\W_])(?=[A-Za-z -]{{0,6}}\d)(?<![^\W_]-){_GROUP}(?P<by>[- ]?){_GROUP}(?P=by){_GROUP}(?![^\W_]|-\w)"
_PLATES = re.compile(
    "AA0000|0000AA|00AA00|AA00AA|AAAA00|00AAAA|00AAA0|0AAA00|AA000A|A000AA|AAA00A|A00AAA|0AA000|000AA0|AAA000"
)
"""How letters and digits go together in the series of Dutch licence plates."""


def codes(text: str) -> Iterator[tuple[int, int, Wat]]:
    """Where account numbers, licence plates and postcodes in plain letters start and end, and what each is."""
    starts = [digits.start() for digits in re.finditer(r"\d+", text)]
    before = [range(max(0, start - 3), start) for start in starts]  # the two letters of a country, and what parts them
    yield from ((*match.span(), "account") for match in _found(_IBAN, text, before))
    yield from ((*match.span(), "postcode") for match in re.finditer(_POSTCODE, text))
    for match in _found(_PLATE, text, [range(max(0, start - 6), start + 1) for start in starts]):
        shape = re.sub(r"\d", "0", re.sub("[A-Za-z]", "A", re.sub("[ -]", "", match[0])))
        if _PLATES.fullmatch(shape) and (match[0].isupper() or (match[0].islower() and match["by"] != " ")):
            yield *match.span(), "plate"


def private(text: str, woorden: Naamwoorden) -> Iterator[tuple[int, int, Wat]]:
    """Where a text in plain letters seems to tell of a private person that nobody marked, and what it tells.

    A surname behind a title, a rank, initials or a first name, but of nobody who holds a public office; an account
    number, a licence plate, a postcode with the number of a house, an e-mail address with [at].
    """
    # what stands on the two sides of a NUL is of two texts; the whole is quicker to see
    for part in re.finditer(r"[^\0]+", text) if may_name_private(text, woorden) else ():
        if may_name_private(part[0], woorden) and not re.fullmatch(_NUMBERED, part[0].strip()):
            found = (each for each in people(part[0], woorden) if not each.has_ambt)
            yield from ((part.start() + each.start, part.start() + each.end, "person") for each in found)
    for start, end, what in codes(text) if re.search(r"\d", text) else ():
        before, after = text[max(0, start - 20) : start], text[end : end + 20]
        is_address = re.search(_HOUSE, before) or re.match(_HOUSE_AFTER, after)
        if what == "account" or (is_address if what == "postcode" else "-" in text[start:end]):
            yield start, end, what
    for match in re.finditer(rf"(?i:{AT})", text) if _may_hold_at(text) else ():
        if local := re.search(r"[\w.+-]{2,64}\s{0,3}\Z", text[max(0, match.start() - 67) : match.start()]):
            yield match.start() - len(local[0]), match.end(), "email"


def _may_hold_at(text: str) -> bool:
    """Whether a text has what stands around an @ that is written out: quicker to see."""
    lowered = text.lower()
    return "@" in text or "apenstaart" in lowered or re.search(r"at(?<![^\W_]at)(?![^\W_])", lowered) is not None


_NUMBERED = r"[IVX]{1,4}\. [A-Z][a-z]+(?: [a-z]+)+"
"""A heading with its number, which begins like initials and a surname: I. Geannoteerde agenda."""
_HOUSE = r"(?<!\d)\d{1,5} ?[a-zA-Z]?,?\s{1,3}\Z"
_HOUSE_AFTER = r"\s{0,3},?\s{0,3}(?:nr\.?|huisnummer)?\s{0,3}\d{1,5}(?!\d)"


def apart(found: Iterable[tuple[int, int, T]]) -> Iterator[tuple[int, int, T]]:
    """Stretches of a text, each with what it is, without those that overlap one given before."""
    taken = set[int]()
    for start, end, what in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield start, end, what
