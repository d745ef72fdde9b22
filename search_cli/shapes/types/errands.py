"""What was fetched, followed, checked and verified."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from ingest.sources.check import CheckStatus
from ingest.sources.model import OutcomeStatus, PublicationKind
from nlp.quotations.model import PageBy, VerdictKind
from search_cli.shapes.types.answers import HitShape
from search_cli.shapes.types.papers import ReportShape


class FetchedPaperShape(TypedDict):
    """A paper that a service names, and what became of it; of a plan only the first seven keys."""

    id: str
    kind: PublicationKind
    title: str | None
    date: str | None
    dossiers: list[str]
    attachment_of: str | None
    status: OutcomeStatus | Literal["planned"]
    files: NotRequired[Annotated[list[str], "what is on disk now, PDF first"]]
    reason: NotRequired[str | None]
    retry: NotRequired[Annotated[bool, "asking again may help"]]
    notes: NotRequired[list[str]]


class FetchFailureShape(TypedDict):
    """A target for which nothing could be planned."""

    target: str
    reason: str
    retry: bool


class NewMatchesShape(TypedDict):
    """A saved search with the passages that are new for it."""

    name: str
    query: str
    hits: list[HitShape]


class FetchShape(TypedDict):
    """What a fetch did."""

    papers: list[FetchedPaperShape]
    skipped: Annotated[list[str], "ids that the services name and that were not asked for"]
    failed: list[FetchFailureShape]
    added: ReportShape
    searches: list[NewMatchesShape]


class ServiceShape(TypedDict):
    """How a service answered."""

    service: str
    address: str
    status: CheckStatus
    said: str
    needed: Annotated[bool, "false for one that is asked only when another does not answer"]


class ServicesShape(TypedDict):
    """How the services answered."""

    services: list[ServiceShape]


class SavedSearchShape(TypedDict):
    """A saved search."""

    name: str
    query: str
    new: Annotated[int, "passages added since it was last looked at"]


class ChangeShape(TypedDict):
    """Words quoted against the words of the source; one is empty where words were added or left out."""

    quoted: str
    source: str


class PlaceShape(TypedDict):
    """Where words stand."""

    document: str
    page: int


class VerdictShape(TypedDict):
    """Whether a quotation stands in its paper as quoted, and on the page cited."""

    line: Annotated[int, "where it stands in the file, from 1; of Word and HTML the paragraph"]
    text: str
    citation: str
    verdict: VerdictKind
    document: Annotated[str | None, "the paper it was compared with; null when none is held"]
    page: Annotated[int | None, "where the words stand"]
    last_page: int | None
    page_label: Annotated[str | None, "the page as printed, where that differs"]
    page_by: Annotated[PageBy | None, "how the page was cited, where print and place differ"]
    paper: Annotated[str | None, "citation of the paper, where the one given contradicts it"]
    also_fits: Annotated[list[str], "other held papers that the citation may mean"]
    changes: list[ChangeShape]
    elsewhere: Annotated[list[PlaceShape], "where else the words stand, of a paper that lacks them or is not held"]


class UncheckedShape(TypedDict):
    """Quoted words that no citation belongs to."""

    line: int
    text: str
    found: Annotated[list[PlaceShape], "held papers that have them"]


class VerificationShape(TypedDict):
    """A verified file."""

    checked: int
    held: Annotated[int, "of those checked, how many are exact"]
    not_checked: int
    quotations: list[VerdictShape]
    unchecked: list[UncheckedShape]


class OfficialListShape(TypedDict):
    """A list of organisations that was fetched."""

    list: str
    version: int
    published: str | None
    fetched: Annotated[str, "ISO, UTC"]
    organisations: int


class RegisterShape(TypedDict):
    """The register of organisations, and what official lists add to it."""

    folder: str
    bundled: int
    new: int
    new_names: int
    lists: list[OfficialListShape]
