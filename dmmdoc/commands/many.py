"""Many memos at once: which files a command is about, their text, and the same work on all of them."""

import gc
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from dmmdoc.errors import UserError
from dmmdoc.files import decode, read_bytes, read_text
from dmmdoc.toml import text as toml_text

STDIN = "-"
FEW = 8
"""Up to this many memos one process is faster than starting more."""

_KIND_FIRST = r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*soort[ \t]*="
"""How nearly every memo begins: quicker to see than to parse."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def memo_files(files: Sequence[str]) -> list[str]:
    """The memo files that are meant: `files`, or without any every memo in the current folder.

    Raises UserError when there is none.
    """
    found = list(files) or [str(path) for path in sorted(Path().glob("[!.]*.toml")) if _is_memo(path)]
    if not found:
        raise UserError("no memo in this folder; begin one with dmmdoc new agenda")
    return found


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
    return decode(sys.stdin.buffer.read() if name == STDIN else read_bytes(Path(name)), name)


def each(work: Callable[[Item], Result], items: Sequence[Item], files: Sequence[str]) -> Iterator[Result]:
    """What `work` makes of every item, in order; more than a few are divided over all cores.

    `files` are what the items are about: standard input can only be read here.
    """
    if len(items) <= FEW or STDIN in files:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # takes longer to import than a memo to export

    gc.freeze()  # what is loaded stays: no worker looks for garbage in it
    gc.set_threshold(700)  # Python's own figure: many documents leave much behind, where one leaves nothing
    workers = min(_cores(), len(items))
    with ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_parent) as pool:
        try:
            yield from pool.map(work, items, chunksize=min(32, -(-len(items) // workers)))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _leave_interrupts_to_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
