"""Adding papers: what is new is prepared (index.adding.prepare) by a runner, and stored, one transaction a document."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from index.adding.files import Source, first_print, not_taken_out, sha256_of
from index.adding.prepare import Recipe, embedded, text_hash
from index.adding.runners import Runner
from index.adding.runners.local import LocalRunner
from index.derived import forget_vectors, vectors_in_step
from index.embedding.embedded import embedded_texts
from index.embedding.protocol import Embedder, Vectors
from index.errors import LibraryError, WrongEmbedderError
from index.library import Library
from index.library.prepared import Origin, Prepared
from index.model import DocumentRecord, Failure, PassedOver
from nlp.model import Decisions

# Raise this when reading, tagging or splitting changes what is stored: documents read before are then read again.
PIPELINE_VERSION = "17"

# Called with what is being done and how many files are done of how many.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How papers are read and tagged.

    jobs: files read at once; None for one a core. time_limit_s: of the
    processor, for one file. ocr: recognise the text of pages that have none
    (needs ocrmypdf and tesseract). redo: read all again, also what is
    unchanged. spacy_model: an installed spaCy model whose organisations are
    added. embed_again: use none of the vectors that the library knows.
    """

    jobs: int | None = None
    time_limit_s: float = 120.0
    ocr: bool = False
    redo: bool = False
    spacy_model: str | None = None
    embed_again: bool = False

    @property
    def pipeline(self) -> str:
        """The fingerprint of the stages and registers: a document with another one is read again."""
        from nlp.registers.held import fingerprint

        parts = (PIPELINE_VERSION, fingerprint(), "ocr" if self.ocr else None, self.spacy_model)
        return " ".join(filter(None, parts))

    def recipe(self, embedder: Embedder, decisions: Decisions) -> Recipe:
        """How each file is prepared."""
        return Recipe(
            pipeline=self.pipeline,
            embedder=embedder,
            decisions=decisions,
            ocr=self.ocr,
            spacy_model=self.spacy_model,
            time_limit_s=self.time_limit_s,
        )


