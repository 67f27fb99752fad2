"""A mistake in TOML gives a line that says what to write instead, at the line where a person made it."""
# ruff: noqa: E501 - the lines of the table are what a person sees

import re

import pytest
from conftest import EXAMPLES, MINIMAL
from hypothesis import given
from hypothesis import strategies as st
from tomli import TOMLDecodeError, loads

from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say
from dmmdoc.toml.advice import slip
from dmmdoc.toml.text import parse

MISTAKES = [
    (
        "a closing quotation mark left out",
        'onderwerp = "Geannoteerde agenda',
        1,
        'the closing " of onderwerp is missing; write it behind the text, on the same line',
        'het sluitende " van onderwerp ontbreekt; zet het achter de tekst, op dezelfde regel',
    ),
    (
        "the other closing quotation mark",
        "onderwerp = \"Geannoteerde agenda'",
        1,
        'the closing " of onderwerp is missing; write it behind the text, on the same line',
        'het sluitende " van onderwerp ontbreekt; zet het achter de tekst, op dezelfde regel',
    ),
    (
        "curly quotation marks",
        "onderwerp = “Geannoteerde agenda”",
        1,
        'onderwerp has curly quotation marks; write straight ones: onderwerp = "Geannoteerde agenda"',
        'onderwerp heeft gekrulde aanhalingstekens; schrijf rechte: onderwerp = "Geannoteerde agenda"',
    ),
    (
        "low and high quotation marks",
        "onderwerp = „Geannoteerde agenda”",
        1,
        'onderwerp has curly quotation marks; write straight ones: onderwerp = "Geannoteerde agenda"',
        'onderwerp heeft gekrulde aanhalingstekens; schrijf rechte: onderwerp = "Geannoteerde agenda"',
    ),
    (
        "one curly quotation mark",
        'onderwerp = "Geannoteerde agenda”',
        1,
        'onderwerp has curly quotation marks; write straight ones: onderwerp = "Geannoteerde agenda"',
        'onderwerp heeft gekrulde aanhalingstekens; schrijf rechte: onderwerp = "Geannoteerde agenda"',
    ),
    (
        "single curly quotation marks",
        "onderwerp = ‘Geannoteerde agenda’",
        1,
        'onderwerp has curly quotation marks; write straight ones: onderwerp = "Geannoteerde agenda"',
        'onderwerp heeft gekrulde aanhalingstekens; schrijf rechte: onderwerp = "Geannoteerde agenda"',
    ),
    (
        "three curly quotation marks",
        "aanleiding = ’’’\nEr is een bijeenkomst.\n’’’",
        1,
        "aanleiding has curly quotation marks; write three straight ones, ''', before and behind the text",
        "aanleiding heeft gekrulde aanhalingstekens; zet drie rechte, ''', voor en achter de tekst",
    ),
    (
        "a day in figures, Dutch order",
        "datum = 11-10-2023",
        1,
        "datum is no date as it stands; write datum = 2023-10-11",
        "datum is zo geen datum; schrijf datum = 2023-10-11",
    ),
    (
        "a day with slashes",
        "datum = 11/10/2023",
        1,
        "datum is no date as it stands; write datum = 2023-10-11",
        "datum is zo geen datum; schrijf datum = 2023-10-11",
    ),
    (
        "a day in words",
        "datum = 2 oktober 2023",
        1,
        "datum is no date as it stands; write datum = 2023-10-02",
        "datum is zo geen datum; schrijf datum = 2023-10-02",
    ),
    (
        "a day without its zeros",
        "datum = 2023-2-3",
        1,
        "datum is no date as it stands; write datum = 2023-02-03",
        "datum is zo geen datum; schrijf datum = 2023-02-03",
    ),
    (
        "a day that does not exist",
        "datum = 2023-02-30",
        1,
        "2023-02-30 is no day; write one as year, month and day: 2025-02-13",
        "2023-02-30 is geen dag; schrijf een datum als jaar, maand en dag: 2025-02-13",
    ),
    (
        "a day in words that does not exist",
        "datum = 30 februari 2023",
        1,
        "30 februari 2023 is no day; write one as year, month and day: 2025-02-13",
        "30 februari 2023 is geen dag; schrijf een datum als jaar, maand en dag: 2025-02-13",
    ),
    (
        "a month without a day",
        "datum = 2023-10",
        1,
        "2023-10 is no day; write one as year, month and day: 2025-02-13",
        "2023-10 is geen dag; schrijf een datum als jaar, maand en dag: 2025-02-13",
    ),
    (
        "a day without a year, beside another",
        "begin = 11 okt\neind = 2027-10-12",
        1,
        "begin is no date as it stands; write begin = 2027-10-11",
        "begin is zo geen datum; schrijf begin = 2027-10-11",
    ),
    (
        "a day without a year, after another",
        "begin = 2027-12-31\neind = 1/1",
        2,
        "eind is no date as it stands; write eind = 2028-01-01",
        "eind is zo geen datum; schrijf eind = 2028-01-01",
    ),
    (
        "a day with its month in letters, and hyphens",
        "datum = 6-okt-2027",
        1,
        "datum is no date as it stands; write datum = 2027-10-06",
        "datum is zo geen datum; schrijf datum = 2027-10-06",
    ),
    (
        "two days for one",
        "begin = 11-12 okt 2027",
        1,
        "11-12 okt 2027 is no day; write one as year, month and day: 2025-02-13",
        "11-12 okt 2027 is geen dag; schrijf een datum als jaar, maand en dag: 2025-02-13",
    ),
    (
        "a number in letters",
        "aantal_bijlagen = twee",
        1,
        "aantal_bijlagen is no number as it stands; write aantal_bijlagen = 2",
        "aantal_bijlagen is zo geen getal; schrijf aantal_bijlagen = 2",
    ),
    (
        "text without quotation marks",
        "plaats = Brussel",
        1,
        'plaats is text without quotation marks; write plaats = "Brussel"',
        'plaats is tekst zonder aanhalingstekens; schrijf plaats = "Brussel"',
    ),
    (
        "text without quotation marks, and a remark",
        "plaats = Brussel # de stad",
        1,
        'plaats is text without quotation marks; write plaats = "Brussel"',
        'plaats is tekst zonder aanhalingstekens; schrijf plaats = "Brussel"',
    ),
    (
        "a telephone number",
        "telefoon = 070 000 00 00",
        1,
        'telefoon is no number as it stands; write figures only, or between quotation marks: telefoon = "070 000 00 00"',
        'telefoon is zo geen getal; schrijf alleen cijfers, of zet het tussen aanhalingstekens: telefoon = "070 000 00 00"',
    ),
    (
        "a number with points",
        "bedrag = 1.234.567",
        1,
        'bedrag is no number as it stands; write figures only, or between quotation marks: bedrag = "1.234.567"',
        'bedrag is zo geen getal; schrijf alleen cijfers, of zet het tussen aanhalingstekens: bedrag = "1.234.567"',
    ),
    (
        "yes instead of true",
        "merking_vervalt = ja",
        1,
        "merking_vervalt takes true or false, in small letters; write merking_vervalt = true",
        "bij merking_vervalt hoort true of false, in kleine letters; schrijf merking_vervalt = true",
    ),
    (
        "True instead of true",
        "merking_vervalt = True",
        1,
        "merking_vervalt takes true or false, in small letters; write merking_vervalt = true",
        "bij merking_vervalt hoort true of false, in kleine letters; schrijf merking_vervalt = true",
    ),
    (
        "nothing behind =",
        "kenmerk =",
        1,
        "nothing stands behind kenmerk =; write a text between quotation marks, or # before the line",
        "achter kenmerk = staat niets; schrijf een tekst tussen aanhalingstekens, of zet # voor de regel",
    ),
    (
        "a colon instead of =",
        'onderwerp: "Geannoteerde agenda"',
        1,
        "onderwerp has a : where = belongs; write onderwerp = …",
        "achter onderwerp staat een : in plaats van =; schrijf onderwerp = …",
    ),
    (
        "= left out",
        'onderwerp "Geannoteerde agenda"',
        1,
        '= is missing behind onderwerp; write onderwerp = "…"',
        'achter onderwerp ontbreekt =; schrijf onderwerp = "…"',
    ),
    (
        "a dash instead of =",
        'kenmerk – "BS2025000000"',
        1,
        '= is missing behind kenmerk; write kenmerk = "…"',
        'achter kenmerk ontbreekt =; schrijf kenmerk = "…"',
    ),
    (
        "only =",
        '= "BS2025000000"',
        1,
        'no key stands before =; write one, as onderwerp = "…"',
        'voor = staat geen sleutel; schrijf er een, zoals onderwerp = "…"',
    ),
    (
        "a key in two words",
        'afgestemd met = ["CDS"]',
        1,
        "a key has letters without accents, figures, - and _ only; write afgestemd_met = …",
        "een sleutel heeft alleen letters zonder accent, cijfers, - en _; schrijf afgestemd_met = …",
    ),
    (
        "a key with an accent",
        'financiële_overwegingen = "Geen."',
        1,
        "a key has letters without accents, figures, - and _ only; write financiele_overwegingen = …",
        "een sleutel heeft alleen letters zonder accent, cijfers, - en _; schrijf financiele_overwegingen = …",
    ),
    (
        "a key twice",
        'kenmerk = "a"\nvan = "DGB"\nkenmerk = "b"',
        3,
        "kenmerk stands on line 1 already; leave one of the two",
        "kenmerk staat ook al op regel 1; houd een van de twee over",
    ),
    (
        "a table twice",
        '[nota]\nkenmerk = "a"\n[steller]\nnaam = "A. Voorbeeld"\n[nota]\nvan = "DGB"',
        5,
        "[nota] stands on line 1 already; put what is below it there",
        "[nota] staat ook al op regel 1; zet wat eronder staat daar bij",
    ),
    (
        "a fact and a table of one name",
        'steller = "A. Voorbeeld"\n[steller]\nfunctie = "x"',
        2,
        "steller is given in two ways, as a key and as a table; leave one",
        "steller staat er op twee manieren, als sleutel en als tabel; houd er één over",
    ),
    ("a header without ]", '[nota\nkenmerk = "a"', 1, "] is missing; write [nota]", "] ontbreekt; schrijf [nota]"),
    (
        "a header without [",
        'nota]\nkenmerk = "a"',
        1,
        "nota] has no [; write [nota]",
        "voor nota] ontbreekt [; schrijf [nota]",
    ),
    (
        "a header in two words",
        '[De nota]\nkenmerk = "a"',
        1,
        "between [ and ] stands the name of a table, in one word; write it as [De_nota]",
        "tussen [ en ] staat de naam van een tabel, in één woord; schrijf [De_nota]",
    ),
    (
        "a key on the line of the header",
        '[nota] kenmerk = "a"',
        1,
        "more stands behind [nota]; put that on a line of its own",
        "achter [nota] staat nog iets; zet dat op een eigen regel",
    ),
    (
        "a text that is not closed, before another",
        "aanleiding = '''\nEr is een bijeenkomst.\n\nkernpunten = '''\n- Een punt.\n'''",
        1,
        "the text of aanleiding begins here with ''' and is not closed; write ''' behind its last line, above kernpunten on line 4",
        "de tekst van aanleiding begint hier met ''' en wordt niet afgesloten; zet ''' achter de laatste regel, boven kernpunten op regel 4",
    ),
    (
        "a text that is not closed, before another in other quotes",
        'aanleiding = """\nEr is een bijeenkomst.\n\nkernpunten = """\n- Een punt.\n"""',
        1,
        'the text of aanleiding begins here with """ and is not closed; write """ behind its last line, above kernpunten on line 4',
        'de tekst van aanleiding begint hier met """ en wordt niet afgesloten; zet """ achter de laatste regel, boven kernpunten op regel 4',
    ),
    (
        "a text that is not closed, at the end",
        "aanleiding = '''\nEr is een bijeenkomst.",
        1,
        "the text of aanleiding begins here with ''' and is not closed; write ''' behind its last line",
        "de tekst van aanleiding begint hier met ''' en wordt niet afgesloten; zet ''' achter de laatste regel",
    ),
    (
        "a text that begins and ends in other quotes",
        'aanleiding = """\nEr is een bijeenkomst.\n\'\'\'\nkernpunten = """\n- Een punt.\n"""',
        3,
        "the text of aanleiding begins with \"\"\" on line 1 and ends here with '''; make ''' a \"\"\"",
        "de tekst van aanleiding begint met \"\"\" op regel 1 en eindigt hier met '''; maak van ''' een \"\"\"",
    ),
    (
        "a text that begins and ends in other quotes, at the end",
        "aanleiding = '''\nEr is een bijeenkomst.\n\"\"\"",
        3,
        "the text of aanleiding begins with ''' on line 1 and ends here with \"\"\"; make \"\"\" a '''",
        "de tekst van aanleiding begint met ''' op regel 1 en eindigt hier met \"\"\"; maak van \"\"\" een '''",
    ),
    (
        "words behind the end of a text",
        "aanleiding = '''\nEr is een bijeenkomst.\n''' in Brussel",
        3,
        "''' closes the text of aanleiding, and more stands behind it; put that before '''",
        "''' sluit de tekst van aanleiding af, en er staat nog iets achter; zet dat voor '''",
    ),
    (
        "words outside a text",
        "aanleiding = '''\nEr is een bijeenkomst.\n'''\nDe minister neemt deel.",
        4,
        "these words belong to no key; put them between the ''' of a section, or write # before them",
        "deze woorden horen bij geen sleutel; zet ze tussen de ''' van een sectie, of zet er # voor",
    ),
    (
        "a bullet outside a text",
        "- De minister neemt deel.",
        1,
        "these words belong to no key; put them between the ''' of a section, or write # before them",
        "deze woorden horen bij geen sleutel; zet ze tussen de ''' van een sectie, of zet er # voor",
    ),
    (
        "a backslash",
        'plaats = "C:\\map"',
        1,
        "plaats holds a backslash between double quotation marks; write the text between single ones, '…', or the backslash twice",
        "in plaats staat een backslash tussen dubbele aanhalingstekens; zet de tekst tussen enkele, '…', of schrijf \\\\",
    ),
    (
        "a backslash before the last quotation mark",
        'logo = "C:\\logo\\"',
        1,
        "logo holds a backslash between double quotation marks; write the text between single ones, '…', or the backslash twice",
        "in logo staat een backslash tussen dubbele aanhalingstekens; zet de tekst tussen enkele, '…', of schrijf \\\\",
    ),
    (
        "a backslash in a long text",
        'aanleiding = """\nEr is een map\nC:\\map.\n"""',
        3,
        "the text of aanleiding holds a backslash between \"\"\"; write it between ''', or the backslash twice",
        "in de tekst van aanleiding staat een backslash tussen \"\"\"; zet de tekst tussen ''', of schrijf \\\\",
    ),
    (
        "quotation marks within quotation marks",
        'onderwerp = "De “agenda” en "het verslag""',
        1,
        "the quotation marks within onderwerp end the text; write the text between single ones, '…'",
        "de aanhalingstekens binnen onderwerp sluiten de tekst af; zet de tekst tussen enkele, '…'",
    ),
    (
        "an apostrophe within single ones",
        "onderwerp = 'De agenda's'",
        1,
        'the apostrophe in onderwerp ends the text; write the text between double quotation marks, "…"',
        'de apostrof in onderwerp sluit de tekst af; zet de tekst tussen dubbele aanhalingstekens, "…"',
    ),
    (
        "two single ones for a double one",
        "onderwerp = ''Geannoteerde agenda''",
        1,
        "more stands behind the text of onderwerp; put it between the quotation marks, or write # before it",
        "achter de tekst van onderwerp staat nog iets; zet het tussen de aanhalingstekens, of schrijf er # voor",
    ),
    (
        "a comma behind a value",
        'kenmerk = "a",',
        1,
        "“,” stands behind the value of kenmerk; take it away",
        "achter de waarde van kenmerk staat nog “,”; haal dat weg",
    ),
    (
        "a semicolon behind a value",
        'kenmerk = "a";',
        1,
        "“;” stands behind the value of kenmerk; take it away",
        "achter de waarde van kenmerk staat nog “;”; haal dat weg",
    ),
    (
        "a list without ]",
        'bijlagen = ["Kamerbrief", "Agenda"\nkenmerk = "a"',
        1,
        "the list of bijlagen has no ]; write ] behind its last item",
        "de lijst bij bijlagen heeft geen ]; zet ] achter het laatste onderdeel",
    ),
    (
        "a list without commas",
        'bijlagen = ["Kamerbrief" "Agenda"]',
        1,
        'a comma is missing in bijlagen; write it as ["one", "two"]',
        'in bijlagen ontbreekt een komma; schrijf ["een", "twee"]',
    ),
    (
        "a list with semicolons",
        'bijlagen = ["Kamerbrief"; "Agenda"]',
        1,
        'a comma is missing in bijlagen; write it as ["one", "two"]',
        'in bijlagen ontbreekt een komma; schrijf ["een", "twee"]',
    ),
    (
        "a list without quotation marks",
        "bijlagen = [Kamerbrief, Agenda]",
        1,
        'quotation marks are missing in bijlagen; write it as ["one", "two"]',
        'in bijlagen ontbreken aanhalingstekens; schrijf ["een", "twee"]',
    ),
    (
        "a list in curly quotation marks",
        "bijlagen = [“Kamerbrief”]",
        1,
        'bijlagen has curly quotation marks; write straight ones, as ["one", "two"]',
        'bijlagen heeft gekrulde aanhalingstekens; schrijf rechte, zoals ["een", "twee"]',
    ),
    (
        "a remark with slashes",
        "// de bijlagen",
        1,
        "a remark begins with #; write # before it",
        "een opmerking begint met #; zet # ervoor",
    ),
    (
        "a remark with slashes behind a value",
        'kenmerk = "a" // nog na te gaan',
        1,
        "a remark begins with #; write # before it",
        "een opmerking begint met #; zet # ervoor",
    ),
    (
        "a remark without a sign",
        'kenmerk = "a" nog na te gaan',
        1,
        "more stands behind the text of kenmerk; put it between the quotation marks, or write # before it",
        "achter de tekst van kenmerk staat nog iets; zet het tussen de aanhalingstekens, of schrijf er # voor",
    ),
    (
        "a table in braces over two lines",
        'lak = { "nota.bijlagen" "5.1.2a" }',
        1,
        'what stands between { and } in lak does not read; write it on one line, as lak = { "nota.bijlagen" = "5.1.2a" }',
        'wat in lak tussen { en } staat, klopt niet; schrijf het op één regel, zoals lak = { "nota.bijlagen" = "5.1.2a" }',
    ),
    (
        "an unseen space",
        'kenmerk\xa0= "a"',
        1,
        "an unseen character, U+00A0, stands in this line; delete it and type the space anew",
        "in deze regel staat een onzichtbaar teken, U+00A0; haal het weg en typ de spatie opnieuw",
    ),
]
"""What a person did, what that looks like, the line to blame, and what is said of it in English and in Dutch."""


