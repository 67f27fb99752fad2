"""What check finds, where, and what it leaves alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run
from hypothesis import given, settings
from hypothesis import strategies as st

from dmmdoc.checks.case import case
from dmmdoc.checks.engine import check
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.dutch.mentions import Day, mentions
from dmmdoc.errors import UserError
from dmmdoc.memo_file import read as memo_file
from dmmdoc.publication.personal import contacts, is_bsn
from dmmdoc.publication.reasons import _code

FOLDERS = (BUILT_IN,)
GOOD = sorted((ROOT / "tests" / "good").glob("*.toml"))
AGENDA = (ROOT / "tests" / "good" / "agenda-brussel.toml").read_text(encoding="utf-8")
REASONS = (
    "De persoonsgegevens in deze nota worden niet openbaar gemaakt, ter bescherming van de persoonlijke levenssfeer."
)
VERSLAG = (ROOT / "tests" / "good" / "verslag-oktober.toml").read_text(encoding="utf-8")


def found(text: str) -> list[tuple[str, int]]:
    """The rules that find something in a memo file, each with its line."""
    return [(finding.rule, finding.line) for finding in check(text, "nota.toml", FOLDERS)]


def memo(aanleiding: str = "De geannoteerde agenda ligt voor.", soort: str = "agenda", **other: str) -> str:
    """A memo file with little in it: `aanleiding` on line 18, and what `other` says in the other sections or facts."""
    facts = {
        "naam": "Defence Ministers Meeting",
        "afkorting": "DMM",
        "begin": "2025-02-13",
        "eind": "2025-02-14",
        "datum": "2025-02-03" if soort == "agenda" else "2025-02-28",
        "steller": "A. de Vries",
        "onderwerp": "Geannoteerde agenda",
    }
    facts |= {key: other.pop(key) for key in list(other) if key in facts}
    sections = {
        "geadviseerd_besluit": "U stemt in met de brief.",
        "kernpunten": "- Nederland steunt Oekraïne.",
        "financiele_overwegingen": "Geen.",
        "juridische_overwegingen": "Geen.",
        "communicatie": "Geen.",
        "niet_openbaar": "De persoonsgegevens.",
    }
    if soort == "verslag":
        sections["overwegingen_beleid_uitvoering"] = "Geen."
    return f"""soort = "{soort}"
