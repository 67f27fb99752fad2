"""Rules about words: de Kamer, compounds, spelling, agreement, names."""

import re

from dmmdoc.checks.cache import found, pattern
from dmmdoc.checks.case import Case
from dmmdoc.checks.dictionary import is_word, suggestions
from dmmdoc.checks.rule import Fault, Faults, Slip, Slips, rule, text_rule
from dmmdoc.checks.sections import HIDDEN, around
from dmmdoc.config.facts import SECTIES
from dmmdoc.config.words import WORD, Lists
from dmmdoc.dutch.days import MAANDEN, WEEKDAGEN
from dmmdoc.messages.catalogue import say

_KAMER = (
    r"(?<![\w-])(?:(?:[Uu]w|[Tt]weede|[Ee]erste)\s+kamer(?![\w-])"
    r"|(?:[Dd]e|[Oo]nze|[Bb]eide)\s+kamer(?![\w-])(?!\s+(?:van(?!\s+\d)|waar\w*|naast|boven|in\s+het|op\s+de)\b)"
    r"|(?:tweede|eerste)\s+Kamer(?![\w-])"
    r"|kamer(?:brie(?:f|ven)|vragen|lid|leden|commissies?|stuk(?:ken)?|debat(?:ten)?|fracties?|moties?|meerderheid|behandeling|s(?=\s+der\s+Staten))(?![\w-]))"
)


@text_rule(
    "warning",
    ["U informeert de kamer met een Kamerbrief.", "U informeert de Kamer met een kamerbrief."],
    ["U informeert de Kamer met een Kamerbrief.", "De kamer waar de sessie plaatsvindt is klein."],
    fixes=True,
)
def lowercase_kamer(text: str, lists: Lists) -> Slips:
    """Parliament, or what is named after it, without its capital."""
    if "kamer" not in text and not ("Kamer" in text and ("tweede" in text or "eerste" in text)):
        return  # quicker to see
    for match in pattern(_KAMER).finditer(text):
        right = re.sub(r"(?i)\b(kamer|tweede|eerste)", lambda part: part[0].capitalize(), match[0])
        is_itself = right.endswith(("Kamer", "Kamers"))
        facts = {"words": " ".join(match[0].split()), "right": " ".join(right.split())}
        message = say("check.lowercase-kamer", **facts) if is_itself else say("check.lowercase-kamer-of", **facts)
        yield Slip(match.start(), match.end(), message, right)


