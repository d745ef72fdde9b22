"""Citations for other programs: CSL-JSON (Zotero), BibTeX, RIS, and plain or Markdown text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from ingest.citing.cite import Citation
from ingest.citing.escaping import latex, ris_value
from ingest.citing.names import authors
from ingest.citing.senders import sender
from ingest.citing.titles import full_title, sentence_case
from ingest.identifiers import AmbiguousId, IdentifierError, parse

Style = Literal["leidraad", "markdown", "csl-json", "bibtex", "ris"]

_CSL_TYPES = {"paper": "bill", "letter": "personal_communication", "report": "report"}
_RIS_TYPES = {"paper": "BILL", "letter": "PCOMM", "report": "RPRT"}


def render(citations: Sequence[Citation], style: Style) -> str:
    """A list of citations in one style, as text to print or store.

    Programs that keep papers get each paper once, with the pages of all its
    citations: BibTeX refuses a second entry of one key.
    """
    papers = _by_paper(citations)
    if style == "csl-json":
        return json.dumps([csl_item(*paper) for paper in papers], ensure_ascii=False, indent=1)
    if style == "bibtex":
        return "\n\n".join(bibtex_entry(*paper) for paper in papers)
    if style == "ris":
        return "\n\n".join(ris_record(*paper) for paper in papers)
    if style == "markdown":
        return "\n".join(citation.markdown for citation in citations)
    return "\n".join(citation.text for citation in citations)


def _by_paper(citations: Sequence[Citation]) -> list[list[Citation]]:
    """The citations of each paper together, papers in the order of first use."""
    papers: dict[str, list[Citation]] = {}
    for citation in citations:
        papers.setdefault(citation.metadata.id, []).append(citation)
    return list(papers.values())


def _pages(citations: Sequence[Citation]) -> list[str]:
    """The pages that citations of one paper name, in their order in the paper: "3", "7-8"."""
    ranges = sorted(
        (each.first_page, each.last_page or each.first_page, each.pages)
        for each in citations
        if each.pages and each.first_page
    )
    return list(dict.fromkeys(printed for _, _, printed in ranges))


def csl_item(citation: Citation, *others: Citation) -> dict[str, Any]:
    """A CSL-JSON item, with the fields from which Zotero's Leidraad style prints rule 1.

    Of a paper: type bill, container-title (the series), volume (the year) and
    number (dossier and nr.). The pages go into locator and label, which
    belong to the citation and not to the paper; those of several citations
    (others are of the same paper) into a note.
    """
    metadata = citation.metadata
    item: dict[str, Any] = {"id": metadata.id, "type": _CSL_TYPES[citation.type]}
    if title := full_title(metadata):
        item["title"] = sentence_case(title)
    if citation.type == "paper":
        item |= _series_fields(citation)
    else:
        item |= _own_fields(citation)
    if metadata.date:
        item["issued"] = {"date-parts": [[int(part) for part in metadata.date.split("-")]]}
    if by := authors(citation):
        item["author"] = by
    # Styles capitalise English titles.
    item["language"] = "nl"
    if url := _url(metadata.id):
        today = date.today()
        item |= {"URL": url, "accessed": {"date-parts": [[today.year, today.month, today.day]]}}
    pages = _pages([citation, *others])
    if len(pages) == 1:
        item |= {"locator": pages[0], "label": "page"}
    elif pages:
        item["note"] = f"p. {', '.join(pages)}"
    return item


def _series_fields(citation: Citation) -> dict[str, str]:
    series = " ".join(part for part in (citation.lead, citation.series) if part)
    has_year = bool(citation.details) and "/" in citation.details[0]
    volume = {"volume": citation.details[0]} if has_year else {}
    return {"container-title": series} | volume | {"number": ", ".join(citation.details[has_year:])}


def _own_fields(citation: Citation) -> dict[str, Any]:
    metadata = citation.metadata
    issuer = sender(metadata)
    fields: dict[str, Any] = {}
    if issuer and citation.type == "report":
        fields["publisher"] = issuer
    if metadata.kenmerk and metadata.kenmerk != metadata.id:
        fields["number"] = metadata.kenmerk
    return fields


def bibtex_entry(citation: Citation, *others: Citation) -> str:
    """A @techreport with its institution, else a @misc entry: how it was published is the citation; pages are a note.

    Braces within those of the field keep capitals, also of authors that are organisations.
    """
    metadata = citation.metadata
    pages = ", ".join(_pages([citation, *others])).replace("-", "--")
    whole = _without_pages(citation)
    item = csl_item(citation)
    is_report = citation.type == "report"
    year, _, rest = (metadata.date or "").partition("-")
    fields = {
        "title": f"{{{latex(item.get('title') or whole)}}}",
        "author": " and ".join(_bibtex_name(name) for name in item.get("author", ())),
        "institution": f"{{{latex(item['publisher'])}}}" if "publisher" in item else None,
        "howpublished": None if is_report else latex(whole),
        "year": year,
        "month": str(int(rest[:2])) if rest else None,
        "langid": "dutch",
        "url": item.get("URL"),
        "urldate": date.today().isoformat() if "URL" in item else None,
        "note": f"p. {pages}" if pages else None,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    kind = "techreport" if is_report else "misc"
    return f"@{kind}{{{re.sub(r'[^A-Za-z0-9:._-]', '', metadata.id)},\n" + ",\n".join(lines) + "\n}"


def _bibtex_name(name: dict[str, str]) -> str:
    """ "van der Wal, J.", or an organisation in braces, so that it is not read as a person."""
    if "literal" in name:
        return f"{{{latex(name['literal'])}}}"
    family = " ".join(part for part in (name.get("non-dropping-particle"), name["family"]) if part)
    return f"{latex(family)}, {latex(name['given'])}"


def _ris_name(name: dict[str, str]) -> str:
    """ "van der Wal, J."; of an organisation without commas, at which readers of RIS part family and given names."""
    if "literal" in name:
        return re.sub(r",\s*", " ", name["literal"])
    return _bibtex_name(name)


def _url(id: str) -> str | None:
    """Where an official paper is published."""
    try:
        found = parse(id)
    except IdentifierError:
        return None
    return None if isinstance(found, AmbiguousId) else found.url


def _without_pages(citation: Citation) -> str:
    return citation.text.removesuffix(f", {citation.where}") if citation.where else citation.text


def ris_record(citation: Citation, *others: Citation) -> str:
    """A RIS record; T2, VL and M1 are series, year and number, as in the CSL-JSON.

    SP and EP are the pages; those of several citations are a list in SP. The note is the citation with its pages.
    """
    metadata, item = citation.metadata, csl_item(citation, *others)
    pages = _pages([citation, *others])
    first, _, last = pages[0].partition("-") if len(pages) == 1 else (", ".join(pages), "", "")
    whole = _without_pages(citation)
    fields: list[tuple[str, str | None]] = [
        ("TY", _RIS_TYPES[citation.type]),
        ("ID", metadata.id),
        ("TI", item.get("title")),
        *(("AU", _ris_name(name)) for name in item.get("author", ())),
        ("PB", item.get("publisher")),
        ("T2", item.get("container-title")),
        ("VL", item.get("volume")),
        ("M1", item.get("number")),
        ("PY", metadata.date[:4] if metadata.date else None),
        ("DA", metadata.date.replace("-", "/") if metadata.date else None),
        ("LA", "nl"),
        ("UR", item.get("URL")),
        ("Y2", date.today().isoformat().replace("-", "/") if "URL" in item else None),
        ("SP", first),
        ("EP", last or (first if len(pages) == 1 else None)),
        ("N1", f"{whole}, p. {', '.join(pages)}" if pages else whole),
    ]
    return "\n".join([*(f"{tag}  - {ris_value(value)}" for tag, value in fields if value), "ER  - "])
