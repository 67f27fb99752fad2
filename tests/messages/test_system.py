"""What the operating system says reaches a person in their own language."""

import errno

import pytest
from conftest import Run

from dmmdoc.messages.system import reason


@pytest.mark.parametrize(
    ("arguments", "english", "dutch"),
    [
        (("export", "x" * 300 + ".toml"), "file name too long", "de naam is te lang"),
        (("export", "agenda.toml/x.toml"), "not a directory", "een deel van het pad is geen map"),
        (("export", "agenda.toml", "-o", "agenda.toml/x.docx"), "file exists", "er staat al een bestand met die naam"),
    ],
)
def test_why_a_file_cannot_be_had_is_told_in_both(run: Run, memo, arguments, english, dutch):
    for language, words in (("en", english), ("nl", dutch)):
        done = run(*arguments, DMMDOC_LANG=language)
        assert done.returncode == 1
        assert words in done.stderr


def test_what_is_rare_is_told_as_the_system_says_it():
    assert reason(OSError(errno.EPIPE, "Broken pipe")) == "broken pipe"
    assert reason(ValueError("embedded null byte")) == "no file can have that name"
