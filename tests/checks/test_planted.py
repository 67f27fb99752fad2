"""Slips planted in a good memo: found where they stand, from the first character to the last, and nothing else."""

import pytest

from dmmdoc.checks.engine import Finding, check
from dmmdoc.checks.rules.order import RULES
from dmmdoc.config.folders import BUILT_IN
from examples import memo_of

PLANTED = [
    # what is wrong stands between « and »; behind it how it should read
    ("missing-hyphen", "Nederland steunt het «NAVO lidmaatschap» van Zweden.", "NAVO-lidmaatschap"),
    ("missing-hyphen", "De «VN missie» in Mali is beëindigd.", "VN-missie"),
    ("missing-hyphen", "De «EU-VS relatie» is besproken.", "EU-VS-relatie"),
    ("missing-hyphen", "Sinds de «COVID-19 crisis» is dit anders.", "COVID-19-crisis"),
    ("missing-hyphen", "Alle «NAVO partners» zijn uitgenodigd.", "NAVO-partners"),
    ("missing-hyphen", "Het «EU veiligheidsbeleid» verandert.", "EU-veiligheidsbeleid"),
    ("missing-hyphen", "De «Patriot systemen» zijn geleverd.", "Patriot-systemen"),
    ("missing-hyphen", "De «F-35 toestellen» zijn inzetbaar.", "F-35-toestellen"),
    ("missing-hyphen", "De «Artikel 100 brief» volgt.", "Artikel 100-brief"),
    ("missing-hyphen", "De «Rusland-Oekraïne oorlog» duurt voort.", "Rusland-Oekraïne-oorlog"),
    ("missing-hyphen", "De «EU verordening» is van kracht.", "EU-verordening"),
    ("missing-hyphen", "Dit staat in de «VN Kamerbrief» van vorige week.", "VN-Kamerbrief"),
    ("missing-hyphen", "De «2% norm» blijft.", "2%-norm"),
    ("missing-hyphen", "Ook de «Sahel regio» is besproken.", "Sahel-regio"),
    ("missing-hyphen", "De «Navo-Georgië commissie» komt bijeen.", "Navo-Georgië-commissie"),
    ("missing-hyphen", "De «anti-NAVO campagnecoalitie» groeit.", "anti-NAVO-campagnecoalitie"),
    ("missing-hyphen", "Dit komt doordat de «NAVO trainingsmissie» later begint.", "NAVO-trainingsmissie"),
    ("missing-hyphen", "Dit past bij de «Open Skies agenda» van vorig jaar.", "Open Skies-agenda"),
    ("missing-hyphen", "Het «Veiligheids» en Defensiebeleid verandert.", "Veiligheids-"),
    ("missing-hyphen", "Dit raakt militaire«-» en civiele partners.", None),
    ("spelling", "Het «ambitie niveau» is hoog.", "ambitieniveau"),
    ("spelling", "Het wetsvoorstel is «geannoteeerd».", "geannoteerd"),
    ("spelling", "Dit volgt op 12 «december as.» in Brussel.", "december a.s."),
    ("spelling", "De brief van 4 maart «jl» is verstuurd.", "jl."),
    ("spelling", "Dit staat in de brief «dd.» 4 maart 2025.", "d.d."),
    ("missing-hyphen", "De «VN Veiligheidsraad» sprak hierover.", "VN-Veiligheidsraad"),
    ("missing-hyphen", "Dit staat in de «A brief» van vorig jaar.", "A-brief"),
    ("missing-hyphen", "Dit geldt voor «West Afrika» ook.", "West-Afrika"),
    ("missing-hyphen", "Dit geldt voor «Noord» en Oost-Polen.", "Noord-"),
    ("spelling", "Op 12 «Maart» is dit besproken.", "maart"),
    ("spelling", "Dit is «m.b.t» de missie besproken.", "m.b.t."),
    ("spelling", "De «Secretaris Generaal» sprak hierover.", "Secretaris-Generaal"),
    ("spacing", "De EU«- »lidstaten steunen dit.", "-"),
    ("spacing", "Dit is klaar«.»De minister steunt dit.", None),
    ("spelling", "De Kamer is hierover «geïnformeert» door de minister.", "geïnformeerd"),
    ("spelling", "Nederland «presenteerd» dit plan.", "presenteert"),
    ("spelling", "Dit heeft de «minister van Economische zaken» besloten.", "minister van Economische Zaken"),
    ("spelling", "«Tenslotte» is dit besproken.", "Ten slotte"),
    ("agreement", "De leden van de commissie «heeft» hierover gesproken.", "hebben"),
    ("agreement", "Dit is het besluit «die» de Raad nam.", "dat"),
    ("spelling", "Dit gaat over «private sector ontwikkeling» in Afrika.", "privatesectorontwikkeling"),
    ("spelling", "Dit is een «cyber operatie» geweest.", "cyberoperatie"),
    ("spelling", "Dit is een «meerjaren programma» geweest.", "meerjarenprogramma"),
    ("spelling", "De «Haaienklasse onderzeeboten» zijn oud.", "Haaienklasse-onderzeeboten"),
    ("spelling", "De «staatsecretaris» weet dit.", "staatssecretaris"),
    ("missing-hyphen", "Dit is het «NAVOlidmaatschap» van Zweden.", "NAVO-lidmaatschap"),
    ("missing-hyphen", "Dit steunt het «Midden-Oosten vredesproces» niet.", "Midden-Oosten-vredesproces"),
    ("missing-hyphen", "Zie de Europese Unie «(EU) strategie» hierover.", "(EU)-strategie"),
    ("double-word", "Dit is een goede stap «is» voor Nederland.", None),
    ("spelling", "Nederland hecht «er aan» dat dit gebeurt.", "eraan"),
    ("spelling", "Dit volgt uit de brief van 3 maart «j.l.» over de inzet.", "jl."),
    ("spelling", "Dit ligt «dichtbij» Brussel.", "dicht bij"),
    ("agreement", "Dit is op «militaire» gebied besproken.", "militair"),
    ("missing-hyphen", "Dit raakt het «EU buitenland-» en veiligheidsbeleid.", "EU-buitenland-"),
    ("missing-hyphen", "Dit komt door het «COVID-19 virus».", "COVID-19-virus"),
    ("double-word", "De Kamer heeft «een de» brief ontvangen.", "de"),
    ("spacing", "Dit is bekend (zie de bijlage)«.»De minister steunt dit.", ". "),
    ("kamerstuk-number", "De brief (Kamerstuk «28676, nr. 7») is bekend.", "28 676, nr. 7"),
    ("kamerstuk-number", "De brief (Kamerstuk «21 501-28, nr.7») is bekend.", "21 501-28, nr. 7"),
    ("spacing", "De (NAVO-)« »landen steunen dit.", None),
    ("spacing", "Dit is bekend (zie ook de bijlage«)» Daarnaast is er steun.", None),
    ("agreement", "De VS «heeft» dit gesteund.", "hebben"),
    ("agreement", "De maatregelen die in deze brief «wordt» genoemd, zijn bekend.", "worden"),
    ("spelling", "De «Europese unie» steunt dit.", "Europese Unie"),
    ("spelling", "De «russische» inval duurt voort.", "Russische"),
    ("spelling", "Hierbij de «genoteerde agenda» van de bijeenkomst.", "geannoteerde agenda"),
    ("double-word", "Nederland draagt «bij bij» aan de missie.", "bij"),
    ("double-word", "De **inzet** van «de *de*» ministers is groot.", "de"),
    ("spelling", "De «financiele» gevolgen zijn bekend.", "financiële"),
    ("spelling", "De «gecoordineerde» aanpak werkt.", "gecoördineerde"),
    ("spelling", "«Officiele» bezoeken volgen.", "Officiële"),
    ("spelling", "De steun aan «Oekraine» gaat door.", "Oekraïne"),
    ("spelling", "Dit is een «gezamelijke» verklaring.", "gezamenlijke"),
    ("spelling", "Dit staat «ten alle tijden» vast.", "te allen tijde"),
    ("spacing", "Nederland« »  steunt dit.", None),
    ("spacing", "Nederland steunt dit« », en Polen ook.", None),
    ("spacing", "Nederland steunt dit«.»Polen ook.", None),
    ("spacing", "Nederland steunt dit«..» Polen ook.", "."),
    ("spacing", "Nederland steunt missies. «d»e Kamer weet dit.", None),
    ("spacing", "Nederland (« »met Polen) steunt dit.", None),
    ("quotes", "Zij noemde dit «“»een goede stap.", None),
    ("quotes", "Zij noemde dit een goede stap«”».", None),
    ("quotes", 'Zij noemde dit “een goede stap«"».', None),
    ("amount", "Dit kost EUR 4«.»2 miljoen.", ","),
    ("amount", "Dit kost «EUR»4 miljoen.", None),
    ("inconsistent-amount", "Dit kost EUR 4 miljoen, en EUR 3 miljoen, en «€» 2 miljoen.", None),
    ("inconsistent-amount", "Dit kost EUR 4 miljoen, en EUR 3 miljoen, en EUR 2 «mln» nu.", None),
    ("wrong-sum", "Dit kost EUR 2 miljoen in 2025 en EUR 3 miljoen in 2026, samen «EUR 6 miljoen».", "EUR 5 miljoen"),
    ("wrong-sum", "Dit kost «EUR 4 miljoen», waarvan EUR 3 miljoen nu en EUR 2 miljoen later.", "EUR 5 miljoen"),
    ("impossible-day", "De Kamer debatteerde op «21 september augustus» 2020.", "21 september"),
    ("impossible-day", "De Kamer debatteert op «31 juni 2025».", "30 juni 2025"),
    ("agreement", "Uw Kamer «word» hierover geïnformeerd.", "wordt"),
    ("agreement", "Op 6 maart «vind» in Brussel een gesprek plaats.", "vindt"),
    ("agreement", "Dit is gisteren «gebeurt».", "gebeurd"),
    ("agreement", "Dit heeft de minister «bevestigt».", "bevestigd"),
    ("agreement", "«Hun» hebben dit besproken.", "Zij"),
    ("agreement", "Dit «betekend» dat Nederland bijdraagt.", "betekent"),
    ("agreement", "De ministers «heeft» hierover gesproken.", "hebben"),
    ("agreement", "Nederland steunt «de» besluit.", "het"),
    ("inconsistent-name", "Oekraïne krijgt steun, en «Ukraine» vraagt meer.", "Oekraïne"),
    ("inconsistent-name", "De NAVO bespreekt dit. De inzet van de «NATO» groeit.", "NAVO"),
    ("inconsistent-capital", "Ook de minister van Financiën en de «Minister» van Justitie.", "minister"),
    ("lowercase-surname", "Dit volgt uit de motie «van der» Brug.", "Van der"),
    ("lowercase-surname", "Het lid «de» Roon vroeg hiernaar.", "De"),
    ("lowercase-kamer", "U informeert «de kamer» hierover.", "de Kamer"),
    ("leftover-note", "De bijlage volgt «[…]».", None),
    ("leftover-note", "Het bedrag is «n.t.b.» vandaag.", None),
    ("leftover-note", "Bedrag «nog toevoegen».", None),
    ("leftover-note", "Het aantal is «TBC».", None),
    ("unexpanded-abbreviation", "De «QRST» blijft.", None),
    ("missing-full-stop", "De brief ligt voo«r»", "r."),
]


