"""`dmmdoc export` as a script uses it: files, folders, pipes, refusals, and nothing half written."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
from conftest import EXAMPLES, MINIMAL, Run
from hypothesis import given
from hypothesis import strategies as st
from memos import FOLDERS, memo_texts

from dmmdoc.commands.export import Job, Manner, export


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_one_memo_is_written_beside_it(run: Run, memo: Path):
    done = run("export", "agenda.toml")
    assert (done.returncode, done.stdout) == (0, "agenda.docx\n")
    assert "Er is een bijeenkomst." in text_of(memo.with_suffix(".docx"))


def test_without_a_file_every_memo_in_the_folder_is(run: Run, memo: Path, tmp_path: Path):
    (tmp_path / "verslag é 2.toml").write_text(MINIMAL.replace('"agenda"', '"verslag"'), "utf-8")
    (tmp_path / "other.toml").write_text("[tool]\nx = 1\n", "utf-8")
    (tmp_path / "map.toml").mkdir()
    (tmp_path / ".#agenda.toml").symlink_to("iemand@een.machine:1")  # as an editor locks a file
    (tmp_path / "weg.toml").symlink_to("nergens")
    done = run("export")
    assert (done.returncode, done.stdout) == (0, "agenda.docx\nverslag é 2.docx\n")
    assert not (tmp_path / "other.docx").exists()


def test_a_basis_among_the_files_is_passed_over(run: Run, memo: Path, tmp_path: Path):
    """As `export *.toml` gives it; alone it is a mistake, and so is a file that nobody names."""
    facts, text = MINIMAL.partition("[ondertekenaar]")[0], MINIMAL.partition("[ondertekenaar]")[2]
    memo.write_text('basis = "bijeenkomst.toml"\n' + facts + "[secties]" + text.partition("[secties]")[2], "utf-8")
    (tmp_path / "bijeenkomst.toml").write_text('[ondertekenaar]\nfunctie = "DE MINISTER"\n', "utf-8")
    done = run("export", "agenda.toml", "bijeenkomst.toml")
    assert (done.returncode, done.stdout) == (0, "agenda.docx\n")
    assert run("check", "agenda.toml", "bijeenkomst.toml").stderr == ""
    assert run("export", "bijeenkomst.toml").returncode == 1
    (tmp_path / "los.toml").write_text('[ondertekenaar]\nfunctie = "DE MINISTER"\n', "utf-8")
    done = run("export", "agenda.toml", "bijeenkomst.toml", "los.toml")
    assert (done.returncode, done.stdout) == (1, "agenda.docx\n")
    assert "los.toml: this is no memo" in done.stderr


def test_an_empty_folder_is_an_error(run: Run):
    done = run("export")
    assert (done.returncode, done.stdout) == (1, "")
    assert "dmmdoc new" in done.stderr


def test_required_sections_without_text_are_warned_of(run: Run, memo: Path):
    done = run("export", "agenda.toml")
    assert done.stderr.splitlines()[0].startswith("agenda.toml:9: warning: geadviseerd_besluit")
    assert "Geadviseerd besluit" in text_of(memo.with_suffix(".docx"))


@pytest.mark.parametrize("output", ["uit/", "uit", "diep/er/uit/"])
def test_a_folder_takes_many(run: Run, memo: Path, tmp_path: Path, output: str):
    shutil.copy(memo, tmp_path / "tweede.toml")
    done = run("export", "agenda.toml", "tweede.toml", "-o", output)
    names = [str(Path(output, name)) for name in ("agenda.docx", "tweede.docx")]
    assert (done.returncode, done.stdout.split()) == (0, names)
    assert all((tmp_path / name).is_file() for name in names)


def test_a_file_takes_one(run: Run, memo: Path, tmp_path: Path):
    assert run("export", "agenda.toml", "-o", "map/brief é.docx").stdout == "map/brief é.docx\n"
    assert (tmp_path / "map" / "brief é.docx").is_file()


def test_pipes_in_and_out(memo: Path, tmp_path: Path):
    command = [sys.executable, "-m", "dmmdoc", "export"]
    beside = tmp_path / "agenda.docx"
    subprocess.run([*command, "agenda.toml"], cwd=tmp_path, check=True, capture_output=True)
    for arguments in (["-"], ["-", "-o", "-"], ["agenda.toml", "-o", "-"]):
        done = subprocess.run(
            [*command, *arguments], cwd=tmp_path, input=memo.read_bytes(), check=True, capture_output=True
        )
        assert done.stdout == beside.read_bytes()
    done = subprocess.run([*command, "-", "-o", "x.docx"], cwd=tmp_path, input=memo.read_bytes(), capture_output=True)
    assert done.stdout == b"x.docx\n"
    assert (tmp_path / "x.docx").read_bytes() == beside.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("agenda.toml", "tweede.toml", "-o", "-"),
        ("agenda.toml", "tweede.toml", "-o", "een.docx"),
        ("agenda.toml", "map/agenda.toml", "-o", "uit/"),
        ("-", "agenda.toml"),
        ("-", "agenda.toml", "-o", "uit/"),
        ("agenda.toml", "-o", "agenda.txt"),
        ("agenda.toml", "--no-such-option"),
    ],
)
def test_wrong_usage_is_2_and_writes_nothing(run: Run, memo: Path, tmp_path: Path, arguments):
    (tmp_path / "map").mkdir()
    for copy in ("tweede.toml", "map/agenda.toml"):
        shutil.copy(memo, tmp_path / copy)
    before = sorted(tmp_path.rglob("*"))
    done = run("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert sorted(tmp_path.rglob("*")) == before


def test_one_bad_memo_does_not_stop_the_others(run: Run, memo: Path, tmp_path: Path):
    (tmp_path / "a.toml").write_text("soort = 1", "utf-8")
    shutil.copy(memo, tmp_path / "z.toml")
    done = run("export", "a.toml", "agenda.toml", "weg.toml", "z.toml")
    assert (done.returncode, done.stdout) == (1, "agenda.docx\nz.docx\n")
    errors = [line for line in done.stderr.splitlines() if "warning" not in line]
    assert [line.split(":")[0] for line in errors] == ["a.toml", "weg.toml"]


def test_many_memos_over_all_cores(run: Run, memo: Path, tmp_path: Path):
    for number in range(40):
        shutil.copy(memo, tmp_path / f"memo{number:02}.toml")
    (tmp_path / "memo13.toml").write_text("soort = 'agenda'\n", "utf-8")
    done = run("export")
    assert done.returncode == 1
    assert done.stdout.split() == sorted(path.name for path in tmp_path.glob("*.docx"))
    assert len(done.stdout.split()) == 40
    assert "memo13.toml" in done.stderr
    assert len({path.read_bytes() for path in tmp_path.glob("*.docx")}) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("syntax.toml", b"soort = "),
        ("latin.toml", "soort = 'agenda' # caf\xe9".encode("latin-1")),
        ("leeg.toml", b""),
        ("map", None),
        (".", None),
        ("weg.toml", None),
    ],
)
def test_a_bad_file_is_one_line_and_no_document(run: Run, tmp_path: Path, name: str, content: bytes | None):
    if name == "map":
        (tmp_path / name).mkdir()
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("export", name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(name + ":")
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("*.docx"))


@pytest.mark.parametrize("target", ["/dev/full", "/proc/agenda.docx", "agenda.toml/agenda.docx", "kring.docx"])
def test_a_place_that_cannot_be_written_is_one_line(run: Run, memo: Path, target: str):
    memo.with_name("kring.docx").symlink_to("kring.docx")
    if target.startswith("/") and not Path(target).parent.is_dir():
        pytest.skip(f"{target} is not on this machine")
    before = memo.read_bytes()
    done = run("export", "agenda.toml", "-o", target)
    assert (done.returncode, done.stdout) == (1, "")
    assert [line for line in done.stderr.splitlines() if "Traceback" in line] == []
    assert done.stderr.splitlines()[-1].startswith(target.removesuffix("/agenda.docx"))
    assert memo.read_bytes() == before


def test_a_full_disk_behind_standard_output_is_one_line(memo: Path, tmp_path: Path):
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is not on this machine")
    for arguments in (["export", "agenda.toml"], ["export", "agenda.toml", "-o", "-"], ["--version"], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "dmmdoc", *arguments],
                cwd=tmp_path,
                stdout=full,
                stderr=subprocess.PIPE,
            )
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b"no space left" in done.stderr.splitlines()[-1]


def test_a_template_that_is_no_document_is_one_line(run: Run, memo: Path, tmp_path: Path):
    (tmp_path / "huis.docx").write_bytes(b"PK\x03\x04 nothing")
    done = run("export", "agenda.toml", "--template", "huis.docx")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("huis.docx: not a .docx")
    assert done.stderr.count("\n") == 1


def test_an_unedited_document_is_replaced_and_an_edited_one_is_not(run: Run, memo: Path):
    target = memo.with_suffix(".docx")
    run("export", "agenda.toml")
    memo.write_text(MINIMAL.replace("een bijeenkomst", "geen bijeenkomst"), "utf-8")
    assert run("export", "agenda.toml").returncode == 0
    assert "geen bijeenkomst" in text_of(target)

    edited = docx.Document(str(target))
    edited.paragraphs[0].add_run(" concept")
    edited.save(str(target))
    before = target.read_bytes()
    done = run("export", "agenda.toml")
    assert (done.returncode, done.stdout) == (1, "")
    assert target.read_bytes() == before
    assert "dmmdoc import agenda.docx" in done.stderr
    assert "--force" in done.stderr
    assert run("export", "agenda.toml", "--force").returncode == 0
    assert target.read_bytes() != before


def test_a_memo_that_is_named_twice_is_made_once(run: Run, memo: Path, tmp_path: Path):
    done = run("export", "agenda.toml", "./agenda.toml", tmp_path / "agenda.toml", "agenda.toml")
    assert (done.returncode, done.stdout) == (0, "agenda.docx\n")
    (tmp_path / "link.toml").symlink_to("agenda.toml")
    assert run("export", "agenda.toml", "link.toml").stdout.split() == ["agenda.docx", "link.docx"]


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_its_name_is_standard_output(memo: Path, tmp_path: Path, place: str):
    if not Path(place).exists():
        pytest.skip(f"{place} is not on this machine")
    command = [sys.executable, "-m", "dmmdoc", "export", "agenda.toml", "-o"]
    expected = subprocess.run([*command, "-"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert subprocess.run([*command, place], cwd=tmp_path, check=True, capture_output=True).stdout == expected
    with (tmp_path / "uit").open("wb") as out:
        subprocess.run([*command, place], cwd=tmp_path, check=True, stdout=out, stderr=subprocess.PIPE)
    assert (tmp_path / "uit").read_bytes() == expected


def test_another_pipe_is_written_to_as_it_is(memo: Path, tmp_path: Path):
    script = f'"{sys.executable}" -m dmmdoc export agenda.toml -o /dev/fd/3 3>&1 >told 2>/dev/null | cat > uit'
    if not Path("/dev/fd/1").exists():
        pytest.skip("/dev/fd is not on this machine")
    subprocess.run(["sh", "-c", script], cwd=tmp_path, check=True)
    assert (tmp_path / "told").read_text() == "/dev/fd/3\n"
    (tmp_path / "uit").rename(tmp_path / "uit.docx")
    assert "Er is een bijeenkomst." in text_of(tmp_path / "uit.docx")


def test_the_way_to_take_edits_in_is_one_that_works(run: Run, memo: Path, tmp_path: Path):
    memo.rename(tmp_path / "mijn nota.toml")
    run("export", "mijn nota.toml", "-o", "uit/")
    edited = docx.Document(str(tmp_path / "uit" / "mijn nota.docx"))
    edited.paragraphs[-1].add_run(" Anders")
    edited.save(str(tmp_path / "uit" / "mijn nota.docx"))
    done = run("export", "mijn nota.toml", "-o", "uit/")
    assert "dmmdoc import 'uit/mijn nota.docx' --into 'mijn nota.toml'," in done.stderr
    assert run("import", "uit/mijn nota.docx", "--into", "mijn nota.toml").returncode == 0
    assert run("export", "mijn nota.toml", "-o", "uit/").returncode == 0


def test_what_is_told_of_a_name_with_a_dash_is_no_option(run: Run, memo: Path, tmp_path: Path):
    memo.rename(tmp_path / "-a  b.toml")
    assert run("export", "--", "-a  b.toml").stdout == "./-a  b.docx\n"
    edited = docx.Document(str(tmp_path / "-a  b.docx"))
    edited.paragraphs[-1].add_run(" Anders")
    edited.save(str(tmp_path / "-a  b.docx"))
    assert "dmmdoc import './-a  b.docx'," in run("export", "--", "-a  b.toml").stderr


def test_somebody_elses_document_is_not_replaced(run: Run, memo: Path):
    memo.with_suffix(".docx").write_bytes(b"")
    assert run("export", "agenda.toml").returncode == 1
    assert memo.with_suffix(".docx").read_bytes() == b""


def test_a_link_is_followed_and_permissions_stay(run: Run, memo: Path, tmp_path: Path):
    run("export", "agenda.toml", "-o", "echt.docx")
    (tmp_path / "echt.docx").chmod(0o640)
    memo.with_suffix(".docx").symlink_to(tmp_path / "echt.docx")
    memo.write_text(MINIMAL.replace("een bijeenkomst", "geen bijeenkomst"), "utf-8")
    assert run("export", "agenda.toml").returncode == 0
    assert memo.with_suffix(".docx").is_symlink()
    assert (tmp_path / "echt.docx").stat().st_mode & 0o777 == 0o640
    assert "geen bijeenkomst" in text_of(tmp_path / "echt.docx")


def test_the_same_bytes_whatever_the_clock_zone_locale_and_hash_seed(run: Run, memo: Path, tmp_path: Path):
    shutil.copy(EXAMPLES / "agenda.toml", memo)
    contents = set()
    for number, environment in enumerate(
        ({}, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": "/nowhere"})
    ):
        run("export", "agenda.toml", "-o", f"{number}.docx", **environment)
        contents.add((tmp_path / f"{number}.docx").read_bytes())
    assert len(contents) == 1


def test_the_day_inside_is_the_memos_or_the_epochs_or_fixed(run: Run, memo: Path, tmp_path: Path):
    days = []
    for text, environment in (
        (MINIMAL, {}),
        (MINIMAL, {"SOURCE_DATE_EPOCH": "1900000000"}),
        (
            MINIMAL.replace("[ondertekenaar]", "datum = 2031-01-02\n[ondertekenaar]"),
            {"SOURCE_DATE_EPOCH": "1900000000"},
        ),
    ):
        memo.write_text(text, "utf-8")
        run("export", "agenda.toml", "-o", "x.docx", "--force", **environment)
        days.append(docx.Document(str(tmp_path / "x.docx")).core_properties.created.date().isoformat())
    assert days == ["2000-01-01", "2030-03-17", "2031-01-02"]


def test_killed_at_any_moment_a_document_is_the_old_or_the_new_one(tmp_path: Path):
    memo, target = tmp_path / "a.toml", tmp_path / "a.docx"
    bullets = "kernpunten = '''\n" + "- punt\n" * 300 + "'''\n"
    texts = [MINIMAL + bullets, MINIMAL.replace("een", "geen") + bullets]
    whole = set()
    for text in texts:
        memo.write_text(text, "utf-8")
        subprocess.run(
            [sys.executable, "-m", "dmmdoc", "export", "a.toml"], cwd=tmp_path, check=True, capture_output=True
        )
        whole.add(target.read_bytes())
    assert len(whole) == 2
    loop = "import sys; from dmmdoc.commands.export import *; from dmmdoc.config.folders import folders\n"
    loop += (
        "from pathlib import Path\nm = Manner(folders(), None, False)\ntexts = [Path(n).read_text() for n in 'xy']\n"
    )
    loop += "print('ready', flush=True)\nwhile True:\n for t in texts:\n"
    loop += "  Path('b.toml').write_text(t); Path('b.toml').replace('a.toml'); export(Job('a.toml', 'a.docx'), m)\n"
    for name, text in zip("xy", texts, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    for attempt in range(12):
        process = subprocess.Popen([sys.executable, "-c", loop], cwd=tmp_path, stdout=subprocess.PIPE)
        assert process.stdout and process.stdout.readline() == b"ready\n"
        time.sleep(0.05 + attempt * 0.013)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert target.read_bytes() in whole


@given(st.one_of(memo_texts(), st.tuples(memo_texts(), st.data()).map(lambda pair: _broken(*pair))))
def test_a_memo_gives_a_document_or_one_line(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    outcome = export(Job(str(folder / "a.toml"), str(folder / "a.docx")), Manner(FOLDERS, None, False))
    if outcome.error is None:
        assert text_of(folder / "a.docx")
    else:
        assert outcome.error.startswith(str(folder / "a.toml"))
        assert "\n" not in outcome.error
        assert [path.name for path in folder.iterdir()] == ["a.toml"]


def _broken(text: str, data) -> str:
    """A memo with a stretch of it cut out, doubled or replaced."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    new = data.draw(
        st.sampled_from(["", text[start:end] * 2, "'''", '"', "\n# ", "| a |\n|---|\n", "[", "\x00", "\ud800"])
    )
    return text[:start] + new + text[end:]


def test_as_a_folder_of_the_shell_would(run: Run, memo: Path, tmp_path: Path):
    """A name with spaces and é, a script that takes the path from standard output."""
    name = tmp_path / "nota é (concept).toml"
    memo.rename(name)
    done = run("export", name.name)
    assert (tmp_path / done.stdout.strip()).is_file()
    assert done.returncode == 0
