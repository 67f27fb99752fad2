"""Rules about the language: abbreviations, de Kamer, full stops, slips of the hand."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from operator import eq

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case, Fault, Faults, Short, rule, text_rule
from dmmdoc.checks.sections import BETWEEN, Passage, Slips
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.words import Lists
from dmmdoc.memo.model import Block, ListBlock, Paragraph, paragraphs


@rule("warning")
def unexpanded_abbreviation(case: Case) -> Faults:
    """An abbreviation is not spelled out at its first use, nor before: the memo is published, for everyone to read.

    What everyone knows is left alone, and so is the list of who agreed (afstemming), which is in-house.
    Wrong: De UDCG komt bijeen. Right: De Ukraine Defence Contact Group (UDCG) komt bijeen.
    """
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
        if not (
            _is_explained(word, before, after) or _is_known(word, full, _text_before(case, key, passage), before, after)
        ):
            what = f"write {full} ({word})" if full else f"write its full name with ({word}) behind it"
            yield Fault((SECTIES, key), f"{word} is not spelled out at its first use; {what}", start)


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
    spelled: dict[str, dict[str, list[Short]]] = {}
    for short in case.shorts:
        spelled.setdefault(short.word.casefold(), {}).setdefault(short.word, []).append(short)
    for spellings in spelled.values():
        right = max(spellings, key=lambda word: (word in case.lists.genoemd, len(spellings[word])))
        for word, places in spellings.items():
            if word != right:
                message = f"{word} here, {right} elsewhere; write {right} everywhere"
                yield Fault((SECTIES, places[0].sectie), message, places[0].start)


_KAMER = (
    r"(?<![\w-])(?:(?:[Uu]w|[Tt]weede|[Ee]erste)\s+kamer(?![\w-])"
    r"|(?:[Dd]e|[Oo]nze|[Bb]eide)\s+kamer(?![\w-])(?!\s+(?:van(?!\s+\d)|waar\w*|naast|boven|in\s+het|op\s+de)\b)"
    r"|(?:tweede|eerste)\s+Kamer(?![\w-])"
    r"|kamer(?:brie(?:f|ven)|vragen|lid|leden|commissies?|stuk(?:ken)?|debat(?:ten)?|fracties?|moties?|meerderheid|behandeling|s(?=\s+der\s+Staten))(?![\w-]))"
)


@text_rule("warning", "kamer", "Kamer")
def lowercase_kamer(text: str, lists: Lists) -> Slips:
    """Parliament is de Kamer, with a capital, and so is what is named after it; a room is not.

    Wrong: U informeert de kamer met een kamerbrief. Right: U informeert de Kamer met een Kamerbrief.
    """
    for match in pattern(_KAMER).finditer(text):
        words = " ".join(match[0].split())
        right = re.sub(r"(?i)\b(kamer|tweede|eerste)", lambda part: part[0].capitalize(), words)
        whose = "parliament" if right.endswith(("Kamer", "Kamers")) else "parliament's"
        yield match.end() - 1, f"“{words}” is {whose}; write {right}"


_STOPS = (".", ":", ";")
_STOPPED = r"(?is).*(?:[.!?…:;,–-][)\]”\"’'»]*|\[invullen[^\[\]]*\][)”\"’']*|(?:www\.|://)\S+)\s*"


@rule("warning")
def missing_full_stop(case: Case) -> Faults:
    """A paragraph, or the last bullet of a list, ends in no punctuation: it looks cut off.

    A bullet may end in a semicolon, one with sub-bullets in nothing, and so may all in a list of names after a colon.
    Wrong: Er zijn geen juridische overwegingen Right: Er zijn geen juridische overwegingen.
    """
    for sectie in case.memo.secties:
        section = case.sections.get(sectie.sleutel)
        if section is None or all(passage.text.endswith(_STOPS) for passage in section.passages):
            continue  # nearly every one
        places = zip(paragraphs(sectie.blocks), section.passages, strict=True)
        starts = {id(paragraph): passage.start for (paragraph, _), passage in places}
        for paragraph, before_list in _open_ends(sectie.blocks):
            end = "a colon" if before_list else "a full stop"
            words = " ".join(paragraph.text.split()[-3:])
            at = starts[id(paragraph)] + len(paragraph.text.rstrip()) - 1
            yield Fault((SECTIES, sectie.sleutel), f"“… {words}” ends in no punctuation; end it in {end}", at)


def _is_stopped(paragraph: Paragraph) -> bool:
    if paragraph.spans[-1].text.endswith(_STOPS):
        return True  # nearly every one
    return pattern(_STOPPED).fullmatch(paragraph.text) is not None


def _introduces(paragraph: Paragraph) -> bool:
    """Whether what follows a paragraph belongs to its sentence."""
    return paragraph.text.rstrip().endswith(":") or not _is_stopped(paragraph)


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading: said so, or the writer's own, all of it strong or all of it emphasised."""
    spans = paragraph.spans
    return bool(paragraph.niveau) or all(span.strong for span in spans) or all(span.emphasis for span in spans)


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
    stopped = [_is_stopped(first) for first in firsts]
    names = introduced and len(firsts) > 1 and not any(stopped) and all(_words(first) <= _NAME for first in firsts)
    last = len(firsts) - 1
    ends = [index for index, item in enumerate(block.items) if not stopped[index] and not _is_label(item)]
    ends = [index for index in ends if index == last or not _goes_on(firsts[index])]
    full = sum(first.text.rstrip().endswith("." if introduced else (".", ":")) for first in firsts)
    told = {ends[-1]} if ends[-1:] == [last] else set()
    if ends and _is_odd(firsts[ends[0]], len(ends), full, last not in told):
        told.add(ends[0])
    for index, (item, first) in enumerate(zip(block.items, firsts, strict=True)):
        if index in told and not names:
            yield first, False
        inner = item[1:]
        if inner and isinstance(inner[0], ListBlock):
            yield from _open_items(inner[0], _introduces(first))
            inner = inner[1:]
        yield from _open_ends(inner)


