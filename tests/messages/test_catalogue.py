"""Everything that is said to a person exists in every language, under one name, with the same facts in it."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import dmmdoc
from dmmdoc.messages.catalogue import FOLDER, say, spoken
from dmmdoc.messages.language import LANGUAGES, chosen

PACKAGE = Path(dmmdoc.__file__).parent
FOREIGN = re.compile("[A-Z]|default: |required$")
"""How the words of Typer begin, which are their own names; ours are small letters, with a dot between their parts."""


def catalogue(language: str) -> dict[str, list[str]]:
    """The name of each message in a language, in the order of the file, with its forms."""
    with (FOLDER / language / "LC_MESSAGES/dmmdoc.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    return {
        name: list(text if isinstance(text, tuple) else (text,))
        for message in messages
        for name, text in [(message.id[0] if isinstance(message.id, tuple) else message.id, message.string)]
    }


CATALOGUES = {language: catalogue(language) for language in LANGUAGES}


def ours(language: str) -> list[str]:
    return [name for name in CATALOGUES[language] if not FOREIGN.match(name)]


def pattern(part: ast.expr) -> str:
    return re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9_.-]+"


def said() -> Iterator[tuple[str, str]]:
    """Each name that code says, as a pattern, and where."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                [name, *_] = node.args
                for end in (name.body, name.orelse) if isinstance(name, ast.IfExp) else (name,):
                    where = f"{file.name}:{node.lineno}"
                    if isinstance(end, ast.Constant):
                        yield re.escape(end.value), where
                    elif isinstance(end, ast.JoinedStr):
                        parts = (
                            re.escape(x.value) if isinstance(x, ast.Constant) else "[a-z0-9_.-]+" for x in end.values
                        )
                        yield "".join(parts), where
                    else:
                        yield "", where


def test_every_message_exists_in_every_language():
    first, *others = (sorted(ours(language)) for language in LANGUAGES)
    assert all(first == other for other in others)


def test_every_name_that_is_said_has_a_message():
    names = ours("en")
    assert [(name, where) for name, where in said() if not any(re.fullmatch(name, one) for one in names)] == []


def test_every_message_is_said_somewhere():
    patterns = {name for name, _ in said()}
    assert [one for one in ours("en") if not any(re.fullmatch(name, one) for name in patterns)] == []


@pytest.mark.parametrize("name", ours("en"))
def test_a_message_has_the_same_facts_in_every_language(name):
    def facts(form: str) -> set[str]:
        return {field for _, field, _, _ in Formatter().parse(form) if field is not None}

    known = [[facts(form) for form in CATALOGUES[language][name]] for language in LANGUAGES]
    whole = [set().union(*forms) for forms in known]
    assert whole[0] == whole[1]
    assert all(map(str.isidentifier, whole[0])), "a brace that is no fact is written twice: {{"
    assert all(form | {"n"} == every | {"n"} for forms, every in zip(known, whole, strict=True) for form in forms)
    assert all(form for language in LANGUAGES for form in CATALOGUES[language][name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said(monkeypatch, language):
    monkeypatch.setenv("DMMDOC_LANG", language)
    for name, forms in CATALOGUES[language].items():
        if not FOREIGN.match(name):
            facts = {field: 2 for form in forms for _, field, _, _ in Formatter().parse(form) if field}
            assert say(name, **facts | {"n": 1}) and say(name, **facts | {"n": 2})


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_stand_in_the_order_of_their_names(language):
    assert ours(language) == sorted(ours(language))


def test_the_words_of_typer_are_in_dutch_only():
    assert {name for name in CATALOGUES["nl"] if FOREIGN.match(name)}.isdisjoint(CATALOGUES["en"])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "nl_NL.UTF-8"}, "nl"),
        ({"LC_ALL": "C", "LC_MESSAGES": "nl_NL.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"DMMDOC_LANG": "nl", "LC_ALL": "C"}, "nl"),
        ({"DMMDOC_LANG": "en", "LC_ALL": "nl_NL"}, "en"),
        ({"DMMDOC_LANG": "fr", "LC_ALL": "nl_NL"}, "nl"),
    ],
)
def test_the_language_is_that_of_the_variable_or_the_locale(environment, language):
    assert chosen(environment, here=False) == language


def test_on_windows_the_interface_says_the_language(monkeypatch):
    monkeypatch.setattr("dmmdoc.windows.interface_language", lambda: "nl")
    assert chosen({}, here=True) == "nl"
    assert chosen({"LANG": "en_US"}, here=True) == "en"


def test_a_name_without_a_message_is_said_as_it_is():
    assert say("no.such.message") == "no.such.message"


@pytest.mark.parametrize(("language", "words"), [("nl", "3 februari 2025"), ("en", "3 February 2025")])
def test_a_day_is_said_as_the_language_does(monkeypatch, language, words):
    monkeypatch.setenv("DMMDOC_LANG", language)
    assert spoken(date(2025, 2, 3)) == words
