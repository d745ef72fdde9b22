"""Citations as the Leidraad voor juridische auteurs and Aanwijzing 3.43 voor de regelgeving set them.

    Kamerstukken II 2019/20, 31490, nr. 284, p. 3
    Kamerstukken I 2008/09, 31700 VI, D, p. 4
    Bijlage bij Kamerstukken II 2015/16, 34389, nr. 9
    Handelingen II 2010/11, nr. 108, item 5, p. 25-36
    Aanhangsel Handelingen II 2014/15, nr. 1241

Nothing is made up: what is not known is left out and named in a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import product
from typing import Literal

from ingest.citing.escaping import markdown_text, plain
from ingest.citing.senders import sender, senders, with_article, with_articles, without_article
from ingest.citing.titles import full_title, is_generic
from ingest.identifiers import (
    AanhangselId,
    AmbiguousId,
    DossierId,
    EcliId,
    HandelingenId,
    Identifier,
    IdentifierError,
    KamerstukId,
    ProvisionalId,
    parse,
)
from ingest.metadata.labels import NO_PAGES, printed_page
from ingest.model import Metadata, Passage
from ingest.months import MONTHS

CitationType = Literal["paper", "letter", "report"]

# A title of fewer words (Jaarverslag 2023) may stand in a text without naming the report.
TELLING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a paper, in the parts that styles set differently.

    lead stands before the series, upright ("Bijlage bij"). series is in
    italics where a format has them; of a report it is the title. details come
    after it, separated by commas. first_page and last_page are pages of the
    PDF, None for a whole paper; those of Handelingen as they are numbered
    through the year. They are cited by the number they print. place: where it stands in a text without pages.
    warnings: what could not be filled in.
    """

    metadata: Metadata
    type: CitationType
    lead: str
    series: str
    details: tuple[str, ...]
    first_page: int | None = None
    last_page: int | None = None
    warnings: tuple[str, ...] = ()
    place: str | None = None

    @property
    def pages(self) -> str | None:
        """As printed: "3", "3-4"; "n.p." for a part of a text without pages, None for a whole paper."""
        if self.first_page is None:
            return None
        labels = () if self.series.startswith("Handelingen") else self.metadata.labels
        first, last = (printed_page(labels, page) for page in (self.first_page, self.last_page or self.first_page))
        return first if first == last else f"{first}-{last}"

    @property
    def where(self) -> str | None:
        """The last of it: "p. 3", or "n.p. (onder 'Aanpak', alinea 2)"; None for a whole paper."""
        if self.pages is None:
            return None
        return f"{NO_PAGES} ({self.place})" if self.place and self.pages == NO_PAGES else on_page(self.pages)

    @property
    def text(self) -> str:
        """Plain, as in the footnotes of an office document."""
        return self._set(self.series)

    @property
    def markdown(self) -> str:
        rest = markdown_text(self._set("\ufffc"))
        return rest.replace("\ufffc", f"*{markdown_text(self.series)}*" if self.series else "")

    @property
    def html(self) -> str:
        rest = escape(plain(self._set("\ufffc")))
        return rest.replace("\ufffc", f"<i>{escape(plain(self.series))}</i>" if self.series else "")

    def _set(self, series: str) -> str:
        details = [*self.details, self.where] if self.where else list(self.details)
        # A report's title and date are set apart; a series runs on into its year.
        join = ", " if self.type == "report" and series and details else " "
        head = " ".join(part for part in (self.lead, series) if part)
        return join.join(part for part in (head, ", ".join(details)) if part)


def on_page(page: int | str | None) -> str:
    """Where something stands, in words: p. 3, or n.p. (niet gepagineerd) in a text without pages."""
    return f"p. {page}" if page and page != NO_PAGES else NO_PAGES


def citation_text(
    metadata: Metadata, page: int | None = None, last_page: int | None = None, under: str | None = None
) -> str:
    """The citation of a paper, or of pages of it, in plain text; without pages by the heading it stands under."""
    text = cite(metadata, page, last_page).text
    return f"{text} (onder '{under}')" if page == 0 and under else text


