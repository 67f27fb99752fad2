"""What a memo file may hold, and the one line that says what is wrong with another."""

import pytest
from conftest import MINIMAL
from hypothesis import given
from memos import FOLDERS, memo_texts
from spoken import english_in

from dmmdoc.errors import UserError
from dmmdoc.memo_file.read import read


def test_a_memo_has_its_kinds_headings_in_order():
    memo = read(MINIMAL, "a.toml", FOLDERS)
    assert [(sectie.kop, sectie.niveau) for sectie in memo.secties] == [
        ("Aanleiding", 1),
        ("Geadviseerd besluit", 1),
        ("Kernpunten", 1),
        ("Toelichting", 1),
        ("Financiële overwegingen", 2),
        ("Juridische overwegingen", 2),
        ("Communicatie", 2),
        ("Informatie die niet openbaar wordt gemaakt", 1),
    ]


def test_the_verslag_has_one_heading_more_and_optional_ones_stand_where_they_belong():
    text = MINIMAL.replace('"agenda"', '"verslag"') + "afstemming = 'Met BZ.'\nkrachtenveld = 'Verdeeld.'\n"
    koppen = [sectie.kop for sectie in read(text, "v.toml", FOLDERS).secties]
    assert koppen.index("Krachtenveld") == koppen.index("Toelichting") + 1
    assert koppen[koppen.index("Communicatie") :] == [
        "Communicatie",
        "Afstemming",
        "Overwegingen Beleid/Overwegingen Uitvoering",
        "Informatie die niet openbaar wordt gemaakt",
    ]


def _with(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new)


BROKEN = {
    "syntax": (_with('soort = "agenda"', 'soort = "agenda'), 1, 'the closing " of soort is missing'),
    "syntax at the end": (MINIMAL + "x = [\n", 13, "the list of x has no ]"),
    "empty": ("", None, "soort is missing"),
    "no kind": (_with('soort = "agenda"', ""), None, "soort is missing"),
    "kind a number": (_with('"agenda"', "1"), 1, "soort"),
    "unknown kind": (_with('"agenda"', '"agend"'), 1, "agenda, agendabrief, verslag, verslagbrief"),
    "kind a path": (_with('"agenda"', '"../templates/agenda"'), 1, "agenda, agendabrief, verslag, verslagbrief"),
    "kind no kind": (_with('"agenda"', '"huisstijl"'), 1, "agenda, agendabrief, verslag, verslagbrief"),
    "unknown key": (_with("onderwerp =", "onderwrep ="), 4, "nota.onderwerp"),
    "key of another table": (_with("functie =", "nota.kenmerk = 'x'\nfunctie ="), 7, "unknown key ondertekenaar.nota"),
    "unknown section": (_with("aanleiding =", "aanleidng ="), 10, "secties.aanleiding"),
    "section of the other kind": (MINIMAL + "overwegingen_beleid_uitvoering = 'x'\n", 13, "unknown key"),
    "key in the wrong table": (_with("[nota]", "onderwerp = 'x'\n[nota]"), 3, "nota.onderwerp"),
    "date as text": (_with("[ondertekenaar]", 'datum = "2031-01-02"\n[ondertekenaar]'), 6, "2031-01-02"),
    "date with time": (_with("[ondertekenaar]", "datum = 2031-01-02T10:00:00\n[ondertekenaar]"), 6, "date"),
    "text as date": (_with('"Geannoteerde agenda"', "2031-01-02"), 4, "text"),
    "list as text": (_with("[ondertekenaar]", 'bijlagen = "Brief"\n[ondertekenaar]'), 6, "list"),
    "list of numbers": (_with("[ondertekenaar]", "bijlagen = [1]\n[ondertekenaar]"), 6, "text"),
    "section a number": (MINIMAL + "kernpunten = 7\n", 13, "text"),
    "table as text": (MINIMAL.replace('[nota]\nonderwerp = "Geannoteerde agenda"', 'nota = "x"'), 3, "table"),
    "end before begin": (MINIMAL + "[bijeenkomst]\nbegin = 2031-01-02\neind = 2031-01-01\n", 15, "before begin"),
    "no subject": (_with('onderwerp = "Geannoteerde agenda"', ""), 3, "onderwerp is missing"),
    "empty subject": (_with('"Geannoteerde agenda"', '"  "'), 4, "onderwerp is missing"),
    "no signatory": (MINIMAL.replace("[ondertekenaar]\nfunctie", "[steller]\nnaam"), None, "functie is missing"),
    "control character in a fact": (_with('"Geannoteerde agenda"', '"a\\u0001b"'), 4, "U+0001"),
    "control character in a section": (MINIMAL + 'kernpunten = """\na\nb\\u0000"""\n', 15, "U+0000"),
    "two lines in a fact": (_with('"Geannoteerde agenda"', '"a\\nb"'), 4, "one line"),
    "table in a section": (MINIMAL + "kernpunten = '''\neen\n\n| a |\n|---|\n'''\n", 16, "kernpunten holds a table"),
    "code on the key's line": (MINIMAL + "kernpunten = '`x`'\n", 13, "code"),
}


def test_a_day_between_quotation_marks_is_told_as_it_is_to_be_written():
    for written, day in (("11 okt 2027", "2027-10-11"), ("morgen", "2025-02-13")):
        with pytest.raises(UserError, match=f"begin is text .*; write it without quotation marks, as {day}$"):
            read(f'{MINIMAL}\n[bijeenkomst]\nbegin = "{written}"\n', "nota.toml", FOLDERS)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_is_one_line_with_its_place(fault, monkeypatch):
    text, line, what = BROKEN[fault]
    said = {}
    for language in ("en", "nl"):
        monkeypatch.setenv("DMMDOC_LANG", language)
        with pytest.raises(UserError) as error:
            read(text, "a.toml", FOLDERS)
        said[language] = str(error.value)
        assert "\n" not in said[language]
        assert said[language].startswith(f"a.toml:{line}: " if line else "a.toml: ")
    assert what in said["en"]
    assert said["nl"] != said["en"] and english_in(said["nl"]) == []


def test_brackets_without_end_are_refused():
    with pytest.raises(UserError, match="TOML"):
        read("x = " + "[" * 100_000, "a.toml", FOLDERS)


def test_windows_files_read_the_same():
    windows = "\ufeff" + MINIMAL.replace("\n", "\r\n")
    assert read(windows, "a", FOLDERS) == read(MINIMAL, "a", FOLDERS)


@given(memo_texts())
def test_any_memo_reads(text):
    assert read(text, "a", FOLDERS).secties
