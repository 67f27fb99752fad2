"""Questions and answers: in a real terminal, and from a pipe."""

import codecs
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from tomllib import loads

import pytest
from conftest import EXAMPLES, MINIMAL, Run
from memos import FOLDERS

from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.kinds import kind, used
from dmmdoc.memo_file.concept import MARK

AGENDA, VELDEN = kind("agenda", FOLDERS), velden(FOLDERS)
FACTS = used(AGENDA, VELDEN)
"""The facts that a new agenda is asked for; its required sections come after them."""
ASKED = len(FACTS) + sum(sectie.status == "verplicht" for sectie in AGENDA.secties.values())
QUESTIONS = {veld.vraag: ".".join(path) for path, veld in VELDEN.velden.items()} | {
    sectie.vraag: f"{SECTIES}.{key}" for key, sectie in AGENDA.secties.items()
}
"""The key that each question is about."""
ENTERS = "\n" * 99
"""Enter at all that is asked yet."""


class Terminal:
    """A person at a terminal: reads what is asked, types answers."""

    def __init__(self, *arguments: str, cwd: Path, stdout: int | None = None, **environment: str):
        master, slave = pty.openpty()
        self.master, self.seen, self.at = master, "", 0
        self.asked: list[str] = []
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

    def reach(self, key: str) -> None:
        """Give Enter at every question before the one about `key`."""
        while True:
            self.read_until("/")
            self.read_until("\x1b[0m\r\n")
            line = re.sub(r"\x1b\[[0-9;]*m", "", self.seen[self.seen.rfind("\n", 0, self.at - 2) + 1 : self.at])
            if found := re.fullmatch(r"\d+/\d+  (.*)\r\n", line):
                self.asked.append(QUESTIONS[found[1]])
                if self.asked[-1] == key:
                    return
                self.type("\n")

    def answer(self, answers: dict[str, str]) -> None:
        """Answer the questions about these keys as they come, and Enter at those between them."""
        for key, typed in answers.items():
            self.reach(key)
            self.type(f"{typed}\n")

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
        while select.select([self.master], [], [], 0.1)[0] and self._read(0):
            pass
        os.close(self.master)
        return self.process.wait(5)


def test_enter_alone_keeps_and_confirms_every_draft(run: Run, tmp_path: Path):
    run("new", "agenda", "-o", "zonder.toml")
    person = Terminal("new", "agenda", cwd=tmp_path)
    person.read_until(f"1/{ASKED}")
    person.type(ENTERS)
    assert person.finish() == 0
    assert person.seen.rstrip().endswith("agenda.toml")
    drawn_up = (tmp_path / "zonder.toml").read_text("utf-8")
    assert drawn_up.count(MARK) == 7
    assert (tmp_path / "agenda.toml").read_text("utf-8") == drawn_up.replace(f"{MARK}\n", "")


def test_answers_flow_into_the_drafts_that_nobody_has_touched(tmp_path: Path):
    person = Terminal("new", "agenda", cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "13 februari 2031", "bijeenkomst.eind": "12-2-2031"})
    person.read_until("before begin")
    person.answer(
        {
            "bijeenkomst.eind": "14-2-2031",
            "bijeenkomst.plaats": "Vilnius",
            "bijeenkomst.sessies": "Afschrikking\nSteun aan Oekraïne\n",
        }
    )
    person.reach("nota.onderwerp")
    person.read_until("Geannoteerde agenda NAVO DMM 13 en 14 februari 2031")
    person.type(ENTERS)
    assert person.finish() == 0
    memo = loads((tmp_path / "agenda.toml").read_text("utf-8"))
    assert memo["nota"]["onderwerp"] == "Geannoteerde agenda NAVO DMM 13 en 14 februari 2031"
    assert "Op 13 en 14 februari 2031 vindt in Vilnius" in memo["secties"]["aanleiding"]
    assert "**Steun aan Oekraïne**" in memo["secties"]["kernpunten"]


def test_only_the_path_goes_to_standard_output(tmp_path: Path):
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Terminal("new", "agenda", cwd=tmp_path, stdout=stdout.fileno())
        person.read_until(f"1/{ASKED}")
        person.type(ENTERS)
        assert person.finish() == 0
    assert (tmp_path / "stdout").read_bytes() == b"agenda.toml\n"


