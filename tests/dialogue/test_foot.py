"""The keys at the foot fit a screen of 80 columns, in every language."""

from babel.messages.pofile import read_po
from conftest import ROOT


def test_the_keys_fit_in_one_line():
    for file in (ROOT / "dmmdoc/messages").glob("*/LC_MESSAGES/*.po"):
        with file.open("rb") as opened:
            lines = {message.id: message.string for message in read_po(opened) if "dialogue.foot" in str(message.id)}
        assert len(lines) == 4
        assert all(len(line) <= 78 for line in lines.values()), file
