"""The vocabulary of fetching: what the services name, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ingest.errors import VindplaatsError

PublicationKind = Literal["brief", "motie", "kamerstuk", "bijlage", "handelingen", "aanhangsel", "rapport", "overig"]
OutcomeStatus = Literal["new", "updated", "unchanged", "failed", "withdrawn"]
PaperStatus = Literal["held", "failed", "missing", "withdrawn", "skipped"]


class FetchError(VindplaatsError):
    """One file or answer that could not be had, and why.

    retry: asking again may help. missing: the service has no such file (404).
    withdrawn: it says that it had one (410).
    """

    def __init__(self, message: str, *, retry: bool = False, missing: bool = False, withdrawn: bool = False) -> None:
        super().__init__(message)
        self.retry = retry
        self.missing = missing
        self.withdrawn = withdrawn


class NoServiceError(VindplaatsError):
    """A service that cannot be reached or asks to be left alone: there is no point in going on."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A paper as a service names it. Unknown is None or empty, never a guess.

    id: kst-31490-284, blg-936562, 2021D09236. date: of the paper itself;
    available: of its publication (both ISO). number: in its dossier, or of an
    Aanhangsel. chamber: "I" or "II". signatories: who the service says
    submitted it. status: "Opgemaakt", "Onopgemaakt" (not typeset yet).
    files: "pdf", "xml", "html", "odt", "metadata", "metadataowms" -> address.
    main_document: the paper that an attachment was sent with. kenmerk: the
    number of the Tweede Kamer. version: changes when the service changes it.
    """

    id: str
    kind: PublicationKind
    title: str | None = None
    date: str | None = None
    available: str | None = None
    dossiers: tuple[str, ...] = ()
    number: str | None = None
    session: str | None = None
    chamber: str | None = None
    signatories: tuple[str, ...] = ()
    status: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    main_document: str | None = None
    kenmerk: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What the services name for one dossier.

    complete: False when they stopped half-way; then publications is only what
    they had named until then.
    """

    dossier: str
    publications: tuple[Publication, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """A target, or a paper of a catalogue, that nothing could be planned for."""

    target: str
    reason: str
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to download, and what the services said about the rest.

    skipped: named by the services but not asked for (kind, date, attachment).
    """

    wanted: tuple[Publication, ...] = ()
    skipped: tuple[Publication, ...] = ()
    failures: tuple[Failure, ...] = ()
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """What became of one publication.

    files: what is on disk now, PDF first, then its XML edition. notes: what
    went less than well although there is something to read.
    """

    publication: Publication
    status: OutcomeStatus
    files: tuple[Path, ...] = ()
    reason: str | None = None
    retry: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedPaper:
    """One paper that a service names in a dossier, and whether the library has it.

    fetched_at: when the service was asked (ISO, UTC). status "missing": the
    service names it and it was not fetched; "skipped": it was not asked for.
    """

    dossier: str
    id: str
    number: str | None
    title: str | None
    date: str | None
    status: PaperStatus
    reason: str | None
    fetched_at: str