_NEAR = 80
_CLAUSE = (
    r"(?i)\b(?:dat|als|omdat|wanneer|indien|zodat|nadat|voordat|hoewel|terwijl|doordat|zodra|waar\w*)\s+"
    r"(?:ook\s+|onder\s+meer\s+)?(?:(?:de|het)\s+)?$"
)
"""What stands before a name that does something itself in a clause of which the verb comes last."""
_PART = r"(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\d+)?|[A-Z]{1,6}-?\d+[A-Z]?|e[A-Z]{2,})"
_COMPOUND = (
    r"(?P<first>(?:[a-z]{2,}+-)?[A-Z][\wà-ÿ-]*|e[A-Z]{2,}) "
    r"(?=(?P<second>(?:[a-zà-ÿ]{3,}|[A-Z][a-zà-ÿ]{5,})(?:-[A-Za-zà-ÿ]+)*)(?![\w-])(?!'s\b))"
)
_ARTICLE_OF = r"(?P<first>[Aa]rtikel \d+) (?P<second>brie(?:f|ven)|inzet|missies?|notificatie|procedure)(?![\w-])"
"""What is named after an article: de artikel 100-brief."""
_LETTER_OF = r"(?<![\w-])(?P<first>[A-E]) (?P<second>brie(?:f|ven)|fase)(?![\w-])"
"""What is named after a letter: de A-brief."""
_WINDS = "Noord|Zuid|Oost|West|Midden|Noordoost|Noordwest|Zuidoost|Zuidwest"
_PLACE = (
    rf"(?<![\w-])(?P<first>{_WINDS}|Latijns|Centraal(?= (?:A|Eur))) "
    r"(?!Point\b|Virginia\b|Bank\b|Coast\b|Africa|Asia|Europe(?!es))(?P<second>[A-Z][a-zà-ÿ]{3,})(?![\w-])"
)
"""A part of a country or continent: West Afrika."""
_LOOSE_PLACE = rf"(?<![\w-])(?P<first>{_WINDS}) (?P<second>en|of) (?=(?:{_WINDS}|Centraal|Latijns)-)"
_PERCENT = r"(?P<first>\d+(?:,\d+)?%) (?P<second>norm|doel|doelstelling|afspraak|target)(?![\w-])"
_NAMED_AFTER = (
    (r"rtikel\Z", _ARTICLE_OF),
    (r"(?<![\w-])[A-E]\Z", _LETTER_OF),
    (r"%\Z", _PERCENT),
    (rf"(?:{_WINDS}|Latijns|Centraal)\Z", _PLACE),
)
"""What ends a stretch without white space where such a compound begins."""
_ENGLISH = (
    r"(?P<first>[A-Z][a-z]+ [A-Z][a-z]*[a-df-z]) "
    r"(?P<second>agenda|conferentie|missie|operatie|procedure|resolutie|strategie|top|verordening|richtlijn|faciliteit"
    r"|initiatief|mechanisme|programma|project|ontwerp|fonds|netwerk|coalitie|regio)(?![\w-])"
)
"""A name of two words before a noun that never stands without an article: de Global Goals agenda."""
_BEFORE_PART = r"(?<![\w-])(?P<first>EU|NAVO|VN|VS|OVSE) (?P<second>[a-z]{4,}-)(?= (?:en|of) )"
"""An abbreviation before two compounds of which the first has only its first part: EU buitenland- en defensiebeleid."""
_GLUED = r"(?<![\w-])(?P<first>[A-Z]{3,})(?P<second>[a-z]{5,})(?![\w-])"
_BRACKETED = (
    r"\((?P<first>[A-Z]{2,})\) "
    r"(?P<second>nota|brief|strategie|agenda|missie|operatie|top|bijeenkomst|programma|project)(?![\w-])"
)
"""An abbreviation in brackets that begins a compound: de Europese Vredesfaciliteit (EPF) brief."""
_LOOSE = (
    r"(?<![\w-])(?P<first>[A-Za-z][a-z]*(?:heids|teits|schaps)"
    r"|(?:[Vv]er|[Oo]nt|[Bb]e|[Ss]amen|[Rr]e|[Oo]p|[Uu]it|[Oo]nder)[a-z]+ings) (?P<second>(?:en|of)) (?=[\w-])"
)
"""What is left of a compound that ends like the next one: veiligheids en defensiebeleid."""
_NO_PART = r"(?<![\w-])[a-z]+(?:[ie]ele|iële|ieve|ische|[ai]ire|lijke|iale)(?P<hyphen>-) (?=(?:en|of) )"
"""An adjective that has the hyphen of such a part: fragiele- en conflictlanden."""
_ENDS = (
    r"[a-zà-ÿ]{3}(?:(?:ie|ies|ieën|heid|heden|iteit|iteiten|schap|schappen|ment|menten)"
    r"|(?:[^g]|[aeiou]g|gg)ing(?:en)?)\Z"
)
"""How a word ends that is a noun, whichever."""
_NAMED = frozenset({"missie", "regio", "coalitie", "conferentie", "resolutie", "procedure", "format"})
"""What any name begins a compound with, in the middle of a sentence: de Sahel-regio."""
_NAMED_TOO = frozenset(
    {
        *("vredesproces", "programma", "fonds", "project", "ontwerp", "netwerk", "mechanisme", "virus"),
        *("bijeenkomst", "top", "vergadering", "operatie"),
    }
)
_NO_NAME_TOO = r"(?:s|sch|aal|eel|ief|ig|lijk|e)\Z"
"""An adjective before what is *het*: een Europees programma."""
_DONE = frozenset(
    {
        *("aandacht", "advies", "bescherming", "betekenis", "bevestiging", "deelname", "dekking", "gelegenheid"),
        *(
            "instemming",
            "invulling",
            "medewerking",
            "ontheffing",
            "opdracht",
            "overleg",
            "rekening",
            "ruimte",
            "toelichting",
        ),
        *("toestemming", "uitleg", "uitvoering", "verantwoording", "vergoeding", "vertegenwoordiging", "voorlichting"),
    }
)
"""What goes with a verb as often as in a compound: het OM houdt rekening, de IND brengt advies uit."""
_NO_NAME = r"(?:se|sche|Hoge|Rode|Zwarte|Oude|Nieuwe|Grote|Tweede|Eerste)\Z"
_GIVEN = frozenset(
    {"steun", "hulp", "bijstand", "informatie", "wapens", "middelen", "troepen", "militairen", "training"}
)
_GIVES = r"\b(?!(?:met|uit|tot|het|niet)\b)\w+(?:t|de|en)\s+(?:ook\s+)?de\s+$"
"""What stands before somebody to whom something is given: Nederland biedt de VN steun."""
_NO_COMPOUND = frozenset(
    {"EUR", "USD", "GBP", "PM", "NB", "PS", "TK", "EK", "ST", "II", "III", "IV", "VI", "VII", "XII"}
)
_SURE = (
    r"(?i)(?:\b(?:het|een|deze|dit|elke|alle|onze|uw|twee|drie|vier|vijf|enkele|nieuwe|\w+(?:se|le|te|ke|ge|re))|\d)"
    r"\s+$"
)
"""What stands before a compound and before no subject: het NAVO lidmaatschap, Europese NAVO landen."""
_COUNTED = ("bijeenkomst", "vergadering", "conferentie", "missie", "operatie", "-top")
"""What never stands by itself without an article, and so belongs to the name before it: de NAVO-top."""


