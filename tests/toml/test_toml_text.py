"""Where a key stands in a TOML text, and changing one while the rest stays to the byte."""

from datetime import date
from tomllib import loads

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from memos import memo_texts

from dmmdoc.errors import UserError
from dmmdoc.toml.pieces import placed
from dmmdoc.toml.text import line_of, parse, rewritten, slots, string_pieces, written

TEXT = '''# een memo
soort = "agenda"   # de soort
[nota]             # feiten
onderwerp = "a # b" # geen commentaar
# kenmerk = "BS0"
bijlagen = [ "een", # de eerste
  "twee]",
]
[bijeenkomst]
"naam" = 'DMM'
[steller]

[secties]
aanleiding = """
een
twee \\
   nog twee
drie \\"""
vier"""
kernpunten = \'\'\'- een
# kenmerk = "in een tekst"
- twee\'\'\'
'''


def test_every_value_is_found_where_it_stands():
    data = loads(TEXT)
    for path, slot in slots(TEXT).items():
        if slot.value != slot.start:
            value = data
            for key in path:
                value = value[key]
            assert loads(f"x = {TEXT[slot.value : slot.end]}")["x"] == value


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        (("soort",), None, 'soort = "agenda"'),
        (("nota", "bijlagen"), None, "bijlagen"),
        (("bijeenkomst", "naam"), None, '"naam"'),
        (("nota", "datum"), None, "[nota]"),
        (("secties", "aanleiding"), None, "aanleiding"),
        (("secties", "aanleiding"), 0, "een"),
        (("secties", "aanleiding"), 1, "twee"),
        (("secties", "aanleiding"), 2, "drie"),
        (("secties", "aanleiding"), 3, "vier"),
        (("secties", "kernpunten"), 0, "- een"),
        (("secties", "kernpunten"), 2, "- twee"),
    ],
)
def test_a_line_of_a_text_is_a_line_of_the_file(path, line, words):
    number = line_of(TEXT, path, line)
    assert words in TEXT.splitlines()[number - 1]


@pytest.mark.parametrize(
    ("raw", "stretches"),
    [
        ('"a\\\\b\\u00e9c"', ["a", "\\\\", "b", "\\u00e9", "c"]),
        ('"""\nx\\\n   y"""', ["x", "y"]),
        ("'''\r\nx\r\ny'''", ["x", "\r\n", "y"]),
        ("'x'", ["x"]),
    ],
)
def test_each_character_of_a_string_is_found_back(raw, stretches):
    pieces = string_pieces(raw)
    assert [raw[slice(*placed(pieces, at, at + 1))] for at in range(len(stretches))] == stretches


def test_a_dotted_key_is_found_where_it_stands():
    assert line_of('[ondertekenaar]\nfunctie = "x"\nnota.kenmerk = "x"\n', ("ondertekenaar", "nota")) == 3


def test_a_table_that_is_not_there_has_no_line():
    assert line_of(TEXT, ("ondertekenaar", "functie")) is None


def test_a_change_leaves_the_rest_to_the_byte():
    changed = rewritten(
        TEXT,
        {
            ("nota", "onderwerp"): 'zeg "ja"',
            ("nota", "kenmerk"): "BS1",
            ("nota", "datum"): date(2031, 1, 2),
            ("steller", "naam"): "F. van der Zwaluw",
            ("secties", "kernpunten"): "- it's\n",
            ("ondertekenaar", "functie"): "DE DG",
        },
    )
    assert (
        changed
        == TEXT.replace('"a # b"', "'zeg \"ja\"'")
        .replace('# kenmerk = "BS0"', 'kenmerk = "BS1"')
        .replace('"twee]",\n]', '"twee]",\n]\ndatum = 2031-01-02')
        .replace("[steller]", '[steller]\nnaam = "F. van der Zwaluw"')
        .replace("'''- een\n# kenmerk = \"in een tekst\"\n- twee'''", "'''\n- it's\n'''")
        + '\n[ondertekenaar]\nfunctie = "DE DG"\n'
    )


def test_windows_line_ends_stay():
    text = TEXT.replace("\n", "\r\n")
    changed = rewritten(text, {("secties", "kernpunten"): "- a\n- b\n"})
    assert changed.count("\n") == changed.count("\r\n")
    assert loads(changed)["secties"]["kernpunten"] == "- a\n- b\n"


def test_an_inline_table_takes_a_change_too():
    text = 'nota = { onderwerp = "x", bijlagen = ["}"] }\nsteller = {}\n'
    changed = rewritten(text, {("nota", "onderwerp"): "y", ("nota", "kenmerk"): "z", ("steller", "naam"): "N"})
    assert loads(changed) == {
        "nota": {"onderwerp": "y", "bijlagen": ["}"], "kenmerk": "z"},
        "steller": {"naam": "N"},
    }