def test_what_was_answered_survives_an_interrupt(tmp_path: Path):
    person = Terminal("new", "agenda", cwd=tmp_path)
    person.answer({"bijeenkomst.naam": "Conferentie", "bijeenkomst.afkorting": "CF", "bijeenkomst.sessies": "Eerste"})
    time.sleep(0.3)
    person.type("\x03")
    assert person.finish() == 130
    assert "dmmdoc fill agenda.toml" in person.seen
    assert "Traceback" not in person.seen
    memo = loads((tmp_path / "agenda.toml").read_text("utf-8"))
    assert memo["bijeenkomst"]["naam"] == "Conferentie"
    assert memo["bijeenkomst"]["sessies"] == ["Eerste"]
    assert "**Eerste**" in memo["secties"]["kernpunten"]


def test_fill_asks_only_for_what_is_missing_and_leaves_the_rest_to_the_byte(run: Run, tmp_path: Path):
    memo = tmp_path / "memo é.toml"
    run("new", "agenda", "-o", memo.name, "--set", "bijeenkomst.begin=2031-02-13")
    text = memo.read_text("utf-8").replace("# De stad.\n", "# mijn eigen opmerking\n").replace("\n\n\n", "\n\n")
    memo.write_text(text, "utf-8")
    answers = {"steller.naam": "F. van der Zwaluw", "nota.datum": "3 januari 2031"}
    person = Terminal("fill", memo.name, cwd=tmp_path)
    person.answer(
        {
            "bijeenkomst.sessies": "Munitie\n",
            "nota.datum": answers["nota.datum"],
            "steller.naam": answers["steller.naam"],
            "secties.kernpunten": "i",
        }
    )
    for question, answer in (("Munitie", "de productie van munitie"), ("zet in op", "meer munitie")):
        person.read_until(question)
        person.type(answer + "\n")
    person.type(ENTERS)
    assert person.finish() == 0
    after = memo.read_text("utf-8")
    expected = (
        text.replace("# datum = 2025-02-03", "datum = 2031-01-03")
        .replace('# sessies = ["Afschrikking en verdediging", "Steun aan Oekraïne"]', 'sessies = ["Munitie"]')
        .replace('"[invullen: naam steller]"', '"F. van der Zwaluw"')
        .replace("**[invullen: werksessie]**", "**Munitie**")
        .replace("[invullen: wat er voorligt en wat Nederland inbrengt]", "de productie van munitie")
        .replace("[invullen: de hoofdlijn van de Nederlandse inzet]", "meer munitie")
        .replace(f"{MARK}\n", "")
    )
    assert after == expected
    assert person.asked == [
        *("bijeenkomst.eind", "bijeenkomst.sessies", "nota.datum", "nota.kenmerk", "nota.afgestemd_met"),
        *("nota.afschrift_aan", "nota.merking", "steller.naam", "steller.functie", "steller.onderdeel"),
        *("steller.telefoon", "steller.email", "ondertekenaar.naam", "secties.aanleiding"),
        *("secties.geadviseerd_besluit", "secties.kernpunten"),
    ]


def test_bullets_are_one_a_line_and_an_editor_can_be_used(run: Run, tmp_path: Path):
    memo = tmp_path / "agenda.toml"
    memo.write_text(MINIMAL.replace("Er is een bijeenkomst.", "Er is [invullen]."), "utf-8")
    editor = tmp_path / "mijn editor"
    editor.write_text('#!/bin/sh\necho "Tweede alinea uit de editor." > "$1"\n', "utf-8")
    editor.chmod(0o755)
    person = Terminal("fill", "agenda.toml", cwd=tmp_path, EDITOR=f"'{editor}'", VISUAL="")
    person.reach("secties.aanleiding")
    person.read_until("›")
    person.type("e\n")
    person.answer({"secties.geadviseerd_besluit": "| a |\n|---|\n"})
    person.read_until("holds a table")
    person.answer(
        {
            "secties.geadviseerd_besluit": "U wordt gevraagd.\n",
            "secties.kernpunten": "eerste punt\n  subpunt\n- tweede punt\n",
        }
    )
    person.reach("secties.financiele_overwegingen")
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


