"""The profile: facts that every new memo begins with."""

from pathlib import Path
from tomllib import loads

import pytest
from conftest import Run

PROFILE = """soort = "verslag"
[steller]
naam = "A. Uil"
functie = "Adviseur"
[publicatie]
vrij = ["Uil is een dier"]
"""


def steller(folder: Path) -> dict[str, str]:
    return loads((folder / "agenda.toml").read_text("utf-8"))["steller"]


@pytest.mark.parametrize("way", ["folder", "variable"])
def test_new_begins_with_the_profile_before_all_that_is_said(run: Run, tmp_path: Path, way: str):
    profile = tmp_path / ("no-config/dmmdoc/profiel.toml" if way == "folder" else "mijn.toml")
    profile.parent.mkdir(parents=True, exist_ok=True)
    profile.write_text(PROFILE, "utf-8")
    (tmp_path / "feiten.toml").write_text("[steller]\nfunctie = 'Beleidsmedewerker'\n", "utf-8")
    told = {"DMMDOC_PROFILE": "mijn.toml"} if way == "variable" else {}
    run("new", "agenda", "--from", "feiten.toml", "--set", "steller.onderdeel=Bestuursstaf", **told)
    said = {"naam": "A. Uil", "functie": "Beleidsmedewerker", "onderdeel": "Bestuursstaf"}
    assert said.items() <= steller(tmp_path).items()
    text = (tmp_path / "agenda.toml").read_text("utf-8")
    assert loads(text)["soort"] == "agenda" and "een dier" not in text
    run("new", "agenda", "--force", DMMDOC_PROFILE="")
    assert steller(tmp_path)["naam"] == "[invullen: naam steller]"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[steller]\nnam = 1", "mijn.toml:2: unknown key nam"),
        ("[steller]\nnaam = 1", "mijn.toml:2: naam is"),
        ("[secties]\nkernpunten = ''", "mijn.toml:1: a profile holds facts"),
        ("[stelr]\nnaam = 'x'", "mijn.toml:1: unknown key stelr"),
        ("x", "mijn.toml:1: "),
    ],
)
def test_what_is_no_fact_is_told_at_its_line(run: Run, tmp_path: Path, content: str, says: str):
    (tmp_path / "mijn.toml").write_text(content, "utf-8")
    done = run("new", "agenda", DMMDOC_PROFILE="mijn.toml")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(says)
    assert not (tmp_path / "agenda.toml").exists()


def test_a_profile_that_is_named_and_not_there_is_an_error(run: Run):
    assert run("new", "agenda", DMMDOC_PROFILE="weg.toml").stderr.startswith("weg.toml: no such file")