@text_rule(
    "warning",
    [
        "Nederland steunt het NAVO lidmaatschap.",
        "De EU-VS relatie is goed.",
        "Dit is een VN missie.",
        "Dit speelt sinds de COVID-19 crisis.",
        "Dit past bij de Open Skies agenda.",
        "Het veiligheids en defensiebeleid verandert.",
        "Dit raakt militaire- en civiele partners.",
    ],
    ["Nederland steunt het NAVO-lidmaatschap.", "Dat de NAVO missies uitvoert, is bekend."],
    fixes=True,
)
def missing_hyphen(text: str, lists: Lists) -> Slips:
    """A compound of an abbreviation or a name and a noun that is written as two words."""
    for sign, words in _NAMED_AFTER:
        for match in found(words, text, sign):
            right = f"{match['first']}-{match['second']}"
            yield Slip(*match.span(), say("check.missing-hyphen", words=match[0], right=right), right)
    for match in pattern(_ENGLISH).finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        if pattern(r"[a-zà-ÿ]\s\Z").search(before) and not pattern(_NO_NAME).search(match["first"]):
            right = f"{match['first']}-{match['second']}"
            yield Slip(*match.span(), say("check.missing-hyphen", words=match[0], right=right))
    for match in found(_BEFORE_PART, text, r"[a-z]{4}-\Z"):
        right = f"{match['first']}-{match['second']}"
        yield Slip(*match.span(), say("check.missing-hyphen", words=match[0], right=right))
    for match in found(_GLUED, text, _GLUED):
        if _is_noun(match["second"], lists):
            right = f"{match['first']}-{match['second']}"
            yield Slip(*match.span(), say("check.missing-hyphen-of", words=match[0], right=right), right)
    for match in found(_BRACKETED, text, r"\([A-Z]{2,}\)\Z"):
        right = f"({match['first']})-{match['second']}"
        yield Slip(*match.span(), say("check.missing-hyphen", words=match[0], right=right))
    for match in (*found(_LOOSE, text, r"(?:ds|ts|ps|gs)\Z"), *found(_LOOSE_PLACE, text, rf"(?:{_WINDS})\Z")):
        first = match["first"]
        message = say("check.missing-hyphen-of", words=match[0].rstrip(), right=f"{first}- {match['second']}")
        yield Slip(*match.span("first"), message, f"{first}-")
    for match in found(_NO_PART, text, r"e-\Z"):
        words = match[0].rstrip()
        message = say("check.missing-hyphen-of", words=words, right=words[:-1])
        yield Slip(*match.span("hyphen"), message, "")
    for match in pattern(_COMPOUND).finditer(text):
        first, second, end = match["first"], match["second"], match.end("second")
        is_compound = _begins_compound(first, lists) and _is_noun(second, lists)
        if not is_compound and second not in _NAMED | _NAMED_TOO:
            continue  # nearly every one
        before = text[max(0, match.start() - _NEAR) : match.start()]
        is_named = pattern(r"(?<![\w-])[a-zà-ÿ-]+\s\Z").search(before) is not None and (
            (second in _NAMED and not pattern(_NO_NAME).search(first))
            or (second in _NAMED_TOO and not pattern(_NO_NAME_TOO).search(first))
        )
        if not is_compound and not is_named:
            continue
        if pattern(r"[\w-]\Z").search(before):
            continue
        is_counted = f"-{second}".endswith(_COUNTED)
        if not is_counted and (pattern(_CLAUSE).search(before) or pattern(r"\s+te\s").match(text, end)):
            continue  # Dat de NAVO missies uitvoert
        if second in _DONE and not pattern(r"\b(?:een|deze|dit)\s+\Z").search(before):
            continue
        if second in _GIVEN and pattern(_GIVES).search(before):
            continue  # Nederland biedt de VN steun
        right = f"{first}-{second}"
        is_sure = is_counted or pattern(_SURE).search(before) is not None
        message = say("check.missing-hyphen", words=f"{first} {second}", right=right)
        yield Slip(match.start(), end, message, right if is_sure else None)


def _begins_compound(first: str, lists: Lists) -> bool:
    """Whether a name begins a compound: an abbreviation, a name of the list, or a pair of these."""
    parts = first.split("-")
    last = parts[-1] if not parts[-1].isdigit() or len(parts) == 1 else "-".join(parts[-2:])
    if last in _NO_COMPOUND or first in _NO_COMPOUND or pattern("[IVXLC]+").fullmatch(last):
        return False
    is_short = pattern(_PART).fullmatch(last) is not None
    if len(parts) > 1 and not parts[-1].isdigit():
        is_name = last[:1].isupper() and not last.endswith("se")
        return is_short or (is_name and any(each in lists.woorden.namen or re.fullmatch(_PART, each) for each in parts))
    return is_short or (first in lists.woorden.namen and first not in _COUNTRIES)


_COUNTRIES = frozenset({"Rusland", "Oekraïne", "Israël", "Iran", "Irak", "China"})
"""Names that begin a compound in a pair only: de Rusland-Oekraïne-oorlog, but Oekraïne steun bieden."""


def _is_noun(word: str, lists: Lists) -> bool:
    if word[:1].isupper() and not word.startswith("Kamer"):
        return word in lists.woorden.koppelteken
    return (
        word in lists.woorden.koppelteken
        or word.endswith(lists.achterdelen)
        or (word.startswith("Kamer") or pattern(_ENDS).search(word) is not None)
    )


