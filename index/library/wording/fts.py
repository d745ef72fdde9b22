"""A condition as an FTS5 query (https://sqlite.org/fts5.html) over the table `words`."""

from __future__ import annotations

from index.query.condition import But, Close, Condition, Either, Every, Run


def rendered(condition: Condition) -> str:
    """The FTS5 query that finds what a condition asks. Words are letters and digits only, so nothing is escaped."""
    match condition:
        case Run(words=words, fields=fields, begins=begins):
            return f"{{{' '.join(fields)}}}: {_string(words)}{'*' if begins else ''}"
        case Close(runs=runs, field=field, distance=distance):
            return f"{{{field}}}: NEAR({' '.join(map(_string, runs))}, {distance})"
        case Every(conditions=conditions):
            return "(" + " AND ".join(map(rendered, conditions)) + ")"
        case Either(conditions=()):
            # An empty string is what no passage has.
            return '""'
        case Either(conditions=conditions):
            return "(" + " OR ".join(map(rendered, conditions)) + ")"
        case But(wanted=wanted, unwanted=unwanted):
            return f"({rendered(wanted)} NOT {rendered(unwanted)})"


def _string(words: tuple[str, ...]) -> str:
    return '"' + " ".join(words) + '"'