[bijeenkomst]
naam = "{facts["naam"]}"
afkorting = "{facts["afkorting"]}"
begin = {facts["begin"]}
eind = {facts["eind"]}
plaats = "Brussel"
[nota]
onderwerp = "{facts["onderwerp"]}"
datum = {facts["datum"]}
[steller]
naam = "{facts["steller"]}"
[ondertekenaar]
functie = "DE DIRECTEUR-GENERAAL BELEID"
naam = "B. Voorbeeld"
[secties]
aanleiding = '''
{aanleiding}
'''
""" + "".join(f"{key} = '''\n{text}\n'''\n" for key, text in (sections | other).items())


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_memo_is_silent(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [str(finding) for finding in check(text, path.name, FOLDERS)] == []


def test_the_memo_of_these_tests_is_silent() -> None:
    assert found(memo()) == found(memo("De brief ligt voor.", "verslag")) == []


PLANTED = [
    # rule, the good memo, what stands in it, the fault in its place, words of the line that is to blame
    ("missing-section", AGENDA, '"Er zijn geen juridische overwegingen."', '""', "juridische_overwegingen ="),
    ("placeholder", AGENDA, "de situatie aan het front", "[invullen: de situatie]", "[invullen: de situatie]"),
    ("placeholder", AGENDA, '"BS2025000123"', '"[invullen: kenmerk]"', "kenmerk ="),
    ("placeholder", VERSLAG, '    "Missies en operaties"', '    "[invullen]"', '    "[invullen]"'),
    ("lowercase-kamer", AGENDA, "agenda NAVO DMM 13 en", "agenda tweede kamer NAVO DMM 13 en", "onderwerp ="),
    ("leftover-note", AGENDA, "NAVO DMM 13 en 14 februari 2025", "NAVO DMM xx februari 2025", "onderwerp ="),
    ("impossible-day", AGENDA, "NAVO DMM 13 en 14 f", "NAVO DMM maandag 13 en 14 f", "onderwerp ="),
    ("impossible-day", AGENDA, "op 12 februari a.s.", "op donderdag 12-02-2025", "op donderdag 12-02-2025"),
    ("impossible-day", AGENDA, "op 12 februari a.s.", "op donderdag, 12 februari", "op donderdag, 12 februari"),
    ("impossible-day", AGENDA, "op 12 februari a.s.", "op do. 12 februari", "op do. 12 februari"),
    (
        "impossible-day",
        AGENDA,
        "op 12 februari a.s.",
        "op donderdagmiddag 12 februari",
        "op donderdagmiddag 12 februari",
    ),
    ("leftover-note", AGENDA, "EUR 4,2 miljoen", "EUR xx miljoen", "EUR xx miljoen"),
    ("leftover-note", AGENDA, "EUR 4,2 miljoen", "EUR X miljoen", "EUR X miljoen"),
    ("leftover-note", AGENDA, "EUR 4,2 miljoen", "EUR … miljoen", "EUR … miljoen"),
    ("leftover-note", AGENDA, "op 12 februari a.s.", "op xx-xx-2025", "op xx-xx-2025"),
    ("double-word", AGENDA, "de voortgang van", "de NAVO NAVO, van", "de NAVO NAVO"),
    ("unclosed-bracket", AGENDA, "(Kamerstuk 28", "([Kamerstuk 28", "Kamerstuk 28"),
    ("date-mismatch", AGENDA, "Op 13 en 14 februari 2025 vindt", "Op 12 en 13 februari 2025 vindt", "Op 12 en 13"),
    ("date-mismatch", AGENDA, "NAVO DMM 13 en 14 februari 2025", "NAVO DMM 17 en 18 oktober 2024", "onderwerp ="),
    ("date-mismatch", VERSLAG, "Op 11 en 12 oktober jl.", "Op 11-13 oktober jl.", "Op 11-13 oktober jl."),
    ("unmarked-personal-data", AGENDA, "is bereikbaar op", "(06-12345678) is bereikbaar op", "(06-12345678)"),
    ("unmarked-personal-data", AGENDA, "de voortgang van", "aldus De Vries, van", "aldus De Vries"),
    ("unmarked-person", AGENDA, "de voortgang van", "volgens kolonel Terwindt, van", "kolonel Terwindt"),
    (
        "unmarked-personal-data",
        AGENDA,
        '"Directie Internationale',
        '"Directie (070-1234567) Internationale',
        "afzender =",
    ),
    ("unknown-ground", AGENDA, 'Voorbeeld]{lak="5.1.2e"}', 'Voorbeeld]{lak="5.1.2z"}', '{lak="5.1.2z"}'),
    ("redaction-without-reason", AGENDA, '[06 00 00 00 00]{lak="5.1.2e"}', '[nu]{lak="5.1.2h"}', "niet_openbaar ="),
    ("redaction-without-reason", AGENDA, REASONS, "Niet van toepassing.", "niet_openbaar ="),
    ("unconfirmed-draft", AGENDA, "communicatie = ", "# concept\ncommunicatie = ", "communicatie = "),
    ("unused-phrase", AGENDA, "[secties]", "[publicatie]\nvrij = ['Groot onderhoud']\n\n[secties]", "vrij ="),
    ("meeting-order", AGENDA, "datum = 2025-02-03", "datum = 2025-02-15", "datum = 2025-02-15"),
    ("meeting-order", VERSLAG, "datum = 2023-10-27", "datum = 2023-10-10", "datum = 2023-10-10"),
    ("unexpanded-abbreviation", AGENDA, "Veiligheid (BIV)", "Veiligheid, en KFOR", "en KFOR"),
    ("inconsistent-abbreviation", AGENDA, "verzorgt de communicatie", "(DCO) verzorgt de communicatie", "(DCO)"),
    ("lowercase-kamer", AGENDA, "Kamer te\nzenden", "kamer te\nzenden", "aan de kamer te"),
    ("missing-full-stop", AGENDA, "zenden.\n", "zenden\n", "zenden"),
    ("missing-full-stop", AGENDA, "(NSATU).", "(NSATU)", "(NSATU)"),
    ("tense", AGENDA, "februari 2025 vindt in", "februari 2025 vond in", "Op 13 en 14 februari 2025 vond"),
    (
        "tense",
        VERSLAG,
        "Op 11 en 12 oktober jl. vond",
        "Op 11 en 12 oktober jl. vindt",
        "Op 11 en 12 oktober jl. vindt",
    ),
    ("leftover-note", AGENDA, "EUR 4,2 miljoen", "EUR XXX miljoen", "EUR XXX miljoen"),
    ("impossible-day", AGENDA, "op 12 februari a.s.", "op donderdag 12 februari 2025", "op donderdag 12 februari 2025"),
    ("impossible-day", AGENDA, "uiterlijk 5 februari", "uiterlijk 31 februari", "uiterlijk 31 februari"),
    ("impossible-day", AGENDA, "op 12 februari a.s.", "op donderdag 12 februari a.s.", "op donderdag 12 februari a.s."),
    ("missing-hyphen", AGENDA, "de voortgang van", "de EU-NAVO samenwerking van", "EU-NAVO samenwerking"),
    ("unclosed-bracket", AGENDA, "(Kamerstuk 28", "Kamerstuk 28", "nr. 448)"),
    ("double-word", AGENDA, "de voortgang van de regionale", "de voortgang van van de regionale", "van van"),
    ("missing-hyphen", AGENDA, "de voortgang van", "het NAVO lidmaatschap van", "NAVO lidmaatschap"),
    ("unclosed-bracket", AGENDA, "(Patriot, F-35, MQ-9)", "Patriot, F-35, MQ-9)", "Patriot, F-35"),
    ("unclosed-bracket", AGENDA, "(Patriot, F-35, MQ-9)", "(Patriot, F-35, MQ-9", "(Patriot"),
]


@pytest.mark.parametrize(("rule", "good", "right", "wrong", "words"), PLANTED, ids=lambda value: str(value)[:24])
def test_a_planted_fault_is_found_at_its_line(rule: str, good: str, right: str, wrong: str, words: str) -> None:
    assert right in good
    faulty = good.replace(right, wrong, 1)
    line = next(number for number, line in enumerate(faulty.splitlines(), 1) if words in line)
    assert found(faulty) == [(rule, line)]


def test_a_text_withheld_for_its_matter_that_stands_elsewhere_deserves_a_look() -> None:
    text = memo(
        "Aldus.\n\n[De prijs van het kanon]{lak='5.1.2b'} stijgt.\n\nDe prijs van het kanon is bekend.".replace(
            "'", '"'
        ),
        niet_openbaar="De prijs (5.1.2b).",
    )
    assert found(text) == [("withheld-elsewhere", 22)]


def test_withholding_a_view_of_policy_deserves_a_look() -> None:
    text = memo('[Ons advies is: niet doen.]{lak="5.2.1"}', niet_openbaar="Beleidsopvattingen (5.2.1).")
    assert found(text) == [("withheld-opinion", 18)]


def test_no_comment_silences_what_publication_refuses() -> None:
    silent = "# dmmdoc: negeer unmarked-personal-data, lowercase-kamer\naanleiding ="
    text = memo("Aldus De Vries in de kamer.").replace("aanleiding =", silent)
    assert [rule for rule, _ in found(text)] == ["unmarked-personal-data"]


def test_a_required_section_that_is_not_there_is_missed_at_the_table() -> None:
    text = AGENDA.replace('juridische_overwegingen = "Er zijn geen juridische overwegingen."\n', "")
    assert found(text) == [("missing-section", text.splitlines().index("[secties]") + 1)]
    assert check(text, "x", FOLDERS)[0].section == "juridische_overwegingen"


def test_without_any_section_the_first_line_is_to_blame() -> None:
    text = 'soort = "agenda"\nnota.onderwerp = "x"\nondertekenaar.functie = "x"\n'
    assert set(found(text)) == {("missing-section", 1)}


def test_a_comment_is_no_placeholder() -> None:
    assert found(AGENDA.replace("[secties]", "# vul [invullen: alles] in\n[secties]")) == []


@pytest.mark.parametrize(
    "days",
    [
        *("13 en 14 februari 2025", "13 en 14 februari", "13-14 februari 2025", "13 – 14 februari", "13/14 februari"),
        *("donderdag 13 en vrijdag 14 februari a.s.", "13 t/m 14 februari 2025", "13 tot en met 14 februari 2025"),
        *(
            "13-02-2025",
            "13.2.2025",
            "2025-02-13",
            "13 feb. 2025",
            "13 februari 2025 en 14 februari 2025",
            "14 februari",
        ),
        *("13\nen 14 februari 2025", "13 februari t/m 14 februari 2025", "de 13e februari"),
    ],
)
def test_the_meetings_days_in_any_writing_are_right(days: str) -> None:
    assert found(memo(f"Op {days} vindt in Brussel de NAVO Defence Ministers Meeting (DMM) plaats.")) == []


@pytest.mark.parametrize(
    "days",
    [
        *("20 en 21 februari 2025", "12 en 13 februari", "13-15 februari 2025", "13 – 16 februari", "13/15 februari"),
        *("donderdag 13 en zaterdag 15 februari", "13 t/m 15 februari", "12 tot en met 14 februari 2025", "13-03-2025"),
        *("13 februari 2024", "13 en 14 februari 2026", "2024-02-13", "14 mrt. 2025", "31 januari en 1 februari 2025"),
        *("13 februari en 1 maart 2025", "11, 12 en 13 februari 2025", "17 en 18 oktober 2024", "11.10.2024"),
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Op {} vindt in Brussel de NAVO Defence Ministers Meeting (DMM) plaats.",
        "De Defence Ministers Meeting (DMM) vindt plaats op {} in Brussel.",
        "De Kamer wordt geïnformeerd over de Defence Ministers Meeting (DMM) van {}.",
        "Hierbij ontvangt u de agenda voor de Defence Ministers Meeting (DMM), die op {} in Brussel wordt gehouden.",
        "U neemt op {} deel aan de bijeenkomst van de NAVO-ministers van Defensie.",
        "Op {} komen de NAVO-ministers van Defensie bijeen.",
    ],
)
def test_other_days_as_the_meetings_are_a_mismatch(sentence: str, days: str) -> None:
    assert found(memo(sentence.format(days))) == [("date-mismatch", 18)]


@pytest.mark.parametrize(
    "text",
    [
        "Op 6 februari 2025 vindt het commissiedebat over de Defence Ministers Meeting (DMM) plaats.",
        "Het commissiedebat ter voorbereiding op de Defence Ministers Meeting (DMM) vindt plaats op 6 februari.",
        "Uw brief van 3 februari (Kamerstuk 28 676, nr. 12, 13 januari 2025) gaat over de Defence Ministers Meeting.",
        "De vorige Defence Ministers Meeting (DMM) van 17 oktober was in Brussel.",
        "Sinds de inval op 24 februari 2022 komen de NAVO-ministers van Defensie vaker bijeen.",
        "Op 13 en 14 februari vindt de Defence Ministers Meeting (DMM) plaats en op 12 februari de top van de EU.",
        "In de marge van de Defence Ministers Meeting (DMM) vindt op 12 februari een diner plaats.",
        "De Kamer ontvangt de agenda voor de Defence Ministers Meeting (DMM) uiterlijk 10 februari.",
        "Op 13 en 14 februari 2025 vindt de Defence Ministers Meeting (DMM) plaats. Tijdens de DMM van 17 en "
        "18 oktober 2024 is dit afgesproken.",
        "Het commissiedebat over de Defence Ministers Meeting (DMM) is op 5 februari.",
        "Voor de NAVO-ministeriële is op 11 februari een commissiedebat voorzien.",
        "De agenda van de Defence Ministers Meeting (DMM) is op 3 februari vastgesteld.",
        "Op 12 en 13 februari vinden de Defence Ministers Meeting (DMM) en de contactgroep plaats.",
        "De Defence Ministers Meeting (DMM) vindt plaats op 13 februari en de contactgroep op 12 februari.",
        "De NAVO-ministers van Buitenlandse Zaken komen op 3 en 4 maart bijeen.",
        "De ministers van Defensie van de Noordzeelanden komen op 20 februari bijeen.",
        "Na afloop van de Defence Ministers Meeting (DMM), op 15 februari, bezoekt u München.",
        "Voorafgaand aan de Defence Ministers Meeting (DMM), op 12 februari, spreekt u uw Noorse collega.",
        "Een week voor de Defence Ministers Meeting (DMM), op 6 februari, debatteert de Kamer.",
        "Daags na de Defence Ministers Meeting (DMM), op 15 februari, ontmoet u de troepen.",
        "De vergadering van het Militair Comité vond op 15 en 16 januari plaats.",
        "De bijeenkomst van de Noordse ministers vindt plaats op 10 februari.",
        "De bijeenkomst van politiek directeuren vond op 28 januari plaats.",
        "Tijdens de bijeenkomst in Londen op 27 januari is over de Oostzee gesproken.",
        "De voorbereidende bijeenkomst op het departement vindt op 10 februari plaats.",
        "Een extra Defence Ministers Meeting (DMM) op 12 maart is niet uitgesloten.",
        "Het programma van de Defence Ministers Meeting (DMM) is op 27 januari vastgesteld.",
        "De ondertekening van de op de DMM (Defence Ministers Meeting) gesloten overeenkomst vindt op 3 maart plaats.",
        "Op 12 februari reist u naar Brussel, waar op 13 februari de Defence Ministers Meeting (DMM) plaatsvindt.",
        "De Eurogroep komt op 11 februari bijeen, de Defence Ministers Meeting (DMM) twee dagen later.",
        "Op 10 februari is de Defence Ministers Meeting (DMM) in de Kamer besproken.",
    ],
)
def test_the_days_of_something_else_are_left_alone(text: str) -> None:
    assert found(memo(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Het commissiedebat NAVO-ministeriële van 5 februari is voorbereid.",
        "De brief over de Defence Ministers Meeting (DMM) van 3 februari is verzonden.",
        "De geannoteerde agenda DMM d.d. 3 februari 2025 is verzonden.",
        "De uitnodiging voor de NAVO-ministeriële van 20 januari 2025 is aanvaard.",
        "Ter voorbereiding vond op 3 februari een ambtelijke bijeenkomst plaats.",
        "Dit is besproken tijdens de informele DMM op 20 januari.",
        "Dit is besproken tijdens de NAVO-ministeriële op 16 januari jl.",
        "Aanvankelijk zou de NAVO-ministeriële op 5 en 6 februari plaatsvinden.",
        "Eerder was de NAVO-ministeriële op 5 en 6 februari gepland.",
        "De NAVO-ministeriële vindt niet op 12 en 13 februari plaats, zoals eerder gemeld, maar een dag later.",
        "De Kamer heeft op 3 oktober 2024 gevraagd of u deelneemt aan de NAVO-ministeriële.",
        "Tijdens de NAVO-ministeriële van 17 en 18 oktober 2024 is dit afgesproken.",
    ],
)
def test_where_the_days_are_told_others_may_be_anothers(text: str) -> None:
    told = "Op 13 en 14 februari 2025 komen de NAVO-ministers van Defensie bijeen."
    assert "date-mismatch" not in [rule for rule, _ in found(memo(f"{told} {text}"))]
    assert "date-mismatch" not in [rule for rule, _ in found(memo(text, onderwerp="Agenda DMM 13 en 14 februari 2025"))]


@pytest.mark.parametrize(
    "text",
    [
        "De Kamer ontvangt de agenda voor de bijeenkomst van de NAVO-ministers van Defensie op 6 en 7 maart 2025.",
        "Hierbij het verslag van de Defence Ministers Meeting (DMM) van 6 maart 2025.",
        "U bericht haar dat op 6 maart de Defence Ministers Meeting (DMM) plaatsvindt.",
        "U woont op 6 maart de Defence Ministers Meeting (DMM) bij.",
        "Hierbij de agenda van de Defence Ministers Meeting (DMM) van 6 maart.",
        "Vanwege de COVID-19-pandemie vindt op 6 maart de Defence Ministers Meeting (DMM) virtueel plaats.",
        "Op 6 maart vindt de laatste Defence Ministers Meeting (DMM) plaats vóór de top.",
        "De Defence Ministers Meeting (DMM) staat gepland voor 6 en 7 maart.",
        "De Defence Ministers Meeting (DMM; Brussel, 12 en 13 februari) gaat over Oekraïne.",
        "Op 12 en 13 februari is in Brussel de Defence Ministers Meeting (DMM).",
        "Op 12 en 13 februari spreken de NAVO-ministers van Defensie in Brussel over Oekraïne.",
    ],
)
def test_ordinary_phrases_with_other_days_are_a_mismatch(text: str) -> None:
    assert found(memo(text)) == [("date-mismatch", 18)]


@pytest.mark.parametrize(
    "text",
    [
        "Op 17 en 18 oktober 2024 vindt in Brussel de Defence Ministers Meeting (DMM) plaats.",
        "Op 17 en 18 oktober a.s. vindt in Brussel de Defence Ministers Meeting (DMM) plaats.",
        "Op 17 oktober 2024 vindt de Defence Ministers Meeting (DMM) plaats. De UDCG komt op 14 februari bijeen.",
        "Bijgaand treft u de agenda voor de Defence Ministers Meeting (DMM) van 12 en 13 maart aan.",
        "Bijgaand treft u de agenda voor de Defence Ministers Meeting (DMM) van 6 maart aan.",
        "Op 6 maart is in Brussel een bijeenkomst van NAVO-ministers van Defensie voorzien.",
        "Op 6 maart vindt een bijeenkomst plaats van de ministers van Defensie van de NAVO.",
    ],
)
def test_the_right_days_in_the_subject_do_not_hide_wrong_ones(text: str) -> None:
    assert ("date-mismatch", 18) in found(memo(text, onderwerp="Agenda DMM 13 en 14 februari 2025"))


@pytest.mark.parametrize(
    "subject",
    [
        "Verslag van de DMM van 6 maart 2025",
        "Agenda NAVO-ministers van Defensie op 6 maart 2025",
        "Geannoteerde agenda NAVO DMM Brussel 12 en 13 januari 2025",
        "Geannoteerde agenda NAVO DMM en UDCG 12 en 13 januari 2025",
        "Geannoteerde agenda NAVO, 12 en 13 januari 2025",
    ],
)
def test_a_subject_names_the_days_in_many_ways(subject: str) -> None:
    assert [rule for rule, _ in found(memo(onderwerp=subject))] == ["date-mismatch"]


@pytest.mark.parametrize(
    "subject",
    [
        "Agenda UDCG en DMM 12 en 13 februari 2025",
        "Agenda DMM en werkbezoek 3 en 4 februari 2025",
    ],
)
def test_a_subject_may_have_other_days(subject: str) -> None:
    assert found(memo(onderwerp=subject)) == []


def test_a_meeting_over_the_turn_of_the_year() -> None:
    facts = {"begin": "2023-12-31", "eind": "2024-01-01", "datum": "2023-12-20"}
    right = "Op 31 december 2023 en 1 januari 2024 vindt de Defence Ministers Meeting (DMM) plaats."
    assert found(memo(right, **facts)) == []
    assert found(memo(right.replace("1 januari 2024", "1 januari 2023"), **facts)) == [("date-mismatch", 18)]


def test_days_take_the_year_at_their_end() -> None:
    (mention,) = mentions("van 30 september t/m 1 oktober 2023.")
    assert mention.days == (Day(30, 9, 2023), Day(1, 10, 2023))


@pytest.mark.parametrize(
    ("soort", "text", "rules"),
    [
        ("agenda", "Op 13 februari kwamen de NAVO-ministers van Defensie bijeen.", ["tense"]),
        ("agenda", "Hierbij de agenda voor de DMM (Defence Ministers Meeting) die heeft plaatsgevonden.", ["tense"]),
        ("agenda", "De vorige bijeenkomst vond plaats in Praag.", []),
        ("agenda", "In oktober 2024 vond de Defence Ministers Meeting (DMM) plaats in Praag.", []),
        ("agenda", "Het debat over de Defence Ministers Meeting (DMM) vond plaats op 6 februari.", []),
        ("verslag", "Op 13 februari zal de Defence Ministers Meeting (DMM) plaatsvinden.", ["tense"]),
        ("verslag", "De volgende bijeenkomst vindt plaats op 5 juni 2025.", []),
        ("verslag", "De Defence Ministers Meeting (DMM) vindt drie keer per jaar plaats.", []),
        ("verslag", "De bijeenkomst van de Europese Raad vindt plaats op 20 maart.", []),
        (
            "agenda",
            "Op 13 februari is de bijeenkomst. Op 3 februari vond een informele bijeenkomst van EU-leiders plaats.",
            [],
        ),
        ("verslag", "Dit vindt plaats na elke NAVO-ministeriële waaraan u deelneemt.", []),
        ("agenda", "Op 13 februari 2025 vond de jaarlijkse Defence Ministers Meeting (DMM) plaats.", ["tense"]),
        ("verslag", "De DMM (Defence Ministers Meeting) vindt op 13 februari plaats, voor de top in juni.", ["tense"]),
        ("verslag", "U woont de Defence Ministers Meeting (DMM) bij.", ["tense"]),
        ("agenda", "U nam vorige maand deel aan de bijeenkomst van de vijf grootste bondgenoten.", []),
        ("agenda", "Oekraïne nam de vorige keer voor het eerst deel aan de Defence Ministers Meeting (DMM).", []),
        ("agenda", "Vanwege COVID-19 vond op 13 februari de Defence Ministers Meeting (DMM) plaats.", ["tense"]),
        ("agenda", "Op 13 februari vond de laatste Defence Ministers Meeting (DMM) plaats vóór de top.", ["tense"]),
        ("verslag", "De afspraken uit de Defence Ministers Meeting (DMM) vinden de komende maanden plaats.", []),
        ("verslag", "De bespreking van de DMM-afspraken (Defence Ministers Meeting) vindt nog plaats.", []),
        ("verslag", "De bijeenkomsten vinden in de regel in Brussel plaats.", []),
        ("verslag", "De Kamer krijgt een verslag binnen twee weken nadat een bijeenkomst plaatsvindt.", []),
        ("verslag", "De ministers van Defensie besloten dat zij voortaan elke zes maanden bijeenkomen.", []),
    ],
)
def test_tense(soort: str, text: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(memo(text, soort))] == rules


@pytest.mark.parametrize(
    "words",
    [
        *("070-1234567", "(070) 123 45 67", "06 12 34 56 78", "0612345678", "06-1234 5678", "+31 6 12345678"),
        *(
            "+31 (0)70 123 45 67",
            "(0)6 12345678",
            "06·12·34·56·78",
            "070\u2011123\u20114567",
            "BSN 123-456-782",
            "0031 70 123 45 67",
            "0182 - 12 34 56",
            "a.b-c@sub.example.nl",
            "123456782",
            "1234.56.782",
        ),
        *("BSN: 123 456 782", "de Vries", "Vries", "VRIES", "mevrouw De Vries", '[A.]{lak="5.1.2e"} Vries'),
        *("[mail](mailto:a@example.nl)", "[hem](https://example.nl/a-de-vries)", "B. Voorbeeld"),
    ],
)
def test_personal_data_in_the_open(words: str) -> None:
    assert ("unmarked-personal-data", 18) in found(memo(f"Vraag het aan {words} of wacht."))


@pytest.mark.parametrize(
    "words",
    [
        *(
            "EUR 123.456.782",
            "kenmerk 123456782",
            "BS2025000123",
            "Kamerstuk 21 501-28, nr. 268",
            "06-02-2025 10:00 uur",
        ),
        *(
            "D2025-000123 45 6789",
            "123456789",
            "1123456782",
            "vriesdroger",
            "de vries",
            "0,5",
        ),
        *(
            '[A. de Vries]{lak="5.1.2e"}',
            '[[hem](https://example.nl/de-vries)]{lak="5.1.2e"}',
            "[hier](https://example.nl/vriesdroger)",
            '[06 12345678]{lak="5.1.2e"}',
            "2024-2025",
            "begroting 2024 2025 2026",
            "DeVriesen",
        ),
    ],
)
def test_what_is_no_personal_data(words: str) -> None:
    rules = {rule for rule, _ in found(memo(f"Zie hierover {words} of wacht."))}
    assert rules <= {"unexpanded-abbreviation"}


@pytest.mark.parametrize(
    ("steller", "text", "is_named"),
    [
        ("P. Groot", "Groot onderhoud blijft nodig.", True),  # a leak would be worse
        ("P. Groot", "Dat is groot onderhoud.", False),
        ("P. de Groot", "Groot onderhoud blijft nodig.", True),
        ("P. de Groot", "Volgens Groot blijft dat nodig.", True),
        ("P. de Groot", "De Groot licht dat toe.", True),
        ("P. Groot", "Dit is van P. Groot gekomen.", True),
        ("P. Groot", "De heer Groot weet dit.", True),
        ("K. van der Haag", "De top in Den Haag is voorbij.", True),
        ("K. van der Haag", "Volgens Van der Haag is dit zo.", True),
        ("A. Brussel", "De reis gaat naar Brussel.", True),
        ("L. van den Berg-Jansen", "Volgens Jansen is dit zo.", True),
        ("Jansen, P.", "Volgens Jansen is dit zo.", True),
        ("Jansen, P.", "Volgens Jansens is dit zo.", True),
        ("J. Müller", "Volgens Muller is dit zo.", True),
        ("A. de Raad", "Op 13 februari komt de Raad bijeen.", True),
        ("A. de Raad", "Volgens A. de Raad is dit zo.", True),
        ("A. de Raad", "Volgens de heer De Raad is dit zo.", True),
        ("S. van Noord", "De Noord-Atlantische Raad komt bijeen.", True),
        ("K. van Zweden", "De minister van Zweden is er.", True),
        ("J. Muller", "Volgens Mu\u0308ller is dit zo.", True),
        ("P. Bos", "Volgens kolonel Bos is dit zo.", True),
        ("P. Bos", "Volgens collega Bos is dit zo.", True),
        ("A. Jansen-van Dijk", "Van dit voorstel is afgezien.", False),
    ],
)
def test_a_surname_alone_counts(steller: str, text: str, is_named: bool) -> None:
    assert found(memo(text, steller=steller)) == [("unmarked-personal-data", 18)] * is_named


def test_the_eleven_test() -> None:
    assert is_bsn("123456782") and is_bsn("1234.56.782")
    assert not any(map(is_bsn, ("123456789", "000000000", "12345678", "")))


@pytest.mark.parametrize(
    "text",
    [
        *("5.1.2a", "5.1.2.a", "artikel 5.1, tweede lid, aanhef en onder a", "5.1 lid 2 onder a", "5.1, lid 2, sub a"),
        *("5.1, 2e lid, a", "artikel 5.1, tweede lid, onder e en a", "5.1, tweede lid, aanhef en onder b, e en a"),
        *("5.1, tweede lid, sub b en sub a", "5.1.2e, b en a", "5.1.2e/a", "5.1, tweede lid, onderdelen e en a"),
        *("5.1, tweede lid, onder e (namen) en a", "5.1, eerste lid, aanhef, onder b, en tweede lid, onder a"),
    ],
)
def test_a_ground_in_any_writing(text: str) -> None:
    kernpunten = '- Dit is [geheim]{lak="5.1.2a"}.'
    assert found(memo(kernpunten=kernpunten, niet_openbaar=f"Dat is niet openbaar op grond van {text}, Woo.")) == []
    assert found(memo(kernpunten=kernpunten, niet_openbaar="Op grond van 5.1.2b, 5.1.5 en a.")) != []
    assert found(memo(kernpunten=kernpunten, niet_openbaar="Op grond van 5.1.2b, c en een apart besluit.")) != []
    import re

    assert not re.search(_code("5.1.2a"), "5.1.2b en artikel 5.1, tweede lid, onder e")


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("De Kosovo Force (KFOR) blijft.", []),
        ("De KFOR (Kosovo Force) blijft.", []),
        ("De Joint Support Plan, JSP, blijft. Het JSP is er.", []),
        ("Het Joint Support Plan (hierna: JSP) blijft.", []),
        ("NAVO, EU, VN, VS, het VK, EUR 4 en NGO's.", []),
        ("F-35, A400M, MQ-9, G7, CV90, hoofdstuk XII, artikel IV en 5.1.2e.", []),
        ("Dit mag NIET, en ook niet straks.", []),
        ("Zie https://example.nl/ABC-DEF.", []),
        ("Missies als deze, KFOR, gaan door.", ["KFOR"]),
        ("Missies (KFOR, EUFOR) gaan door.", ["KFOR", "EUFOR"]),
        ("De QRST-missie gaat door. De QRST blijft.", ["QRST"]),
        ("De UDCG (12 februari) en de Ukraine Defence Contact Group.", []),
        ("De UDCG (12 februari).", ["UDCG"]),
        ("De contactgroep voor Oekraïne (UDCG) komt bijeen.", []),
        ("Het Strategisch Vastgoedplan 2022 (SVP 2022) volgt.", []),
        ("De Hoge Vertegenwoordiger (EU HV) was er.", []),
        ("De Strategische Agenda Defensie (STRA-D) en het voorstel COM(2025) 123.", []),
        ("Vragen van de leden van de VVD-fractie in Washington DC.", []),
        ("Wij steunen de bijdrage aan EMASoH.", ["EMASoH"]),
        ("Er komen even fors pas zaken bij: de EFP.", ["EFP"]),
        ("De eFP in Litouwen wordt versterkt.", ["eFP"]),
        ("De Enhanced Forward Presence (eFP) wordt versterkt.", []),
        ("PESCO (Permanente Gestructureerde Samenwerking) is aan de orde.", []),
        ("De IAMD (geïntegreerde lucht- en raketverdediging) is nodig.", []),
        ("De QRST (met Duitsland en Polen) is nodig.", ["QRST"]),
        ("Het pact QRST (Australië, het VK en de VS) is er.", []),
        ("De (QRST) is nodig.", ["QRST"]),
        ('Bel [drs. J. Jansen MA]{lak="5.1.2e"} of [mr. P. Pietersen LLM]{lak="5.1.2e"}.', []),
        ("Zie SWD(2030) 33 en JOIN(2030) 12.", []),
        ("De JASSM-ER (Joint Air-to-Surface Standoff Missile) is gekocht.", []),
    ],
)
def test_abbreviations(text: str, shorts: list[str]) -> None:
    findings = check(memo(kernpunten=f"- {text}"), "x", FOLDERS)
    assert [finding.message.split()[0] for finding in findings] == shorts
    assert {finding.rule for finding in findings} <= {"unexpanded-abbreviation"}


def test_an_abbreviation_is_spelled_out_in_an_earlier_section_and_proposed_where_it_is_known() -> None:
    assert found(memo("De Kosovo Force (KFOR) blijft.", kernpunten="- De KFOR blijft.")) == []
    assert found(memo("Zij blijft.", kernpunten="- De KFOR blijft.", communicatie="De Kosovo Force.")) == [
        ("unexpanded-abbreviation", 24)
    ]
    (finding,) = check(memo("De KFOR blijft."), "x", FOLDERS)
    assert finding.message.endswith("write Kosovo Force (KFOR)")


@pytest.mark.parametrize(
    "words",
    [
        *("de kamer", "De kamer", "uw kamer", "de tweede kamer", "de Tweede kamer", "de tweede Kamer", "de kamerbrief"),
        *(
            "uw kamer van 3 maart",
            "de kamer van 3 maart",
            "die kamerleden",
            "de kamermotie",
            "beide kamers der Staten-Generaal",
        ),
    ],
)
def test_kamer_without_its_capital(words: str) -> None:
    assert found(memo(f"Dat is {words} bekend.")) == [("lowercase-kamer", 18)]


@pytest.mark.parametrize(
    "words",
    ["de Kamer", "de kamer van koophandel", "de Kamerbrief", "de slaapkamer", "de kamers", "een kamer", "beide kamers"],
)
def test_other_chambers(words: str) -> None:
    assert found(memo(f"Dat is {words} bekend.")) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Een alinea zonder punt", [0]),
        ("Twee regels\nzonder punt", [1]),
        ("Een zin (Kamerstuk 28 676, nr. 448)", [0]),
        ("Een zin (zie bijlage).", []),
        ("Hij zei: “Dat is zo.”", []),
        ("Zij komen z.s.m.", []),
        ("O?", []),
        ("- Een zin.\n- Nog een zin", [1]),
        ("- Punten:\n  - een;\n  - twee; en\n  - drie.", []),
        ("- Punten:\n  - een;\n  - twee\n- Slot.", [2]),
        ("- Sessies:\n  - Afschrikking\n  - Steun", []),
        ("- Een hele lange zin zonder punt\n- En deze met een punt.", [0]),
        ("- **Kop**\n  - Een zin.", []),
        ("*Een kop*\n\nEen zin.", []),
        ("De sessies zijn\n- een.\n- twee.", [0]),
        ("1. Een zin.\n2. Nog een zin", [1]),
        ("- Een zin.\n\n  Daarover nog iets", [2]),
        ("Zie https://example.nl", []),
        ("Vragen van de fracties\n- vragen van de leden\n- antwoorden", [0]),
        ("- Dit is af.\n- Nederland steunt dit voorstel ook\n- Dat blijft zo nog even\n- Ook dit is af.", [1]),
        ("- Dit is een punt\n- dat nog verder gaat\n- en hier ophoudt.", []),
        ("- Dit is af.\n- Dit heeft het volgende:\n  - een;\n  - twee.\n- Dit had af moeten zijn\n- Ook af.", [4]),
        ("- Dit is af.\n- Dit had af moeten zijn\n- Het slot is:\n  - een;\n  - twee.", [1]),
        ("- Dit is af.\n- Nederland levert munitie\n- Ook dit is af.", [1]),
        ("- munitie\n- en drones.", []),
        ("- Een zin.\n- **Missies**\n\n  Er zijn geen bijzonderheden.", []),
        ("1. Missies\n\n   Er zijn geen bijzonderheden", [2]),
        ("- Titels:\n  - Afschrikking\n  - Steun aan Oekraïne met alle partners van nu en straks", []),
    ],
)
def test_full_stops(text: str, lines: list[int]) -> None:
    assert found(memo(text)) == [("missing-full-stop", 18 + line) for line in lines]


@pytest.mark.parametrize(
    ("session", "point", "is_mentioned"),
    [
        ("Afschrikking en verdediging", "De *afschrikkings- en verdedigings*plannen.", True),
        ("Steun aan Oekraïne", "STEUN VOOR OEKRAINE.", True),
        ("NATO-Ukraine Council", "De NUC (NATO-Ukraine Council).", True),
        ("NUC", "De NATO-Ukraine Council.", True),
        ("Werksessie 2: “Innovatie”", "De innovatieve industrie.", True),
        ("Nucleaire planning", "De planning is krap.", False),
        ("Werklunch innovatie", "Tijdens de lunch ging het over innovatie.", True),
        ("NAVO-Oekraïne Raad", "De NUC (NATO-Ukraine Council) blijft.", True),
        ("Afschrikking en verdediging", "Over *Deterrence and Defence* is gesproken.", True),
        ("Cyber", "In de eerste werksessie ging het over netwerken.", True),
        ("Cyber", "In de tweede werksessie ging het over netwerken.", False),
        ("Cyber", "Nederland steunt dit.", False),
        ("Kritieke onderzeese infrastructuur", "Onderzeese infrastructuur komt aan de orde.", True),
        ("NAVO-missies", "Missies komen aan de orde.", True),
        ("NAVO-missies", "De NAVO is aan zet, en misschien Nederland.", False),
        ("EU-NAVO-samenwerking", "De EU en de NAVO stemmen af.", True),
        ("EU-NAVO-samenwerking", "De samenwerking in de NAVO verloopt goed.", False),
        ("Voorbereiding Top Ankara", "De Top in Ankara komt eraan.", True),
        ("NAVO-Oekraïne Raad", "De NAVO-Oekraïneraad komt bijeen.", True),
        ("Deterrence & Defence", "Afschrikking en verdediging komen aan de orde.", True),
        ("Lastenverdeling", "Over burden sharing is gesproken.", True),
        ("Capability Targets", "De capaciteitsdoelstellingen komen aan de orde.", True),
        ("Coalitie tegen ISIS", "De Counter-ISIS-coalitie blijft.", True),
        ("Oekraïne", "De NATO-Ukraine Council (NUC) komt bijeen.", True),
        ("Vitale infrastructuur", "Kritieke infrastructuur komt aan de orde.", True),
        ("Burden sharing en NATO common funding", "Common funding komt aan de orde.", True),
        ("Afschrikking, innovatie en productie", "De productie groeit.", False),
    ],
)
def test_sessions(session: str, point: str, is_mentioned: bool) -> None:
    text = memo(kernpunten=f"- {point}").replace("[nota]", f'sessies = ["{session}"]\n[nota]')
    rules = [entry for entry in found(text) if entry[0] != "unexpanded-abbreviation"]
    assert rules == ([] if is_mentioned else [("session-not-mentioned", 8)])


def test_too_long_points_at_where_the_second_page_ends() -> None:
    point = "- Nederland zet in op een eerlijke verdeling van de lasten over alle bondgenoten, en op productie ({}).\n"
    assert found(memo(kernpunten="".join(map(point.format, range(25))))) == []
    ((rule, line),) = found(memo(kernpunten="".join(map(point.format, range(60)))))
    assert rule == "too-long" and 24 + 35 < line < 24 + 60


def test_a_comment_above_the_key_silences_a_rule() -> None:
    faulty = memo("Dat is de kamer bekend, en de QRST")
    assert {rule for rule, _ in found(faulty)} == {"lowercase-kamer", "unexpanded-abbreviation", "missing-full-stop"}
    for above in ("aanleiding = ", "[secties]"):
        silent = faulty.replace(above, f"# dmmdoc: negeer lowercase-kamer, missing-full-stop\n# uitleg\n{above}", 1)
        assert found(silent) == [("unexpanded-abbreviation", 20)]
    elsewhere = faulty.replace("kernpunten = ", "# dmmdoc: negeer lowercase-kamer\nkernpunten = ")
    assert len(found(elsewhere)) == 3
    blank = faulty.replace("aanleiding = ", "# dmmdoc: negeer lowercase-kamer\n\naanleiding = ")
    assert len(found(blank)) == 3
    in_text = memo(
        "Dat is de kamer bekend.", kernpunten="- Een.\n\n# dmmdoc: negeer lowercase-kamer".replace("# ", "\\# ")
    )
    assert ("lowercase-kamer", 18) in found(in_text)


def test_a_silence_may_say_why() -> None:
    faulty = memo("Dat is de kamer bekend.")
    for why in ("(omdat het een zaal is)", "- omdat het een zaal is", ", tense: omdat het een zaal is"):
        assert found(faulty.replace("aanleiding =", f"# dmmdoc: negeer lowercase-kamer {why}\naanleiding =", 1)) == []


def test_silencing_a_rule_that_does_not_exist_is_told() -> None:
    assert found(memo().replace("[secties]", "# dmmdoc: negeer kamer\n[secties]")) == [("unknown-rule", 17)]


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        (['"Brief [invullen]",', '"Programma [invullen]",'], [0, 1]),
        (['"[invullen]",', '"[invullen]",'], [0, 1]),
        (["# [invullen]", '"Brief", # [invullen]', '"[invullen]"'], [2]),
        (['"Brief",', '" Van [invullen] ",'], [1]),
        (['"Van [invullen] tot [invullen]",', '"[invullen]",'], [0, 0, 1]),
        (['"Brief",', '"De \\"brief\\" van \\u0041. [invullen]",', '"Programma"'], [1]),
    ],
)
def test_a_fault_in_a_list_is_at_its_item(items: list[str], lines: list[int]) -> None:
    text = memo().replace("datum =", "\n".join(["bijlagen = [", *items, "]", "datum ="]))
    assert found(text) == [("placeholder", 11 + line) for line in lines]


def test_what_is_good_language() -> None:
    for words in (
        "Dat de NAVO missies uitvoert, is bekend.",
        "Als de EU beleid maakt, volgt Nederland.",
        "Nederland vraagt de NAVO beleid te maken, en niet de NAVO top-down.",
        "Dit zijn: A) een persbericht; B) een interview.",
        "Dat blijft zo. Zo is het [sic] afgesproken op vr. 14 februari, en op vrijdag, 14 februari 2025.",
        "De Kamer. Kamer en minister stemden in.",
    ):
        assert found(memo(words)) == []


def test_lines_in_other_quotes_and_line_ends() -> None:
    faulty = AGENDA.replace("Kamer te\nzenden", "kamer te\nzenden")
    expected = found(faulty)
    assert found(faulty.replace("'''", '"""')) == expected
    assert found(faulty.replace("\n", "\r\n")) == expected
    assert found("\ufeff" + faulty) == expected


