"""What two commits say of the same papers: tags, and with --library what a library of them holds and answers.

    python benchmarks/compare_commits.py BEFORE AFTER FILE_OR_FOLDER... [--library]

BEFORE, AFTER: two checkouts (git worktree add --detach FOLDER COMMIT). Each
works in a process of its own. Papers are read by both, so a difference in
reading shows too. Compared are, numbers of rows and times apart: `tag --json`
of the text of each paper; with --library the content as tests/index/contents.py
tells it, `recommendations --json` and `search --json` of a few questions. Exit
status 1 where something differs. CPU seconds of the tagging are printed too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

QUESTIONS = ("uitvoeringstoets", "hoe wordt de uitvoering wendbaarder?", "verzoekt de regering", "toezicht")
TAGS = """
import json, sys, time
from pathlib import Path
from ingest.errors import VindplaatsError
from ingest.reader import read_file
from nlp.tagger import tag_text
from search_cli.shapes import tag_shape
texts = {}
for name in map(Path, sys.argv[1:]):
    for file in sorted(f for f in (name.rglob("*") if name.is_dir() else [name]) if f.suffix in (".pdf", ".xml")):
        try:
            texts[str(file)] = read_file(file).text
        except VindplaatsError as error:
            texts[str(file)] = f"{type(error).__name__}: {error}"
began = time.process_time()
tags = {name: tag_shape(name, tag_text(text)) for name, text in texts.items()}
seconds = time.process_time() - began
print(json.dumps({"seconds": seconds, "words": sum(len(t.split()) for t in texts.values()), "tags": tags}))
"""
CONTENT = """
import sys
from pathlib import Path
from tests.index.contents import content
for paper in content(Path(sys.argv[1])):
    print(repr(paper))
"""
# What is another in each library, or on each day.
PASSING = frozenset(
    {"id", "passage", "passage_id", "recommendation", "restates", "library", "seconds", "added_at", "generation"}
)


def run(checkout: Path, *arguments: str) -> str:
    """What Python prints in a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def lasting(value: Any) -> Any:
    """A JSON value without what is another in each library."""
    if isinstance(value, dict):
        return {key: lasting(each) for key, each in value.items() if key not in PASSING or isinstance(each, str)}
    return [lasting(each) for each in value] if isinstance(value, list) else value


def said_of_library(checkout: Path, papers: list[str], library: Path) -> dict[str, Any]:
    """The content of a new library of these papers, and its answers."""
    at = ("--library", str(library))
    run(checkout, "-m", "search_cli", "add", "--quiet", "--jobs", "1", *papers, *at)
    answers = {"content": run(checkout, "-c", CONTENT, str(library)).splitlines()}
    asked = [("recommendations", "--json"), *(("search", question, "--json") for question in QUESTIONS)]
    for words in asked:
        answers[" ".join(words)] = lasting(json.loads(run(checkout, "-m", "search_cli", *words, *at)))
    return answers


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names under which two sets of answers differ."""
    return [name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)]


def main() -> None:
    """Compare the two checkouts that the command line names."""
    words = [word for word in sys.argv[1:] if word != "--library"]
    checkouts = [Path(word).resolve() for word in words[:2]]
    papers = [str(Path(word).resolve()) for word in words[2:]]
    tagged = [json.loads(run(checkout, "-c", TAGS, *papers)) for checkout in checkouts]
    first, second = (each["seconds"] for each in tagged)
    different = differing(tagged[0]["tags"], tagged[1]["tags"])
    print(f"tags: {len(different)} of {len(tagged[0]['tags'])} papers differ ({tagged[0]['words']} words)", *different)
    print(f"CPU seconds of tagging: {first:.2f}, {second:.2f} ({second / first:.2f} times)")
    if "--library" in sys.argv:
        with tempfile.TemporaryDirectory() as folder:
            said = [said_of_library(c, papers, Path(folder) / f"{n}.library") for n, c in enumerate(checkouts)]
        changed = differing(*said)
        print(f"library: {len(changed)} of {len(said[0])} answers differ", *changed)
        different += changed
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
