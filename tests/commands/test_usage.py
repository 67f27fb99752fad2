"""Help and what was typed wrong, in both languages."""

import re

import pytest
from conftest import Run

from dmmdoc.cli import COMMANDS

OF_TYPER = (
    "Usage:",
    "Options:",
    "Arguments:",
    "Commands:",
    "[OPTIONS]",
    "[ARGS]",
    "this message",
    "[default",
    "required",
)


EVERY = ["", *COMMANDS, "templates copy", "templates diff"]


@pytest.mark.parametrize("command", EVERY)
def test_what_stands_in_for_a_word_is_dutch_in_dutch(run: Run, command: str):
    done = run(*command.split(), "--help", DMMDOC_LANG="nl")
    assert re.findall(r"\b(?:FILE|KEY|MEMO|COMMAND|ARGS|KIND|DIR|PATH|NAME|VALUE)\b", done.stdout) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", EVERY)
def test_help_says_every_sentence_to_its_end(run: Run, command: str, language: str):
    done = run(*command.split(), "--help", DMMDOC_LANG=language)
    assert re.findall(r"\w\.\.\.$", re.sub(r"[A-Z]{3,}\.\.\.", "", done.stdout), re.M) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("command", EVERY)
def test_help_is_in_the_language_of_the_reader(run: Run, command: str, language: str):
    done = run(*command.split(), "--help", DMMDOC_LANG=language)
    assert done.returncode == 0
    assert f"dmmdoc {command}".strip() in done.stdout
    assert re.search(r"\b(help|metavar|usage)\.[a-z]", done.stdout) is None
    if language == "nl":
        assert [word for word in OF_TYPER if word in done.stdout] == []
        assert "Gebruik: " in done.stdout and "Laat deze uitleg zien." in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_help(run: Run, command: str):
    options = [line for line in run(command, "--help").stdout.splitlines() if line.startswith("  -")]
    assert options


@pytest.mark.parametrize(
    ("typed", "english", "dutch"),
    [
        ("nwe", "there is no command nwe; did you mean new?", "de opdracht nwe bestaat niet; bedoelt u new?"),
        (
            "omzetten",
            "there is no command omzetten; dmmdoc --help lists them",
            "de opdracht omzetten bestaat niet; dmmdoc --help noemt ze allemaal",
        ),
        (
            "new",
            "KIND... is missing; dmmdoc new --help says what goes there",
            "SOORT... ontbreekt; dmmdoc new --help zegt wat daar hoort",
        ),
        (
            "kinds a b",
            "a b is more than this command takes; dmmdoc kinds --help says what it takes",
            "a b is hier te veel; dmmdoc kinds --help zegt wat er wordt gevraagd",
        ),
        (
            "export --frce",
            "there is no option --frce; did you mean --force?",
            "de optie --frce bestaat niet; bedoelt u --force?",
        ),
        (
            "export --zz",
            "there is no option --zz; dmmdoc export --help lists them",
            "de optie --zz bestaat niet; dmmdoc export --help noemt ze allemaal",
        ),
        (
            "export --format odt",
            "--format is none of docx, pdf; write one of these",
            "--format kent alleen docx, pdf; kies een van deze",
        ),
        (
            "export -o",
            "-o takes a value; write it behind it, as dmmdoc export --help shows",
            "achter -o ontbreekt een waarde; dmmdoc export --help zegt welke",
        ),
        (
            "export --force=ja",
            "--force takes no value; take that away",
            "achter --force hoort geen waarde; haal die weg",
        ),
    ],
)
def test_what_was_typed_wrong_is_one_line_and_2(run: Run, typed: str, english: str, dutch: str):
    for language, line in (("en", english), ("nl", dutch)):
        done = run(*typed.split(), DMMDOC_LANG=language)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


@pytest.mark.parametrize("typed", ["", "--traceback"])
def test_nothing_typed_is_help_and_2(run: Run, typed: str):
    done = run(*typed.split(), DMMDOC_LANG="nl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Gebruik: dmmdoc [OPTIES] OPDRACHT")


def test_completion_is_installed_in_words_of_ours(run: Run, tmp_path):
    typed = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path), "DMMDOC_LANG": "nl"}
    done = run("--install-completion", "bash", **typed)
    assert (done.returncode, done.stdout) == (0, f"{tmp_path}/.bash_completions/dmmdoc.sh\n")
    assert done.stderr == "bash vult opdrachten en opties aan zodra u een nieuwe terminal opent\n"