LIST = """[
  'Kamerbrief',  # de brief, met een "]"
  "Programma", # het programma
  'Kaart'
]"""


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (["Kamerbrief", "Agenda", "Kaart"], LIST.replace("Programma", "Agenda")),
        (["Kamerbrief", "Kaart"], LIST.replace('"Programma", # het programma\n  ', "")),
        (["Programma", "Kaart"], LIST.replace("'Kamerbrief',  # de brief, met een \"]\"\n  ", "")),
        (["Kamerbrief", "Programma"], LIST.replace("  'Kaart'\n", "")),
        (["Kamerbrief", "Programma", "Kaart", "Foto's"], LIST.replace("'Kaart'", "'Kaart', \"Foto's\"")),
        (["Foto", "Kamerbrief", "Programma", "Kaart"], LIST.replace("'Kamerbrief'", "\"Foto\", 'Kamerbrief'")),
        ([], "[]"),
    ],
)
def test_a_list_keeps_what_stays_in_it_as_it_was(new, expected):
    assert rewritten(f"bijlagen = {LIST} # alle", {("bijlagen",): new}) == f"bijlagen = {expected} # alle"


@pytest.mark.parametrize(
    ("old", "new"), [('["SG", "DJZ"]', '["SG"]'), ('["a", "b", "c",]', '["x"]'), ('["a", "b"]', "[]")]
)
def test_no_comma_stays_behind_the_last_item_of_a_line(old, new):
    assert rewritten(f"x = {old}\n", {("x",): loads(f"x = {new}")["x"]}) == f"x = {new}\n"


TEXTS = st.lists(st.sampled_from(["a", "b", "c, ]", "d # e", "'f\"", ""]), max_size=5)
BETWEEN = st.sampled_from(["", " ", "\n  ", " # x, ]\n", "\r\n"])


@given(TEXTS, TEXTS, BETWEEN, BETWEEN, BETWEEN)
def test_any_list_becomes_any_other(old, new, before, behind, end):
    raw = f"[{','.join(before + written(text) + behind for text in old)}{',' * bool(old)}{end}]"
    assert loads(rewritten(f"x = {raw}\ny = 1", {("x",): new})) == {"x": new, "y": 1}


@pytest.mark.parametrize(
    "table",
    [
        "{}",
        '{ x = "a", }',
        '{\n  x = "a", # de eerste, en {\n}',
        '{\n  x = "a" # geen komma\n}',
        "{\n  # niets\n}",
        '{ x = "a", y = { z = "}" }, }',
    ],
)
def test_an_inline_table_takes_a_key_more_however_it_is_written(table):
    before = tomli.loads(f"nota = {table}\n")["nota"]
    changed = rewritten(f"nota = {table}\n", {("nota", "kenmerk"): "z"})
    assert tomli.loads(changed)["nota"] == {**before, "kenmerk": "z"}
    assert changed.replace('kenmerk = "z"', "").count("#") == table.count("#")


def test_dotted_keys_take_a_change_too():
    changed = rewritten('nota.onderwerp = "x"\nsoort = "agenda"\n', {("nota", "kenmerk"): "z"})
    assert loads(changed) == {"nota": {"onderwerp": "x", "kenmerk": "z"}, "soort": "agenda"}


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), st.sampled_from(["", '"', "'", '"""', "'''"]))
def test_any_text_is_written_as_itself(text, like):
    assert loads(f"x = {written(text, like)}")["x"] == text.replace("\r\n", "\n") or "\r" in text


def test_text_is_written_as_a_person_would():
    assert written("kort") == '"kort"'
    assert written("'s-Gravenhage") == '"\'s-Gravenhage"'
    assert written('de "brief"') == "'de \"brief\"'"
    assert written("een\ntwee\n") == "'''\neen\ntwee\n'''"
    assert written("met ''' erin\n\\") == '"""\nmet \'\'\' erin\n\\\\"""'
    assert written("nieuw", like="'oud'") == "'nieuw'"
    assert written("een\ntwee", like='"""oud"""') == '"""\neen\ntwee"""'


@given(memo_texts(), st.data())
def test_changing_one_key_of_any_memo_changes_no_other(text, data):
    before = loads(text)
    path = data.draw(st.sampled_from([path for path, slot in slots(text).items() if slot.value != slot.start]))
    new = data.draw(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20))
    after = loads(rewritten(text, {path: new}))
    inner = after
    for key in path[:-1]:
        before, inner = before[key], inner[key]
    assert inner.pop(path[-1]) == new
    before.pop(path[-1])
    assert inner == before


@pytest.mark.parametrize(
    ("value", "says"),
    [("9" * 5000, "a number without end; make it shorter"), ("[" * 5000, "brackets nested without end; take them out")],
)
def test_what_no_reader_of_toml_takes_in_is_one_line(value: str, says: str):
    with pytest.raises(UserError) as error:
        parse(f"x = {value}", "a.toml")
    assert str(error.value) == f"a.toml: not valid TOML: {says}"
