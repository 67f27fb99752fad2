"""One nota from nothing to public, by a person who reads Dutch: not a word of English on the way."""

from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, Run
from spoken import english_in

from dmmdoc.cli import COMMANDS


@pytest.fixture
def dutch(run: Run):
    """Run dmmdoc for a person who reads Dutch; what it says must be Dutch, and the code as foreseen."""

    def dmmdoc(code: int, *arguments: object, **more: str) -> str:
        done = run(*arguments, DMMDOC_LANG="nl", **more)
        assert done.returncode == code, done.stderr
        assert english_in(done.stderr) == []
        return done.stdout + done.stderr

    return dmmdoc


def test_a_nota_from_nothing_to_word_and_back(dutch, tmp_path: Path):
    dutch(0, "new", "agenda", "--set", "bijeenkomst.plaats=Vilnius", "--set", "bijeenkomst.begin=2031-02-13")
    dutch(1, "new", "agenda")
    dutch(0, "fill", "agenda.toml")
    dutch(0, "export", "agenda.toml")
    dutch(1, "export", "agenda.toml", "--public")
    assert english_in(dutch(1, "check", "--strict", "agenda.toml")) == []
    assert english_in(dutch(0, "show", "--check", "agenda.toml")) == []
    document = docx.Document(str(tmp_path / "agenda.docx"))
    next(each for each in document.paragraphs if "juridische overwegingen." in each.text).add_run(" Dat is bekeken.")
    document.save(str(tmp_path / "agenda.docx"))
    dutch(1, "export", "agenda.toml")
    assert english_in(dutch(0, "import", "agenda.docx", "--diff")) == []
    dutch(0, "import", "agenda.docx")
    assert "Dat is bekeken." in (tmp_path / "agenda.toml").read_text("utf-8")


def test_a_nota_that_goes_public(dutch, tmp_path: Path):
    (tmp_path / "nota.toml").write_text((EXAMPLES / "agenda.toml").read_text("utf-8"), "utf-8")
    dutch(0, "export", "nota.toml", "--public", "--lakverantwoording", "gelakt.md")
    dutch(0, "show", "--public", "nota.toml")
    text = (tmp_path / "nota.toml").read_text("utf-8")
    (tmp_path / "nota.toml").write_text(
        text.replace("aanleiding = '''\n", "aanleiding = '''\n[invullen: wat] "), "utf-8"
    )
    dutch(1, "export", "nota.toml", "--public", "--force")
    dutch(1, "show", "--public", "nota.toml")


@pytest.mark.parametrize("arguments", [("kinds",), ("rule",), ("rule", "placeholder"), ("rule", "unmarked-person")])
def test_what_is_told_of_dmmdoc_itself(dutch, arguments):
    assert english_in(dutch(0, *arguments)) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(dutch, command: str):
    assert english_in(dutch(0, *command.split(), "--help")) == []
