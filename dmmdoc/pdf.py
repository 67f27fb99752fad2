"""A page to a PDF in the house style: nota.typ, set by Typst.

Text goes to Typst as JSON, so that nothing in it is read as markup, and through memory, so that no file is left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from dmmdoc import logo
from dmmdoc.config.folders import find
from dmmdoc.config.house_style import Huisstijl, resolved, style_of_fact
from dmmdoc.errors import UnprintableError, UserError
from dmmdoc.files import read_bytes
from dmmdoc.memo.model import Block, Gelakt, Paragraph, Span, paragraphs, with_placeholders
from dmmdoc.memo.page import Line, Page, Text
from dmmdoc.messages.catalogue import say

_STANDARDS = ["ua-1", "a-2a"]
_FALLBACK = "Open Sans"
"""The face that a dependency carries, for a machine without those of the house style."""


def write(page: Page, style: Huisstijl, folders: Sequence[Path], day: date) -> bytes:
    """The PDF of a page, PDF/UA-1 and PDF/A-2a, set by the first nota.typ in `folders`; `day` is the date in it.

    The same page on the same machine gives the same bytes. Raises UserError without the packages that it takes, and for
    a nota.typ, a logo or a character that cannot be set.
    """
    fonts = _fonts()
    import typst

    source = find("nota.typ", folders)
    files = _files(page, style, read_bytes(source))
    compile_all: Any = typst.compile  # its types leave out that several files may be given
    try:
        content = compile_all(
            files,
            root=source.parent,
            font_paths=fonts,
            pdf_standards=_STANDARDS,
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise _explained(error, source) from error  # which --traceback shows
    return _sealed(content)


_TELLS = b"#show text: it => [#metadata(it.text)<printed>#it]\n#show link: it => [#metadata(it.dest)<printed>#it]\n"
"""Makes Typst tell every text and address that it prints, however nota.typ comes by it."""


def printed(page: Page, style: Huisstijl, folders: Sequence[Path]) -> list[str]:
    """Every text and address that the first nota.typ in `folders` prints for a page, piece by piece, and no space.

    Nothing without the packages that it takes, or for a nota.typ that cannot be set: then nothing is printed by it.
    """
    if _carried() is None:
        return []
    import typst

    source = find("nota.typ", folders)
    files = _files(page, style, _TELLS + read_bytes(source))
    query: Any = typst.query  # its types leave out that several files may be given
    try:
        found = query(files, "<printed>", field="value", root=source.parent)
    except (typst.TypstError, RuntimeError):
        return []
    return [str(text) for text in json.loads(found)]


def _carried() -> str | None:
    """Where the face that a dependency carries is; None without the packages that a PDF takes."""
    carried = find_spec("ttf_opensans")
    return None if carried is None or find_spec("typst") is None else carried.origin


@cache
def _fonts() -> Any:
    """The faces of this machine and the open one; never Typst's own, which has serifs."""
    carried = _carried()
    if carried is None:
        raise UserError(say("pdf.packages"))
    import typst

    return typst.Fonts(include_embedded_fonts=False, font_paths=[Path(carried).parent])


def _explained(error: Any, source: Path) -> UserError:
    """What Typst has to say: of the memo where a character cannot be printed, else of nota.typ, with the line."""
    if "could not be displayed" in error.message or "codepoint" in error.message:
        quoted = re.search(r'`"(?:\\u\{([0-9a-f]+)\}|(.+?))"`', error.message)
        character = (chr(int(quoted[1], 16)) if quoted[1] else quoted[2]) if quoted else ""
        return UnprintableError(character)
    line = re.search(r"^error: .*\n.*main\.typ:(\d+):", error.diagnostic, re.MULTILINE)
    unknown = re.fullmatch("unknown variable: (.+)", error.message)
    what = say("pdf.unknown-name", name=unknown[1]) if unknown else say("pdf.typst")
    return UserError(what, str(source), int(line[1]) if line else None)


_SEAL = re.compile(rb"%dmmdoc ([0-9a-f]{64})\n(?=startxref\n\d+\n%%EOF\s*\Z)")
"""A comment before the last words of the file, where it moves nothing that they point to."""