def _is_label(item: Sequence[Block]) -> bool:
    """Whether the first paragraph of an item ends in nothing because more follows: its sub-bullets, or its text."""
    first, *rest = item
    if any(isinstance(inner, ListBlock) for inner in rest):
        return True
    return bool(rest) and isinstance(first, Paragraph) and (_is_heading(first) or _words(first) < _SENTENCE)


def _goes_on(paragraph: Paragraph) -> bool:
    """Whether an item says itself that the next belongs to its sentence: … van de voorraden; en."""
    return paragraph.text.split()[-1:] in (["en"], ["of"], ["maar"])


def _is_odd(first: Paragraph, ends: int, full: int, stopped: bool) -> bool:
    """Whether an item that ends in nothing is the slip in its list, being the first of so many that do.

    So many others end in a full stop, and the last is `stopped`. A short one may be a part of a sentence.
    """
    if _words(first) < _SENTENCE:
        return ends == 1 and full > 1 and first.text[:1].isupper()
    return full > 0 and (ends == 1 or (full > 1 and stopped))


def _words(paragraph: Paragraph) -> int:
    return len(paragraph.text.split())


_SMALL_LETTERS = bytes(range(256)).lower()


@text_rule("warning", " ", "\n")
def double_word(text: str, lists: Lists) -> Slips:
    """A word stands there twice: a slip of the hand. Only words that good Dutch never repeats.

    Wrong: de inzet van de de ministers. Right: de inzet van de ministers.
    """
    words = text.encode("ascii", "replace").translate(_SMALL_LETTERS, b".,;:").split()
    if not any(map(eq, words, words[1:])):  # quicker to see
        return
    for first, second in pairwise(re.finditer(r"\S+", text)):
        word = second[0].rstrip(".,;:")
        if word in (first[0], first[0].lower()) and (
            word in lists.woorden.dubbel or word.lower() in lists.woorden.dubbel
        ):
            yield second.start() + len(word) - 1, f"“{first[0]} {word}” stands there twice; take one out"


@text_rule("warning", "(", ")", "[", "]")
def unclosed_bracket(text: str, lists: Lists) -> Slips:
    """A bracket opens and never closes, or closes and never opened; a) before an item is neither.

    Wrong: de Directie Communicatie (DCo verzorgt. Right: de Directie Communicatie (DCo) verzorgt.
    """
    start = 0
    for passage in text.split(BETWEEN):
        if not _is_balanced(passage):
            for at, message in _brackets(passage):
                yield start + at, message
        start += len(passage) + len(BETWEEN)


def _brackets(text: str) -> Slips:
    opened: dict[str, list[int]] = {")": [], "]": []}
    for match in re.finditer(r"[(\[]|(?<!\S)(?<!nr\. )(?<!nrs\. )(?:[A-Za-z]|[ivx]+|\d{1,2})\)|[)\]]", text):
        if match[0] in "([":
            opened[")" if match[0] == "(" else "]"].append(match.start())
        elif opened[match[0][-1]]:
            opened[match[0][-1]].pop()
        elif match[0] in ")]":
            yield match.start(), "this bracket was never opened; open it, or take it out"
    for left in filter(None, opened.values()):
        yield left[0], "this bracket never closes; close it"


def _is_balanced(text: str) -> bool:
    """Whether brackets are in order, as far as can be seen at once."""
    return (
        text.count("(") == text.count(")")
        and text.find("(") <= text.find(")")
        and text.count("[") == text.count("]")
        and text.find("[") <= text.find("]")
    )


_CLAUSE = r"(?i)\b(?:dat|als|omdat|wanneer|indien|zodat|nadat|voordat|hoewel|terwijl|doordat|zodra|waar\w*)\s+de\s+$"
"""What stands before a name that does something itself in a clause of which the verb comes last."""


@text_rule("warning", "NAVO ", "EU ")
def missing_hyphen(text: str, lists: Lists) -> Slips:
    """A compound with NAVO or EU is written as two words; a name with capitals of its own (NAVO Defence …) is none.

    Wrong: het NAVO lidmaatschap; de EU-NAVO samenwerking. Right: het NAVO-lidmaatschap; de EU-NAVO-samenwerking.
    """
    second = lists.woorden.koppelteken
    behind = [words for name in ("NAVO ", "EU ") for words in text.split(name)[1:]]
    if not any(words.startswith(second) for words in behind):  # quicker to see
        return
    words = "|".join(map(re.escape, second))
    for match in re.finditer(rf"(?<![\w-])(EU-NAVO|NAVO-EU|NAVO|EU) ({words})(?![\w-])(?! te )", text):
        if pattern(_CLAUSE).search(text[: match.start()][-_NEAR:]):
            continue  # Dat de NAVO missies uitvoert
        yield match.start(), f"“{match[0]}” is one word; write {match[1]}-{match[2]}"