_PARTS = "heids|teits|schaps"
_SECOND = (
    "agenda|akkoord|begroting|bijeenkomst|conferentie|doelstelling|fonds|instrument|kader|mandaat|mechanisme|missie"
    "|netwerk|niveau|norm|operatie|pakket|procedure|proces|programma|project|rapport|sector|situatie|strategie"
    "|structuur|systeem|traject|verdrag|visie"
)
_SPLIT = (
    rf"(?<![\w-])(?P<first>[A-Za-z][a-z]{{2,}}(?:{_PARTS}) (?!en\b|of\b|lands\b)(?P<rest>[A-Za-z][a-z]{{3,}})"
    rf"|(?P<whole>[a-z]{{3,}}(?:atie|itie|heid|schap|iteit|ment|[^ru]ing)) (?P<second>{_SECOND}))(?![\w-])"
)
"""A compound that is written as two words: the second never stands without an article, or the first never alone."""
_FIRST = (
    "defensie|cyber|infrastructuur|energie|klimaat|migratie|landbouw|visserij|materieel|innovatie|industrie"
    "|marine|mensenrechten|drone|munitie|raket|wapen|terrorisme|corona|capaciteit|samenwerking|veiligheid|partnerschap"
    "|budget|begroting|handel|sanctie|project|programma|grens|lucht|ruimte|satelliet|milieu|noodhulp|training"
)
_BARE = (
    r"\b(?:van|voor|met|in|op|aan|door|over|bij|tot|tegen|inzake|per|via|en|of|rond|richting|naar|onder|tussen|zonder"
    r"|binnen|ten behoeve van|\w+(?:se|ale|ele|iële|ieve|ische|ire|lijke|ige|ate|uwe)) "
    rf"(?P<parts>(?:private sector|centrale bank|{_FIRST}) "
    r"(?:ontwikkelingen|ontwikkeling|beleid|strategie|voorstel|voorstellen|projecten|project|programma|samenwerking"
    r"|capaciteiten|capaciteit|industrie|dreigingen|dreiging|agenda|niveau|plannen|operaties|operatie|missies|missie"
    r"|processen|proces|akkoorden|akkoord|uitgaven|begroting|maatregelen|doelstellingen|doelstelling|systemen|systeem"
    r"|sector|veiligheid|tegoeden|fonds|hervormingen|hervorming|visie|onderhandelingen|wetgeving|verdediging|bescherming"
    r"|bestrijding|bewaking|materieel|personeel|ministers|lidstaten))(?![\w-])"
)
_ALWAYS = (
    r"(?<![\w-])(?P<parts>(?:cyber|meerjaren) [a-z]{5,}"
    r"|[A-Z][a-z]+klasse (?:onderzeebo(?:ot|ten)|fregat(?:ten)?|sche?e?p(?:en)?))(?![\w-])"
)
"""Two nouns without an article before them, of which the first is seldom alone: van defensie materieel."""
_EERT = r"(?<![\w-])(?:\w*[a-z])?ge(?!n?er[ae]|stic)[a-zïëö]{3,}eert(?![\w-])"
"""A participle in t: geïnformeert."""
_EERD = r"(?<![\w-])(?!\w*ge|ver|be|her|ont|on|over|onder|mis|door)[a-zïëö]{4,}eerd(?![\w-])"
"""What is no participle in d: Nederland presenteerd."""
_CAPITAL_DAY = (
    rf"(?<=\d )(?:{'|'.join(map(str.capitalize, MAANDEN))})(?![\w-])"
    rf"|(?<=[a-z] )(?<!Goede )(?<!Witte )(?<!Stille )(?:{'|'.join(map(str.capitalize, WEEKDAGEN))})(?= \d)"
)
_LAST_STOP = r"(?<![\w.@/-])(?:[a-z]\.){1,3}[a-z](?= [a-z\d])"
"""An abbreviation of which each letter but the last has its stop: m.b.t de missie."""
_ADVERB = (
    r"(?<![\w-])(?:[Ee]r|[Hh]ier|[Dd]aar) (?:aan|van|voor|op|in|bij|mee|over|door|onder|tegen)"
    r"(?= (?:te|dat|om|nodig|gericht|zo|overtuigd|bewust|gewezen)\b)"
)
"""What is one word where nothing follows that it could be about: er aan te werken, hier voor nodig."""
_THRICE = r"(?![ivx]+\b)[^\W\d_]*([a-rt-zà-ÿ])\1\1[^\W\d_]*"


