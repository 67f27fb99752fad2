"""What check mends: no more than what is surely wrong, and once is enough."""

import pytest
from conftest import MINIMAL, ROOT
from hypothesis import given
from hypothesis import strategies as st

from dmmdoc.checks.catalogue import RULES
from dmmdoc.checks.engine import check
from dmmdoc.checks.fixes import mended
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
    assert (again.stdout, again.stderr) == (done.stdout, "")


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
