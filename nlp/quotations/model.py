"""The vocabulary of checking a text: what it quotes, and whether that stands where it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VerdictKind = Literal["exact", "wrong citation", "other page", "differs", "not found", "not held"]

# How a page was cited: by the number it prints, or by its place in the PDF.
PageBy = Literal["print", "pdf"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a citation states beside the number: "I", "2019-2020", an ISO date; None for what it does not."""

    chamber: str | None = None
    session: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A quotation in somebody's text, with the citation that follows it.

    targets: ids of the papers the citation names ("kst-31490-284"), empty
    where it names none that has one. is_attachment: it cites an attachment of
    that paper. first_page and last_page: as cited, None without a page. line:
    where it stands (1-based; paragraph for Word and HTML). stated: what the
    citation says of the paper beside its number.
    """

    text: str
    citation: str
    targets: tuple[str, ...] = ()
    is_attachment: bool = False
    first_page: int | None = None
    last_page: int | None = None
    line: int = 1
    stated: Stated = Stated()


@dataclass(frozen=True, slots=True)
class Change:
    """Words quoted against the words of the source; one of them is empty where words were added or left out."""

    quoted: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quotation stands in its paper as quoted, and on the page cited.

    "wrong citation": words and page hold, but the citation states another
    chamber, session or date than the paper has. document: the paper it was
    compared with, None when none is held. pages: where the words stand, first
    and last; of "differs" where they come nearest. changes: what differs, in
    order. paper: the citation of the paper, where the one given contradicts it.
    also_fits: other held papers that the citation may mean. printed: pages, by
    the numbers they print, where these differ. page_by: how the page was cited,
    where print and place differ. elsewhere: of words that the cited paper does
    not have, or that is not held, the (document, page) of held papers with them.
    """

    quotation: QuotedText
    kind: VerdictKind
    document: str | None = None
    pages: tuple[int, int] | None = None
    changes: tuple[Change, ...] = ()
    paper: str | None = None
    also_fits: tuple[str, ...] = ()
    printed: tuple[int, int] | None = None
    page_by: PageBy | None = None
    elsewhere: tuple[tuple[str, int], ...] = ()

    @property
    def holds(self) -> bool:
        return self.kind == "exact"
