"""Citations for other programs: CSL-JSON (Zotero), BibTeX, RIS, and plain or Markdown text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Literal

from ingest.citing.cite import Citation, on_page, sender
from ingest.citing.titles import full_title

Style = Literal["leidraad", "markdown", "csl-json", "bibtex", "ris"]

_CSL_TYPES = {"paper": "bill", "letter": "personal_communication", "report": "report"}
_RIS_TYPES = {"paper": "BILL", "letter": "PCOMM", "report": "RPRT"}
# What LaTeX would read as a command, with how it prints the sign itself.
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_LATEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}


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
        item["title"] = title
    if citation.type == "paper":
        item |= _series_fields(citation)
    else:
        item |= _own_fields(citation)
    if metadata.date:
        item["issued"] = {"date-parts": [[int(part) for part in metadata.date.split("-")]]}
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
    elif issuer:
        fields["author"] = [{"literal": issuer}]
    if metadata.kenmerk and metadata.kenmerk != metadata.id:
        fields["number"] = metadata.kenmerk
    return fields


def bibtex_entry(citation: Citation, *others: Citation) -> str:
    """A @misc entry: how it was published is the citation itself, and the pages are a note."""
    metadata = citation.metadata
    pages = ", ".join(_pages([citation, *others])).replace("-", "--")
    whole = _without_pages(citation)
    fields = {
        "title": _latex(full_title(metadata) or whole),
        "howpublished": _latex(whole),
        "date": metadata.date,
        "year": metadata.date[:4] if metadata.date else None,
        "note": f"p. {pages}" if pages else None,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{re.sub(r'[^A-Za-z0-9:._-]', '', metadata.id)},\n" + ",\n".join(lines) + "\n}"


def _without_pages(citation: Citation) -> str:
    return citation.text.removesuffix(f", {on_page(citation.pages)}") if citation.pages else citation.text


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _one_line(text))


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
        ("AU", next((author["literal"] for author in item.get("author", ())), None)),
        ("PB", item.get("publisher")),
        ("T2", item.get("container-title")),
        ("VL", item.get("volume")),
        ("M1", item.get("number")),
        ("PY", metadata.date[:4] if metadata.date else None),
        ("DA", metadata.date.replace("-", "/") if metadata.date else None),
        ("SP", first),
        ("EP", last or (first if len(pages) == 1 else None)),
        ("N1", f"{whole}, p. {', '.join(pages)}" if pages else whole),
    ]
    return "\n".join([*(f"{tag}  - {_one_line(value)}" for tag, value in fields if value), "ER  - "])


def _one_line(text: str) -> str:
    """RIS and BibTeX fields end with their line."""
    return " ".join(text.split())
