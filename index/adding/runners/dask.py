"""Files are prepared by the workers of a Dask scheduler, each with a model of its own; the library is written here.

Scheduler and workers are started with Dask's own commands, by anyone:

    dask scheduler
    DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker tcp://host:8786

A worker reads and tags in processes of its own, since Dask cannot stop a task
that hangs; a worker that runs as a daemon may not start any, whence the setting.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import tempfile
import threading
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from index.adding.prepare import Recipe
from index.adding.runners import Embed
from index.adding.runners.station import Station
from index.errors import LibraryError
from index.library.prepared import Prepared
from ingest.metadata.local import METADATA_ENDING
from ingest.workers import Outcome

# A file that ends the process that reads it is tried so often in all: it may have been the machine.
TRIES = 3
WAITING_PER_THREAD = 2
START_WORKER = "DASK_DISTRIBUTED__WORKER__DAEMON=False dask worker"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file for a worker: where it is, and for one that does not see it there, its bytes and those beside it."""

    path: Path
    sha256: str
    contents: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A recipe under the name of the run that asks for it."""

    run: str
    recipe: Recipe


class DaskRunner:
    """address: of the scheduler, as tcp://host:8786."""

    def __init__(self, address: str) -> None:
        self._address = address

    def run(self, paths: Iterable[Path], recipe: Recipe, embed: Embed) -> Iterator[Outcome[Prepared]]:
        """As Runner.run; the workers embed, so embed is not asked.

        Raises:
            LibraryError: there is no scheduler or no worker, or one that would prepare papers otherwise.
        """
        del embed
        ordered = _Ordered(uuid.uuid4().hex, recipe)
        with _client(self._address) as client:
            _expect_alike(client, recipe, self._address)
            try:
                yield from _outcomes(client, iter(paths), client.scatter(ordered, broadcast=True, hash=False))
            finally:
                client.run(_close, ordered.run)


def _outcomes(client: Any, waiting: Iterator[Path], ordered: Any) -> Iterator[Outcome[Prepared]]:
    distributed = _distributed()
    running: dict[Any, Path] = {}
    tries = Counter[Path]()

    def start(path: Path, *, whole: bool = False) -> None:
        running[client.submit(_prepared, _sent(path, whole=whole), ordered, pure=False)] = path

    try:
        while True:
            most = WAITING_PER_THREAD * max(1, sum(client.nthreads().values()))
            for path in islice(waiting, max(most - len(running), 0)):
                start(path)
            if not running:
                return
            for future in distributed.wait(list(running), return_when="FIRST_COMPLETED").done:
                path = running.pop(future)
                tries[path] += 1
                outcome = _outcome(future, path)
                # What the workers hold of it is stored, or asked for no more.
                future.release()
                if outcome is None:
                    start(path, whole=True)
                elif outcome.crashed and tries[path] < TRIES:
                    start(path)
                else:
                    yield outcome
    finally:
        client.cancel(list(running))


def _outcome(future: Any, path: Path) -> Outcome[Prepared] | None:
    """What a worker made of a file; None where it does not see it."""
    distributed = _distributed()
    try:
        outcome: Outcome[Prepared] | None = future.result()
    except (distributed.KilledWorker, distributed.CancelledError, OSError) as error:
        reason = f"could not be prepared, as the workers that did so ended ({type(error).__name__})"
        return Outcome(path, None, f"{path.name} {reason}. It is tried again at the next 'vindplaats add'.", retry=True)
    return replace(outcome, path=path) if outcome else None


def _distributed() -> Any:
    """Dask's package for clusters, which has no types."""
    import distributed

    return distributed


def _client(address: str) -> Any:
    try:
        return _distributed().Client(address, timeout="10s")
    except (OSError, ValueError, TypeError) as error:
        raise LibraryError(
            f"no Dask scheduler answers at {address} ({error}); start one with 'dask scheduler', and workers with "
            f"'{START_WORKER} {address}'"
        ) from error


def _expect_alike(client: Any, recipe: Recipe, address: str) -> None:
    """Make sure that each worker prepares papers as this machine would, and may start processes."""
    found = client.run(_about, recipe)
    if not found:
        raise LibraryError(f"the scheduler at {address} has no workers; start some with '{START_WORKER} {address}'")
    for worker, (pipeline, model, is_daemon) in found.items():
        if is_daemon:
            raise LibraryError(f"the worker {worker} may start no processes; start it with '{START_WORKER} {address}'")
        if (pipeline, model) != (recipe.pipeline, recipe.model):
            raise LibraryError(
                f"the worker {worker} would prepare papers otherwise (it has {pipeline} with {model}, this machine "
                f"{recipe.pipeline} with {recipe.model}); install the same vindplaats and registers on both"
            )


def _about(recipe: Recipe) -> tuple[str, str, bool]:
    """Of a worker: its pipeline, its model, and whether it is a daemon."""
    from index.adding.build import Settings

    settings = Settings(ocr=recipe.ocr, spacy_model=recipe.spacy_model)
    return settings.pipeline, recipe.embedder.fingerprint, bool(multiprocessing.current_process().daemon)


def _sent(path: Path, *, whole: bool) -> Sent:
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if not whole:
        return Sent(path, sha256)
    beside = [path.with_suffix(ending) for ending in (".xml", METADATA_ENDING)]
    contents = [(file.name, file.read_bytes()) for file in beside if file != path and file.is_file()]
    return Sent(path, sha256, ((path.name, data), *contents))


def _prepared(sent: Sent, ordered: _Ordered) -> Outcome[Prepared] | None:
    """On a worker: what is made of a file; None where it is not seen here."""
    station = _station(ordered)
    if not sent.contents:
        seen = sent.path.is_file() and hashlib.sha256(sent.path.read_bytes()).hexdigest() == sent.sha256
        return station.prepared(sent.path) if seen else None
    with tempfile.TemporaryDirectory(prefix="vindplaats-") as folder:
        for name, data in sent.contents:
            (Path(folder) / name).write_bytes(data)
        return station.prepared(Path(folder) / sent.path.name)


# Of a worker, by run: processes and model are started once, and not for every file.
_STATIONS: dict[str, Station] = {}
_LOCK = threading.Lock()


def _station(ordered: _Ordered) -> Station:
    with _LOCK:
        if ordered.run not in _STATIONS:
            _STATIONS[ordered.run] = Station(ordered.recipe, _distributed().get_worker().state.nthreads)
        return _STATIONS[ordered.run]


def _close(run: str) -> None:
    if station := _STATIONS.pop(run, None):
        station.close()