@pytest.mark.parametrize(
    ("written", "line", "english", "dutch"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES]
)
def test_a_mistake_gives_a_line_that_says_what_to_do(monkeypatch, written, line, english, dutch):
    for language, words in (("en", english), ("nl", dutch)):
        monkeypatch.setenv("DMMDOC_LANG", language)
        with pytest.raises(UserError) as error:
            parse(written, "nota.toml")
        assert str(error.value) == f"nota.toml:{line}: {words}"


@pytest.mark.parametrize(("written", "line", "english"), [case[1:4] for case in MISTAKES if "two ways" not in case[3]])
def test_a_mistake_is_found_below_a_memo_that_is_right(written, line, english):
    above = MINIMAL.replace("[nota]", "[eerst]").replace("aanleiding", "eerder") + "\n\n[eigen]\n"
    further = above.count("\n")
    with pytest.raises(UserError) as error:
        parse(above + written, "nota.toml")
    moved = re.sub(r"(on line) (\d+)", lambda match: f"{match[1]} {int(match[2]) + further}", english)
    assert str(error.value) == f"nota.toml:{further + line}: {moved}"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(ends):
    written = "\ufeff" + 'soort = "agenda"\n\nplaats = Brussel\n'.replace("\n", ends)
    with pytest.raises(UserError, match=r'a:3: plaats is text without quotation marks; write plaats = "Brussel"$'):
        parse(written, "a")


@given(st.data())
def test_whatever_is_cut_from_a_memo_or_put_into_it_is_told_in_one_line(data):
    text = data.draw(st.sampled_from([path.read_text("utf-8") for path in EXAMPLES.glob("*.toml")]))
    begin = data.draw(st.integers(0, len(text)))
    end = begin + data.draw(st.integers(0, 8))
    broken = text[:begin] + data.draw(st.text("\"'[]{}=#,\n\\ a1“", max_size=4)) + text[end:]
    try:
        loads(broken)
    except TOMLDecodeError as error:
        found = slip(broken, error.lineno)
        assert 1 <= found.line <= broken.count("\n") + 1
        assert found.message != say("toml.no-toml")
        assert "; " in found.message and "\n" not in found.message
