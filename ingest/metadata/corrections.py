"""What readers give of a paper in place of what was read of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from ingest.errors import VindplaatsError
from ingest.model import DocumentKind, Metadata

KINDS: tuple[str, ...] = get_args(DocumentKind)
# Fields of Metadata that a reader may give; of the last two more than one.
FIELDS = (
    "title",
    "subject",
    "date",
    "kind",
    "issuer",
    "number",
    "session",
    "chamber",
    "kenmerk",
    "authors",
    "dossiers",
)
SEVERAL = ("authors", "dossiers")

_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d\d)?")
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SESSION = re.compile(r"(\d{4})\s*[-–/]\s*(\d{2}|\d{4})")


class CorrectionError(VindplaatsError):
    """A value that a field cannot have; wrong usage."""

    exit_code = 2


def checked(field: str, given: str | Sequence[str]) -> Any:
    """What a reader gives as the field holds it; an empty text says that it is not known.

    >>> checked("date", "11-9-2020")
    '2020-09-11'
    >>> checked("session", "2019/20")
    '2019-2020'
    >>> checked("title", " ") is None
    True

    Raises:
        CorrectionError: the field cannot be that.
    """
    if not isinstance(given, str):
        return [text for text in (" ".join(each.split()) for each in given) if text]
    text = " ".join(given.split())
    if field == "kind" and text not in KINDS:
        raise CorrectionError(f"{text!r} is no kind of paper; it is one of {', '.join(KINDS)}")
    if not text:
        return None
    if field == "date":
        return _iso(text)
    if field == "session":
        return _session(text)
    if field == "chamber" and text not in ("I", "II"):
        raise CorrectionError(f"{text!r} is no chamber; it is I (Eerste Kamer) or II (Tweede Kamer)")
    return text


def _iso(text: str) -> str:
    match = _DUTCH_DATE.fullmatch(text)
    day = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else text
    try:
        date.fromisoformat({4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day))
    except ValueError:
        day = ""
    if not day or not (_PARTIAL_DATE.fullmatch(day) or len(day) == len("2020-09-11")):
        raise CorrectionError(f"{text!r} is no date; write it as 2020-09-11, or 2020-09 or 2020 where no more is known")
    return day


def _session(text: str) -> str:
    match = _SESSION.fullmatch(text)
    first = int(match[1]) if match else 0
    if match is None or int(match[2]) not in (first + 1, (first + 1) % 100):
        raise CorrectionError(f"{text!r} is no parliamentary year; write it as 2019-2020")
    return f"{first}-{first + 1}"


def corrected(metadata: Metadata, values: Mapping[str, Any]) -> Metadata:
    """The metadata with what readers gave in place of what was read; what they gave is no guess."""
    given: dict[str, Any] = {
        field: tuple(value) if field in SEVERAL else value for field, value in values.items() if field in FIELDS
    }
    if not given:
        return metadata
    return replace(
        metadata,
        **given,
        guessed=tuple(field for field in metadata.guessed if field not in given),
        corrected=tuple(field for field in FIELDS if field in given),
    )
