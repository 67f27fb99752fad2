"""How fast dmmdoc is, as ratios beside its peers in the same run: `python benchmarks/run.py`.

Peers: docxtpl (its command, and its loop in one process, filling a template of the same memo), pandoc with a
reference document, and bare python-docx (import, open, save). Every pair of commands runs in turns, so that a
machine that slows down slows both; the figures are medians of the ratios, of many memos of the processor time, which
says the same on however many cores. Nothing here passes or fails.
"""

from __future__ import annotations

import compileall
import gc
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from dmmdoc.checks.engine import check
from dmmdoc.commands.export import Job, Manner, export
from dmmdoc.commands.many import read_source
from dmmdoc.config.folders import folders
from dmmdoc.memo.model import Memo, paragraphs
from dmmdoc.memo_file.read import read

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "agenda.toml"
MANNER = Manner(folders(), None, True)
ROUNDS = 31
MANY = 1_000


def main() -> None:
    """Run every benchmark in a temporary folder and print the figures as a table."""
    compileall.compile_dir(ROOT / "dmmdoc", quiet=1)  # as an installation does, of the peers too
    memo = read(EXAMPLE.read_text("utf-8"), "example", folders())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        shutil.copy(EXAMPLE, "memo.toml")
        export(Job("memo.toml", "memo.docx"), MANNER)
        make_template(memo, folder)
        rows = [*whole_processes(), *batch(memo), *bullets(), *shapes(), *imports(), *pdfs(folder), *start_up()]
    print("| what | beside | ratio |\n|---|---|---|")
    for what, beside, ratio in rows:
        print(f"| {what} | {beside} | {ratio:.2f} |")


def make_template(memo: Memo, folder: Path) -> None:
    """What the peers need: a docxtpl template and its context, and the memo as pandoc reads it."""
    template = docx.Document("memo.docx")
    body = template.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for style, text in (
        ("Title", "{{ onderwerp }}"),
        ("Body Text", "{%p for sectie in secties %}"),
        ("Heading 1", "{{ sectie.kop }}"),
        ("Body Text", "{%p for alinea in sectie.tekst %}"),
        ("Body Text", "{{ alinea }}"),
        ("Body Text", "{%p endfor %}"),
        ("Body Text", "{%p endfor %}"),
        ("Signature", "{{ naam }}"),
    ):
        template.add_paragraph(text, style)
    template.save("template.docx")
    Path("context.json").write_text(json.dumps(context(memo)))
    lines = [f"# {sectie.kop}\n\n" + "\n\n".join(words(sectie)) for sectie in memo.secties]
    Path("memo.md").write_text("\n\n".join(lines), "utf-8")


def context(memo: Memo) -> dict[str, object]:
    """The memo as docxtpl's command takes it."""
    secties = [{"kop": sectie.kop, "tekst": words(sectie)} for sectie in memo.secties]
    return {"onderwerp": memo.onderwerp, "naam": memo.feiten["ondertekenaar", "naam"], "secties": secties}


def words(sectie: object) -> list[str]:
    """The plain text of every paragraph of a section."""
    return [paragraph.text for paragraph, _ in paragraphs(sectie.blocks)]  # type: ignore[attr-defined]


def whole_processes():
    """One memo, a process of its own."""
    python = sys.executable
    ours = [*dmmdoc(), "export", "memo.toml", "-o", "out.docx", "--force"]
    bare = [python, "-c", "import docx; docx.Document().save('bare.docx')"]
    docxtpl = [python, "-m", "docxtpl", "template.docx", "context.json", "tpl.docx", "-o", "-q"]
    yield "one memo, whole process", "docxtpl's command", ratio_of_commands(ours, docxtpl)
    yield "one memo, whole process", "bare python-docx", ratio_of_commands(ours, bare)
    if shutil.which("pandoc"):
        pandoc = ["pandoc", "memo.md", "--reference-doc", "template.docx", "-o", "pandoc.docx"]
        yield "one memo, whole process", "pandoc with a reference document", ratio_of_commands(ours, pandoc)


