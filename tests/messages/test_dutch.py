"""A person who reads Dutch reads Dutch: no words stand in the code, and none of the Dutch ones is English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spoken import english_in
from test_catalogue import CATALOGUES, PACKAGE

WORDS = re.compile(r"(?<![-\w<])[a-z’']{2,} [a-z’']{2,} [a-z’']{2,}(?![-\w>])")
"""What reads as a piece of a sentence."""
NO_SENTENCE = {
    *("could not be displayed", "tot en met", "black on yellow", "goes on somewhere", "import serve; serve()"),
    "concept: kijk na en haal deze regel weg",
}
"""What another program says, what stands in documents."""


@pytest.mark.parametrize("name", CATALOGUES["nl"])
def test_no_word_of_a_dutch_message_is_english(name: str):
    assert [word for form in CATALOGUES["nl"][name] for word in english_in(form)] == []


def sentences(file: Path) -> Iterator[str]:
    """Each piece of a sentence that stands in code, with its line; not what stands in a docstring or is a pattern."""
    tree = ast.parse(file.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in told else None
        if isinstance(text, str) and WORDS.search(text) and not any(known in text for known in NO_SENTENCE):
            yield f"{file.name}:{node.lineno}: {text}"


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_what_a_person_reads_stands_in_the_catalogues(file: Path):
    found = [*sentences(file)]
    if file.parent.name == "rules":  # its examples are Dutch, whoever reads them
        found = [sentence for sentence in found if english_in(sentence)]
    assert found == []