@text_rule(
    "warning",
    ["De financiele gevolgen zijn bekend.", "Dit geldt ten alle tijden.", "Het ambitie niveau is hoog."],
    ["De financiële gevolgen zijn bekend.", "Dit geldt te allen tijde.", "Het ambitieniveau is hoog."],
    fixes=True,
)
def spelling(text: str, lists: Lists) -> Slips:
    """A word without its diaeresis or accent, or another slip that is common."""
    for match in found(_SPLIT, text, rf"(?:{_PARTS})\Z|\A(?:{_SECOND})(?![\w-])"):
        first, second = match[0].split()
        yield _misspelled(match[0], *match.span(), first + second.lower())
    for match in found(_EERT, text, _EERT):
        yield _misspelled(match[0], *match.span(), f"{match[0][:-1]}d")
    for match in found(_EERD, text, _EERD):
        yield _misspelled(match[0], *match.span(), f"{match[0][:-1]}t")
    for match in found(_CAPITAL_DAY, text, rf"\A(?:{'|'.join(map(str.capitalize, (*MAANDEN, *WEEKDAGEN)))})"):
        small = match[0].lower()
        yield _misspelled(match[0], *match.span(), small)._replace(new=small)
    for match in found(_LAST_STOP, text, r"\.[a-z]\Z"):
        yield _misspelled(match[0], *match.span(), f"{match[0]}.")._replace(new=f"{match[0]}.")
    for match in found(_ADVERB, text, r"(?<![\w-])(?:[Ee]r|[Hh]ier|[Dd]aar)\Z"):
        if not pattern(r"(?i)\b(?:wat|wie|die)\s\Z").search(text, max(0, match.start() - 5), match.start()):
            joined = "".join(match[0].split())
            yield _misspelled(match[0], *match.span(), joined)._replace(new=joined)
    for match in pattern(r"(?<![\w.])j\.l\.").finditer(text) if "j.l." in text else ():
        yield _misspelled(match[0], *match.span(), "jl.")._replace(new="jl.")
    for match in pattern(r"(?<![\w-])dichtbij(?= (?:[A-Z]|de |het ))").finditer(text) if "dichtbij" in text else ():
        yield _misspelled(match[0], *match.span(), "dicht bij")._replace(new="dicht bij")
    for match in (*found(_BARE, text, rf"\A(?:sector|bank|{_FIRST})\Z"), *found(_ALWAYS, text, r"cyber\Z|klasse\Z")):
        *parts, last = match["parts"].split()
        joined = f"{' '.join(parts)}-{last}" if parts[-1].endswith("klasse") else "".join([*parts, last])
        yield _misspelled(match["parts"], *match.span("parts"), joined)
    for match in found(_THRICE, text, r"([a-rt-zà-ÿ])\1\1"):
        if not lists.gespeld(match[0]) and not _in_name(text, *match.span()) and match[0].lower() != "www":
            yield _misspelled(match[0], *match.span(), re.sub(r"(.)\1\1", r"\1\1", match[0]))
    row = text.split()
    suspects, plain = filter(None, set(map(lists.verdacht, row))), " ".join(row)
    if not any(lists.gespeld(word) or _may_go_on(word, plain, lists) for word in suspects):
        return  # nearly every one
    words = list(pattern(WORD).finditer(text))
    for number, match in enumerate(words):
        word = match[0]
        wrong, right = word, lists.gespeld(word)
        end = match.end()
        for rest, good in lists.samen.get(word.lower(), ()):
            following = words[number + 1 : number + 1 + len(rest)]
            if [each[0] for each in following] == rest and "".join(
                text[end : following[-1].start()].split()
            ) == "".join(each[0] for each in following[:-1]):
                end = following[-1].end()
                wrong, right = text[match.start() : end], good if word.islower() else good[:1].upper() + good[1:]
                break
        if right and right.endswith(".") and text[end : end + 1] == ".":
            end, wrong = end + 1, f"{wrong}."
        if right and wrong != right and not word.isupper() and not _in_name(text, match.start(), end):
            slip = _misspelled(wrong, match.start(), end, right)
            yield slip if wrong.lower() in lists.twijfel else slip._replace(new=right)


def _misspelled(wrong: str, start: int, end: int, right: str) -> Slip:
    return Slip(start, end, say("check.spelling", words=" ".join(wrong.split()), right=right))


def _may_go_on(first: str, text: str, lists: Lists) -> bool:
    """Whether a text, with single spaces, may have a word and those that belong with it."""
    return any(" ".join([first, *rest]) in text for rest, _ in lists.samen.get(first.lower(), ()))


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether a word is part of an address."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(sign in around for sign in "@/_") or pattern(r"\.[a-z]").match(text, end) is not None


_HYPHENED = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"


@text_rule("warning", ["De verdedigngsplannen zijn klaar."], ["De verdedigingsplannen zijn klaar."], asked=True)
def unknown_word(text: str, lists: Lists) -> Slips:
    """A word that no dictionary has; names, which have a capital, and abbreviations are left alone."""
    for match in pattern(_HYPHENED).finditer(text):
        word = match[0]
        is_first = not pattern(r"[\w,;(“”’\"-]\s*\Z").search(text, max(0, match.start() - 3), match.start())
        is_name = any(letter.isupper() for letter in (word[1:] if is_first else word))
        if is_name or len(word) < 4 or word.lower() in lists.goed or lists.gespeld(word) or is_word(word):
            continue
        if text[match.end() : match.end() + 1] == "-":
            continue  # what is left of a compound: aanpassings- en herstelvermogen
        if _in_name(text, match.start(), match.end()) or all(
            len(part) < 3 or part.lower() in lists.goed or is_word(part) for part in word.split("-")
        ):
            continue
        near = say("check.or").join(suggestions(word))
        known, unknown = say("check.unknown-word", word=word, near=near), say("check.unknown-word-at-all", word=word)
        yield Slip(*match.span(), known if near else unknown)


