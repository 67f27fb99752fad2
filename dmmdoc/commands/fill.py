"""`dmmdoc fill`: ask for what is missing in a memo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dmmdoc import interrupts
from dmmdoc.commands.many import memo_files
from dmmdoc.commands.options import Templates
from dmmdoc.commands.report import print_path, tell
from dmmdoc.config.facts import velden
from dmmdoc.config.folders import folders
from dmmdoc.errors import UsageError
from dmmdoc.messages.catalogue import say
from dmmdoc.windows import quoted

if TYPE_CHECKING:
    from dmmdoc.dialogue.questions import Question


def command(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE] [KEY]...", help=say("help.fill.file"))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("help.fill.all"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc fill`."""
    file, keys = _taken_apart(arguments or [])
    if ask(file, folders(templates), keys=keys, everything=everything):
        print_path(str(file))


def _taken_apart(arguments: Sequence[str]) -> tuple[Path, list[str]]:
    """The memo file and the keys that are meant; raises UserError where that is not clear."""
    files = [argument for argument in arguments if argument.lower().endswith(".toml")]
    keys = [argument for argument in arguments if argument not in files]
    if len(files) > 1:
        raise UsageError(say("fill.several", files=", ".join(files)))
    return Path(files[0] if files else only_memo()), keys


def only_memo() -> str:
    """The one memo in this folder; raises UserError where there are more, or none."""
    found = memo_files([])
    if len(found) > 1:
        raise UsageError(say("fill.which", files=", ".join(found)))
    return found[0]


def ask(
    file: Path,
    places: tuple[Path, ...],
    vorige: dict[str, Any] | None = None,
    keys: Sequence[str] = (),
    everything: bool = False,
) -> bool:
    """Ask for all in a new memo (`vorige` given), for `keys`, or for what is missing; whether `file` was written.

    Ends the program where the person stops. Raises UserError for what is no memo and for a key that it cannot have.
    """
    from dmmdoc.dialogue.offer import offer
    from dmmdoc.dialogue.place import remember, remembered
    from dmmdoc.dialogue.questions import first_round, missing, questions
    from dmmdoc.dialogue.record import Record
    from dmmdoc.dialogue.talk import talk

    record, known = Record(places, vorige), velden(places)
    now = record.now(file)
    all_of_them = questions(file, now.data, now.kind, known)
    if keys:
        asked = [_called(key, all_of_them) for key in keys]
    elif everything:
        asked = all_of_them
    elif vorige is not None:
        asked = first_round(all_of_them, now.kind, known, now.drafts)
    else:
        asked = missing(all_of_them, now.data, now.drafts, known)
    if not asked:
        tell(say("fill.nothing"))
        return False
    stopped = None if keys or vorige is not None else remembered(file)
    first = next((each for each in asked if each.name == stopped), None)
    ended = talk(record, all_of_them, asked, first, offer(record, asked) if vorige is not None else None)
    remember(file, ended.stopped_at.name if ended.stopped_at else None)
    if ended.stopped_at:
        if record.written or vorige is not None:
            print_path(str(file))
        tell(f"\n{say('fill.stopped', file=file, command=f'dmmdoc fill {quoted(str(file))}')}")
        raise typer.Exit(interrupts.exit_code())
    if ended.exports:
        _export(file, places)
    return bool(record.written)


def _called(key: str, questions: Sequence[Question]) -> Question:
    """The question about a key, as kernpunten, secties.kernpunten or nota.kenmerk; raises UsageError for none."""
    for each in questions:
        if key in (each.name, ".".join(each.path)):
            return each
    from dmmdoc.toml.tables import unknown_key

    names = [tuple(each.name.split(".")) for each in questions]
    raise UsageError(unknown_key(tuple(key.split(".")), names).message)


def _export(file: Path, places: tuple[Path, ...]) -> None:
    """Export a memo that was just filled, and print the path of its document."""
    from dmmdoc.commands.export import Job, Manner, export

    print_path(str(file))
    outcome = export(Job(str(file), str(file.with_suffix(".docx"))), Manner(places, None, force=False))
    for warning in outcome.warnings:
        tell(warning)
    if outcome.error:
        tell(outcome.error)
        raise typer.Exit(1)
    print_path(outcome.job.target)
    raise typer.Exit
