"""Adding papers: read what is new, tag, embed and store it, one transaction a document."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from index.derived import vectors_in_step
from index.embedding.embedded import embedded_texts
from index.embedding.protocol import Embedder, Vectors
from index.errors import LibraryError, WrongEmbedderError
from index.files import Source, sha256_of
from index.library import Library
from index.model import DocumentRecord, Failure, PassageRecord
from ingest.model import Document, Passage
from nlp.model import Tags

# Raise this when reading, tagging or splitting changes what is stored: documents read before are then read again.
PIPELINE_VERSION = "8"
# Passages of this many tokens are found best: the right page came first for 85 % of questions, of 400 tokens for 77 %
# and of 130 for 79 %. What a recommendation rests on needs more room, so sources are looked for among longer ones.
FOUND_TOKENS = 200
GROUNDS_TOKENS = 400
# Passages are embedded in batches of about this many, so that short papers share one.
EMBED_BATCH = 64

# Called with what is being done and how many files are done of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How papers are read and tagged.

    jobs: files read at once; None for one a core. time_limit_s: for one file.
    ocr: recognise the text of pages that have none (needs ocrmypdf and
    tesseract). redo: read all again, also what is unchanged. spacy_model: an
    installed spaCy model whose organisations are added.
    """

    jobs: int | None = None
    time_limit_s: float = 120.0
    ocr: bool = False
    redo: bool = False
    spacy_model: str | None = None

    @property
    def pipeline(self) -> str:
        """The fingerprint of the stages and registers: a document with another one is read again."""
        from nlp.registers.held import fingerprint

        parts = (PIPELINE_VERSION, fingerprint(), "ocr" if self.ocr else None, self.spacy_model)
        return " ".join(filter(None, parts))


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


