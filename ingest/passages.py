"""Passages: runs of whole blocks, small enough to be embedded and found as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from ingest.model import Block, BlockKind, Document, Passage, PassageKind

# A passage below this part of the limit says too little to be found on its own.
SHORT_FRACTION = 0.25

QUESTION = re.compile(r"(?:Vraag|Vragen)\b")
ANSWER = re.compile(r"(?:Antwoord|Antwoorden)\b")

# What parts the halves of a block that is too long, best first: the end of a table
# row or of a sentence ("nr. 3" and "art. 5" end none) if one is near its middle,
# else white space, else nothing.
ROW_END = re.compile(r"(\n+)")
SENTENCE_END = re.compile(r"(?<=[\w)\]%][\w)\]%][.!?])[\"'”’)]*(\s+)(?=[\"'“‘(]?[A-ZÀ-Þ])")
WHITE_SPACE = re.compile(r"(\s+)")
NOTHING = re.compile(r"()(?=\S)")

# The heading of a list of literature, numbered or not.
LITERATURE = re.compile(
    r"(?:bijlage|hoofdstuk)?\s*+[\dIVX.]{0,9}+:?\s*+(?:geraadpleegde |aangehaalde |gebruikte )?"
    r"(?:literatuur(?:lijst|verwijzingen|opgave)?|bronnen(?:lijst)?|referenties|referentielijst|bibliografie)"
    r"(?: en (?:bronnen|literatuur|websites))?",
    re.IGNORECASE,
)
# A line of contents that was not seen as one: words, dots, the number of a page.
LEADERS = re.compile(r"(?<!\.)\.{4,}+\s*+\d+\b")
FEWEST_LEADERS = 3

Zone = Literal["body", "toc", "notes"]


def split_passages(document: Document, count_tokens: Callable[[str], int], max_tokens: int = 400) -> list[Passage]:
    """Cut a document into passages of whole paragraphs and list items, in order of the text.

    No passage has more than max_tokens. None runs across a heading of level 1
    or 2, other than the headings that open it; a heading does not end one.
    A question ("Vraag 3") stays with its answer if both fit. Passages below a
    quarter of the limit are joined to a neighbour under the same heading of
    level 1 or 2. Contents lines and footnotes have passages of their own, the
    footnotes of each page apart, as a note is cited by its page. Only
    a block that is too long by itself is cut: at the row or sentence end, else
    the white space, nearest its middle.

    Passages do not overlap, and together they hold every block with its
    marker, but for signs that stand alone. headings of a passage are those its first words stand under, the
    ones that open it included.

    Args:
        count_tokens: the length of a text in tokens of the model that embeds
            it. Called once for each block, as counting takes a tenth of the
            time of embedding: blocks together are taken to have no more tokens
            than each for itself, as with all tokenizers that white space parts.
        max_tokens: at least 1 token; a single character is never cut.
    """
    measure = _Measure(document.text, count_tokens, max_tokens)
    paths = _heading_paths(document)
    passages = []
    for zone, blocks in _sections(document.blocks):
        groups: list[_Group] = []
        for cluster in _clusters(document.text, blocks):
            for group in _packed(measure, _pieces(measure, cluster, paths)):
                _append_or_join(groups, group, max_tokens)
        passages += [_passage(document, zone, group) for group in groups]
    # A lone sign is a passage of its own where it stands between two notes or two chapters; nobody looks for it.
    return [passage for passage in passages if any(map(str.isalnum, passage.text))]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block with its marker, or a part of one that is too long.

    path: the headings it stands under.
    """

    start: int
    end: int
    tokens: int
    path: tuple[str, ...]
    kind: BlockKind
    page: int

    @property
    def is_heading(self) -> bool:
        return self.kind == "heading"


_Group = list[_Piece]


