r"""Reads the texts of the samples: blocks, and the chunks that a line may be broken between.

    # Chapter                     ## Section
    - list item                   1. numbered item
    | cell | cell |               [^1]: text of footnote 1
    {page}                        a directive, see the form that sets it
    {caption} Tabel 1. ...        a directive with text

Blocks are parted by a blank line, table rows by a line end. Inside a block:
**bold**, _italic_, [^1] a note marker, ~ a space that is never a line end,
\- a place where the word may be hyphenated.
"""

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

Face = Literal["", "B", "I"]
BlockKind = Literal["chapter", "section", "text", "item", "table", "directive"]

BLOCK = re.compile(r"(?P<sign>##?|-|\d+\.|\{[a-z ]+\})(?:[ ]+|$)")
NOTE = re.compile(r"\[\^(\d+)\]: (.+)", re.DOTALL)
TOKEN = re.compile(r"\*\*|_|\[\^(?P<mark>\d+)\]|\\-|~| |(?P<hyphen>(?<=[^\W\d])-(?=[^\W\d]))|[^*_\[\\~ -]+|.")


@dataclass(frozen=True)
class Run:
    """Text in one face; is_mark: the raised number of a note."""

    text: str
    face: Face = ""
    is_mark: bool = False


@dataclass(frozen=True)
class Chunk:
    """What is never broken over a line.

    join: what stands behind it when the line goes on (a space or nothing);
    hyphen: what is printed when the line ends here.
    """

    runs: tuple[Run, ...]
    join: str
    hyphen: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph or the like. sign: the list marker or the name of the directive."""

    kind: BlockKind
    text: str
    sign: str = ""


@dataclass(frozen=True)
class Text:
    blocks: list[Block]
    notes: dict[str, str]


def read(name: str) -> Text:
    """The text with that name in texts/."""
    source = (files(__package__) / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    parts = [part.strip() for part in source.split("\n\n") if part.strip()]
    notes = [match for match in map(NOTE.fullmatch, parts) if match]
    blocks = [block(part) for part in parts if not NOTE.fullmatch(part)]
    return Text(blocks, {match[1]: match[2] for match in notes})


def block(source: str) -> Block:
    if source.startswith("|"):
        return Block("table", source)
    match = BLOCK.match(source)
    if match is None:
        return Block("text", source)
    sign, text = match["sign"], source[match.end() :]
    if sign.startswith("{"):
        return Block("directive", text, sign.strip("{}"))
    if sign.startswith("#"):
        return Block("chapter" if sign == "#" else "section", text)
    return Block("item", text, "–" if sign == "-" else sign)


def rows(table: Block) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.text.splitlines()]


def chunks(text: str) -> list[Chunk]:
    """Cut marked-up text where a line may end."""
    done: list[Chunk] = []
    runs: list[Run] = []
    face: Face = ""

    def close(join: str, hyphen: str = "") -> None:
        done.append(Chunk(tuple(runs), join, hyphen))
        runs.clear()

    for token in TOKEN.finditer(text):
        match token[0]:
            case "**":
                face = "" if face else "B"
            case "_":
                face = "" if face else "I"
            case " ":
                close(" ")
            case "\\-":
                close("", "-")
            case "-" if token["hyphen"]:
                runs.append(Run("-", face))
                close("")
            case "~":
                runs.append(Run(" ", face))
            case _ if token["mark"]:
                runs.append(Run(token["mark"], face, is_mark=True))
            case other:
                runs.append(Run(other, face))
    close("")
    return done


def plain(text: str) -> str:
    """The text as it reads when no line is broken."""
    return "".join(run.text for chunk in chunks(text) for run in (*chunk.runs, Run(chunk.join)))
