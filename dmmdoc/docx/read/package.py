"""A .docx as a package of parts, every one of which may have been made to harm.

Only the parts that a memo can come from are opened, each in bounded time and memory: how much a file claims to
hold counts for nothing, how much it gives is counted while it is read.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import etree

from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

Element = Any
"""An lxml element."""

MAX_FILE = 64 * 1024 * 1024
"""The largest .docx to open, in bytes."""
_MAX_DIRECTORY = 1024 * 1024
"""The largest table of contents: room for some ten thousand parts, where a document has twenty."""
_MAX_PART = 24 * 1024 * 1024
_MAX_TAGS = 1_000_000
"""Room for a memo of a thousand pages; every element takes far more memory than its text in the file."""

_MAX_PARAGRAPHS = 50_000

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M.encode()),
)
"""The names that a document saved as Strict Open XML uses for the same things."""

_OTHERS = {b"{\\rtf": "rtf", b"%PDF": "pdf", b"<": "xml"}
"""How files begin that people take for a .docx, and what they are."""


class Package(NamedTuple):
    """The parts of a document that a memo can come from, parsed; `links` are the addresses by relationship.

    `diagrams` are the words of diagrams and charts by relationship, `ancestors`
    the parts of other XML that may tell what the document was.
    """

    document: Element
    styles: Element | None = None
    numbering: Element | None = None
    comments: Element | None = None
    commentsExtended: Element | None = None  # noqa: N815 - the name of the part
    footnotes: Element | None = None
    endnotes: Element | None = None
    headers: tuple[Element, ...] = ()
    links: dict[str, str] = {}
    diagrams: dict[str, str] = {}
    category: str | None = None
    ancestors: tuple[bytes, ...] = ()


def open_package(content: bytes, name: str) -> Package:
    """The parts of the .docx in `content`; `name` is what errors call the file.

    Raises UserError for what is no .docx, is encrypted or damaged, or would take too much time or memory.
    """
    try:
        return _package(_archive(content))
    except _RefusedError as error:
        raise UserError(str(error), name) from None
    except (zipfile.BadZipFile, zlib.error, struct.error, etree.LxmlError, NotImplementedError) as error:
        raise UserError(_damaged("part"), name) from error  # which --traceback shows
    except (EOFError, OSError, ValueError, RuntimeError, LookupError, OverflowError) as error:
        raise UserError(_damaged("part"), name) from error


class _RefusedError(Exception):
    """Why a file is not opened."""


def _damaged(why: str) -> str:
    return say("docx.damaged", why=say(f"docx.why-{why}"))


def _too_big(what: str, number: int = 0) -> str:
    return say("docx.too-big", what=say(f"docx.big-{what}", number=number))


def _no_docx(what: str) -> str:
    return say("docx.other", what=say(f"docx.is-{what}"))


def _archive(content: bytes) -> zipfile.ZipFile:
    """The zip in `content`, its table of contents checked before it is read."""
    if len(content) > MAX_FILE:
        raise _RefusedError(_too_big("file", len(content) // 2**20))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _RefusedError(say("docx.password"))
        raise _RefusedError(say("docx.doc"))
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 65557))
    if end < 0 or len(content) < end + 22:
        if content.startswith(b"PK\x03\x04"):
            raise _RefusedError(_damaged("end"))
        what = next((what for start, what in _OTHERS.items() if content.lstrip()[:16].startswith(start)), None)
        raise _RefusedError(_no_docx(what) if what else say("docx.no-docx"))
    size = struct.unpack_from("<L", content, end + 12)[0]
    if size > _MAX_DIRECTORY or b"PK\x06\x07" in content[max(0, end - 20) : end]:
        raise _RefusedError(_too_big("parts"))
    archive = zipfile.ZipFile(BytesIO(content))
    names = [info.filename for info in archive.infolist()]
    if len(names) != len(set(names)):
        raise _RefusedError(_damaged("twice"))
    return archive


def _package(archive: zipfile.ZipFile) -> Package:
    root = [*_relationships(archive, "")]
    main = next((target for kind, target, _, _ in root if kind == "officeDocument"), "word/document.xml")
    document = _part(archive, main)
    if document is None:
        opened = _raw(archive, "mimetype") or b""
        raise _RefusedError(_no_docx("odf" if b"opendocument" in opened else "zip"))
    if document.tag != f"{{{_W}}}document":
        raise _RefusedError(_no_docx("no-text"))
    if sum(1 for _ in document.iter(f"{{{_W}}}p")) > _MAX_PARAGRAPHS:
        raise _RefusedError(_too_big("paragraphs", _MAX_PARAGRAPHS))
    named: dict[str, str] = {}
    links: dict[str, str] = {}
    headers: list[str] = []
    others: list[str] = []
    diagrams: list[tuple[str, str]] = []
    for kind, target, key, external in _relationships(archive, main):
        if kind == "hyperlink":
            links[key] = target if external else ""
        elif kind in ("header", "footer"):
            headers.append(target)
        elif kind in ("diagramData", "chart") and not external:
            diagrams.append((key, target))
        elif kind == "customXml" and not external:
            others.append(target)
        elif not external:
            named.setdefault(kind, target)
    core = next((target for kind, target, _, _ in root if kind == "core-properties"), None)
    return Package(
        document=document,
        **{kind: _part(archive, named[kind]) for kind in _NAMED if kind in named},
        headers=tuple(part for target in headers[:12] if (part := _part(archive, target)) is not None),
        links=links,
        ancestors=tuple(part for target in others[:12] if (part := _raw(archive, target)) is not None),
        diagrams={key: _words(_part(archive, target)) for key, target in diagrams[:_MOST_DIAGRAMS]},
        category=_category(_part(archive, core)) if core else None,
    )


_NAMED = ("styles", "numbering", "comments", "commentsExtended", "footnotes", "endnotes")


_MOST_DIAGRAMS = 20
_LONGEST = 4000


def _words(diagram: Element | None) -> str:
    """The words in a diagram or a chart, each once."""
    texts = () if diagram is None else (each.text or "" for each in diagram.iter(f"{{{_A}}}t", f"{{{_C}}}v"))
    return " ".join(dict.fromkeys(filter(None, map(str.strip, texts))))[:_LONGEST]


def _category(core: Element | None) -> str | None:
    if core is None:
        return None
    found = core.find("{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}category")
    return found.text.strip() if found is not None and found.text else None


def _relationships(archive: zipfile.ZipFile, source: str) -> Iterator[tuple[str, str, str, bool]]:
    """For each relationship of a part its kind, what it points to, its id, and whether that lies outside."""
    folder, name = posixpath.split(source)
    part = _part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    for each in () if part is None else part:
        target, external = each.get("Target", ""), each.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        yield each.get("Type", "").rpartition("/")[2], target, each.get("Id", ""), external


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """A part of the package, parsed; None when it is not there."""
    raw = _raw(archive, name)
    if raw is None:
        return None
    if re.search(b"\x00{0,3}".join([b"<", b"!", b"D", b"O", b"C", b"T", b"Y", b"P", b"E"]), raw):
        raise _RefusedError(_damaged("doctype"))
    if raw.count(b"<") > _MAX_TAGS:
        raise _RefusedError(_too_big("tags", _MAX_TAGS))
    for strict, usual in _STRICT:
        raw = raw.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(raw, parser)


def _raw(archive: zipfile.ZipFile, name: str) -> bytes | None:
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise _RefusedError(say("docx.password"))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _RefusedError(_damaged("packed"))
    if info.file_size > _MAX_PART:
        raise _RefusedError(_too_big("text", info.file_size // 2**20))
    with archive.open(info) as part:
        raw = part.read(_MAX_PART + 1)
    if len(raw) > _MAX_PART:
        raise _RefusedError(_too_big("text", _MAX_PART // 2**20))
    return raw
