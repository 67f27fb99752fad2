"""Asking a person: one question after the other, every answer kept as soon as it is given."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from dmmdoc import drafting, toml_text
from dmmdoc.dutch import dag, read_dag
from dmmdoc.kinds import Kind
from dmmdoc.memo import INVULLEN
from dmmdoc.readers import memo_file
from dmmdoc.readers.markup import MarkupError, parse
from dmmdoc.tables import TableError
from dmmdoc.velden import SECTIES, Data, Velden, fact_types
from dmmdoc.writers.markup import write

_WIDTH = 88
_LINE = 100
_PROMPT = "› "
_MISSING = "black on yellow"


class Question(NamedTuple):
    """What to ask: the key it is about, how it reads, the type of the answer, and whether that is bullets."""

    path: toml_text.Path
    group: str
    vraag: str
    uitleg: str
    type: Any = str
    punten: bool = False


class Answer(NamedTuple):
    """What a person typed, None to keep what is there; `last` when they stopped there."""

    value: Any
    last: bool = False


def fill(
    text: str,
    name: str,
    folders: Sequence[Path],
    velden: Velden,
    save: Callable[[str], None],
    vorige: drafting.Facts | None = None,
) -> None:
    """Ask for what is missing in the memo file `text`, called `name`, and `save` it after every answer.

    A new memo, which has `vorige`, the [nota] that it follows or nothing, is asked for whole. A draft that nobody
    has touched follows the facts as they change. Raises KeyboardInterrupt when the person stops; the end of the
    input only ends the questions. Raises UserError when `text` is no memo.
    """
    console = Console(stderr=True, highlight=False)
    data = toml_text.parse(text, name)
    try:
        memo_file.to_memo(data, folders, partial=True)
        kind = memo_file.kind_of(data, folders)
    except TableError as error:
        raise memo_file.located(error, text, name) from None
    questions = _questions(data, kind, velden, everything=vorige is not None)
    if not questions:
        console.print("Er is niets meer in te vullen.")
        return
    console.print("Enter houdt wat er staat. Ctrl-C stopt; wat is ingevuld, is dan al bewaard.", style="dim")
    for number, question in enumerate(questions, 1):
        if number == 1 or question.group != questions[number - 2].group:
            console.print()
            console.rule(Text(f"{question.group} ", "bold"), align="left", style="dim")
        answered = False
        while not answered:
            name, key = question.path
            try:
                answer = _ask(console, question, data.get(name, {}).get(key), f"{number}/{len(questions)}")
            except EOFError:
                return
            try:
                if answer.value is not None:
                    text, data = _with_answer(text, data, question.path, answer.value, folders, kind, vorige or {})
                    save(text)
                answered = True
            except TableError as error:
                console.print(error.message, style="red")
            if answer.last:
                raise KeyboardInterrupt


def _questions(data: Data, kind: Kind, velden: Velden, everything: bool) -> list[Question]:
    """What is missing or still a placeholder, or with `everything` all that one can be asked, in order."""
    questions = []
    for (name, key), hint in fact_types().items():
        if everything or _is_open(data.get(name, {}).get(key)):
            veld = velden.velden[name][key]
            questions.append(Question((name, key), velden.groepen[name], veld.vraag, veld.uitleg, hint))
    for key, sectie in kind.secties.items():
        text = data.get(SECTIES, {}).get(key)
        if (sectie.status == "verplicht" and (everything or _is_open(text))) or (text and _is_open(text)):
            path = (SECTIES, key)
            questions.append(Question(path, sectie.kop, sectie.vraag, sectie.uitleg, punten=sectie.punten))
    return questions


def _is_open(value: Any) -> bool:
    """Whether a value is still to be given: missing, empty, or with a placeholder in it."""
    texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return value in (None, "", []) or any(INVULLEN.search(text) for text in texts)


def _with_answer(
    text: str,
    data: Data,
    path: toml_text.Path,
    value: Any,
    folders: Sequence[Path],
    kind: Kind,
    vorige: drafting.Facts,
) -> tuple[str, Data]:
    """The memo file with an answer in it, and the drafts that follow from it; raises when it does not fit."""
    after: Data = {**data, path[0]: {**data.get(path[0], {}), path[1]: value}}
    memo_file.to_memo(after, folders, partial=True)
    changes = {**drafting.redrafted(kind, data, after, vorige), path: value}
    text = toml_text.rewritten(text, changes)
    return text, toml_text.parse(text, "")


def _ask(console: Console, question: Question, current: Any, progress: str) -> Answer:
    console.print()
    console.print(Text.assemble((f"{progress}  ", "dim"), (question.vraag, "bold")))
    console.print(Text(question.uitleg, "dim"))
    if question.path[0] == SECTIES:
        return _ask_section(console, question, current)
    if current:
        shown = current if isinstance(current, list) else [dag(current) if isinstance(current, date) else current]
        for line in shown:
            console.print(Text("  ").append(_with_gaps(line)))
    if question.type == tuple[str, ...]:
        console.print("Eén per regel; een lege regel sluit af.", style="dim")
        lines, last = _read_lines()
        return Answer([line.strip() for line in lines] or None, last)
    typed = _read_line().strip()
    if not typed:
        return Answer(None)
    if question.type == date | None:
        return Answer(read_dag(typed) or typed)
    return Answer(typed)


def _ask_section(console: Console, question: Question, current: str | None) -> Answer:
    gaps = len(INVULLEN.findall(current or ""))
    if current:
        width = min(_WIDTH, console.width)
        console.print(Panel(_with_gaps(_wrapped(current, width - 4).rstrip()), width=width, border_style="dim"))
    ways = [
        "Eén punt per regel" if question.punten else "Typ de tekst",
        "een lege regel sluit af",
        "e = editor",
    ]
    if gaps:
        ways.append("i = alleen invullen wat ontbreekt")
    console.print(Text(" · ".join(ways), "dim"))
    lines, last = _read_lines(single=("e", "i") if gaps else ("e",))
    match lines:
        case []:
            return Answer(None)
        case ["e"]:
            return Answer(_from_editor(console, current or ""))
        case ["i"] if gaps:
            return _fill_gaps(console, current or "")
        case _:
            return Answer(_section_text(lines, question.punten), last)


def _fill_gaps(console: Console, text: str) -> Answer:
    """Ask for each placeholder in `text` by itself; what is left open stays one."""
    done, at = "", 0
    try:
        for match in INVULLEN.finditer(text):
            line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0].strip()
            console.print(_with_gaps(line))
            answer = _read_line().strip()
            done += text[at : match.start()] + (answer or match[0])
            at = match.end()
    except (EOFError, KeyboardInterrupt):
        return Answer(done + text[at:], last=True)
    return Answer(done + text[at:])


def _section_text(lines: Sequence[str], punten: bool) -> str:
    """Typed lines as section text: bullets one a line, indented ones a level deeper, or one paragraph."""
    if punten:
        lines = [line if line.lstrip().startswith(("- ", "* ")) else _as_bullet(line) for line in lines]
    return _wrapped("\n".join(lines) + "\n", _LINE)


def _wrapped(text: str, width: int) -> str:
    """Section text with its lines wrapped anew; what cannot be read as section text stays as it is."""
    try:
        return write(parse(text), width)
    except MarkupError:
        return text


def _as_bullet(line: str) -> str:
    words = line.lstrip()
    return f"{line[: len(line) - len(words)]}- {words}"


def _from_editor(console: Console, text: str) -> str | None:
    """The text as it comes back from the person's editor, None when nothing came of it."""
    fallback = "notepad" if os.name == "nt" else shutil.which("nano") or "vi"
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sectie.md")
        path.write_text(text, "utf-8")
        try:
            subprocess.run([*editor, str(path)], check=True)  # noqa: S603 - the person's own editor
        except (OSError, subprocess.CalledProcessError):
            console.print(f"De editor {editor[0]} werkt niet; zet $EDITOR goed.", style="red")
            return None
        edited = path.read_text("utf-8", errors="replace")
    return edited if edited.strip() and edited != text else None


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
