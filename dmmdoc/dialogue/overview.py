"""All questions at a glance, with what is done, and what check finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dmmdoc.checks.engine import Finding, findings
from dmmdoc.dialogue.answers import shown
from dmmdoc.dialogue.questions import Question, State, state
from dmmdoc.dialogue.record import Record
from dmmdoc.errors import UserError, showable
from dmmdoc.memo_file import read as memo_file
from dmmdoc.messages.catalogue import say

_SIGNS = {State.DONE: ("✓", "green"), State.OPEN: ("·", "red"), State.DRAFT: ("○", "yellow")}
_ASKED = ("placeholder", "unconfirmed-draft")
"""Rules whose advice is to be asked, which is what goes on here."""
_NARROW = 76
"""Under so many columns a list stands in one."""
_FEW = 8
"""How many findings are shown."""


def listing(questions: Sequence[Question], record: Record, console: Console) -> None:
    """Print every question with its number, what has become of it, and how its answer begins."""
    columns = 2 if console.width >= _NARROW else 1
    width = console.width // columns - 2
    cells = [_cell(number, question, record, width) for number, question in enumerate(questions, 1)]
    rows = -(-len(cells) // columns)
    table = Table.grid(padding=(0, 2))
    for row in range(rows):
        table.add_row(*cells[row::rows])
    console.print()
    console.print(table)
    console.print(Text(say("overview.signs"), "dim"))


def _cell(number: int, question: Question, record: Record, width: int) -> Text:
    now = record.now(question.file)
    table, key = question.path
    name = question.groep if question.type == "sectie" else question.name
    words = " ".join(shown(question, now.data.get(table, {}).get(key)).split())
    is_empty = not words and state(question, now.data, now.drafts) == State.DONE
    sign, colour = ("–", "dim") if is_empty else _SIGNS[state(question, now.data, now.drafts)]
    cell = Text.assemble(f"{number:2} ", (sign, colour), f" {name}", (f"  {showable(words)}", "dim"))
    cell.truncate(width, overflow="ellipsis")
    return cell


def found(questions: Sequence[Question], record: Record) -> Iterator[Text]:
    """What check finds in the files of the questions, each line with the number of the question that it is about."""
    numbers = {(each.file, each.path): number for number, each in enumerate(questions, 1)}
    for file in dict.fromkeys(each.file for each in questions):
        try:
            in_file = _findings(file, record)
        except UserError as error:
            yield Text(str(error), "red")
            continue
        for finding in in_file[:_FEW]:
            number = numbers.get((file, finding.path[:2]))  # type: ignore[arg-type]
            colour = "red" if finding.severity == "error" else "yellow"
            words = finding.message
            if finding.rule in _ASKED:
                words = words.partition(";")[0]
            yield Text.assemble((f"{number or '':>2} ", "bold"), (finding.rule, colour), f": {showable(words)}")
        if len(in_file) > _FEW:
            yield Text(say("overview.more", n=len(in_file) - _FEW, file=file), "dim")
        if not in_file:
            yield Text(say("overview.nothing-found"), "green")


def _findings(file: Path, record: Record) -> list[Finding]:
    text = record.now(file).text
    memo = memo_file.read(text, str(file), record.folders)
    return sorted(findings(memo, text, str(file), record.folders), key=lambda each: each.severity)
