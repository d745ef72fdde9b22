"""Help and search start without the heavy libraries."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"torch", "sentence_transformers", "transformers", "spacy", "pdfplumber", "onnxruntime", "simplemma", "psycopg"}
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