def test_long_lines_and_arrow_keys(tmp_path: Path):
    pytest.importorskip("readline")
    memo = open_section(tmp_path, "[invullen]")
    person = Terminal("fill", "open.toml", cwd=tmp_path)
    person.reach("secties.aanleiding")
    person.read_until("›")
    words = "woord " * 1000 + "slt"
    for start in range(0, len(words), 500):
        person.type(words[start : start + 500])
        person.read_until("woord" if start + 500 < len(words) else "slt")
    person.type("\x1b[D\x1b[Do\n\n")
    assert person.finish() == 0
    assert " ".join(aanleiding(memo).split()) == "woord " * 1000 + "solt"


def test_a_first_day_that_moves_takes_the_last_along(tmp_path: Path):
    person = Terminal("new", "agenda", "--from", str(EXAMPLES / "agenda.toml"), cwd=tmp_path)
    person.answer({"bijeenkomst.begin": "31 februari 2031"})
    person.read_until("is no day")
    person.answer({"bijeenkomst.begin": "15 oktober 2031"})
    person.reach("bijeenkomst.eind")
    person.read_until("16 oktober 2031")
    person.type(ENTERS)
    assert person.finish() == 0
    meeting = loads((tmp_path / "agenda.toml").read_text("utf-8"))["bijeenkomst"]
    assert (str(meeting["begin"]), str(meeting["eind"])) == ("2031-10-15", "2031-10-16")


def test_a_number_is_shown_asked_again_and_written_in_figures(run: Run, tmp_path: Path):
    (tmp_path / "oud.toml").write_text(
        MINIMAL.replace("[ondertekenaar]", "aantal_bijlagen = 3\n\n[ondertekenaar]"), "utf-8"
    )
    person = Terminal("new", "agenda", "--from", "oud.toml", cwd=tmp_path)
    person.reach("nota.aantal_bijlagen")
    person.read_until("  3\r\n")
    for typed in ("twee", "9" * 3000):
        person.type(f"{typed}\n")
        person.read_until("is no number; write it in figures")
    person.answer({"nota.aantal_bijlagen": "12"})
    person.type(ENTERS)
    assert person.finish() == 0
    assert loads((tmp_path / "agenda.toml").read_text("utf-8"))["nota"]["aantal_bijlagen"] == 12


def test_a_stop_tells_what_was_written(tmp_path: Path):
    (tmp_path / "agenda.toml").write_text(MINIMAL, "utf-8")
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Terminal("fill", "agenda.toml", cwd=tmp_path, stdout=stdout.fileno())
        person.read_until("1/")
        person.type("Conferentie\n")
        person.read_until("2/")
        person.type("\x03")
        assert person.finish() == 130
    assert (tmp_path / "stdout").read_bytes() == b"agenda.toml\n"


@pytest.mark.parametrize("content", ["soort = 1", "soort =", "", "soort = 'agenda'\n[nota]\nx = 1\n"])
def test_fill_refuses_what_is_no_memo_and_leaves_it(run: Run, tmp_path: Path, content: str):
    (tmp_path / "x.toml").write_text(content, "utf-8")
    done = run("fill", "x.toml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert (tmp_path / "x.toml").read_text("utf-8") == content


def long_memos(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.toml").write_text(MINIMAL + "kernpunten = '''\n" + "- punt\n" * 2000 + "'''\n", "utf-8")


def test_an_interrupted_export_tells_what_was_written(tmp_path: Path):
    long_memos(tmp_path)
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Terminal("export", cwd=tmp_path, stdout=stdout.fileno())
        person.read_until("Exporting")
        while not re.search(r"[1-9]\d*%", person.seen):
            assert person._read(0.2)
        person.type("\x03")
        assert person.finish() == 130
    told = (tmp_path / "stdout").read_text("utf-8").splitlines()
    assert told
    assert all((tmp_path / name).is_file() for name in told)
    assert "interrupted" in person.seen


def test_an_interrupted_export_is_130(tmp_path: Path):
    long_memos(tmp_path)
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