def passage_citation(metadata: Metadata, passage: Passage) -> str:
    """The citation of a passage in plain text, with its pages or else the heading it stands under."""
    under = passage.headings[-1] if passage.headings else None
    return citation_text(metadata, passage.page, passage.last_page, under)


def known_citations(metadata: Metadata) -> list[str]:
    """The ways in which a paper is cited in plain text, its pages apart.

    A report with its subject or by the title alone, with who gave it out or without; by a title that is long enough
    to be no other words, also with the year or nothing else. A letter by who signed it or gave it out, with an
    article or without.
    """
    citation = cite(metadata)
    if citation.type == "letter":
        return [citation.text, *(replace(citation, details=details).text for details in _as_of_others(citation))]
    if citation.type != "report" or not metadata.title:
        return [citation.text]
    details = (citation.details, citation.details[-1:] if metadata.date else ())
    forms = [*product((citation.series, metadata.title), details)]
    if len(metadata.title.split()) >= TELLING_WORDS:
        forms += [(metadata.title, ()), *([(metadata.title, (metadata.date[:4],))] if metadata.date else [])]
    return list(dict.fromkeys(replace(citation, series=title, details=each).text for title, each in forms))


def _as_of_others(citation: Citation) -> list[tuple[str, ...]]:
    """The details of a letter as earlier versions cited it: of the first who signed, or of who gave it out."""
    metadata, (opening, *rest) = citation.metadata, citation.details
    by = with_articles(senders(metadata)) if senders(metadata) else ""
    others = [name for name in (sender(metadata), metadata.issuer) if name]
    names = dict.fromkeys([*map(with_article, others), *others])
    return [(opening.replace(f"van {by}", f"van {name}", 1), *rest) for name in names] if by else []


def cite(
    metadata: Metadata, page: int | None = None, last_page: int | None = None, *, as_report: bool = False
) -> Citation:
    """How to cite a paper.

    Args:
        page: the first page in the PDF (1-based), None for the whole paper.
        as_report: cite a report by its title also when it was sent with a letter.
    """
    own, sent_with = _numbered_by_reader(metadata) or _identifier(metadata.id), _identifier(metadata.attachment_of)
    if as_report:
        return _report(metadata, page, last_page)
    if isinstance(own, KamerstukId):
        return _kamerstuk(metadata, own, page, last_page, is_attachment=bool(own.suffix and own.suffix[0] == "b"))
    if isinstance(own, AanhangselId):
        details = (short_session(own.session), f"nr. {own.number}")
        return Citation(metadata, "paper", "", f"Aanhangsel Handelingen {own.chamber}", details, page, last_page)
    if isinstance(own, HandelingenId):
        return _handelingen(metadata, own, page, last_page)
    if printed := printed_number(metadata):
        return _kamerstuk(metadata, printed, page, last_page, is_attachment=False)
    if isinstance(sent_with, KamerstukId):
        return _kamerstuk(metadata, sent_with, page, last_page, is_attachment=True)
    if isinstance(judgment := _identifier(metadata.kenmerk), EcliId) and metadata.kind == "overig":
        return _judgment(metadata, judgment, page, last_page)
    if metadata.kind == "brief" or isinstance(own, ProvisionalId):
        return _letter(metadata, own, page, last_page)
    return _report(metadata, page, last_page)


def cite_dossier(dossier: DossierId, papers: Sequence[Metadata]) -> Citation:
    """A whole file: Kamerstukken II 1993/94-1996/97, 23761; without chamber where papers are of both houses.

    Args:
        papers: the papers of it that are at hand: the years are theirs.
    """
    sessions = sorted({paper.session for paper in papers if paper.session})
    chambers = {paper.chamber for paper in papers if paper.chamber}
    chamber = chambers.pop() if len(chambers) == 1 else None
    years = "-".join(dict.fromkeys(short_session(session) for session in sessions[:1] + sessions[-1:]))
    number = printed_dossier(dossier)
    n = f"{len(papers)} paper{'' if len(papers) == 1 else 's'}"
    warning = (
        f"the years are those of the {n} held; the dossier may have others"
        if years
        else f"the years are not known from the {n} held; they may be left out"
    )
    metadata = Metadata(f"dossier-{number.replace(' ', '-')}", "", dossiers=(number,), chamber=chamber)
    series = " ".join(part for part in ("Kamerstukken", chamber) if part)
    return Citation(metadata, "paper", "", series, ((years,) if years else ()) + (number,), warnings=(warning,))


