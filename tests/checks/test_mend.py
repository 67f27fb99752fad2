"""What check mends: no more than what is surely wrong, and once is enough."""

import pytest
from conftest import MINIMAL, ROOT
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.checks.engine import check
from dmmdoc.checks.mend import mended
from dmmdoc.checks.rule import Fault
from dmmdoc.checks.rules.order import RULES, asked_for
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.errors import UserError
from dmmdoc.memo_file import read as memo_file
from examples import memo_of

FOLDERS = (BUILT_IN,)
GOOD = [*(ROOT / "tests/good").glob("*.toml"), *(ROOT / "examples").glob("*.toml")]
MENDABLE = [(name, example) for name, rule in RULES.items() if rule.fixes for example in rule.wrong]
SLIPPED = memo_of("Dat is de **kamer** bekend.\n\n- Het NAVO\n  lidmaatschap &amp; de de rest").replace(
    'onderwerp = "', 'onderwerp = "  De kamer: '
)


def mend(text: str) -> str:
    return mended(text, "nota.toml", FOLDERS).text


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_where_nothing_is_wrong_nothing_is_touched(path):
    text = path.read_text("utf-8")
    assert mend(text) == text


@pytest.mark.parametrize(("name", "example"), MENDABLE)
def test_what_is_mended_is_wrong_no_more(name, example):
    text = memo_of(example)
    found, left = (check(each, "nota.toml", FOLDERS) for each in (text, mend(text)))
    assert [each.edits for each in left] == [()] * len(left)
    assert {each.rule for each in left} <= {each.rule for each in found if not each.edits}


def test_only_the_characters_that_are_wrong_change():
    assert mend(SLIPPED) == (
        SLIPPED.replace("**kamer**", "**Kamer**")
        .replace("De kamer:", "De Kamer:")
        .replace("NAVO\n  lidmaatschap", "NAVO-lidmaatschap")
        .replace("de de rest", "de rest.")
    )


@pytest.mark.parametrize("quotes", ["'''", '"""'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatever_the_quotes_and_the_ends_of_lines(quotes, end):
    def as_written(text):
        return text.replace("'''", quotes).replace("\n", end)

    assert mend(as_written(SLIPPED)) == as_written(mend(SLIPPED))


def test_an_escape_stays_as_it_is_written():
    text = MINIMAL.replace(
        "'''\nEr is een bijeenkomst.\n'''", '"Bij \\u00e9\\u00e9n kamer; de kamer \\\\& \\"uw kamer\\""'
    )
    assert mend(text) == text.replace("de kamer", "de Kamer").replace('uw kamer\\""', 'uw Kamer\\"."')


WORDS = st.sampled_from(
    [
        *("de", "kamer", "uw", "NAVO", "EU", "lidmaatschap", "landen", "van", "van,", "Kamer", "**de**", "*kamer*"),
        *("\\*", "&amp;", ".", ";", "-", "(", "[", "\n", "\n\n- ", '[de kamer]{lak="5.1.2e"}'),
        *("2", "\n\n", "\n\n2", "Uw Kamer word", "[invullen: iets]", "de  brief .De", "van het brief"),
    ]
)


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_mending_twice_is_mending_once_and_the_memo_still_reads(words):
    try:
        text = memo_of(words if words.strip() else "x")
        memo_file.read(text, "nota.toml", FOLDERS)
    except UserError:
        return
    once = mend(text)
    assert mend(once) == once
    memo_file.read(once, "nota.toml", FOLDERS)


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_what_mends_a_finding_touches_only_its_own_characters(words):
    try:
        text = memo_of(words if words.strip() else "x")
        found = check(text, "nota.toml", FOLDERS)
    except UserError:
        return
    for finding in found:
        place = finding.place
        start, end = offset(text, place.line, place.column), offset(text, place.end_line, place.end_column)
        assert all(start <= edit.start <= edit.end <= end for edit in finding.edits)


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_a_message_holds_no_sign_of_ours(words):
    try:
        found = check(memo_of(words if words.strip() else "x"), "nota.toml", FOLDERS)
    except UserError:
        return
    assert all(finding.message.isprintable() for finding in found)


def test_a_message_ends_with_its_paragraph():
    [found] = check(memo_of("Dit volgt uit van het brief.\n\n- een;\n- twee."), "nota.toml", FOLDERS)
    assert "“volgt uit van het brief.”" in found.message


NUMBER = "Dat is de kamer bekend.\n\n2\n\n- de de brief;\n- 2"


def test_a_bare_number_is_no_sentence_and_stops_no_other_mend():
    found = check(memo_of(NUMBER), "nota.toml", FOLDERS)
    assert [(each.rule, each.as_data()["fixable"]) for each in found] == [
        ("lowercase-kamer", True),
        ("double-word", True),
    ]
    assert mend(memo_of(NUMBER)) == memo_of(NUMBER.replace("kamer", "Kamer").replace("de de", "de"))


def test_what_would_leave_no_memo_is_not_mended_and_not_called_so_and_stops_no_other(monkeypatch):
    rule = RULES["missing-full-stop"]

    def makes_a_title(case):
        section = case.sections["aanleiding"]
        yield Fault(("secties", "aanleiding"), "bad", 0, 1, new="# " + section.text[0])

    monkeypatch.setitem(RULES, "missing-full-stop", rule._replace(faults=makes_a_title))
    asked_for.cache_clear()
    try:
        text = memo_of("Dat is de kamer bekend.")
        found = check(text, "nota.toml", FOLDERS)
        assert {each.rule: each.as_data()["fixable"] for each in found} == {
            "lowercase-kamer": True,
            "missing-full-stop": False,
        }
        assert mend(text) == text.replace("kamer", "Kamer")
    finally:
        monkeypatch.undo()
        asked_for.cache_clear()


KEPT = [
    "De Kamer vraagt dit, omdat het inzet vergt.",
    "Dit is goed, dat het inzet vergt van bondgenoten, en dat dit bijdrage van allen vraagt.",
    "Nu het bijdrage levert, is de Kamer tevreden.",
    "Het inzet vergt van velen, omdat het inzet van allen is.",
    "De vragen die hun worden gesteld, en de landen die hun hebben geholpen.",
    "De bondgenoten heeft Nederland ingelicht.",
    "Dit heeft betekend dat Nederland bijdraagt.",
    "Dat dit betekend kan hebben dat Nederland bijdraagt, is bekend.",
    "Dat dit gebeurd kan zijn, is bekend.",
    "Ik vraag of ik hierover geïnformeerd word, en of ik een plaats vind.",
    "Ik hou u op de hoogte.",
    "Dit is de brief waarmee hij met zijn collega de afspraak bevestigt.",
    "De uw Kamer toegezegde brief ligt voor.",
    "De overleg voerende partijen en de kabinet formatie.",
]


@pytest.mark.parametrize("text", KEPT)
def test_good_dutch_is_not_spoiled(text):
    assert mend(memo_of(text)) == memo_of(text)
    assert "agreement" not in {each.rule for each in check(memo_of(text), "nota.toml", FOLDERS)}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("De uw Kamer is geïnformeerd.", "Uw Kamer is geïnformeerd."),
        ("Dit komt aan bod op de NAVO top in Vilnius.", "Dit komt aan bod op de NAVO-top in Vilnius."),
        ("Tijdens NAVO top is dit besproken.", "Tijdens NAVO-top is dit besproken."),
        ("De NAVO top was goed.", "De NAVO-top was goed."),
        ("De strekking van het brief is goed.", "De strekking van de brief is goed."),
        ("De besluit is genomen.", "Het besluit is genomen."),
    ],
)
def test_what_is_surely_wrong_is_mended(wrong, right):
    assert mend(memo_of(wrong)) == memo_of(right)


