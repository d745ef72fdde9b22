"""What a statement is by its cues alone: in a text of a few sentences, which has no surroundings to learn from."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from typing import Literal

from nlp.advice.cue_weights import score
from nlp.advice.cues import Surroundings
from nlp.advice.statements import Statement
from nlp.model import RecommendationType
from nlp.text.rules import names

# At the head of a clause: "overwegende dat provincies verzoeken om geld" asks for nothing. Slips of reading lose marks.
DICTUM = re.compile(
    r"(?:(?:\A|[;:,.\n]\s{0,3}+)\W{0,3}+(?:en\s{1,3}+)?|\b(?=verzoekt\s{1,3}+(?:de\s{1,3}+regering|het\s{1,3}+kabinet)\b))"
    r"(?P<verb>verzoek(?:t|en)|spreekt (?:(?!uit\b)\w{1,20} ){0,3}uit|roept|draagt|dringt)\b"
)
_PLEDGE = re.compile(r"\b(?:ik zeg|zeg ik)\b(?:(?!\bniet\b)[^.?!]){0,80}\btoe\b", re.IGNORECASE)
# Of what stands in a set form (a dictum, a title that says what it is) nearly all is what it seems.
SET_FORM = 0.95
# Cues are never as sure as that, and what they take for nothing they hold for this likely.
SUREST = 0.9
NOTHING = 0.05


def by_set_form(text: str, around: Surroundings) -> tuple[float, RecommendationType]:
    """In a motion the dicta count; in a debate also what a minister pledges in so many words."""
    if around.is_motion:
        return (SET_FORM if DICTUM.search(text) else 0.0), "verzoek"
    if DICTUM.match(text):
        return SET_FORM, "verzoek"
    return (SET_FORM if _PLEDGE.search(text) else 0.0), "toezegging"


def by_cues(statement: Statement, found: set[str], *, governs: bool) -> tuple[float, RecommendationType]:
    """How likely a statement is one, 0 to 1, and of which type it would be; found: its cues."""
    if statement.is_title:
        return SET_FORM, "aanbeveling"
    kind = _likeliest(found, governs)
    if kind is None:
        return NOTHING, "aanbeveling"
    confidence = min(1 / (1 + math.exp(-score(found, kind))), SUREST)
    is_request = found & names("requests") and "lijst onder advies" not in found
    return confidence, "verzoek" if is_request else kind


def _likeliest(found: Collection[str], governs: bool) -> Literal["aanbeveling", "toezegging"] | None:
    """A commitment of who governs, or else advice; a minister also says what others should do."""
    if governs and score(found, "toezegging") >= 0:
        return "toezegging"
    return "aanbeveling" if score(found, "aanbeveling") >= 0 else None
