"""What is found in papers: names, references and recommendations."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from index.model import Verdict
from nlp.model import EntityLabel, FollowUpStatus, Grade, RecommendationType, Speaker


class EntityShape(TypedDict):
    """A named organisation (ORG), policy measure (MAATREGEL) or law (WET)."""

    start: int
    end: int
    label: EntityLabel
    text: str
    canonical: Annotated[str | None, "its full official name; null where that is not certain"]
    identifier: Annotated[str | None, "TOOI (organisations) or BWB (laws); null where unknown"]


class ReferenceShape(TypedDict):
    """A citation of an official paper."""

    start: int
    end: int
    text: str
    targets: Annotated[list[str], "ids of the papers; empty for series without them (Stb., PbEU, ECLI)"]


class TagRecommendationShape(TypedDict):
    """An advice, request or commitment: one sentence or list item."""

    start: int
    end: int
    text: str
    type: RecommendationType
    number: Annotated[str | None, "as printed"]
    addressees: Annotated[list[str], "as named in the text"]
    deadline: Annotated[str | None, "the words that state it"]
    restates: Annotated[int | None, "position in this list of the fuller version of the same"]
    confidence: Annotated[float, "the chance, 0 to 1, that it is one"]
    grade: Annotated[Grade, "whether that is enough to tell it without reserve"]
    by: Annotated[Speaker, "who speaks; `agency` commits itself, `member` moves a motion"]


class TagShape(TypedDict):
    """What is found in a text; of `.jsonl` one such object a line."""

    id: Annotated[str | int | None, "of the line of a `.jsonl`; null for a text"]
    entities: list[EntityShape]
    references: list[ReferenceShape]
    recommendations: list[TagRecommendationShape]


class SourceShape(TypedDict):
    """Where a recommendation says why."""

    document: str
    page: int | None
    page_label: str | None
    passage: int | None
    address: Annotated[str, "of its words up to those it leaves out"]
    text: Annotated[str, "without the recommendation itself where that stands among them: ` […] `"]
    score: Annotated[float, "the chance, 0 to 1, that the reasons stand there"]
    reason: Annotated[str, "why it was taken, in words"]
    self: Annotated[bool, "the reason stands in the recommendation's own sentence alone"]


class FollowUpShape(TypedDict):
    """What a later paper says of a recommendation."""

    document: str
    page: int | None
    page_label: str | None
    date: str | None
    text: str
    address: str
    status: FollowUpStatus
    evidence: Annotated[str, "the words that show the status"]
    score: float


class JudgementShape(TypedDict):
    """Who judged a recommendation, and when."""

    by: str
    at: Annotated[str, "ISO, UTC"]
    remark: str


class RecommendationShape(TypedDict):
    """A recommendation of a held paper, with its reasons and what became of it."""

    id: Annotated[int, "below 0 where only a reader says that it is one"]
    document: str
    page: int | None
    page_label: str | None
    text: str
    address: str
    type: RecommendationType
    number: str | None
    addressees: list[str]
    deadline: str | None
    confidence: Annotated[float, "the chance, 0 to 1, that it is one"]
    grade: Grade
    by: Speaker
    citation: str
    sources: Annotated[list[SourceShape], "the likeliest first; empty where none was found"]
    self: Annotated[bool, "the reason stands in its own sentence alone"]
    restates: Annotated[int | None, "id of the fuller version of the same"]
    judged: Verdict | None
    judgement: JudgementShape | None
    follow_ups: list[FollowUpShape]
    looked_until: NotRequired[
        Annotated[str | None, "with `--open`: date of the last paper that could have answered it"]
    ]
    papers_looked_at: NotRequired[Annotated[int, "with `--open`: how many such papers"]]


class EntityPlaceShape(TypedDict):
    """One place where a name stands."""

    document: str
    page: int | None
    start: int
    end: int
    address: str


class EntityGroupShape(TypedDict):
    """A name in all its forms, and where it stands; the most frequent come first."""

    label: EntityLabel
    canonical: str | None
    identifier: str | None
    forms: list[str]
    count: int
    documents: Annotated[list[EntityPlaceShape], "each place"]


class RejectedShape(TypedDict):
    """What looked like a name and was taken out."""

    document: str
    start: int
    end: int
    label: EntityLabel
    text: str
    reason: str


class TargetShape(TypedDict):
    """A paper that is cited."""

    id: str
    held: bool


class CitesShape(TypedDict):
    """A citation in a paper."""

    text: str
    page: int | None
    start: int
    end: int
    address: str
    targets: list[TargetShape]


class CitedByShape(TypedDict):
    """A citation of a paper in another that is held."""

    document: str
    date: str | None
    page: int | None
    text: str
    address: str


class ReferencesShape(TypedDict):
    """What a paper cites, and which held papers cite it."""

    document: str
    cites: list[CitesShape]
    cited_by: list[CitedByShape]


class CitingPlaceShape(TypedDict):
    """Where a paper that is not held is cited."""

    document: str
    page: int | None


class MissingPaperShape(TypedDict):
    """A paper that is cited and not held."""

    id: str
    times: int
    cited_by: list[CitingPlaceShape]


class NoteShape(TypedDict):
    """What a reader noted at words of a paper."""

    id: int | None
    text: Annotated[str, "the remark; empty where there are only tags"]
    tags: list[str]
    at: Annotated[str, "when, in UTC"]
    document: str
    sha256: Annotated[str, "of the file in which it was noted"]
    page: int | None
    last_page: int | None
    page_label: Annotated[str | None, "the page as printed, where that differs"]
    start: int
    end: int
    quotation: Annotated[str, "the words"]
    address: str
    citation: Annotated[str | None, "null where the paper is not held any more"]
    stands: Annotated[bool, "false where the paper, perhaps read again, does not have the words (any more)"]
