"""The person's own editor: what comes back from it, and one that does not wait."""

from pathlib import Path
from tomllib import loads

import pytest
from conftest import Run
from terminal import ALT_ENTER, EDITOR, ENTER, STOP, Person

from dmmdoc.dialogue.editor import command


def an_editor(folder: Path, script: str, name: str = "mijn editor") -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def communicatie(folder: Path) -> str:
    return loads((folder / "agenda.toml").read_text("utf-8"))["secties"]["communicatie"]


@pytest.mark.parametrize(
    "script",
    [
        r"printf 'Eén.\n\nTwee.\n' > \"$1\"",
        r"printf '\357\273\277Eén.\r\n\r\nTwee.\r\n' > \"$1\"",
        r"printf 'Eén.\n\nTwee.\n' | iconv -t UTF-16 > \"$1\"",
    ],
)
def test_the_text_comes_back_with_its_lines_and_no_mark(run: Run, tmp_path: Path, script: str):
    run("new", "agenda")
    editor = an_editor(tmp_path, script.replace('\\"', '"'))
    person = Person("fill", "communicatie", cwd=tmp_path, EDITOR=editor)
    person.wait_for("secties.communicatie")
    person.type(EDITOR)
    person.see("Twee.")
    person.wait_for("secties.communicatie")
    person.type(ALT_ENTER)
    person.see("Enter is done")
    person.type(ENTER)
    assert person.finish() == 0
    assert communicatie(tmp_path) == "Eén.\n\nTwee.\n"


def test_without_an_editor_the_field_is_the_editor(run: Run, tmp_path: Path):
    run("new", "agenda")
    person = Person("fill", "communicatie", cwd=tmp_path)
    person.wait_for("secties.communicatie")
    person.type("Meer. " + EDITOR)
    person.see("no editor is chosen")
    person.see("Meer.")
    person.type(STOP)
    assert person.finish() == 130
    assert "Meer." in communicatie(tmp_path)


def test_one_that_returns_at_once_is_waited_for(run: Run, tmp_path: Path):
    run("new", "agenda")
    editor = an_editor(tmp_path, '(sleep 0.5; echo Later. > "$1") &', "vreemd")
    person = Person("fill", "communicatie", cwd=tmp_path, EDITOR=editor)
    person.wait_for("secties.communicatie")
    person.type(EDITOR)
    person.see("returned at once")
    person.read_until("Enter here")
    import time

    time.sleep(0.7)
    person.type("\n")
    person.see("Later.")
    person.type(STOP)
    person.finish()
    assert communicatie(tmp_path) == "Later.\n"
    said = run("fill", "communicatie", input="e\nTekst.\n\n", EDITOR="true", VISUAL="")
    assert "true returned at once" in said.stderr
    assert communicatie(tmp_path) == "Tekst.\n"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("code", ["code", "--wait"]),
        ("code --wait", ["code", "--wait"]),
        ("subl -n", ["subl", "-n", "--wait"]),
        ("vi", ["vi"]),
    ],
)
def test_an_editor_that_is_known_not_to_wait_is_told_to(wanted: str, words: list[str]):
    assert command(wanted) == words


def test_a_path_with_a_space_is_one_command(tmp_path: Path):
    path = an_editor(tmp_path, "true")
    assert command(path) == [path]
