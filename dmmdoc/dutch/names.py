"""The names of people in a Dutch text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from dmmdoc.dutch.letters import LETTER, folded


class Naamwoorden(NamedTuple):
    """The contents of namen.toml: the words that stand around a surname.

    `graden` stand behind a name and are written so; who has one of the `ambten` is no private person.
    """

    tussenvoegsels: tuple[str, ...]
    titels: tuple[str, ...]
    rangen: tuple[str, ...]
    graden: tuple[str, ...]
    ambten: tuple[str, ...]
    voornamen: tuple[str, ...]


class Person(NamedTuple):
    """Who is named in a text, from `start` to `end`, the words of the surname, and whether for an office held."""

    start: int
    end: int
    surnames: tuple[str, ...]
    has_ambt: bool


_INITIAL = rf"(?<![^\W_])(?:[A-Za-z]|Chr?|IJ|Jac|Joh|Ph|Sj|Ths?|Tj)\.(?:[ -](?={LETTER}))?"
_TOKEN = rf"(?P<initial>{_INITIAL})|(?P<word>{LETTER}+)|(?P<cut>[,;:/()&+])"
_AND = ("en", "and", "of")
_FEW = 2
"""So many words make a name, where only a title or a tussenvoegsel among them has a capital: Mevrouw anna bos."""


def name_words(text: str, woorden: Naamwoorden) -> tuple[str, ...]:
    """The words that tell who is meant in a text that is a name, or says something of a person; in plain letters.

    All of two letters or more but the titles and tussenvoegsels, and, where there are words with a capital, those
    without. What looks like a title and has no name behind it is a name: K. Majoor.
    """
    plain = re.sub(r"(?<![^\W_])[A-Z]'[a-z]", lambda match: match[0].upper(), folded(text)[0])  # D'hondt
    tokens = [*re.finditer(_TOKEN, plain)]
    words = [word for part, is_turned in _parts(tokens) for word in _name_words(part, is_turned, woorden)]
    if any(map(_has_capital, words)):
        return tuple(dict.fromkeys(filter(_has_capital, words)))
    has_capital = any(_has_capital(match["word"]) for match in tokens if match["word"])
    return tuple(dict.fromkeys(words)) if not has_capital or len(words) <= _FEW else ()


def is_function(text: str, woorden: Naamwoorden) -> bool:
    """Whether a text says what somebody is and not who, in small letters: de kolonel, de minister."""
    kinds = [_kinds(woorden).get(word, "") for word in re.findall(rf"{LETTER}+", folded(text)[0])]
    return re.fullmatch("s+[tra]+", "".join(kinds)) is not None and "" not in kinds


def _has_capital(word: str) -> bool:
    return not word.islower()


def _parts(tokens: Iterable[re.Match[str]]) -> Iterator[tuple[list[re.Match[str]], bool]]:
    """The tokens from one comma, bracket or *en* to the next, each row with whether it is what a name begins with.

    So it is behind a comma, where no initials came before: Vries, J. de.
    """
    part: list[re.Match[str]] = []
    is_turned = False
    for match in tokens:
        if match["cut"] or (match["word"] or "").lower() in _AND:
            yield part, is_turned
            is_turned = match["cut"] == "," and not any(each["initial"] for each in part)
            part = []
        else:
            part.append(match)
    yield part, is_turned


def _name_words(part: list[re.Match[str]], is_turned: bool, woorden: Naamwoorden) -> Iterator[str]:
    """The words of two letters or more in a row that are no title, degree or tussenvoegsel there."""
    kinds, degrees = _kinds(woorden), {word.lower() for word in woorden.graden}
    words = [match["word"] if match["word"] and len(match["word"]) > 1 else "" for match in part]
    names = [number for number, word in enumerate(words) if word and word.lower() not in degrees]
    sure = [number for number in names if kinds.get(words[number].lower()) != "s"]
    last = (sure or names or [0])[-1]
    great = [number for number, word in enumerate(words[: last + 1]) if word and _has_capital(word)]
    last_great = great[-1] if great else last
    is_named, is_shouted = False, all(map(str.isupper, filter(None, words)))
    for number, word in enumerate(words):
        kind = kinds.get(word.lower(), "") if word else ""
        is_between = kind == "s" and (number < last or is_turned)
        is_title = (kind == "t" and number < last) or (kind in ("r", "a") and number < last_great)
        before = words[number - 1].lower() if number else ""
        is_degree = word in woorden.graden and (
            number == 0 or bool(sure and before and kinds.get(before) != "s" and not is_shouted)
        )
        if is_between or is_degree or (is_title and not is_named):
            continue
        is_named = is_named or bool(word) or part[number]["initial"] is not None
        if word:
            yield word


_WORD = rf"(?P<none>(?:N\.B|P\.S|U\.S|U\.K)\.)|(?P<initial>{_INITIAL})|'[ts](?![^\W_])|{LETTER}+(?:-{LETTER}+)*"
_GAPS = dict.fromkeys("tTrR", r"\.?\s+") | {"i": r"|\s*\(?", "v": r"\)?\s+"}
"""What stands behind a word of a name where it is not just a space: mr. A., J.P. (Jan) van."""
_FAR = 80
"""No further from a name does its office stand, in characters."""
_SURNAME = r"(?P<surname>[NX](?:[sS]{0,3}[NX]){0,3}|[vTRA])"
_PERSON = (
    rf"(?:[rRaA]*[tT]+[rRaA]*[iv]*[sS]{{0,3}}|[tTrRaA]*[iv]+[sS]{{0,3}}|[aA]+S{{0,3}}(?=[Nv])|[rR]+S{{0,3}}){_SURNAME}"
)
"""A person in the kinds of the words, as `_kind` calls them: kolonel De Vries, but not kolonel van de Luchtmacht."""


def people(text: str, woorden: Naamwoorden, is_loose: bool = False) -> Iterator[Person]:
    """Who is named in a text in plain letters: each surname behind initials, a first name, a title, rank or office.

    With `is_loose` a capital without a stop is an initial too: J Jansen.
    """
    yield from _listed(text, woorden)
    words = [*re.finditer(rf"{_of_many_words(woorden)}|{_WORD}", text)]
    known, endings = _kinds(woorden), _endings(woorden)
    row, numbers, end = list[str](), list[int](), 0
    for number, match in enumerate(words):
        joint = "" if re.fullmatch(_GAPS.get(row[-1] if row else "", r"\s+|'|"), text[end : match.start()]) else "|"
        kind = _kind(match, known, endings)
        row += [*joint, "i" if is_loose and kind == "N" and len(match[0]) == 1 else kind]
        numbers += [number] * (1 + len(joint))
        end = match.end()
    kinds = "".join(row)
    for match in re.finditer(_PERSON, kinds):
        start, stop = words[numbers[match.start()]].start(), words[numbers[match.end() - 1]].end()
        surnames = tuple(words[numbers[at]][0] for at in range(*match.span("surname")) if kinds[at] not in "sS")
        has_ambt = bool(re.search("[aA]", match[0][: match.start("surname") - match.start()]))
        yield Person(start, stop, surnames, has_ambt or _has_ambt(text, start, stop, woorden))


def _listed(text: str, woorden: Naamwoorden) -> Iterator[Person]:
    """Who stands behind one title with others, as in a list, or before the initials."""
    for match in re.finditer(_TURNED, text):
        yield Person(*match.span(), (match[1],), has_ambt=False)
    for match in re.finditer(rf"(?<![^\W_]){_plural(woorden)}\s+({_SEVERAL})", text):
        names = re.findall(_NAME, match[1])
        yield Person(*match.span(), (*names,), has_ambt=False)


_NAME = rf"[A-Z]{LETTER}+(?:-{LETTER}+)*"
_SEVERAL = rf"(?:(?:[a-z']+\s+){{0,3}}{_NAME}(?:\s*,\s*|\s+en\s+|\s+&\s+))+(?:[a-z']+\s+){{0,3}}{_NAME}"
"""Names with commas and *en* between them: Jansen, De Vries en van Dam."""
_TURNED = rf"(?<![^\W_])({_NAME}),\s{{1,3}}(?!(?:N\.B|P\.S)\.)(?:[A-Z]\.[ -]?){{1,5}}(?=\s*(?:[,;:()]|\Z))"
"""A surname before its initials: Jansen, J.W."""


@lru_cache(8)
def _plural(woorden: Naamwoorden) -> str:
    """What stands before several names: de heren, de kolonels."""
    return rf"(?i:heren|dames|mevrouwen|(?:{'|'.join(map(re.escape, woorden.rangen))})s)"


@lru_cache(8)
def _of_many_words(woorden: Naamwoorden) -> str:
    """The titles and ranks that are no single word: kapitein ter zee, b.d."""
    several = [word for word in (*woorden.titels, *woorden.rangen) if re.search(r"[ .]", word)]
    ways = (r"\s+".join(map(re.escape, word.split())) for word in sorted(several, key=len, reverse=True))
    return rf"(?<![^\W_])(?i:{'|'.join(ways)})(?![^\W_])" if several else r"(?!)"


def may_name_private(text: str, woorden: Naamwoorden) -> bool:
    """Whether a text has what stands before a private person's name at all: quick to tell, and false of most."""
    initial = re.compile(_INITIAL)
    if any(initial.search(text, max(0, stop.start() - 3), stop.end()) for stop in re.finditer(_SHORT, text)):
        return True
    return not _before_private(woorden).isdisjoint(re.findall(f"{LETTER}+", text.lower()))