def add(
    library: Library,
    sources: Sequence[Source],
    embedder: Embedder,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring the library up to date with files on disk.

    Unchanged files are skipped, changed ones replaced; the same bytes under
    another name are noted as a copy. May be killed at any moment: what was
    stored stays, and the next add does the rest.

    Raises:
        WrongEmbedderError: the library was built with another model, and redo is False.
        LibraryBusyError: another add goes on.
    """
    from index.across import link_follow_ups

    notes: list[str] = []
    with library.writing(), vectors_in_step(library, notes.append):
        adding = _Adding(library, embedder, settings or Settings())
        adding.claim_embedder()
        adding.run(sources, progress)
        link_follow_ups(library)
    adding.report.notes += notes
    return adding.report


def remove(
    library: Library, names: Sequence[str], note: Callable[[str], None] = lambda _: None
) -> list[DocumentRecord]:
    """Take documents out by id, unique beginning or file name; all of them or, on an unknown name, none.

    note is told when the file of vectors could not be kept.
    """
    with library.writing(), vectors_in_step(library, note):
        records = [library.documents.find(name) for name in names]
        with library.transaction():
            for record in records:
                library.documents.delete(record.id)
            library.next_generation()
        for record in records:
            library.documents.drop_original(record)
    return records


def text_hash(text: str) -> str:
    """The name under which a text's vector is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def _mean_vector(passage: Passage, parts: Sequence[Passage], rows: Vectors) -> Vectors:
    """The vector of a longer passage from those of the shorter ones that share its text, each by how much it shares."""
    shared = np.array([max(0, min(passage.end, part.end) - max(passage.start, part.start)) for part in parts])
    total = shared.astype(np.float32) @ rows
    mean: Vectors = total / max(float(np.linalg.norm(total)), 1e-9)
    return mean


class _Adding:
    """One add: what it works with, and its report so far."""

    def __init__(self, library: Library, embedder: Embedder, settings: Settings) -> None:
        self.library = library
        self.embedder = embedder
        self.settings = settings
        self.report = Report()
        self.decisions = library.review.decisions()

    def claim_embedder(self) -> None:
        """Make sure that all vectors of the library are of one model; with redo, embed all passages again."""
        library, embedder = self.library, self.embedder
        if library.embedder_fingerprint == embedder.fingerprint:
            return
        records = library.passages.all()
        if records and not self.settings.redo:
            raise WrongEmbedderError(library.embedder_name or "", embedder.name)
        by_document = groupby(records, key=lambda record: record.document)
        texts = [text for _, group in by_document for text in embedded_texts([record.passage for record in group])]
        vectors = embedder.passages(texts) if texts else np.empty((0, embedder.dim), np.float32)
        with library.transaction():
            library.record_embedder(embedder.name, embedder.fingerprint)
            library.next_generation()
            library.passages.replace_vectors([record.id for record in records], list(map(text_hash, texts)), vectors)
        library.vectors_path.unlink(missing_ok=True)

    def run(self, sources: Sequence[Source], progress: Progress | None) -> None:
        """Read, tag, embed and store all that is new."""
        jobs, copies = self._triage(sources)
        batch: list[_Prepared] = []
        for prepared in self._read(jobs, progress):
            batch.append(prepared)
            if sum(len(item.passages) for item in batch) >= EMBED_BATCH:
                self._store_batch(batch)
                batch = []
        self._store_batch(batch)
        for sha256, source in copies:
            if held := self.library.documents.by_sha256(sha256):
                self._note_copy(held, source)

    def _triage(self, sources: Sequence[Source]) -> tuple[list[_Job], list[tuple[str, Source]]]:
        """The files that must be read, and copies of them; the others are counted in the report."""
        failures = {failure.path: failure for failure in self.library.ledger.failures()}
        jobs: dict[str, _Job] = {}
        copies: list[tuple[str, Source]] = []
        for source in sources:
            if source.known_at is None and source.path != str(source.main):
                self._fail(source, "", f"{source.name} has a name that is no UTF-8; rename it", retry=True)
                continue
            try:
                sha256, xml_sha256 = sha256_of(source.main), sha256_of(source.xml) if source.xml else None
            except OSError as error:
                self._fail(source, "", f"{source.main.name} cannot be opened: {error.strerror}", retry=True)
                continue
            failure = failures.get(source.path)
            held = self.library.documents.by_sha256(sha256)
            if failure and failure.sha256 == sha256 and not failure.retry and not self.settings.redo:
                self.report.failed.append(failure)
            elif held and held.path != source.path:
                self._note_copy(held, source)
            elif sha256 in jobs:
                copies.append((sha256, source))
            elif held and self._is_current(held, xml_sha256):
                self.report.unchanged.append(source.main.name)
            else:
                jobs[sha256] = _Job(source, sha256, xml_sha256, held or self._held_at(source))
        return list(jobs.values()), copies

    def _is_current(self, held: DocumentRecord, xml_sha256: str | None) -> bool:
        same_way = held.pipeline == self.settings.pipeline and held.xml_sha256 == xml_sha256
        return same_way and not self.settings.redo

    def _held_at(self, source: Source) -> DocumentRecord | None:
        """What was added from this place before; the XML edition may have come earlier than the PDF."""
        places = (source.main, source.xml) if source.xml else (source.main,)
        return next(filter(None, (self.library.documents.by_path(str(place)) for place in places)), None)

    def _note_copy(self, held: DocumentRecord, source: Source) -> None:
        """Note another file with the bytes of a document; a file that was moved is the same file in a new place."""
        with self.library.transaction():
            if Path(held.path).exists():
                self.library.documents.add_copy(held, source.path)
                self.report.copies.append(source.main.name)
            else:
                self.library.documents.move(held, source.path)
                self.report.unchanged.append(source.main.name)

    def _read(self, jobs: Sequence[_Job], progress: Progress | None) -> Iterator[_Prepared]:
        """Read files in worker processes; failures go to the report and the ledger."""
        from ingest.passages import split_passages
        from ingest.workers import read_files

        by_path = {job.source.main: job for job in jobs}
        settings = self.settings
        outcomes = read_files(by_path, jobs=settings.jobs, time_limit_s=settings.time_limit_s, ocr=settings.ocr)
        for done, outcome in enumerate(outcomes, start=1):
            if progress:
                progress(outcome.path.name, done, len(jobs))
            job = by_path[outcome.path]
            if outcome.document is None:
                self._fail(job.source, job.sha256, outcome.error or "unknown", retry=outcome.retry)
                continue
            passages = split_passages(outcome.document, self.embedder.count_tokens, FOUND_TOKENS)
            yield _Prepared(job, outcome.document, passages, embedded_texts(passages))

    def _fail(self, source: Source, sha256: str, reason: str, *, retry: bool) -> None:
        with self.library.transaction():
            self.library.ledger.record_failure(source.path, sha256, reason, retry=retry)
        self.report.failed.append(Failure(source.name, source.path, sha256, reason, retry))

    def _store_batch(self, batch: Sequence[_Prepared]) -> None:
        """Embed what was not embedded before, then tag and store each document by itself."""
        vectors = self._vectors([text for item in batch for text in item.texts])
        for item in batch:
            hashes = [text_hash(text) for text in item.texts]
            rows = np.array([vectors[name] for name in hashes], dtype=np.float32).reshape(-1, self.embedder.dim)
            try:
                tags = self._tag(item, rows)
            except Exception as error:  # a paper that trips a tagger must not stop the others
                name = item.job.source.main.name
                reason = f"{name} was read but could not be tagged ({type(error).__name__}: {error}); please report it"
                self._fail(item.job.source, item.job.sha256, reason, retry=False)
                continue
            self._store(item, hashes, rows, tags)

    def _vectors(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vector of each text, by its hash."""
        by_hash = {text_hash(text): text for text in texts}
        vectors = self.library.passages.known_vectors(by_hash)
        new = [name for name in by_hash if name not in vectors]
        if new:
            vectors.update(zip(new, self.embedder.passages([by_hash[name] for name in new]), strict=True))
        return vectors

    def _tag(self, item: _Prepared, rows: Vectors) -> Tags:
        from ingest.passages import split_passages
        from nlp.tagger import tag_document

        grounds = split_passages(item.document, self.embedder.count_tokens, GROUNDS_TOKENS)
        known = {passage.text: _mean_vector(passage, item.passages, rows) for passage in grounds}

        def encode(texts: list[str]) -> Vectors:
            new = [text for text in texts if text not in known]
            known.update(zip(new, self.embedder.passages(new), strict=True))
            return np.array([known[text] for text in texts], dtype=np.float32).reshape(-1, self.embedder.dim)

        return tag_document(
            item.document, grounds, encode, decisions=self.decisions, spacy_model=self.settings.spacy_model
        )

    def _store(self, item: _Prepared, hashes: Sequence[str], rows: Vectors, tags: Tags) -> None:
        """Write one document with all that belongs to it, or nothing."""
        library, job = self.library, item.job
        document = self._with_free_id(item)
        try:
            library.documents.keep_original(job.source.main, job.sha256)
            if job.source.xml and job.xml_sha256:
                library.documents.keep_original(job.source.xml, job.xml_sha256)
        except OSError as error:
            raise LibraryError(
                f"{job.source.main.name} cannot be copied into {library.path}: {error.strerror}. What was stored "
                "before is unharmed; make room on the disk, then do the same again."
            ) from error
        with library.transaction():
            if job.replaces:
                library.documents.delete(job.replaces.id)
            number = library.documents.insert(
                document,
                file=job.source.main.name,
                path=job.source.path,
                pipeline=self.settings.pipeline,
                xml_sha256=job.xml_sha256,
            )
            ids = library.passages.insert(number, document.metadata, item.passages, hashes, rows)
            records = [PassageRecord(id, document.id, p) for id, p in zip(ids, item.passages, strict=True)]
            library.findings.insert(number, document, records, tags)
            library.review.insert(number, tags.rejected)
            library.next_generation()
            library.ledger.forget_failure(job.source.path)
        if job.replaces and job.replaces.metadata.sha256 != job.sha256:
            library.documents.drop_original(job.replaces)
        (self.report.replaced if job.replaces else self.report.added).append(job.source.main.name)

    def _with_free_id(self, item: _Prepared) -> Document:
        """The document under an id that is free: two different files may say that they are the same paper."""
        document, replaces, name = item.document, item.job.replaces, item.job.source.main.name
        holder = self.library.documents.by_ids([document.id]).get(document.id)
        if holder is None or (replaces and replaces.id == document.id):
            return document
        id = f"{document.id}-{item.job.sha256[:8]}"
        self.report.notes.append(f"{name} says that it is {document.id}, as {holder.file} does; it is stored as {id}")
        return replace(document, metadata=replace(document.metadata, id=id))
