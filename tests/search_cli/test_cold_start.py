"""Help and search start without the heavy libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from search_cli.app import MODULE_OF, app, app_of

HEAVY = {"torch", "sentence_transformers", "transformers", "spacy", "pdfplumber", "onnxruntime", "simplemma", "psycopg"}
# What reads papers is needed by nobody who searches.
HEAVY |= {"ingest.pdf", "ingest.layout"}
RUN = """
import sys
from search_cli.app import main
sys.argv = ["vindplaats", *{arguments!r}]
try:
    main()
finally:
    print("LOADED", *sorted({heavy!r} & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["search", "--help"], ["search", "wendbaarheid"], ["search", "--mode", "lexical", "dienst"]],
)
def test_nothing_heavy_is_imported(arguments, sample_papers):
    if arguments[0] == "search" and "--help" not in arguments:
        arguments = [*arguments, "--library", str(sample_papers)]
    run = subprocess.run(
        [sys.executable, "-c", RUN.format(arguments=arguments, heavy=HEAVY)], capture_output=True, text=True, check=True
    )
    assert run.stderr.splitlines()[-1].split() == ["LOADED"]


def names_of(made):
    return {command.name or command.callback.__name__ for command in made.registered_commands} | {
        group.name for group in made.registered_groups
    }


def test_each_module_has_the_commands_that_are_asked_of_it():
    modules = {module: {c for c, its in MODULE_OF.items() if its == module} for module in MODULE_OF.values()}
    assert {module: names_of(app_of([module])) for module in modules} == modules


@pytest.mark.parametrize("arguments", [["tag", "--help"], ["register", "status", "--help"], ["cite", "--no-such"]])
def test_a_command_by_itself_answers_as_one_of_all(arguments):
    alone = CliRunner().invoke(app_of([MODULE_OF[arguments[0]]]), arguments)
    among_all = CliRunner().invoke(app, arguments)
    assert (alone.exit_code, alone.output) == (among_all.exit_code, among_all.output)


def test_one_command_does_not_wait_for_the_modules_of_the_others():
    code = "from search_cli.app import app_of; app_of(['reading.document']); import sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    commands = {name for name in run.stdout.split() if name.startswith("search_cli.commands.")}
    assert commands == {"search_cli.commands.reading", "search_cli.commands.reading.document"}