def test_a_folder_of_ones_own_comes_first(tmp_path: Path) -> None:
    own = (BUILT_IN / "afkortingen.toml").read_text(encoding="utf-8").replace('"NAVO",', '"NAVO", "QRST",')
    (tmp_path / "afkortingen.toml").write_text(own, encoding="utf-8")
    text = memo("De QRST blijft.")
    assert found(text) == [("unexpanded-abbreviation", 18)]
    assert check(text, "x", (tmp_path, BUILT_IN)) == []


def test_a_kind_without_a_direction_has_no_tense(tmp_path: Path) -> None:
    kind = (BUILT_IN / "agenda.toml").read_text(encoding="utf-8").replace('blik = "vooruit"', "")
    (tmp_path / "anders.toml").write_text(kind, encoding="utf-8")
    text = memo("Op 13 februari vond de Defence Ministers Meeting (DMM) plaats.", datum="2026-01-01")
    assert {rule for rule, _ in found(text)} == {"tense", "meeting-order"}
    assert check(text.replace('soort = "agenda"', 'soort = "anders"'), "x", (tmp_path, BUILT_IN)) == []


_PIECES = st.sampled_from(
    [
        *("de ", "kamer ", "DMM ", "Defence Ministers Meeting ", "(", ")", "vindt ", "plaats ", "op ", "die ", "en "),
        *(
            "13 ",
            "14 februari ",
            "2025 ",
            "99 mei ",
            "t/m ",
            "0-0-2025 ",
            "KFOR's ",
            "[invullen: x] ",
            "[",
            "]",
            "**x** ",
        ),
        *('[A. Vries]{lak="5.1.2e"} ', '[x]{lak="9.9"} ', "- ", "\n", "\n\n", ". ", "*", "é", "\u00a0", "“"),
        *("070 123 45 67 ", "123456782 ", "a@b.nl "),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_PIECES | st.text(max_size=5), max_size=40).map("".join), st.sampled_from(["agenda", "verslag"]), st.data()
)
def test_check_never_stumbles(text: str, soort: str, data: st.DataObject) -> None:
    escaped = json.dumps(text.encode("utf-8", "replace").decode()).replace("\x7f", "")
    name = json.dumps(data.draw(st.text("AaBb .-,'", max_size=12)))
    source = memo("x", soort).replace("'''\nx\n'''", escaped).replace('"A. de Vries"', name)
    try:
        findings = check(source, "nota.toml", FOLDERS)
    except UserError:
        return
    lines = source.count("\n") + 1
    assert all(1 <= finding.line <= lines and finding.section for finding in findings)


