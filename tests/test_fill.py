"""Questions and answers: in a real terminal, and from a pipe."""

import codecs
import contextlib
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from tomllib import loads

import pytest
from conftest import MINIMAL, Run


class Terminal:
    """A person at a terminal: reads what is asked, types answers."""

    def __init__(self, *arguments: str, cwd: Path, stdout: int | None = None, **environment: str):
        master, slave = pty.openpty()
        self.master, self.seen, self.at = master, "", 0
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dmmdoc", *arguments],
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
            cwd=cwd,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "XDG_CONFIG_HOME": str(cwd / "none"), **environment},
            start_new_session=True,
            preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
        )
        os.close(slave)

    def read_until(self, words: str, seconds: float = 20) -> None:
        """Wait for words that have not been waited for yet."""
        deadline = time.monotonic() + seconds
        while (found := self.seen.find(words, self.at)) < 0:
            assert time.monotonic() < deadline, f"no {words!r} in: {self.seen[self.at :]}"
            self._read(0.2)
        self.at = found + len(words)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the process has closed its end
            return False
        self.seen += self.decoder.decode(data)
        return bool(data)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def finish(self, seconds: float = 20) -> int:
        deadline = time.monotonic() + seconds
        while self._read(0.1) and self.process.poll() is None:
            assert time.monotonic() < deadline, self.seen[-2000:]
        with contextlib.suppress(OSError):
            self._read(0.1)
        os.close(self.master)
        return self.process.wait(5)


def test_enter_alone_keeps_every_draft(run: Run, tmp_path: Path):
    run("new", "agenda", "-o", "zonder.toml")
    person = Terminal("new", "agenda", cwd=tmp_path)
    person.read_until("1/25")
    person.type("\n" * 40)
    assert person.finish() == 0
    assert person.seen.rstrip().endswith("agenda.toml")
    assert (tmp_path / "agenda.toml").read_bytes() == (tmp_path / "zonder.toml").read_bytes()


def test_answers_flow_into_the_drafts_that_nobody_has_touched(tmp_path: Path):
    person = Terminal("new", "agenda", cwd=tmp_path)
    for question, answer in (
        ("1/25", ""),
        ("2/25", ""),
        ("3/25", "13 februari 2031"),
        ("4/25", "12-2-2031"),
        ("before begin", "14-2-2031"),
        ("5/25", "Vilnius"),
        ("6/25", "Afschrikking\nSteun aan Oekraïne\n"),
    ):
        person.read_until(question)
        person.type(answer + "\n")
    person.read_until("7/25")
    person.read_until("Geannoteerde agenda NAVO DMM 13 en 14 februari 2031")
    person.type("\n" * 40)
    assert person.finish() == 0
    memo = loads((tmp_path / "agenda.toml").read_text("utf-8"))
    assert memo["nota"]["onderwerp"] == "Geannoteerde agenda NAVO DMM 13 en 14 februari 2031"
    assert "Op 13 en 14 februari 2031 vindt in Vilnius" in memo["secties"]["aanleiding"]
    assert "**Steun aan Oekraïne**" in memo["secties"]["kernpunten"]


def test_only_the_path_goes_to_standard_output(tmp_path: Path):
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Terminal("new", "agenda", cwd=tmp_path, stdout=stdout.fileno())
        person.read_until("1/25")
        person.type("\n" * 40)
        assert person.finish() == 0
    assert (tmp_path / "stdout").read_bytes() == b"agenda.toml\n"


def test_what_was_answered_survives_an_interrupt(tmp_path: Path):
    person = Terminal("new", "agenda", cwd=tmp_path)
    person.read_until("1/25")
    person.type("Conferentie\n")
    person.read_until("2/25")
    person.type("CF\n\n\n\n")
    person.read_until("6/25")
    person.type("Eerste sessie\n")
    time.sleep(0.3)
    person.type("\x03")
    assert person.finish() == 130
    assert "dmmdoc fill agenda.toml" in person.seen
    assert "Traceback" not in person.seen
    memo = loads((tmp_path / "agenda.toml").read_text("utf-8"))
    assert memo["bijeenkomst"]["naam"] == "Conferentie"
    assert memo["bijeenkomst"]["sessies"] == ["Eerste sessie"]
    assert "**Eerste sessie**" in memo["secties"]["kernpunten"]


