"""`dmmdoc`, and `python -m dmmdoc`, the same."""

import gc
import os
import sys

from dmmdoc import interrupts
from dmmdoc.messages.catalogue import say, speak


def main() -> None:
    """Run the command line."""
    try:
        _run()
    except KeyboardInterrupt:  # before there is a command to say so, or when it has said all
        interrupts.stop_listening()
        sys.stderr.write(say("interrupted") + "\n")
        sys.exit(interrupts.exit_code())


def _run() -> None:
    try:
        interrupts.listen()
        interrupts.hold()  # an import that is broken off can end as any error
        _open_streams()
        gc.set_threshold(100_000)  # to look for garbage in what a command loads takes a tenth of its time
        speak()
        from dmmdoc.cli import app

        interrupts.release()
        app(prog_name="dmmdoc")
    finally:
        interrupts.stop_listening()
        gc.freeze()  # nor is there use in looking at the end


def _open_streams() -> None:
    """Open the streams that the caller closed: else the first file that is opened would be taken for one of them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, errors="backslashreplace"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    main()
