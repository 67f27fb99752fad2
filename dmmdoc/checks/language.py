"""Rules about the language: abbreviations, de Kamer, full stops, slips of the hand."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq

from dmmdoc.checks.case import Case, Fault, Faults, pattern, rule
from dmmdoc.memo import Block, ListBlock, Paragraph
from dmmdoc.velden import SECTIES


@rule("warning")
def unexpanded_abbreviation(case: Case) -> Faults:
    """An abbreviation is not spelled out at its first use, nor before: the memo is published, for everyone to read.

    What everyone knows is left alone, and so is the list of who agreed (afstemming), which is in-house.
    Wrong: De UDCG komt bijeen. Right: De Ukraine Defence Contact Group (UDCG) komt bijeen.
    """
    meeting = case.memo.bijeenkomst
    own = {meeting.afkorting: meeting.naam} if meeting.afkorting and meeting.naam else {}
    seen: set[str] = set()
    for word, start in case.shorts:
        folded = word.casefold()
        if folded in case.lists.bekend or folded in seen or (passage := case.passage(start)).sectie == "afstemming":
            continue
        seen.add(folded)
        full = own.get(word) or case.lists.afkortingen.voluit.get(word)
        end = start - passage.start + len(word)
        earlier = f"{case.memo.nota.onderwerp}\n{case.text[: passage.start]}"
        if not _is_spelled_out(word, full, passage.text[: end - len(word)], passage.text[end:], earlier):
            what = f"write {full} ({word})" if full else f"write its full name with ({word}) behind it"
            yield case.fault(start, f"{word} is not spelled out at its first use; {what}")


_HEREAFTER = (
    r"(?:(?:EU|NAVO|VN)\s+)?"
    r"(?:(?:hierna|verder|kortweg|afgekort(?:\s+(?:als|tot))?|ook wel|in het Engels|Engels)[: ]\s*)?"
)
_OPENED = rf"\w\s*\({_HEREAFTER}[“\"'‘]?$"
_CLOSED = r"(?:['’]?s)?[”\"'’]?(?:-[A-Za-z]+)?(?:\s+\d[\d-]*)?\s*\)"
"""What stands around an abbreviation between brackets behind its name: Ukraine Defence Contact Group (hierna: UDCG)."""
_NEAR = 80
_BEHIND = r"(?:['’]?s)?\s*\(([^()]*)\)"


def _is_spelled_out(word: str, full: str | None, before: str, after: str, earlier: str) -> bool:
    """Whether a reader who comes to `word`, between `before` and `after`, can know what it stands for."""
    if pattern(_CLOSED).match(after) and (
        pattern(_OPENED).search(before[-_NEAR:]) or _fits(word, before.rpartition("(")[2])
    ):
        return True
    behind = pattern(_BEHIND).match(after)
    if behind and _fits(word, behind[1]):
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


@rule("warning")
def inconsistent_abbreviation(case: Case) -> Faults:
    """An abbreviation is spelled in two ways: a reader takes them for two things.

    Wrong: DCo here, DCO there. Right: DCo everywhere.
    """
    words = {short.word for short in case.shorts}
    if len({word.casefold() for word in words}) == len(words):  # quicker to see
        return
    spelled: dict[str, dict[str, list[int]]] = {}
    for word, start in case.shorts:
        spelled.setdefault(word.casefold(), {}).setdefault(word, []).append(start)
    for spellings in spelled.values():
        right = max(spellings, key=lambda word: (word in case.lists.genoemd, len(spellings[word])))
        for word, places in spellings.items():
            if word != right:
                yield case.fault(places[0], f"{word} here, {right} elsewhere; write {right} everywhere")


_KAMER = (
    r"(?<![\w-])(?:(?:[Uu]w|[Tt]weede|[Ee]erste)\s+kamer(?![\w-])"
    r"|(?:[Dd]e|[Oo]nze|[Bb]eide)\s+kamer(?![\w-])(?!\s+(?:van(?!\s+\d)|waar\w*|naast|boven|in\s+het|op\s+de)\b)"
    r"|(?:tweede|eerste)\s+Kamer(?![\w-])"
    r"|kamer(?:brie(?:f|ven)|vragen|lid|leden|commissies?|stuk(?:ken)?|debat(?:ten)?|fracties?)(?![\w-]))"
)


@rule("warning")
def lowercase_kamer(case: Case) -> Faults:
    """Parliament is de Kamer, with a capital, and so is what is named after it; a room is not.

    Wrong: U informeert de kamer met een kamerbrief. Right: U informeert de Kamer met een Kamerbrief.
    """
    signs = ("kamer", "tweede Kamer", "eerste Kamer")
    for match in pattern(_KAMER).finditer(case.written) if any(sign in case.written for sign in signs) else ():
        words = " ".join(match[0].split())
        right = re.sub(r"(?i)\b(kamer|tweede|eerste)", lambda part: part[0].capitalize(), words)
        whose = "parliament" if right.endswith("Kamer") else "parliament's"
        yield case.fault(match.end() - 1, f"“{words}” is {whose}; write {right}")


_STOPS = (".", ":", ";")
_STOPPED = r"(?s).*(?:[.!?…:;,–-][)\]”\"’'»]*|\[invullen[^\[\]]*\][)”\"’']*|(?:www\.|://)\S+)\s*"


@rule("warning")
def missing_full_stop(case: Case) -> Faults:
    """A paragraph, or the last bullet of a list, ends in no punctuation: it looks cut off.

    A bullet may end in a semicolon, one with sub-bullets in nothing, and so may all in a list of names after a colon.
    Wrong: Er zijn geen juridische overwegingen Right: Er zijn geen juridische overwegingen.
    """
    if all(passage.text.endswith(_STOPS) for passage in case.passages):  # nearly every memo
        return
    for sectie in case.memo.secties:
        for paragraph, before_list in _open_ends(sectie.blocks):
            end = "a colon" if before_list else "a full stop"
            words = " ".join(paragraph.text.split()[-3:])
            line = paragraph.line_at(len(paragraph.text.rstrip()) - 1)
            yield Fault((SECTIES, sectie.sleutel), f"“… {words}” ends in no punctuation; end it in {end}", line)


def _is_stopped(paragraph: Paragraph) -> bool:
    if paragraph.spans[-1].text.endswith(_STOPS):
        return True  # nearly every one
    return pattern(_STOPPED).fullmatch(paragraph.text, re.IGNORECASE) is not None


def _introduces(paragraph: Paragraph) -> bool:
    """Whether what follows a paragraph belongs to its sentence."""
    return paragraph.text.rstrip().endswith(":") or not _is_stopped(paragraph)


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading of the writer's own: all of it strong, or all of it emphasised."""
    spans = paragraph.spans
    return all(span.strong for span in spans) or all(span.emphasis for span in spans)


