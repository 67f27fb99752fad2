"""Rules about how sentences stand on paper: stops, brackets, quotation marks, spaces, what stands there twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq

from dmmdoc.checks.cache import found, pattern
from dmmdoc.checks.case import Case
from dmmdoc.checks.rule import Fault, Faults, Slip, Slips, rule, text_rule
from dmmdoc.checks.sections import BETWEEN, HIDDEN, around
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.words import Lists
from dmmdoc.memo.model import Block, ListBlock, Paragraph, paragraphs
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.withheld import with_marks

_STOPS = (".", ":", ";")
_STOPPED = r"(?is).*(?:[.!?…:;,–-][)\]”\"’'»]*|\[invullen[^\[\]]*\][)”\"’']*|(?:www\.|://)\S+)\s*|[\W\d_]*"
"""What needs no full stop: what has one, and what has no letter: behind a bare number a stop makes a list."""


@rule(
    "warning",
    ["Er zijn geen juridische overwegingen"],
    ["Er zijn geen juridische overwegingen.", "De sessies zijn:\n\n- Afschrikking\n- Innovatie"],
    fixes=True,
)
def missing_full_stop(case: Case) -> Faults:
    """A paragraph, or the last bullet of a list, that ends in no punctuation.

    A bullet may end in a semicolon, one with sub-bullets in nothing, and so may all in a list of names after a colon.
    """
    for sectie in case.memo.secties:
        section = case.sections.get(sectie.sleutel)
        if section is None or all(passage.text.endswith(_STOPS) for passage in section.passages):
            continue  # nearly every one
        blocks = with_marks(case.memo, sectie)
        places = zip(paragraphs(blocks), section.passages, strict=True)
        starts = {id(paragraph): passage.start for (paragraph, _), passage in places}
        for paragraph, before_list in _open_ends(blocks):
            shown = "".join("…" if span.lak else span.text for span in paragraph.spans)
            words = " ".join(shown.split()[-3:])
            mark = ":" if before_list else "."
            colon, stop = say("check.missing-colon", words=words), say("check.missing-full-stop", words=words)
            end = starts[id(paragraph)] + len(paragraph.text.rstrip())
            last = section.text[end - 1]
            yield Fault((SECTIES, sectie.sleutel), colon if before_list else stop, end - 1, end, new=f"{last}{mark}")


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
    text = paragraph.text.strip()
    if text[:1] == "(" and text[-1:] == ")" and len(text.split()) < _ENOUGH:
        return True  # (Presentatie door de Commissie)
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


@text_rule(
    "warning",
    ["De inzet van de de ministers is goed.", "Nederland steunt steunt dit voorstel."],
    ["De inzet van de ministers is goed.", "Het voorstel dat dat regelt, ligt voor."],
    fixes=True,
)
def double_word(text: str, lists: Lists) -> Slips:
    """A word that stands there twice, but for those that good Dutch repeats."""
    for match in pattern(_VERB_TWICE).finditer(text):
        yield Slip(*match.span("again"), say("check.double-word", words=match["verb"]))
    for match in pattern(_TWO_ARTICLES).finditer(text) if any(map(text.__contains__, _ARTICLES)) else ():
        yield Slip(*match.span(), say("check.double-word", words=match[0]))
    words = text.lower().split()
    if not any(map(eq, words, [word.rstrip(_NO_WORD) for word in words[1:]])):  # quicker to see
        return
    for first, second in pairwise(pattern(r"\S+").finditer(text)):
        word = second[0].rstrip(_NO_WORD)
        if word in (first[0], first[0].lower()) and word.isalpha() and word.lower() not in lists.woorden.herhaalbaar:
            message = say("check.double-word", words=f"{first[0]} {word}")
            yield Slip(first.start(), second.start() + len(word), message, first[0])


_VERB_TWICE = (
    r"(?<![\w-])(?P<verb>is|zijn|heeft|hebben|wordt|worden|zal|zullen) (?:een|de|het) "
    r"(?:(?!(?:die|dat|wat|wie|waar\w*|en|of|als|dan|hoe|zoals|te|om)\b)\w+ ){1,3}(?P<again>(?P=verb)) "
    r"(?=(?:voor|van|op|aan|met|tegen)\b)"
)
"""A verb before what it says and behind it too: dit is een goede stap is voor Nederland."""
_TWO_ARTICLES = r"(?<![\w-])(?:een (?:de(?! facto| jure)|het(?! meest))|de het(?! meest))(?= [a-z]{4,})"
"""Two articles, of which one was to go: een de brief."""
_ARTICLES = ("een de ", "een het ", "de het ")
_NO_WORD = ".,;:"
_ENOUGH = 8
"""A shorter paragraph may stand twice: Er zijn geen juridische overwegingen."""


@rule(
    "warning",
    [
        "Nederland zet in op een eerlijke verdeling van de lasten binnen het bondgenootschap.\n\n"
        "Nederland zet in op een eerlijke verdeling van de lasten binnen het bondgenootschap."
    ],
    ["Nederland zet in op een eerlijke verdeling van de lasten binnen het bondgenootschap."],
)
def double_paragraph(case: Case) -> Faults:
    """A paragraph or bullet that stands there twice, word for word."""
    seen: set[str] = set()
    for key, section in case.sections.items():
        for passage in section.passages:
            words = passage.text.lower().split()
            plain = " ".join(words).rstrip(".;:,")
            if len(words) >= _ENOUGH and plain in seen and passage.written == passage.text:
                message = say("check.double-paragraph", words=" ".join(passage.text.split()[:4]))
                yield Fault((SECTIES, key), message, passage.start, passage.start + len(passage.text))
            seen.add(plain)


@text_rule(
    "warning",
    ["De Directie Communicatie (DCo verzorgt de communicatie."],
    ["De Directie Communicatie (DCo) verzorgt de communicatie."],
)
def unclosed_bracket(text: str, lists: Lists) -> Slips:
    """A bracket that opens and never closes, or closes and was never opened; a) before an item is neither."""
    start = 0
    for passage in text.split(BETWEEN):
        if not _is_balanced(passage):
            for at, message in _brackets(passage):
                yield Slip(start + at, start + at + 1, message)
        start += len(passage) + len(BETWEEN)


def _brackets(text: str) -> Iterator[tuple[int, str]]:
    opened: dict[str, list[int]] = {")": [], "]": []}
    for match in re.finditer(r"[(\[]|(?<!\S)(?<!nr\. )(?<!nrs\. )(?:[A-Za-z]|[ivx]+|\d{1,2})\)|[)\]]", text):
        if match[0] in "([":
            opened[")" if match[0] == "(" else "]"].append(match.start())
        elif opened[match[0][-1]]:
            opened[match[0][-1]].pop()
        elif match[0] in ")]":
            yield match.start(), say("check.unopened-bracket")
    for left in filter(None, opened.values()):
        yield left[0], say("check.unclosed-bracket")


def _is_balanced(text: str) -> bool:
    """Whether brackets are in order, as far as can be seen at once."""
    return (
        text.count("(") == text.count(")")
        and text.find("(") <= text.find(")")
        and text.count("[") == text.count("]")
        and text.find("[") <= text.find("]")
    )


_TWO, _MANY, _FEW = (
    r" {2,}",
    r" +(?=[,;.](?:\s|$))|[(“] +(?=\w)| +(?=[)”])",
    r"[.,;](?=[A-Za-zÀ-ÿ]{3}|(?:De|In|Op|Na|Er|Ik|Om|Te|Zo|We)\s)",
)
_MANY_SIGNS = (" ,", " ;", " .", "( ", "“ ", " )", " ”")
_CLOSED = r"(?<=[)”»])\.(?=[A-Z][a-z]+ )"
_SHOUTED_ON = r"(?<![\w-])[A-Z]{3,}[a-z]{4,}(?:de|te|e|en)(?![\w-])"
"""An abbreviation that runs on into the next word: de NAVOgezamenlijke."""
_APART = r"(?<![\w-])[A-Z]{2,}(?P<space>- | -)(?!(?:en|of|dan|als|tot|maar|dus)\b)(?=[a-zà-ÿ]{3})"
"""A compound with a space at its hyphen: EU- lidstaten."""
_PREFIX = r"\([\w-]+-\)(?P<space> )(?!(?:en|of|dan|als) )(?=[a-zà-ÿ]{3})"
"""The first part of a compound that may be left out: de (ASW-) fregatten."""
_NO_STOP = (
    r"(?<=[\w’”]\)) (?=(?:De|Het|Een|Dit|Deze|In|Op|Ook|Er|Hierbij|Daarnaast|Tevens|Daarbij|Tijdens|Verder|Voorts)"
    r" [a-zà-ÿ])(?<=[^(]{4}.)"
)
"""A bracket that closes a sentence, which has no stop: (Kamerstuk 12 345, nr. 6) Daarnaast is."""
_STOPS_TWICE, _SMALL = r"\.\.(?![.\w])|,,(?=\s)", r"\. (?=[a-zà-ÿ]{2})"
_ADDRESS = r"://|www\.|@|\.(?:nl|com|org|eu|int|toml|docx|pdf)\b"


@text_rule(
    "warning",
    [
        "Nederland  steunt dit.",
        "Nederland , dat dit steunt, is er.",
        "Dit is klaar.Nederland steunt dit.",
        "Nederland steunt dit..",
        "Nederland steunt missies. de Kamer weet dit.",
        "Nederland steunt dit (en Polen ook) Daarnaast is er steun uit Letland.",
        "De (NAVO-) landen steunen dit.",
    ],
    ["Nederland steunt dit. De Kamer weet dit, o.a. door de brief van 3 maart jl. over dit onderwerp."],
    fixes=True,
)
def spacing(text: str, lists: Lists) -> Slips:
    """A space too many or too few, two stops, a sentence that begins small."""
    for match in pattern(_TWO).finditer(text) if "  " in text else ():
        if not {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]} & {"", "\n", HIDDEN}:
            yield Slip(*match.span(), say("check.spacing-two", words=around(text, *match.span(), 12)), " ")
    for match in pattern(_MANY).finditer(text) if any(map(text.__contains__, _MANY_SIGNS)) else ():
        if match[0][0] != " " or text[match.start() - 1 : match.start()] not in f"\n.{HIDDEN} ":
            start = match.start() + len(match[0].rstrip())
            yield Slip(start, match.end(), say("check.spacing-many", words=around(text, *match.span(), 12)), "")
    for match in pattern(_PREFIX).finditer(text) if "-) " in text else ():
        message = say("check.spacing-many", words=around(text, *match.span("space"), 12))
        yield Slip(*match.span("space"), message, "")
    for match in pattern(_APART).finditer(text) if "- " in text or " -" in text else ():
        message = say("check.spacing-many", words=around(text, *match.span("space"), 12))
        yield Slip(*match.span("space"), message, "-")
    for match in pattern(_NO_STOP).finditer(text) if ") " in text else ():
        yield Slip(match.start() - 1, match.start(), say("check.no-stop", words=around(text, *match.span(), 12)))
    for match in pattern(_FEW).finditer(text):
        before, after = _word_before(text, match.start()), text[match.end() : match.end() + 30].split(" ")[0]
        is_new = match[0] != "." or (after[:1].isupper() and after[1:3].islower())
        if before[-3:].isalpha() and before[-2:].islower() and is_new and not pattern(_ADDRESS).search(before + after):
            yield Slip(*match.span(), say("check.spacing-few", words=around(text, *match.span(), 12)), f"{match[0]} ")
    for match in pattern(_CLOSED).finditer(text) if ")." in text or "”." in text or "»." in text else ():
        yield Slip(*match.span(), say("check.spacing-few", words=around(text, *match.span(), 12)), ". ")
    for match in found(_SHOUTED_ON, text, _SHOUTED_ON):
        if not pattern(_ADDRESS).search(match[0]):
            yield Slip(*match.span(), say("check.spacing-few", words=match[0]))
    for match in pattern(_STOPS_TWICE).finditer(text) if ".." in text or ",," in text else ():
        if text[match.start() - 1 : match.start()].isalnum():
            yield Slip(*match.span(), say("check.spacing-stops", words=around(text, *match.span(), 12)), match[0][0])
    for match in pattern(_SMALL).finditer(text):
        before = _word_before(text, match.start()).strip("(“")
        if before[-4:].isalpha() and len(before) > 3 and before.lower() not in lists.woorden.punt and "." not in before:
            yield Slip(match.end(), match.end() + 1, say("check.small-sentence", words=around(text, *match.span(), 12)))


def _word_before(text: str, at: int) -> str:
    return re.split(r"\s", text[max(0, at - 60) : at])[-1]


_NUMBER = (
    r"(?<![\w-])(?P<dossier>\d\d ?\d{3})(?P<part>(?: [IVXL]+[A-Z]?\b|[-–]\d\d)?)"
    r"(?P<between>,?\s?)(?P<sign>nrs?)(?P<after>\.?\s?)(?P<number>\d{1,4}|[A-Z]{1,2})(?!\w)"
)


@text_rule(
    "warning",
    ["Dit staat in Kamerstuk 28676, nr. 290.", "Dit staat in Kamerstuk 28 676 nr. 290 en Kamerstuk 21 501-28, nr.229."],
    ["Dit staat in Kamerstuk 28 676, nr. 290.", "Dit staat in Kamerstuk 21 501-28, nrs. 229 en 230."],
    fixes=True,
)
def kamerstuk_number(text: str, lists: Lists) -> Slips:
    """The number of a Kamerstuk that is not written as it is cited: 28 676, nr. 290."""
    for match in pattern(_NUMBER).finditer(text) if "nr" in text else ():
        dossier, part = match["dossier"].replace(" ", ""), match["part"].replace("–", "-")
        right = f"{dossier[:2]} {dossier[2:]}{part}, {match['sign']}. {match['number']}"
        if (words := " ".join(match[0].split())) != right:
            yield Slip(*match.span(), say("check.kamerstuk-number", words=words, right=right), right)


@text_rule(
    "warning",
    ["Zij noemde dit “een goede stap.", 'Zij noemde dit “een goede stap".'],
    ["Zij noemde dit “een goede stap”.", "Dit gaat over 's lands wijs en over NGO's."],
)
def quotes(text: str, lists: Lists) -> Slips:
    """A quotation mark that opens or closes nothing, or that is closed by one of another make."""
    if not any(map(text.__contains__, '“”„"')):
        return
    start = 0
    for passage in text.split(BETWEEN):
        opened: tuple[int, str] | None = None
        for match in pattern(r"[“”„\"]").finditer(passage):
            mark, at = match[0], start + match.start()
            if opened is None:
                if mark == "”" and not pattern(r"(?<!\S)”\w").match(passage, match.start()):
                    yield Slip(at, at + 1, say("check.unopened-quote", mark=mark))
                else:
                    opened = at, mark
            elif mark == "“" and opened[1] != "„":
                yield Slip(opened[0], opened[0] + 1, say("check.unclosed-quote", mark=opened[1]))
                opened = at, mark
            else:
                if (mark == '"') != (opened[1] == '"') or opened[1] == "”":
                    yield Slip(at, at + 1, say("check.mixed-quotes", mark=opened[1], other=mark))
                opened = None
        if opened:
            yield Slip(opened[0], opened[0] + 1, say("check.unclosed-quote", mark=opened[1]))
        start += len(passage) + len(BETWEEN)
