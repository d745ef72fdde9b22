"""Each file is worked on in a process of its own, under limits, so that one bad PDF never stops the run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, TimeoutError, wait
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ingest.atomic import temporary_folder
from ingest.errors import UnreadableError
from ingest.model import Document
from ingest.system import OUT_OF_TIME, begin_group, end_group, end_group_of, limit_memory, limit_time

if TYPE_CHECKING:
    from ctypes import Array

# Files handed to the workers beyond those being worked on, so that none waits for work; what
# was made of a file stays in memory until the caller takes it.
WAITING_PER_WORKER = 1

# Recognising the text of a scan takes seconds a page where reading takes milliseconds.
OCR_TIME_FACTOR = 30

MEMORY_LIMIT_MB = 2000
# A busy machine must not fail good papers: time is that of the processor, where the system counts it, and a file that
# waits for something (a program that hangs) is given up after so many times as long by the clock.
PATIENCE = 1 if OUT_OF_TIME is None else 5

# How long the processes may take to end.
ENDING_S = 15.0

Stage = Literal["read", "tag"]
_STAGES: dict[Stage, str] = {"read": "reading", "tag": "tagging"}
# Far more than there are tasks at one moment.
_SLOTS = 4096

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one file: what was asked for, or the sentence that says why not.

    retry: whether a later run may succeed, as after a lack of time or memory.
    details: the traceback of an unforeseen error, for --debug. crashed: it
    ended the process that worked on it.
    """

    path: Path
    result: Result | None
    error: str | None = None
    retry: bool = False
    details: str | None = None
    crashed: bool = False


def read_files(
    paths: Iterable[Path],
    *,
    jobs: int | None = None,
    time_limit_s: float = 120,
    memory_limit_mb: int = MEMORY_LIMIT_MB,
    ocr: bool = False,
) -> Iterator[Outcome[Document]]:
    """Read files in worker processes; one outcome for each path, in the order they are done.

    A worker that crashes, or passes a limit, is replaced and its file reported;
    the others go on. No process is left behind when the caller stops, by an
    error or Ctrl-C, before all is read.

    Args:
        jobs: how many files are read at once; by default one for each core.
        time_limit_s: of the processor, for each file; with ocr 30 times as much.
        memory_limit_mb: of each worker; macOS does not keep to it.
    """
    limit_s = time_limit_s * (OCR_TIME_FACTOR if ocr else 1)
    read = partial(_read_file, ocr=ocr)
    return run_workers(paths, read, jobs=jobs, time_limit_s=limit_s, memory_limit_mb=memory_limit_mb)


