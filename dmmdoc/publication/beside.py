"""What is told with a public version beside its page: its name, the words of the house style and of nota.typ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc import logo, pdf
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import find
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import MODEL, kind
from dmmdoc.config.words import PERSOON
from dmmdoc.errors import CombinedError, UserError
from dmmdoc.files import read_bytes
from dmmdoc.memo.model import ListBlock, Memo, Paragraph, Sectie, Span, Value
from dmmdoc.memo.page import page
from dmmdoc.messages.catalogue import say


class Beside(NamedTuple):
    """A text that is told with the file beside its page: what to call it; `is_address` for the name of a file."""

    name: str
    text: str
    is_address: bool = False


def named(file: str) -> tuple[Beside, ...]:
    """The name of a file, which a document is called after."""
    return (Beside(say("publication.name-of-file"), Path(file).stem, is_address=True),) if file != "-" else ()


@lru_cache(maxsize=4)
def of_templates(folders: tuple[Path, ...]) -> tuple[Beside, ...]:
    """What a department's own house style and nota.typ say in every document; what comes with dmmdoc names nobody.

    Raises CombinedError for what they bring along that cannot be searched.
    """
    own = folders[:-1]
    told: list[Beside] = []
    if find("huisstijl.toml", folders).parent in own:
        told.append(Beside(say("publication.house-style"), "\n".join(_in_house_style(folders))))
    if (source := find("nota.typ", folders)).parent in own:
        told += (*_in_typst(source), Beside(source.name, _worked_out(folders)))
    return tuple(told)


def _in_house_style(folders: tuple[Path, ...]) -> Iterator[str]:
    style = house_style(folders)
    yield from (style.paginanummer, style.logotekst, *style.lijsten.tekens)
    for name, stijl in style.stijlen.items():
        yield from (name, *stijl.lettertype)


_FILE = r'"([^"\n]+)"'
"""How Typst names a file: #include "x.typ", #image("x.png"), #read("x.txt")."""


_COMPUTED = (
    r"\b(?:(?:include|import)\b\s*\(?|(?:read|image|json|toml|yaml|csv|xml|cbor|plugin)\s*\()\s*"
    r'(?!"[^"\n]*"\s*(?:[,):;\n]|\Z)|bytes\()'
)
"""What brings a file along whose name is no plain text: #include("x" + ".typ")."""


def _in_typst(source: Path) -> Iterator[Beside]:
    """The whole of nota.typ and of what it brings along: files that it names beside it."""
    waiting, seen, refused = [source], {source.resolve()}, list[UserError]()
    while waiting:
        file = waiting.pop()
        content = read_bytes(file)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            if not _is_clean_picture(content):
                refused.append(UserError(say("publication.unsearchable"), str(file)))
            continue
        if file.suffix == ".typ" and re.search(_COMPUTED, text):
            refused.append(UserError(say("publication.computed-name"), str(file)))
        yield Beside(file.name, f"{text}\n{_glued(text)}")
        for name in re.findall(_FILE, text):
            path = file.parent / name.lstrip("/")
            if path.is_file() and path.resolve() not in seen:
                seen.add(path.resolve())
                waiting.append(path)
    if refused:
        raise CombinedError(refused)


def _glued(source: str) -> str:
    """A Typst file without what ends a text and begins the next: "Ja" + "nsen" and Ja#[]nsen are Jansen."""
    plain = re.sub(r"\\u\{([0-9A-Fa-f]{1,5})\}", lambda match: chr(int(match[1], 16)), source)
    plain = re.sub(r"/\*.*?\*/", "", plain, flags=re.DOTALL)
    return re.sub(r"""[^\w\n]*["#*_\[\](){}+][^\w\n]*""", "", plain)


def _worked_out(folders: tuple[Path, ...]) -> str:
    """What nota.typ prints beside the page that it is given, as Typst tells, of a memo that has everything."""
    model, known, style = kind(MODEL, folders), velden(folders), house_style(folders)
    samples: dict[str, Value] = {"tekst": "x", "lijst": ("x",), "dag": date(2000, 1, 1), "getal": 1}
    list_of = ListBlock(((Paragraph((Span("x"),)),),))
    sections = tuple(Sectie(key, each.kop, each.niveau, True, (list_of,)) for key, each in model.secties.items())
    memo = Memo(MODEL, {path: samples[veld.type] for path, veld in known.velden.items()}, sections)
    whole = page(memo._replace(gronden={PERSOON: "x"}), model, known)
    given = {span.text.casefold() for each in whole.printed() for span in each.spans}
    pieces = [text for text in pdf.printed(whole, style, folders) if text.casefold() not in given]
    return "\n".join((*pieces, "".join(pieces)))


def _is_clean_picture(content: bytes) -> bool:
    """Whether a picture tells nothing of itself."""
    try:
        return logo.picture(content).content == content
    except logo.PictureError:
        return False
