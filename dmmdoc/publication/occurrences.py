"""How what tells a withheld text may stand in another: as a word, spaced out, broken over a line, in an address.

A text is searched in plain letters, by its letters and digits only; where those of a trace stand in a row, the form
says whether what stands between and around them leaves it the same.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from dmmdoc.dutch.letters import BLANK, LETTER, folded

LONG = 6
"""From so many letters on a name is found in any case, and inside a longer word."""


class Form(Enum):
    """What a trace is, which says how it may stand."""

    WORD = auto()
    PHRASE = auto()
    NUMBER = auto()
    CODE = auto()
    LOCAL_PART = auto()


class View(NamedTuple):
    """A text as it is searched: in plain letters, and `row`, its letters and digits alone, small.

    `folds` and `source` lead back, from a character to the text before it was in plain letters, and from there to the
    text before what addresses write as %FC was read.
    """

    text: str
    row: str
    folds: Sequence[int]
    source: Sequence[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the characters from `first` to `last` stood in the text that was given."""
        return self.source[self.folds[first]], self.source[self.folds[last] + 1]


class Spot(NamedTuple):
    """Where in `text` letters and digits stand in a row, and whether that is in an address or the name of a file."""

    text: str
    letters: Sequence[int]
    in_address: bool

    @property
    def before(self) -> str:
        """The character before."""
        return self.text[self.letters[0] - 1 : self.letters[0]] if self.letters[0] else ""

    @property
    def after(self) -> str:
        """The character behind."""
        return self.text[self.letters[-1] + 1 : self.letters[-1] + 2]

    @property
    def inside(self) -> str:
        """From the first letter to the last."""
        return self.text[self.letters[0] : self.letters[-1] + 1]

    def gaps(self) -> Iterator[str]:
        """What stands between each two letters."""
        return (self.text[one + 1 : other] for one, other in pairwise(self.letters))


@lru_cache(64)  # what is searched is searched for one thing after the other
def squeezed(text: str) -> str:
    """The letters and digits of a text, small and in plain letters."""
    return re.sub(r"[\W_]+", "", folded(text)[0]).lower()


def views(text: str) -> Iterator[View]:
    """The text as it stands, and as it reads once what is coded in an address is read, and read again."""
    source: Sequence[int] = range(len(text) + 1)
    for _ in range(_ROUNDS):
        plain, folds = folded(text)
        yield View(plain, squeezed(text), folds, source)
        decoded, starts = _decoded(text)
        if decoded == text:
            return
        text, source = decoded, [source[start] for start in starts]


_ROUNDS = 5
_CODED = r"(?:%[0-9A-Fa-f]{2})+|(?i:(?<![\w-])xn--([a-z0-9-]{1,60}))"


def _decoded(text: str) -> tuple[str, Sequence[int]]:
    """The text with %FC read (as UTF-8, else as Latin-1) and xn-- too, and where each character begins in `text`."""
    if "%" not in text and "xn--" not in text.lower():
        return text, range(len(text) + 1)
    letters, starts, end = list[str](), list[int](), 0
    for match in re.finditer(_CODED, text):
        letters += text[end : match.start()]
        starts += range(end, match.start())
        for letter, start in _letters(match):
            letters.append(letter)
            starts.append(start)
        end = match.end()
    return "".join([*letters, text[end:]]), [*starts, *range(end, len(text) + 1)]


