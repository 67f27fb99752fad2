"""A draft that nobody has confirmed: who marks it, who takes the mark away, and what it stops."""

from pathlib import Path
from tomllib import loads

import docx
import pytest
from conftest import EXAMPLES, MINIMAL, Run

from dmmdoc.memo_file.concept import MARK, confirmed, unconfirmed, unsure

DRAFTED = (
    *("aanleiding", "geadviseerd_besluit", "kernpunten", "financiele_overwegingen", "juridische_overwegingen"),
    *("communicatie", "niet_openbaar"),
)


def marked(path: Path) -> set[str]:
    return set(unconfirmed(path.read_text("utf-8")))


def test_new_marks_what_it_drafted_and_what_another_memo_said(run: Run, tmp_path: Path):
    run("new", "agenda")
    assert marked(tmp_path / "agenda.toml") == set(DRAFTED)
    run("new", "agenda", "--from", EXAMPLES / "agenda.toml", "-o", "volgende.toml", "--set", "secties.communicatie=Zo.")
    texts = loads((EXAMPLES / "agenda.toml").read_text("utf-8"))["secties"]
    assert marked(tmp_path / "volgende.toml") == {key for key, text in texts.items() if text} - {"communicatie"}


def test_what_a_file_of_facts_says_is_the_writers_own_word(run: Run, tmp_path: Path):
    (tmp_path / "feiten.toml").write_text("[secties]\ncommunicatie = 'Geen.'\nkernpunten = ''\n", "utf-8")
    run("new", "agenda", "--from", "feiten.toml")
    assert marked(tmp_path / "agenda.toml") == set(DRAFTED) - {"communicatie", "kernpunten"}


def test_check_names_each_export_counts_them_and_publication_refuses(run: Run, tmp_path: Path):
    run("new", "agenda", "--set", "bijeenkomst.begin=2031-02-13")
    text = (tmp_path / "agenda.toml").read_text("utf-8")
    found = [line for line in run("check").stdout.splitlines() if "unconfirmed-draft" in line]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(MARK)]
    assert [line.split(": ")[0] for line in found] == [f"agenda.toml:{line + 1}" for line in lines]
    assert all(": warning " in line for line in found)
    said = run("export").stderr.splitlines()
    assert [line for line in said if "still in it" in line] == [
        "agenda.toml: still in it: 8 placeholders, 7 drafts that nobody has confirmed; "
        "dmmdoc fill agenda.toml asks for them"
    ]
    assert run("export", "--public").stderr.count("a draft that nobody has confirmed") == 7


def test_what_was_confirmed_is_told_nowhere(run: Run, tmp_path: Path):
    run("new", "agenda", "--from", EXAMPLES / "agenda.toml")
    text = (tmp_path / "agenda.toml").read_text("utf-8")
    assert "[publicatie] vrij" not in text
    (tmp_path / "agenda.toml").write_text(confirmed(text, unconfirmed(text)), "utf-8")
    assert "unconfirmed-draft" not in run("check").stdout
    assert "still in it" not in run("export").stderr
    assert "draft" not in run("export", "--public").stderr


def test_no_comment_silences_a_draft(run: Run, memo: Path):
    text = MINIMAL.replace("aanleiding =", f"{MARK}\n# dmmdoc: negeer unconfirmed-draft\naanleiding =")
    memo.write_text(text, "utf-8")
    assert run("check").stdout.count(" unconfirmed-draft: ") == 1


def test_fill_asks_for_a_draft_and_an_empty_line_confirms_it(run: Run, tmp_path: Path):
    run("new", "agenda", "--from", EXAMPLES / "agenda.toml")
    before = (tmp_path / "agenda.toml").read_text("utf-8")
    assert run("fill", "agenda.toml").stdout == ""
    assert (tmp_path / "agenda.toml").read_text("utf-8") == before
    assert run("fill", "agenda.toml", input="\n" * before.count(MARK)).stdout == "agenda.toml\n"
    assert (tmp_path / "agenda.toml").read_text("utf-8") == before.replace(f"{MARK}\n", "")


def test_import_confirms_what_it_changes_and_nothing_else(run: Run, tmp_path: Path):
    run("new", "agenda", "--from", EXAMPLES / "agenda.toml")
    run("export")
    document = docx.Document(str(tmp_path / "agenda.docx"))
    paragraph = next(each for each in document.paragraphs if "juridische" in each.text)
    paragraph.runs[-1].text += " Dat is nagegaan."
    document.save(str(tmp_path / "agenda.docx"))
    before = marked(tmp_path / "agenda.toml")
    run("import", "agenda.docx")
    assert before - marked(tmp_path / "agenda.toml") == {"juridische_overwegingen"}


@pytest.mark.parametrize(
    ("above", "is_marked"),
    [
        ("# concept", True),
        ("# Concept: kijk na", True),
        ("  #concept, van Piet\r", True),
        ("# concept\n# En nog iets.", True),
        ("# Concept is dit niet meer.", True),
        ("# conceptueel", False),
        ("# concept\n", False),
        ("# dit is een # concept", False),
    ],
)
def test_a_mark_is_a_comment_line_that_begins_so_right_above_the_key(above: str, is_marked: bool):
    before, after = "[secties] # concept\n", "aanleiding = '''\n# concept'''\nkernpunten = 'x' # concept\nz = ''\n"
    text = f"{before}{above}\n{after}"
    assert unconfirmed(text) == ({"aanleiding"} if is_marked else set())
    kept = "# En nog iets.\n" if "iets" in above else ""
    assert confirmed(text, ["aanleiding"]) == (before + kept + after if is_marked else text)


@pytest.mark.parametrize("text", [MINIMAL, MINIMAL.replace("\n", "\r\n")])
def test_a_mark_that_is_put_and_taken_away_leaves_the_rest_to_the_byte(text: str):
    once = unsure(text, "aanleiding")
    assert unconfirmed(once) == {"aanleiding"}
    assert confirmed(once, ["aanleiding"]) == text
    assert unsure(once, "aanleiding") == once
