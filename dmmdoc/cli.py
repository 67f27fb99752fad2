"""The commands, each a few lines: parse, call, report."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from dmmdoc import __version__
from dmmdoc.errors import UsageError, UserError, showable

if TYPE_CHECKING:
    from dmmdoc.checks import Finding
    from dmmdoc.exporting import Outcome

# Every command imports what it uses when it runs: --help and completion must come at once.


class Format(StrEnum):
    """What export writes."""

    docx = "docx"
    pdf = "pdf"


class _Commands(TyperGroup):
    """The group of commands: what a person got wrong ends as one line and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if "--traceback" in args:  # for a bug report, wherever it stands
            args = ["--traceback", *(arg for arg in args if arg != "--traceback")]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> Any:
        with _one_line_for_each_error():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        with _one_line_for_each_error(ctx.params.get("traceback")):
            return super().invoke(ctx)


@contextmanager
def _one_line_for_each_error(with_traceback: bool = False) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        _tell("interrupted")
        raise typer.Exit(130) from None
    except (typer.Exit, typer.Abort, typer.TyperException):
        raise
    except Exception as error:
        if with_traceback:
            raise
        _tell(_one_line(error))
        raise typer.Exit(error.exit_code if isinstance(error, UserError) else 1) from None


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would double the time that --help takes
    pretty_exceptions_enable=False,
    help="Assemble the memos (nota's) to the minister around a NATO Defence Ministers Meeting.",
)


def _one_line(error: Exception) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError):
        _abandon_stdout()
        return str(UserError(f"{error.strerror or error}; mend that and try again", error.filename))
    return f"something in dmmdoc itself went wrong ({error!r}); report it with what --traceback shows"


