"""Which memo file a document goes into: the document holds no file name, but it knows what its memo said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from dmmdoc.config.facts import velden
from dmmdoc.config.kinds import kind
from dmmdoc.docx.read import contents as docx
from dmmdoc.errors import UserError
from dmmdoc.files import read_text
from dmmdoc.importing.take_in import Copy
from dmmdoc.memo.model import Block
from dmmdoc.memo_file import read as memo_file
from dmmdoc.merging.ancestor import digest
from dmmdoc.merging.pieces import pieces
from dmmdoc.messages.catalogue import say


def memo_of(copy: Copy, folders: tuple[Path, ...]) -> Path:
    """The memo file of a document: of its name beside it, else the one there that has most of its paragraphs.

    Where none has, the file of its name, which is not there yet. Raises UserError where several have.
    """
    own = copy.source.with_suffix(".toml")
    if own.is_file():
        return own
    rows = cache(partial(_rows, copy, folders))  # there may be many memos of one kind
    found = [path for path in sorted(own.parent.glob("*.toml")) if _fits(copy, path, folders, rows)]
    if len(found) > 1:
        raise UserError(say("import.several", files=", ".join(path.name for path in found)), str(copy.source))
    return found[0] if found else own


def _fits(copy: Copy, path: Path, folders: tuple[Path, ...], rows: Callable[[str], Sequence[Sequence[str]]]) -> bool:
    """Whether a file is a memo of the kind of the document that has most of its paragraphs, as they were or are."""
    try:
        memo = memo_file.read(read_text(path), str(path), folders)
        if copy.document.soort not in (None, memo.soort):
            return False
        there = Counter(_digests(memo.teksten))
        return any(row and 2 * (Counter(row) & there).total() > len(row) for row in rows(memo.soort))
    except UserError:
        return False


def _rows(copy: Copy, folders: tuple[Path, ...], soort: str) -> Sequence[Sequence[str]]:
    """The paragraphs of a document as one of a kind has them, as they are, and as they were where it remembers that."""
    content = docx.contents(copy.document, kind(soort, folders), velden(folders))
    remembered = copy.document.ancestor.secties.values() if copy.document.ancestor else ()
    return _digests(content.secties), [former.digest for row in remembered for former in row]


def _digests(texts: Mapping[str, Iterable[Block]]) -> list[str]:
    return [digest(piece) for text in texts.values() for piece in pieces(text)]
