"""Many memos as scripts, cron and containers run them: signals, limits, and one memo that fails by itself."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import MINIMAL, Run

from dmmdoc import interrupts
from dmmdoc.commands import many
from dmmdoc.commands.many import FEW, each

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc, or sets limits that only Linux keeps")
DMMDOC = [sys.executable, "-m", "dmmdoc"]
MANY = 6 * FEW
PATIENCE = 30
"""How long to wait for what comes at once on a machine that has nothing else to do, in seconds."""


def fill(folder: Path, count: int = MANY, text: str = MINIMAL) -> None:
    for number in range(count):
        (folder / f"{number:04}.toml").write_text(text, "utf-8")


def workers(folder: Path) -> list[int]:
    """The processes that work in `folder` for another one."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"workers" in (process / "cmdline").read_bytes() and (process / "cwd").readlink() == folder:
                found.append(int(process.name))
        except OSError:
            continue
    return found


def until(happens: Callable[[], Any]) -> Any:
    """What `happens` gives, once it gives anything."""
    end = time.monotonic() + PATIENCE
    while not (found := happens()):
        assert time.monotonic() < end
        time.sleep(0.01)
    return found


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """An export of many memos that has begun to write."""
    fill(tmp_path)
    process = subprocess.Popen(
        [*DMMDOC, "export"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: [signal.signal(number, signal.SIG_DFL) for number in interrupts.SIGNALS],  # under nohup too
    )
    until(lambda: list(tmp_path.glob("*.docx")))
    yield process
    process.kill()
    process.communicate()


def test_a_worker_speaks_the_language_of_who_asked(run: Run, tmp_path: Path):
    fill(tmp_path, FEW)
    (tmp_path / "weg.toml").symlink_to("nergens")
    done = run("export", *(path.name for path in tmp_path.glob("*.toml")), DMMDOC_LANG="nl")
    assert "weg.toml: dit bestand bestaat niet; controleer de naam\n" in done.stderr


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_parent_alone_ends_all_and_what_was_written_is_told(tmp_path: Path, batch, number: int):
    batch.send_signal(number)
    out, err = batch.communicate(timeout=PATIENCE)
    assert batch.returncode == 128 + number
    assert err.decode().splitlines()[-1] == "interrupted"
    assert "Traceback" not in err.decode()
    written = sorted(path.name for path in tmp_path.glob("*.docx"))
    assert 0 < len(written) < MANY
    assert sorted(out.decode().split()) == written
    assert not list(tmp_path.glob(".*"))
    until(lambda: not workers(tmp_path))


@linux
def test_workers_end_when_the_parent_is_killed(tmp_path: Path, batch):
    until(lambda: workers(tmp_path))
    batch.kill()
    batch.communicate(timeout=PATIENCE)  # nobody else holds its output open
    until(lambda: not workers(tmp_path))


@linux
def test_workers_end_also_when_they_wait_for_something_that_never_comes(tmp_path: Path):
    fill(tmp_path)
    for name in ("0000.toml", "0001.toml"):
        (tmp_path / name).unlink()
        os.mkfifo(tmp_path / name)
    process = subprocess.Popen(
        [*DMMDOC, "export", *sorted(path.name for path in tmp_path.glob("*.toml"))],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    until(lambda: workers(tmp_path))
    process.kill()
    process.communicate(timeout=PATIENCE)
    until(lambda: not workers(tmp_path))


@pytest.fixture
def stuck(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An export in which the last of many memos never comes, and all others are written."""
    fill(tmp_path, MANY - 1)
    os.mkfifo(tmp_path / "9999.toml")
    names = sorted(path.name for path in tmp_path.glob("*.toml"))
    process = subprocess.Popen(
        [*DMMDOC, "export", *names], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until(lambda: len(list(tmp_path.glob("*.docx"))) == MANY - 1)
    (end,) = until(lambda: _read_by_somebody(tmp_path / "9999.toml"))
    yield process
    process.kill()
    process.communicate()
    os.close(end)


@linux
def test_an_interrupt_does_not_wait_for_what_never_comes(tmp_path: Path, stuck):
    stuck.send_signal(signal.SIGTERM)
    out, err = stuck.communicate(timeout=PATIENCE)
    assert stuck.returncode == 143
    assert len(out.split()) == MANY - 1
    assert err.splitlines()[-1] == "interrupted"
    until(lambda: not workers(tmp_path))


@linux
def test_a_memo_whose_worker_is_killed_fails_alone_and_is_named(tmp_path: Path, stuck):
    for worker in workers(tmp_path):
        os.kill(worker, signal.SIGKILL)
    out, err = stuck.communicate(timeout=PATIENCE)
    assert (stuck.returncode, len(out.split())) == (1, MANY - 1)
    failed = [line for line in err.splitlines() if "warning" not in line]
    assert len(failed) == 1
    assert failed[0].startswith("9999.toml: ")


@linux
def test_the_next_worker_goes_on_where_one_was_killed(tmp_path: Path):
    fill(tmp_path)
    (tmp_path / "0000.toml").unlink()
    os.mkfifo(tmp_path / "0000.toml")
    process = subprocess.Popen(
        [*DMMDOC, "export", *sorted(path.name for path in tmp_path.glob("*.toml"))],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, [min(os.sched_getaffinity(0))]),
    )
    (end,) = until(lambda: _read_by_somebody(tmp_path / "0000.toml"))
    (stuck,) = workers(tmp_path)
    os.kill(stuck, signal.SIGKILL)
    until(lambda: set(workers(tmp_path)) - {stuck})
    out, _ = process.communicate(timeout=PATIENCE)
    os.close(end)
    assert (process.returncode, len(out.split())) == (1, MANY - 1)


def _read_by_somebody(pipe: Path) -> list[int]:
    """The end of a named pipe to write to, once somebody reads it."""
    try:
        return [os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)]
    except OSError:
        return []


def _broken(item: int) -> int:
    if item == 3:
        raise RuntimeError("binnenin")
    return item


def _short_of_memory(item: int) -> int:
    return len(bytearray(1 << 62)) if item == 3 else item


@pytest.mark.parametrize("count", [5, 2 * FEW])
@pytest.mark.parametrize(("work", "told"), [(_broken, "went wrong"), (_short_of_memory, "more memory")])
def test_an_error_in_one_memo_is_of_that_memo(count: int, work, told: str):
    items = list(range(count))
    outcomes = list(each(work, items, [f"{item}.toml" for item in items], lambda item, error: (item, error)))
    assert outcomes[:3] + outcomes[4:] == items[:3] + items[4:]
    item, error = outcomes[3]
    assert item == 3
    assert error.startswith("3.toml: ")
    assert told in error
    assert "\n" not in error


def test_a_traceback_is_there_for_who_asks(tmp_path: Path):
    (said,) = each(_broken, [3], ["3.toml"], lambda _, error: error, with_traceback=True)
    assert "in _broken" in said
    assert said.splitlines()[-1].startswith("3.toml: ")


@linux
@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_where_few_processes_can_be_made_those_do_all(limit: int):
    """Root has no such limit: it becomes a user that nobody else is, and keeps only the right to read."""
    number = 1_000_000 + 10 * os.getpid() + limit
    folder = Path(tempfile.mkdtemp())
    rights = [f"--{kind}-caps=+dac_read_search" for kind in ("inh", "ambient")]
    user = ["setpriv", f"--reuid={number}", "--clear-groups", *rights] if os.getuid() == 0 else []
    if user and (not shutil.which("setpriv") or subprocess.run([*user, "true"], check=False).returncode):
        pytest.skip("setpriv is not on this machine, or may not change users")
    try:
        fill(folder)
        folder.chmod(0o777)
        done = subprocess.run(
            [*user, *DMMDOC, "export"],
            cwd=folder,
            capture_output=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NPROC, (limit, limit)),
            timeout=2 * PATIENCE,
        )
        assert (done.returncode, len(done.stdout.split())) == (0, MANY)
    finally:
        shutil.rmtree(folder)


def test_where_no_process_can_be_made_the_order_stays(monkeypatch):
    from dmmdoc.commands import workers as module

    def refused(*_: object, **__: object) -> None:
        raise OSError("resource temporarily unavailable")

    monkeypatch.setattr(module.subprocess, "Popen", refused)
    items = list(range(MANY))
    assert list(each(_broken, items[4:], ["x"] * (MANY - 4), lambda _, error: -1)) == items[4:]


@linux
def test_a_read_only_shared_memory_is_no_matter(tmp_path: Path):
    fill(tmp_path)
    isolated = ["unshare", "--mount", "--map-root-user"] if os.getuid() else ["unshare", "--mount"]
    script = 'mount -t tmpfs -o ro tmpfs /dev/shm && exec "$0" "$@"'
    if not shutil.which("unshare") or subprocess.run([*isolated, "sh", "-c", script, "true"], check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    done = subprocess.run(
        [*isolated, "sh", "-c", script, *DMMDOC, "export"], cwd=tmp_path, capture_output=True, timeout=2 * PATIENCE
    )
    assert (done.returncode, len(done.stdout.split())) == (0, MANY)


@linux
def test_a_full_file_system_is_a_line_for_each_memo_and_leaves_nothing_half(tmp_path: Path):
    isolated = ["unshare", "--mount", "--map-root-user"] if os.getuid() else ["unshare", "--mount"]
    script = (
        'mkdir vol && mount -t tmpfs -o size=1m tmpfs vol || exit 99; "$@" > told 2> said; echo $? > code;'
        " find vol -type f -exec basename {} \\; > there; cp vol/0000.docx whole.docx"
    )
    fill(tmp_path)
    done = (
        subprocess.run(
            [*isolated, "sh", "-c", script, "sh", *DMMDOC, "export", "-o", "vol/"], cwd=tmp_path, timeout=2 * PATIENCE
        )
        if shutil.which("unshare")
        else None
    )
    if done is None or done.returncode == 99:
        pytest.skip("this machine lets nobody mount")
    told, said, there, code = ((tmp_path / name).read_text() for name in ("told", "said", "there", "code"))
    assert int(code) == 1
    assert sorted(there.split()) == sorted(Path(path).name for path in told.split())
    failed = [line for line in said.splitlines() if "warning" not in line]
    assert len(failed) + len(told.split()) == MANY
    assert failed
    assert all("cannot be written: no space left" in line for line in failed)


@linux
def test_a_limit_on_the_size_of_files_is_one_line(tmp_path: Path):
    fill(tmp_path, 1)
    done = subprocess.run(
        [*DMMDOC, "export"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith("0000.docx: cannot be written: file too large")
    assert [path.name for path in tmp_path.iterdir()] == ["0000.toml"]


@pytest.mark.parametrize("command", ["export", "check", "show", "import", "fill"])
def test_what_never_ends_is_an_error(tmp_path: Path, command: str):
    if not Path("/dev/zero").exists():
        pytest.skip("/dev/zero is not on this machine")
    (tmp_path / "zonder-einde.toml").symlink_to("/dev/zero")
    done = subprocess.run(
        [*DMMDOC, command, "zonder-einde.toml"], cwd=tmp_path, capture_output=True, text=True, timeout=2 * PATIENCE
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("zonder-einde.toml: larger than ")
    assert done.stderr.count("\n") == 1


def test_a_memo_that_is_larger_than_a_memo_can_be_fails_alone(tmp_path: Path):
    fill(tmp_path, 3)
    (tmp_path / "0001.toml").write_text(MINIMAL.replace("bijeenkomst", "x" * 10_000_001), "utf-8")
    done = subprocess.run([*DMMDOC, "export"], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout.split()) == (1, ["0000.docx", "0002.docx"])
    assert "0001.toml: larger than 4 MB" in done.stderr
    with (tmp_path / "0001.toml").open() as stream:
        done = subprocess.run([*DMMDOC, "export", "-"], cwd=tmp_path, stdin=stream, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("-: larger than 4 MB")


@pytest.mark.parametrize("step", ["os.fsync", "Path.replace"])
@pytest.mark.parametrize("times", [1, 2])
def test_what_is_written_while_a_signal_comes_is_told_and_the_next_is_not_begun(tmp_path: Path, step: str, times: int):
    """A second signal does not wait: then nothing half written is left."""
    fill(tmp_path, 3)
    code = "import os, sys\nfrom pathlib import Path\nfrom dmmdoc.__main__ import main\n"
    code += f"before = {step}\ndef after(*args):\n  result = before(*args)\n"
    code += f"  for _ in range({times}): os.kill(os.getpid(), 15); sum(range(10))\n  return result\n"
    code += f"{step} = after\nremove = Path.unlink\n"
    code += "Path.unlink = lambda path: (os.kill(os.getpid(), 15), sum(range(10)), remove(path))\n"
    code += "sys.argv[1:] = ['export']\nmain()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 143
    assert done.stderr.splitlines()[-1] == "interrupted"
    assert done.stdout == ("0000.docx\n" if times == 1 else "")
    assert not list(tmp_path.glob(".*"))
    assert not (tmp_path / "0001.docx").exists()


def test_interrupted_at_any_moment_a_few_memos_leave_nothing_half(tmp_path: Path):
    fill(tmp_path, 4)
    for delay in range(12):
        for path in tmp_path.glob("*.docx"):
            path.unlink()
        process = subprocess.Popen([*DMMDOC, "export"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.1 + delay * 0.02)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode in (0, 143, -signal.SIGTERM)  # the last before Python has come to our code
        assert "Traceback" not in err.decode()
        assert sorted(out.decode().split()) == sorted(path.name for path in tmp_path.glob("*.docx"))
        assert not list(tmp_path.glob(".*"))


def test_a_signal_that_the_caller_ignores_is_ignored(tmp_path: Path):
    if not shutil.which("nohup"):
        pytest.skip("nohup is not on this machine")
    fill(tmp_path)
    process = subprocess.Popen(
        ["nohup", *DMMDOC, "export"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until(lambda: list(tmp_path.glob("*.docx")))
    process.send_signal(signal.SIGHUP)
    out, _ = process.communicate(timeout=2 * PATIENCE)
    assert (process.returncode, len(out.split())) == (0, MANY)


@linux
def test_interrupted_killed_and_run_twice_at_once_a_batch_ends_complete(tmp_path: Path):
    fill(tmp_path)
    for number in (signal.SIGINT, signal.SIGKILL, signal.SIGTERM):
        pair = [
            subprocess.Popen([*DMMDOC, "export"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(2)
        ]
        time.sleep(0.8)
        for process in pair:
            process.send_signal(number)
            process.wait(PATIENCE)
    done = subprocess.run([*DMMDOC, "export"], cwd=tmp_path, capture_output=True, timeout=2 * PATIENCE)
    assert (done.returncode, len(done.stdout.split())) == (0, MANY)
    assert len({path.read_bytes() for path in tmp_path.glob("*.docx")}) == 1


def test_more_than_a_few_memos_are_divided_over_the_cores(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(many, "_cores", lambda: 2)
    found = set(each(_beside_another, [tmp_path] * MANY, ["x"] * MANY, lambda _, error: error))
    assert len(found) == 2
    assert os.getpid() not in found


def _beside_another(folder: Path) -> int:
    """The number of this process, once another has been here too."""
    (folder / str(os.getpid())).touch()
    until(lambda: len(list(folder.iterdir())) > 1)
    return os.getpid()
