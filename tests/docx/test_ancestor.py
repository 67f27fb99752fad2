"""A document remembers what it was, in digests that tell nobody what that was."""

import io
import zipfile
from collections import Counter

from conftest import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from memos import FOLDERS, memo_texts

from dmmdoc.commands.export import Manner, document
from dmmdoc.config.facts import velden
from dmmdoc.config.kinds import kind
from dmmdoc.docx.ancestor import read, written
from dmmdoc.memo.model import Span
from dmmdoc.memo_file import read as memo_file
from dmmdoc.merging.ancestor import ancestor, digest
from dmmdoc.merging.pieces import Piece

MANNER = Manner(FOLDERS, None, False)
PART = "customXml/item1.xml"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@given(memo_texts())
def test_a_document_remembers_what_it_was(text):
    memo = memo_file.read(text, "memo.toml", FOLDERS)
    was = ancestor(memo, kind(memo.soort, FOLDERS), velden(FOLDERS))
    assert read(written(was)) == was


def test_a_public_document_remembers_nothing(tmp_path, run):
    memo = memo_file.read((EXAMPLES / "agenda.toml").read_text("utf-8"), "agenda.toml", FOLDERS)
    assert PART in parts(document(memo, MANNER))
    assert run("export", "--public", EXAMPLES / "agenda.toml", "-o", "openbaar.docx").returncode == 0
    public = parts((tmp_path / "openbaar.docx").read_bytes())
    assert not any(name.startswith("customXml") or b"urn:dmmdoc" in content for name, content in public.items())


def test_a_guess_is_never_confirmed():
    """Of ten thousand sentences that could have stood there, several fit with any digest."""
    digests = Counter(digest(Piece(0, "", (Span(f"De bijdrage bedraagt EUR {n} miljoen."),))) for n in range(100_000))
    assert len(digests) == 4096
    assert min(digests.values()) > 5


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: f'<ancestor xmlns="urn:dmmdoc:ancestor">{text}'.encode())
)
def test_what_is_no_ancestor_is_none(part):
    assert read(part) is None


def test_an_ancestor_of_more_than_any_document_is_none():
    row = "ab " * 200_000
    assert read(f'<ancestor xmlns="urn:dmmdoc:ancestor"><section key="a">{row}</section></ancestor>'.encode()) is None
