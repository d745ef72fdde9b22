"""Each file is read in a process of its own, so that one bad PDF never stops the run."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, TimeoutError, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ingest.errors import UnreadableError
from ingest.model import Document

# Files handed to the workers beyond those being read, so that none waits for work;
# a document that is read stays in memory until the caller takes it.
WAITING_PER_WORKER = 1

# Recognising the text of a scan takes seconds a page where reading takes milliseconds.
OCR_TIME_FACTOR = 30

Read = Callable[[Path, bool], Document]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or the sentence that says why not.

    retry: whether a later run may succeed, as after a lack of time or memory.
    details: the traceback of an unforeseen error, for --debug.
    """

    path: Path
    document: Document | None
    error: str | None = None
    retry: bool = False
    details: str | None = None


def read_files(
    paths: Iterable[Path],
    *,
    jobs: int | None = None,
    time_limit_s: float = 120,
    memory_limit_mb: int = 2000,
    ocr: bool = False,
) -> Iterator[Outcome]:
    """Read files in worker processes; one outcome for each path, in the order they are done.

    A worker that crashes, or passes a limit, is replaced and its file reported;
    the others go on. No process is left behind when the caller stops, by an
    error or Ctrl-C, before all is read.

    Args:
        jobs: how many files are read at once; by default one for each core.
        time_limit_s: for each file, from when its reading starts; with ocr 30 times as much.
        memory_limit_mb: address space of each worker; kept on Linux and BSD.
    """
    limit_s = time_limit_s * (OCR_TIME_FACTOR if ocr else 1)
    return run_workers(paths, _read_file, jobs=jobs, time_limit_s=limit_s, memory_limit_mb=memory_limit_mb, ocr=ocr)


def run_workers(
    paths: Iterable[Path], read: Read, *, jobs: int | None, time_limit_s: float, memory_limit_mb: int, ocr: bool = False
) -> Iterator[Outcome]:
    """As read_files, with the function that reads; it must be importable by name in another process."""
    from pebble import ProcessPool

    jobs = jobs or _n_cores()
    waiting_paths = iter(paths)
    # Not forked: a fork of a process with threads (torch, FAISS) may lock up, and
    # would count all memory of its parent against its own limit.
    pool = ProcessPool(
        max_workers=jobs,
        initializer=_prepare_worker,
        initargs=(memory_limit_mb,),
        context=multiprocessing.get_context("spawn"),
    )
    running: dict[Future[Outcome], Path] = {}
    try:
        while True:
            for path in islice(waiting_paths, jobs * (1 + WAITING_PER_WORKER) - len(running)):
                running[pool.schedule(_outcome, (read, path, ocr), timeout=time_limit_s)] = path
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield _result(future, running.pop(future), time_limit_s, memory_limit_mb)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _n_cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _result(future: Future[Outcome], path: Path, time_limit_s: float, memory_limit_mb: int) -> Outcome:
    """The outcome that a worker returned, or what its end means for its file."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        reason = f"took more than {time_limit_s:g} seconds to read, so reading was stopped"
    except ProcessExpired as expired:
        reason = (
            f"made the reader stop unexpectedly ({_exit_reason(expired.exitcode)}), "
            f"as a damaged file or one that needs more than {memory_limit_mb} MB may do"
        )
    except (CancelledError, RuntimeError, OSError) as broken:
        reason = f"could not be read, as the reading processes do not start or were ended ({broken})"
    return Outcome(path, None, f"{path.name} {reason}. It is tried again at the next 'vindplaats add'.", retry=True)


def _exit_reason(exitcode: int) -> str:
    return signal.Signals(-exitcode).name if -exitcode in set(signal.Signals) else f"exit status {exitcode}"


def _outcome(read: Read, path: Path, ocr: bool) -> Outcome:
    """Read one file, in a worker; whatever goes wrong is an outcome too."""
    try:
        return Outcome(path, read(path, ocr))
    except UnreadableError as error:
        return Outcome(path, None, str(error), error.retry)
    except MemoryError:
        reason = "needs more memory to read than a worker may use. It is tried again at the next 'vindplaats add'."
        return Outcome(path, None, f"{path.name} {reason}", retry=True)
    except Exception as error:
        reason = f"could not be read, by a fault of this program ({type(error).__name__}: {error}). Please report it."
        return Outcome(path, None, f"{path.name} {reason}", details=traceback.format_exc())


def _read_file(path: Path, ocr: bool) -> Document:
    from ingest.reader import read_file

    return read_file(path, ocr=ocr)


def _prepare_worker(memory_limit_mb: int) -> None:
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: _end_with_children())
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    limit = memory_limit_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _leave_with_parent() -> None:
    """End this process when its parent ends, also when that was killed in the middle of a file."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        _end_with_children()


def _end_with_children() -> None:
    """End this process and what it started (ocrmypdf, tesseract): they are the whole of its session."""
    os.killpg(0, signal.SIGKILL)