_SUBJECTS = "ministers|bondgenoten|lidstaten|landen|leden|partners|bewindspersonen|militairen|regeringsleiders"
_NOT_ALONE = r"[\w-]\Z"
_SPOKEN = r"(?i)\b(?:ik|jij|je)\b"
_PERFECT = r"(?i)\b(?:heeft|hebben|had|hadden|is|zijn|was|waren|zou|zouden)\b"
_AGREEMENT = (
    # a sign of it, what is wrong, what it should be, and what in the sentence makes it right after all
    ("word", r"word(?![\w-])", "wordt", _SPOKEN),
    ("vind", r"vind(?=\s+(?:[^\s.]+\s+){0,9}plaats\b)", "vindt", _SPOKEN),
    ("plaats vind", r"vind(?<=[Pp]laats vind)(?![\w-])", "vindt", _SPOKEN),
    ("plaatsvind", r"plaatsvind(?![\w-])", "plaatsvindt", _SPOKEN),
    ("betekend", r"betekend(?:(?<=\b[DdHh][iae]t betekend)(?![\w-])|(?= dat\b))", "betekent", _PERFECT),
    ("gebeurd", r"gebeurd(?![\w-])(?<=\b(?:[Dd]it|[Dd]at|[Hh]et) gebeurd)", "gebeurt", _PERFECT),
    (
        "De uw ",
        r"De uw(?= Kamer (?:is|was|wordt|werd|heeft|had|zal|kan|zou|ontvangt|krijgt|ontving|kreeg)\b)",
        "Uw",
        None,
    ),
)
_AUXILIARY = r"\b(?:is|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden)\b"
"""What goes with a participle; not *zijn*, which is his as well: met zijn brief bevestigt."""
_PARTICIPLES = {
    f"{stem}t": f"{stem}d"
    for stem in (
        *("gebeur", "bevestig", "verzeker", "verbeter", "ondersteun", "herhaal", "verleen", "ontwikkel", "verleng"),
        *("verhoog", "behandel", "beoordeel", "verklaar", "vernieuw", "verminder", "bepaal", "verdeel"),
        *("beantwoor", "beëindig", "beschadig", "erken", "onderteken", "overhandig", "verenig", "verdedig", "vervul"),
    )
} | {"vermeldt": "vermeld", "voorbereidt": "voorbereid", "verbindt": "verbonden", "gebeurt": "gebeurd"}
_NEW_CLAUSE = r"die|dat|wat|wie|welke?|of|hoe|en|als|maar|om|te|omdat|indien|mits|tenzij|zodat|waar\w*|wanneer|zoals"
_PARTICIPLE = (
    rf"{_AUXILIARY}(?:(?!\b(?:{_NEW_CLAUSE})\b|[^\w\s-]).){{1,80}}?\b(?P<wrong>{'|'.join(_PARTICIPLES)})(?=\s*[.;:])"
)
_PLURAL = (
    rf"De (?:{_SUBJECTS})(?: van (?:de|het) [\w-]+)? (?P<wrong>heeft|zal|was|kan|zou|vindt|spreekt|steunt)\b"
    r"(?! (?:de|het|een|dit|deze|dat|die|zijn|haar|hij|zij|men|uw|u|onze|[A-Z]\w*)\b)"
)
"""A plural and a verb of one, but not before what may be its subject: De bondgenoten heeft Nederland ingelicht."""
_PLURAL_SIGNS = tuple(f"De {subject} " for subject in _SUBJECTS.split("|"))
_PLURALS = {
    "heeft": "hebben", "zal": "zullen", "was": "waren", "kan": "kunnen", "zou": "zouden", "vindt": "vinden",
    "spreekt": "spreken", "steunt": "steunen", "is": "zijn", "wordt": "worden", "werd": "werden", "wil": "willen",
    "had": "hadden", "werkt": "werken", "vraagt": "vragen", "roept": "roepen", "levert": "leveren", "blijft": "blijven",
    "ziet": "zien", "meldt": "melden", "bericht": "berichten",
}  # fmt: skip
_STATES = rf"De (?:VS|Verenigde Staten) (?P<wrong>{'|'.join(_PLURALS)})(?![\w-])(?! (?:Nederland|de|het|een|men|er)\b)"
_WHICH = (
    r"[a-z](?:ingen|heden|elen|aties|iteiten|ma['’]s|['’]s) die "
    r"(?:(?:in|op|door|met|uit|bij|voor|aan|van) (?:de|het|deze|dit|een|onze) \w+ |hier\w+ |daar\w+ |nu |nog |ook "
    r"|reeds |momenteel |al )?(?P<wrong>wordt|werd|is)(?![\w-])"
    r"(?= (?:\w+ ){0,3}(?:ge|be|ver|ont|her|op|aan|uit|in|af)\w+)"
)
"""A plural, *die* and a verb of one: de maatregelen die in deze brief wordt genoemd."""
_HUN = r"(?:Hun|(?<=\bdat )hun)(?= hebben\b)"
_HET = (
    "besluit|verslag|kabinet|overleg|debat|verzoek|voorstel|akkoord|verdrag|beleid|lidmaatschap|advies|rapport|"
    "programma"
)
_DE = (
    "brief|motie|nota|bijeenkomst|vergadering|missie|operatie|begroting|bijdrage|inzet|agenda|top|dreiging|samenwerking"
)
_ENDED = (
    r"(?=\s*(?:[.,;:?!)]|\Z)|\s+(?:van|voor|met|in|op|aan|om|is|was|wordt|werd|ligt|heeft|kan|zal|die|dat|waar\w*)\b)"
)
"""What comes behind a noun that is no part of a compound: de kabinet inzet is another slip."""
_ARTICLE = (
    rf"(?<![\w-])(?:(?P<de>[Dd]e) (?:{_HET})|(?:[Vv]an|[Mm]et|[Uu]it|[Tt]ijdens) (?P<het>het|dit) (?:{_DE})){_ENDED}"
)
_INFLECTED = (
    rf"(?<![\w-])(?:op (?P<wrong>\w+(?:ische|aire|lijke)) (?:vlak|gebied|niveau|terrein)"
    rf"|(?:een|geen|elk|ieder) (?P<een>\w+(?:ische|aire|lijke)) (?:{_HET}))(?![\w-])"
)
"""An adjective with an e before what is *het* and has no article: op militaire gebied."""
_DIE = rf"(?<![\w-])[Hh]et (?:{_HET}) (?P<wrong>die)(?! (?:dag|week|maand|middag|avond|ochtend|zomer|tijd)\b)(?![\w-])"
_ARTICLE_SIGNS = (rf"e (?:{_HET})", rf"t (?:{_DE})")
"""The wrong article; *het* and *dit* behind a preposition only, where they are no pronoun: omdat het inzet vergt."""


