"""`dmmdoc import`: a .docx back into its memo file."""

from pathlib import Path
from typing import Annotated

import typer

from dmmdoc.commands.options import Templates, complete_kind, memo_target
from dmmdoc.commands.report import print_path, tell
from dmmdoc.config.folders import folders
from dmmdoc.errors import UserError
from dmmdoc.files import already_there, make_folder, write_new, write_whole
from dmmdoc.messages.catalogue import say


def command(
    file: Annotated[Path, typer.Argument(metavar=say("metavar.docx"), readable=False, help=say("help.import.file"))],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar=say("metavar.file"), help=say("help.import.output")),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar=say("metavar.kind"), autocompletion=complete_kind, help=say("help.import.kind")),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help=say("help.import.diff"))] = False,
    force: Annotated[bool, typer.Option("--force", help=say("help.import.force"))] = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc import`."""
    from dmmdoc.commands.difference import show
    from dmmdoc.commands.taking_in import refusal, take_in, target_of

    target = target_of(file, Path(output) if output else None)
    if output:
        target = memo_target(output, f"{file.stem}.toml")
        if target.is_file() and not (force or diff):
            raise already_there(target)
    taken = take_in(file, target, kind, folders(templates), anew=output is not None, all_of_it=force)
    for message in taken.messages:
        tell(f"{file}: {message.text}")
    if diff:
        show(taken.changes)
        return
    if error := refusal(taken, force):
        raise UserError(error, str(file))
    for change in taken.changes if not taken.is_new else ():
        tell(f"{target}: {change.summary}")
    if taken.changes or taken.is_new:
        make_folder(target.parent)
        write = write_new if taken.is_new and not force else write_whole
        write(target, taken.text.encode())
        print_path(str(target))
    else:
        tell(f"{target}: nothing changed" + (f"; nobody has edited {file.name}" if taken.unedited else ""))
