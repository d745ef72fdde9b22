"""Find who recommends, requests or commits to what: advice, the dictum of motions, commitments of ministers.

A sentence is judged by a model that learned from papers people read (nlp/advice/recogniser.py). Motions and debates
have set forms, and are read by these; a text of a few sentences is read by its cues alone (nlp/advice/by_cues.py).
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.model import Document
from nlp.advice.addressees import find_addressees
from nlp.advice.by_cues import DICTUM, by_cues, by_set_form
from nlp.advice.cues import Surroundings
from nlp.advice.deadlines import find_deadline
from nlp.advice.recogniser import Judged, Look, load_model, look_at, recognise
from nlp.advice.restatements import find_restatements
from nlp.advice.statements import Statement, statements
from nlp.advice.surroundings import MOTION
from nlp.model import Recommendation, RecommendationType, Speaker

_DUTCH = re.compile(r"\b(?:de|het|een|van|en|te|dat|op|voor|met|zijn|niet|aan|door)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:the|of|and|to|that|with|for|should|und|der|das|nicht|ist|mit|les|des|une|est|pour|dans)\b", re.IGNORECASE
)
_ASKS_THE_GOVERNMENT = re.compile(
    r"\bverzoek(?:t|en)\s+(?:de\s+regering|het\s+kabinet|het\s+presidium|de\s+minister|de\s+staatssecretaris)"
)
_DICTUM_END = re.compile(r"(?<![\s,;.])[\s,;.]*+(?:en gaat over tot de orde van de dag.*)?$", re.DOTALL)
# Fewer statements than this are too few to tell what kind of paper it is.
FEW = 30


def find_recommendations(document: Document) -> tuple[Recommendation, ...]:
    """The recommendations, requests and commitments of a document, in the order of its text.

    Each is one sentence, list item, dictum or titled action, with how likely it is one; what is unlikely is left
    out. A document that is not Dutch, or has no text, has none. restates is set within the tuple.
    """
    if not is_dutch(document.text):
        return ()
    all_statements = statements(document)
    if not all_statements:
        return ()
    look, around = look_at(document, all_statements)
    judged = _judged(look, around[0])
    kept = [
        (statement, place, confidence, kind)
        for statement, place, (confidence, kind) in zip(all_statements, around, judged.each, strict=True)
        if confidence >= load_model().floor
    ]
    found = [
        replace(
            _recommendation(document, statement, kind),
            confidence=round(confidence, 3),
            grade="firm" if confidence >= judged.firm else "doubtful",
            by=_speaker(kind, place),
        )
        for statement, place, confidence, kind in kept
    ]
    restates = find_restatements(found, [statement for statement, *_ in kept], len(document.text))
    return tuple(replace(each, restates=target) for each, target in zip(found, restates, strict=True))


def _judged(look: Look, paper: Surroundings) -> Judged:
    """How likely each statement is a recommendation; paper: what holds for all of them."""
    if paper.is_debate or paper.is_motion:
        return Judged([by_set_form(statement.text, paper) for statement in look.stated], load_model().firm)
    if len(look.stated) < FEW:
        found = zip(look.stated, look.cues, strict=True)
        return Judged([by_cues(*each, governs=paper.governs) for each in found], load_model().firm)
    return recognise(look)


def _speaker(kind: RecommendationType, around: Surroundings) -> Speaker:
    if around.is_motion or (around.is_debate and kind == "verzoek"):
        return "member"
    if around.governs or around.is_debate:
        return "minister"
    return "agency" if kind == "toezegging" else "author"


def is_dutch(text: str) -> bool:
    """Whether small words of Dutch are at least as many as those of English, German and French."""
    sample = text[:200_000]
    return len(_DUTCH.findall(sample)) >= len(_FOREIGN.findall(sample))


def _recommendation(document: Document, statement: Statement, kind: RecommendationType) -> Recommendation:
    start, end = statement.start, statement.end
    if kind == "verzoek" and (dictum := DICTUM.search(statement.text)) and _ASKS_THE_GOVERNMENT.search(statement.text):
        start += dictum.start("verb") if MOTION.search(document.text) else 0
        end = start + len(_DICTUM_END.sub("", document.text[start:end]))
    text = document.text[start:end]
    return Recommendation(
        start,
        end,
        text,
        kind,
        statement.number,
        addressees_of(text, kind, statement),
        find_deadline(text),
    )


def addressees_of(text: str, kind: RecommendationType, statement: Statement) -> tuple[str, ...]:
    """Whom a recommendation is addressed to, by its words and by what stands around the statement it is in."""
    return find_addressees(
        text, kind, statement.headings, introduced(statement), statement.leads, statement.to, statement.previous
    )


def introduced(statement: Statement) -> str:
    """The words that introduce a statement: of its list, or right before it with a colon."""
    return statement.stem or (statement.previous if statement.previous.endswith(":") else "")