def printed_number(metadata: Metadata) -> KamerstukId | None:
    """What a paper that is not typeset yet is numbered: it prints its dossiers, first its own, and its number.

    None for a paper that has its number in its id, and for one that prints none.
    """
    if not isinstance(_identifier(metadata.id), ProvisionalId) or not metadata.dossiers or not metadata.number:
        return None
    found = _identifier(f"kst-{metadata.dossiers[0]}-{metadata.number}")
    return found if isinstance(found, KamerstukId) else None


def _numbered_by_reader(metadata: Metadata) -> KamerstukId | None:
    """The number of a paper as a reader gave it, whatever its id says."""
    if not {"number", "dossiers"} & set(metadata.corrected) or not metadata.dossiers or not metadata.number:
        return None
    if metadata.kind in ("aanhangsel", "handelingen"):
        return None
    found = _identifier(f"kst-{metadata.dossiers[0]}-{metadata.number}")
    return found if isinstance(found, KamerstukId) else None


def session_on(day: str) -> str | None:
    """The parliamentary year of an ISO date; each begins on the third Tuesday of September.

    None for a date without a day that may be of two.
    """
    if len(day) < len("2020-09-11"):
        return None if len(day) == len("2020") or day.endswith("-09") else session_on(f"{day}-01")
    given = date.fromisoformat(day)
    first = date(given.year, 9, 1)
    opening = first.replace(day=15 + (1 - first.weekday()) % 7)
    start = given.year if given >= opening else given.year - 1
    return f"{start}-{start + 1}"


def short_session(session: str) -> str:
    """2019-2020 -> 2019/20; across the century in full: 1999/2000."""
    first, last = session.split("-")
    return f"{first}/{last if first[:2] != last[:2] else last[2:]}"


def long_date(day: str) -> str:
    """2020-09-11 -> 11 september 2020; of a date without day or month the rest."""
    year, *rest = day.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    number = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*number, *month, year])


def printed_dossier(dossier: DossierId) -> str:
    """A budget chapter is written with a space (31700 VI), the councils with a hyphen (21501-02)."""
    if dossier.addition is None:
        return dossier.dossier
    return f"{dossier.dossier}{'-' if dossier.addition.isdigit() else ' '}{dossier.addition}"


def _identifier(text: str | None) -> Identifier | None:
    """What an id is; a letter of the Eerste Kamer is not ambiguous here, as a document is no dossier."""
    if text is None:
        return None
    try:
        found = parse(text)
    except IdentifierError:
        return None
    papers = found.readings if isinstance(found, AmbiguousId) else (found,)
    return next((paper for paper in papers if not isinstance(paper, DossierId)), None)


def _kamerstuk(
    metadata: Metadata, paper: KamerstukId, page: int | None, last_page: int | None, *, is_attachment: bool
) -> Citation:
    letter = paper.number.isalpha()
    # The Eerste Kamer numbers its papers with letters, before that with number and letter (188b).
    chamber = metadata.chamber or ("II" if paper.number.isdigit() else "I")
    session = metadata.session or paper.session
    if session is None and metadata.date and str(paper) != metadata.id and not is_attachment:
        # Before it is typeset a paper has no running foot, which names the session.
        session = session_on(metadata.date)
    warnings = () if session else (f"the vergaderjaar of {paper} is not known; add it after 'Kamerstukken {chamber}'",)
    number = paper.number if letter else f"nr. {paper.number}"
    if paper.reprint_of:
        # The first print had a fault: what stands on a page may differ.
        number += " (herdruk)"
    years = (short_session(session),) if session else ()
    return Citation(
        metadata,
        "paper",
        "Bijlage bij" if is_attachment else "",
        f"Kamerstukken {chamber}",
        (*years, printed_dossier(paper.in_dossier), number),
        page,
        last_page,
        warnings,
    )


