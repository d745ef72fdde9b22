"""Adding papers: find the files, read what is new, tag, embed and store it, one transaction a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from index.derived import vectors_in_step
from index.embedder import Embedder
from index.errors import LibraryError, WrongEmbedderError
from index.library import Library
from index.model import DocumentRecord, Failure, PassageRecord
from ingest.model import Document, Passage
from nlp.model import Tags

# Raise this when reading, tagging or splitting changes what is stored: documents read before are then read again.
PIPELINE_VERSION = "1"
# Passages are embedded in batches of about this many, so that short papers share one.
EMBED_BATCH = 64
# A folder may hold the papers' metadata beside them; those files are no papers.
_METADATA_NAMES = ("metadata.xml", "metadata_owms.xml")


@dataclass(frozen=True, slots=True)
class Source:
    """A paper on disk: its PDF, its official XML edition, or both."""

    main: Path
    xml: Path | None = None


@dataclass(slots=True)
class Report:
    """What one add did, in file names; failed with reasons."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Job:
    source: Source
    sha256: str
    xml_sha256: str | None
    replaces: DocumentRecord | None


@dataclass(frozen=True, slots=True)
class _Prepared:
    job: _Job
    document: Document
    passages: list[Passage]
    texts: list[str]


# Called with what is being done and how many files are done of how many.
Progress = Callable[[str, int, int], None]


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """The papers in files and folders (with their subfolders), in order of name.

    A PDF and an XML file with the same name in the same folder are two
    editions of one paper.

    Raises:
        LibraryError: a path that does not exist.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise LibraryError(f"no file or folder {path}")
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        files.update(dict.fromkeys(file.absolute() for file in found if path.is_file() or _is_paper(file)))
    xml = {file.with_suffix(""): file for file in files if file.suffix.lower() == ".xml"}
    with_pdf = {file.with_suffix("") for file in files if file.suffix.lower() == ".pdf"}
    return [
        Source(file, xml.get(file.with_suffix("")) if file.suffix.lower() == ".pdf" else None)
        for file in files
        if not (file.suffix.lower() == ".xml" and file.with_suffix("") in with_pdf)
    ]


def add(
    library: Library,
    sources: Sequence[Source],
    embedder: Embedder,
    *,
    jobs: int | None = None,
    time_limit_s: float = 120.0,
    ocr: bool = False,
    redo: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring the library up to date with files on disk.

    Unchanged files are skipped, changed ones replaced; the same bytes under
    another name are noted as a copy. May be killed at any moment: what was
    stored stays, and the next add does the rest.

    Args:
        jobs: files read at once; None for one a core.
        time_limit_s: for one file.
        ocr: recognise the text of pages that have none (needs ocrmypdf and tesseract).
        redo: read all again, also what is unchanged.

    Raises:
        WrongEmbedderError: the library was built with another model, and redo is False.
        LibraryBusyError: another add goes on.
    """
    with library.writing(), vectors_in_step(library):
        report = Report()
        _claim_embedder(library, embedder, redo=redo)
        pipeline = f"{PIPELINE_VERSION}{' ocr' if ocr else ''}"
        todo = _triage(library, sources, report, pipeline, redo=redo)
        batch: list[_Prepared] = []
        for prepared in _read(library, todo, embedder, report, jobs, time_limit_s, ocr, progress):
            batch.append(prepared)
            if sum(len(item.passages) for item in batch) >= EMBED_BATCH:
                _store_batch(library, batch, embedder, pipeline, report)
                batch = []
        _store_batch(library, batch, embedder, pipeline, report)
    return report


def remove(library: Library, names: Sequence[str]) -> list[DocumentRecord]:
    """Take documents out by id, unique beginning or file name; all of them or, on an unknown name, none."""
    with library.writing(), vectors_in_step(library):
        records = [library.documents.find(name) for name in names]
        with library.transaction():
            for record in records:
                library.documents.delete(record.id)
            library.next_generation()
        for record in records:
            library.documents.drop_original(record)
    return records


def _is_paper(file: Path) -> bool:
    name = file.name.lower()
    return name.endswith((".pdf", ".xml")) and not name.endswith(_METADATA_NAMES) and file.is_file()


def _claim_embedder(library: Library, embedder: Embedder, *, redo: bool) -> None:
    """Make sure that all vectors of the library are of one model; with redo, embed all passages again."""
    held = library.embedder_fingerprint
    if held == embedder.fingerprint:
        return
    records = library.passages.all()
    if records and not redo:
        raise WrongEmbedderError(library.embedder_name or "", embedder.name)
    texts = [embedded_text(record.passage) for record in records]
    vectors = embedder.passages(texts) if texts else np.empty((0, embedder.dim), np.float32)
    with library.transaction():
        library.record_embedder(embedder.name, embedder.fingerprint)
        library.next_generation()
        library.passages.replace_vectors([record.id for record in records], list(map(text_hash, texts)), vectors)
    library.vectors_path.unlink(missing_ok=True)


def _triage(library: Library, sources: Sequence[Source], report: Report, pipeline: str, *, redo: bool) -> list[_Job]:
    """The files that must be read; the others are counted in the report."""
    failures = {failure.path: failure for failure in library.ledger.failures()}
    todo: list[_Job] = []
    seen: dict[str, Path] = {}
    for source in sources:
        path = str(source.main)
        try:
            sha256, xml_sha256 = _sha256(source.main), _sha256(source.xml) if source.xml else None
        except OSError as error:
            _fail(library, report, path, "", f"{source.main.name} cannot be opened: {error.strerror}", retry=True)
            continue
        failure = failures.get(path)
        if failure and failure.sha256 == sha256 and not failure.retry and not redo:
            report.failed.append(failure)
            continue
        held = library.documents.by_sha256(sha256)
        up_to_date = held is not None and held.pipeline == pipeline and held.xml_sha256 == xml_sha256 and not redo
        if held and held.path != path:
            _note_copy(library, held, path, report)
            continue
        if sha256 in seen:
            report.copies.append(source.main.name)
            report.notes.append(f"{source.main.name} has the same bytes as {seen[sha256].name}; it is stored once")
            continue
        if up_to_date:
            report.unchanged.append(source.main.name)
            continue
        seen[sha256] = source.main
        todo.append(_Job(source, sha256, xml_sha256, held or library.documents.by_path(path)))
    return todo


