"""`dmmdoc export`: memo files to documents, one or many over all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dmmdoc import interrupts
from dmmdoc.commands.many import FEW, STDIN, each, memo_files, read_source
from dmmdoc.commands.options import Force, Templates, shows_traceback
from dmmdoc.commands.report import print_path, tell
from dmmdoc.config.facts import SECTIES, velden
from dmmdoc.config.folders import folders
from dmmdoc.config.house_style import house_style
from dmmdoc.config.kinds import MODEL, kind
from dmmdoc.config.words import gronden
from dmmdoc.docx.seal import is_unedited
from dmmdoc.errors import CombinedError, UnprintableError, UsageError, UserError
from dmmdoc.files import as_argument, make_folder, read_bytes, settle, write_whole
from dmmdoc.memo.model import Memo, count_placeholders, lakken_of
from dmmdoc.memo.page import page
from dmmdoc.memo_file import read as memo_file
from dmmdoc.messages.catalogue import say
from dmmdoc.publication.called import OPENBAAR, is_called_public
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError
from dmmdoc.windows import quoted

if TYPE_CHECKING:
    from dmmdoc.docx.write.base import Base
    from dmmdoc.publication.beside import Beside

# A writer is imported where it is used: a .docx should not wait for Typst, nor a .pdf for python-docx.

STDOUT = "-"

_FIXED_DAY = date(2000, 1, 1)


class Job(NamedTuple):
    """One memo to export: `source` is a memo file or -, `target` a document or -."""

    source: str
    target: str


class Manner(NamedTuple):
    """How to export: where the templates are, a department's .docx to write into, whether to replace edits.

    `format` is `docx` or `pdf`; with `public` what is withheld is taken out.
    """

    folders: tuple[Path, ...]
    template: Path | None
    force: bool
    format: str = "docx"
    public: bool = False


class Outcome(NamedTuple):
    """What became of a job: the warnings, and the error when it failed."""

    job: Job
    warnings: tuple[str, ...] = ()
    error: str | None = None


class Format(StrEnum):
    """What export writes."""

    docx = "docx"
    pdf = "pdf"


def command(
    ctx: typer.Context,
    files: Annotated[list[str] | None, typer.Argument(metavar=say("metavar.files"), help=say("help.files"))] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar=say("metavar.path"), help=say("help.export.output")),
    ] = None,
    format: Annotated[  # noqa: A002 - the name of the option
        Format | None, typer.Option("--format", help=say("help.export.format"), show_default=False)
    ] = None,
    public: Annotated[bool, typer.Option("--public", help=say("help.export.public"))] = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="DOCX", readable=False, help=say("help.export.template")),
    ] = None,
    desk_list: Annotated[
        Path | None,
        typer.Option("--lakverantwoording", metavar=say("metavar.file"), help=say("help.export.lakverantwoording")),
    ] = None,
    force: Force = False,
    templates: Templates = None,
) -> None:
    """Run `dmmdoc export`."""
    chosen = format_of(output, format)
    if template and chosen == "pdf":
        raise UsageError(say("export.template-for-pdf"))
    manner = Manner(folders(templates), template, force, chosen, public)
    if template:
        docx_base(manner.folders, MODEL, template)  # what is wrong with it is said once, not for every memo
        if public:
            _beside(manner)
    jobs = plan(files or [], output, chosen, public)
    if desk_list:
        _check_desk_list(desk_list, jobs, public)
    if jobs[0].target == STDOUT and sys.stdout.isatty():
        raise UsageError(say("export.to-terminal"))
    written, failed = set(), False
    try:
        for outcome in _with_progress(export_all(jobs, manner, shows_traceback(ctx)), len(jobs)):
            for warning in outcome.warnings:
                tell(warning)
            if outcome.error:
                failed = True
                tell(outcome.error)
            elif outcome.job.target != STDOUT:
                written.add(Path(outcome.job.target).parent)
                print_path(outcome.job.target)
            if desk_list and not outcome.error:
                _write_desk_list(desk_list, jobs[0], manner, force)
    finally:
        settle(written)  # once for all, where each would take as long as making the document
    if failed:
        raise typer.Exit(1)


def _check_desk_list(desk_list: Path, jobs: Sequence[Job], public: bool) -> None:
    """Raise UsageError where the desk's list cannot be meant."""
    if not public:
        raise UsageError(say("export.list-without-public"))
    if len(jobs) > 1:
        raise UsageError(say("export.list-of-many", count=len(jobs)))
    if desk_list.suffix.lower() not in (".csv", ".md"):
        raise UsageError(say("export.list-suffix", file=desk_list))
    if jobs[0].source == STDIN:
        raise UsageError(say("export.list-of-standard-input"))


