"""A person at a terminal: sees what is on the screen, and types."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte
from memos import FOLDERS

from dmmdoc import interrupts
from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.kinds import kind, used

NOTAS = [kind(soort, FOLDERS) for soort in ("verslag", "agenda")]
QUESTIONS = {
    velden(FOLDERS).velden[path].vraag: ".".join(path) for nota in NOTAS for path in used(nota, velden(FOLDERS))
} | {sectie.vraag: f"{SECTIES}.{key}" for nota in NOTAS for key, sectie in nota.secties.items()}
"""The key that each question is about."""
ENTER, ALT_ENTER, TAB, SHIFT_TAB, EMPTY, BACK, OPEN, LIST = (
    "\r",
    "\x1b\r",
    "\t",
    "\x1b[Z",
    "\x15",
    "\x14",
    "\x0f",
    "\x0c",
)
UNDO, STOP, HELP, EDITOR = "\x1a", "\x03", "\x1bOP", "\x18\x05"
_FOOT = re.compile(r" (?:Enter|Alt-Enter)\S*  ?.*\^C stop")


def hears_signals() -> None:
    """In a process that begins: hear what nohup, say, or a shell's background has ignored."""
    for number in interrupts.SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def _as_a_person_starts_it() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    hears_signals()


class Person:
    """Runs dmmdoc in a pseudo-terminal of their own."""

    def __init__(
        self,
        *arguments: str,
        cwd: Path,
        columns: int = 100,
        rows: int = 40,
        stdout: int | None = None,
        **environment: str,
    ):
        self.master, slave = pty.openpty()
        self.seen, self.at, self.keys = "", 0, 0
        self._answered: str | None = None
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.resize(columns, rows)
        clean = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES", "EDITOR", "VISUAL")}
        clean |= {"TERM": "xterm-256color", "XDG_CONFIG_HOME": str(cwd / "none"), **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dmmdoc", *arguments],
            stdin=slave,
            stdout=slave if stdout is None else stdout,
            stderr=slave,
            cwd=cwd,
            env=clean,
            start_new_session=True,
            preexec_fn=_as_a_person_starts_it,
        )
        os.close(slave)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)

    def type(self, text: str, pause: float = 0) -> None:
        """Type keys, one after the other with a pause between them, in seconds."""
        self.keys += len(text)
        for part in text if pause else (text,):
            os.write(self.master, part.encode())
            time.sleep(pause)

    def paste(self, text: str) -> None:
        """Paste text as a terminal does that says so; one key."""
        self.keys += 1
        data = f"\x1b[200~{text}\x1b[201~".encode()
        while data:
            self._read(0)
            data = data[os.write(self.master, data[:512]) :]

    def read_until(self, words: str, seconds: float = 20) -> None:
        """Wait for words that have not been waited for yet, in all that was ever printed."""
        deadline = time.monotonic() + seconds
        while (found := self.seen.find(words, self.at)) < 0:
            assert self._read(0.1) and time.monotonic() < deadline, f"no {words!r} on:\n{self.screen}"
        self.at = found + len(words)

    def see(self, words: str, seconds: float = 20) -> None:
        """Wait until words stand on the screen, whatever the lines are that they stand on."""
        deadline = time.monotonic() + seconds
        while "".join(words.split()) not in "".join(self.screen.split()):
            assert self._read(0.1) and time.monotonic() < deadline, f"no {words!r} on:\n{self.screen}"

    def wait(self, seconds: float) -> None:
        """Read what comes, for as long as it takes to come or at most so many seconds."""
        self._read(seconds)

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def looks_of(self, words: str) -> list[tuple[str, str, bool]]:
        """The colours of each place where words stand on the screen, and whether they are reversed."""
        cells = (
            self._screen.buffer[row][match.start()]
            for row, line in enumerate(self._screen.display)
            for match in re.finditer(re.escape(words), line)
        )
        return [(cell.fg, cell.bg, cell.reverse) for cell in cells]

    @property
    def question(self) -> str | None:
        """The key of the question whose field is on the screen, None where there is none."""
        lines = self.screen.split("\n")
        if not _FOOT.match(lines[-1]):
            return None
        for line in reversed(lines):
            words = re.sub(r"^\d+/\d+  |  draft, not confirmed yet$", "", line)
            if words in QUESTIONS:
                return QUESTIONS[words]
        return None

    def wait_for(self, key: str, seconds: float = 20) -> None:
        """Wait until the question about `key` is put."""
        deadline = time.monotonic() + seconds
        while self.question != key:
            assert self._read(0.1) and time.monotonic() < deadline, f"not asked for {key}:\n{self.screen}"

    def reach(self, key: str) -> list[str]:
        """Give Enter at every question before the one about `key`; gives the questions that were put."""
        deadline = time.monotonic() + 30
        asked: list[str] = []
        while True:
            now = self.question
            if now and now != self._answered and now not in asked[-1:]:
                self._answered = None
                asked.append(now)
                if now == key:
                    return asked
                self.type(ENTER)
            assert self._read(0.05) and time.monotonic() < deadline, f"never asked for {key}:\n{self.screen}"

    def answer(self, answers: dict[str, str]) -> None:
        """Answer these questions as they come, in place of what is there; Enter at those between them."""
        for key, typed in answers.items():
            self.reach(key)
            self.type(EMPTY + typed + (ALT_ENTER if "\r" in typed or key.startswith(SECTIES) else ENTER))
            self._answered = key

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the process has closed its end
            return False
        text = self._decoder.decode(data)
        self.seen += text
        self._stream.feed(text)
        return bool(data)

    def finish(self, seconds: float = 20) -> int:
        """Wait for the end; gives the exit code."""
        deadline = time.monotonic() + seconds
        while self._read(0.1) and self.process.poll() is None:
            assert time.monotonic() < deadline, self.screen
        while select.select([self.master], [], [], 0.1)[0] and self._read(0):
            pass
        os.close(self.master)
        return self.process.wait(5)

    def enter_to_the_end(self) -> int:
        """Enter at all that is asked yet, and at the end; gives the exit code."""
        self.type(ENTER * 99)
        return self.finish()
