"""What gives a withheld text away where it stands once more: the whole of it, and of a person any part that tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from dmmdoc.names import END, START, Names, folded, spelled
from dmmdoc.personal import EMAIL, NUMBER, apart

BLANK = "\ue000"
"""Stands for a withheld character: no word and no space, and in no text that a memo can print."""


class Trace(NamedTuple):
    """How to call what is withheld, and how to find it in text, and in an address or a file name.

    `certain` says that finding it is a leak; else a person has to look.
    """

    what: str
    in_text: re.Pattern[str]
    in_address: re.Pattern[str]
    certain: bool = True


def find(traces: Iterable[Trace], text: str, is_address: bool = False) -> Iterator[tuple[Trace, int]]:
    """Each of `traces` that stands in `text`, with its offset; of two in one spot the first."""
    plain, offsets = folded(text)
    found = ((*stretch, trace) for trace in traces for stretch in _stretches(trace, plain, is_address))
    for start, trace in apart(found):
        yield trace, offsets[start]


_ADDRESS = r"\S+@\S+|\w+://\S+|www\.\S+"


def _stretches(trace: Trace, text: str, is_address: bool) -> Iterator[tuple[int, int]]:
    for match in (trace.in_address if is_address else trace.in_text).finditer(text):
        yield match.span()
    for match in () if is_address else re.finditer(_ADDRESS, text):
        if trace.in_address.search(unquote(match[0])):
            yield match.span()


def of_text(what: str, text: str) -> Iterator[Trace]:
    """The trace of a text that is withheld for its matter: the words themselves, when they are enough to tell."""
    if len(re.findall(r"[^\W_]", text)) >= 4:
        pattern = _any([_phrase(text)])
        yield Trace(what, pattern, pattern, certain=False)


def of_person(what: str, text: str, names: Names = Names()) -> Iterator[Trace]:  # noqa: B008 - immutable
    """The traces of a person: all of `text`, the surnames among `names`, numbers and e-mail addresses in it."""
    text = folded(text)[0]
    patterns = [pattern for surname in names.surnames for pattern in _surname(surname)]
    if text.strip() not in names.surnames:  # a surname may be a common word too: then its capital counts
        patterns.append(_phrase(text))
    patterns += [pattern for number in re.findall(NUMBER, text) for pattern in _number(number)]
    patterns += [pattern for local, domain in re.findall(EMAIL, text) for pattern in _email(local, domain)]
    joined = [_joined(surname) for surname in (*names.surnames, *_named_in_emails(text))]
    yield Trace(f"{what}, or a part of it", _any(patterns), _any([*patterns, *joined]))
    given = [rf"{START}{re.escape(name)}(?:'?s)?{END}" for name in names.given]
    yield Trace(f"a first name that stands in {what}", _any(given), _any(()), certain=False)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(patterns)) or r"(?!)")


_GROUPING = r"[\s().\-/–]"


def _phrase(text: str) -> str:
    """A pattern for the words of `text` in this order, whatever stands between them and whatever their case."""
    words = re.findall(r"[^\W_]+", folded(text)[0])
    least = [0 if len(word) == 1 else 1 for word in words]  # JP for J.P., but no tekort for te Kort
    gaps = [rf"(?:(?!{BLANK})[\W_]){{{number},4}}" for number in least[:-1]]
    source = "".join(re.escape(word) + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    return rf"{START}(?i:{source}){END}" if words else r"(?!)"


def _number(number: str) -> Iterator[str]:
    """Patterns for a number however its digits are grouped, with its country and area codes and without."""
    national = re.sub(r"^(?:\+|00)31[\s(]*0?|^\(?0", "", number)
    local = re.split(r"[-\s/)]+", number, maxsplit=1)[-1]
    for part, least in ((national, 6), (local, 7)):
        digits = re.sub(r"\D", "", part)
        if len(digits) >= least:
            grouped = f"{_GROUPING}{{0,3}}".join(digits)
            yield rf"(?<!\d)(?:(?:\+|00)?31{_GROUPING}*)?0?{_GROUPING}{{0,3}}{grouped}(?!\d)"


def _named_in_emails(text: str) -> Iterator[str]:
    """The surnames that e-mail addresses seem to hold, as jansen in that of a.jansen."""
    for local, _ in re.findall(EMAIL, text):
        words = re.findall(r"[^\W\d_]+", local)
        if len(words) > 1 and len(words[-1]) > 3:
            yield words[-1]


def _email(local: str, domain: str) -> Iterator[str]:
    yield _phrase(f"{local} {domain}")
    if re.search(r"[._+\d-]", local.strip("._+-")):  # a.jansen is somebody, info is nobody
        yield rf"(?<![\w.+-])(?i:{re.escape(local)})(?![\w+-])"


def _surname(surname: str) -> Iterator[str]:
    """Patterns for a surname in running text: a word, in capitals too, in the genitive, or run together as DeVries."""
    yield rf"{START}{spelled(surname)}(?:'?[sS]|')?{END}"
    yield rf"(?<=[a-z]){re.escape(surname)}{END}"


def _joined(surname: str) -> str:
    """A pattern for a surname in an address or a file name, run together with initials or a first name."""
    core = re.escape(surname.lower())
    if len(surname) > 4:
        return rf"(?i:{core})"
    before = rf"(?<![^\W\d_])(?:[^\W\d_]{{0,{len(surname) - 1}}}|[^\W\d_]*(?:de|den|der|van|ten|ter|te|el|al))"
    return rf"(?i:{before}{core}(?![^\W\d_]))"
