"""`dmmdoc import`: edited documents back into their memo files, each of which gets all of it or nothing."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dmmdoc.commands.options import Templates, complete_kind, memo_target
from dmmdoc.commands.report import one_line, print_path, tell
from dmmdoc.config.folders import folders
from dmmdoc.errors import CombinedError, UsageError, UserError
from dmmdoc.files import already_there, make_folder, read_text, write_new, write_whole
from dmmdoc.memo_file.basis import parted
from dmmdoc.messages.catalogue import say

if TYPE_CHECKING:
    from dmmdoc.importing.changes import Clash
    from dmmdoc.importing.take_in import Choose, Copy, Import


class _Manner(NamedTuple):
    """How to import: what the options say."""

    folders: tuple[Path, ...]
    kind: str | None
    anew: bool
    diff: bool
    side: str | None
    drop_marks: bool
    force: bool


def command(
    files: Annotated[
        list[Path], typer.Argument(metavar=f"{say('metavar.docx')}...", readable=False, help=say("help.import.files"))
    ],
    into: Annotated[
        Path | None, typer.Option("--into", metavar=say("metavar.memo"), readable=False, help=say("help.import.into"))
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar=say("metavar.file"), help=say("help.import.output"))
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar=say("metavar.kind"), autocompletion=complete_kind, help=say("help.import.kind")),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help=say("help.import.diff"))] = False,
    ours: Annotated[bool, typer.Option("--ours", help=say("help.import.ours"))] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help=say("help.import.theirs"))] = False,
    drop_marks: Annotated[bool, typer.Option("--drop-marks", help=say("help.import.drop-marks"))] = False,
    force: Annotated[bool, typer.Option("--force", help=say("help.import.force"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc import`."""
    if ours and theirs:
        raise UsageError(say("import.both-sides"))
    if into and output:
        raise UsageError(say("import.two-places"))
    if output and len(files) > 1 and memo_target(output, "x.toml").name != "x.toml":
        raise UsageError(say("import.one-place", output=output, n=len(files)))
    side = "ours" if ours else "theirs" if theirs else None
    manner = _Manner(folders(templates), kind, output is not None, diff, side, drop_marks, force)
    failed = False
    for target, copies in _by_memo(files, into, output, manner).items():
        try:
            if isinstance(copies, UserError):
                raise copies
            _import(copies, target, manner)
        except UserError as error:
            failed = True
            tell(one_line(error))
    if failed:
        raise typer.Exit(1)


def _by_memo(
    files: Sequence[Path], into: Path | None, output: str | None, manner: _Manner
) -> "dict[Path, list[Copy] | UserError]":
    """The documents by the memo file that each goes into; what is wrong with one keeps the others out of that memo."""
    from dmmdoc.importing.belonging import memo_of
    from dmmdoc.importing.take_in import opened

    if into and not into.is_file():
        raise UserError(say("import.no-memo"), str(into))
    found: dict[Path, list[Copy] | UserError] = {}
    strays: list[Path] = []  # documents that may be a copy of any memo beside them
    for file in files:
        target = into or _target(file, output)
        try:
            copy = opened(file)
            if into is None and output is None:
                target = memo_of(copy, manner.folders)
        except UserError as error:
            _add_error(found, target, error)
            if into is None and output is None and not target.is_file():
                strays.append(file)
            continue
        copies = found.setdefault(target, [])
        if not isinstance(copies, UserError):
            copies.append(copy)
    for file in strays:
        for target in found:
            if target.is_file() and target.parent == file.parent:
                _add_error(found, target, UserError(say("import.stray", file=file.name), str(target)))
    return found


def _add_error(found: "dict[Path, list[Copy] | UserError]", target: Path, error: UserError) -> None:
    others = found.get(target)
    found[target] = CombinedError([others, error]) if isinstance(others, UserError) else error


def _target(file: Path, output: str | None) -> Path:
    """The memo file beside a document, or the one that `output` names; raises UserError for a name that none can be."""
    if not file.name:
        raise UserError(say("import.folder"), str(file))
    if output is None:
        return file.with_suffix(".toml")
    if output == "-":
        raise UserError(say("import.stdout"), str(file))
    if Path(output).is_file() and file.exists() and Path(output).samefile(file):
        raise UserError(say("import.itself"), output)
    return memo_target(output, f"{file.stem}.toml")


def _import(copies: "Sequence[Copy]", target: Path, manner: _Manner) -> None:
    """Take documents into one memo file: all of them, or nothing; raises UserError for what stands in the way."""
    from dmmdoc.commands.difference import show
    from dmmdoc.importing.take_in import lost

    taken = _taken(copies, target, manner, _choose_nothing)
    if any(each.clashes for each in taken) and _asks(manner) and not any(lost(each, manner.force) for each in taken):
        from dmmdoc.dialogue import conflicts

        taken = _taken(copies, target, manner, lambda copy: partial(conflicts.ask, source=str(copy.source)))
    _tell_of(copies, taken, manner.side)
    changes = [change for each in taken for change in each.changes]
    if manner.diff:
        show(changes, [clash for each in taken for clash in each.clashes])
        return
    if errors := _refused(copies, taken, manner):
        raise CombinedError(errors)
    is_new = taken[0].is_new
    if not is_new:
        _tell_changes(copies, taken, target)
    if changes or is_new:
        make_folder(target.parent)
        write = write_new if is_new and not manner.force else write_whole
        before = "" if is_new else read_text(target)
        text, basis = (taken[-1].text, None) if is_new else parted(before, taken[-1].text, str(target))
        if basis:
            write_whole(Path(basis.name), basis.text.encode())
            print_path(basis.name)
        if text != before:
            write(target, text.encode())
            print_path(str(target))


