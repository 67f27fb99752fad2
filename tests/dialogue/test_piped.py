"""Questions that are answered line by line, as scripts do: from a pipe, and in the editor."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tomllib import loads

import pytest
from conftest import EXAMPLES, MINIMAL, Run
from memos import FOLDERS

from dmmdoc.config.facts import velden
from dmmdoc.config.kinds import kind, used

AGENDA, VELDEN = kind("agenda", FOLDERS), velden(FOLDERS)
FACTS = used(AGENDA, VELDEN)
"""The facts that a new agenda is asked for; its required sections come after them."""


def test_answers_from_a_pipe(run: Run, memo: Path):
    done = run("fill", "agenda.toml", input="Defence Ministers Meeting\nDMM\n")
    assert (done.returncode, done.stdout) == (0, "agenda.toml\n")
    assert loads(memo.read_text("utf-8"))["bijeenkomst"] == {"naam": "Defence Ministers Meeting", "afkorting": "DMM"}


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that is a shell script, which has the file as $1."""
    path = folder / "mijn editor"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return {"EDITOR": f"'{path}'", "VISUAL": ""}


ONE_OPEN = MINIMAL + "".join(
    f'{key} = "Tekst."\n'
    for key in (
        "geadviseerd_besluit",
        "kernpunten",
        "financiele_overwegingen",
        "juridische_overwegingen",
        "communicatie",
        "niet_openbaar",
    )
).replace("Er is een bijeenkomst", "Er is [invullen]")
SKIPPED = "\n" * sum(
    key not in loads(MINIMAL).get(table, {}) and not VELDEN.velden[table, key].telt for table, key in FACTS
)
"""Enter at every fact that MINIMAL does not have."""


def open_section(folder: Path, text: str) -> Path:
    """A memo in which everything has been filled in but one section, which reads `text`."""
    path = folder / "open.toml"
    path.write_text(ONE_OPEN.replace("Er is een bijeenkomst.", text), "utf-8")
    return path


def aanleiding(path: Path) -> str:
    return loads(path.read_text("utf-8"))["secties"]["aanleiding"]