@settings(max_examples=40, deadline=None)
@given(st.text("0123456789 -+().€EUR/", max_size=30))
def test_contacts_stay_within_the_text(text: str) -> None:
    for start, end, _ in contacts(text):
        assert 0 <= start < end <= len(text)


def test_passages_hide_what_a_rule_is_not_to_read() -> None:
    text = memo('Een [naam]{lak="5.1.2e"} en [invullen: iets].')
    (passage,) = case(memo_file.read(text, "x", FOLDERS), FOLDERS).sections["aanleiding"].passages
    assert passage.text == "Een naam en [invullen: iets]."
    assert passage.public == f"Een {chr(0) * 4} en [invullen: iets]."
    assert passage.written == f"Een {chr(0) * 4} en {chr(0) * 16}."


def test_the_same_words_on_other_lines_are_told_at_their_own_lines() -> None:
    found = [check(memo(text), "x", FOLDERS) for text in ("Dit is\neen een slip.", "Dit\nis\neen een slip.")]
    assert [finding.line - found[0][0].line for (finding,) in found] == [0, 1]


# Through the command line.


def dmmdoc(*arguments: str, cwd: Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dmmdoc", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good memo, one with a warning and one with an error."""
    (tmp_path / "goed.toml").write_text(AGENDA, encoding="utf-8")
    (tmp_path / "kamer.toml").write_text(memo("Dat is de kamer bekend."), encoding="utf-8")
    (tmp_path / "open.toml").write_text(memo("Dat is [invullen: iets]."), encoding="utf-8")
    (tmp_path / "geen-memo.toml").write_text("x = 1\n", encoding="utf-8")
    return tmp_path


def test_a_line_a_finding(folder: Path) -> None:
    done = dmmdoc("check", "kamer.toml", cwd=folder)
    assert done.stdout == "kamer.toml:18: warning lowercase-kamer: “de kamer” is parliament; write de Kamer\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_no_finding_steers_the_terminal() -> None:
    (finding,) = check(memo("De brief gaat naar de zaal met \x9b31mrood"), "memo.toml", FOLDERS)
    assert "\x9b" in finding.message
    assert "\x9b" not in f"{finding}{finding.coloured()}"


def test_exit_codes(folder: Path) -> None:
    codes = {
        ("goed.toml",): 0,
        ("goed.toml", "--strict"): 0,
        ("kamer.toml",): 0,
        ("kamer.toml", "--strict"): 1,
        ("open.toml",): 1,
        ("goed.toml", "open.toml"): 1,
        ("er-is-geen.toml",): 1,
        ("--format", "xml"): 2,
    }
    assert {arguments: dmmdoc("check", *arguments, cwd=folder).returncode for arguments in codes} == codes


def test_without_file_every_memo_in_the_folder(folder: Path) -> None:
    done = dmmdoc("check", cwd=folder)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["kamer.toml", "open.toml"]
    assert (done.returncode, done.stderr) == (1, "")


def test_an_empty_folder(tmp_path: Path) -> None:
    done = dmmdoc("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no memo in this folder" in done.stderr


def test_json_holds_the_fields_of_the_contract(folder: Path) -> None:
    done = dmmdoc("check", "--format", "json", "kamer.toml", "open.toml", cwd=folder)
    first, second = json.loads(done.stdout)
    assert first == {
        "file": "kamer.toml",
        "line": 18,
        "column": 8,
        "end_line": 18,
        "end_column": 16,
        "section": "aanleiding",
        "rule": "lowercase-kamer",
        "severity": "warning",
        "message": "“de kamer” is parliament; write de Kamer",
        "fixable": True,
    }
    assert (second["file"], second["rule"], second["severity"]) == ("open.toml", "placeholder", "error")
    assert done.returncode == 1
    assert json.loads(dmmdoc("check", "--format", "json", "goed.toml", cwd=folder).stdout) == []


def test_standard_input(folder: Path) -> None:
    done = dmmdoc("check", "-", cwd=folder, stdin=memo("Dat is de kamer bekend."))
    assert done.stdout.startswith("-:18: warning lowercase-kamer:")


def test_a_file_that_cannot_be_read_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "stuk.toml").write_text('soort = "agenda"\n[nota\n', encoding="utf-8")
    done = dmmdoc("check", "stuk.toml", "kamer.toml", "weg.toml", cwd=folder)
    assert done.stdout.startswith("kamer.toml:18:")
    errors = done.stderr.splitlines()
    assert errors[0].startswith("stuk.toml:2: ] is missing; write [nota]") and errors[1].startswith(
        "weg.toml: no such file"
    )
    assert done.returncode == 1
    listed = dmmdoc("check", "--format", "json", "stuk.toml", "kamer.toml", cwd=folder)
    assert len(json.loads(listed.stdout)) == 1 and "Traceback" not in listed.stderr


def test_many_files_keep_their_order(folder: Path) -> None:
    names = [f"nota{number:02}.toml" for number in range(20)]
    for name in names:
        (folder / name).write_text(memo("Dat is de kamer bekend."), encoding="utf-8")
    done = dmmdoc("check", *names, cwd=folder)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == names


def test_a_terminal_without_accents_still_gets_its_findings(folder: Path) -> None:
    done = dmmdoc("check", "kamer.toml", cwd=folder, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "lowercase-kamer" in done.stdout and done.returncode == 0


def test_help_imports_neither_docx_nor_rich() -> None:
    code = (
        "import sys; from dmmdoc.cli import app\n"
        "try: app(['check', '--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'docx', 'rich', 'pyromark'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_wrong_day_says_where_the_other_stands(run: Run, tmp_path: Path) -> None:
    days = "bijeenkomst.begin = 2025-02-13\nbijeenkomst.eind = 2025-02-14\n"
    shared = f"bijeenkomst.naam = 'Defence Ministers Meeting'\n{days}"
    facts = "nota.onderwerp = 'Agenda'\nsteller.naam = 'A. Voorbeeld'\nondertekenaar.functie = 'DE DIRECTEUR'\n"
    text = f"{facts}[secties]\naanleiding = 'Op 12 en 13 februari 2025 vindt de Defence Ministers Meeting plaats.'\n"
    (tmp_path / "bijeenkomst.toml").write_text(f"\n\n{shared}", encoding="utf-8")
    (tmp_path / "samen.toml").write_text(f'soort = "agenda"\nbasis = "bijeenkomst.toml"\n{text}', encoding="utf-8")
    (tmp_path / "alleen.toml").write_text(f'soort = "agenda"\n{shared}{text}', encoding="utf-8")
    for name, where in (("samen", "bijeenkomst.toml:4"), ("alleen", "alleen.toml:3")):
        told = [line for line in run("check", f"{name}.toml", DMMDOC_LANG="nl").stdout.splitlines() if "mism" in line]
        assert [line.rpartition("; ")[2] for line in told] == [f"verbeter het hier, of begin en eind in {where}"]
