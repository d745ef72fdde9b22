"""Nothing that a text of a paper or a user holds is obeyed by the terminal."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from search_cli.terminal import VisibleConsole, visible

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@given(st.text(st.characters(codec=None)))
def test_no_text_leaves_a_sign_that_a_terminal_obeys(text: str) -> None:
    assert not OBEYED.search(visible(text))


@given(st.text())
def test_json_says_the_same_when_its_signs_are_made_visible(text: str) -> None:
    assert json.loads(visible(json.dumps({"text": text}, ensure_ascii=False))) == {"text": text}


def test_a_console_shows_escapes_of_texts_and_keeps_its_own_colours() -> None:
    file = io.StringIO()
    VisibleConsole(file=file, force_terminal=True, color_system="standard", highlight=False).print(
        Text("rood", style="red"), Text("a\x1b[2Jb\u202e")
    )
    assert file.getvalue() == "\x1b[31mrood\x1b[0m a\\u001b[2Jb\\u202e\n"


def test_names_that_are_hostile_too_long_or_not_utf8_give_one_sentence(tmp_path: Path) -> None:
    library = tmp_path / "v.library"
    hostile = [
        (["search", "rivier", "--library", f"{library}\x1b[31m"], "\\u001b[31m"),
        (["cite", os.fsdecode(b"co\xf6r"), "--library", str(library)], "UTF-8"),
        (["add", "x" * 5000, "--library", str(library)], "vindplaats: "),
        (["search", "rivier", "--library", str(tmp_path / ("x" * 300))], "vindplaats: "),
    ]
    for arguments, said in hostile:
        ran = subprocess.run([sys.executable, "-m", "search_cli", *arguments], capture_output=True, check=False)
        told = ran.stderr.decode("utf-8")
        assert ran.returncode in (1, 2, 3), told
        assert said in told
        assert "Traceback" not in told
        assert not OBEYED.search(told)