@dataclass(slots=True)
class Report:
    """What one add did, in file names; failed with reasons."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)

    def take_in(self, other: Report, paths: Collection[str]) -> None:
        """Join the report of an add of files that this one had passed over, by their paths."""
        for name in ("added", "replaced", "unchanged", "copies", "failed", "notes", "passed_over"):
            getattr(self, name).extend(getattr(other, name))
        self.passed_over = [each for each in self.passed_over if each.path not in paths]


@dataclass(frozen=True, slots=True)
class _Job:
    source: Source
    sha256: str
    xml_sha256: str | None
    replaces: DocumentRecord | None


def add(
    library: Library,
    sources: Sequence[Source],
    embedder: Embedder,
    settings: Settings | None = None,
    progress: Progress | None = None,
    runner: Runner | None = None,
    passed_over: Sequence[PassedOver] = (),
) -> Report:
    """Bring the library up to date with files on disk.

    Unchanged files are skipped, changed ones replaced; the same bytes under
    another name are noted as a copy. May be killed at any moment: what was
    stored stays, and the next add does the rest.

    Args:
        runner: where files are read, tagged and embedded; without one in processes of this machine.
        passed_over: what lay among the sources and is not read, for the report and the status.

    Raises:
        WrongEmbedderError: the library was built with another model, and redo is False.
        LibraryBusyError: another add goes on.
    """
    from index.adding.across import link_follow_ups
    from index.adding.meetings import date_meetings

    notes: list[str] = []
    with library.writing(), vectors_in_step(library, notes.append):
        library.clear_remains()
        adding = _Adding(library, embedder, settings or Settings())
        adding.claim_embedder()
        adding.run(sources, runner or LocalRunner(adding.settings.jobs), progress)
        date_meetings(library)
        link_follow_ups(library)
        with library.transaction():
            library.ledger.note_passed_over(passed_over, [source.path for source in sources])
    adding.report.notes += notes
    adding.report.passed_over[:0] = passed_over
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
        library.shrink()
    return records


class _Adding:
    """One add: what it works with, and its report so far."""

    def __init__(self, library: Library, embedder: Embedder, settings: Settings) -> None:
        self.library = library
        self.embedder = embedder
        self.settings = settings
        self.report = Report()
        self.recipe = self.settings.recipe(embedder, library.review.decisions())

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
        forget_vectors(library)

    def run(self, sources: Sequence[Source], runner: Runner, progress: Progress | None) -> None:
        """Let all that is new be prepared, and store it."""
        jobs, copies = self._triage(sources)
        by_path = {job.source.main: job for job in jobs}
        outcomes = runner.run(by_path, self.recipe, self._vectors)
        for done, outcome in enumerate(outcomes, start=1):
            if progress:
                progress(outcome.path.name, done, len(jobs))
            job = by_path[outcome.path]
            if outcome.details:
                # Where in the program a worker failed; shown with --debug.
                logging.getLogger("vindplaats").debug(outcome.details)
            if outcome.result is None:
                self._fail(job.source, job.sha256, outcome.error or "unknown", retry=outcome.retry)
            else:
                self._store(job, outcome.result)
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
        same_way = held.pipeline == self.recipe.pipeline and held.xml_sha256 == xml_sha256
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

    def _fail(self, source: Source, sha256: str, reason: str, *, retry: bool) -> None:
        with self.library.transaction():
            self.library.ledger.record_failure(source.path, sha256, reason, retry=retry)
        self.report.failed.append(Failure(source.name, source.path, sha256, reason, retry))

    def _vectors(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vector of each text, embedded only where the library does not know it."""
        hashes = {text: text_hash(text) for text in texts}
        known = {} if self.settings.embed_again else self.library.passages.known_vectors(hashes.values())
        new = embedded((text for text in texts if hashes[text] not in known), self.embedder)
        return {text: new[text] if text in new else known[hashes[text]] for text in texts}

    def _store(self, job: _Job, prepared: Prepared) -> None:
        """Keep the original, and write the document."""
        library = self.library
        try:
            library.documents.keep_original(job.source.main, job.sha256)
            library.originals.keep_metadata(job.source.main, job.sha256)
            if job.source.xml and job.xml_sha256:
                library.documents.keep_original(job.source.xml, job.xml_sha256)
        except OSError as error:
            raise LibraryError(
                f"{job.source.main.name} cannot be copied into {library.path}: {error.strerror}. What was stored "
                "before is unharmed; make room on the disk, then do the same again."
            ) from error
        prepared = self._with_free_id(job, prepared)
        path, pipeline = job.source.path, self.recipe.pipeline
        name = job.source.main.name
        library.documents.keep_origin(Origin(prepared.metadata.id, job.sha256, job.xml_sha256, name, path, pipeline))
        library.store(
            prepared,
            file=name,
            path=path,
            pipeline=pipeline,
            xml_sha256=job.xml_sha256,
            replaces=job.replaces,
        )
        if job.replaces and job.replaces.metadata.sha256 != job.sha256:
            library.documents.drop_original(job.replaces)
        (self.report.replaced if job.replaces else self.report.added).append(job.source.main.name)
        self.report.passed_over += not_taken_out(prepared.metadata, job.source.path, held=())
        if first := first_print(prepared.metadata.id):
            self.report.notes.append(f"{name} is a reprint (herdruk) of {first}, and replaces it")

    def _with_free_id(self, job: _Job, prepared: Prepared) -> Prepared:
        """The document under an id that is free: two different files may say that they are the same paper."""
        metadata, name = prepared.metadata, job.source.main.name
        holder = self.library.documents.by_ids([metadata.id]).get(metadata.id)
        if holder is None or (job.replaces and job.replaces.id == metadata.id):
            return prepared
        id = f"{metadata.id}-{job.sha256[:8]}"
        self.report.notes.append(f"{name} says that it is {metadata.id}, as {holder.file} does; it is stored as {id}")
        return replace(prepared, metadata=replace(metadata, id=id))
