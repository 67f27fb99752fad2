"""What the shell offers at the first Tab, in each shell that Typer knows here."""

import pytest

SHELLS = ("bash", "zsh", "fish")


def tab(run, shell: str, line: str) -> str:
    """What dmmdoc offers a shell that asks for the end of a line."""
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }
    done = run(**asked[shell], _DMMDOC_COMPLETE=f"complete_{shell}")
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "offered", "other"),
    [
        ("dmmdoc ", "check", "lowercase-kamer"),
        ("dmmdoc ch", "check", "export"),
        ("dmmdoc new ag", "agenda", "verslag"),
        ("dmmdoc schema ver", "verslag", "agenda"),
        ("dmmdoc rule lower", "lowercase-kamer", "spacing"),
        ("dmmdoc check --sp", "--spelling", "--strict"),
        ("dmmdoc templates ", "copy", "check"),
        ("dmmdoc templates copy huis", "huisstijl.toml", "agenda.toml"),
    ],
)
def test_the_first_tab_offers_what_can_stand_there(run, shell, line, offered, other):
    shown = tab(run, shell, line)
    assert offered in shown and other not in shown


@pytest.mark.parametrize("shell", SHELLS)
def test_where_a_file_can_stand_the_shell_is_left_to_offer_files(run, shell):
    assert tab(run, shell, "dmmdoc check nota").strip() in ("", "_files")
