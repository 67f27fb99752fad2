"""Memo files to documents: one, or many over all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from dmmdoc import toml_text
from dmmdoc.batch import STDIN, each, memo_files, read_source
from dmmdoc.errors import UsageError, UserError
from dmmdoc.files import make_folder, read_bytes, write_whole
from dmmdoc.house_style import house_style
from dmmdoc.memo import Memo
from dmmdoc.readers import memo_file
from dmmdoc.seal import is_unedited
from dmmdoc.velden import SECTIES
from dmmdoc.woo import gronden
from dmmdoc.writers import docx

STDOUT = "-"

_FIXED_DAY = date(2000, 1, 1)


class Job(NamedTuple):
    """One memo to export: `source` is a memo file or -, `target` a document or -."""

    source: str
    target: str


class Manner(NamedTuple):
    """How to export: where the templates are, a department's .docx to write into, whether to replace edits."""

    folders: tuple[Path, ...]
    template: Path | None
    force: bool


class Outcome(NamedTuple):
    """What became of a job: the warnings, and the error when it failed."""

    job: Job
    warnings: tuple[str, ...] = ()
    error: str | None = None


def plan(files: Sequence[str], output: str | None) -> list[Job]:
    """What to export to where: beside each memo, or to `output`, a file, a folder or -.

    Without `files`, every memo in the current folder. Raises UserError where that cannot be meant.
    """
    sources = memo_files(files)
    if len(sources) > 1 and output is not None and (output == STDOUT or not _is_folder(output)):
        raise UsageError(f"-o {output} is one place for {len(sources)} memos; name a folder, as {output}/")
    jobs = [Job(source, _target(source, output)) for source in sources]
    taken: dict[str, str] = {}
    for job in jobs:
        if job.source == job.target != STDIN:
            raise UsageError(f"{job.source} would be replaced by its own document; name another place with -o")
        other = taken.setdefault(os.path.realpath(job.target), job.source)
        if other != job.source:
            raise UsageError(f"{other} and {job.source} would both be written to {job.target}; export them apart")
    return list(dict.fromkeys(jobs))


def _is_folder(output: str) -> bool:
    path = Path(output)
    return path.is_dir() or output.endswith(("/", os.sep)) or not (path.exists() or path.suffix)


def _target(source: str, output: str | None) -> str:
    name = Path("nota.docx" if source == STDIN else source).with_suffix(".docx")
    if output is None:
        return STDOUT if source == STDIN else str(name)
    if output == STDOUT:
        return STDOUT
    if _is_folder(output):
        return str(Path(output, name.name))
    if Path(output).suffix.lower() != ".docx" and (not Path(output).exists() or Path(output).is_file()):
        raise UsageError(f"-o {output} is no .docx; end its name in .docx, or in / for a folder")
    return output


def export_all(jobs: Sequence[Job], manner: Manner) -> Iterator[Outcome]:
    """Do every job, in order; one that fails does not stop the rest."""
    return each(partial(export, manner=manner), jobs)


def export(job: Job, manner: Manner) -> Outcome:
    """Export one memo; what is wrong with it comes back as the error."""
    try:
        text = read_source(job.source)
        memo = memo_file.read(text, job.source, manner.folders)
        content = document(memo, manner)
        if job.target == STDOUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            _refuse_to_replace(Path(job.target), memo, content, manner)
            make_folder(Path(job.target).parent)
            write_whole(Path(job.target), content)
    except UserError as error:
        return Outcome(job, error=str(error))
    return Outcome(job, tuple(_warnings(memo, text, job.source)))


def document(memo: Memo, manner: Manner) -> bytes:
    """The .docx of a memo; raises UserError for a template or house style that is at fault."""
    unknown = frozenset(docx.grounds_of(memo) - gronden(manner.folders).keys())
    base = docx_base(manner.folders, manner.template, memo.nota.merking, unknown)
    return docx.write(memo, house_style(manner.folders), base, _day(memo))


@lru_cache(maxsize=32)
def docx_base(
    folders: tuple[Path, ...],
    template: Path | None,
    marking: str | None = None,
    more_grounds: frozenset[str] = frozenset(),
) -> docx.Base:
    """The document to write into, made once for many memos; raises UserError for a template that is at fault."""
    content = read_bytes(template) if template else None
    grounds = [*gronden(folders), *sorted(more_grounds)]
    return docx.make_base(house_style(folders), grounds, marking, content, str(template))


def _day(memo: Memo) -> date:
    """The date inside the document: the memo's, else SOURCE_DATE_EPOCH's, else a fixed one; never today's."""
    if memo.nota.datum:
        return memo.nota.datum
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return _FIXED_DAY


def _refuse_to_replace(target: Path, memo: Memo, content: bytes, manner: Manner) -> None:
    """Raise UserError when `target` holds what the memo and its `content` do not: an edit, a comment."""
    if manner.force or not target.is_file() or is_unedited(raw := read_bytes(target)):
        return
    from dmmdoc.importing import left_out

    if reason := left_out(raw, content, memo, manner.folders):
        raise UserError(
            f"{reason}; take the edits in with dmmdoc import {target.name}, or replace it with --force", str(target)
        )


def _warnings(memo: Memo, text: str, name: str) -> Iterator[str]:
    for sectie in memo.secties:
        if sectie.verplicht and not sectie.blocks:
            line = toml_text.line_of(text, (SECTIES, sectie.sleutel))
            message = f"warning: {sectie.sleutel} has no text; its heading stands alone until you write it"
            yield str(UserError(message, name, line))
