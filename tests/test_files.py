"""Files: whole or not at all, on disk before their name is, and with the owner and permissions that they had."""

import os
import resource
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import MINIMAL, Run

from dmmdoc import files
from dmmdoc.errors import UserError
from dmmdoc.files import write_new, write_whole

WRITERS = (write_whole, write_new)


@pytest.mark.parametrize("write", WRITERS)
def test_the_content_is_on_disk_before_the_name_is(tmp_path: Path, monkeypatch, write):
    target, seen = tmp_path / "a.docx", []

    def fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append((kind, target.exists(), os.fstat(descriptor).st_size if kind == "file" else None))

    monkeypatch.setattr(os, "fsync", fsync)
    write(target, b"inhoud")
    assert seen == [("file", False, 6), ("folder", True, None)]


def test_a_batch_settles_its_folders_once(tmp_path: Path, monkeypatch):
    from dmmdoc.cli import app

    settled = []
    for number in range(3):
        (tmp_path / f"{number}.toml").write_text(MINIMAL, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda descriptor: settled.append(stat.S_ISDIR(os.fstat(descriptor).st_mode)))
    with pytest.raises(SystemExit):
        app(["export"])
    assert settled == [False, False, False, True]


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("step", ["fsync", "name"])
def test_after_a_failure_nothing_is_left(tmp_path: Path, monkeypatch, write, step: str):
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
        monkeypatch.setattr(Path, "hardlink_to", fail)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a.docx", b"inhoud")
    assert list(tmp_path.iterdir()) == []


def test_owner_group_and_permissions_stay(tmp_path: Path):
    target = tmp_path / "a.docx"
    target.write_bytes(b"oud")
    if os.getuid() == 0:
        os.chown(target, 61_234, 61_235)
    elif others := set(os.getgroups()) - {os.getgid()}:
        os.chown(target, -1, others.pop())
    target.chmod(0o664)
    before = target.stat()
    write_whole(target, b"nieuw")
    after = target.stat()
    assert target.read_bytes() == b"nieuw"
    assert after.st_ino != before.st_ino
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)


def test_what_the_system_does_not_permit_is_no_failure(tmp_path: Path, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    target = tmp_path / "a.docx"
    target.write_bytes(b"oud")
    target.chmod(0o640)
    monkeypatch.setattr(os, "chown", refuse)
    write_whole(target, b"nieuw")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"nieuw", 0o640)


@pytest.mark.parametrize("links", [True, False])
def test_of_many_who_make_a_file_one_does(tmp_path: Path, monkeypatch, links: bool):
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    target = tmp_path / "a.toml"

    def make(number: int) -> int | None:
        try:
            write_new(target, str(number).encode())
        except UserError as error:
            assert str(error).startswith(f"{target}: exists already;")
            return None
        return number

    with ThreadPoolExecutor(16) as pool:
        made = [number for number in pool.map(make, range(16)) if number is not None]
    assert len(made) == 1
    assert target.read_text() == str(made[0])
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]


@pytest.mark.parametrize("command", [["new", "agenda"], ["import", "in.docx", "-o", "agenda.toml"]])
def test_of_commands_at_once_one_says_that_it_made_the_file(run: Run, tmp_path: Path, command: list[str]):
    (tmp_path / "in.toml").write_text(MINIMAL, "utf-8")
    run("export", "in.toml")
    python = [sys.executable, "-m", "dmmdoc"]
    running = [
        subprocess.Popen([*python, *command], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    said = [(*process.communicate(timeout=60), process.returncode) for process in running]
    assert sorted(code for _, _, code in said) == [0, 1, 1, 1, 1, 1]
    assert [out for out, _, code in said if code == 0] == ["agenda.toml\n"]
    assert all("exists already" in err and not out for out, err, code in said if code)


def test_a_file_in_a_folder_that_cannot_be_read_is_one_line_with_every_command(tmp_path: Path):
    """Root reads everything: it gives that right up first."""
    for name in ("dicht.toml", "dicht.docx"):
        (tmp_path / name).write_text(MINIMAL, "utf-8")
        (tmp_path / name).chmod(0)
    (tmp_path / "sjablonen").mkdir(mode=0)
    (tmp_path / "goed.toml").write_text(MINIMAL, "utf-8")
    for command in (
        "fill dicht.toml",
        "show dicht.toml",
        "check dicht.toml",
        "export dicht.toml",
        "import dicht.docx",
        "new agenda --from dicht.toml",
        "export goed.toml --template dicht.docx",
        "kinds --templates sjablonen",
        "export goed.toml --templates sjablonen/dieper",
    ):
        done = without_roots_rights(*command.split(), cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, ""), command
        assert done.stderr.count("\n") == 1, command


def test_a_home_that_cannot_be_read_is_no_home(tmp_path: Path):
    home = tmp_path / "thuis"
    home.mkdir(mode=0)
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": "", "DMMDOC_TEMPLATES": ""}
    done = without_roots_rights("kinds", cwd=tmp_path, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "agenda" in done.stdout
    asked = {"_DMMDOC_COMPLETE": "complete_bash", "COMP_WORDS": "dmmdoc new agendab", "COMP_CWORD": "2"}
    done = without_roots_rights(cwd=tmp_path, **environment, **asked)
    assert (done.stdout.strip(), done.stderr) == ("agendabrief", "")


def test_a_folder_of_ones_own_that_cannot_be_read_is_told(tmp_path: Path):
    (tmp_path / "dmmdoc").mkdir(mode=0)
    done = without_roots_rights("kinds", cwd=tmp_path, XDG_CONFIG_HOME=str(tmp_path), DMMDOC_TEMPLATES="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{tmp_path / 'dmmdoc'}: a folder that cannot be read")


@pytest.mark.parametrize("named", ["", "relatief"])
def test_a_configuration_folder_that_is_no_absolute_path_is_none(run: Run, tmp_path: Path, named: str):
    for place in ("dmmdoc", "relatief/dmmdoc", "thuis/.config/dmmdoc"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / f"{place.partition('/')[0]}.toml").write_text("", "utf-8")
    (tmp_path / "thuis/.config/dmmdoc/eigen.toml").write_text('omschrijving="x"\nopschrift="x"\n[secties]\n', "utf-8")
    done = run("kinds", XDG_CONFIG_HOME=named, HOME=str(tmp_path / "thuis"))
    found = {line.split("\t")[0] for line in done.stdout.splitlines()}
    assert found >= {"agenda", "eigen", "verslag"}
    assert not found & {"dmmdoc", "relatief", "thuis"}


def without_roots_rights(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command without root's right to read and search what is closed."""

    def give_up() -> None:
        import ctypes

        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP

    if os.getuid() == 0 and sys.platform != "linux":
        pytest.skip("root can give its rights up on Linux only")
    return subprocess.run(
        [sys.executable, "-m", "dmmdoc", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        preexec_fn=give_up if os.getuid() == 0 else None,
        timeout=60,
    )


def test_reading_takes_no_more_memory_than_a_file_can_have(tmp_path: Path):
    if sys.platform != "linux":
        pytest.skip("no /dev/zero without end elsewhere")
    code = "import sys; from pathlib import Path; from dmmdoc.files import read_bytes; read_bytes(Path('/dev/zero'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)),
        timeout=60,
    )
    assert done.stderr.splitlines()[-1].endswith(
        f"larger than {files.MAX_FILE // 1_000_000} MB, the most that is read; name another file"
    )