def _open_ends(blocks: Sequence[Block]) -> Iterator[tuple[Paragraph, bool]]:
    """The paragraphs that end in nothing where they should not, each with whether a list follows it."""
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        if isinstance(block, ListBlock):
            yield from _open_items(block, isinstance(before, Paragraph) and _introduces(before))
        elif not _is_stopped(block) and not _is_heading(block):
            yield block, any(isinstance(following, ListBlock) for following in blocks[index + 1 : index + 2])


_NAME = 12
"""Up to so many words an item can be a name."""
_SENTENCE = 5
"""From so many words on an item is surely a sentence."""


def _open_items(block: ListBlock, introduced: bool) -> Iterator[tuple[Paragraph, bool]]:
    firsts = [item[0] for item in block.items if isinstance(item[0], Paragraph)]
    leaves = [not any(isinstance(inner, ListBlock) for inner in item) for item in block.items]
    stopped = [_is_stopped(first) for first in firsts]
    names = introduced and len(firsts) > 1 and not any(stopped) and all(_words(first) <= _NAME for first in firsts)
    last = len(firsts) - 1
    without = [index for index, first in enumerate(firsts) if not first.text.rstrip().endswith(".")]
    mixed = len(firsts) - len(without) > 1 and without and without[-1] != last
    for index, (item, first) in enumerate(zip(block.items, firsts, strict=True)):
        is_odd = last > 0 and (without == [index] or (mixed and without[0] == index)) and _words(first) >= _SENTENCE
        if leaves[index] and not stopped[index] and not names and (index == last or is_odd):
            yield first, False
        inner = item[1:]
        if inner and isinstance(inner[0], ListBlock):
            yield from _open_items(inner[0], _introduces(first))
            inner = inner[1:]
        yield from _open_ends(inner)


def _words(paragraph: Paragraph) -> int:
    return len(paragraph.text.split())


@rule("warning")
def double_word(case: Case) -> Faults:
    """A word stands there twice: a slip of the hand. Only words that good Dutch never repeats.

    Wrong: de inzet van de de ministers. Right: de inzet van de ministers.
    """
    words = case.written.encode("ascii", "replace").lower().split()
    if not any(map(eq, words, words[1:])):  # quicker to see
        return
    for first, second in pairwise(re.finditer(r"\S+", case.written)):
        if second[0] in (first[0], first[0].lower()) and second[0] in case.lists.woorden.dubbel:
            yield case.fault(second.end() - 1, f"“{first[0]} {second[0]}” stands there twice; take one out")


@rule("warning")
def unclosed_bracket(case: Case) -> Faults:
    """A bracket opens and never closes, or closes and never opened; a) before an item is neither.

    Wrong: de Directie Communicatie (DCo verzorgt. Right: de Directie Communicatie (DCo) verzorgt.
    """
    for passage in (passage for passage in case.passages if "(" in passage.text or ")" in passage.text):
        if _is_balanced(passage.text):
            continue
        opened: list[int] = []
        for match in re.finditer(r"\(|(?<!\S)(?<!nr\. )(?<!nrs\. )(?:[a-z]|[ivx]+|\d{1,2})\)|\)", passage.text):
            if match[0] == "(":
                opened.append(match.start())
            elif opened:
                opened.pop()
            elif match[0] == ")":
                yield passage.fault(match.start(), "this bracket was never opened; open it, or take it out")
        if opened:
            yield passage.fault(opened[0], "this bracket never closes; close it")


def _is_balanced(text: str) -> bool:
    """Whether brackets are in order, as far as can be seen at once."""
    return text.count("(") == text.count(")") and text.find("(") <= text.find(")")


@rule("warning")
def missing_hyphen(case: Case) -> Faults:
    """A compound with NAVO or EU is written as two words; a name with capitals of its own (NAVO Defence …) is none.

    Wrong: het NAVO lidmaatschap; de EU-NAVO samenwerking. Right: het NAVO-lidmaatschap; de EU-NAVO-samenwerking.
    """
    second = case.lists.woorden.koppelteken
    behind = [text for name in ("NAVO ", "EU ") for text in case.written.split(name)[1:]]
    if not any(text.startswith(second) for text in behind):  # quicker to see
        return
    words = "|".join(map(re.escape, second))
    for match in re.finditer(rf"(?<![\w-])(EU-NAVO|NAVO-EU|NAVO|EU) ({words})\b", case.written):
        yield case.fault(match.start(), f"“{match[0]}” is one word; write {match[1]}-{match[2]}")
