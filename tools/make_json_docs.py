"""Make docs/json.md from the types of the JSON shapes (search_cli/shapes/types).

    python -m tools.make_json_docs

A test of the project fails while the page is not what this makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from search_cli.shapes.types import answers, errands, findings, papers

PAGE = Path(__file__).parents[1] / "docs" / "json.md"
# What each command prints with --json, in the order of its help.
ANSWERS: dict[str, tuple[str, Any]] = {
    "add": ("", papers.ReportShape),
    "fetch": ("", errands.FetchShape),
    "fetch --check": ("", errands.ServicesShape),
    "status": ("", papers.StatusShape),
    "describe": ("", papers.DescribedShape),
    "remove": ("", papers.RemovedShape),
    "library copy": ("", papers.CopiedShape),
    "rebuild": ("", papers.ReportShape),
    "register status": ("and `register update`", errands.RegisterShape),
    "search": ("", answers.AnswerShape),
    "searches": ("", list[errands.SavedSearchShape]),
    "term": ("", answers.TermShape),
    "show": ("with `--recommendation` as `recommendations`", papers.ShowShape),
    "compare": ("", papers.ComparisonShape),
    "parse": ("", papers.ParseShape),
    "recommendations": ("", list[findings.RecommendationShape]),
    "entities": ("", list[findings.EntityGroupShape]),
    "entities --rejected": ("", list[findings.RejectedShape]),
    "references": ("without DOCUMENT a list of these, of all papers", findings.ReferencesShape),
    "references --missing": ("", list[findings.MissingPaperShape]),
    "tag": ("", findings.TagShape),
    "cite": ("", list[papers.CitationShape]),
    "notes": ("", list[findings.NoteShape]),
    "briefing list": ("", list[papers.BriefingItemShape]),
    "briefing names": ("", list[papers.BriefingNameShape]),
    "verify": ("", errands.VerificationShape),
    "evaluate": ("", answers.EvaluationShape),
}
HEAD = """\
# What Vindplaats prints as JSON

Made by `python -m tools.make_json_docs` from the types in `search_cli/shapes/types`; do not edit it by hand.

Each command that prints results takes `--json`: one document on stdout, in UTF-8, and nothing else there (`tag` of a
`.jsonl` prints one a line). The pages of `serve` give the same at an address that ends in `.json`; the tools of `mcp`
add `sha256`, `start`, `end` and `citation` where they are not there yet. Keys are added in later versions, never
renamed.

`start` and `end` are half-open ranges of characters (Python's `str` indices), of the text of the document unless a
line says otherwise. `page` is the place in the PDF, from 1, as a viewer counts; null in a text without pages.
`page_label` is the number as printed, where that differs. Dates are ISO. An `address`
(`kst-31490-284/p2/1234-1400?h=ab12cd34`) finds its words again when the paper was read anew; numbers of passages hold
within one library.
"""
_TYPES = {str: "string", int: "integer", float: "number", bool: "true or false", NoneType: "null", Any: "anything"}


def page() -> str:
    """The whole of docs/json.md."""
    commands = [
        f"| `{command}` | {_type(answer)}{f'; {more}' if more else ''} |" for command, (more, answer) in ANSWERS.items()
    ]
    return "\n".join(
        [
            HEAD,
            "| command | prints |",
            "|---|---|",
            *commands,
            *(line for shape in shapes() for line in _section(shape)),
        ]
    )


def shapes() -> list[Any]:
    """All shapes, each once, each before those it holds."""
    found: dict[Any, None] = {}
    for _, answer in ANSWERS.values():
        _collect(answer, found)
    return list(found)


def _collect(annotation: Any, found: dict[Any, None]) -> None:
    if is_typeddict(annotation):
        if annotation not in found:
            found[annotation] = None
            for inner in get_type_hints(annotation).values():
                _collect(inner, found)
        return
    for inner in get_args(annotation):
        if get_origin(annotation) is not Literal:
            _collect(inner, found)


def _section(shape: Any) -> Iterator[str]:
    yield from ("", f"## {title(shape)}", "", shape.__doc__, "", "| key | type | meaning |", "|---|---|---|")
    for key, annotation in get_type_hints(shape, include_extras=True).items():
        optional = get_origin(annotation) is NotRequired
        inner = get_args(annotation)[0] if optional else annotation
        meaning = ""
        if get_origin(inner) is Annotated:
            inner, meaning = get_args(inner)
        meaning = "; ".join(filter(None, ["not always there" if optional else "", meaning]))
        yield f"| `{key}` | {_type(inner)} | {meaning} |".replace("|  |", "| |")


def title(shape: Any) -> str:
    """What a shape is called on the page: NearCopyShape is "near copy"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape.__name__.removesuffix("Shape")).lower()


def _type(annotation: Any) -> str:
    """A type in words: "list of [hit](#hit)", "string or null"."""
    if is_typeddict(annotation):
        return f"[{title(annotation)}](#{title(annotation).replace(' ', '-')})"
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin is list:
        return f"list of {_type(inner[0])}"
    if origin is tuple:
        return f"list of {len(inner)} {_type(inner[0])}s"
    if origin is dict:
        return "object" if inner[1] is Any else f"object of {_type(inner[1])}"
    if origin in (Union, UnionType):
        return " or ".join(_type(each) for each in inner)
    return _TYPES[annotation]


if __name__ == "__main__":
    PAGE.write_text(page() + "\n", "utf-8")
