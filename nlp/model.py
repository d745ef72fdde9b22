"""The vocabulary of what is found in a text. Offsets are into that text, half-open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

EntityLabel = Literal["ORG", "MAATREGEL", "WET"]
RecommendationType = Literal["aanbeveling", "verzoek", "toezegging"]
Grade = Literal["firm", "doubtful"]
Speaker = Literal["author", "minister", "agency", "member"]
FollowUpStatus = Literal["overgenomen", "deels", "niet overgenomen", "loopt", "afgerond", "vermeld", "onduidelijk"]
# Stands in the words of a source where the recommendation itself was left out of them.
LEFT_OUT = " […] "


@dataclass(frozen=True, slots=True)
class Entity:
    """A named organisation, policy measure or law.

    canonical: its full official name, None where that is not certain.
    identifier: TOOI (organisations) or BWB (laws) identifier, None where unknown.
    """

    start: int
    end: int
    label: EntityLabel
    text: str
    canonical: str | None = None
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedEntity:
    """What a rule took for an entity and the filter took out again, with the reason in words."""

    start: int
    end: int
    label: EntityLabel
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about names that the rules find.

    rejected: (label, text) of what is no entity. merged: a canonical name or
    a form, and the canonical name that it is the same as.
    """

    rejected: frozenset[tuple[str, str]] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation of an official paper; targets are normalised ids ("kst-31490-271"), empty for series without one."""

    start: int
    end: int
    text: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An advice (aanbeveling), request (verzoek) or commitment (toezegging): one sentence or list item.

    number: as printed ("3", "4.1.8"), None if none is. addressees: as named in
    the text. deadline: the words that state it. restates: the position (in
    the tuple it comes in) of the fuller version of the same recommendation.
    confidence: how likely it is that this recommends, requests or commits, 0 to
    1, as measured on papers that were not learned from; grade: whether that is
    enough to tell it without reserve. by: who speaks, the minister or cabinet,
    a member of the Kamer, an agency or council that commits itself, or the
    author of another paper.
    """

    start: int
    end: int
    text: str
    type: RecommendationType
    number: str | None = None
    addressees: tuple[str, ...] = ()
    deadline: str | None = None
    restates: int | None = None
    confidence: float = 1.0
    grade: Grade = "firm"
    by: Speaker = "author"


@dataclass(frozen=True, slots=True)
class Link:
    """The passage a recommendation rests on: a range of the same text.

    text: the words of the range; a recommendation in the middle of its own
    reasons is left out of them, as LEFT_OUT (parts_shown tells where).
    recommendation: position of the recommendation in Tags.recommendations.
    score: the chance, 0 to 1, that the reasons stand there. reason: in words,
    why. is_own: the reason stands in the sentence of the recommendation alone,
    which is then the range.
    """

    recommendation: int
    start: int
    end: int
    text: str
    score: float
    reason: str
    is_own: bool = False


def parts_shown(start: int, end: int, text: str) -> tuple[tuple[int, int], ...]:
    """The ranges whose words a link shows: its own, or what stands before and after the words it leaves out.

    >>> parts_shown(10, 24, "Open om vier u"), parts_shown(10, 90, "Open. […] Toe.")
    (((10, 24),), ((10, 15), (86, 90)))
    """
    before, left_out, after = text.partition(LEFT_OUT)
    if len(text) == end - start or not left_out:
        return ((start, end),)
    return (start, start + len(before)), (end - len(after), end)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A passage of a later paper that answers a recommendation of an earlier one.

    start and end are offsets into the later paper. evidence: the words that
    show the status; a status without them is "onduidelijk".
    """

    start: int
    end: int
    text: str
    status: FollowUpStatus
    evidence: str
    score: float


@dataclass(frozen=True, slots=True)
class Tags:
    """All that is found in one text."""

    entities: tuple[Entity, ...] = ()
    rejected: tuple[RejectedEntity, ...] = ()
    references: tuple[Reference, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    links: tuple[Link, ...] = ()
