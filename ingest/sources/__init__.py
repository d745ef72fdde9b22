"""Find and download papers: from the official publications, the Tweede Kamer and rijksoverheid.nl.

    with Client() as client:
        papers = plan(["31490"], client)
        for outcome in download(papers.wanted, library / "downloads", client):
            ...

plan() asks what there is, download() brings it down, expected_papers() says
what of it is held.
"""

from ingest.sources.client import Client, Limits
from ingest.sources.completeness import expected_papers
from ingest.sources.download import download
from ingest.sources.model import (
    ExpectedPaper,
    FetchError,
    FetchOutcome,
    NoServiceError,
    Plan,
    Publication,
    PublicationKind,
)
from ingest.sources.plan import plan

__all__ = [
    "Client",
    "ExpectedPaper",
    "FetchError",
    "FetchOutcome",
    "Limits",
    "NoServiceError",
    "Plan",
    "Publication",
    "PublicationKind",
    "download",
    "expected_papers",
    "plan",
]
