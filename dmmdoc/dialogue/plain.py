"""Line by line: for what is piped in, and for a terminal that no field can be drawn on."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from dmmdoc.dialogue import editor
from dmmdoc.dialogue.answers import points, wrapped
from dmmdoc.dialogue.way import Asked, Keep, Move, Reply
from dmmdoc.errors import UserError
from dmmdoc.markdown.pasted import as_line, cleaned, has_sign
from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.memo.model import IN_INVULLEN, INVULLEN
from dmmdoc.messages.catalogue import say

_WIDTH = 88
_PROMPT = "› "
_MISSING = "black on yellow"
_GAP = rf"(?:(?<!\\)\\)?\[{IN_INVULLEN}\](?P<lak>(?=\{{\s*lak\b))?"
"""A placeholder as section text has it: its brackets may be written with a backslash, and may be a passage's too."""
_EDITOR, _GAPS, _BACK, _NOTHING = "e", "i", "<", "-"


class Plain:
    """A way of asking a line at a time; an empty line keeps what is there."""

    def __init__(self, console: Console):
        self.console = console
        self.has_list = sys.stdin.isatty()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Let the arrow keys work, and lines be longer than the 4,095 bytes that a terminal gives by itself."""
        if sys.stdin.isatty() and sys.stdout.isatty():
            with suppress(ImportError):
                import readline

                readline.parse_and_bind("set enable-bracketed-paste off")  # pasted lines are lines, each by itself
        self.console.print(say("dialogue.begin-terminal") if self.has_list else say("dialogue.begin"), style="dim")
        yield

    @contextmanager
    def leave(self) -> Iterator[None]:
        """Let another program have the terminal."""
        yield

    def ask(self, asked: Asked, keep: Keep) -> Reply:
        """Put a question until an answer fits; raises UserError at the end of input where only one did not."""
        text = asked.shown if asked.typed is None else asked.typed
        problem = asked.problem
        if problem:
            self.console.print(Text(problem, "red"))
        while True:
            try:
                reply = self._ask_once(asked, text, keep, was_rejected=bool(problem))
            except UserError as error:
                problem = str(error)
                self.console.print(Text(problem, "red"))
            except _RejectedError as error:
                problem, text = str(error), error.typed
                self.console.print(Text(problem, "red"))
            except EOFError:
                if not problem:
                    raise
                self.console.print()
                raise UserError(say("dialogue.last-answer"), str(asked.question.file)) from None
            else:
                return reply

    def choose(self, words: str) -> str:
        """A short answer to something beside the memo."""
        self.console.print()
        self.console.print(Text(words, "bold"))
        with suppress(EOFError):
            return _read_line().strip()
        return ""

    def _ask_once(self, asked: Asked, text: str, keep: Keep, was_rejected: bool) -> Reply:
        question = asked.question
        self.console.print()
        heading = [(f"{asked.progress}  ", "dim"), (question.vraag, "bold")]
        self.console.print(Text.assemble(*heading, (f"  {say('dialogue.draft')}" if asked.is_draft else "", "yellow")))
        self.console.print(Text(question.uitleg, "dim"))
        if question.type == "sectie":
            return self._ask_section(asked, text, keep, was_rejected)
        for line in asked.shown.splitlines():
            self.console.print(Text("  ").append(_with_gaps(line)))
        if question.type == "lijst":
            self.console.print(say("dialogue.list"), style="dim")
            lines, is_last = _read_lines(single=self._commands())
            typed = "\n".join(line.strip() for line in lines)
        else:
            typed, is_last = _read_answer(), False
        if self.has_list and typed == _BACK:
            return Reply(Move.BACK)
        keep("" if self.has_list and typed == _NOTHING else typed or None)
        return Reply(Move.STOP if is_last else Move.NEXT)

    def _commands(self, *more: str) -> tuple[str, ...]:
        return (*more, _BACK) if self.has_list else more

    def _ask_section(self, asked: Asked, text: str, keep: Keep, was_rejected: bool) -> Reply:
        has_gaps = re.search(_GAP, text) is not None
        if asked.shown:
            width = min(_WIDTH, self.console.width)
            shown = _with_gaps(wrapped(asked.shown, width - 4).rstrip())
            self.console.print(Panel(shown, width=width, border_style="dim"))
        ways = [say("dialogue.points") if asked.question.punten else say("dialogue.type"), say("dialogue.empty-line")]
        ways.append(say("dialogue.editor-again") if was_rejected else say("dialogue.editor"))
        if has_gaps:
            ways.append(say("dialogue.gaps"))
        self.console.print(Text(" · ".join(ways), "dim"))
        lines, is_last = _read_lines(self._commands(_EDITOR, *([_GAPS] if has_gaps else [])))
        match lines:
            case []:
                typed = None
            case [answer] if answer == _EDITOR:
                typed = editor.edited(wrapped(text))
                typed = typed if typed.strip() and typed != wrapped(text) else None
            case [answer] if answer == _BACK and self.has_list:
                return Reply(Move.BACK)
            case [answer] if answer == _GAPS and has_gaps:
                typed, is_last = self._fill_gaps(text)
            case _:
                typed = _section_text(lines, asked.question.punten)
        try:
            keep(None if typed == asked.shown else typed)
        except UserError as error:
            raise _RejectedError(str(error), typed or "") from None
        return Reply(Move.STOP if is_last else Move.NEXT)

    def _fill_gaps(self, text: str) -> tuple[str, bool]:
        """Ask for each placeholder in `text` by itself; what is left open stays one. Also whether they stopped."""
        done, at = "", 0
        try:
            for gap in re.finditer(_GAP, text):
                line = text[text.rfind("\n", 0, gap.start()) + 1 :].partition("\n")[0].strip()
                self.console.print(_with_gaps(line))
                words = self._fill_gap(done + text[at : gap.start()], gap)
                done, at = done + text[at : gap.start()] + words, gap.end()
        except (EOFError, KeyboardInterrupt) as stop:
            return done + text[at:], isinstance(stop, KeyboardInterrupt)
        return done + text[at:], False

    def _fill_gap(self, before: str, gap: re.Match[str]) -> str:
        """What comes in the place of a placeholder that stands behind `before`: what is typed, once it fits there."""
        while typed := _read_line().strip():
            words = f"[{typed}]" if gap["lak"] is not None else typed
            try:
                parse(before + words + gap.string[gap.end() :])
                return words
            except MarkupError as error:
                self.console.print(Text(say("dialogue.text", what=error.message), "red"))
        return gap[0]


class _RejectedError(Exception):
    """A text that was not taken, and why."""

    def __init__(self, problem: str, typed: str):
        super().__init__(problem)
        self.typed = typed


def _section_text(lines: Sequence[str], punten: bool) -> str:
    """Typed lines as section text: bullets one a line, indented ones a level deeper, or one paragraph.

    Lines with bullets of Word or a PDF were copied.
    """
    if any(map(has_sign, lines)):
        return wrapped(cleaned("\n".join(lines)))
    return wrapped("\n".join(points(lines) if punten else lines) + "\n")


def _read_lines(single: Sequence[str] = ()) -> tuple[list[str], bool]:
    """Lines up to an empty one, and whether the person stopped there; one of `single` is an answer by itself."""
    lines: list[str] = []
    try:
        while (line := _read_line().rstrip()) or (lines and _has_more()):
            lines.append(line)
            if lines[0] in single:
                break
    except (EOFError, KeyboardInterrupt) as stop:
        if not lines:
            raise
        return lines, isinstance(stop, KeyboardInterrupt)
    return lines, False


def _read_answer() -> str:
    """An answer of one line; what a person pasted with it is part of that."""
    lines = [_read_line()]
    while lines[0].strip() and _has_more():
        lines.append(_read_line())
    return as_line("\n".join(lines)) if len(lines) > 1 else lines[0].strip()


def _has_more() -> bool:
    """Whether more lines are there already, as of a paste on a terminal; nobody types as fast."""
    return sys.stdin.isatty() and os.name != "nt" and bool(select.select([sys.stdin], [], [], 0)[0])


def _read_line() -> str:
    """A line from the person; the prompt goes to the screen, never into what is piped on."""
    if sys.stdout.isatty():
        return input(_PROMPT)
    sys.stderr.write(_PROMPT)
    sys.stderr.flush()
    return input()


def _with_gaps(text: str) -> Text:
    shown = Text(text)
    shown.highlight_regex(INVULLEN, _MISSING)
    return shown