def batch(memo: Memo):
    """One memo more, in one process, no two with a section alike; checking beside exporting; memory."""
    from docxtpl import DocxTemplate

    for number in range(MANY):
        Path(f"m{number}.toml").write_text(variant(number), "utf-8")
    contexts = [context(read(variant(number), "variant", folders())) for number in range(MANY)]
    turns = itertools.count()

    def theirs() -> None:
        template = DocxTemplate("template.docx")
        template.render(contexts[next(turns) % MANY])
        template.save("tpl.docx")

    def ours() -> None:
        export(Job(f"m{next(turns) % MANY}.toml", "out.docx"), MANNER)

    yield "one more memo in a batch", "docxtpl's loop", ratio_of_calls(ours, theirs, 20)
    for number in range(MANY):
        text = EXAMPLE.read_text("utf-8").replace('kenmerk = "', f'kenmerk = "{number}')
        Path(f"s{number}.toml").write_text(text.replace('onderwerp = "', f'onderwerp = "{number} '), "utf-8")
    for letter, alike in (("s", "their sections in the same words"), ("m", "no two sections alike")):
        sources = [f"{letter}{number}.toml" for number in range(MANY)]
        checking, exporting = [*dmmdoc(), "check", *sources], [*dmmdoc(), "export", *sources, "-o", "out/", "--force"]
        publishing = [*dmmdoc(), "export", "--public", *sources, "-o", "public/", "--force"]
        yield f"checking {MANY:,} memos, {alike}", "exporting them", ratio_of_work(checking, exporting, 9)
        yield f"publishing {MANY:,} memos, {alike}", "exporting them", ratio_of_work(publishing, exporting, 9)
    reading = ratio_of_calls(lambda: read_one(next(turns)), ours, 20)
    yield "reading one more memo, no two alike", "exporting it", reading
    peaks = [peak_memory(count) for count in (10_000, 100)]
    yield "memory for 10,000 memos", "for 100", peaks[0] / peaks[1]


def read_one(turn: int) -> None:
    """Read one of the memos and do nothing with it."""
    name = f"m{turn % MANY}.toml"
    read(read_source(name), name, folders())


def variant(number: int) -> str:
    """The example with a word of its own in every section."""
    return EXAMPLE.read_text("utf-8").replace("\n'''\n", f" Aldus {number}.\n'''\n")


def bullets():
    """What one bullet costs in a long memo and in a longer one."""
    for count in (2_000, 20_000):
        text = EXAMPLE.read_text("utf-8").partition("kernpunten = ")[0]
        points = "".join(f"- punt {number} met **nadruk** en een paar woorden meer\n" for number in range(count))
        Path(f"{count}.toml").write_text(f"{text}kernpunten = '''\n{points}'''\n", "utf-8")
    many = ratio_of_calls(lambda: exported(20_000), lambda: exported(2_000), 1)
    yield "exporting a bullet among 20,000", "among 2,000", many / 10
    many = ratio_of_calls(lambda: checked(20_000), lambda: checked(2_000), 1)
    yield "checking a bullet among 20,000", "among 2,000", many / 10


def shapes():
    """What a step costs in a text of an awkward shape and in one four times as long, never seen before."""
    gc.set_threshold(100_000)  # as the command has it
    for what, step, count in (("list with a finding", "1. a\n\nx\n\n", 2_000), ("span", "**a** b ", 20_000)):
        for verb, work in (("checking", check_shape), ("exporting", export_shape)):
            turns = itertools.count()

            def longer(work=work, step=step, count=count, turns=turns) -> None:
                work(step, 4 * count, next(turns))

            def shorter(work=work, step=step, count=count, turns=turns) -> None:
                work(step, count, next(turns))

            yield f"{verb} a {what} among {4 * count:,}", f"among {count:,}", ratio_of_calls(longer, shorter, 1, 9) / 4


