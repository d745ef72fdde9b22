"""What an address asks, checked as the options of the commands are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from starlette.datastructures import FormData

from index.errors import QueryError
from index.model import Filters, Mode, PassagePart, Sort
from ingest.identifiers import IdentifierError, filed_dossier
from search_cli.days import asked_day

PER_PAGE = 10
# Nobody turns so many pages; who wants all of it asks for JSON.
LAST_PAGE = 100
FILTERS = ("dossier", "kind", "organisation", "measure", "from", "to", "part", "recommendation")
NAMES = ("q", "mode", *FILTERS, "sort", "families", "all", "page")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address says it. names: what was given, to make addresses like it."""

    query: str
    mode: Mode
    filters: Filters
    sort: Sort
    families: bool
    page: int
    limit: int
    everything: bool
    names: dict[str, str]


def asked_search(given: Mapping[str, str]) -> Asked:
    """Read what /search is asked.

    Raises:
        QueryError: a value is none that is understood; the message says which are.
    """
    names = {name: given[name].strip() for name in (*NAMES, "limit") if given.get(name, "").strip()}
    return Asked(
        query=names.get("q", ""),
        mode=one_of("mode", names.get("mode", "hybrid"), Mode),
        filters=asked_filters(names),
        sort=one_of("sort", names.get("sort", "relevance"), Sort),
        families=names.get("families", "1") not in ("0", "no", "false", "off"),
        page=number("page", names.get("page", "1"), LAST_PAGE),
        everything=names.get("all") == "1",
        limit=number("limit", names.get("limit", str(PER_PAGE)), 1000),
        names=names,
    )


def asked_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address. Raises QueryError."""
    return Filters(
        dossier=dossier(given.get("dossier")),
        kind=given.get("kind") or None,
        organisation=given.get("organisation") or None,
        measure=given.get("measure") or None,
        date_from=day("from", given.get("from"), last=False),
        date_to=day("to", given.get("to"), last=True),
        has_recommendation=given.get("recommendation") == "1",
        part=one_of("part", given["part"], PassagePart) if given.get("part") else None,
    )


def dossier(value: str | None) -> str | None:
    """A dossier as papers are filed under it. Raises QueryError."""
    if not value:
        return None
    try:
        return filed_dossier(value)
    except IdentifierError:
        raise QueryError(f"{value!r} is not a dossier; write it as 31490 or 35925-VII") from None


def day(name: str, value: str | None, *, last: bool) -> str | None:
    """A day; of a year or month alone its first or last. Raises QueryError."""
    if not value:
        return None
    try:
        return asked_day(value, last=last)
    except ValueError as error:
        raise QueryError(f"{name}: {error}") from None


def offset(name: str, value: str | None) -> int | None:
    """A place in a text. Raises QueryError."""
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 12):
        raise QueryError(f"{name}: {value!r} is no place in a text")
    return int(value)


def said(form: FormData, name: str) -> str:
    """What a form says under a name; empty where it says nothing, or gives a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def one_of(name: str, value: str, literal: Any) -> Any:
    """A value of a Literal. Raises QueryError."""
    if value not in get_args(literal):
        raise QueryError(f"{name}: {value!r} is none of {', '.join(get_args(literal))}")
    return value


def number(name: str, value: str, most: int) -> int:
    """A number from 1. Raises QueryError, also for thousands of digits, which Python does not read."""
    digits = value.isascii() and value.isdigit() and len(value) < 12
    if not (digits and 1 <= int(value) <= most):
        raise QueryError(f"{name}: {value[:20]!r} is no number from 1 to {most}")
    return int(value)
