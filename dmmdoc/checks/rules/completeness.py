"""Rules about what a memo must hold: a text where the kind asks for one, the whole programme."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dmmdoc.checks.cache import SEEN, pattern
from dmmdoc.checks.case import Case, objected
from dmmdoc.checks.rule import Fault, Faults, Slip, Slips, rule, text_rule
from dmmdoc.checks.sections import HIDDEN, Passage
from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.words import Lists, lists
from dmmdoc.dutch.days import MAANDEN
from dmmdoc.dutch.letters import folded
from dmmdoc.memo.model import INVULLEN, Block, ListBlock, Paragraph, paragraphs
from dmmdoc.messages.catalogue import say


@rule(
    "error",
    ['secties.juridische_overwegingen = ""'],
    ['secties.juridische_overwegingen = "Er zijn geen juridische overwegingen."'],
)
def missing_section(case: Case) -> Faults:
    """A section that the kind requires and that has no text."""
    for sectie in case.memo.secties:
        if sectie.verplicht and not sectie.blocks:
            yield Fault((SECTIES, sectie.sleutel), say("check.missing-section", key=sectie.sleutel, heading=sectie.kop))


@rule(
    "error",
    ["De Kamer ontvangt [invullen: het aantal] brieven."],
    ["De Kamer ontvangt twee brieven."],
    silent=False,
)
def placeholder(case: Case) -> Faults:
    """A placeholder that is left."""
    for key, section in case.sections.items():
        for passage in section.passages if section.written != section.text else ():
            for match in INVULLEN.finditer(passage.text):
                at = passage.start + match.start()
                yield Fault((SECTIES, key), say("check.placeholder", words=match[0]), at, at + len(match[0]))
    for path, text, item in case.facts:
        for match in INVULLEN.finditer(text) if "[" in text else ():
            yield Fault(path, say("check.placeholder", words=match[0]), match.start(), match.end(), item)
    yield from (fault for fault in objected(case, "placeholder") if len(fault.path) == 1)  # in what templates add


@rule(
    "warning",
    ['# concept: kijk na en haal deze regel weg\nsecties.communicatie = "Er is geen communicatie voorzien."'],
    ['secties.communicatie = "Er is geen communicatie voorzien."'],
    silent=False,
)
def unconfirmed_draft(case: Case) -> Faults:
    """A section is as it was drafted, or as the last memo had it, and nobody has said that it is right."""
    yield from objected(case, "unconfirmed-draft")


_NOTE = (
    r"(?<!\w)[nN]rs?\.\s*(?:[xX]{1,3}|\.{2,}|…)(?!\w)|"
    r"(?<![\w-])(?:[xX]{3,}|T[BO]D|TBC|NTB|[Nn]\.t\.b\.|TODO)(?![\w-])"
    rf"|(?<!\w)[xX]{{1,2}}(?:-[xX]{{2}}-\d{{4}}| (?:{'|'.join(MAANDEN)}))"
    r"|(?:EUR|€) ?(?:[xX]{2}|X|x(?= )|…|\.\.+)(?!\w)"
    r"|\?\?+|\(\?\)"
    r"|\[(?:\.{2,}|PM|p\.?m\.?|xx?|XX?|naam|datum|nummer|bedrag|n\.?t\.?b\.?|tbc|TBC)\]"
    r"|\[\s*[iI]n te vullen[^\[\]]*\]|\{\s*[iI]nvullen[^{}]*\}"
    r"|(?<!“)\[…\](?![^“]*”)"
    r"|(?<!\bte )\bnog (?:toevoegen|toe te voegen|invullen|aanvullen|nagaan|checken|uitzoeken|verwerken)"
    r"(?=\s*(?:[.)\]:;]|\Z|\0))"
)
_SIGNS = (
    "{",
    "X",
    "[",
    "(?)",
    "…",
    "??",
    "..",
    "x ",
    "xx",
    "x-",
    "rs. x",
    "r. x",
    "TB",
    "TODO",
    "NTB",
    ".t.b",
    "nog ",
    "€ x",
)
"""One of these stands where a note does."""
_WILL = r"\b(?:wil|willen|zal|zullen|kan|kunnen|moet|moeten|gaat|gaan|mag|mogen)\b[^.;]*\Z"


@text_rule(
    "warning",
    [
        "Nederland draagt EUR XXX bij.",
        "De brief gaat op xx oktober uit.",
        "De bijlage volgt [PM].",
        "Bedrag nog toevoegen.",
        "De brief gaat op {invullen} uit.",
        "De brief gaat op [in te vullen] uit.",
    ],
    ["Nederland draagt EUR 4,2 miljoen bij."],
)
def leftover_note(text: str, lists: Lists) -> Slips:
    """A note of the writer: a placeholder of another make."""
    if not any(map(text.__contains__, _SIGNS)):
        return  # quicker to see
    for match in pattern(_NOTE).finditer(text):
        if match[0].startswith("nog") and pattern(_WILL).search(text, 0, match.start()):
            continue  # Nederland wil hieraan een punt nog toevoegen
        yield Slip(match.start(), match.end(), say("check.leftover-note", words=match[0]))


@rule(
    "warning",
    ['bijeenkomst.sessies = ["Innovatie"]'],
    ['bijeenkomst.sessies = ["Innovatie"]\nsecties.kernpunten = "- **Innovatie**: Nederland zet in op tempo."'],
)
def session_not_mentioned(case: Case) -> Faults:
    """A session of the programme that the kernpunten pass over."""
    points = case.with_role("kernpunten")
    for number, session in enumerate(case.memo.bijeenkomst.sessies if points else ()):
        if points and not _is_mentioned(points.text, session, number, case.folders):
            key = case.key_of("kernpunten")[-1]
            message = say("check.session-not-mentioned", key=key, session=session)
            yield Fault(("bijeenkomst", "sessies"), message, item=number)


@lru_cache(SEEN)
def _is_mentioned(text: str, session: str, number: int, folders: tuple[Path, ...]) -> bool:
    """Whether a text names a session, which is one of the programme's; a placeholder is no session yet."""
    if INVULLEN.search(session):
        return True
    names, points = _telling_names(session, number, folders), _points(text)
    return any(sum([word in point for word in name.words]) >= name.needed for name in names for point in points)


