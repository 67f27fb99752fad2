"""The house style as somebody changes it who does not program: a figure that cannot be is told at its line."""

from pathlib import Path

import pytest
from conftest import ROOT, Run
from spoken import english_in

HUISSTIJL = (ROOT / "templates" / "huisstijl.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("grootte = 9", "grootte = -9", "grootte is -9; write a number from 1"),
        ("grootte = 9", "grootte = inf", "grootte is inf"),
        ("grootte = 9", 'grootte = "negen"', "grootte is text"),
        ("breedte = 210", "breedte = 80", "no room for text"),
        ("boven_vervolg = 25", "boven_vervolg = 50", "boven_vervolg is 50, more than boven"),
        ("breedte = 37", "breedte = 0", "breedte is 0"),
        ("niveau = 1", "niveau = 12", "niveau is 12"),
        ('kleur = "', 'kleur = "#', "write a colour as RRGGBB"),
        ('basis = "Normal"', 'basis = "Normaal"', "no style Normaal"),
        ("[stijlen.Normal]", '[stijlen.Normal]\nbasis = "Body Text"', "based on itself"),
        ('tekens = ["•", "–", "•"]', "tekens = []", "tekens is empty"),
        ('nummers = ["decimal"', 'nummers = ["arabisch"', "write decimal"),
        ('"nl-NL"', '"nederlands"', "write a code"),
        ("{paginas}", "{pages}", "there is no {pages}"),
    ],
)
def test_a_figure_that_cannot_be_is_one_line(run: Run, memo: Path, tmp_path: Path, old: str, new: str, says: str):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "huisstijl.toml").write_text(HUISSTIJL.replace(old, new, 1), "utf-8")
    for output in ("x.docx", "x.pdf"):
        done = run("export", memo.name, "--templates", "t", "-o", output)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("t/huisstijl.toml:")
        assert says in done.stderr
        assert done.stderr.count("\n") == 1
    assert english_in(run("export", memo.name, "--templates", "t", "-o", "x.docx", DMMDOC_LANG="nl").stderr) == []


def test_another_figure_is_another_page(run: Run, memo: Path, tmp_path: Path):
    run("export", memo.name, "-o", "x.docx")
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "huisstijl.toml").write_text(HUISSTIJL.replace("grootte = 9\n", "grootte = 10.5\n", 1), "utf-8")
    assert run("export", memo.name, "--templates", "t", "-o", "y.docx").returncode == 0
    assert (tmp_path / "x.docx").read_bytes() != (tmp_path / "y.docx").read_bytes()


def test_a_style_that_is_not_there_is_the_built_in_one(run: Run, memo: Path, tmp_path: Path):
    run("export", memo.name, "-o", "x.docx")
    (tmp_path / "t").mkdir()
    before, _, after = HUISSTIJL.partition("[stijlen.Merking]")
    (tmp_path / "t" / "huisstijl.toml").write_text(before + after[after.index("[stijlen.") :], "utf-8")
    assert run("export", memo.name, "--templates", "t", "-o", "y.docx").returncode == 0
    assert (tmp_path / "x.docx").read_bytes() == (tmp_path / "y.docx").read_bytes()
