"""A Python that has loaded dmmdoc, from which a command begins in a fraction of the time: what a person waits for.

It hears on the socket that is its first argument which command to run, with three files for its streams, forks, and
goes on in the fork as `python -m dmmdoc` would. The help is in the language in which it began.
"""

import gc
import importlib
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 60
"""How long a command may take, in seconds."""


class Preloaded:
    """One such Python, begun in a language."""

    def __init__(self, language: str) -> None:
        self._socket, its = socket.socketpair()
        self._socket.settimeout(_LONGEST)
        command, env = [sys.executable, __file__, str(its.fileno())], {**os.environ, "DMMDOC_LANG": language}
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[its.fileno()], cwd=ROOT, env=env)
        its.close()

    def run(
        self, arguments: Sequence[str], given: bytes, cwd: Path, env: Mapping[str, str]
    ) -> tuple[int, bytes, bytes]:
        """Run a command; gives its exit code and what it wrote to stdout and stderr."""
        with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
            stdin.write(given)
            streams = (stdin, stdout, stderr)
            for stream in streams:
                stream.seek(0)
            request = json.dumps([[os.fspath(each) for each in arguments], str(cwd), dict(env)]).encode()
            socket.send_fds(self._socket, [len(request).to_bytes(4)], [stream.fileno() for stream in streams])
            self._socket.sendall(request)
            code = int.from_bytes(self._socket.recv(4), signed=True)
            stdout.seek(0)
            stderr.seek(0)
            return code, stdout.read(), stderr.read()

    def end(self) -> None:
        """Let it go."""
        self._socket.close()
        self._process.wait(_LONGEST)


def _serve(asked: socket.socket) -> None:
    """Fork for every command that is asked for, and tell how it ended; comes back in the forks."""
    while True:
        size, streams, _, _ = socket.recv_fds(asked, 4, 3)
        if not size:
            os._exit(0)
        request = b""
        while len(request) < int.from_bytes(size):
            request += asked.recv(65536)
        pid = os.fork()
        if pid == 0:
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
            os.closerange(3, max(*streams, asked.fileno()) + 1)
            asked.detach()
            arguments, cwd, env = json.loads(request)
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(env)
            sys.argv[1:] = arguments
            return
        for stream in streams:
            os.close(stream)
        asked.sendall(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]).to_bytes(4, signed=True))


def _end_as(module: Callable[[], object]) -> NoReturn:
    """Run a module and end as Python does, but for the taking down of all that was loaded, which takes longest."""
    code: object = 0
    try:
        module()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
        code = 1
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    sys.path[0] = ""  # as -m has it
    for path in sorted((ROOT / "dmmdoc").rglob("*.py")):
        if path.name not in ("__init__.py", "__main__.py", "compile.py"):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    gc.freeze()  # what is looked at for garbage is copied in each fork
    _serve(socket.socket(fileno=int(sys.argv[1])))
    _end_as(partial(runpy.run_module, "dmmdoc", run_name="__main__", alter_sys=True))