def test_what_does_not_fit_is_there_again_in_the_editor(run: Run, tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    script = """grep -q invullen "$1" && echo 'Lang werk met <b>een</b> fout.' > "$1" || sed -i 's/<[^>]*>//g' "$1\""""
    done = run("fill", "open.toml", input=f"{SKIPPED}e\ne\n", **editor(tmp_path, script))
    assert "holds raw HTML" in done.stderr
    assert aanleiding(memo) == "Lang werk met een fout.\n"


def test_an_answer_that_fits_nowhere_is_an_error_at_the_end_of_the_input(run: Run, tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    before = memo.read_bytes()
    done = run("fill", "open.toml", input=f"{SKIPPED}| a |\n|---|\n\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("open.toml: the last answer is not in it")
    assert memo.read_bytes() == before


def test_in_the_editor_ctrl_c_is_the_editors_and_sigterm_is_the_end(tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    environment = {**os.environ, **editor(tmp_path, "touch begonnen; exec sleep 60")}
    process = subprocess.Popen(
        [sys.executable, "-m", "dmmdoc", "fill", "open.toml"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert process.stdin
    process.stdin.write(f"{SKIPPED}e\n")
    process.stdin.flush()
    deadline = time.monotonic() + 20
    while not (tmp_path / "begonnen").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    before = memo.read_bytes()
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    os.killpg(process.pid, signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 143
    assert "Traceback" not in err
    assert memo.read_bytes() == before


@pytest.mark.parametrize("command", ["false", "weg", " ", '"half'])
def test_an_editor_that_fails_costs_no_question(run: Run, tmp_path: Path, command: str):
    memo = open_section(tmp_path, "[invullen]")
    path = str(tmp_path)  # nothing else is found there
    nothing = {"PATH": path} if command == " " else {}
    done = run("fill", "open.toml", input=f"{SKIPPED}e\nTekst.\n\n", EDITOR=command, VISUAL="", **nothing)
    assert done.returncode == 0
    assert "set $EDITOR right" in done.stderr
    assert aanleiding(memo) == "Tekst.\n"


def test_what_an_old_editor_saves_is_read(run: Run, tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    run("fill", "open.toml", input=f"{SKIPPED}e\n", **editor(tmp_path, "printf 'Caf\\351.\\n' > \"$1\""))
    assert aanleiding(memo) == "Café.\n"


@pytest.mark.parametrize(
    ("text", "answers", "filled"),
    [
        ("\\[invullen: plaats\\]: wat ligt er voor", "Brussel\n", "Brussel: wat ligt er voor\n"),
        ('De [invullen: naam]{lak="5.1.2e"} komt.', "J. Uil\n", 'De [J. Uil]{lak="5.1.2e"} komt.\n'),
        ("[invullen] en [invullen: b].", "<b>\neen\ntwee\n", "een en twee.\n"),
        ("[invullen] en [invullen: b].", "\ntwee\n", "[invullen] en twee.\n"),
    ],
)
def test_placeholders_are_filled_one_by_one(run: Run, tmp_path: Path, text: str, answers: str, filled: str):
    memo = open_section(tmp_path, text)
    assert run("fill", "open.toml", input=f"{SKIPPED}i\n{answers}").returncode == 0
    assert aanleiding(memo) == filled


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1. eerste\n2) tweede", "1. eerste\n2. tweede\n"),
        ("•\tEerste\no\tOnder\n•\tTweede", "- Eerste\n  - Onder\n- Tweede\n"),
        ("2026. jaar\n+ een", "- 2026\\. jaar\n- een\n"),
        (
            "Programma\n        sub\n        sub\n          dieper\n  ondiep",
            "- Programma\n  - sub\n  - sub\n    - dieper\n  - ondiep\n",
        ),
    ],
)
def test_bullets_as_they_are_typed(run: Run, tmp_path: Path, typed: str, text: str):
    memo = tmp_path / "x.toml"
    memo.write_text(ONE_OPEN.replace('kernpunten = "Tekst."', 'kernpunten = "- [invullen]"'), "utf-8")
    assert run("fill", "x.toml", input=f"{SKIPPED}{typed}\n\n").returncode == 0
    assert loads(memo.read_text("utf-8"))["secties"]["kernpunten"] == text


def test_messages_show_what_was_typed_as_it_is(run: Run, tmp_path: Path):
    open_section(tmp_path, "Een [/b] en [invullen].")
    done = run("fill", "open.toml", input=f"{SKIPPED}Een [/b]\n\n")
    assert done.returncode == 0
    assert r"Een \[/b\] en [invullen]." in done.stderr


def test_an_address_that_cannot_be_linked_to_is_not_repeated(run: Run, tmp_path: Path):
    open_section(tmp_path, "[invullen]")
    done = run("fill", "open.toml", input=f"{SKIPPED}[x](javascript:a[/b])\n\nTekst.\n\n")
    assert done.returncode == 0
    assert "neither a page nor an e-mail address" in done.stderr
    assert "javascript" not in done.stderr


def test_what_is_saved_meanwhile_stays(run: Run, tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    script = """sed -i 's/communicatie = "Tekst."/communicatie = "Ander werk."/' open.toml; echo Antwoord. > "$1\""""
    assert run("fill", "open.toml", input=f"{SKIPPED}e\n", **editor(tmp_path, script)).stdout == "open.toml\n"
    secties = loads(memo.read_text("utf-8"))["secties"]
    assert (secties["aanleiding"], secties["communicatie"]) == ("Antwoord.\n", "Ander werk.")


def test_without_anything_to_fill_in_nothing_is_written(run: Run, tmp_path: Path):
    run("new", "agenda", "--from", EXAMPLES / "agenda.toml")
    done = run("fill", "agenda.toml")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("content", ["soort = 1", "soort =", "", "soort = 'agenda'\n[nota]\nx = 1\n"])
def test_fill_refuses_what_is_no_memo_and_leaves_it(run: Run, tmp_path: Path, content: str):
    (tmp_path / "x.toml").write_text(content, "utf-8")
    done = run("fill", "x.toml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert (tmp_path / "x.toml").read_text("utf-8") == content


def test_a_pipe_that_closes_ends_the_last_answer(run: Run, tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    done = run("fill", "open.toml", "aanleiding", input="Zonder einde.")
    assert (done.returncode, done.stdout) == (0, "open.toml\n")
    assert aanleiding(memo) == "Zonder einde.\n"
    done = run("fill", "open.toml", "nota.van", input="DGB")
    assert (done.returncode, loads(memo.read_text("utf-8"))["nota"]["van"]) == (0, "DGB")


def test_a_value_that_cannot_be_is_asked_again(run: Run, tmp_path: Path):
    memo = open_section(tmp_path, "[invullen]")
    done = run("fill", "open.toml", "nota.merking", "steller.telefoon", input="geen\n\nonbekend\n070 000 00 00\n")
    assert "leave it empty" in done.stderr and "no telephone number" in done.stderr
    data = loads(memo.read_text("utf-8"))
    assert "merking" not in data["nota"] and data["steller"]["telefoon"] == "070 000 00 00"
