"""Asking a person: one question after the other, every answer kept as soon as it is given."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from dmmdoc import interrupts, windows
from dmmdoc.config.facts import SECTIES, Data, Velden, velden
from dmmdoc.config.kinds import Kind, used
from dmmdoc.dutch.days import read_dag
from dmmdoc.dutch.numbers import read_getal
from dmmdoc.errors import UserError
from dmmdoc.files import read_text, write_whole
from dmmdoc.markdown.read import MarkupError, parse
from dmmdoc.markdown.write import write
from dmmdoc.memo.model import INVULLEN, items
from dmmdoc.memo_file import concept
from dmmdoc.memo_file import draft as drafting
from dmmdoc.memo_file import read as memo_file
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError

_WIDTH = 88
_LINE = 100
_PROMPT = "› "
_MISSING = "black on yellow"
_GAP = r"(?i)(?:(?<!\\)\\)?\[invullen(?::[^\[\]]*?)?\\?\](?P<lak>(?=\{\s*lak\b))?"
"""A placeholder as section text has it: its brackets may be written with a backslash, and may be a passage's too."""
_BULLET = r"^[-*+] +"
_NUMBER = r"(\d{1,2})[.)] "
_YEAR = r"^(\d+)([.)] )"


class Question(NamedTuple):
    """What to ask: the key it is about, how it reads, the type of the answer, and whether that is bullets."""

    path: toml_text.Path
    group: str
    vraag: str
    uitleg: str
    type: str = "tekst"
    punten: bool = False


class Answer(NamedTuple):
    """What a person typed, None to keep what is there; `last` when they stopped there."""

    value: Any
    last: bool = False


class Filled(NamedTuple):
    """What came of the questions: whether the memo file was written, and whether the person stopped before the end."""

    written: bool
    interrupted: bool = False


class _MemoFile(NamedTuple):
    """A memo file as it is now: its text, what that says, and the kind of memo."""

    text: str
    data: Data
    kind: Kind


def fill(file: Path, folders: tuple[Path, ...], velden: Velden, vorige: drafting.Facts | None = None) -> Filled:
    """Ask for what is missing in a memo file, and write every answer into it as it is by then.

    A new memo, which has `vorige`, the [nota] that it follows or nothing, is asked for whole. A draft that nobody
    has touched follows the facts as they change. The end of the input only ends the questions. Raises UserError when
    the file is no memo.
    """
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    memo = _read(file, folders)
    drafts = concept.unconfirmed(memo.text)
    questions = _questions(memo.data, memo.kind, velden, drafts, everything=vorige is not None)
    if not questions:
        console.print("Er is niets meer in te vullen.")
        return Filled(False)
    _edit_lines()
    console.print("Enter houdt wat er staat. Ctrl-C stopt; wat is ingevuld, is dan al bewaard.", style="dim")
    written = False
    try:
        for number, question in enumerate(questions, 1):
            if number == 1 or question.group != questions[number - 2].group:
                console.print()
                console.rule(Text(f"{question.group} ", "bold"), align="left", style="dim")
            filled = _answered(console, question, f"{number}/{len(questions)}", file, folders, vorige)
            written |= filled.written
            if filled.interrupted:
                return Filled(written, interrupted=True)
    except EOFError:
        console.print()
    except KeyboardInterrupt:
        return Filled(written, interrupted=True)
    return Filled(written)


def _answered(
    console: Console,
    question: Question,
    progress: str,
    file: Path,
    folders: tuple[Path, ...],
    vorige: drafting.Facts | None,
) -> Filled:
    """Ask until an answer fits, and write that into the memo file as it is by then.

    Raises EOFError and KeyboardInterrupt when there is no answer, UserError when there was only one that does not fit.
    """
    current = _read(file, folders).data.get(question.path[0], {}).get(question.path[1])
    rejected, problem = None, None
    while True:
        try:
            answer = _ask(console, question, current, progress, rejected)
            if answer.value is None:
                return Filled(not answer.last and _confirm(file, question), answer.last)
            rejected = answer.value
            text = _with_answer(_read(file, folders), question.path, rejected, folders, vorige)
        except (TableError, UserError) as error:
            problem = error
            console.print(Text(str(error), "red"))
        except EOFError:
            if problem is None:
                raise
            console.print()
            raise UserError("the last answer is not in it; give that again with dmmdoc fill", str(file)) from None
        else:
            write_whole(file, text.encode())
            return Filled(True, answer.last)


