"""The course of the questions: one after the other, back, to any of them, and on where one stopped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from dmmdoc.dialogue import editor
from dmmdoc.dialogue.answers import shown, wrapped
from dmmdoc.dialogue.overview import found, listing
from dmmdoc.dialogue.plain import Plain
from dmmdoc.dialogue.questions import Question, State
from dmmdoc.dialogue.record import Record
from dmmdoc.dialogue.way import Asked, Move, Reply, Way
from dmmdoc.errors import UserError, showable
from dmmdoc.messages.catalogue import say


class Ended(NamedTuple):
    """How the questions ended: where the person stopped, None at the end, and whether to export now."""

    stopped_at: Question | None = None
    exports: bool = False


def talk(
    record: Record,
    everything: Sequence[Question],
    asked: Sequence[Question],
    first: Question | None = None,
    after: Callable[[Question, Way], None] | None = None,
) -> Ended:
    """Put the questions `asked`, from `first` on, out of `everything` that one can be asked.

    On a terminal everything stands at a glance at the end, and `after` is called with each question that was left
    behind. Raises UserError when a file is no memo any more, and at the end of the input where the last answer did not
    fit.
    """
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    way = _way(console)
    course = _Course(record, everything, asked, way, console, after)
    with way.open():
        return course.run(first)


def _way(console: Console) -> Way:
    """A field where one can be drawn, else line by line."""
    if sys.stdin.isatty() and sys.stderr.isatty() and (os.name == "nt" or _draws(os.environ.get("TERM", ""))):
        from dmmdoc.dialogue.field import Field  # only where a person waits

        return Field()
    return Plain(console)


def _draws(term: str) -> bool:
    return term not in ("", "dumb", "unknown")


class _Course:
    """Where we are in the questions."""

    def __init__(
        self,
        record: Record,
        everything: Sequence[Question],
        asked: Sequence[Question],
        way: Way,
        console: Console,
        after: Callable[[Question, Way], None] | None,
    ):
        self.record, self.everything, self.asked = record, everything, asked
        self.way, self.console, self.after = way, console, after
        self.behind: list[Question] = []
        self.done: set[Question] = set()
        self.typed: dict[Question, str] = {}
        self.problem = self.groep = ""

    def run(self, first: Question | None) -> Ended:
        """Put the questions until there is none left or the person stops."""
        question = first or (self.asked[0] if self.asked else None)
        try:
            while question is not None:
                reply = self.put(question)
                following = self.follow(question, reply)
                if reply.move == Move.STOP:
                    return Ended(stopped_at=question)
                question = following
            return self.end()
        except EOFError:
            self.console.print()
            return Ended()
        except KeyboardInterrupt:
            return Ended(stopped_at=question or self.everything[-1])

    def put(self, question: Question) -> Reply:
        """Put one question, and keep what is answered."""
        if question.groep != self.groep:
            self.console.print()
            self.console.rule(Text(f"{question.groep} ", "bold"), align="left", style="dim")
            self.groep = question.groep
        state, value = self.record.state(question), shown(question, self.record.value(question))
        read_back: list[str] = []

        def keep(typed: str | None) -> None:
            if typed is None:
                self.record.confirm(question)
            else:
                read_back.append(self.record.answer(question, typed))

        typed = self.typed.pop(question, None)
        problem, self.problem = self.problem, ""
        example = self.record.example(question) if self.way.has_list else ""
        reply = self.way.ask(
            Asked(question, self.progress(question), value, example, state == State.DRAFT, typed, problem), keep
        )
        if any(read_back):
            self.console.print(Text(f"  {read_back[0]}", "dim"))
        return reply

    def progress(self, question: Question) -> str:
        """How far we are, as 3/14; empty for a question that was not to be asked."""
        return f"{self.asked.index(question) + 1}/{len(self.asked)}" if question in self.asked else ""

    def follow(self, question: Question, reply: Reply) -> Question | None:
        """The question that comes after a reply to this one."""
        # an emptied field shows what is there again
        if reply.typed and reply.typed.strip() and reply.move != Move.EDITOR:
            self.typed[question] = reply.typed
            self.record.set_aside(question, reply.typed)
        if self.way.has_list:
            self.console.print()  # not before: there may be no terminal any more
        if reply.move == Move.EDITOR:
            return self.from_editor(question, reply)
        match reply.move:
            case Move.NEXT:
                self.done.add(question)
                self.behind.append(question)
                if self.after and self.way.has_list:
                    self.after(question, self.way)
                return self.next(question)
            case Move.BACK:
                self.done.discard(question)  # from the one before it goes on to this one again
                return self.before(question)
            case Move.LIST:
                chosen = self.choose()
                if chosen is not None:
                    self.behind.append(question)
                return chosen or question
            case _:
                return None

    def next(self, question: Question) -> Question | None:
        """The next question that was not dealt with yet, behind this one or else from the first on."""
        row = self.asked if question in self.asked else self.everything
        at = row.index(question)
        order = (*row[at + 1 :], *row[: at + 1])
        return next((each for each in order if each in self.asked and each not in self.done), None)

    def before(self, question: Question) -> Question:
        """The question that was put before this one; before the first that of the file."""
        if self.behind:
            return self.behind.pop()
        return self.everything[max(0, self.everything.index(question) - 1)]

    def choose(self) -> Question | None:
        """The question that a person chooses from all."""
        listing(self.everything, self.record, self.console)
        return self.numbered(self.chosen(say("overview.which")))

    def chosen(self, words: str, *others: str) -> str:
        """What a person chooses, asked until it is the number of a question, one of `others`, or nothing."""
        while (typed := self.way.choose(words)) and self.numbered(typed) is None and typed.lower() not in others:
            self.console.print(Text(say("overview.no-such", typed=showable(typed)), "red"))
        return typed

    def numbered(self, typed: str) -> Question | None:
        """The question with the number that was typed."""
        number = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        return self.everything[number - 1] if 0 < number <= len(self.everything) else None

    def from_editor(self, question: Question, reply: Reply) -> Question:
        """Have the text in the person's editor, and put the question again with what came back."""
        text = shown(question, self.record.value(question)) if reply.typed is None else reply.typed
        self.typed[question] = text
        try:
            with self.way.leave():
                self.typed[question] = editor.edited(wrapped(text)).rstrip("\n")
        except UserError as error:
            self.problem = str(error)
        return question

    def end(self) -> Ended:
        """Everything at a glance, with what check finds; back to any question, and whether to export."""
        while self.way.has_list:
            listing(self.everything, self.record, self.console)
            self.console.print()
            for line in found(self.everything, self.record):
                self.console.print(line)
            typed = self.chosen(say("overview.what-now"), "e")
            question = self.numbered(typed)
            if question is None:
                return Ended(exports=typed.lower() == "e")
            while question is not None:
                reply = self.put(question)
                following = self.follow(question, reply)
                if reply.move == Move.STOP:
                    return Ended(stopped_at=question)
                question = following if reply.move in (Move.EDITOR, Move.LIST) else None
        return Ended()