@lru_cache(SEEN)
def _points(text: str) -> list[str]:
    """The words of each passage of a text, plainly."""
    return _plain(text).split(HIDDEN)


_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste")
"""A text may name a session by its place in the programme: in de tweede werksessie."""


class _Name(NamedTuple):
    """How the words begin that tell a name of a session, and how many of them a point must have to name it."""

    words: tuple[str, ...]
    needed: int


@lru_cache(SEEN)
def _telling_names(session: str, number: int, folders: tuple[Path, ...]) -> list[_Name]:
    """What tells every name that a text may give a session, which is one of the programme's."""
    numbered = [f" {nth} {what} " for nth in _ORDINALS[number : number + 1] for what in ("werksessie", "sessie")]
    return [*_also_called(_plain(session), lists(folders)), *(_Name((words,), 1) for words in numbered)]


def _also_called(session: str, known: Lists) -> Iterator[_Name]:
    """The names of a session: its own, that in the other language, and with an abbreviation written out or not.

    Half of the telling words will do, but of what an abbreviation stands for all.
    """
    names = [session]
    for dutch, english in _plainly(tuple(known.woorden.vertalingen.items())):
        for one, other in ((dutch, english), (english, dutch)):
            names += [name.replace(one, other) for name in names if one in name]
    for words in (_telling(name, known) for name in names):
        yield _Name(words, len(words) if words[0].endswith(" ") else (len(words) + 1) // 2)
    for short, full in _plainly(tuple(known.afkortingen.voluit.items())):
        for name in names:
            if full in name:
                yield _Name((f"{short} ",), 1)
            if f"{short} " in name:
                words = _telling(full, known)
                yield _Name(words, len(words))


@cache
def _plainly(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(_plain(one).rstrip(), _plain(other).rstrip()) for one, other in pairs]


_LETTERS = bytes(code if bytes([code]).isalnum() or code == ord(HIDDEN) else ord(" ") for code in range(256))
"""What each byte becomes: letters and digits stay, and what stands between passages; the rest is space."""


def _plain(text: str) -> str:
    """The words of a text in small letters without accents, a space around each."""
    plain = folded(text)[0].lower().encode("ascii", "replace").translate(_LETTERS).decode()
    return f" {plain} ".replace("nato", "navo")


def _telling(name: str, known: Lists) -> tuple[str, ...]:
    """How the words of a plain name begin that say something: an inflected word counts as the word.

    Where none does, as in EU-NAVO-samenwerking, the names in it, whole.
    """
    words, empty = name.split(), known.woorden.zegt_niets
    telling = tuple([word for word in words if len(word) > 3 and word not in empty])
    if telling:
        return tuple([f" {_stem(word)}" for word in telling])
    return tuple(
        [f" {word} " for word in words if word not in empty or word == "navo"] or [f" {word} " for word in words]
    )


def _stem(word: str) -> str:
    return word[: max(4, min(8, len(word) - (2 if len(word) < 8 else 3)))]


_COUNTS = {word: number for number, word in enumerate(("twee", "drie", "vier", "vijf", "zes", "zeven", "acht"), 2)}
_COUNT = "|".join(_COUNTS)
_SESSIONS = (
    rf"(?i)\b(?:uit|in|over|met|bevat|telt|staan|volgen|volgt de|omvat|voor)\s+(?P<count>{_COUNT})\s+(?:werk)?sessies\b"
)
_LISTED = (
    rf"(?i)\b(?P<count>{_COUNT})\s+(?:\w+\s+)?"
    r"(?:punten|sessies|werksessies|onderwerpen|elementen|redenen|prioriteiten|onderdelen|thema's|pijlers|doelen|lijnen)"
    r"\b[^.;:]*:\s*\Z"
)


@rule(
    "warning",
    [
        'bijeenkomst.sessies = ["Innovatie", "Steun"]\n'
        'secties.kernpunten = "Het programma bestaat uit drie werksessies, over innovatie en steun."'
    ],
    [
        'bijeenkomst.sessies = ["Innovatie", "Steun"]\n'
        'secties.kernpunten = "Het programma bestaat uit twee werksessies, over innovatie en steun."'
    ],
)
def wrong_count(case: Case) -> Faults:
    """A count that does not fit: of the sessions, of the items under it, of the enclosures."""
    sessions = len(case.memo.bijeenkomst.sessies)
    for key, section in case.sections.items():
        for match in pattern(_SESSIONS).finditer(section.written) if sessions and "sessies" in section.written else ():
            if _COUNTS[match["count"].lower()] != sessions:
                message = say("check.wrong-count-of-sessions", words=match["count"], count=sessions)
                yield Fault((SECTIES, key), message, *match.span("count"))
    for sectie in case.memo.secties:
        seen = case.sections.get(sectie.sleutel)
        for at, end, message, _ in _miscounted(sectie.blocks, seen.passages) if seen else ():
            yield Fault((SECTIES, sectie.sleutel), message, at, end)
    yield from _enclosures(case)


def _miscounted(blocks: Sequence[Block], passages: Sequence[Passage]) -> Slips:
    """What a paragraph announces in another number than the list under it has."""
    wrong = [
        (before, match, len(block.items))
        for before, block in pairwise(blocks)
        if isinstance(before, Paragraph) and isinstance(block, ListBlock) and before.text.rstrip().endswith(":")
        if (match := pattern(_LISTED).search(before.text)) and _COUNTS[match["count"].lower()] != len(block.items)
    ]
    places = zip(paragraphs(blocks), passages, strict=True) if wrong else ()
    starts = {id(paragraph): passage.start for (paragraph, _), passage in places}
    for before, match, count in wrong:
        start, end = (starts[id(before)] + at for at in match.span("count"))
        yield Slip(start, end, say("check.wrong-count", words=match["count"], count=count))


def _enclosures(case: Case) -> Faults:
    """A number of enclosures that is another than that of their names."""
    for path, veld in velden(case.folders).velden.items():
        if not veld.telt:
            continue
        table, _, key = veld.telt.partition(".")
        listed, count = case.memo.feiten.get((table, key)), case.memo.feiten.get(path)
        if isinstance(listed, tuple) and isinstance(count, int) and len(listed) != count:
            yield Fault(path, say("check.wrong-count-of-list", key=key, count=len(listed)))
