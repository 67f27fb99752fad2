"""The command line itself: help, version, completion, and what it does not load for them."""

import json
import os
import shlex
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, Run

from dmmdoc.cli import app
from dmmdoc.commands.report import print_path


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command loads."""
    code = "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); sys.argv[0] = 'dmmdoc'; "
    code += "from dmmdoc.__main__ import main; main()"
    environment = {**os.environ, "DMMDOC_TEMPLATES": ""}
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=environment)
    assert done.returncode == 0
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--help",), ("export", "--help"), ("--version",), ("kinds",)])
def test_quick_commands_load_no_document_library(arguments):
    assert not {"docx", "lxml", "pyromark", "jinja2", "rich", "pydantic"} & loaded_by(*arguments)


def test_export_loads_only_what_it_needs(run: Run, memo, monkeypatch):
    monkeypatch.chdir(memo.parent)
    assert not {"jinja2", "rich", "pydantic", "concurrent.futures.process"} & loaded_by("export", "agenda.toml")


def test_version(run: Run):
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("dmmdoc ")


def test_every_command_has_help(run: Run):
    listed = run("--help").stdout
    for command in ("new", "fill", "export", "kinds"):
        assert command in listed
        assert "Usage: dmmdoc" in run(command, "--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [("nieuw",), ("new",), ("export", "--nee"), ("new", "agenda", "--set", "x"), ("new", "agenda", "-o", "-")],
)
def test_wrong_usage_is_2_without_a_traceback(run: Run, arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_streams_that_the_caller_closed_are_nowhere(memo: Path, closed: str):
    dmmdoc = f"{shlex.quote(sys.executable)} -m dmmdoc"
    script = f"{dmmdoc} export agenda.toml {closed}; echo $?; {dmmdoc} check weg.toml {closed}; echo $?"
    done = subprocess.run(["sh", "-c", script], cwd=memo.parent, capture_output=True, text=True)
    said = [line for line in done.stdout.splitlines() if line != "agenda.docx"]
    assert said == ["0", "1"]
    assert ("agenda.docx" in done.stdout) == (">&-" not in closed.replace("2>&-", ""))
    assert ("weg.toml: no such file" in done.stderr) == ("2>&-" not in closed)
    assert "went wrong" not in done.stderr
    assert zipfile.is_zipfile(memo.with_suffix(".docx"))


def test_an_interrupt_before_the_command_has_begun_is_130():
    code = "import sys\nclass Interrupt:\n  def find_spec(self, name, *_):\n"
    code += "    if name == 'typer': raise KeyboardInterrupt\n"
    code += "sys.meta_path.insert(0, Interrupt())\nfrom dmmdoc.__main__ import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")


HEARD = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\n"
"""Hears Ctrl-C also where the tests run in the background of a shell, which has it ignored."""


@pytest.mark.parametrize("module", ["typer", "dmmdoc.commands.kinds"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_an_import_is_no_error(module: str, number: int):
    code = f"{HEARD}import os, sys\nclass Interrupt:\n  def find_spec(self, name, *_):\n    if name == 'MODULE':\n"
    code += "      try: os.kill(os.getpid(), NUMBER)\n      except KeyboardInterrupt: raise RuntimeError from None\n"
    code += "sys.meta_path.insert(0, Interrupt())\nfrom dmmdoc.__main__ import main\nsys.argv[1:] = ['kinds']\nmain()"
    code = code.replace("NUMBER", str(int(number))).replace("MODULE", module)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "interrupted\n")


def test_a_signal_at_the_very_end_is_no_traceback():
    code = f"{HEARD}import os, sys\nfrom dmmdoc import interrupts\nfrom dmmdoc.__main__ import main\n"
    code += "stop = interrupts.stop_listening\ndef late():\n  interrupts.stop_listening = stop\n"
    code += "  os.kill(os.getpid(), 2); sum(range(10)); stop()\n"
    code += "interrupts.stop_listening = late\nsys.argv[1:] = ['--version']\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


def test_a_signal_where_python_raises_nothing_is_heard():
    code = "import os, sys, time\nfrom dmmdoc import interrupts\ninterrupts.listen()\nclass Gone:\n"
    code += "  def __del__(self):\n    os.kill(os.getpid(), 15); sum(range(10))\n"
    code += "try:\n  Gone()\n  time.sleep(99)\nexcept KeyboardInterrupt: sys.exit(interrupts.exit_code())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (143, "")


def test_a_signal_while_a_class_is_made_of_text_ends_as_any_other(tmp_path: Path):
    """Python would remember a KeyboardInterrupt there, and `python -m` end by SIGINT whatever the exit code."""
    code = "import os, sys\nfrom dmmdoc import interrupts\ninterrupts.listen()\n"
    code += "try: exec('os.kill(os.getpid(), 15); sum(range(10))')\n"
    code += "except KeyboardInterrupt: sys.exit(interrupts.exit_code())"
    (tmp_path / "beginning.py").write_text(code, "utf-8")
    assert subprocess.run([sys.executable, "-m", "beginning"], cwd=tmp_path).returncode == 143


@pytest.mark.parametrize(
    "arguments", ["kinds", "--help", "check --format json a.toml", "export a.toml", "export a.toml -o -"]
)
def test_a_reader_who_has_read_enough_is_told_nothing(memo: Path, arguments: str):
    """And nothing is wrong: the exit code of what nobody reads is 1, as elsewhere."""
    memo.rename(memo.with_name("a.toml"))
    process = subprocess.Popen(
        [sys.executable, "-m", "dmmdoc", *arguments.split()],
        cwd=memo.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 1
    assert [line for line in said.splitlines() if "warning" not in line] == []


def test_where_nobody_can_hear_it_the_work_goes_on(memo: Path):
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is not on this machine")
    (memo.parent / "b.toml").write_bytes(memo.read_bytes())
    for arguments, code in ((["export"], 0), (["export", "weg.toml", "b.toml"], 1)):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "dmmdoc", *arguments], cwd=memo.parent, stdout=subprocess.PIPE, stderr=full
            )
        assert done.returncode == code
        assert b"b.docx" in done.stdout


def test_an_empty_folder_is_an_empty_list_for_a_script(run: Run):
    done = run("check", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
    assert "no memo in this folder" in done.stderr
    assert run("check").stdout == ""


def test_no_name_of_a_file_steers_the_terminal(run: Run, memo: Path, tmp_path: Path, monkeypatch, capsysbinary):
    name = "a\x1b]0;x\x07\nb.toml"
    memo.rename(tmp_path / name)
    (tmp_path / "kind\x1b[2J").mkdir()
    (tmp_path / "kind\x1b[2J" / "eigen.toml").write_text('omschrijving="x"\nopschrift="x"\n[secties]\n', "utf-8")
    for arguments in (["check", name], ["kinds", "--templates", "kind\x1b[2J"], ["export", "weg\x1b[2J.toml"]):
        done = run(*arguments)
        assert "\x1b" not in done.stdout + done.stderr
    assert (
        len(run("check", name).stdout.splitlines()) == len(run("check", name, "--format", "json").stdout.split("{")) - 1
    )
    assert run("export", name).stdout == name.replace(".toml", ".docx") + "\n"  # a script gets it to the byte
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    print_path(name)
    assert b"\x1b" not in capsysbinary.readouterr().out


def test_a_line_for_a_person_is_one_write(memo: Path, monkeypatch):
    written = []
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(write=written.append, flush=lambda: None))
    monkeypatch.chdir(memo.parent)
    with pytest.raises(SystemExit):
        app(["export", "agenda.toml"])
    assert len(written) > 1
    assert all(line.endswith("\n") for line in written)


def test_kinds_are_completed(run: Run):
    done = run(_DMMDOC_COMPLETE="complete_bash", COMP_WORDS="dmmdoc new ag", COMP_CWORD="2")
    assert done.stdout.split() == ["agenda", "agendabrief"]


def test_completion_says_nothing_of_what_is_at_fault(run: Run, tmp_path: Path):
    (tmp_path / "stuk.toml").write_text("[", "utf-8")
    for templates, known in (
        ("nergens", []),
        (str(tmp_path), ["agenda", "agendabrief", "stuk", "verslag", "verslagbrief"]),
    ):
        asked = {"_DMMDOC_COMPLETE": "complete_bash", "COMP_WORDS": "dmmdoc new ", "COMP_CWORD": "2"}
        done = run(**asked, DMMDOC_TEMPLATES=templates)
        assert (done.stdout.split(), done.stderr) == (known, "")


@pytest.mark.parametrize("place", [("--traceback", "kinds"), ("kinds", "--traceback")])
def test_a_traceback_is_shown_on_request_only(run: Run, place):
    assert "Traceback" in run(*place, "--templates", "weg").stderr
    assert "Traceback" not in run("kinds", "--templates", "weg").stderr


def test_the_wheel_holds_the_templates(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    listing = subprocess.run([sys.executable, "-m", "zipfile", "-l", wheel], check=True, capture_output=True, text=True)
    for name in ("agenda.toml", "verslag.toml", "huisstijl.toml", "velden.toml", "gronden.toml"):
        assert f"dmmdoc/templates/{name}" in listing.stdout
