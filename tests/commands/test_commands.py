"""The command line itself: help, version, completion, and what it does not load for them."""

import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, Run

from dmmdoc.cli import app


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
    assert done.stdout.split() == ["agenda"]


def test_completion_says_nothing_of_what_is_at_fault(run: Run, tmp_path: Path):
    (tmp_path / "stuk.toml").write_text("[", "utf-8")
    for templates, known in (("nergens", []), (str(tmp_path), ["agenda", "stuk", "verslag"])):
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
