"""The library made again from its originals; what people made is kept, and so is where each paper came from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from index.adding.build import Progress, Report, Settings, add
from index.adding.files import Source, sha256_of
from index.embedding.protocol import Embedder
from index.errors import LibraryError
from index.library import LOCK_WAIT_S, FolderLibrary, open_folder
from index.library.documents import original_name
from index.library.mending.remaking import (
    Earlier,
    Held,
    open_earlier,
    origins,
    put_in_place,
    refuse_what_holds_nothing,
)
from index.library.opening import write_lock
from index.library.prepared import Origin
from index.library.store.originals import metadata_name
from ingest.metadata.local import METADATA_ENDING

# Tells the model that the vectors were made with; None where the library does not say.
Load = Callable[[str | None], Embedder]


def rebuild(path: Path, load: Load, jobs: int | None = None, progress: Progress | None = None) -> Report:
    """Make library.sqlite again, beside it, then let it take its place; killed before, it leaves the old one.

    Papers that can no longer be read are failures of the report; a copy of the
    library from before is then kept as library.sqlite.before-rebuild.

    Raises:
        NoLibraryError: there is neither a library nor an original.
        LibraryBusyError: an add goes on.
        LibraryError: what is there cannot be made again.
    """
    refuse_what_holds_nothing(path)
    with write_lock(path, LOCK_WAIT_S):
        shutil.rmtree(path / "rebuilding", ignore_errors=True)
        earlier = open_earlier(path)
        try:
            report = _remade(path, earlier, load, jobs, progress)
        finally:
            earlier.sqlite.close()
            shutil.rmtree(path / "rebuilding", ignore_errors=True)
    return report


def rebuild_only(
    path: Path, names: Sequence[str], load: Load, jobs: int | None = None, progress: Progress | None = None
) -> Report:
    """Read these documents again from their originals, each in place of itself."""
    report = Report()
    folder = path / f"rebuilding-{os.getpid()}"
    try:
        with open_folder(path) as library:
            held = [Held(_origin(library, name), 0) for name in names]
            embedder = load(library.embedder_name)
            _take_out_damaged(library, [each.origin for each in held])
            for settings, group in _alike(held, jobs):
                sources = _sources(path, folder, group, report)
                _join(report, add(library, sources, embedder, replace(settings, embed_again=True), progress))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return report


def _take_out_damaged(library: FolderLibrary, documents: Sequence[Origin]) -> None:
    """What cannot be read cannot be replaced; until it is stored again it is listed as failed."""
    with library.writing():
        for origin in documents:
            if not library.documents.is_sound(origin.id):
                reason = (
                    f"{origin.file} was damaged in the library, and making it again was stopped; "
                    f"run 'vindplaats rebuild --only {origin.id}'"
                )
                with library.transaction():
                    library.ledger.record_failure(origin.path, origin.sha256, reason, retry=True)
                    library.documents.delete(origin.id)
                    library.next_generation()


def _origin(library: FolderLibrary, name: str) -> Origin:
    """Where a document came from; what stands beside its original is believed before a library that may be damaged."""
    beside = [origin for origin in origins(library.path / "originals") if name in (origin.id, origin.file, origin.path)]
    if len(beside) == 1:
        return beside[0]
    record = library.documents.find(name)
    return Origin(record.id, record.metadata.sha256, record.xml_sha256, record.file, record.path, record.pipeline)


def _remade(path: Path, earlier: Earlier, load: Load, jobs: int | None, progress: Progress | None) -> Report:
    report = Report()
    folder = path / "rebuilding"
    with open_folder(folder, create=True, beside=path) as new:
        with new.transaction():
            new.begin_after(earlier.give)
        embedder = load(earlier.meta("embedder"))
        marks = sorted({saved.seen for saved in new.searches.all()})
        seen: dict[int, int] = {}
        documents = earlier.documents
        # What a saved search has not seen comes after what it has.
        for mark in [*marks, None]:
            part = [held for held in documents if mark is None or held.first_passage <= mark]
            documents = [held for held in documents if held not in part]
            for settings, group in _alike(part, jobs):
                sources = _sources(path, folder / "papers", group, report)
                _join(report, add(new, sources, embedder, settings, progress))
            if mark is not None:
                seen[mark] = new.passages.last_id()
        with new.transaction():
            new.begin_after(earlier.give_places)
        new.stamp()
        put_in_place(new, earlier, path / "library.sqlite.before-rebuild" if report.failed else None)
        (path / "vectors.faiss").unlink(missing_ok=True)
        if new.vectors_path.exists():
            new.vectors_path.replace(path / "vectors.faiss")
        if seen:
            new.searches.renumber(seen)
    with open_folder(path) as made:
        made.stamp()
    return report


def _alike(documents: Iterable[Held], jobs: int | None) -> Iterator[tuple[Settings, list[Held]]]:
    """Documents with the settings they were read with; who had to take another id, after those that had it first."""

    def key(held: Held) -> tuple[bool, bool, str]:
        _, _, rest = held.origin.pipeline.partition(" ")
        _, _, options = rest.partition(" ")
        ocr = options.split(" ")[0] == "ocr"
        return (
            held.origin.id.endswith(held.origin.sha256[:8]),
            ocr,
            options.removeprefix("ocr").strip() if ocr else options,
        )

    for (_, ocr, model), group in groupby(sorted(documents, key=key), key):
        yield Settings(jobs, ocr=ocr, redo=True, spacy_model=model or None), list(group)


def _sources(path: Path, folder: Path, documents: Iterable[Held], report: Report) -> list[Source]:
    """The originals under the names of their files, since these tell what paper it is."""
    sources = []
    for origin in (held.origin for held in documents):
        place = folder / origin.sha256
        place.mkdir(parents=True)
        main = place / Path(origin.path).name
        original = path / "originals" / original_name(origin.sha256, origin.path)
        _linked(next((file for file in (original, Path(origin.path)) if _is(file, origin.sha256)), original), main)
        kept = path / "originals" / metadata_name(origin.sha256)
        beside = Path(origin.path).with_suffix(METADATA_ENDING)
        _linked(kept if kept.exists() else beside, main.with_suffix(METADATA_ENDING))
        xml = _xml(path, origin)
        if origin.xml_sha256 and xml is None:
            report.notes.append(f"{origin.file} was read with its XML edition, which is gone; it is read without")
        if xml:
            _linked(xml, main.with_suffix(".xml"))
        sources.append(Source(main, main.with_suffix(".xml") if xml else None, origin.path))
    return sources


def _xml(path: Path, origin: Origin) -> Path | None:
    if origin.xml_sha256 is None:
        return None
    places = (path / "originals" / f"{origin.xml_sha256}.xml", Path(origin.path).with_suffix(".xml"))
    return next((file for file in places if _is(file, origin.xml_sha256)), None)


def _is(file: Path, sha256: str) -> bool:
    return file.is_file() and sha256_of(file) == sha256


def _linked(original: Path, name: Path) -> None:
    if not original.exists():
        return
    try:
        os.link(original, name)
    except OSError:
        try:
            shutil.copyfile(original, name)
        except OSError as error:
            raise LibraryError(f"{name} cannot be written: {error.strerror}; make room on the disk") from error


def _join(whole: Report, part: Report) -> None:
    whole.added += part.added
    whole.replaced += part.replaced
    whole.unchanged += part.unchanged
    whole.failed += part.failed
    whole.notes += part.notes
