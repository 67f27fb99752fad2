"""The signals that ask the program to end: Ctrl-C, SIGTERM, and SIGHUP when its terminal closes.

Each raises Interrupt where the program is, so that what is half done is undone there. Who has written a file and is
still to tell it holds them up until that is told.
"""

from __future__ import annotations

import signal
import sys
from _thread import interrupt_main
from threading import Timer, main_thread

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_SOON = 0.01
"""When to hear a signal again, in seconds."""


class Interrupt(KeyboardInterrupt):
    """A signal asked the program to end.

    Not KeyboardInterrupt itself: where Python sees that one leave an exec() of text, as in the making of a named tuple,
    it ends the process by SIGINT in the end, whoever caught it.
    """


class _State:
    """The signal that came last, and whether one that comes waits."""

    came = 0
    is_held = False


def listen() -> None:
    """Begin to hear the signals, but for those that the caller had ignored, as nohup does."""
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _hear)
    sys.unraisablehook = _hear_again


def stop_listening() -> None:
    """Let no signal come between an end that has begun and its exit code."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def hold() -> None:
    """From here on let a signal wait for release; a second one does not wait."""
    if not _State.is_held:
        _State.came, _State.is_held = 0, True


def release() -> None:
    """Let no signal wait any longer; raises Interrupt when one did."""
    was_held, _State.is_held = _State.is_held, False
    if was_held and _State.came:
        raise Interrupt


def is_waiting() -> bool:
    """Whether a signal came that waits for release."""
    return _State.is_held and _State.came != 0


def is_ctrl_c() -> bool:
    """Whether the last interrupt came from the keyboard: a person may stop one thing with it and go on."""
    return exit_code() == 130


def exit_code() -> int:
    """What the shell calls the end by the signal that came: 128 and its number."""
    return 128 + (_State.came or signal.SIGINT)


def _hear(number: int, _frame: object) -> None:
    waits = _State.is_held and not _State.came
    _State.came = number
    if waits:
        return
    if not is_ctrl_c():
        stop_listening()
    raise Interrupt


def _hear_again(lost: sys.UnraisableHookArgs) -> None:
    """Hear a signal once more that came where Python can raise nothing, as between two steps of an import."""
    if lost.exc_type is Interrupt:
        signal.signal(_State.came, _hear)
        Timer(_SOON, _send_again).start()  # at once would be here, where nothing can be raised either
    else:
        sys.__unraisablehook__(lost)


def _send_again() -> None:
    if sys.platform == "win32":
        interrupt_main(_State.came)
    else:
        signal.pthread_kill(main_thread().ident or 0, _State.came)  # also out of a wait