def _letters(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    at = match.start()
    if match[1]:
        try:
            yield from ((letter, at) for letter in match[1].encode().decode("punycode"))
        except UnicodeError:
            yield from ((letter, at + place) for place, letter in enumerate(match[0]))
        return
    raw = unquote_to_bytes(match[0])
    try:
        text, coding = raw.decode(), "utf-8"
    except UnicodeDecodeError:
        text, coding = raw.decode("latin-1"), "latin-1"
    for letter in text:
        yield letter, at
        at += 3 * len(letter.encode(coding))


# --- addresses in a text ---

_AT_WORD = r"(?:at|apenstaart(?:je)?)"
AT = (
    rf"[\[({{<]\s{{0,3}}(?:@|{_AT_WORD})\s{{0,3}}[\])}}>]"
    rf"|(?<![^\W_]){_AT_WORD}\s{{1,3}}\S{{1,64}}\s{{1,3}}(?:dot|punt)(?![^\W_])"
)
"""What stands for an @: zwaluwf [at] voorbeeld punt nl."""
_BEFORE_AT = re.compile(rf"\s{{0,3}}(?:@|(?i:{AT}))")
_IN_ADDRESS = r"@|://|\w\.[A-Za-z]{2}|%[0-9A-Fa-f]{2}|[\w-]/[\w-]+/"
_LONGEST = 64
"""No local part or host is longer, in characters."""


def addresses(text: str) -> list[tuple[int, int]]:
    """Where the addresses and the names of files in a text stand, with a scheme and without."""
    found = [match.span() for match in re.finditer(r"\S+", text) if re.search(_IN_ADDRESS, match[0])]
    for match in re.finditer(rf"(?i:{AT})", text):
        start = max(0, match.start() - _LONGEST)
        if before := re.search(r"\S+\s*\Z", text[start : match.start()]):
            found.append((start + before.start(), match.start()))
    return found


# --- the forms ---


def stands(form: Form, spot: Spot, joints: Collection[int], glued: Collection[str]) -> bool:
    """Whether letters and digits in a row are there what they are sought for.

    Something else may stand at the `joints`; in an address any of `glued` may be written on to a word.
    """
    if form is Form.WORD:
        return _is_word(spot, glued)
    if form is Form.PHRASE:
        return _is_free(spot) and _is_phrase(spot, joints)
    if form is Form.LOCAL_PART:
        return _is_free(spot) and all(len(gap) < 2 for gap in spot.gaps()) and _is_local_part(spot)
    if not all(len(gap) <= _WIDE and not _is_hidden(gap) for gap in spot.gaps()):
        return False
    return _is_free(spot) if form is Form.CODE else _is_number(spot)


_WIDE = 4
"""No more stands between two words of a phrase or two digits of a number, in characters."""


def _is_hidden(gap: str) -> bool:
    return BLANK in gap or "\0" in gap


def _is_free(spot: Spot) -> bool:
    return not spot.before.isalnum() and not spot.after.isalnum()


_BROKEN = re.compile(r"[^\W_]+(?:(?:-(?:[^\S\0]+(?!(?<=[^\W_]{3}-[^\S\0])(?:en|of)\Z))?|[^\S\0]*\n[^\S\0]*)[^\W_]+)+")
"""A word broken at a hyphen, over a line or not, or at a hard break; Berg- en poolgebieden holds no Bergen."""
_SPACED = re.compile(rf"(?:[^\W_](?:(?![{BLANK}\0])[\W_]){{1,3}}){{2,}}[^\W_]")


def _is_apart(inside: str) -> bool:
    return bool(_SPACED.fullmatch(inside) or _BROKEN.fullmatch(inside))


def _is_word(spot: Spot, glued: Collection[str]) -> bool:
    is_long = len(spot.letters) >= LONG
    text, first, last = spot.text, spot.letters[0], spot.letters[-1]
    is_whole = last - first < len(spot.letters)
    if not is_whole and (spot.before.isalpha() or not _is_apart(spot.inside)):
        return False
    if is_long:
        return True
    if spot.in_address and _is_address_word(spot, glued):
        return True
    is_camel = spot.before.islower() or (last - first > 1 and text[first + 1].islower())  # JanBos, BSBos; but NLBOS
    if text[first].islower() or (spot.before.isalpha() and not is_camel):
        return False
    end = last + 1 + (text[last + 1 : last + 2] in ("s", "S"))  # the genitive
    after = text[end : end + 1]
    return not after.isalpha() or (text[last].islower() and after.isupper())


def _is_address_word(spot: Spot, glued: Collection[str]) -> bool:
    """Whether a word of an address is a name, alone or with what belongs to it: jdevries, willemdevries, bosj."""
    first, last = spot.letters[0], spot.letters[-1]
    before = re.search(rf"{LETTER}*\Z", spot.text[max(0, first - _LONGEST) : first])
    after = re.match(rf"{LETTER}*", spot.text[last + 1 : last + _LONGEST])
    lead, tail = (match[0].lower() if match else "" for match in (before, after))
    if glued:
        is_led = _is_made_of(lead, glued) or lead.endswith(tuple(part for part in glued if len(part) > 1))
        if is_led and _is_made_of(tail, glued):  # willemdevries is W. de Vries
            return True
    elif len(lead) <= 1 and len(tail) <= 1:
        return True
    end, start = last + 1 + len(tail), first - len(lead)
    is_local = re.match(r"[^\s@]{0,64}@", spot.text[end:]) or _BEFORE_AT.match(spot.text, end)
    return bool(is_local or spot.text[start - 1 : start] == "@") and len(lead) <= _INITIALS and len(tail) < _INITIALS


_INITIALS = 3
"""So many letters may be initials that nobody told, in an e-mail address or an account."""


def _is_made_of(run: str, parts: Iterable[str]) -> bool:
    """Whether a row of letters is some of `parts` one behind the other, or nothing."""
    reached = {0}
    for at in range(len(run)):
        if at in reached:
            reached |= {at + len(part) for part in parts if run.startswith(part, at)}
    return len(run) in reached


def _is_phrase(spot: Spot, joints: Collection[int]) -> bool:
    """Whether the words stand as they were: JP for J.P., but no tekort for te Kort."""
    ends = {0, *joints, len(spot.letters)}
    for place, gap in enumerate(spot.gaps(), 1):
        if _is_hidden(gap) or len(gap) > _WIDE:
            return False
        if place not in ends and gap and not re.fullmatch(r"-\s*", gap):
            return False
        if place in joints and not gap and not (place - 1 in ends or place + 1 in ends):
            return False
    return True


_ABROAD = r"(?<!\d)(?:0|(?:00)?31)?\Z"


def _is_number(spot: Spot) -> bool:
    """Whether digits are a number by themselves, with the country and a nought before them or without."""
    text, first = spot.text, spot.letters[0]
    return not spot.after.isdigit() and re.search(_ABROAD, text[max(0, first - _WIDE) : first]) is not None


def _is_local_part(spot: Spot) -> bool:
    """Whether it stands before an @, or is a word that nothing else is: pj87+x."""
    is_odd = any(map(str.isdigit, spot.inside)) and len(spot.letters) >= _WIDE
    return is_odd or _BEFORE_AT.match(spot.text, spot.letters[-1] + 1) is not None
