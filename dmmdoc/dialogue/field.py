"""The field: what is there stands in it and is changed in place. It needs a terminal that it can draw on."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.processors import HighlightSelectionProcessor
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.selection import SelectionType
from prompt_toolkit.styles import Style

from dmmdoc.dialogue import lists
from dmmdoc.dialogue.questions import Question
from dmmdoc.dialogue.way import Asked, Keep, Move, Reply
from dmmdoc.dialogue.wrap import INDENT, ITEM, WholeWords, hang
from dmmdoc.errors import UserError, showable
from dmmdoc.markdown.pasted import as_items, as_line, cleaned
from dmmdoc.memo.model import INVULLEN
from dmmdoc.messages.catalogue import say

_PROMPT = "› "
_STYLE = Style.from_dict(
    {
        "progress": "ansibrightblack",
        "question": "bold",
        "help": "ansibrightblack",
        "draft": "ansiyellow",
        "gap": "fg:ansiblack bg:ansiyellow",
        "selected": "noreverse fg:ansiwhite bg:ansiblue bold",
        "mark": "fg:ansired",
        "bullet": "ansicyan",
        "problem": "ansired",
        "foot": "reverse",
    }
)
_COLOURED = re.compile(
    rf"(?P<gap>{INVULLEN.pattern})"
    r"|(?P<mark>\[[^\[\]]*\]\{\s*lak\s*=[^{}]*\})"
    r"|(?P<bullet>^ *(?:[-*+]|\d{1,9}[.)]) )"
)


class Field:
    """A way of asking with a field; `open` keeps every key for it, also those that come between two questions."""

    has_list = True

    def __init__(self) -> None:
        os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"  # where the cursor is matters to nobody, and some terminals never say
        self._input: Input = create_input(sys.stdin)
        self._output: Output = create_output(sys.stderr)
        self._history = InMemoryHistory()

    @contextmanager
    def open(self) -> Iterator[None]:
        """Have every key until the end, so that none is lost between two questions."""
        with self._input.raw_mode():
            yield

    @contextmanager
    def leave(self) -> Iterator[None]:
        """Let another program have the terminal."""
        with self._input.cooked_mode():
            yield

    def ask(self, asked: Asked, keep: Keep) -> Reply:
        """Put a question; the answer is kept before the field is gone."""
        return _Asking(asked, keep, self._history).run(self._input, self._output)

    def choose(self, words: str) -> str:
        """A short answer to something beside the memo; raises KeyboardInterrupt for Ctrl-C."""
        typed: list[str] = []
        question = Question(Path(), ("", ""), "", words, "")
        reply = self.ask(Asked(question, "", ""), lambda text: typed.append(text or ""))
        if reply.move == Move.STOP:
            raise KeyboardInterrupt
        return typed[0].strip() if typed else ""


class _Asking:
    """One question in the field."""

    def __init__(self, asked: Asked, keep: Keep, history: InMemoryHistory):
        self.asked, self.keep = asked, keep
        self.problem, self.with_help = asked.problem, False
        self.is_choice = asked.question.path == ("", "")
        has_lines = asked.question.has_lines
        self.buffer = Buffer(
            multiline=has_lines,
            history=None if has_lines or self.is_choice else history,
            document=Document(asked.shown if asked.typed is None else asked.typed),
        )
        self.was_changed, self.is_at_first_gap = False, True
        self.buffer.on_text_changed += self.changed
        self.select(lists.gap(self.buffer.text, 0))

    @property
    def is_as_it_was(self) -> bool:
        """Whether what is there stands in the field as it was."""
        return self.buffer.text == self.asked.shown

    @property
    def is_untouched(self) -> bool:
        """Whether nobody changed anything in the field, or took all changes back."""
        return self.is_as_it_was and not self.was_changed

    def changed(self, _buffer: Buffer) -> None:
        """The text in the field became another."""
        self.was_changed, self.is_at_first_gap, self.problem = True, False, ""

    def run(self, source: Input, output: Output) -> Reply:
        """Ask until an answer is kept or the person goes elsewhere."""
        application: Application[Reply] = Application(
            Layout(self.layout()), key_bindings=self.keys(), style=_STYLE, input=source, output=output
        )
        application.ttimeoutlen = 0.3  # seconds until an Escape stands alone
        try:
            return application.run()
        except (KeyboardInterrupt, EOFError, OSError):  # by a signal, or the terminal is gone: no key of ours
            return self.elsewhere(Move.STOP)

    def elsewhere(self, move: Move) -> Reply:
        """Away from the question, with what was typed."""
        return Reply(move, None if self.is_as_it_was else self.buffer.text)

    def end(self, event: KeyPressEvent) -> None:
        """Keep the answer and go on, or say what is wrong with it."""
        text, question = self.buffer.text, self.asked.question
        is_kept = self.is_untouched or (self.is_as_it_was and (text or question.type == "sectie"))
        try:
            if question.verplicht and question.type != "sectie" and not is_kept and not text.strip():
                raise UserError(say("dialogue.required-field"))
            self.keep(None if is_kept else text)
        except UserError as error:
            self.problem = str(error)
        else:
            if not self.buffer.multiline() and self.buffer.text.strip():
                self.buffer.append_to_history()
            self.buffer.exit_selection()
            event.app.exit(result=Reply(Move.NEXT))

    # --- what is on the screen ---

    def layout(self) -> HSplit:
        """The question, the field, what is wrong or helps, and the keys at the foot."""
        control = BufferControl(
            self.buffer,
            lexer=_Colours(),
            input_processors=[HighlightSelectionProcessor(), WholeWords()],
            include_default_input_processors=False,
            focus_on_click=False,
        )
        field = Window(control, wrap_lines=True, dont_extend_height=True, get_line_prefix=self.before_line)
        return HSplit(
            [
                Window(FormattedTextControl(self.head), wrap_lines=True, dont_extend_height=True),
                field,
                ConditionalContainer(
                    Window(FormattedTextControl(self.under), wrap_lines=True, dont_extend_height=True),
                    ~is_done & Condition(lambda: bool(self.under())),
                ),
                ConditionalContainer(Window(FormattedTextControl(self.foot), height=1), ~is_done),
            ]
        )

    def head(self) -> StyleAndTextTuples:
        """The question and what goes in it."""
        asked = self.asked
        progress, draft = f"{asked.progress}  " if asked.progress else "", say("dialogue.draft")
        words = filled(progress + asked.question.vraag)
        shown: StyleAndTextTuples = [("class:progress", progress), ("class:question", words.removeprefix(progress))]
        if asked.is_draft:
            has_room = filled(f"{words}  {draft}") == f"{words}  {draft}"
            shown.append(("class:draft", f"  {draft}" if has_room else f"\n{draft}"))
        if asked.question.uitleg:
            shown.append(("class:help", f"\n{filled(asked.question.uitleg)}"))
        return shown

    def before_line(self, number: int, wrap: int) -> StyleAndTextTuples:
        """What stands before a line on the screen: what goes on under the words of an item begins under them."""
        if not wrap:
            return [("class:bullet", " " * INDENT if number else _PROMPT)]
        return [("", " " * hang(self.buffer.document.lines[number]))]

    def under(self) -> StyleAndTextTuples:
        """What is wrong, and what was asked to be explained."""
        shown: StyleAndTextTuples = []
        if self.problem:
            shown.append(("class:problem", filled(showable(self.problem))))
        if self.with_help:
            example = [say("dialogue.example"), self.asked.example] if self.asked.example else []
            keys = {"sectie": say("dialogue.help-lines"), "lijst": say("dialogue.help-list")}.get(
                self.asked.question.type, say("dialogue.help-line")
            )
            words = filled("\n".join([*example, keys]))
            shown.append(("class:help", f"\n{words}" if self.problem else words))
        return shown

    def foot(self) -> StyleAndTextTuples:
        """The keys, in a line."""
        if self.is_choice:
            words = say("dialogue.foot-choice")
        elif self.is_untouched:
            words = say("dialogue.foot-untouched")
        elif self.buffer.multiline():
            words = say("dialogue.foot-lines")
        else:
            words = say("dialogue.foot-line")
        return [("class:foot", f" {words} ")]

    # --- what the keys do ---

    def keys(self) -> KeyBindings:
        """The keys of the field; all others are those of every line editor."""
        keys, several = KeyBindings(), Condition(self.buffer.multiline)
        keys.add("enter")(self.enter)
        keys.add("escape", "enter")(self.end)
        keys.add("escape", "c-j")(self.end)  # where Enter is a line feed
        keys.add("c-d")(self.end)
        keys.add("tab", filter=several)(lambda event: self.tab(back=False))
        keys.add("s-tab", filter=several)(lambda event: self.tab(back=True))
        keys.add("tab", filter=~several)(lambda event: self.select(lists.gap(self.buffer.text, self.place)))
        keys.add("up", filter=several)(lambda event: self.buffer.cursor_up())
        keys.add("down", filter=several)(lambda event: self.buffer.cursor_down())
        keys.add("c-u")(lambda event: self.empty())
        keys.add("c-z")(lambda event: self.undo())
        keys.add("c-_")(lambda event: self.undo())
        keys.add(Keys.BracketedPaste)(lambda event: self.paste(event.data))
        keys.add("f1")(self.help)
        keys.add("c-g")(self.help)
        keys.add("c-c")(self.away(Move.STOP))
        keys.add("<sigint>")(self.away(Move.STOP))  # by another program
        if not self.is_choice:
            keys.add("c-t")(self.away(Move.BACK))
            keys.add("c-o")(self.away(Move.NEXT))
            keys.add("c-l")(self.away(Move.LIST))
            keys.add("c-x", "c-e", filter=several)(self.away(Move.EDITOR))
        return keys

    def away(self, move: Move) -> Callable[[KeyPressEvent], None]:
        """A key that goes elsewhere."""

        def go(event: KeyPressEvent) -> None:
            self.buffer.exit_selection()
            event.app.exit(result=self.elsewhere(move))

        return go

    def help(self, _event: KeyPressEvent) -> None:
        """Show or hide what helps."""
        self.with_help = not self.with_help

    def enter(self, event: KeyPressEvent) -> None:
        """End a field that was not touched or is of one line; else a new line, or the next item."""
        if self.is_untouched or not self.buffer.multiline():
            self.end(event)
            return
        self.cut_selection()
        if self.asked.question.type == "sectie":
            self.put(*lists.entered(self.buffer.text, self.place))
        else:
            self.buffer.insert_text("\n")

    def tab(self, back: bool) -> None:
        """Before the words of an item one level deeper, or back; else to the next placeholder, or the one before."""
        text, at = self.buffer.text, self.place
        if self.is_at_first_gap and self.selected and not back:
            self.is_at_first_gap = False  # what is selected from the start is what the first Tab is for
            return
        found = lists.gap(text, self.selected[0] if back and self.selected else at, back)
        if found and (self.selected or not lists.is_at_item(text, at)):
            self.select(found)
        else:
            self.put(*(lists.outdented(text, at) if back else lists.indented(text, at)))

    def paste(self, copied: str) -> None:
        """Put in what was copied, as what it was before it was copied."""
        self.cut_selection()
        text, at, kind = self.buffer.text, self.place, self.asked.question.type
        if kind == "sectie":
            new = cleaned(copied)
            start = text.rfind("\n", 0, at) + 1
            if ITEM.match(new) and ITEM.fullmatch(text[start:at]):
                indent = " " * (len(text[start:at]) - len(text[start:at].lstrip()))
                new = textwrap.indent(new, indent)  # an item in the place of one without words
                text, at = text[:start] + text[at:], start
            else:
                new = between(text[start:at], new) + new + " " * (copied[-1:] == " ")
        elif kind == "lijst":
            new = "\n".join(as_items(copied))
        else:
            new = as_line(copied)
        self.put(text[:at] + new + text[at:], at + len(new))

    def undo(self) -> None:
        """Take the last change back."""
        self.buffer.exit_selection()
        self.buffer.undo()
        self.was_changed = not self.is_as_it_was

    def empty(self) -> None:
        """Nothing in the field, which is an answer: there is none."""
        self.put("", 0)
        self.was_changed = True

    def put(self, text: str, at: int) -> None:
        """Another text in the field."""
        self.buffer.exit_selection()
        self.buffer.document = Document(text, at)

    @property
    def place(self) -> int:
        """Where the cursor is."""
        return self.buffer.cursor_position

    @property
    def selected(self) -> tuple[int, int] | None:
        """What is selected, from where to where."""
        return self.buffer.document.selection_range() if self.buffer.selection_state else None

    def cut_selection(self) -> None:
        """Take out what is selected."""
        if self.buffer.selection_state:
            self.buffer.cut_selection()

    def select(self, found: tuple[int, int] | None) -> None:
        """Select a placeholder, so that what is typed comes in its place."""
        if found:
            self.buffer.cursor_position = found[0]
            self.buffer.start_selection(selection_type=SelectionType.CHARACTERS)
            if self.buffer.selection_state:
                self.buffer.selection_state.enter_shift_mode()
            self.buffer.cursor_position = found[1]


def between(before: str, copied: str) -> str:
    """What comes between the words of a line and what is pasted behind them: paragraphs and items begin a line."""
    if not before.strip():
        return ""
    if ITEM.match(copied):
        return "\n" if ITEM.match(before) else "\n\n"
    if "\n\n" in copied and not ITEM.match(before):
        return "\n\n"
    return " " if before.endswith((".", "?", "!")) else ""


def filled(text: str) -> str:
    """Text with its words whole on the lines of the screen as wide as it is now."""
    width = get_app().output.get_size().columns
    return "\n".join(part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""])


class _Colours(Lexer):
    """Placeholders, marks and bullets in colour."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """A function that gives the colours of a line."""

        def line(number: int) -> StyleAndTextTuples:
            text = document.lines[number] if number < len(document.lines) else ""
            found: StyleAndTextTuples = []
            at = 0
            for match in _COLOURED.finditer(text):
                found += [("", text[at : match.start()]), (f"class:{match.lastgroup}", match[0])]
                at = match.end()
            return [*found, ("", text[at:])]

        return line