@dataclass(frozen=True, slots=True)
class _Measure:
    """The limit, and the ways to keep it."""

    text: str
    count_tokens: Callable[[str], int]
    max_tokens: int

    def tokens(self, start: int, end: int) -> int:
        return self.count_tokens(self.text[start:end])

    def cut(self, start: int, end: int, limit: int) -> Iterator[tuple[int, int, int]]:
        """(start, end, tokens) of the parts of a range, halved until each is within the limit."""
        tokens = self.tokens(start, end)
        middle = None if tokens <= limit else _middle(self.text, start, end)
        if middle is None:
            yield start, end, tokens
        else:
            yield from self.cut(start, middle[0], limit)
            yield from self.cut(middle[1], end, limit)

    def leads(self, piece: _Piece) -> bool:
        """Whether a piece should stay with what follows: a heading, or words that end in a colon."""
        return piece.is_heading or self.text[piece.end - 1] == ":"


def _middle(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The best place to cut a range in two: (end of the first half, start of the second)."""
    centre = (start + end) // 2
    for parting in (ROW_END, SENTENCE_END, WHITE_SPACE, NOTHING):
        places = [match.span(1) for match in parting.finditer(text, start + 1, end) if match.end() < end]
        nearest = min(places, key=lambda place: abs(place[1] - centre), default=None)
        is_near = nearest is not None and abs(nearest[1] - centre) <= (end - start) // 4
        if nearest is not None and (is_near or parting in (WHITE_SPACE, NOTHING)):
            return nearest
    return None


def _heading_paths(document: Document) -> dict[int, tuple[str, ...]]:
    """The headings above each block, by its start; a heading is in its own path.

    What follows a list of contents without a heading of its own (a summary in
    a box) does not stand under "Inhoud".
    """
    paths = {}
    after_contents = False
    above: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind == "heading":
            level = block.level or 4
            above = [heading for heading in above if heading[0] < level]
            above.append((level, document.text[block.start : block.end]))
        elif after_contents and block.kind != "toc":
            above = above[:-1]
        after_contents = block.kind == "toc"
        paths[block.start] = () if block.kind == "footnote" else tuple(text for _, text in above)
    return paths


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Zone, list[Block]]]:
    """Runs of blocks that may share a passage: up to a heading of level 1 or 2, contents lines or notes."""
    section: list[Block] = []
    previous_zone: Zone = "body"
    for block, zone in zip(blocks, _zones(blocks), strict=True):
        is_chapter = block.kind == "heading" and (block.level or 4) <= 2
        if section and (zone != previous_zone or (is_chapter and section[-1].kind != "heading")):
            yield previous_zone, section
            section = []
        section.append(block)
        previous_zone = zone
    if section:
        yield previous_zone, section


def _zones(blocks: Sequence[Block]) -> list[Zone]:
    """Where each block belongs; a heading ("Inhoud") belongs with what follows it."""
    zones: list[Zone] = []
    following: Zone = "body"
    for block in reversed(blocks):
        if block.kind == "footnote":
            following = "notes"
        elif block.kind == "toc":
            following = "toc"
        elif block.kind != "heading" or following == "notes":
            following = "body"
        zones.append(following)
    return zones[::-1]


def _clusters(text: str, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that belong together: under one heading, a question with its answer, the notes of one page."""
    cluster: list[Block] = []
    for block in blocks:
        if cluster and _opens_cluster(text, cluster, block):
            yield cluster
            cluster = []
        cluster.append(block)
    if cluster:
        yield cluster


def _opens_cluster(text: str, cluster: Sequence[Block], block: Block) -> bool:
    if block.kind == "footnote":
        return block.page != cluster[-1].page
    if block.kind != "heading" or cluster[-1].kind == "heading":
        return False
    headings = [text[other.start : other.end] for other in cluster if other.kind == "heading"]
    is_unanswered = any(map(QUESTION.match, headings)) and not any(map(ANSWER.match, headings))
    goes_on = ANSWER.match(text, block.start) or QUESTION.match(text, block.start)
    return not (is_unanswered and goes_on)


def _pieces(measure: _Measure, blocks: Iterable[Block], paths: dict[int, tuple[str, ...]]) -> Iterator[_Piece]:
    """The blocks of a cluster, those that are too long in parts, so that a heading fits before its first part."""
    led_tokens = 0
    for block in blocks:
        limit = measure.max_tokens - led_tokens if led_tokens <= measure.max_tokens // 2 else measure.max_tokens
        start = _start_with_marker(measure.text, block)
        for part in measure.cut(start, block.end, limit):
            piece = _Piece(*part, path=paths[block.start], kind=block.kind, page=block.page)
            led_tokens = led_tokens + piece.tokens if measure.leads(piece) else 0
            yield piece


def _start_with_marker(text: str, block: Block) -> int:
    """Where a block begins to a reader: at its marker ("1. "), which stands right before it."""
    marker = f"{block.marker} " if block.marker else ""
    return block.start - len(marker) if text.startswith(marker, block.start - len(marker)) else block.start


def _packed(measure: _Measure, pieces: Iterable[_Piece]) -> Iterator[_Group]:
    """The fewest groups within the limit, of about equal length; what leads stays with what follows."""
    units = list(_units(measure, pieces))
    total = sum(map(_tokens, units))
    target = total / max(1, ceil(total / measure.max_tokens))
    done, n_groups = 0, 0
    group: _Group = []
    for unit in units:
        is_full = _tokens(group + unit) > measure.max_tokens
        is_at_target = done + _tokens(group) + _tokens(unit) / 2 > target * (n_groups + 1)
        if group and (is_full or is_at_target):
            yield group
            done, n_groups = done + _tokens(group), n_groups + 1
            group = []
        group = group + unit
    if group:
        yield group


def _units(measure: _Measure, pieces: Iterable[_Piece]) -> Iterator[_Group]:
    """Pieces that lead, with what they lead, as far as that fits."""
    unit: _Group = []
    for piece in pieces:
        if unit and not (measure.leads(unit[-1]) and _tokens([*unit, piece]) <= measure.max_tokens):
            yield unit
            unit = []
        unit.append(piece)
    if unit:
        yield unit


def _tokens(group: _Group) -> int:
    return sum(piece.tokens for piece in group)


def _append_or_join(groups: list[_Group], group: _Group, max_tokens: int) -> None:
    """Add a group; to the one before it, if one of the two is short and both fit together; no notes of two pages."""
    short = max_tokens * SHORT_FRACTION
    before = _tokens(groups[-1]) if groups else 0
    other_page = group[0].kind == "footnote" and groups and groups[-1][-1].page != group[0].page
    if groups and not other_page and min(before, _tokens(group)) < short and _tokens(groups[-1] + group) <= max_tokens:
        groups[-1] = groups[-1] + group
    else:
        groups.append(group)


def _passage(document: Document, zone: Zone, group: _Group) -> Passage:
    start, end = group[0].start, group[-1].end
    page, last_page = document.pages_of(start, end)
    opening = next((piece for piece in group if not piece.is_heading), group[-1])
    return Passage(
        start=start,
        end=end,
        text=document.text[start:end],
        page=page,
        last_page=last_page,
        headings=opening.path,
        kind=_kind(document.text[start:end], zone, group, opening.path),
        is_ocr=any(sheet.is_ocr for sheet in document.pages[page - 1 : last_page]),
    )


def _kind(text: str, zone: Zone, group: _Group, path: Sequence[str]) -> PassageKind:
    """What a passage is made of; "body" where it has text of its own beside a table or a caption."""
    if zone == "notes" or (path and LITERATURE.fullmatch(path[-1])):
        return "notes"
    if zone == "toc" or len(LEADERS.findall(text)) >= FEWEST_LEADERS:
        return "contents"
    kinds = {piece.kind for piece in group} - {"heading"}
    if not kinds:
        return "heading"
    if kinds <= {"table", "caption"}:
        return "table" if "table" in kinds else "caption"
    return "body"