def _handelingen(metadata: Metadata, paper: HandelingenId, page: int | None, last_page: int | None) -> Citation:
    """Until 2010 the pages run on through the year, from where the id says; since then each item has its own."""
    numbers = dict(zip(paper.meaning, paper.numbers, strict=True))
    meeting = str(numbers.get("meeting") or metadata.number or "")
    warnings = () if meeting else (f"the number of the meeting of {paper} is not known",)
    details = [short_session(paper.session)] + ([f"nr. {meeting}"] if meeting else [])
    if "item" in numbers:
        details.append(f"item {numbers['item']}")
    first, last = page, last_page
    if "first page" in numbers:
        if page is None:
            first, last = numbers["first page"], numbers.get("last page")
        else:
            first = numbers["first page"] + page - 1
            last = numbers["first page"] + (last_page or page) - 1
    series = " ".join(part for part in ("Handelingen", paper.chamber or "VV") if part)
    return Citation(metadata, "paper", "", series, tuple(details), first, last, warnings)


def _judgment(metadata: Metadata, judgment: EcliId, page: int | None, last_page: int | None) -> Citation:
    """A judgment: the court with its date, and its number: Rechtbank Den Haag 16 december 2019, ECLI:..."""
    court = sender(metadata)
    warnings = () if court else ("which court gave the judgment is not known",)
    when = " ".join(filter(None, (court, long_date(metadata.date) if metadata.date else None)))
    details = tuple(filter(None, (when, str(judgment))))
    return Citation(metadata, "report", "", "", details, page, last_page, warnings)


def _letter(metadata: Metadata, own: Identifier | None, page: int | None, last_page: int | None) -> Citation:
    """A letter that is not printed as Kamerstuk (yet): who sent it, its date and kenmerk."""
    warnings = ["this letter has no number as Kamerstuk; if it is printed as one, cite that"]
    opening = "Brief"
    if offices := senders(metadata):
        opening += f" van {with_articles(offices)}"
    else:
        warnings.append("who sent the letter is not known")
    if metadata.date:
        opening += f" van {long_date(metadata.date)}"
    else:
        warnings.append("the date of the letter is not known")
    # A paper that was read from its typeset edition has its own id for kenmerk; a letter has the ministry's.
    kenmerk = metadata.kenmerk if metadata.kenmerk != metadata.id else None
    if not kenmerk:
        warnings.append("the kenmerk of the letter is not known")
    warnings += _guessed(metadata, ("date",) if metadata.signatories else ("issuer", "date"))
    details = [opening] + ([f"kenmerk {kenmerk}"] if kenmerk else []) + ([own.url] if own else [])
    return Citation(metadata, "letter", "", "", tuple(details), page, last_page, tuple(warnings))


def _guessed(metadata: Metadata, fields: Sequence[str]) -> list[str]:
    """The warning that names which of these fields are a guess."""
    guesses = [field for field in fields if field in metadata.guessed and getattr(metadata, field)]
    if not guesses:
        return []
    return [f"a guess: {' and '.join(guesses)}; 'vindplaats describe {metadata.id}' shows and corrects it"]


def _report(metadata: Metadata, page: int | None, last_page: int | None) -> Citation:
    """A report by itself: title, who issued it, date."""
    warnings = []
    title = full_title(metadata)
    if not title:
        warnings.append(f"the title of {metadata.id} is not known")
    elif is_generic(title):
        warnings.append(f"'{title}' is the title of many papers, and the subject of this one is not known")
    issuer = without_article(sender(metadata) or "")
    if not issuer:
        warnings.append("who issued it is not known")
    if not metadata.date:
        warnings.append("its date is not known")
    warnings += _guessed(metadata, ("title", "issuer", "date"))
    day = long_date(metadata.date) if metadata.date else None
    details = tuple(part for part in (issuer, day) if part)
    return Citation(metadata, "report", "", title or metadata.id, details, page, last_page, tuple(warnings))