def _confirm(file: Path, question: Question) -> bool:
    """Take the mark away of a draft that a person keeps; whether there was one."""
    before = read_text(file)
    after = concept.confirmed(before, question.path[1:]) if question.path[0] == SECTIES else before
    if after != before:
        write_whole(file, after.encode())
    return after != before


def _read(file: Path, folders: tuple[Path, ...]) -> _MemoFile:
    text = read_text(file)
    data = toml_text.parse(text, str(file))
    try:
        memo_file.to_memo(data, folders, partial=True)
        return _MemoFile(text, data, memo_file.kind_of(data, folders))
    except TableError as error:
        raise memo_file.located(error, text, str(file)) from None


def _questions(data: Data, kind: Kind, velden: Velden, drafts: Collection[str], everything: bool) -> list[Question]:
    """What is missing, a placeholder or an unconfirmed draft, or with `everything` all that one can be asked."""
    questions = []
    for name, key in used(kind, velden):
        veld = velden.velden[name, key]
        if everything or (_is_open(data.get(name, {}).get(key)) and not veld.telt):
            questions.append(Question((name, key), velden.groepen[name], veld.vraag, veld.uitleg, veld.type))
    for key, sectie in kind.secties.items():
        text = data.get(SECTIES, {}).get(key)
        if (
            (sectie.status == "verplicht" and (everything or _is_open(text)))
            or (text and _is_open(text))
            or key in drafts
        ):
            path = (SECTIES, key)
            questions.append(Question(path, sectie.kop, sectie.vraag, sectie.uitleg, punten=sectie.punten))
    return questions


def _is_open(value: Any) -> bool:
    """Whether a value is still to be given: missing, empty, or with a placeholder in it."""
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return _is_empty(value) or any(INVULLEN.search(text) for text in texts)


def _is_empty(value: Any) -> bool:
    return value in (None, "", [])


def _with_answer(
    memo: _MemoFile, path: toml_text.Path, value: Any, folders: tuple[Path, ...], vorige: drafting.Facts | None
) -> str:
    """The memo file with an answer in it, and in a new one what follows from it; raises TableError for a misfit.

    A new first day moves the last day along.
    """
    changes = {path: value}
    meeting = memo.data.get("bijeenkomst", {})
    if vorige is not None and path == ("bijeenkomst", "begin") and "begin" in meeting and "eind" in meeting:
        changes["bijeenkomst", "eind"] = meeting["eind"] + (value - meeting["begin"])
    after = dict(memo.data)
    for (name, key), new in changes.items():
        after[name] = {**after.get(name, {}), key: new}
    memo_file.to_memo(after, folders, partial=True)
    drafts: dict[toml_text.Path, Any] = {}
    with suppress(TableError):  # a draft that is at fault costs nobody an answer
        drafts = drafting.redrafted(memo.kind, velden(folders), memo.data, after, vorige or {})
    untouched = concept.unconfirmed(memo.text)
    drafts = {key: text for key, text in drafts.items() if key[0] != SECTIES or key[1] in untouched}
    return concept.rewritten(toml_text.rewritten(memo.text, drafts), changes)


def _ask(console: Console, question: Question, current: Any, progress: str, rejected: Any) -> Answer:
    """Ask once; `rejected` is what was answered before and did not fit. Raises UserError for what is no answer."""
    console.print()
    console.print(Text.assemble((f"{progress}  ", "dim"), (question.vraag, "bold")))
    console.print(Text(question.uitleg, "dim"))
    if question.path[0] == SECTIES:
        return _ask_section(console, question, current or "", rejected)
    if not _is_empty(current):
        for line in current if isinstance(current, list) else items(current):
            console.print(Text("  ").append(_with_gaps(line)))
    if question.type == "lijst":
        console.print("Eén per regel; een lege regel sluit af.", style="dim")
        lines, last = _read_lines()
        return Answer([line.strip() for line in lines] or None, last)
    typed = _read_line().strip()
    if not typed:
        return Answer(None)
    if question.type == "getal":
        number = read_getal(typed)
        if number is None:
            raise UserError(f"{typed} is no number; write it in figures")
        return Answer(number)
    if question.type == "dag":
        day = read_dag(typed)
        if day is None:
            raise UserError(f"{typed} is no day; write it as 13 februari 2025 or 13-2-2025")
        return Answer(day)
    return Answer(typed)


