"""The person's own editor, with a text in it: what was typed there comes back, and nothing is lost by it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dmmdoc import interrupts, windows
from dmmdoc.errors import UserError
from dmmdoc.messages.catalogue import say

_WAITS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "subl", "zed", "atom"), "--wait"),
    **dict.fromkeys(("mate", "bbedit"), "-w"),
    **dict.fromkeys(("gvim", "mvim"), "-f"),
    "kate": "--block",
    "gedit": "--wait",
}
"""What lets an editor that returns at once wait until the file is closed."""
_AT_ONCE = 1.0
"""An editor that changed nothing in so many seconds has handed the file to a window of its own."""


def edited(text: str) -> str:
    """The text as it comes back from the editor of $VISUAL or $EDITOR; raises UserError when that does not work."""
    wanted = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if not wanted:
        raise UserError(say("editor.none"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sectie.md")
        path.write_text(text, "utf-8")
        before, began = path.read_bytes(), time.monotonic()
        _run(wanted, path)
        if path.read_bytes() == before and time.monotonic() - began < _AT_ONCE:
            _wait(wanted)
        return _decoded(path.read_bytes())


def command(wanted: str) -> list[str]:
    """The command that a person set, taken apart, with what lets that editor wait; raises ValueError for half a one."""
    words = windows.words(wanted)
    flag = _WAITS.get(Path(words[0].replace("\\", "/")).stem.lower())
    return words if flag is None or flag in words else [*words, flag]


def _run(wanted: str, path: Path) -> None:
    try:
        process = subprocess.Popen([*command(wanted), str(path)])  # noqa: S603 - the person's own editor
    except (OSError, ValueError, IndexError):
        raise UserError(say("editor.does-not-start", editor=wanted)) from None
    while process.poll() is None:
        try:
            process.wait()
        except KeyboardInterrupt:  # Ctrl-C in the editor is the editor's
            if not interrupts.is_ctrl_c():
                raise
    if process.returncode:
        raise UserError(say("editor.failed", editor=wanted))


def _wait(wanted: str) -> None:
    """Wait until the person has saved in a window that the command did not wait for; raises UserError for nobody."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UserError(say("editor.returned", editor=wanted))
    sys.stderr.write(f"{say('editor.wait', editor=wanted)} ")
    sys.stderr.flush()
    sys.stdin.readline()


def _decoded(raw: bytes) -> str:
    """What an editor saved, without a byte order mark and with the line ends of a memo file."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").replace("\r\n", "\n")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:  # an old editor on an old Windows
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
