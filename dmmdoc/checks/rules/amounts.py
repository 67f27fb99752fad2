"""Rules about amounts: how they are written, whether they add up, and whether the sections agree."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from dmmdoc.checks.cache import pattern
from dmmdoc.checks.case import Case
from dmmdoc.checks.rule import Fault, Faults, Slip, Slips, rule, text_rule
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.words import Lists
from dmmdoc.messages.catalogue import say

_UNIT = r"miljoen|miljard|mln\.?|mld\.?|duizend"
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_SIGN = r"(?:EUR(?<!\wEUR)|€(?<!\w€)|euro(?<!\weuro))"
_AMOUNT = rf"{_SIGN}\s?(?P<number>{_NUMBER})(?:\s(?P<unit>{_UNIT})(?!\w))?"
_SIGNS = ("EUR", "€", "euro")
_WORTH = {"miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9, "duizend": 10**3}


class Amount(NamedTuple):
    """An amount in a text: from where to where, and how many euros."""

    start: int
    end: int
    euros: Decimal


def amounts(text: str) -> Iterator[Amount]:
    """Every amount of euros in a text."""
    for match in pattern(_AMOUNT).finditer(text) if any(map(text.__contains__, _SIGNS)) else ():
        figures = match["number"]
        is_grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figures) is not None
        plain = figures.replace(".", "").replace(",", ".") if is_grouped or "," in figures else figures
        worth = _WORTH.get((match["unit"] or "").rstrip("."), 1)
        yield Amount(match.start(), match.end(), Decimal(plain) * worth)


_POINT = rf"{_SIGN}\s?\d+(?P<point>\.)\d{{1,2}}(?!\d)(?=\s(?:{_UNIT}))"
_CLOSE = r"EUR(?<!\wEUR)(?=\d)"


@text_rule(
    "warning",
    ["Nederland draagt EUR 4.2 miljoen bij.", "Nederland draagt EUR4,2 miljoen bij."],
    ["Nederland draagt EUR 4,2 miljoen bij.", "Nederland draagt EUR 4.200.000 bij."],
    fixes=True,
)
def amount(text: str, lists: Lists) -> Slips:
    """An amount with a point for its comma, or without a space behind EUR."""
    if not any(map(text.__contains__, _SIGNS)):
        return
    for match in pattern(_POINT).finditer(text):
        shown = text[match.start() : match.end()]
        message = say("check.amount-point", words=shown, right=shown.replace(".", ","))
        yield Slip(*match.span("point"), message, ",")
    for match in pattern(_CLOSE).finditer(text):
        yield Slip(*match.span(), say("check.amount-space"), f"{match[0]} ")


_WAYS = (
    (("EUR", "€"), (r"(?<!\w)EUR(?=\s?\d)", r"€(?=\s?\d)")),
    (("milj", "ml"), (r"(?<=\d )mi(?:ljoen|ljard)(?!\w)", r"(?<=\d )ml[nd]\b\.?")),
)


@rule(
    "warning",
    ["Dit kost EUR 4 miljoen, waarvan € 2 miljoen dit jaar.", "Dit kost EUR 4 miljoen, waarvan EUR 2 mln. dit jaar."],
    ["Dit kost EUR 4 miljoen, waarvan EUR 2 miljoen dit jaar."],
)
def inconsistent_amount(case: Case) -> Faults:
    """Amounts in two ways: EUR here and € there, miljoen here and mln there."""
    texts = [section.written for section in case.sections.values()]
    for signs, ways in _WAYS:
        if not all(any(sign in text for text in texts) for sign in signs):
            continue
        found = [
            [(key, match) for key, section in case.sections.items() for match in pattern(way).finditer(section.written)]
            for way in ways
        ]
        if all(found):
            odd, right = sorted(found, key=len) if len(found[0]) != len(found[1]) else (found[1], found[0])
            key, match = odd[0]
            message = say("check.inconsistent-amount", words=match[0], right=right[0][1][0])
            yield Fault((SECTIES, key), message, match.start(), match.end())


_SENTENCE = r"[^.!?]*(?:[.!?](?!\s+[A-Z(“]|\s*\Z)[^.!?]*)*[.!?]?"
_TOTAL = r"\b(?:in totaal|samen|opgeteld|totaal van|totale?)\b"
_PARTS = r"\b(?:waarvan|verdeeld over|bestaande uit|onderverdeeld)\b"


@rule(
    "warning",
    [
        "Dit kost EUR 2 miljoen in 2025 en EUR 3 miljoen in 2026, samen EUR 6 miljoen.",
        "Dit kost EUR 4 miljoen, waarvan EUR 3 miljoen in 2025 en EUR 2 miljoen in 2026.",
    ],
    [
        "Dit kost EUR 2 miljoen in 2025 en EUR 3 miljoen in 2026, samen EUR 5 miljoen.",
        "Dit kost EUR 4 miljoen, waarvan EUR 2 miljoen in 2025.",
    ],
)
def wrong_sum(case: Case) -> Faults:
    """Amounts in one sentence that do not add up to the total that it gives."""
    for key, section in case.sections.items():
        if not any(map(section.written.__contains__, _SIGNS)):
            continue
        for sentence in pattern(_SENTENCE).finditer(section.written):
            found = list(amounts(sentence[0]))
            if len(found) < 3:
                continue
            if fault := _misadded(sentence[0], found):
                wrong, is_now = fault
                start = sentence.start() + wrong.start
                message = say("check.wrong-sum", sum=_written(is_now), total=sentence[0][wrong.start : wrong.end])
                yield Fault((SECTIES, key), message, start, sentence.start() + wrong.end)


def _misadded(sentence: str, found: list[Amount]) -> tuple[Amount, Decimal] | None:
    """The total of a sentence and what its parts add up to, where those differ."""
    if parts := pattern(_PARTS).search(sentence):
        before = [each for each in found if each.end <= parts.start()]
        after = [each for each in found if each.start >= parts.end()]
        total = sum((each.euros for each in after), Decimal())
        if len(before) == 1 and len(after) > 1 and total > before[0].euros:
            return before[0], total
        return None
    totals = list(pattern(_TOTAL).finditer(sentence))
    last = found[-1]
    total = sum((each.euros for each in found[:-1]), Decimal())
    if (
        len(totals) == 1
        and found[-2].end <= totals[0].start()
        and totals[0].end() <= last.start
        and total != last.euros
    ):
        return last, total
    return None


def _written(euros: Decimal) -> str:
    """An amount as house style has it."""
    for worth, unit in ((10**9, " miljard"), (10**6, " miljoen"), (1, "")):
        if euros >= worth:
            return f"EUR {(euros / worth).normalize():f}{unit}".replace(".", ",")
    return f"EUR {euros}"


@rule(
    "warning",
    [
        'secties.geadviseerd_besluit = "U stemt in met een bijdrage van EUR 4,2 miljoen."\n'
        'secties.financiele_overwegingen = "De bijdrage van EUR 4,5 miljoen komt uit de begroting."'
    ],
    [
        'secties.geadviseerd_besluit = "U stemt in met een bijdrage van EUR 4,2 miljoen."\n'
        'secties.financiele_overwegingen = "De bijdrage van EUR 4,2 miljoen komt uit de begroting."'
    ],
)
def other_amount(case: Case) -> Faults:
    """An amount of the decision that no other section has, where others have amounts."""
    key, besluit = case.key_of("besluit"), case.with_role("besluit")
    if besluit is None:
        return
    others = {
        each.euros for other, section in case.sections.items() if other != key[-1] for each in amounts(section.written)
    }
    for each in amounts(besluit.written) if others else ():
        if each.euros not in others:
            message = say("check.other-amount", words=besluit.written[each.start : each.end])
            yield Fault(key, message, each.start, each.end)
