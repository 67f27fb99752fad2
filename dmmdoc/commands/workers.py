"""The same work on many items at once, each in one of several processes.

A worker is another Python with two pipes: items go down one, results come back by the other. It has none of the
caller's streams, so that nobody waits for what it holds open, and it ends when its pipe closes, which it does however
this process ends. It has one item at a time: when it is killed that one is lost, and known. Python's own pools give
none of that, and need semaphores in /dev/shm.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from _thread import interrupt_main
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from dmmdoc import interrupts

_PATIENCE = 2.0
"""How long an interrupt waits for what is under way, in seconds."""
_GRACE = 1.0
"""How long a worker goes on behind the end of its pipe where it is in work that cannot be stopped, in seconds."""
_GLANCE = 0.1
"""How often this process looks whether an interrupt waits, in seconds."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class EndedError(Exception):
    """A worker that ended under its work."""


class _Worker:
    """Another process for `work`; raises OSError or EndedError when there can be none."""

    def __init__(self, work: Callable[[Any], Any]):
        code = f"import sys; sys.path[:] = {sys.path!r}; from dmmdoc.commands.workers import serve; serve()"
        self._process = subprocess.Popen(  # noqa: S603 - this program once more
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.do(work)

    def do(self, item: Any) -> Any:
        """What comes of an item; raises EndedError when the process ends under it."""
        down, up = self._process.stdin, self._process.stdout
        assert down and up  # noqa: S101 - pipes both
        try:
            pickle.dump(item, down)
            down.flush()
            return pickle.load(up)  # noqa: S301 - from this program
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # ValueError: closed by end()
            self.end()
            self._process.kill()
            self.wait()
            raise EndedError from None

    def end(self) -> None:
        """Let the process end: at once, or within _GRACE seconds when it has work in hand."""
        if self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()

    def wait(self) -> None:
        """Wait for the end of a process that was told to end."""
        try:
            self._process.wait(2 * _GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()


def in_processes(
    work: Callable[[Item], Result], items: Sequence[Item], lost: Callable[[Item], Result], count: int
) -> Iterator[tuple[int, Result]]:
    """What `work` makes of the items in `count` processes: each result with the number of its item, when it is done.

    `lost` says what becomes of an item whose process is ended under it. Where the system gives fewer processes there
    are fewer, and where it gives none there are no results. Once an interrupt waits nothing more is begun, and what
    is under way gets _PATIENCE seconds.
    """
    todo = deque(enumerate(items))
    results: SimpleQueue[tuple[int, Result] | None] = SimpleQueue()
    workers: list[_Worker] = []

    def attend() -> None:
        """Give a worker one item after the other, or the next worker where one ended; say None at the end."""
        worker = None
        try:
            while todo:
                if worker is None:
                    workers.append(worker := _Worker(work))
                number, item = todo.popleft()
                try:
                    results.put((number, worker.do(item)))
                except EndedError:
                    results.put((number, lost(item)))
                    worker = None
        except (IndexError, OSError, EndedError):  # another took the last one, or there can be no worker
            pass
        results.put(None)

    threads = [Thread(target=attend, daemon=True) for _ in range(count)]
    try:
        attending = sum(map(_is_started, threads))
        deadline = None
        while attending and (deadline is None or time.monotonic() < deadline):
            with suppress(Empty):
                if result := results.get(timeout=_GLANCE):
                    yield result
                else:
                    attending -= 1
            if interrupts.is_waiting() and deadline is None:
                todo.clear()
                deadline = time.monotonic() + _PATIENCE
    finally:
        todo.clear()
        for worker in workers:
            worker.end()
        for worker in workers:
            worker.wait()


def _is_started(thread: Thread) -> bool:
    try:
        thread.start()
    except RuntimeError:  # as many as the system gives
        return False
    return True


_END = object()


def serve() -> None:
    """Be a worker: do the work that comes in on what is asked, until there is no more or nobody to ask it."""
    jobs: SimpleQueue[Any] = SimpleQueue()
    is_over = Event()

    def heed(*_: object) -> None:
        """Leave every signal to the process above, which ends this one by its pipe."""
        if is_over.is_set():
            raise SystemExit

    def receive() -> None:
        """Take in what comes down the pipe; at its end give up what is still in hand."""
        with suppress(Exception):
            while True:
                jobs.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - from this program
        is_over.set()
        jobs.put(_END)
        interrupt_main(signal.SIGTERM)
        time.sleep(_GRACE)
        os._exit(1)

    for number in interrupts.SIGNALS:
        signal.signal(number, heed)
    Thread(target=receive, daemon=True).start()
    work = jobs.get()
    _answer(work is not _END)
    gc.freeze()  # what is loaded stays: there is no garbage in it to look for
    while (item := jobs.get()) is not _END:
        _answer(work(item))
    os._exit(0)


def _answer(result: object) -> None:
    pickle.dump(result, sys.stdout.buffer)
    sys.stdout.buffer.flush()
