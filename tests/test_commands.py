"""The command line itself: help, version, completion, and what it does not load for them."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT, Run


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


@pytest.mark.parametrize("arguments", [("nieuw",), ("new",), ("export", "--nee"), ("new", "agenda", "--set", "x")])
def test_wrong_usage_is_2_without_a_traceback(run: Run, arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_kinds_are_completed(run: Run):
    done = run(_DMMDOC_COMPLETE="complete_bash", COMP_WORDS="dmmdoc new ag", COMP_CWORD="2")
    assert done.stdout.split() == ["agenda"]


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
