"""Many memos at once: which files a command is about, their text, and the same work on all of them."""

import gc
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from dmmdoc import interrupts
from dmmdoc.commands.report import one_line
from dmmdoc.errors import UserError
from dmmdoc.files import MAX_TEXT, decode, read_bytes, read_stream, read_text
from dmmdoc.memo_file.basis import Basis, basis_of
from dmmdoc.messages.catalogue import say
from dmmdoc.toml import text as toml_text
from dmmdoc.toml.tables import TableError

STDIN = "-"
FEW = 32
"""Up to this many memos one process is faster than starting more."""

_KIND_FIRST = r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*soort[ \t]*="
"""How nearly every memo begins: quicker to see than to parse."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class _Failure(NamedTuple):
    """Why there is no result, as a line for a person."""

    error: str


def memo_files(files: Sequence[str]) -> list[str]:
    """The memo files that are meant: `files`, of a folder the memos in it; without any those in the current folder.

    A file of facts that another of them names as its basis is none. Raises UserError when there is none.
    """
    found = _without_bases([*_named(files)]) if files else memos_in(Path())
    if not found:
        raise UserError(say("many.no-memo"))
    return found


def _named(files: Sequence[str]) -> Iterator[str]:
    """The files that are meant, of a folder the memos in it; raises UserError for one that holds none."""
    for name in files:
        if name == STDIN or not os.path.isdir(name):  # noqa: PTH112 - Path's raises for a name that no file can have
            yield name
        elif memos := memos_in(Path(name)):
            yield from memos
        else:
            raise UserError(say("check.no-memo-in-folder"), name)


def _without_bases(files: Sequence[str]) -> list[str]:
    memos = {name for name in files if _is_memo(Path(name))} if len(files) > 1 else {*files}
    if memos.issuperset(files):
        return list(files)
    bases = {os.path.realpath(basis.name) for name in memos if (basis := _basis(name))}
    return [name for name in files if name in memos or os.path.realpath(name) not in bases]


def _basis(name: str) -> Basis | None:
    try:
        return basis_of(toml_text.parse(read_text(Path(name)), name), name)
    except (UserError, TableError):  # told where the memo is read
        return None


def memos_in(folder: Path) -> list[str]:
    """The memo files in a folder, in order of name."""
    return [str(path) for path in sorted(folder.glob("[!.]*.toml")) if _is_memo(path)]


def _is_memo(path: Path) -> bool:
    """Whether a TOML file is a memo; one that cannot be read counts, so that its error is told."""
    if not path.is_file():
        return False
    try:
        text = read_text(path)
        return re.match(_KIND_FIRST, text) is not None or "soort" in toml_text.parse(text, str(path))
    except UserError:
        try:
            return b"soort" in read_bytes(path)
        except UserError:
            return True


def read_source(name: str) -> str:
    """The text of the memo file `name`, or of standard input for -; raises UserError when it cannot be read."""
    return decode(read_stream(sys.stdin.buffer, name, MAX_TEXT), name) if name == STDIN else read_text(Path(name))


def each(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    files: Sequence[str],
    failed: Callable[[Item, str], Result],
    with_traceback: bool = False,
) -> Iterator[Result]:
    """What `work` makes of every item, in order; more than a few are divided over all cores.

    `files` are what the items are about: standard input can only be read here. An item that `work` raises an error
    on, or whose process is killed, fails by itself: `failed` makes a result of it and a line for a person. An
    interrupt raises KeyboardInterrupt once all that was done is given.
    """
    attempt = partial(_attempt, work, with_traceback)
    pairs = list(zip(items, files, strict=True))
    done: dict[int, Result | _Failure] = {}
    told = 0

    def given(number: int, result: Result | _Failure) -> Result:
        return failed(items[number], result.error) if isinstance(result, _Failure) else result

    if len(pairs) > FEW:
        gc.freeze()  # what is loaded stays: there is no garbage in it to look for
        gc.set_threshold(700)  # Python's own figure: many documents leave much behind, where one leaves nothing
        if STDIN not in files:
            from dmmdoc.commands.workers import in_processes

            interrupts.hold()
            for number, result in in_processes(attempt, pairs, _lost, min(_cores(), -(-len(pairs) // FEW))):
                done[number] = result
                while told in done:
                    yield given(told, done.pop(told))
                    told += 1
    left = [number for number in range(told, len(pairs)) if number not in done]
    for number in sorted(done):
        yield given(number, done.pop(number))
    for number in left:  # few, or all that there were no processes for
        interrupts.release()
        yield given(number, attempt(pairs[number]))
    interrupts.release()


def _attempt(work: Callable[[Item], Result], with_traceback: bool, pair: tuple[Item, str]) -> Result | _Failure:
    item, file = pair
    try:
        return work(item)
    except BrokenPipeError:  # whoever read it has read enough: no fault of this one
        raise
    except Exception as error:
        detail = traceback.format_exc() if with_traceback else ""
        return _Failure(detail + one_line(error, file))


def _lost(pair: tuple[object, str]) -> _Failure:
    return _Failure(str(UserError(say("many.process-ended"), pair[1])))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
