"""Bring the files of publications down, whole and checked.

A file comes down as NAME.part, with the facts that let a later run go on where
this one was cut off, and gets its name only when it proved to be what it should
be. So a kill at any moment leaves nothing that looks finished and is not.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from ingest.errors import VindplaatsError
from ingest.sources.client import Client
from ingest.sources.model import FetchError, FetchOutcome, NoServiceError, OutcomeStatus, Publication
from ingest.sources.sniff import is_worth_keeping
from ingest.sources.state import (
    FolderState,
    StoredFile,
    folder_of,
    is_intact,
    read_state,
    sha256_of,
    write_state,
    write_whole,
)

# Text is taken from the XML edition, pages from the PDF; the metadata say what neither prints, such as the paper
# that an attachment was sent with.
NAMES = {"pdf": "{}.pdf", "xml": "{}.xml", "metadata": "{}.metadata.xml"}

# A service that is down is not asked for hundreds of papers, five times each.
MAX_FAILURES_IN_A_ROW = 10


class DownloadFolderError(VindplaatsError):
    """The disk is full, or the folder may not be written."""


def download(
    publications: Iterable[Publication],
    folder: Path,
    client: Client,
    progress: Callable[[Publication], None] = lambda _: None,
) -> Iterator[FetchOutcome]:
    """Fetch the PDF, the XML edition and the metadata of each publication into folder/<id>/.

    What is there already, whole and of the same version, is not asked for
    again. One outcome is given per publication, in their order, as soon as it
    is known; a publication that fails does not stop the others.

    Args:
        publications: as named by the services.
        folder: the download folder of the library; nothing is written outside it.
        client: the connection to the services.
        progress: called with each publication before it is fetched.

    Raises:
        NoServiceError: the internet is gone. What came before is on disk.
    """
    failed_in_a_row = 0
    for publication in publications:
        progress(publication)
        try:
            outcome = _fetch(publication, folder, client)
        except OSError as error:
            raise DownloadFolderError(f"cannot write {publication.id} in {folder}: {error.strerror}") from error
        failed_in_a_row = failed_in_a_row + 1 if outcome.status == "failed" and outcome.retry else 0
        yield outcome
        if failed_in_a_row == MAX_FAILURES_IN_A_ROW:
            raise NoServiceError(
                f"{failed_in_a_row} papers in a row could not be fetched, the last because {outcome.reason}; "
                "run the same command again later"
            )


def _fetch(publication: Publication, root: Path, client: Client) -> FetchOutcome:
    try:
        folder = folder_of(root, publication.id)
    except FetchError as error:
        return FetchOutcome(publication, "failed", reason=str(error))
    before = read_state(folder)
    wanted = {
        name.format(publication.id): publication.files[kind]
        for kind, name in NAMES.items()
        if kind in publication.files
    }
    if not wanted.keys() - {NAMES["metadata"].format(publication.id)}:
        return FetchOutcome(publication, "failed", reason="the service names no PDF and no XML edition of it")
    if _is_current(publication, wanted, folder, before):
        return FetchOutcome(publication, "unchanged", files=_readable(folder, before, wanted))
    folder.mkdir(parents=True, exist_ok=True)
    state, errors = before, dict[str, FetchError]()
    for name, url in wanted.items():
        try:
            state = state.with_file(name, fetch_file(url, folder / name, state.files.get(name), client))
            write_state(folder, state)
        except FetchError as error:
            errors[name] = error
            if error.retry and client.lost(url):
                raise NoServiceError(
                    f"the connection was lost at {publication.id}: run the same command again; "
                    "it goes on where it stopped"
                ) from error
    if not errors:
        state = replace(state, version=publication.version)
        write_state(folder, state)
    return _outcome(publication, folder, before, state, wanted, errors)


def _outcome(
    publication: Publication,
    folder: Path,
    before: FolderState,
    state: FolderState,
    wanted: dict[str, str],
    errors: dict[str, FetchError],
) -> FetchOutcome:
    """What the reader gets: a PDF is enough, and so is an XML edition of which the service has no PDF."""
    files = _readable(folder, state, [name for name in wanted if name not in errors])
    reasons = tuple(f"{name}: {error}" for name, error in errors.items())
    pdf_may_come = any(
        name.endswith(".pdf") and not (error.missing or error.withdrawn) for name, error in errors.items()
    )
    if not files or pdf_may_come:
        withdrawn = bool(errors) and all(error.withdrawn for error in errors.values())
        reason = "; ".join(reasons) or "its XML edition has no text, and there is no PDF"
        retry = any(error.retry for error in errors.values())
        return FetchOutcome(publication, "withdrawn" if withdrawn else "failed", reason=reason, retry=retry)
    sums_before = {name: before.files[name].sha256 for name in wanted if name in before.files}
    sums_now = {name: state.files[name].sha256 for name in wanted if name in state.files}
    changed: OutcomeStatus = "updated" if before.version else "new"
    return FetchOutcome(publication, "unchanged" if sums_before == sums_now else changed, files=files, notes=reasons)


def _is_current(publication: Publication, wanted: dict[str, str], folder: Path, state: FolderState) -> bool:
    """Whether all its files are here, of the version that the service names now."""
    return (
        publication.version is not None
        and publication.version == state.version
        and all(name in state.files and state.files[name].url == url for name, url in wanted.items())
        and all(is_intact(folder / name, state.files[name]) for name in wanted)
    )


def _readable(folder: Path, state: FolderState, names: Iterable[str]) -> tuple[Path, ...]:
    """The files to read; metadata are read with them."""
    return tuple(
        folder / name
        for name in names
        if name in state.files and not state.files[name].is_shell and not name.endswith(".metadata.xml")
    )


def fetch_file(url: str, path: Path, stored: StoredFile | None, client: Client) -> StoredFile:
    """Bring one file down to path, or find that the one there is still the same.

    Args:
        url: where it is; the ending of path says what it must be (see NAMES).
        path: where it goes; replaced in one step, when the new file is whole.
        stored: what is known of the file that may be there.
        client: the connection to the services.

    Raises:
        FetchError: it could not be had, or is not what it should be.
    """
    known = stored if stored and stored.url == url and is_intact(path, stored) else None
    for attempt in client.attempts():
        with attempt:
            return _fetch_once(url, path, known, client)
    raise AssertionError("attempts() gives at least one")


def _fetch_once(url: str, path: Path, known: StoredFile | None, client: Client) -> StoredFile:
    partial = _Partial(path)
    headers = partial.range_for(url) or _unless_changed(known)
    with client.stream(url, headers) as response:
        if response.status_code == 304 and known:
            partial.discard()
            return known
        partial.receive(url, response, client.limits.max_bytes)
    try:
        has_text = is_worth_keeping(partial.path, path.name)
    except FetchError:
        partial.discard()
        raise
    came = StoredFile(
        url=url,
        size=partial.path.stat().st_size,
        sha256=sha256_of(partial.path),
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        is_shell=not has_text,
    )
    if came.is_shell:
        partial.discard()
        path.unlink(missing_ok=True)
    else:
        partial.path.replace(path)
        partial.discard()
    return came


def _unless_changed(known: StoredFile | None) -> dict[str, str]:
    """Ask for a file only if it is another than the one here."""
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class _Partial:
    """A file that is coming down to target: its bytes so far, and beside them what they are the beginning of."""

    target: Path

    @property
    def path(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def facts(self) -> Path:
        return self.target.with_name(self.target.name + ".part.json")

    def range_for(self, url: str) -> dict[str, str]:
        """Ask for the rest; nothing when there is no beginning, or none that the service can recognise."""
        try:
            facts = json.loads(self.facts.read_text("utf-8"))
            size = self.path.stat().st_size
        except (OSError, ValueError, RecursionError):
            return {}
        match facts:
            case {"url": known, "validator": str() as validator} if size and validator and known == url:
                return {"Range": f"bytes={size}-", "If-Range": validator}
        return {}

    def receive(self, url: str, response: httpx.Response, max_bytes: int) -> None:
        """Write the body of an answer, behind what is there when it is the rest of it."""
        if response.status_code not in (200, 206):
            self.discard()
            raise FetchError(f"the service could not send a part of the file ({response.status_code})", retry=True)
        start = self._start_of_rest(response) if response.status_code == 206 else 0
        if start == 0:
            self.discard()
            etag = response.headers.get("etag")
            # A weak tag (W/...) says that two files mean the same, not that their bytes are.
            validator = etag if etag and not etag.startswith("W/") else response.headers.get("last-modified")
            write_whole(self.facts, json.dumps({"url": url, "validator": validator}))
        size = start
        with self.path.open("ab") as file:
            for chunk in response.iter_raw():
                size += len(chunk)
                if size > max_bytes:
                    break
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if size > max_bytes:
            self.discard()
            raise FetchError(f"it is larger than the limit of {max_bytes} bytes")

    def _start_of_rest(self, response: httpx.Response) -> int:
        """Where the part that was sent belongs: exactly behind what is there."""
        told = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        size = self.path.stat().st_size if self.path.exists() else 0
        if not told or int(told[1]) != size:
            self.discard()
            raise FetchError("the service sent another part of the file than was asked for", retry=True)
        return size

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self.facts.unlink(missing_ok=True)
