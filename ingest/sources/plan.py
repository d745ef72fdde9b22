"""From what people ask for to what is to be downloaded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.errors import VindplaatsError
from ingest.identifiers import DossierId, IdentifierError, TweedeKamerNumber, parse
from ingest.identifiers.cited import identifier_of
from ingest.sources import ask, open_overheid, sru
from ingest.sources.addresses import Addresses
from ingest.sources.catalogue import read_catalogue
from ingest.sources.client import Client
from ingest.sources.model import Failure, FetchError, Listing, Plan, Publication, PublicationKind

_TEXT, _REPORTS = "text:", "reports:"
# What the search service calls the publications that are not Kamerstukken but may belong to a dossier.
_NAMES = {"handelingen": "Handelingen", "aanhangsel": "Kamervragen (Aanhangsel)"}


class TargetError(VindplaatsError):
    """Something that cannot be fetched because nobody can tell what it is."""


@dataclass(slots=True)
class _Wishes:
    """What was asked for, by the way to ask for it. papers: id -> whether its attachments are wanted too."""

    dossiers: list[str] = field(default_factory=list)
    papers: dict[str, bool] = field(default_factory=dict)
    tweede_kamer: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    reports_with: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Findings:
    """What the services answered so far."""

    publications: dict[str, Publication] = field(default_factory=dict)
    skipped: list[Publication] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)

    def add(self, publications: Iterable[Publication]) -> None:
        for publication in publications:
            self.publications.setdefault(publication.id, publication)


def plan(
    targets: Sequence[str],
    client: Client,
    since: str | None = None,
    kinds: Collection[PublicationKind] = (),
    attachments: bool = True,
) -> Plan:
    """Ask the services what belongs to the targets.

    Args:
        targets: dossiers (31490, "36 600 VII"), papers (kst-31490-284, "31490, nr. 284", blg-936562, 2021D09236, a
            zaak 2021Z04221, an id of open.overheid.nl), their addresses on the web, catalogue files (.toml), or words
            to search for among the official papers (text:wendbaarheid) or at open.overheid.nl (reports:wendbaarheid).
        client: the connection to the services.
        since: of a dossier or search, only what was published on or after this ISO date.
        kinds: of a dossier or search, only these kinds, with their attachments; empty: all.
        attachments: also what was sent with the papers.

    Returns:
        what to download, each paper once, and for what it could not be told.

    Raises:
        TargetError, CatalogueError: a target is not understood; nothing was asked.
        NoServiceError: there is no internet.
    """
    wishes = _wishes(targets, attachments)
    findings = _Findings()
    for dossier in wishes.dossiers:
        names = ("Kamerstuk", *(name for kind, name in _NAMES.items() if kind in kinds))
        listing, problem = ask.list_dossier(client, dossier, names)
        findings.listings.append(listing)
        _choose(listing.publications, findings, since, kinds, attachments)
        if problem:
            findings.failures.append(Failure(dossier, problem, retry=True))
        elif not listing.publications:
            findings.failures.append(Failure(dossier, f"no service knows a dossier {dossier}"))
    for text in wishes.texts:
        found = ask.find(client, sru.text_question(text, since))
        _choose(found.publications, findings, since, kinds, attachments)
        if found.problem:
            findings.failures.append(Failure(_TEXT + text, found.problem, retry=True))
    for words in wishes.reports_with:
        _search_reports(words, client, findings, since, kinds)
    for number in wishes.tweede_kamer:
        _add_tweede_kamer(number, client, wishes, findings, attachments)
    for id in wishes.reports:
        _add_report(id, client, findings, attachments)
    _add_papers(wishes.papers, client, findings)
    wanted = tuple(_with_a_file(one, client.addresses) for one in findings.publications.values())
    skipped = tuple(one for one in findings.skipped if one.id not in findings.publications)
    return Plan(wanted, skipped, tuple(findings.failures), tuple(findings.listings))


def _wishes(targets: Sequence[str], attachments: bool) -> _Wishes:
    wishes = _Wishes()
    for target in _whole(targets):
        if target.endswith(".toml"):
            for paper in read_catalogue(Path(target)).papers:
                _wish(paper.id, wishes, attachments and paper.attachments)
        else:
            _wish(target, wishes, attachments)
    return wishes


def _whole(targets: Sequence[str]) -> Iterator[str]:
    """The targets, with a citation that the shell took apart ("31700.VIII," and "32") whole again."""
    rest = list(targets)
    while rest:
        target = rest.pop(0)
        if target.endswith(",") and rest and identifier_of(f"{target} {rest[0]}"):
            target = f"{target} {rest.pop(0)}"
        yield target.rstrip(",")


def _wish(target: str, wishes: _Wishes, attachments: bool) -> None:
    if target.startswith(_TEXT) and target.removeprefix(_TEXT).strip():
        wishes.texts.append(target.removeprefix(_TEXT).strip())
        return
    if target.startswith(_REPORTS) and target.removeprefix(_REPORTS).strip():
        wishes.reports_with.append(target.removeprefix(_REPORTS).strip())
        return
    if report := open_overheid.id_in(target):
        wishes.reports.append(report)
        return
    try:
        identifier = parse(target).likeliest
    except IdentifierError as error:
        raise TargetError(
            f"cannot fetch {target!r}: {error}. Name a dossier (31490), a paper (kst-31490-284, or its citation in "
            "quotes: '31490, nr. 284') or a catalogue (.toml)"
        ) from error
    if isinstance(identifier, DossierId):
        wishes.dossiers.append(str(identifier).removeprefix("kst-"))
    elif isinstance(identifier, TweedeKamerNumber):
        wishes.tweede_kamer.append(str(identifier))
    else:
        wishes.papers[str(identifier)] = attachments


def _choose(
    publications: Iterable[Publication],
    findings: _Findings,
    since: str | None,
    kinds: Collection[PublicationKind],
    attachments: bool,
) -> None:
    """Take what is asked for of what the services name; an attachment goes with its paper."""
    every = tuple(publications)
    recent = [one for one in every if not since or (one.available or one.date or since) >= since]
    chosen = {one.id for one in recent if not kinds or one.kind in kinds}
    if attachments:
        chosen |= {one.id for one in recent if one.kind == "bijlage" and one.main_document in chosen}
    else:
        chosen -= {one.id for one in recent if one.kind == "bijlage"}
    findings.add(one for one in every if one.id in chosen)
    findings.skipped.extend(one for one in every if one.id not in chosen)


def _add_tweede_kamer(number: str, client: Client, wishes: _Wishes, findings: _Findings, attachments: bool) -> None:
    """What is printed is asked for as an official publication; the rest comes from the Tweede Kamer."""
    try:
        documents = ask.find_tweede_kamer(client, number)
    except VindplaatsError as error:
        retry = error.retry if isinstance(error, FetchError) else True
        findings.failures.append(Failure(number, str(error), retry))
        return
    if not documents:
        findings.failures.append(Failure(number, f"the Tweede Kamer knows no {number}"))
    for document in documents:
        if document.id == document.kenmerk:
            findings.add([document])
        else:
            wishes.papers.setdefault(document.id, attachments)


def _add_report(id: str, client: Client, findings: _Findings, attachments: bool) -> None:
    try:
        found = ask.find_report(client, id, attachments)
    except FetchError as error:
        reason = f"open.overheid.nl knows no {id}" if error.missing else str(error)
        findings.failures.append(Failure(id, reason, error.retry))
        return
    except VindplaatsError as error:
        findings.failures.append(Failure(id, str(error), retry=True))
        return
    findings.add(found.publications)
    if found.problem:
        findings.failures.append(Failure(id, found.problem, retry=True))


def _search_reports(
    words: str, client: Client, findings: _Findings, since: str | None, kinds: Collection[PublicationKind]
) -> None:
    try:
        found = ask.search_reports(client, words, since)
    except VindplaatsError as error:
        findings.failures.append(Failure(_REPORTS + words, str(error), retry=True))
        return
    _choose(found.publications, findings, since, kinds, attachments=True)
    if found.problem:
        findings.failures.append(Failure(_REPORTS + words, found.problem))


def _add_papers(papers: dict[str, bool], client: Client, findings: _Findings) -> None:
    """The papers asked for by id, and their attachments."""
    ids = [id for id in papers if id not in findings.publications]
    found = ask.find_ids(client, ids)
    findings.add(found.publications)
    for id in ids:
        if id in findings.publications:
            continue
        try:
            findings.add(document for document in ask.find_unprinted(client, id) if document.id == id)
            reason, retry = found.problem or f"no service knows {id}", found.problem is not None
        except VindplaatsError as error:
            reason, retry = f"{id} is not printed, and the Tweede Kamer could not be asked: {error}", True
        if id not in findings.publications:
            findings.failures.append(Failure(id, reason, retry))
    sent_with = ask.find_attachments(client, [id for id, wanted in papers.items() if wanted and id.startswith("kst-")])
    findings.add(sent_with.publications)
    if sent_with.problem:
        findings.failures.append(Failure("attachments", sent_with.problem, retry=True))


def _with_a_file(publication: Publication, addresses: Addresses) -> Publication:
    """Where a record names no file at all, the PDF on the website of the official publications."""
    if publication.files or publication.id == publication.kenmerk:
        return publication
    return replace(publication, files={"pdf": f"{addresses.publications}/{publication.id}.pdf"})