def unmarked(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def findings(text: str) -> list[Finding]:
    return check(text, "nota.toml", (BUILT_IN,))


@pytest.mark.parametrize(("rule", "marked", "right"), PLANTED)
def test_a_planted_slip_is_found_from_its_first_character_to_its_last(rule, marked, right):
    [found] = findings(memo_of(unmarked(marked)))
    before, words, behind = marked.replace("»", "«").split("«")
    lines, place = memo_of(unmarked(marked)).splitlines(), found.place
    first = next(number for number, line in enumerate(lines, 1) if unmarked(marked).split("\n")[0] in line)
    line = lines[place.line - 1]
    assert (found.rule, place.line) == (rule, first + before.count("\n"))
    assert line[: place.column - 1].endswith(before.split("\n")[-1])
    assert line[place.column - 1 : place.end_column - 1].replace("*", "").startswith(words.replace("*", "").strip())
    if right:
        assert findings(memo_of(f"{before}{right}{behind}")) == []


DAYS = "bijeenkomst.begin = 2025-02-13\nbijeenkomst.eind = 2025-02-14\n"
IN_MEMO = [
    # keys of a memo, the section that they are about and its text; the finding is at that
    ("missing-section", "", "communicatie", ""),
    (
        "other-amount",
        'secties.communicatie = "Het is EUR 3 miljoen."\n',
        "geadviseerd_besluit",
        "U geeft EUR 2 miljoen.",
    ),
    ("wrong-decision", "", "geadviseerd_besluit", "U stemt in met het verslag."),
    ("wrong-place", 'bijeenkomst.plaats = "Brussel"\n', "aanleiding", "In Riga vindt de DMM plaats."),
    ("wrong-count", 'bijeenkomst.sessies = ["Steun"]\n', "kernpunten", "Steun, in twee werksessies."),
    ("wrong-count", "", "kernpunten", "Er zijn drie punten:\\n\\n- een;\\n- twee."),
    ("letter-after-memo", "nota.datum = 2025-02-03\n", "aanleiding", "Zie uw brief van 10 februari 2025."),
    ("date-mismatch", DAYS, "kernpunten", "Op 12 februari 2025 vindt de Defence Ministers Meeting plaats."),
    ("date-mismatch", DAYS, "geadviseerd_besluit", "Zend de agenda van de DMM van 12 en 13 februari 2025."),
]


@pytest.mark.parametrize(("rule", "keys", "section", "words"), IN_MEMO)
def test_what_is_wrong_between_the_parts_of_a_memo_is_found(rule, keys, section, words):
    text = memo_of(f'{keys}secties.{section} = "{words}"')
    found = [each for each in findings(text) if each.rule != "unexpanded-abbreviation"]
    assert [(each.rule, each.section) for each in found] == [(rule, section)]


def test_a_number_of_enclosures_that_is_not_that_of_their_names():
    [found] = findings(memo_of('nota.bijlagen = ["Brief", "Programma"]\nnota.aantal_bijlagen = 3'))
    assert (found.rule, found.section) == ("wrong-count", "nota.aantal_bijlagen")


GOOD = [
    "Dat de NAVO missies uitvoert, is bekend; waar de EU landen steunt, doet Nederland mee.",
    "Het OM houdt rekening met het advies; aan de IND advies geven, en de NAVO toestemming.",
    "De nota, d.w.z. het stuk, is van o.a. de heer Van der Brug, zie art. 5 en nr. 12 van 3 maart jl. en meer.",
    "Dit dat dat regelt, en die die willen, zijn zijn zaak.",
    "De NATO-Ukraine Council (NUC) bespreekt Oekraïne; de NATO Response Force (NRF) van de NAVO ook.",
    "De brief gaat uit; zie www.example.nl/brief.pdf en A.Voorbeeld over 4.200.000 mensen.",
    "De ministers is gevraagd dit te bevestigen. Hij vindt dat de plaats telt. Ik word geïnformeerd.",
    "De motie van Volt en de motie van GroenLinks, de leden van de VVD en de minister van Defensie.",
    "Het project kost EUR 10 miljoen, waarvan EUR 2 miljoen dit jaar en EUR 3 miljoen volgend jaar.",
    "Zij zei: “Dit is ‘goed’.” Het is 's avonds, en NGO's doen mee.",
    "Uiterlijk 10 maart volgt de brief van 12 maart aanstaande.",
    "Zie Kamerstuk 28 676, nr. 290 (Handelingen II, nr. 12) en Kamerstuk 21 501-28, nrs. 229 en 230 van 4 maart jl.",
    "Veiligheids- en defensiebeleid, militaire en civiele partners: (EU-)landen, zie (i) De top en (ii) Het debat.",
    "Zo heeft de organisatie afspraken gemaakt en voert de regering overleg; in samenwerking staan zij sterker.",
    "De Kamer is hierover op dinsdag 16 juli jl. ingelicht.",
    "In defensie investeren, voor migratie middelen vrijmaken, en wat nodig is, is een stap.",
    "Dat is er in Brussel besproken, en wat daar voor de zomer speelt; het is een de facto grens op hoog niveau.",
    "De maatregelen die de minister neemt, de brief die wordt verstuurd, en wat met de VS is besproken.",
    "De ministers van Defensie spraken met de Minister van Defensie van Oekraïne en de Minister van Financiën.",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_dutch_is_silent(text):
    found = findings(memo_of(f"nota.datum = 2025-02-03\nsecties.aanleiding = '''{text}'''"))
    assert [str(each) for each in found if each.rule not in ("unexpanded-abbreviation", "unmarked-person")] == []


def test_an_abbreviation_behind_what_it_is_or_in_a_heading_in_capitals_needs_no_explanation():
    letter = 'soort = "agendabrief"\nbrief.betreft = "Brief"\nondertekenaar.functie = "X"\nsecties.tekst = "{}"'
    for text in ("Volgens de inlichtingendienst GRZ is dit zo.", "# VERSLAG RAAD ALGEMENE ZAKEN VAN 3 MAART"):
        assert findings(letter.format(text)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("De voorzitter van het Europees Parlement (EP), de heer Voorbeeld, sprak hierover.", 0),
        ("De voorzitter van de Europese Raad (Jan Voorbeeld) sprak hierover.", 0),
        ("# I. Geannoteerde agenda", 0),
        ("Volgens I. Voorbeeld is dit zo.", 1),
    ],
)
def test_a_person_behind_an_office_and_the_number_of_a_heading_are_nobody_private(text, count):
    letter = f'soort = "agendabrief"\nbrief.betreft = "Brief"\nondertekenaar.functie = "X"\nsecties.tekst = "{text}"'
    assert [each.rule for each in findings(letter)].count("unmarked-person") == count


@pytest.mark.parametrize(
    "text",
    [
        "Dit agendapunt is verplaatst naar de RBZ van 17 maart.",
        "De RBZ van 19 februari komt hierop terug.",
        "Dit is doorgeschoven naar de RBZ van 17 maart 2025.",
    ],
)
def test_another_meeting_of_the_same_council_has_days_of_its_own(text):
    meeting = 'bijeenkomst.naam = "Raad Buitenlandse Zaken"\nbijeenkomst.afkorting = "RBZ"\n'
    meeting += 'bijeenkomst.begin = 2025-02-24\nsecties.aanleiding = "'
    told = "Op 24 februari 2025 vindt de Raad Buitenlandse Zaken (RBZ) plaats."
    for where in (f'{told} {text}"', f'{told}"\nsecties.kernpunten = "{text}"'):
        assert [str(found) for found in findings(memo_of(meeting + where))] == []


def test_every_rule_is_planted_or_has_an_example():
    assert all(rule.wrong for rule in RULES.values())
