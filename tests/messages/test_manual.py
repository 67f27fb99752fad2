"""The pages for people who read Dutch name commands and options that there are, and lines that are said."""

import re

import pytest
from conftest import ROOT, Run

from dmmdoc.cli import COMMANDS

PAGES = ("README.nl.md", "docs/handleiding.md")


def typed(page: str) -> set[tuple[str, str]]:
    """Each command that a page types, with an option of it."""
    lines = re.findall(r"^dmmdoc (\w+)(.*)$", (ROOT / page).read_text("utf-8"), re.M)
    return {
        (command, option) for command, rest in lines for option in re.findall("(?<= )--[a-z-]+", rest.split("#")[0])
    }


@pytest.mark.parametrize(("command", "option"), sorted(set().union(*map(typed, PAGES))))
def test_the_manual_types_what_there_is(run: Run, command: str, option: str):
    assert command in COMMANDS
    assert re.search(rf"{option}\b", run(command, "--help").stdout)


def test_the_error_in_the_manual_is_said(run: Run, tmp_path):
    [line] = re.findall("^agenda.toml:12: .*$", (ROOT / "docs/handleiding.md").read_text("utf-8"), re.M)
    (tmp_path / "agenda.toml").write_text("\n" * 11 + "datum = 3-2-2025\n", "utf-8")
    assert run("check", "agenda.toml", DMMDOC_LANG="nl").stderr == f"{line}\n"


@pytest.mark.parametrize("page", [*PAGES, "docs/languages.md"])
def test_what_a_page_leads_to_is_there(page: str):
    path = ROOT / page
    for target in re.findall(r"\]\(((?!https:)[^)#]+)[^)]*\)|src=\"([^\"]+)\"", path.read_text("utf-8")):
        assert (path.parent / (target[0] or target[1])).exists()
