"""`dmmdoc import`: edited documents back into their memo files, each of which gets all of it or nothing."""

from collections.abc import Sequence
from functools import partial
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
    from dmmdoc.commands.difference import Clash
    from dmmdoc.commands.taking_in import Choose, Copy, Import


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
    from dmmdoc.commands.belonging import memo_of
    from dmmdoc.commands.taking_in import opened

    if into and not into.is_file():
        raise UserError(say("import.no-memo"), str(into))
    found: dict[Path, list[Copy] | UserError] = {}
    for file in files:
        target = into or _target(file, output)
        try:
            copy = opened(file)
            if into is None and output is None:
                target = memo_of(copy, manner.folders)
        except UserError as error:
            others = found.get(target)
            found[target] = CombinedError([others, error]) if isinstance(others, UserError) else error
            continue
        copies = found.setdefault(target, [])
        if not isinstance(copies, UserError):
            copies.append(copy)
    return found


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

    taken = _taken(copies, target, manner)
    changes = [change for each in taken for change in each.changes]
    if manner.diff:
        show(changes, [clash for each in taken for clash in each.clashes])
        return
    if errors := [
        UserError(why, str(copy.source))
        for copy, each in zip(copies, taken, strict=True)
        for why in _refusals(each, manner)
    ]:
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


def _taken(copies: "Sequence[Copy]", target: Path, manner: _Manner) -> "list[Import]":
    """What comes of each document, one behind the other; tells what there is to tell of each."""
    from dmmdoc.commands.taking_in import take_in, take_in_new

    if manner.anew and target.is_file() and not (manner.force or manner.diff):
        raise already_there(target)
    text = None if manner.anew or not target.is_file() else read_text(target)
    taken: list[Import] = []
    for copy in copies:
        if text is None:
            each = take_in_new(copy, target, manner.kind, manner.folders)
        else:
            each = take_in(copy, target, text, manner.folders, _choose(copy, manner), manner.kind)
        for message in each.messages:
            tell(f"{copy.source}: {message.text}")
        for clash in each.clashes:
            tell(_readings(clash, copy))
        for mark in each.marks:
            tell(f"{copy.source}: {say('import.bared', ground=mark.lak, text=mark.text)}")
        text = each.text
        taken.append(each)
    return taken


def _choose(copy: "Copy", manner: _Manner) -> "Choose":
    """Who says what is taken of a clash: an option, a person, nobody."""
    if manner.side:
        return lambda clash: getattr(clash.conflict, str(manner.side))
    from dmmdoc.commands import choosing

    if manner.diff or not choosing.is_there():
        return lambda clash: None
    return partial(choosing.ask, source=str(copy.source))


def _refusals(taken: "Import", manner: _Manner) -> Sequence[str]:
    """Why nothing is written; a person who waits may let marks go."""
    from dmmdoc.commands import choosing
    from dmmdoc.commands.taking_in import refusals

    dropped = manner.drop_marks or (
        bool(taken.marks) and choosing.is_there() and choosing.agrees(say("import.drop-marks?", n=len(taken.marks)))
    )
    return [*refusals(taken._replace(marks=() if dropped else taken.marks), manner.force)]


def _readings(clash: "Clash", copy: "Copy") -> str:
    """A clash in lines: what was there where that is known, what the memo says, what the document does."""
    from dmmdoc.commands.difference import reading

    conflict, nothing = clash.conflict, say("import.nothing")
    lines = [f"{copy.source}: {say('import.clash', where=clash.kop, who=clash.who)}"]
    if conflict.former:
        lines.append(f"    {say('import.former')}: {reading(conflict.former)}")
    lines.append(f"    {say('import.memo')}: {reading(conflict.ours) or nothing}")
    lines.append(f"    {say('import.document')}: {reading(conflict.theirs) or nothing}")
    return "\n".join(lines)


def _tell_changes(copies: "Sequence[Copy]", taken: "Sequence[Import]", target: Path) -> None:
    """Tell what each document changed, behind its name where there are several."""
    for copy, each in zip(copies, taken, strict=True):
        place = f"{target}: " if len(copies) == 1 else f"{target}: {copy.source.name}: "
        for change in each.changes:
            tell(place + change.summary)
        if not each.changes:
            tell(place + say("import.unedited" if copy.unedited else "import.unchanged", file=copy.source.name))