def test_fill_asks_only_for_what_is_missing_and_leaves_the_rest_to_the_byte(run: Run, tmp_path: Path):
    memo = tmp_path / "memo é.toml"
    run("new", "agenda", "-o", memo.name, "--set", "bijeenkomst.begin=2031-02-13")
    text = memo.read_text("utf-8").replace("# De stad.\n", "# mijn eigen opmerking\n").replace("\n\n\n", "\n\n")
    memo.write_text(text, "utf-8")
    answers = {"steller.naam": "F. van der Zwaluw", "nota.datum": "3 januari 2031"}
    person = Terminal("fill", memo.name, cwd=tmp_path)
    for question, answer in (
        ("eindigt", ""),
        ("werksessies", "Munitie\n"),
        ("de datum van de nota", answers["nota.datum"]),
        ("het kenmerk", ""),
        ("rubricering", ""),
        ("Wie is de steller", answers["steller.naam"]),
        ("Op welk nummer", ""),
        ("e-mailadres", ""),
        ("naam van de ondertekenaar", ""),
        ("Eén punt per regel", "i"),
        ("Munitie", "de productie van munitie"),
        ("zet in op", "meer munitie"),
    ):
        person.read_until(question)
        person.type(answer + "\n")
    assert person.finish() == 0
    after = memo.read_text("utf-8")
    expected = (
        text.replace("# datum = 2025-02-03", "datum = 2031-01-03")
        .replace('# sessies = ["Afschrikking en verdediging", "Steun aan Oekraïne"]', 'sessies = ["Munitie"]')
        .replace('"[invullen: naam steller]"', '"F. van der Zwaluw"')
        .replace("**[invullen: werksessie]**", "**Munitie**")
        .replace("[invullen: wat er voorligt en wat Nederland inbrengt]", "de productie van munitie")
        .replace("[invullen: de hoofdlijn van de Nederlandse inzet]", "meer munitie")
    )
    assert after == expected


def test_bullets_are_one_a_line_and_an_editor_can_be_used(run: Run, tmp_path: Path):
    memo = tmp_path / "agenda.toml"
    memo.write_text(MINIMAL.replace("Er is een bijeenkomst.", "Er is [invullen]."), "utf-8")
    editor = tmp_path / "mijn editor"
    editor.write_text('#!/bin/sh\necho "Tweede alinea uit de editor." > "$1"\n', "utf-8")
    editor.chmod(0o755)
    person = Terminal("fill", "agenda.toml", cwd=tmp_path, EDITOR=f"'{editor}'", VISUAL="")
    person.read_until("1/")
    person.type("\n" * 16)
    person.read_until("Waarom ligt deze brief nu voor?")
    person.read_until("›")
    person.type("e\n")
    person.read_until("Waarmee wordt de minister")
    person.type("| a |\n|---|\n\n")
    person.read_until("holds a table")
    person.type("U wordt gevraagd.\n\n")
    person.read_until("Wat moet de minister")
    person.type("eerste punt\n  subpunt\n- tweede punt\n\n")
    person.read_until("Wat zijn de financiële")
    person.type("\n" * 8)
    assert person.finish() == 0
    secties = loads(memo.read_text("utf-8"))["secties"]
    assert secties["aanleiding"] == "Tweede alinea uit de editor.\n"
    assert secties["geadviseerd_besluit"] == "U wordt gevraagd.\n"
    assert secties["kernpunten"] == "- eerste punt\n  - subpunt\n- tweede punt\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["agenda.toml", "mijn editor"]


def test_answers_from_a_pipe(run: Run, memo: Path):
    done = run("fill", "agenda.toml", input="Defence Ministers Meeting\nDMM\n")
    assert (done.returncode, done.stdout) == (0, "agenda.toml\n")
    assert loads(memo.read_text("utf-8"))["bijeenkomst"] == {"naam": "Defence Ministers Meeting", "afkorting": "DMM"}


@pytest.mark.parametrize("content", ["soort = 1", "soort =", "", "soort = 'agenda'\n[nota]\nx = 1\n"])
def test_fill_refuses_what_is_no_memo_and_leaves_it(run: Run, tmp_path: Path, content: str):
    (tmp_path / "x.toml").write_text(content, "utf-8")
    done = run("fill", "x.toml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert (tmp_path / "x.toml").read_text("utf-8") == content


def test_an_interrupted_export_is_130(tmp_path: Path):
    for number in range(60):
        (tmp_path / f"{number}.toml").write_text(MINIMAL + "kernpunten = '''\n" + "- punt\n" * 2000 + "'''\n", "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "dmmdoc", "export"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout and process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().splitlines()[-1] == "interrupted"
    assert b"Traceback" not in err
    assert not list(tmp_path.glob(".*.tmp"))