def _sealed(content: bytes) -> bytes:
    body, last, end = content.rpartition(b"startxref\n")
    return b"%b%%dmmdoc %b\n%b%b" % (body, sha256(content).hexdigest().encode(), last, end)


def is_unedited(content: bytes) -> bool:
    """Whether `content` is a PDF that dmmdoc wrote and nobody has changed since."""
    seal = _SEAL.search(content)
    return seal is not None and sha256(content[: seal.start()] + content[seal.end() :]).hexdigest() == seal[1].decode()


# What nota.typ reads, under Dutch names.


def _files(page: Page, style: Huisstijl, source: bytes) -> dict[str, bytes]:
    """What Typst is given: its source, and what that reads."""
    return {"main.typ": source, "nota.json": _json(_nota(page, style)), "huisstijl.json": _style(style)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _nota(page: Page, style: Huisstijl) -> dict[str, Any]:
    author = ", ".join(line.text for line in page.auteur)
    return {
        "titel": page.titel.text,
        "auteur": [author] if author else [],
        "trefwoorden": [page.soort],
        "merking": page.merking and _delen(page.merking.spans),
        "vervolg": [_regel(line, style) for line in page.vervolg],
        **{
            place: [_regel(line, style) for line in page.elements if isinstance(line, Line) and line.place == place]
            for place in ("hoofd", "kolom", "slot", "legenda")
        },
        "tekst": list(_tekst(page, style)),
    }


def _regel(line: Line, style: Huisstijl) -> dict[str, Any]:
    return {
        "stijl": style_of_fact(style, line.stijl, ".".join(line.path)),
        "niveau": line.niveau,
        "label": line.label,
        "delen": _delen(line.spans),
    }


def _tekst(page: Page, style: Huisstijl) -> Iterator[dict[str, Any]]:
    """The headings and the text under them."""
    kept = page.kept()
    others = sum(len([*paragraphs(element.blocks)]) for element in page.elements if isinstance(element, Text)) - len(
        kept
    )
    below = chain(repeat(None, others), ([_delen(each.spans) for each in kept[at:]] for at in range(1, len(kept) + 1)))
    for element in page.elements:
        if isinstance(element, Text):
            yield {"blokken": list(_blokken(element.blocks, below, element.niveau))}
        elif element.place == "tekst":
            yield _regel(element, style)


def _blokken(blocks: Iterable[Block], below: Iterator[Any], niveau: int = 0) -> Iterator[dict[str, Any]]:
    """Blocks as nota.typ sets them, under a heading of a level, from 0 for none.

    `below` says of each paragraph that stays with the signature what stands between them, None of another.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            kop = niveau + block.niveau if block.niveau else None
            yield {"delen": _delen(block.spans), "niveau": kop, "blijft_boven": next(below)}
        else:
            yield {"start": block.start, "punten": [list(_blokken(item, below)) for item in block.items]}


def _delen(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    """Text as nota.typ sets it, piece by piece."""
    return [
        {
            "tekst": span.text,
            "vet": span.strong,
            "cursief": span.emphasis,
            "link": span.link,
            "lak": span.lak is not None,
            "gelakt": isinstance(span.text, Gelakt),
            "invullen": placeholder,
        }
        for span, placeholder in with_placeholders(spans)
    ]


def _style(style: Huisstijl) -> bytes:
    """The house style, each style with all that it takes from another; the logo byte by byte: Typst takes text only."""
    picture = logo.read(Path(style.logo)) if style.logo else None
    stijlen = {name: resolved(style, name)._asdict() for name in style.stijlen}
    for stijl in stijlen.values():
        stijl["lettertype"] = [*stijl["lettertype"], _FALLBACK]
    whole = {
        **style._asdict(),
        "pagina": {**style.pagina._asdict(), "boven_vervolg": style.pagina.top},
        "referentiekolom": style.referentiekolom._asdict(),
        "lijsten": style.lijsten._asdict(),
        "stijlen": stijlen,
        "logo": picture and {"beeld": list(picture.content), "breedte": logo.WIDTH},
    }
    return _json(whole)
