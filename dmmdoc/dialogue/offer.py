"""The offer to keep who the steller is, once, behind the questions about that."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from dmmdoc.config.profile import keep, profile_file
from dmmdoc.dialogue.answers import is_yes
from dmmdoc.dialogue.questions import Question
from dmmdoc.dialogue.record import Record
from dmmdoc.dialogue.way import Way
from dmmdoc.errors import UserError, showable
from dmmdoc.memo.model import INVULLEN
from dmmdoc.messages.catalogue import say

_STELLER = "steller"


def offer(record: Record, asked: Sequence[Question]) -> Callable[[Question, Way], None]:
    """What to do behind each question: behind the last one about the steller to offer it, where there is no profile."""
    last = next((each for each in reversed(asked) if each.path[0] == _STELLER), None)

    def after(question: Question, way: Way) -> None:
        nonlocal last
        file = profile_file()
        if question != last or file is None or file.exists():
            return
        last = None
        facts = record.now(question.file).data.get(_STELLER, {})
        told = {key: value for key, value in facts.items() if value and not INVULLEN.search(str(value))}
        if not told:
            return
        answer = is_yes(way.choose(say("profile.offer", file=file)))
        if answer is not None:  # no is kept too: it is asked once
            try:
                keep(_STELLER, told if answer else {})
            except UserError as error:  # that is no reason to stop
                print(showable(str(error)), file=sys.stderr)

    return after