def _write_desk_list(desk_list: Path, job: Job, manner: Manner, force: bool) -> None:
    """Write the list of what was withheld, and print its path; it replaces a list of ours, and no other file."""
    from dmmdoc.publication.desk import HEADS, as_csv, as_markdown, rows
    from dmmdoc.publication.rules import rules_for

    if desk_list.is_file() and not force and not read_bytes(desk_list).lstrip(b"| ").startswith(HEADS[0].encode()):
        raise UserError(say("export.list-exists"), str(desk_list))
    memo = memo_file.read(read_source(job.source), job.source, manner.folders)
    by = rules_for(memo.soort, manner.folders)
    write = as_csv if desk_list.suffix.lower() == ".csv" else as_markdown
    write_whole(desk_list, write(rows(memo, by), by.gronden.gronden).encode())
    print_path(str(desk_list))


def _with_progress(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """The outcomes as they come; on a terminal those of many memos behind a progress bar, told when all are done."""
    if total <= FEW or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    done = []
    try:
        for outcome in track(outcomes, say("export.progress"), total, console=Console(stderr=True), transient=True):
            done.append(outcome)
    finally:  # interrupted or not: what was written is told
        yield from done


def format_of(output: str | None, wanted: str | None) -> str:
    """The format to write: the one `wanted`, else what the name of `output` says, else docx."""
    is_pdf = output is not None and output.lower().endswith(".pdf") and not Path(output).is_dir()
    return wanted or ("pdf" if is_pdf else "docx")


def plan(files: Sequence[str], output: str | None, suffix: str = "docx", public: bool = False) -> list[Job]:
    """What to export to where: beside each memo, or to `output`, a file, a folder or -.

    Without `files`, every memo in the current folder. A document's name ends in `suffix`, a public one's in
    -openbaar before it. Raises UserError where that cannot be meant.
    """
    sources = memo_files(files)
    if len(sources) > 1 and STDIN in sources:
        raise UsageError(say("export.standard-input-and-files"))
    if len(sources) > 1 and output is not None and (output == STDOUT or not _is_folder(output)):
        raise UsageError(say("export.one-place", output=output, count=len(sources)))
    ending = f"{OPENBAAR if public else ''}.{suffix}"
    jobs: dict[str, Job] = {}
    for job in (Job(source, _target(source, output, ending)) for source in sources):
        if job.source == job.target != STDIN:
            raise UsageError(say("export.replaces-itself", file=job.source))
        other = jobs.setdefault(os.path.realpath(job.target), job).source
        if os.path.realpath(other) != os.path.realpath(job.source):
            raise UsageError(say("export.same-target", one=other, other=job.source, target=job.target))
    return list(jobs.values())


def _is_folder(output: str) -> bool:
    path = Path(output)
    return path.is_dir() or output.endswith(("/", os.sep)) or not (path.exists() or path.suffix)


def _target(source: str, output: str | None, ending: str) -> str:
    name = Path("nota.toml" if source == STDIN or not Path(source).name else source)
    name = name.with_name(name.stem + ending)
    if output is None:
        return STDOUT if source == STDIN else str(name)
    if output == STDOUT or _is_stdout(output):
        return STDOUT
    if _is_folder(output):
        return str(Path(output, name.name))
    suffix = ending[ending.index(".") :]
    if Path(output).suffix.lower() != suffix and (not Path(output).exists() or Path(output).is_file()):
        raise UsageError(say("export.wrong-suffix", output=output, suffix=suffix))
    return output


def _is_stdout(output: str) -> bool:
    """Whether -o names what standard output is, as /dev/stdout does: no path goes there behind the document."""
    try:
        return os.path.samestat(os.stat(output), os.fstat(sys.stdout.fileno()))  # noqa: PTH116
    except (OSError, ValueError):  # none of that name, or a standard output that is no file
        return False


def export_all(jobs: Sequence[Job], manner: Manner, with_traceback: bool = False) -> Iterator[Outcome]:
    """Do every job, in order; one that fails does not stop the rest."""
    sources = [job.source for job in jobs]
    return each(partial(export, manner=manner), jobs, sources, _failed, with_traceback)


def _failed(job: Job, error: str) -> Outcome:
    return Outcome(job, error=error)


def export(job: Job, manner: Manner) -> Outcome:
    """Export one memo; what is wrong with it comes back as the error."""
    try:
        if not manner.public:
            _refuse_public_place(job.target)
        text = read_source(job.source)
        memo = memo_file.read(text, job.source, manner.folders)
        warnings = [*_warnings(memo, text, job.source), *_unfinished(memo, job.source, manner)]
        if manner.public:
            memo, more = _published(memo, text, job, manner)
            warnings += more
        content = _document(memo, text, job, manner)
        if job.target == STDOUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            _refuse_to_replace(job, memo, text, content, manner)
            make_folder(Path(job.target).parent)
            interrupts.hold()  # until it is told
            write_whole(Path(job.target), content, settled=False)
    except UserError as error:
        return Outcome(job, error=str(error))
    return Outcome(job, tuple(warnings))


def _published(memo: Memo, text: str, job: Job, manner: Manner) -> tuple[Memo, list[str]]:
    """What may be public of a memo, and what to look at; raises CombinedError where it cannot be public as it is."""
    from dmmdoc.publication.beside import named
    from dmmdoc.publication.objections import objections
    from dmmdoc.publication.public import public
    from dmmdoc.publication.rules import rules_for

    by = rules_for(memo.soort, manner.folders)
    shown = public(memo, by)
    found = objections(memo, shown, by, [*_beside(manner), *named(job.target)])
    told = {each: memo_file.located(TableError(each.path, each.message, each.line), text, job.source) for each in found}
    if refusals := [error for each, error in told.items() if each.is_refusal]:
        raise CombinedError(sorted(refusals, key=lambda error: error.line or 0))
    told_of = sorted(told.values(), key=lambda error: error.line or 0)
    warnings = [UserError(say("export.warning", what=error.message), error.file, error.line) for error in told_of]
    return shown, [str(each) for each in warnings]


@lru_cache(maxsize=4)
def _beside(manner: Manner) -> tuple[Beside, ...]:
    """What is told with every memo beside its page: in the templates, in a department's own document.

    Raises CombinedError for what of that cannot be searched.
    """
    from dmmdoc.publication.beside import Beside, of_templates

    told = of_templates(manner.folders)
    if not manner.template:
        return told
    from dmmdoc.docx.write.typed import unsearchable, words

    base = docx_base(manner.folders, MODEL, manner.template, public=True)
    if found := unsearchable(base):
        said = [say("export.unsearchable", part=part, what=what) for part, what in found.items()]
        raise CombinedError(UserError(message, str(manner.template)) for message in said)
    return (*told, *(Beside(say("export.in-template", part=name), text) for name, text in words(base).items()))


def document(memo: Memo, manner: Manner) -> bytes:
    """The document of a memo; raises UserError for a template or house style that is at fault."""
    style, day = house_style(manner.folders), _day(memo)
    of_kind = kind(memo.soort, manner.folders)
    whole = page(memo, of_kind, velden(manner.folders))
    if manner.format == "pdf":
        from dmmdoc import pdf

        return pdf.write(whole, style, manner.folders, day)
    from dmmdoc.docx.write import document as docx
    from dmmdoc.merging.ancestor import ancestor

    more = frozenset(lakken_of(memo) - gronden(manner.folders).gronden.keys())
    marking = memo.merking if manner.template else None
    base = docx_base(manner.folders, memo.soort, manner.template, marking, more, manner.public)
    return docx.write(
        whole, style, base, day, None if manner.public else ancestor(memo, of_kind, velden(manner.folders))
    )


def _document(memo: Memo, text: str, job: Job, manner: Manner) -> bytes:
    try:
        return document(memo, manner)
    except UnprintableError as error:
        before, found, _ = text.partition(error.character)
        raise UnprintableError(error.character, job.source, before.count("\n") + 1 if found else None) from None


@lru_cache(maxsize=32)
def docx_base(
    folders: tuple[Path, ...],
    soort: str,
    template: Path | None,
    marking: str | None = None,
    more_laks: frozenset[str] = frozenset(),
    public: bool = False,
) -> Base:
    """The document to write memos of a kind into, made once for many; raises UserError for a template at fault.

    In a public one nothing is left to withhold: it has no styles for that.
    """
    from dmmdoc.docx.names import fact_styles, ground_styles
    from dmmdoc.docx.write.base import Template, make_base

    house = Template(read_bytes(template), str(template), marking) if template else None
    laks = () if public else (*gronden(folders).gronden, *sorted(more_laks))
    alike = {**fact_styles(kind(soort, folders)), **ground_styles(laks)}
    return make_base(house_style(folders), alike, house)


def _day(memo: Memo) -> date:
    """The date inside the document: the memo's, else SOURCE_DATE_EPOCH's, else a fixed one; never today's."""
    if memo.datum:
        return memo.datum
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return _FIXED_DAY


def _refuse_public_place(target: str) -> None:
    """Raise UserError for a target that is called as a public version is, itself or where a link leads to."""
    if any(map(is_called_public, (target, os.path.realpath(target)))):
        raise UserError(say("export.public-name"), target)


def _refuse_to_replace(job: Job, memo: Memo, text: str, content: bytes, manner: Manner) -> None:
    """Raise UserError when the target holds what the memo and its `content` do not: an edit, a comment."""
    target = Path(job.target)
    if manner.force or not target.is_file():
        return
    if _is_ours(raw := read_bytes(target), manner.format):
        if manner.format == "docx" and not manner.public:
            from dmmdoc.docx.ancestor import is_internal

            if not is_internal(raw):
                raise UserError(say("export.public-version"), str(target))
        return
    if manner.format == "pdf" or manner.public:  # neither can be taken in
        raise UserError(say("export.edited-for-good"), str(target))
    from dmmdoc.importing.take_in import left_out

    if reason := left_out(raw, content, memo, text, job.source, manner.folders):
        raise UserError(_way_on(job, reason), str(target))


def _way_on(job: Job, reason: str) -> str:
    """Why a document is not replaced, and how to go on: import goes by its name, or is told the memo."""
    if job.source == STDIN:
        return say("export.edited-of-standard-input", why=reason)
    own = os.path.realpath(Path(job.target).with_suffix(".toml")) == os.path.realpath(job.source)
    document = quoted(as_argument(job.target)) + ("" if own else f" --into {quoted(as_argument(job.source))}")
    return say("export.edited", why=reason, document=document)


def _is_ours(content: bytes, suffix: str) -> bool:
    """Whether a document is as dmmdoc wrote it."""
    if suffix == "docx":
        return is_unedited(content)
    from dmmdoc import pdf

    return pdf.is_unedited(content)


def _warnings(memo: Memo, text: str, name: str) -> Iterator[str]:
    for sectie in memo.secties:
        if sectie.verplicht and not sectie.blocks:
            line = toml_text.line_of(text, (SECTIES, sectie.sleutel))
            yield str(UserError(say("export.no-text", sectie=sectie.sleutel), name, line))


def _unfinished(memo: Memo, name: str, manner: Manner) -> Iterator[str]:
    """How many placeholders and unconfirmed drafts go along, in a line; nothing where there are none."""
    gaps = count_placeholders(memo, kind(memo.soort, manner.folders).printed())
    drafts = sum(sectie.is_concept for sectie in memo.secties)
    counts = [say("export.placeholders", n=gaps)] * bool(gaps) + [say("export.drafts", n=drafts)] * bool(drafts)
    if counts:
        command = "dmmdoc fill" if name == "-" else f"dmmdoc fill {quoted(name)}"
        yield str(UserError(say("export.unfinished", what=", ".join(counts), command=command), name))