def _abandon_stdout() -> None:
    """After a full disk or a closed pipe: let nothing that is still to be written fail once more at the exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str) -> None:
    """A line for a person, in one write: an interrupt does not come between it and its end."""
    sys.stderr.write(f"{showable(message)}\n")
    sys.stderr.flush()


def _print_path(path: str) -> None:
    """The path of a file that was written, for a script."""
    sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    sys.stdout.flush()


def _complete_kind(incomplete: str) -> list[str]:
    from dmmdoc.kinds import kinds
    from dmmdoc.template_folders import folders

    try:
        return [name for name in kinds(folders()) if name.startswith(incomplete)]
    except UserError:  # nobody asked for an error yet
        return []


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"dmmdoc {__version__}")
        raise typer.Exit


Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="DIR", help="Your own templates; they come before the built-in ones."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Show where an error arose, for a bug report.")
    ] = False,
) -> None:
    pass


@app.command("new")
def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", autocompletion=_complete_kind, help="agenda, verslag, …")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The memo file to write. [KIND.toml]"),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Facts, or a memo to go on from: the agenda, for its verslag."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A fact, as bijeenkomst.plaats=Vilnius. May be repeated."),
    ] = None,
    prompt: Annotated[
        bool | None,
        typer.Option("--prompt/--no-prompt", help="Ask questions. [on a terminal]", show_default=False),
    ] = None,
    force: Force = False,
    templates: Templates = None,
) -> None:
    """Begin a memo: KIND.toml, with drafts for every section."""
    from dmmdoc import drafting, facts
    from dmmdoc.files import write_whole
    from dmmdoc.kinds import at_fault
    from dmmdoc.kinds import kind as read_kind
    from dmmdoc.readers.memo_file import to_memo
    from dmmdoc.tables import TableError
    from dmmdoc.template_folders import folders
    from dmmdoc.velden import velden
    from dmmdoc.writers.memo_file import annotated

    if str(output) == "-":
        raise UsageError("-o - is no file; name the memo file to write")
    places = folders(templates)
    of_kind = read_kind(kind, places)
    target = output or Path(f"{kind}.toml")
    if target.is_dir():
        target /= f"{kind}.toml"
    if target.is_file() and not force:
        raise UserError("exists already; choose another name with -o, or replace it with --force", str(target))
    begin, vorige = facts.from_file(source, kind, places) if source else ({"soort": kind}, {})
    begin = facts.with_settings(begin, settings or (), places)
    questions = velden(places)
    try:
        data = drafting.draft(kind, of_kind, questions, begin, vorige)
        to_memo(data, places)
    except TableError as error:  # what was given fits: it is the kind's own
        raise at_fault(error, kind, places) from None
    write_whole(target, annotated(data, of_kind, questions).encode())
    if _asks(prompt):
        _fill(target, places, vorige)
    _print_path(str(target))


@app.command("fill")
def fill(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A memo file.")], templates: Templates = None
) -> None:
    """Ask for what is still missing in a memo, and write the answers back."""
    from dmmdoc.template_folders import folders

    if _fill(file, folders(templates)):
        _print_path(str(file))


def _asks(prompt: bool | None) -> bool:
    """Whether to ask questions: as was said, else when there is somebody to answer."""
    return prompt if prompt is not None else sys.stdin.isatty() and sys.stderr.isatty()


def _fill(file: Path, places: tuple[Path, ...], vorige: dict[str, Any] | None = None) -> bool:
    """Ask for everything in a new memo (`vorige` given), or for what is missing in `file`; whether it was written."""
    from dmmdoc import prompting
    from dmmdoc.velden import velden

    filled = prompting.fill(file, places, velden(places), vorige)
    if filled.interrupted:
        import shlex

        if filled.written or vorige is not None:
            _print_path(str(file))
        _tell(f"\nBewaard in {file}; ga verder met: dmmdoc fill {shlex.quote(str(file))}")
        raise typer.Exit(130)
    return filled.written


@app.command("export")
def export(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Memo files; - is standard input.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="A file, a folder, or - for standard output."),
    ] = None,
    format: Annotated[  # noqa: A002 - the name of the option
        Format | None, typer.Option("--format", help="What to write. [docx, or what -o says]", show_default=False)
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Write the public version, NAME-openbaar: what is withheld is not in it.")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="DOCX", help="A .docx or .dotx whose page and styles to use."),
    ] = None,
    force: Force = False,
    templates: Templates = None,
) -> None:
    """Write each memo as a house-style .docx or PDF beside it; without FILE, every memo in this folder."""
    from dmmdoc.exporting import STDOUT, Manner, docx_base, export_all, format_of, plan
    from dmmdoc.template_folders import folders

    chosen = format_of(output, format)
    if template and chosen == "pdf":
        raise UsageError("--template is for a .docx; a PDF follows nota.typ in your --templates")
    manner = Manner(folders(templates), template, force, chosen, public)
    if template:
        docx_base(manner.folders, template)  # what is wrong with it is said once, not for every memo
    jobs = plan(files or [], output, chosen, public)
    if jobs[0].target == STDOUT and sys.stdout.isatty():
        raise UsageError("a document is no text for a terminal; name a file with -o, or pipe it on")
    failed = False
    for outcome in _with_progress(export_all(jobs, manner), len(jobs)):
        for warning in outcome.warnings:
            _tell(warning)
        if outcome.error:
            failed = True
            _tell(outcome.error)
        elif outcome.job.target != STDOUT:
            _print_path(outcome.job.target)
    if failed:
        raise typer.Exit(1)


def _with_progress(outcomes: "Iterator[Outcome]", total: int) -> "Iterator[Outcome]":
    """The outcomes as they come; on a terminal those of many memos behind a progress bar, told when all are done."""
    from dmmdoc.batch import FEW

    if total <= FEW or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    done = []
    try:
        for outcome in track(outcomes, "Exporting", total, console=Console(stderr=True), transient=True):
            done.append(outcome)
    finally:  # interrupted or not: what was written is told
        yield from done


class _Format(StrEnum):
    """How findings are reported."""

    text = "text"
    json = "json"


@app.command("check")
def check(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Memo files; - is standard input.")
    ] = None,
    form: Annotated[_Format, typer.Option("--format", help="For a person, or for a script.")] = _Format.text,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on a warning too.")] = False,
    templates: Templates = None,
) -> None:
    """Report what would send a memo back, before it goes up; without FILE, for every memo in this folder."""
    from functools import partial

    from dmmdoc.batch import each, memo_files
    from dmmdoc.checks import check_file
    from dmmdoc.template_folders import folders

    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    found: list[Finding] = []
    failed = False
    names = memo_files(files or ())
    for findings, error in each(partial(check_file, folders=folders(templates)), names, names):
        found += findings
        if error:
            failed = True
            _tell(error)
        if form == _Format.text:
            _say("".join(f"{finding.coloured() if coloured else finding}\n" for finding in findings))
    if form == _Format.json:
        import json

        _say(json.dumps([finding.as_data() for finding in found], indent=2) + "\n")
    if failed or any(strict or finding.severity == "error" for finding in found):
        raise typer.Exit(1)


def _say(text: str) -> None:
    """Text on standard output, in whatever it can show."""
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.flush()


@app.command("show")
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A memo file; - is standard input.")],
    with_findings: Annotated[bool, typer.Option("--check", help="With what dmmdoc check finds beside it.")] = False,
    templates: Templates = None,
) -> None:
    """Print a memo on the terminal as it will read, placeholders and withheld passages marked."""
    from dmmdoc.batch import read_source
    from dmmdoc.house_style import house_style
    from dmmdoc.readers import memo_file
    from dmmdoc.template_folders import folders
    from dmmdoc.writers import terminal

    places = folders(templates)
    text = read_source(file)
    memo = memo_file.read(text, file, places)
    found: list[Finding] = []
    if with_findings:
        from dmmdoc.checks import findings

        found = findings(memo, text, file, places)
    _say(terminal.write(memo, house_style(places), found, terminal.console()))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="A document; edited in Word, or from elsewhere.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A new memo file to write. [the memo beside it]"),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", autocompletion=_complete_kind, help="The kind, where none is known."),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what would change.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Keep as text what a memo cannot hold; replace the file of -o.")
    ] = False,
    templates: Templates = None,
) -> None:
    """Take a .docx back into its memo file: only what was changed in it is rewritten."""
    from dmmdoc.files import write_whole
    from dmmdoc.importing import refusal, take_in, target_of
    from dmmdoc.template_folders import folders

    target = target_of(file, output)
    if output and output.is_file() and not (force or diff):
        raise UserError("exists already; choose another name with -o, or replace it with --force", str(output))
    taken = take_in(file, target, kind, folders(templates), anew=output is not None, all_of_it=force)
    for message in taken.messages:
        _tell(f"{file}: {message.text}")
    if diff:
        from dmmdoc.writers.difference import show

        show(taken.changes)
        return
    if error := refusal(taken, force):
        raise UserError(error, str(file))
    for change in taken.changes if not taken.is_new else ():
        _tell(f"{target}: {change.summary}")
    if taken.changes or taken.is_new:
        write_whole(target, taken.text.encode())
        _print_path(str(target))
    else:
        _tell(f"{target}: nothing changed" + (f"; nobody has edited {file.name}" if taken.unedited else ""))


@app.command("kinds")
def kinds(templates: Templates = None) -> None:
    """List the kinds of memo, and where each comes from."""
    from dmmdoc.kinds import kind, kinds
    from dmmdoc.template_folders import folders

    places, failed = folders(templates), False
    for name, path in kinds(places).items():
        try:
            _say(f"{name}\t{kind(name, places).omschrijving}\t{path}\n")
        except UserError as error:
            failed = True
            _tell(str(error))
    if failed:
        raise typer.Exit(1)