_SHORT = r"\.(?:(?<=(?<![^\W_])\w\.)|(?<=(?<![^\W_])\w\w\.)|(?<=(?<![^\W_])\w\w\w\.))"
"""The stop behind a word as short as initials are: quicker to look for."""


@lru_cache(8)
def _before_private(woorden: Naamwoorden) -> frozenset[str]:
    return frozenset(word for word, kind in _kinds(woorden).items() if kind not in ("s", "a"))


def _kind(match: re.Match[str], known: Mapping[str, str], endings: tuple[str, ...]) -> str:
    """What a word is to a name: t(itel), r(ang), a(mbt), s for a tussenvoegsel, each with its capital; v(oornaam).

    An i(nitial), N(ame), X for a word in capitals, w for any other.
    """
    word = match[0]
    small = " ".join(word.lower().split())
    if match["none"] or (match["initial"] and small[0] == word[0]):  # N.B., c.s.
        return "w"
    if match["initial"]:
        return "i"
    kind = "a" if small.endswith(endings) else known.get(small) or _of_parts(word, known)
    if kind == "v" and word[0].isupper():
        return kind
    if kind and kind != "v":
        return kind.upper() if word[0].isupper() else kind
    if not word[0].isupper():
        return "w"
    return "X" if word.isupper() and len(word) > 1 else "N"


