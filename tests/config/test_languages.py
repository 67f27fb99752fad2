"""Questions and guidance in the language of the person; the document in its own."""

from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Run

from dmmdoc.config import folders
from dmmdoc.config.facts import Veld, velden
from dmmdoc.config.folders import BUILT_IN
from dmmdoc.config.kinds import SectieSoort, kind, kinds
from dmmdoc.toml.tables import Spoken, TableError, decode
from dmmdoc.toml.text import parse


def read(text: str) -> str:
    class Row(NamedTuple):
        vraag: Spoken

    return decode(Row, parse(text, "x")).vraag


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("vraag = 'Wie?'", "Wie?", "Wie?"),
        ("vraag.nl = 'Wie?'\nvraag.en = 'Who?'", "Wie?", "Who?"),
        ("vraag.en = 'Who?'", "Who?", "Who?"),
        ("vraag = { nl = 'Wie?' }", "Wie?", "Wie?"),
    ],
)
def test_words_for_a_person_are_one_text_or_one_a_language(monkeypatch, text, dutch, english):
    for language, words in (("nl", dutch), ("en", english)):
        monkeypatch.setenv("DMMDOC_LANG", language)
        assert read(text) == words


@pytest.mark.parametrize("text", ["vraag.de = 'Wer?'", "vraag.nl = 1", "vraag = ['a']"])
def test_what_is_no_language_or_no_text_is_told(text):
    with pytest.raises(TableError):
        read(text)


def said(monkeypatch, language: str) -> dict[object, str]:
    """Everything that the built-in templates say to a person, in a language."""
    monkeypatch.setenv("DMMDOC_LANG", language)
    for cached in (velden, kind, folders._load):
        cached.cache_clear()
    known = velden((BUILT_IN,))
    words: dict[object, str] = {**known.groepen, "inleiding": known.inleiding, "publicatie": known.publicatie}
    rows: dict[object, Veld | SectieSoort] = {**known.velden}
    for name in kinds((BUILT_IN,)):
        found = kind(name, (BUILT_IN,))
        words[name] = found.omschrijving
        rows |= {(name, key): sectie for key, sectie in found.secties.items()}
    return words | {(key, part): getattr(row, part) for key, row in rows.items() for part in ("vraag", "uitleg")}


def test_every_built_in_question_is_in_both_languages(monkeypatch):
    dutch, english = said(monkeypatch, "nl"), said(monkeypatch, "en")
    assert dutch.keys() == english.keys()
    assert [key for key, words in dutch.items() if words and words == english[key]] == []
    for cached in (velden, kind, folders._load):
        cached.cache_clear()


def test_a_new_memo_differs_in_its_comments_alone(run: Run, tmp_path: Path):
    said = {}
    for language in ("nl", "en"):
        assert run("new", "agenda", "-o", f"{language}.toml", DMMDOC_LANG=language).returncode == 0
        said[language] = (tmp_path / f"{language}.toml").read_text("utf-8")
    assert said["nl"] != said["en"]
    first, second = (
        [line for line in text.splitlines() if not line.startswith("#")] for text in (said["nl"], said["en"])
    )
    assert first == second


def test_a_kind_may_be_typed_in_capitals(run: Run, tmp_path: Path):
    done = run("new", "Agenda")
    assert (done.returncode, done.stdout) == (0, "agenda.toml\n")
    assert 'soort = "agenda"' in (tmp_path / "agenda.toml").read_text("utf-8")