def check_shape(step: str, count: int, turn: int) -> None:
    """Check the memo whose text is `step`, so many times."""
    check_one(shape(step, count, turn))


def export_shape(step: str, count: int, turn: int) -> None:
    """Export the memo whose text is `step`, so many times."""
    export(Job(shape(step, count, turn), "out.docx"), MANNER)


def shape(step: str, count: int, turn: int) -> str:
    """The name of a memo whose text is `step`, so many times, behind a word that no other turn has."""
    text = EXAMPLE.read_text("utf-8").partition("kernpunten = ")[0]
    Path("shape.toml").write_text(f"{text}kernpunten = '''\nBeurt {turn}.\n\n{step * count}\n'''\n", "utf-8")
    return "shape.toml"


def check_one(name: str) -> None:
    """Check a memo, and tell nobody what was found."""
    check(read_source(name), name, folders())


def exported(count: int) -> None:
    """Export the memo of `count` bullets."""
    export(Job(f"{count}.toml", "out.docx"), MANNER)


def checked(count: int) -> None:
    """Check the memo of `count` bullets."""
    check_one(f"{count}.toml")


def start_up():
    """How soon help is there."""
    yield (
        "`dmmdoc --help`",
        "`import typer`",
        ratio_of_commands([*dmmdoc(), "--help"], [sys.executable, "-c", "import typer"]),
    )


def imports():
    """Taking a document back beside making it, as whole processes."""
    taking = [*dmmdoc(), "import", "memo.docx", "-o", "back.toml", "--force"]
    making = [*dmmdoc(), "export", "memo.toml", "-o", "out.docx", "--force"]
    yield "importing a memo, whole process", "exporting it", ratio_of_commands(taking, making)


def pdfs(folder: Path):
    """An accessible PDF beside LibreOffice's of our .docx, as whole processes."""
    if not shutil.which("soffice"):
        return
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf"]
    ours = [*dmmdoc(), "export", "memo.toml", "-o", "out.pdf", "--force"]
    yield (
        "memo to PDF, whole process",
        "LibreOffice, from our .docx",
        ratio_of_commands(ours, [*office, "memo.docx"], 5),
    )


def dmmdoc() -> list[str]:
    """The command as it is installed."""
    script = Path(sys.executable).with_name("dmmdoc")
    return [str(script)] if script.exists() else [sys.executable, "-m", "dmmdoc"]


def ratio_of_commands(one: list[str], other: list[str], rounds: int = ROUNDS) -> float:
    """The median of how much longer `one` takes than `other`, as whole processes in turns."""
    return ratio_of_calls(lambda: run(one), lambda: run(other), 1, rounds)


def ratio_of_work(one: list[str], other: list[str], rounds: int) -> float:
    """The median of how much more processor time `one` takes than `other`, in turns: that of all their processes."""
    return statistics.median(processor_time(one) / processor_time(other) for _ in range(rounds))


def processor_time(command: list[str]) -> float:
    """How long processors work on a command and on the processes that it starts, in seconds."""
    before = os.times()
    run(command)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def run(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, check=True, capture_output=True)


def ratio_of_calls(one: Callable[[], None], other: Callable[[], None], times: int, rounds: int = ROUNDS) -> float:
    """The median of how much longer `one` takes than `other`, each `times` in a row, in turns."""
    seconds(one, 1), seconds(other, 1)
    return statistics.median(seconds(one, times) / seconds(other, times) for _ in range(rounds))


def seconds(call: Callable[[], None], times: int) -> float:
    """How long `times` calls take."""
    start = time.perf_counter()
    for _ in range(times):
        call()
    return time.perf_counter() - start


def peak_memory(count: int) -> int:
    """The most memory that a process of an export of `count` memos held, in kilobytes."""
    folder = Path(f"many{count}")
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.toml").symlink_to(EXAMPLE)
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-c", code, *dmmdoc(), "export", "-o", "out/"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder)
    shutil.rmtree(folder)
    return int(done.stdout)


if __name__ == "__main__":
    main()