def _of_parts(word: str, known: Mapping[str, str]) -> str:
    """What a word with a hyphen is by its parts: kolonel-vlieger, Piet-Hein; not ING-bank."""
    parts = word.split("-")
    kinds = [known.get(part.lower(), "") for part in parts]
    if "v" in kinds and all(part[0].isupper() for part in parts):
        return "v"
    return kinds[0] if kinds[0] == "r" or len({*kinds}) == 1 else ""


@lru_cache(8)
def _kinds(woorden: Naamwoorden) -> dict[str, str]:
    """What each word of the lists is, in plain small letters."""
    lists = {"v": woorden.voornamen, "t": woorden.titels, "a": woorden.ambten, "r": woorden.rangen}
    known = {folded(word)[0].lower(): kind for kind, words in lists.items() for word in words}
    return known | dict.fromkeys((*woorden.tussenvoegsels, "'t", "'s"), "s")


@lru_cache(8)
def _endings(woorden: Naamwoorden) -> tuple[str, ...]:
    """How a word for an office ends: defensieminister, oud-Kamerlid; not geleden."""
    return tuple(word for word in woorden.ambten if len(word) > 5)


def _has_ambt(text: str, start: int, end: int, woorden: Naamwoorden) -> bool:
    """Whether an office stands with a name: de leden A. Bos en B. Dam; Mark Rutte, secretaris-generaal."""
    ambt = _ambt(woorden)
    linked = rf"{ambt}(?:\s+|,|[A-Z]\.|(?i:van|voor|der|des|en|de|het)\b|[A-Z][\w'-]*|[()])*\Z"
    behind = rf"\s*[,(]\s*(?:[a-z-]+\s+){{0,2}}{ambt}"
    return bool(re.search(linked, text[max(0, start - _FAR) : start]) or re.match(behind, text[end : end + _FAR]))


@lru_cache(8)
def _ambt(woorden: Naamwoorden) -> str:
    return rf"(?:(?<![^\W_])(?i:{'|'.join(woorden.ambten)})|(?i:{'|'.join(_endings(woorden))}))(?![^\W_])"
