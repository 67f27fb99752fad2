"""An export that is interrupted tells what it wrote."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

from conftest import MINIMAL
from terminal import Person, hears_signals


def long_memos(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.toml").write_text(MINIMAL + "kernpunten = '''\n" + "- punt\n" * 2000 + "'''\n", "utf-8")


def test_an_interrupted_export_tells_what_was_written(tmp_path: Path):
    long_memos(tmp_path)
    with (tmp_path / "stdout").open("wb") as stdout:
        person = Person("export", cwd=tmp_path, stdout=stdout.fileno())
        person.read_until("Exporting")
        while not re.search(r"[1-9]\d*%", person.seen):
            assert person._read(0.2)
        person.type("\x03")
        assert person.finish() == 130
    told = (tmp_path / "stdout").read_text("utf-8").splitlines()
    assert told
    assert all((tmp_path / name).is_file() for name in told)
    assert "interrupted" in person.seen


def test_an_interrupted_export_is_130(tmp_path: Path):
    long_memos(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "dmmdoc", "export"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hears_signals,
    )
    assert process.stdout and process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().splitlines()[-1] == "interrupted"
    assert b"Traceback" not in err
    assert not list(tmp_path.glob(".*.tmp"))
