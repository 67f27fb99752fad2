"""`dmmdoc fill`: ask for what is missing in a memo."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

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
    from dmmdoc.dialogue.record import Now, Record


def command(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar=say("metavar.file-and-keys"), help=say("help.fill.file"))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=say("help.fill.all"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc fill`."""
    file, keys = _taken_apart(arguments or [])
    places = folders(templates)
    filled = ask([file], places, keys=keys, everything=everything)
    for path in filled.written or ([file] if filled.exports else []):
        print_path(str(path))
    if filled.exports:
        export_now([file], places)


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


class Filled(NamedTuple):
    """What came of the questions: the files that were written, and whether to export now."""

    written: Sequence[Path] = ()
    exports: bool = False


def ask(
    files: Sequence[Path],
    places: tuple[Path, ...],
    vorige: Mapping[Path, Mapping[str, Any]] | None = None,
    keys: Sequence[str] = (),
    everything: bool = False,
    fixed: Collection[Path] = (),
) -> Filled:
    """Ask for all in new memos, for `keys`, or for what is missing.

    `vorige` has of each new memo the table that it follows; what new memos take from the bases that are `fixed` is not
    asked, and these are not changed. Ends the program where the person stops. Raises UserError
    for what is no memo and for a key that it cannot have.
    """
    from dmmdoc.dialogue.offer import offer
    from dmmdoc.dialogue.place import remember, remembered
    from dmmdoc.dialogue.questions import first_round, missing
    from dmmdoc.dialogue.record import Record
    from dmmdoc.dialogue.talk import talk

    record, known = Record(places, vorige, fixed), velden(places)
    asked: list[Question] = []
    all_of_them: list[Question] = []
    bases: dict[Path, None] = {}
    for now in map(record.now, files):
        bases |= dict.fromkeys([Path(now.basis.name)] if now.basis and not fixed else [])
        mine = _questions(record, now, is_first=not all_of_them)
        all_of_them += mine
        if vorige is not None:
            mine = [each for each in mine if not (fixed and record.is_said_elsewhere(now, each.path))]
            asked += first_round(mine, now.kind, known, now.drafts)
        elif not keys:
            asked += mine if everything else missing(mine, now.data, now.drafts)
    asked += [_called(key, all_of_them) for key in keys]
    if not asked:
        tell(say("fill.nothing"))
        return Filled()
    stopped = None if keys or vorige is not None else remembered(files[0])
    first = next((each for each in asked if each.name == stopped), None)
    ended = talk(record, all_of_them, asked, first, offer(record, asked) if vorige is not None else None)
    if not keys:
        remember(files[0], ended.stopped_at.name if ended.stopped_at else None)
    if ended.stopped_at:
        for file in (*bases, *files) if vorige is not None else sorted(record.written):
            print_path(str(file))
        names, more = ", ".join(map(str, files)), quoted(str(ended.stopped_at.file))
        tell(f"\n{say('fill.stopped', file=names, command=f'dmmdoc fill {more}')}")
        raise typer.Exit(interrupts.exit_code())
    return Filled(sorted(record.written), ended.exports)


def _questions(record: Record, now: Now, is_first: bool) -> list[Question]:
    """The questions about a memo; behind the first of several those that its own file answers."""
    from dmmdoc.dialogue.questions import questions

    found = questions(now.file, now.data, now.kind, velden(record.folders))
    return [each for each in found if is_first or record.holder(now, each.path) == now.file]


def _called(key: str, questions: Sequence[Question]) -> Question:
    """The question about a key, as kernpunten, secties.kernpunten or nota.kenmerk; raises UsageError for none."""
    for each in questions:
        if key in (each.name, ".".join(each.path)):
            return each
    from dmmdoc.toml.tables import unknown_key

    names = [tuple(each.name.split(".")) for each in questions]
    raise UsageError(unknown_key(tuple(key.split(".")), names).message)


def export_now(files: Sequence[Path], places: tuple[Path, ...]) -> None:
    """Export memos that were just filled, and print the paths of their documents; ends the program where one fails."""
    from dmmdoc.commands.export import Job, Manner, export

    manner, failed = Manner(places, None, force=False), False
    for file in files:
        outcome = export(Job(str(file), str(file.with_suffix(".docx"))), manner)
        for said in (*outcome.warnings, *filter(None, [outcome.error])):
            tell(said)
        failed |= outcome.error is not None
        if not outcome.error:
            print_path(outcome.job.target)
    if failed:
        raise typer.Exit(1)