@text_rule(
    "warning",
    [
        "Uw Kamer word geïnformeerd.",
        "De uw Kamer is geïnformeerd.",
        "Het is gisteren gebeurt.",
        "De inzet betekend dat Nederland bijdraagt.",
        "Dit is de strekking van het brief.",
        "De VS heeft dit gesteund.",
        "De maatregelen die in deze brief wordt genoemd, zijn bekend.",
    ],
    [
        "Uw Kamer wordt geïnformeerd.",
        "De uw Kamer toegezegde brief ligt voor.",
        "Het is gisteren gebeurd.",
        "De inzet betekent dat Nederland bijdraagt.",
        "Dit is de strekking van de brief, omdat het inzet vergt.",
        "De vragen die hun worden gesteld, zijn bekend.",
    ],
    fixes=True,
)
def agreement(text: str, lists: Lists) -> Slips:
    """The few slips of d and t, of number and of article that can be told surely."""
    for sign, wrong, right, unless in _AGREEMENT:
        for match in pattern(wrong).finditer(text) if sign in text else ():
            is_alone = not pattern(_NOT_ALONE).search(text, max(0, match.start() - 1), match.start())
            if is_alone and not (unless and pattern(unless).search(_sentence(text, *match.span()))):
                good = right[:1].upper() + right[1:] if match[0][:1].isupper() else right
                yield _disagreement(text, match.start(), match.end(), good)
    if any(map(text.__contains__, _PARTICIPLES)):
        for match in pattern(_PARTICIPLE).finditer(text):
            yield _disagreement(text, *match.span("wrong"), _PARTICIPLES[match["wrong"]])
    for match in pattern(_PLURAL).finditer(text) if any(map(text.__contains__, _PLURAL_SIGNS)) else ():
        if pattern(r"(?:\A|[.!?]\s|\n)\Z").search(text, max(0, match.start() - 2), match.start()):
            yield _disagreement(text, *match.span("wrong"), _PLURALS[match["wrong"]])._replace(new=None)
    for match in pattern(_STATES).finditer(text) if "De V" in text else ():
        if pattern(r"(?:\A|[.!?]\s|\n)\Z").search(text, max(0, match.start() - 2), match.start()):
            yield _disagreement(text, *match.span("wrong"), _PLURALS[match["wrong"]])._replace(new=None)
    for match in pattern(_WHICH).finditer(text) if " die " in text else ():
        yield _disagreement(text, *match.span("wrong"), _PLURALS[match["wrong"]])._replace(new=None)
    for match in pattern(_INFLECTED).finditer(text) if "che " in text or "ire " in text or "jke " in text else ():
        name = "wrong" if match["wrong"] else "een"
        yield _disagreement(text, *match.span(name), match[name][:-1])
    for match in pattern(_DIE).finditer(text) if " die " in text else ():
        yield _disagreement(text, *match.span("wrong"), "dat")._replace(new=None)
    for match in pattern(_HUN).finditer(text) if "un hebben" in text else ():
        yield _disagreement(text, *match.span(), "Zij" if match[0] == "Hun" else "zij")._replace(new=None)
    for match in pattern(_ARTICLE).finditer(text) if any(pattern(sign).search(text) for sign in _ARTICLE_SIGNS) else ():
        name = "de" if match["de"] else "het"
        good = {"de": "het", "De": "Het", "het": "de", "dit": "deze"}[match[name]]
        yield _disagreement(text, *match.span(name), good)