def run_workers(
    paths: Iterable[Path],
    do: Callable[[Path], Result],
    *,
    jobs: int | None,
    time_limit_s: float,
    memory_limit_mb: int,
) -> Iterator[Outcome[Result]]:
    """As read_files, with what is done to each file; it must be importable by name in another process."""
    waiting = iter(paths)
    with Workers(jobs, time_limit_s, memory_limit_mb) as workers:
        running: list[Task] = []
        while True:
            running += [workers.start(path, do) for path in islice(waiting, workers.most_at_once - len(running))]
            if not running:
                break
            for task in finished(running):
                running.remove(task)
                yield workers.outcome(task)


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Work on one file, in a worker. slot: where the worker tells what it is doing."""

    path: Path
    future: Future[Any]
    slot: int


def finished(tasks: Iterable[Task], timeout_s: float | None = None) -> list[Task]:
    """Those that are done, as soon as there is one, or after so many seconds."""
    tasks = list(tasks)
    done = wait([task.future for task in tasks], timeout_s, FIRST_COMPLETED).done
    return [task for task in tasks if task.future in done]


class Workers:
    """Processes that each work on one file at a time, under limits of time and memory.

    Use it as a context manager: at its end no process is left behind.
    """

    def __init__(
        self,
        jobs: int | None,
        time_limit_s: float,
        memory_limit_mb: int = MEMORY_LIMIT_MB,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        """Nothing is started yet.

        Args:
            jobs: how many processes; None for one a core.
            time_limit_s: of the processor, for one task; by the clock it may take PATIENCE times as long.
            memory_limit_mb: of each; macOS does not keep to it.
            prepare: what each does when it starts; it must be importable by name in another process.
        """
        from pebble import ProcessPool

        self.jobs = jobs or n_cores()
        self._time_limit_s = time_limit_s
        self._memory_limit_mb = memory_limit_mb
        # Not forked: a fork of a process with threads (torch, FAISS) may lock up, and
        # would count all memory of its parent against its own limit.
        context = multiprocessing.get_context("spawn")
        self._stages = context.RawArray("b", _SLOTS)
        # What a worker that is stopped leaves there goes with it.
        self._temporary = ExitStack()
        folder = self._temporary.enter_context(temporary_folder())
        self._n_tasks = count()
        self._pool = ProcessPool(
            max_workers=self.jobs,
            initializer=_begin_worker,
            initargs=(memory_limit_mb, self._stages, folder, prepare),
            context=context,
        )

    @property
    def most_at_once(self) -> int:
        """How many tasks to start before one is done."""
        return self.jobs * (1 + WAITING_PER_WORKER)

    def start(self, path: Path, do: Callable[..., Any], *given: object) -> Task:
        """Let a worker do something with a file, as soon as one is free; do must be importable by name."""
        slot = next(self._n_tasks) % _SLOTS
        self._stages[slot] = 0
        limit_s = self._time_limit_s
        task = (do, path, given, slot, limit_s)
        return Task(path, self._pool.schedule(_outcome, task, timeout=limit_s * PATIENCE), slot)

    def outcome(self, task: Task) -> Outcome[Any]:
        """The outcome that a worker returned, or what its end means for its file."""
        from pebble import ProcessExpired

        verb = list(_STAGES)[self._stages[task.slot]]
        doing, again, crashed = _STAGES[verb], _TRIED_AGAIN, False
        too_long = f"took more than {{}} to {verb}, so {doing} was stopped"
        try:
            outcome: Outcome[Any] = task.future.result()
            return outcome
        except TimeoutError:
            reason, again = too_long.format(f"{self._time_limit_s * PATIENCE:g} seconds"), _LONGER
        except ProcessExpired as expired:
            end_group_of(expired.pid)
            if expired.exitcode == OUT_OF_TIME:
                reason, again = too_long.format(f"{self._time_limit_s:g} seconds of the processor"), _LONGER
            else:
                crashed = True
                reason = (
                    f"made the {doing} stop unexpectedly ({_exit_reason(expired.exitcode)}), "
                    f"as a damaged file or one that needs more than {self._memory_limit_mb} MB may do"
                )
        except (CancelledError, RuntimeError, OSError) as broken:
            reason = f"could not be read, as the reading processes do not start or were ended ({broken})"
        return Outcome(task.path, None, f"{task.path.name} {reason}. {again}", retry=True, crashed=crashed)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        # Ctrl-C may strike while a lock is held that the pool waits for; its processes then end with this one.
        ending = threading.Thread(target=self._pool.join, daemon=True)
        ending.start()
        ending.join(ENDING_S)
        self._temporary.close()


_TRIED_AGAIN = "It is tried again at the next 'vindplaats add'."
_LONGER = f"{_TRIED_AGAIN[:-1]}; '--time-limit SECONDS' gives it longer."
_IN_PARTS = f"{_TRIED_AGAIN[:-1]}; added in parts, it needs less."


def n_cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _exit_reason(exitcode: int) -> str:
    return signal.Signals(-exitcode).name if -exitcode in set(signal.Signals) else f"exit status {exitcode}"


class _Doing:
    """What a worker does now, where the process that started it looks when it must be stopped."""

    stages: Array[Any] | None = None
    slot = 0


def enter_stage(stage: Stage) -> None:
    """Tell what is done with the file from here on; outside a worker this does nothing."""
    if _Doing.stages is not None:
        _Doing.stages[_Doing.slot] = list(_STAGES).index(stage)


def _stage() -> Stage:
    return list(_STAGES)[_Doing.stages[_Doing.slot] if _Doing.stages is not None else 0]


def _outcome(
    do: Callable[..., Any], path: Path, given: tuple[object, ...], slot: int, time_limit_s: float
) -> Outcome[Any]:
    """Do something with one file, in a worker; whatever goes wrong is an outcome too."""
    _Doing.slot = slot
    limit_time(time_limit_s)
    try:
        return Outcome(path, do(path, *given))
    except UnreadableError as error:
        return Outcome(path, None, str(error), error.retry)
    except MemoryError:
        reason = f"needs more memory to {_stage()} than a worker may use. {_IN_PARTS}"
        return Outcome(path, None, f"{path.name} {reason}", retry=True)
    except Exception as error:
        fault = f"by a fault of this program ({type(error).__name__}: {error}). Please report it."
        reason = f"could not be read, {fault}" if _stage() == "read" else f"was read but could not be tagged, {fault}"
        return Outcome(path, None, f"{path.name} {reason}", details=traceback.format_exc())


def _read_file(path: Path, ocr: bool) -> Document:
    from ingest.reader import read_file

    return read_file(path, ocr=ocr)


def _begin_worker(memory_limit_mb: int, stages: Array[Any], folder: Path, prepare: Callable[[], None] | None) -> None:
    begin_group()
    # For what it starts too.
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    signal.signal(signal.SIGTERM, lambda *_: end_group())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    limit_memory(memory_limit_mb)
    _Doing.stages = stages
    if prepare:
        prepare()


def _leave_with_parent() -> None:
    """End this process when its parent ends, also when that was killed in the middle of a file."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        end_group()
