"""`briefing batch`: the same files whoever builds them, one failure never the others', and going on where it stopped."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from batches import NAMES, OUTLINE, ROOT, TABLE, Said, batch, command, digests, environment, office

from briefing import assets, cli, i18n
from briefing.batch import inputs, run
from briefing.batch.orders import Order
from briefing.batch.plan import Manner, of_table
from briefing.batch.record import NAME
from briefing.cli.packs import pace
from briefing.placing.delivery import deliver

FEW = ["--table", "recipients.csv", "-o", "packs", "--only", "word"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's folder, in which the command runs."""
    monkeypatch.chdir(office(tmp_path))
    return tmp_path


Run = Callable[..., Said]


@pytest.fixture
def said(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs the command in this process, one pack after the other."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert Path.cwd() == place

    def ran(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            cli.main(["batch", *arguments, *(() if "--dask" in arguments else ("--jobs", "1"))])
        told = capsys.readouterr()
        return Said(int(ended.value.code or 0), told.out, told.err)

    yield ran
    i18n.speak("en", assets.folder() / "locale")


# The same files whoever builds them


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The digests of the packs that one process built."""
    folder = office(tmp_path_factory.mktemp("alone"))
    done = batch(folder, "--table", "recipients.csv", "-o", "packs", "--jobs", "1")
    assert done.status == 0, done.err
    assert done.sum == "3 packs built, 0 unchanged, 0 failed"
    found = dict(digests(folder / "packs"))
    assert len(set(found.values())) == len(found) == 6, "each recipient has two files of its own"
    return found


WRONG = "4,南区科技局,,区级,,\n"
"""A row whose pack fails."""


def test_two_processes_build_the_same_files_and_speak_the_language_of_the_command(
    alone: dict[str, str], tmp_path: Path
) -> None:
    folder = office(tmp_path, table=TABLE + WRONG)
    done = batch(folder, "--table", "recipients.csv", "-o", "packs", "--jobs", "2", "--lang", "zh")
    assert done.status == 1
    assert digests(tmp_path / "packs") == alone
    assert sorted(done.out.splitlines()[:-1]) == [f"packs/{name}" for name in NAMES]
    assert done.sum == "生成3份，未变0份，未成1份"
    assert "“4”不是份号；应为六位数字，如000001" in done.err


def test_a_single_build_gives_the_same_files(alone: dict[str, str], tmp_path: Path) -> None:
    outline = OUTLINE + 'recipient: {copy: "000001", unit: 市发展改革委}\n'
    built = [sys.executable, "-m", "briefing", "build", "-o", NAMES[0], "-q"]
    subprocess.run(built, cwd=office(tmp_path, outline), env=environment(), check=True)
    assert digests(tmp_path) == {name: digest for name, digest in alone.items() if name.startswith(NAMES[0])}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Dask scheduler with two workers, each a process in a folder of its own."""
    folder = tmp_path_factory.mktemp("cluster")
    written = folder / "scheduler.json"
    quiet = {"env": environment(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as running:

        def start(kind: str, *arguments: str) -> None:
            (folder / str(len(list(folder.iterdir())))).mkdir()
            line = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
            process = subprocess.Popen(line, cwd=folder, **quiet)  # type: ignore[call-overload]  # they are those above
            running.callback(process.wait)
            running.callback(process.terminate)

        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(written))
        for _worker in range(2):
            start("worker", "--scheduler-file", str(written), "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        end = time.monotonic() + 30
        while not written.exists() and time.monotonic() < end:
            time.sleep(0.1)
        yield json.loads(written.read_text("utf-8"))["address"]


def test_a_cluster_that_has_none_of_the_files_builds_the_same(
    alone: dict[str, str], cluster: str, tmp_path: Path
) -> None:
    outline = OUTLINE.replace("生产汽车{output}。", "生产汽车{output}（见{missing}）。")
    office(tmp_path / "papers", table=TABLE + WRONG)
    (tmp_path / "papers" / "second.yaml").write_text(outline, "utf-8")
    arguments = ["papers/outline.yaml", "--table", "papers/recipients.csv", "-o", "packs"]
    there = batch(tmp_path, *arguments, "--dask", cluster)
    assert digests(tmp_path / "packs") == alone
    assert (there.status, there.sum) == (1, "3 packs built, 0 unchanged, 1 failed")
    assert "papers/recipients.csv:5:1: error: “4” is not the number of a copy" in there.err
    here = batch(tmp_path, *arguments, "--jobs", "1")
    assert here.sum == "0 packs built, 3 unchanged, 1 failed"
    assert here.err == there.err
    broken = batch(tmp_path, "papers/second.yaml", "-o", "packs", "--dask", cluster)
    assert re.search(r"^papers/second\.yaml:\d+:\d+: error: ", broken.err, re.MULTILINE), "as the sender knows it"


@pytest.mark.parametrize("address", ["127.0.0.1:9", "nonsense here", "ftp://127.0.0.1"])
def test_an_address_where_no_scheduler_is_is_told_at_once(address: str, place: Path, said: Run) -> None:
    start = time.monotonic()
    done = said(*FEW, "--dask", address)
    assert time.monotonic() - start < 10
    expected = f"error: no Dask scheduler answers at “{address}”; expected one such as tcp://10.0.0.5:8786\n"
    assert (done.status, done.err) == (3, expected)
    assert not digests(place)


def test_without_dask_the_command_that_installs_it_is_told(said: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = said(*FEW, "--dask", "127.0.0.1:9")
    told = 'error: --dask needs the package distributed; install it with: pip install "dask[distributed]"\n'
    assert (done.status, done.err) == (3, told)


# Failures


def test_a_row_that_fails_is_told_and_the_others_are_built(place: Path, said: Run) -> None:
    (place / "recipients.csv").write_text(TABLE.replace("000002", "2").replace("西区商务局,,区级", "西区商务局,,乡镇"))
    done = said(*FEW)
    assert done.status == 1
    assert done.sum == "1 pack built, 0 unchanged, 2 failed"
    assert [name.split("/")[0] for name in digests(place / "packs")] == [NAMES[0]]
    assert "error: recipients.csv:3: the pack “2-东区统计局” was not built\n" in done.err
    assert "recipients.csv:3:1: error: “2” is not the number of a copy; expected six digits" in done.err
    assert "recipients.csv:4:1: error: no section is for this row" in done.err


def test_what_is_wrong_with_all_rows_alike_is_told_once(place: Path, said: Run) -> None:
    again = """\
      - {kind: points, claim: 东圈居多, from: report#output, points: [东圈多], prose: 东圈居多。}
      - {kind: points, claim: 东圈居多, from: report#output, points: [东圈多], prose: 东圈居多。}
appendix:"""
    (place / "outline.yaml").write_text(OUTLINE.replace("appendix:", again), "utf-8")
    done = said(*FEW)
    assert (done.status, done.sum) == (1, "0 packs built, 0 unchanged, 3 failed")
    assert done.err.count("another slide has the title “东圈居多” already") == 1
    assert f"“{NAMES[2]}” was not built, for the same reasons as “{NAMES[0]}”" in done.err


def test_nothing_is_built_when_the_table_is_wrong(place: Path, said: Run) -> None:
    (place / "recipients.csv").write_text(TABLE.replace("类别", "类型"))
    done = said(*FEW)
    assert done.status == 1
    assert "did you mean “类别”?" in done.err
    assert not (place / "packs").exists()


def test_a_folder_that_cannot_be_made_is_one_pack_s_failure(place: Path, said: Run) -> None:
    (place / "packs").mkdir()
    (place / "packs" / NAMES[1]).write_text("a file stands in the way")
    done = said(*FEW)
    assert (done.status, done.sum) == (1, "2 packs built, 0 unchanged, 1 failed")
    assert f"error: packs/{NAMES[1]}/两地协作情况汇报.docx: cannot be written" in done.err


def test_a_defect_of_the_tool_is_one_pack_s_failure(said: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.batch import worker  # noqa: PLC0415 - to break it

    sound = worker._built

    def breaking(order: Order) -> object:
        if order.folder == NAMES[0]:
            raise RuntimeError("broken")
        return sound(order)

    monkeypatch.setattr(worker, "_built", breaking)
    done = said(*FEW)
    assert (done.status, done.sum) == (1, "2 packs built, 0 unchanged, 1 failed")
    assert "error: the tool itself failed (RuntimeError: broken)" in done.err


def test_strict_lets_no_warning_pass_and_quiet_says_nothing_of_them(place: Path, said: Run) -> None:
    (place / "recipients.csv").write_text(TABLE.replace("产量40.5万辆", ""))
    loud = said(*FEW)
    assert (loud.status, loud.sum) == (0, "3 packs built, 0 unchanged, 0 failed")
    assert loud.err.count("warning: “output”: the evidence has") == 1
    strict = said(*FEW, "--strict")
    assert (strict.status, strict.sum) == (1, "0 packs built, 2 unchanged, 1 failed"), "it had a warning before"
    assert "nothing was written, because --strict lets no warning pass" in strict.err
    assert said(*FEW, "--quiet") == Said(0, "", "")


def test_a_warning_of_the_outline_itself_is_told_once(place: Path, said: Run) -> None:
    (place / "outline.yaml").write_text(OUTLINE.replace("的产线已经改好。", "的产线,已经改好。"), "utf-8")
    assert said(*FEW).err.count("half-width “,” beside Chinese") == 1


# Going on where it stopped


def test_what_stands_there_is_not_built_again(place: Path, said: Run) -> None:
    assert said(*FEW).sum == "3 packs built, 0 unchanged, 0 failed"
    before = {file: file.stat().st_mtime_ns for file in (place / "packs").rglob("*.docx")}
    again = said(*FEW)
    assert (again.status, again.out) == (0, "0 packs built, 3 unchanged, 0 failed\n")
    assert {file: file.stat().st_mtime_ns for file in (place / "packs").rglob("*.docx")} == before


def test_what_has_changed_is_built_again(place: Path, said: Run) -> None:
    said(*FEW)
    packs = place / "packs"

    def change(file: str, old: str, new: str) -> str:
        text = (place / file).read_text("utf-8")
        assert old in text
        (place / file).write_text(text.replace(old, new), "utf-8")
        return str(said(*FEW).sum)

    assert change("recipients.csv", "尊敬的李局长", "尊敬的王局长").startswith("1 pack built, 2")
    assert change("data/facts.yaml", "scope: 西区", "scope: 西部示例区").startswith("3 packs built, 0")
    assert change("outline.yaml", "产线已经改好", "产线都已改好").startswith("3 packs built, 0")
    next((packs / NAMES[0]).iterdir()).unlink()
    assert said(*FEW).sum.startswith("1 pack built, 2"), "a file is gone"
    with next((packs / NAMES[1]).iterdir()).open("ab") as file:
        file.write(b"changed by hand")
    stopped = said(*FEW)
    assert stopped.sum == "0 packs built, 2 unchanged, 1 failed", "a file is another: somebody's work"
    assert "--keep" in stopped.err
    kept = said(*FEW, "--keep")
    assert kept.sum.startswith("1 pack built, 2")
    assert "changed by hand" in Path(kept.out.splitlines()[0].partition(": ")[2]).read_bytes().decode("latin-1")
    assert said(*FEW[:-2]).sum.startswith("3 packs built, 0"), "both files are asked for"
    assert said(*FEW[:-2]).sum.startswith("0 packs built, 3")


def test_packs_of_rows_that_are_gone_are_named(place: Path, said: Run) -> None:
    """They stay, and one may have the copy number of another: the user has to know."""
    assert "earlier" not in said(*FEW).out
    table = place / "recipients.csv"
    text = table.read_text("utf-8")
    *rows, last = text.splitlines(keepends=True)
    table.write_text("".join(rows), "utf-8")
    told = f"1 pack of an earlier table stays there and is of no row of this one: {NAMES[-1]}"
    assert said(*FEW).out.splitlines()[-1] == told
    assert "earlier" not in said(*FEW, "--quiet").out
    table.write_text("".join([*rows, last]), "utf-8")
    assert "earlier" not in said(*FEW).out


def test_another_version_of_the_tool_builds_again(said: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said(*FEW)
    monkeypatch.setattr(inputs, "tool", lambda: "another")
    assert said(*FEW).sum.startswith("3 packs built, 0")


def test_a_torn_line_of_the_record_is_passed_over(place: Path, said: Run) -> None:
    said(*FEW)
    record = place / "packs" / NAME
    lines = record.read_text("utf-8").splitlines(keepends=True)
    assert [json.loads(line)["pack"] for line in lines] == NAMES
    record.write_bytes("".join(lines).encode()[:-40])
    assert said(*FEW).sum == "1 pack built, 2 unchanged, 0 failed"
    assert said(*FEW).sum == "0 packs built, 3 unchanged, 0 failed", "the line after the torn one is whole"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_what_is_finished_and_the_same_command_goes_on(jobs: str, tmp_path: Path) -> None:
    many = "份号,单位,类别\n" + "".join(f"{n:06},第{n}局,市级\n" for n in range(1, 61))
    line = command(*FEW, "--jobs", jobs)
    with subprocess.Popen(
        line,
        cwd=office(tmp_path, table=many),
        env=environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        assert first.startswith("packs/0000")
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes
        out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (
        3,
        "stopped; what is finished stays, and the same command goes on from there\n",
    )
    finished = [first, *out.splitlines()]
    packs = tmp_path / "packs"
    assert len(digests(packs)) == len(finished) < 60
    assert len((packs / NAME).read_text("utf-8").splitlines()) == len(finished)
    (tmp_path / "recipients.csv").write_text("".join(many.splitlines(keepends=True)[: len(finished) + 2]), "utf-8")
    again = batch(tmp_path, *FEW, "--jobs", "1")
    built, unchanged = map(int, re.findall(r"(\d+) (?:packs? built|unchanged)", again.sum))
    assert built + unchanged == len(finished) + 1
    assert unchanged >= len(finished) - int(jobs), "those after the first may have overtaken it"


def test_ctrl_c_waits_for_a_pack_to_be_whole(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.batch.processes import builders  # noqa: PLC0415 - after the folder is chosen

    def interrupted(*parts: Any) -> tuple[Path, ...]:
        signal.raise_signal(signal.SIGINT)
        return deliver(*parts)

    monkeypatch.setattr("briefing.batch.run.deliver", interrupted)
    asked = of_table(Path("outline.yaml"), Path("recipients.csv"), Manner())
    with pytest.raises(KeyboardInterrupt):
        list(run.run(asked, Path("packs"), builders(1)))
    assert len(digests(place / "packs")) == 2, "both files of the first pack"
    assert len((place / "packs" / NAME).read_text("utf-8").splitlines()) == 1


# Many outlines


def test_several_outlines_are_built_side_by_side(place: Path, said: Run) -> None:
    shutil.copy(place / "outline.yaml", place / "second.yaml")
    done = said("outline.yaml", "second.yaml", "missing.yaml", "./second.yaml", "-o", "packs", "--only", "word")
    assert (done.status, done.sum) == (1, "2 packs built, 0 unchanged, 1 failed")
    assert list(digests(place / "packs")) == [
        "outline/两地协作情况汇报.docx",
        "second/两地协作情况汇报.docx",
    ]
    assert "missing.yaml:1:1: error: there is no such file" in done.err


def test_one_outline_without_a_table_is_built(place: Path, said: Run) -> None:
    done = said("-o", "packs", "--only", "word")
    assert (done.status, done.sum) == (0, "1 pack built, 0 unchanged, 0 failed")
    assert list(digests(place / "packs")) == ["outline/两地协作情况汇报.docx"]


# What the command takes and shows


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.yaml", "b.yaml", "--table", "t.csv"], "--table goes with one outline; expected one, or several without a"),
        (["--jobs", "0"], "--jobs: “0” is not possible; expected a whole number from 1 to 512"),
        (["--jobs", "2", "--dask", "x:1"], "--jobs is for this machine and --dask for others; expected one of them"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], told: str, place: Path) -> None:
    done = batch(place, *arguments)
    assert done.status == 2
    assert told in done.err


def test_a_table_that_is_missing_is_told(place: Path, said: Run) -> None:
    done = said("--table", "recipient.csv")
    assert done.status == 1
    assert "recipient.csv:1:1: error: there is no such file; did you mean “recipients.csv”?" in done.err
    assert not (place / "out").exists()


def test_a_terminal_shows_a_bar_with_count_and_rate(place: Path) -> None:
    shown, end = pty.openpty()
    (place / "recipients.csv").write_text(TABLE + WRONG, "utf-8")
    line = command(*FEW, "--jobs", "1")
    with subprocess.Popen(
        line, cwd=place, env=environment(TERM="xterm", COLUMNS="100"), stdout=subprocess.PIPE, stderr=end, text=True
    ) as running:
        os.close(end)
        seen = b""
        with suppress(OSError):  # the terminal's way to say that nobody writes any more
            while piece := os.read(shown, 4096):
                seen += piece
        assert running.stdout is not None
        lines = running.stdout.read().splitlines()
        assert running.wait() == 1
    os.close(shown)
    assert lines == [*(f"packs/{name}" for name in NAMES), "3 packs built, 0 unchanged, 1 failed"]
    text = seen.decode()
    assert "“4” is not the number of a copy" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
    assert "packs" in text
    assert "4/4" in text
    assert re.search(r"\d\.\d packs a (second|minute), 0:00 left", text)


def test_the_rate_is_told_in_the_unit_that_suits_it() -> None:
    assert pace(0, 1.0, 5) == ""
    assert pace(30, 10.0, 60) == "3.0 packs a second, 0:20 left"
    assert pace(5, 20.0, 20) == "15.0 packs a minute, 1:20 left"


def test_the_tool_s_digest_is_that_of_its_files() -> None:
    assert re.fullmatch("[0-9a-f]{64}", inputs.tool())
    assert (ROOT / "briefing").is_dir()
