"""Whether a .docx is still as dmmdoc wrote it: its identifier is the digest of everything else in it."""

from __future__ import annotations

import re
import zipfile
from hashlib import sha256
from io import BytesIO

CORE = "docProps/core.xml"
"""The part that holds the seal."""
_EMPTY = b"<dc:identifier></dc:identifier>"
_SEAL = rb"<dc:identifier>dmmdoc ([0-9a-f]{64})</dc:identifier>"


def sealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a package, by name, with the seal where the properties leave room for it."""
    seal = f"<dc:identifier>dmmdoc {_digest(files)}</dc:identifier>".encode()
    return {**files, CORE: files[CORE].replace(_EMPTY, seal)}


def is_unedited(content: bytes) -> bool:
    """Whether `content` is a .docx that dmmdoc wrote and nobody has changed since."""
    if b"<dc:identifier>dmmdoc " not in content:  # our parts are stored as they are
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.compress_type != zipfile.ZIP_STORED for part in parts):
                return False
            if sum(part.file_size for part in parts) > len(content):  # parts that lie over each other
                return False
            files = {part.filename: archive.read(part) for part in parts}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        return False
    core = files.get(CORE, b"")
    seal = re.search(_SEAL, core)
    if seal is None:
        return False
    files[CORE] = core[: seal.start()] + _EMPTY + core[seal.end() :]
    return _digest(files) == seal[1].decode()


def _digest(files: dict[str, bytes]) -> str:
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{len(name)} {name} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()
