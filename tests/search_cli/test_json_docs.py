"""docs/json.md tells of every command what it prints, key by key, and the commands print just that."""

from __future__ import annotations

import json
from types import UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest
import typer.main
from typer.testing import CliRunner

from search_cli.app import app
from tools.make_json_docs import ANSWERS, PAGE, page, shapes, title

COMMANDS = [
    "status",
    "search getijderegeling --mode lexical --explain",
    "term getijderegeling",
    "show kst-99901-14 --page 1",
    "show kst-99901-14",
    "compare kst-99901-14 kst-99901-12",
    "recommendations",
    "recommendations --open",
    "entities",
    "entities --rejected",
    "references kst-99901-19",
    "references --missing",
    "cite kst-99901-14",
    "describe kst-99901-14",
    "searches",
    "notes",
    "briefing list",
    "briefing names",
]


def test_the_page_is_what_the_types_say():
    assert PAGE.read_text("utf-8") == page() + "\n", "run 'python -m tools.make_json_docs'"


def test_every_command_with_json_is_on_the_page():
    def with_json(command: Any, path: tuple[str, ...] = ()) -> list[str]:
        inner = getattr(command, "commands", {})
        if inner:
            return [name for key, each in inner.items() for name in with_json(each, (*path, key))]
        return [" ".join(path)] if any("--json" in option.opts for option in command.params) else []

    # "entities" alone is "entities list".
    told = {answer.split(" --")[0].removesuffix(" list") for answer in ANSWERS} | {"register update"}
    assert {name.removesuffix(" list") for name in with_json(typer.main.get_command(app))} == told


def test_no_two_shapes_have_one_title():
    titles = [title(shape) for shape in shapes()]
    assert sorted(titles) == sorted(set(titles))


def misfits(value: Any, annotation: Any, at: str = "") -> list[str]:
    """Where a printed value is not what a type says."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (NotRequired, Annotated):
        return misfits(value, inner[0], at)
    if is_typeddict(annotation) and not isinstance(value, dict):
        return [f"{at}: {value!r}"]
    if is_typeddict(annotation):
        hints = get_type_hints(annotation, include_extras=True)
        needed = {key for key, hint in hints.items() if get_origin(hint) is not NotRequired}
        wrong = [f"{at}: keys {sorted(value)}"] if not needed <= value.keys() <= hints.keys() else []
        return wrong + [one for key in value.keys() & hints for one in misfits(value[key], hints[key], f"{at}.{key}")]
    if origin in (Union, UnionType):
        return [] if any(not misfits(value, each) for each in inner) else [f"{at}: {value!r}"]
    if origin in (list, tuple) and not isinstance(value, list):
        return [f"{at}: {value!r}"]
    if origin in (list, tuple):
        return [one for item in value for one in misfits(item, inner[0], f"{at}[]")]
    if origin is dict:
        return [one for key, item in value.items() for one in misfits(item, inner[1], f"{at}.{key}")]
    if origin is Literal:
        return [] if value in inner else [f"{at}: {value!r}"]
    fits = annotation is Any or isinstance(value, (int, float) if annotation is float else annotation)
    return [] if fits else [f"{at}: {value!r} is no {annotation}"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_prints_what_the_page_says(sample_papers, command):
    finished = CliRunner().invoke(app, [*command.split(), "--json", "--library", str(sample_papers)])
    assert finished.exit_code == 0, finished.output
    (shape,) = [answer for name, (_, answer) in ANSWERS.items() if is_of(command, name)]
    assert misfits(json.loads(finished.stdout), shape) == []


def is_of(command: str, name: str) -> bool:
    """Whether a line on the page is that of a command; of "entities --rejected", not that of "entities"."""
    longest = max((each for each in ANSWERS if f"{command} ".startswith(f"{each} ")), key=len)
    return name == longest


def test_a_key_that_is_not_on_the_page_is_seen():
    shape = ANSWERS["remove"][1]
    assert misfits({"removed": ["kst-99901-14"]}, shape) == []
    assert misfits({"removed": [1]}, shape) == [".removed[]: 1 is no <class 'str'>"]
    assert misfits({"removed": [], "more": 1}, shape) == [": keys ['more', 'removed']"]