_LONG = 400
"""So many characters of a sentence are read, before a word and behind it."""


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or nearly, in which words stand."""
    before = re.split(rf"[.!?]\s|{HIDDEN}", text[max(0, start - _LONG) : start])[-1]
    return before + text[start:end] + re.split(rf"[.!?](?:\s|\Z)|{HIDDEN}", text[end : end + _LONG], maxsplit=1)[0]


def _disagreement(text: str, start: int, end: int, right: str) -> Slip:
    message = say("check.agreement", words=text[start:end], right=right, around=around(text, start, end, 15))
    return Slip(start, end, message, right)


@rule(
    "warning",
    ["Oekraïne krijgt steun. De steun aan Ukraine gaat door."],
    ["Oekraïne krijgt steun. Dit is besproken in de NATO-Ukraine Council."],
)
def inconsistent_name(case: Case) -> Faults:
    """A name in two ways in one memo; not as a part of another name."""
    text = "\n".join(section.written for section in case.sections.values())
    for wrong, right in case.lists.woorden.anders.items():
        if wrong not in text or right not in text or not re.search(rf"(?<![\w-]){re.escape(right)}(?!\w)", text):
            continue
        for key, section in case.sections.items():
            for match in re.finditer(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", section.written):
                if not _is_in_name(section.written, match.start(), match.end()):
                    message = say("check.inconsistent-name", words=wrong, right=right)
                    yield Fault((SECTIES, key), message, match.start(), match.end())


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a name stands beside another word with a capital, in brackets or between quotation marks."""
    return (
        pattern(r"\s[A-ZÀ-Ý]").match(text, end) is not None
        or pattern(r"(?:[A-ZÀ-Ý][\w’-]*|\b(?:for|of|and|the|to|with|against))\s\Z").search(
            text, max(0, start - 30), start
        )
        is not None
        or text[start - 1 : start] in ("(", "“")
    )


@rule(
    "warning",
    ["De minister van Financiën stemt in. Ook de Minister van Justitie stemt in."],
    ["De minister van Financiën stemt in. Ook de minister van Justitie stemt in."],
)
def inconsistent_capital(case: Case) -> Faults:
    """An office with a capital here and without one there: Minister, minister."""
    texts = [section.written for section in case.sections.values()]
    is_two = all(any(word in text for text in texts) for word in ("Minister", "minister"))  # quicker to see
    for word in ("inister", "inisters"):  # de Minister, but all the ministers: each by itself
        found: dict[bool, list[tuple[str, int, int]]] = {True: [], False: []}
        for key, section in case.sections.items() if is_two else ():
            for match in pattern(rf"(?<=[a-zà-ÿ,] )[Mm]{word}(?= van [A-Z])").finditer(section.written):
                found[match[0][0].isupper()].append((key, *match.span()))
        if found[True] and found[False]:
            is_capital = len(found[True]) <= len(found[False])
            key, start, end = found[is_capital][0]
            words = case.sections[key].written[start:end]
            other = words[0].swapcase() + words[1:]
            yield Fault((SECTIES, key), say("check.inconsistent-capital", words=words, right=other), start, end)


_SURNAME_SIGN = r"[ -](?:van (?:der|den|'t)|in 't|te[nr]|op den|de|el) [A-ZÀ-Ý][a-zà-ÿ]"
_BEFORE_SURNAME = ("otie", "oties", "lid", "leden", "eer", "eren", "evrouw", "inister", "ollega")
_SURNAME = (
    r"(?<![\w-])(?:[Mm]otie|[Mm]oties|[Ll]id|[Ll]eden|[Hh]eer|[Hh]eren|[Mm]evrouw|[Mm]inister|[Cc]ollega|Kamerlid)"
    r"(?:[ -])(?P<prefix>van der|van den|van 't|in 't|ten|ter|op den) (?=[A-ZÀ-Ý][a-zà-ÿ]+)(?!van den Haag)"
    r"|(?<![\w-])(?:[Mm]otie|[Mm]oties|(?:[Hh]et|[Dd]e) [Ll]id|[Hh]eer|[Mm]evrouw)"
    r"(?:[ -])(?P<de>de|el) (?=[A-ZÀ-Ý][a-zà-ÿ]+)(?!de (?:Kamer|Staten|NAVO|EU|Tweede|Eerste|Minister))"
)


@text_rule(
    "warning",
    ["Dit volgt uit de motie van der Brug.", "Het lid de Roon vroeg hiernaar."],
    ["Dit volgt uit de motie Van der Brug.", "Dit volgt uit de motie van de leden."],
    fixes=True,
)
def lowercase_surname(text: str, lists: Lists) -> Slips:
    """A surname without the capital of its first word, where no first name stands before it."""
    if not any(text.endswith(_BEFORE_SURNAME, 0, sign.start()) for sign in pattern(_SURNAME_SIGN).finditer(text)):
        return  # quicker to see
    for match in pattern(_SURNAME).finditer(text):
        name = "prefix" if match["prefix"] else "de"
        right = match[name][0].upper() + match[name][1:]
        message = say("check.lowercase-surname", words=match[name], right=right)
        yield Slip(*match.span(name), message, right)
