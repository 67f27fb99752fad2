"""Withheld passages in Word: a style that is named after the grounds, there and back."""

from io import BytesIO

import docx
import pytest
from conftest import MINIMAL
from docx.document import Document
from memos import FOLDERS

from dmmdoc.checks.engine import check
from dmmdoc.commands.export import Job, Manner, document, export
from dmmdoc.docx.read.contents import open_document
from dmmdoc.memo.model import Gelakt, Span, spans_of
from dmmdoc.memo_file.read import read
from dmmdoc.publication.public import public
from dmmdoc.publication.rules import rules_for

MARKED = MINIMAL.replace("Er is een", 'Er is [een]{lak="5.1.2e, 5.1.2a"}')
INTERNAL = Manner(FOLDERS, None, False)


def opened(text: str) -> Document:
    return docx.Document(BytesIO(document(read(text, "a", FOLDERS), INTERNAL)))


def laks(renamed: Document) -> list[str | None]:
    """What is withheld on in the body of a document, and what a memo cannot hold of it."""
    buffer = BytesIO()
    renamed.save(buffer)
    lines = open_document(buffer.getvalue(), "a").lines.body
    found = [span.lak for line in lines for span in line.spans if span.text == "een"]
    return found + [what for line in lines for what in line.lost]


def test_the_style_of_several_grounds_names_them_all():
    (run,) = [run for line in opened(MARKED).paragraphs for run in line.runs if run.text == "een"]
    assert run.style.name == "Lakken 5.1.2e 5.1.2a"
    assert run.style.base_style.name == "Lakken"


@pytest.mark.parametrize(
    ("name", "lak"),
    [
        ("Lakken 5.1.2e 5.1.2a", "5.1.2e, 5.1.2a"),
        ("Lakken 5.1.2e, 5.1.2a", "5.1.2e, 5.1.2a"),
        ("lakken 5.1.2E,5.1.2A", "5.1.2e, 5.1.2a"),
        ("Lakken 5.1.2a", "5.1.2a"),
    ],
)
def test_a_style_is_read_with_commas_or_without(name, lak):
    edited = opened(MARKED)
    edited.styles["Lakken 5.1.2e 5.1.2a"].name = name
    assert laks(edited) == [lak]


@pytest.mark.parametrize("name", ["Lakken", "Lakken op naam"])
def test_a_style_without_a_ground_is_told(name):
    edited = opened(MARKED)
    for style in [each for each in edited.styles if each.name.startswith("Lakken") and "5.1.2e 5" not in each.name]:
        style.delete()
    edited.styles["Lakken 5.1.2e 5.1.2a"].name = name
    assert laks(edited) == ["words withheld without a ground (“een”), give them the style of their ground"]


def test_the_bar_names_every_ground_and_hides_the_length():
    rules, bars = rules_for("agenda", FOLDERS), []
    for words in ("een", "een heel lang verhaal van **velen**"):
        memo = public(read(MARKED.replace("[een]", f"[{words}]"), "a", FOLDERS), rules)
        bars.append([span for span in spans_of(memo) if span.text[:6] == "gelakt"])
    assert bars[0] == bars[1] == [Span(Gelakt("5.1.2e, 5.1.2a"))]
    assert bars[0][0].text == "gelakt 5.1.2e, 5.1.2a"


def test_each_ground_has_to_be_one_of_the_woo(tmp_path):
    text = MARKED.replace("5.1.2a", "5.1.2z") + "niet_openbaar = 'Namen (5.1.2e).'\n"
    found = [finding for finding in check(text, "a", FOLDERS) if finding.rule == "unknown-ground"]
    assert [finding.message.split(",")[0] for finding in found] == ["aanleiding withholds on 5.1.2z"]
    (tmp_path / "a.toml").write_text(text, "utf-8")
    job = Job(str(tmp_path / "a.toml"), str(tmp_path / "a-openbaar.docx"))
    error = export(job, INTERNAL._replace(public=True)).error or ""
    assert [line.partition(": ")[2] for line in error.splitlines()] == [
        "aanleiding withholds on 5.1.2z, which is no ground of the Woo; write one, as 5.1.2e"
    ]


def test_each_ground_has_to_be_explained():
    text = MARKED + "niet_openbaar = 'Namen (5.1.2e).'\n"
    rules = [finding.rule for finding in check(text, "a", FOLDERS)]
    assert "redaction-without-reason" in rules
    text = text.replace("(5.1.2e)", "(5.1.2e) en 5.1.2a")
    assert "redaction-without-reason" not in [finding.rule for finding in check(text, "a", FOLDERS)]


def test_what_is_withheld_is_no_abbreviation():
    text = MARKED.replace("[een]", "[mr. P. Pietersen LL.M. MA]") + "niet_openbaar = 'Namen (5.1.2e, 5.1.2a).'\n"
    assert "unexpanded-abbreviation" not in [finding.rule for finding in check(text, "a", FOLDERS)]