def offset(text: str, line: int, column: int) -> int:
    return sum(len(each) for each in text.splitlines(keepends=True)[: line - 1]) + column - 1


def test_fix_writes_and_tells_what_is_left(run, tmp_path):
    path = tmp_path / "nota.toml"
    path.write_text(memo_of("Dat is de kamer bekend, en [invullen: iets]."), "utf-8")
    shown = run("check", "--diff", "nota.toml")
    assert '-aanleiding = "Dat is de kamer bekend, en [invullen: iets]."' in shown.stdout.splitlines()
    assert '+aanleiding = "Dat is de Kamer bekend, en [invullen: iets]."' in shown.stdout.splitlines()
    assert "de kamer" in path.read_text("utf-8") and shown.returncode == 1
    done = run("check", "--fix", "nota.toml")
    assert (done.returncode, done.stderr) == (1, "nota.toml: mended 1 finding\n")
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["placeholder:"]
    assert "de Kamer bekend" in path.read_text("utf-8")
    again = run("check", "--fix", "nota.toml")
    assert (again.stdout, again.stderr) == (done.stdout, "nota.toml: nothing to mend\n")
    again = run("check", "--diff", "nota.toml")
    assert (again.stdout, again.stderr) == ("", "nota.toml: nothing to mend\n")


def test_a_memo_that_is_good_is_not_written(run, tmp_path):
    path = tmp_path / "nota.toml"
    path.write_text(memo_of("De brief ligt voor."), "utf-8")
    path.chmod(0o444)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    assert run("check", "--fix", "nota.toml").returncode == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_standard_input_is_shown_not_mended(run):
    text = memo_of("Dat is de kamer bekend.")
    assert run("check", "--fix", "-", input=text).returncode == 2
    assert '+aanleiding = "Dat is de Kamer bekend."' in run("check", "--fix", "--diff", "-", input=text).stdout


def test_a_folder_stands_for_the_memos_in_it(run, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "leeg").mkdir()
    for name in ("a", "b"):
        (tmp_path / "map" / f"{name}.toml").write_text(memo_of("Dat is de kamer bekend."), "utf-8")
    done = run("check", "map")
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["map/a.toml", "map/b.toml"]
    assert run("check", "leeg").stderr == "leeg: no memo in this folder; name another\n"
