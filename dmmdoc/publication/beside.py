"""What is told with a public version beside its page: its name, the words of the house style and of nota.typ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dmmdoc import logo
from dmmdoc.config.folders import find
from dmmdoc.config.house_style import house_style
from dmmdoc.errors import CombinedError, UserError
from dmmdoc.files import read_bytes


class Beside(NamedTuple):
    """A text that is told with the file beside its page: what to call it; `is_address` for the name of a file."""

    name: str
    text: str
    is_address: bool = False


def named(file: str) -> tuple[Beside, ...]:
    """The name of a file, which a document is called after."""
    return (Beside("the name of the file", Path(file).stem, is_address=True),) if file != "-" else ()


@lru_cache(maxsize=4)
def of_templates(folders: tuple[Path, ...]) -> tuple[Beside, ...]:
    """What a department's own house style and nota.typ say in every document; what comes with dmmdoc names nobody.

    Raises CombinedError for what they bring along that cannot be searched.
    """
    own = folders[:-1]
    told: list[Beside] = []
    if find("huisstijl.toml", folders).parent in own:
        told.append(Beside("the house style", "\n".join(_in_house_style(folders)), is_address=False))
    if (source := find("nota.typ", folders)).parent in own:
        told += _in_typst(source)
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
                what = (
                    "comes along with nota.typ and cannot be searched; take it out, or put a PNG without metadata there"
                )
                refused.append(UserError(what, str(file)))
            continue
        if file.suffix == ".typ" and re.search(_COMPUTED, text):
            what = 'brings a file along by a name that is worked out; write its name as "x.typ", to be searched'
            refused.append(UserError(what, str(file)))
        yield Beside(f"{file.name}", text)
        for name in re.findall(_FILE, text):
            path = file.parent / name.lstrip("/")
            if path.is_file() and path.resolve() not in seen:
                seen.add(path.resolve())
                waiting.append(path)
    if refused:
        raise CombinedError(refused)


def _is_clean_picture(content: bytes) -> bool:
    """Whether a picture tells nothing of itself."""
    try:
        return logo.picture(content).content == content
    except logo.PictureError:
        return False