def _asks(manner: _Manner) -> bool:
    """Whether a person is asked, who waits and whom no option answers for."""
    from dmmdoc.dialogue import conflicts

    return not (manner.diff or manner.side) and conflicts.is_there()


def _taken(
    copies: "Sequence[Copy]", target: Path, manner: _Manner, chooser: "Callable[[Copy], Choose]"
) -> "list[Import]":
    """What comes of each document, one behind the other; of a clash what an option says, else what its chooser does."""
    from dmmdoc.importing.changes import came_with
    from dmmdoc.importing.take_in import take_in, take_in_new

    if manner.anew and target.is_file() and not (manner.force or manner.diff):
        raise already_there(target)
    text = None if manner.anew or not target.is_file() else read_text(target)
    taken: list[Import] = []
    came: dict[str, str] | None = {} if len(copies) > 1 else None
    for copy in copies:
        if text is None:
            each = take_in_new(copy, target, manner.kind, manner.folders)
        else:
            choose = _choose_side(manner.side) if manner.side else chooser(copy)
            each = take_in(copy, target, text, manner.folders, choose, manner.kind, came)
        text = each.text
        if came is not None:
            came |= came_with(each.changes, copy.source.name)
        taken.append(each)
    return taken


def _choose_nothing(_copy: "Copy") -> "Choose":
    return lambda clash: None


def _choose_side(side: str) -> "Choose":
    return lambda clash: getattr(clash.conflict, side)


def _tell_of(copies: "Sequence[Copy]", taken: "Sequence[Import]", side: str | None) -> None:
    """Tell what there is to tell of each document; what a memo cannot hold last, as what is counted then."""
    from dmmdoc.importing.changes import reading

    for copy, each in zip(copies, taken, strict=True):
        for message in sorted(each.messages, key=attrgetter("lost")):
            tell(f"{copy.source}: {message.text}")
        for clash in each.clashes:
            tell(_readings(clash, copy))
        for clash in each.answered if side else ():
            fell = reading(clash.conflict.theirs if side == "ours" else clash.conflict.ours) or say("import.nothing")
            whose = copy.source.name if side == "ours" else clash.ours
            tell(f"{copy.source}: {say('import.fell', where=clash.kop, whose=whose, text=fell)}")
        for mark in each.marks:
            text = say("import.bare-elsewhere" if mark.is_kept else "import.bared", ground=mark.grond, text=mark.text)
            tell(f"{copy.source}: {text}")


def _refused(copies: "Sequence[Copy]", taken: "Sequence[Import]", manner: _Manner) -> list[UserError]:
    """Why nothing is written; where there is no other reason, a person who waits may let marks go."""
    from dmmdoc.dialogue import conflicts
    from dmmdoc.importing.take_in import refusals

    def found(rows: "Iterable[Import]") -> list[UserError]:
        pairs = zip(copies, rows, strict=True)
        return [UserError(why, str(copy.source)) for copy, each in pairs for why in refusals(each, manner.force)]

    errors = found(each._replace(marks=()) for each in taken)
    marks = sum(len(each.marks) for each in taken)
    if not marks or manner.drop_marks:
        return errors
    if not errors and conflicts.is_there() and conflicts.agrees(say("import.drop-marks?", n=marks)):
        return []
    return found(taken)


def _readings(clash: "Clash", copy: "Copy") -> str:
    """A clash in lines: what was there where that is known, what the memo says, what the document does."""
    from dmmdoc.importing.changes import reading

    conflict, nothing = clash.conflict, say("import.nothing")
    lines = [f"{copy.source}: {clash.summary}"]
    if conflict.former:
        lines.append(f"    {say('import.former')}: {reading(conflict.former)}")
    lines.append(f"    {clash.ours}: {reading(conflict.ours) or nothing}")
    lines.append(f"    {clash.theirs}: {reading(conflict.theirs) or nothing}")
    return "\n".join(lines)


def _tell_changes(copies: "Sequence[Copy]", taken: "Sequence[Import]", target: Path) -> None:
    """Tell what each document changed, behind its name where there are several."""
    for copy, each in zip(copies, taken, strict=True):
        place = f"{target}: " if len(copies) == 1 else f"{target}: {copy.source.name}: "
        for change in each.changes:
            tell(place + change.summary)
        if not each.changes:
            tell(place + say("import.unedited" if copy.unedited else "import.unchanged", file=copy.source.name))