def _ask_section(console: Console, question: Question, current: str, rejected: str | None) -> Answer:
    text = rejected or current
    has_gaps = re.search(_GAP, text) is not None
    if current:
        width = min(_WIDTH, console.width)
        console.print(Panel(_with_gaps(_wrapped(current, width - 4).rstrip()), width=width, border_style="dim"))
    ways = [
        "Eén punt per regel" if question.punten else "Typ de tekst",
        "een lege regel sluit af",
        "e = editor, met wat er net is ingevuld" if rejected else "e = editor",
    ]
    if has_gaps:
        ways.append("i = alleen invullen wat ontbreekt")
    console.print(Text(" · ".join(ways), "dim"))
    lines, last = _read_lines(single=("e", "i") if has_gaps else ("e",))
    match lines:
        case []:
            return Answer(None)
        case ["e"]:
            edited = _from_editor(text)
            return Answer(edited if edited.strip() and edited != current else None)
        case ["i"] if has_gaps:
            return _fill_gaps(console, text)
        case _:
            return Answer(_section_text(lines, question.punten), last)


def _fill_gaps(console: Console, text: str) -> Answer:
    """Ask for each placeholder in `text` by itself; what is left open stays one."""
    done, at = "", 0
    try:
        for gap in re.finditer(_GAP, text):
            line = text[text.rfind("\n", 0, gap.start()) + 1 :].partition("\n")[0].strip()
            console.print(_with_gaps(line))
            done += text[at : gap.start()]
            done, at = done + _fill_gap(console, done, gap), gap.end()
    except (EOFError, KeyboardInterrupt):
        return Answer(done + text[at:], last=True)
    return Answer(done + text[at:])


def _fill_gap(console: Console, before: str, gap: re.Match[str]) -> str:
    """What comes in the place of a placeholder that stands behind `before`: what is typed, once it fits there."""
    while typed := _read_line().strip():
        words = f"[{typed}]" if gap["lak"] is not None else typed
        try:
            parse(before + words + gap.string[gap.end() :])
            return words
        except MarkupError as error:
            console.print(Text(f"the text {error.message}", "red"))
    return gap[0]


def _section_text(lines: Sequence[str], punten: bool) -> str:
    """Typed lines as section text: bullets one a line, indented ones a level deeper, or one paragraph."""
    return _wrapped("\n".join(_points(lines) if punten else lines) + "\n", _LINE)


def _points(lines: Sequence[str]) -> Iterator[str]:
    """Typed lines as bullets; a level is four spaces, which is right behind a bullet and behind a number."""
    indents: list[int] = []
    for line in lines:
        words = line.expandtabs(4).lstrip()
        indent = len(line.expandtabs(4)) - len(words)
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        number = re.match(_NUMBER, words)
        marker = f"{number[1]}. " if number else "- "
        words = words[number.end() :] if number else re.sub(_YEAR, r"\1\\\2", re.sub(_BULLET, "", words, count=1))
        yield " " * 4 * (len(indents) - 1) + marker + words


def _wrapped(text: str, width: int) -> str:
    """Section text with its lines wrapped anew; what cannot be read as section text stays as it is."""
    try:
        return write(parse(text), width)
    except MarkupError:
        return text


def _from_editor(text: str) -> str:
    """The text as it comes back from the person's editor; raises UserError when that does not work."""
    wanted = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    editor = wanted or windows.editor()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sectie.md")
        path.write_text(text, "utf-8")
        try:
            process = subprocess.Popen([*windows.words(editor), str(path)])  # noqa: S603 - the person's own editor
        except (OSError, ValueError):
            raise UserError(f"the editor {editor} does not start; set $EDITOR right") from None
        while process.poll() is None:
            try:
                process.wait()
            except KeyboardInterrupt:  # Ctrl-C in the editor is the editor's
                if not interrupts.is_ctrl_c():
                    raise
        if process.returncode:
            raise UserError(f"the editor {editor} failed; set $EDITOR right, or type the text here")
        raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:  # an old editor on an old Windows
        return raw.decode("cp1252", "replace")


def _read_lines(single: Sequence[str] = ()) -> tuple[list[str], bool]:
    """Lines up to an empty one, and whether the person stopped there; one of `single` is an answer by itself."""
    lines: list[str] = []
    try:
        while line := _read_line().rstrip():
            lines.append(line)
            if lines[0] in single:
                break
    except (EOFError, KeyboardInterrupt):
        if not lines:
            raise
        return lines, True
    return lines, False


def _edit_lines() -> None:
    """Let the arrow keys work, and lines be longer than the 4,095 bytes that a terminal gives by itself."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        with suppress(ImportError):
            import readline

            readline.parse_and_bind("set enable-bracketed-paste off")  # pasted lines are lines, each by itself


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
