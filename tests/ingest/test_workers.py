import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.errors import UnreadableError
from ingest.plain import document_from_text
from ingest.workers import Workers, enter_stage, run_workers


def read_as_told(path):
    """A reader whose files say what becomes of them."""
    match path.stem.split("-")[0]:
        case "good":
            return document_from_text("tekst", path.stem)
        case "encrypted":
            raise UnreadableError(f"{path.name} is encrypted.")
        case "busy":
            raise UnreadableError(f"{path.name} is being written.", retry=True)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "tagged":
            enter_stage("tag")
            while True:
                pass
        case "untaggable":
            enter_stage("tag")
            raise KeyError("onvoorzien")
        case "endless":
            subprocess.run(["sleep", "60"], check=True)
        case "leaving":
            subprocess.Popen(["sleep", "61"])
            while True:
                pass
        case "patient":
            time.sleep(2)
            return document_from_text("tekst", path.stem)
        case "huge":
            bytearray(1 << 33)
        case "fault":
            raise KeyError("onvoorzien")
    raise AssertionError(path)


def outcomes(names, jobs=2):
    limits = {"time_limit_s": 1, "memory_limit_mb": 1000}
    return list(run_workers([Path(f"{name}.pdf") for name in names], read_as_told, jobs=jobs, **limits))


def test_every_file_has_one_outcome_of_its_own_class_whatever_the_others_do():
    names = ["crash", "good-1", "endless", "huge", "good-2", "encrypted", "busy", "fault", "crash-2", "good-3"]
    found = {outcome.path.stem: outcome for outcome in outcomes(names)}
    assert sorted(found) == sorted(names)
    assert {name for name in found if found[name].result} == {"good-1", "good-2", "good-3"}
    assert {name for name in found if found[name].retry} == {"crash", "crash-2", "endless", "huge", "busy"}
    assert found["good-2"].result.id == "good-2"
    assert found["encrypted"].error == "encrypted.pdf is encrypted."
    assert found["endless"].error.startswith("endless.pdf took more than 5 seconds to read")
    assert "SIGSEGV" in found["crash"].error
    assert found["huge"].error.startswith("huge.pdf needs more memory")
    assert "KeyError: 'onvoorzien'" in found["fault"].error
    assert "Traceback" not in found["fault"].error
    assert "read_as_told" in found["fault"].details


def test_a_file_that_hangs_or_trips_in_tagging_is_told_as_such_and_the_next_is_as_if_it_were_not_there():
    found = {outcome.path.stem: outcome for outcome in outcomes(["tagged", "untaggable", "endless", "fault"], jobs=1)}
    assert found["tagged"].error == (
        "tagged.pdf took more than 1 seconds of the processor to tag, so tagging was stopped. "
        "It is tried again at the next 'vindplaats add'; '--time-limit SECONDS' gives it longer."
    )
    assert found["untaggable"].error == (
        "untaggable.pdf was read but could not be tagged, by a fault of this program (KeyError: 'onvoorzien'). "
        "Please report it."
    )
    assert "to read, so reading was stopped" in found["endless"].error
    assert "could not be read" in found["fault"].error


def test_a_file_that_waits_for_a_busy_machine_is_read_all_the_same():
    [outcome] = outcomes(["patient"])
    assert outcome.result.id == "patient"


def test_what_a_file_that_took_too_long_had_started_is_ended_too():
    [outcome] = outcomes(["leaving"], jobs=1)
    assert "1 seconds of the processor" in outcome.error
    assert not outcome.crashed
    assert not [pid for pid in Path("/proc").glob("[0-9]*") if b"sleep\0" + b"61" in read_or_nothing(pid / "cmdline")]


def read_or_nothing(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_files_are_taken_only_as_workers_come_free():
    taken = []

    def paths():
        for number in range(20):
            taken.append(number)
            yield Path(f"good-{number}.pdf")

    reading = run_workers(paths(), read_as_told, jobs=1, time_limit_s=9, memory_limit_mb=1000)
    next(reading)
    assert len(taken) < 5
    assert len(list(reading)) == 19


def test_no_files_need_no_workers():
    assert outcomes([]) == []


def test_stopping_halfway_leaves_no_process():
    reading = run_workers(
        [Path("good.pdf"), Path("endless.pdf")], read_as_told, jobs=2, time_limit_s=50, memory_limit_mb=1000
    )
    next(reading)
    workers = [pid for pid in descendants(os.getpid()) if is_worker(pid)]
    assert workers
    reading.close()
    assert not any(map(is_alive, workers))


def test_stopping_ends_also_where_a_lock_that_the_pool_waits_for_is_never_given_back(monkeypatch):
    monkeypatch.setattr("ingest.workers.ENDING_S", 2)
    with Workers(1, time_limit_s=50) as workers:
        task = workers.start(Path("endless.pdf"), read_as_told)
        while not [pid for pid in descendants(os.getpid()) if is_worker(pid)]:
            time.sleep(0.05)
        task.future._condition.acquire()
        began = time.monotonic()
    assert time.monotonic() - began < 10
    task.future._condition.release()


def is_worker(pid):
    return "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()


# A shell that runs tests in the background has them ignore Ctrl-C.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from ingest.workers import run_workers
from tests.ingest.test_workers import read_as_told
if __name__ == "__main__":
    for outcome in run_workers([Path("good.pdf"), Path("endless.pdf"), Path("endless-2.pdf")], read_as_told,
                               jobs=2, time_limit_s=50, memory_limit_mb=1000):
        print(outcome.path, flush=True)
"""


@pytest.mark.parametrize("killed_by", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_program_that_is_killed_leaves_no_process(tmp_path, killed_by):
    script = tmp_path / "reads.py"
    script.write_text(PROGRAM)
    root = Path(__file__).parents[2]
    program = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert program.stdout.readline() == b"good.pdf\n"
    started = descendants(program.pid)
    assert len(started) >= 2
    program.send_signal(killed_by)
    program.wait(30)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and any(map(is_alive, started)):
        time.sleep(0.05)
    assert not any(map(is_alive, started))


def descendants(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children] + [pid for child in children for pid in descendants(child)]


def is_alive(pid):
    return Path(f"/proc/{pid}").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="this system does not weigh sessions")
def test_a_worker_gives_way_to_other_sessions_as_who_started_it_does():
    script = (
        "import os\n"
        "from ingest.system import begin_group\n"
        "if os.fork():\n"
        "    raise SystemExit(os.waitstatus_to_exitcode(os.wait()[1]))\n"
        "os.setpriority(os.PRIO_PROCESS, 0, 10)\n"
        "begin_group()\n"
        "print(open('/proc/self/autogroup').read())\n"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith("nice 10")