def _note_copy(library: Library, held: DocumentRecord, path: str, report: Report) -> None:
    with library.transaction():
        library.documents.add_copy(held, path)
    report.copies.append(Path(path).name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(
    library: Library,
    todo: Sequence[_Job],
    embedder: Embedder,
    report: Report,
    jobs: int | None,
    time_limit_s: float,
    ocr: bool,
    progress: Progress | None,
) -> Iterator[_Prepared]:
    """Read files in worker processes; failures go to the report and the ledger."""
    from ingest.passages import split_passages
    from ingest.workers import read_files

    by_path = {job.source.main: job for job in todo}
    outcomes = read_files([job.source.main for job in todo], jobs=jobs, time_limit_s=time_limit_s, ocr=ocr)
    for done, outcome in enumerate(outcomes, start=1):
        if progress:
            progress(outcome.path.name, done, len(todo))
        job = by_path[outcome.path]
        if outcome.document is None:
            _fail(library, report, str(outcome.path), job.sha256, outcome.error or "unknown", retry=outcome.retry)
            continue
        passages = split_passages(outcome.document, embedder.count_tokens)
        yield _Prepared(job, outcome.document, passages, [embedded_text(passage) for passage in passages])


def embedded_text(passage: Passage) -> str:
    """What is embedded of a passage: the two nearest headings above it, which often hold its subject, and its text."""
    path = " › ".join(heading for heading in passage.headings[-2:] if heading not in passage.text)
    return f"{path}\n{passage.text}" if path else passage.text


def _fail(library: Library, report: Report, path: str, sha256: str, reason: str, *, retry: bool) -> None:
    with library.transaction():
        library.ledger.record_failure(path, sha256, reason, retry=retry)
    report.failed.append(Failure(Path(path).name, path, sha256, reason, retry))


def _store_batch(
    library: Library, batch: Sequence[_Prepared], embedder: Embedder, pipeline: str, report: Report
) -> None:
    """Embed what was not embedded before, then store each document in a transaction of its own."""
    vectors = _vectors(library, [text for item in batch for text in item.texts], embedder)
    for item in batch:
        hashes = [text_hash(text) for text in item.texts]
        rows = np.array([vectors[h] for h in hashes], dtype=np.float32).reshape(len(hashes), embedder.dim)
        tags = _tag(item, rows, embedder)
        _store(library, item, hashes, rows, tags, pipeline, report)


def text_hash(text: str) -> str:
    """The name under which a text's vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def _vectors(library: Library, texts: Sequence[str], embedder: Embedder) -> dict[str, np.ndarray]:
    by_hash = {text_hash(text): text for text in texts}
    vectors: dict[str, np.ndarray] = dict(library.passages.known_vectors(by_hash))
    new = [h for h in by_hash if h not in vectors]
    if new:
        vectors.update(zip(new, embedder.passages([by_hash[h] for h in new]), strict=True))
    return vectors


def _tag(item: _Prepared, vectors: np.ndarray, embedder: Embedder) -> Tags:
    from nlp.tagger import tag_document

    known = dict(zip((passage.text for passage in item.passages), vectors, strict=True))

    def encode(texts: list[str]) -> np.ndarray:
        new = [text for text in texts if text not in known]
        known.update(zip(new, embedder.passages(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), embedder.dim)

    return tag_document(item.document, item.passages, encode)


def _store(
    library: Library,
    item: _Prepared,
    hashes: Sequence[str],
    vectors: np.ndarray,
    tags: Tags,
    pipeline: str,
    report: Report,
) -> None:
    document, note = _with_free_id(library, item)
    job = item.job
    library.documents.keep_original(job.source.main, job.sha256)
    with library.transaction():
        if job.replaces:
            library.documents.delete(job.replaces.id)
        number = library.documents.insert(
            document,
            file=job.source.main.name,
            path=str(job.source.main),
            pipeline=pipeline,
            xml_sha256=job.xml_sha256,
        )
        ids = library.passages.insert(number, document.metadata, item.passages, hashes, vectors)
        records = [PassageRecord(id, document.id, p) for id, p in zip(ids, item.passages, strict=True)]
        library.findings.insert(number, document, records, tags)
        library.next_generation()
        library.ledger.forget_failure(str(job.source.main))
    if job.replaces and job.replaces.metadata.sha256 != job.sha256:
        library.documents.drop_original(job.replaces)
    report.notes.extend(note)
    (report.replaced if job.replaces else report.added).append(job.source.main.name)


def _with_free_id(library: Library, item: _Prepared) -> tuple[Document, list[str]]:
    """The document under an id that is free: two different files may say that they are the same paper."""
    document, replaces = item.document, item.job.replaces
    holder = library.documents.by_ids([document.id]).get(document.id)
    if holder is None or (replaces and replaces.id == document.id):
        return document, []
    id = f"{document.id}-{item.job.sha256[:8]}"
    note = f"{item.job.source.main.name} says that it is {document.id}, as {holder.file} does; it is stored as {id}"
    return replace(document, metadata=replace(document.metadata, id=id)), [note]
