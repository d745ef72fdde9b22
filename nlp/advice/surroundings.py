"""What the paper and the section around a statement say about it: who writes, to whom, and how much is advised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.model import Document
from nlp.advice import cues
from nlp.advice.statements import Statement

# Of papers that speak in the first person a tenth of the sentences or more do; of the others 4 % at most.
FIRST_PERSON_SHARE = 0.1
MOTION = re.compile(r"gehoord de beraadslaging|gaat over tot de orde van de dag", re.IGNORECASE)
_KAMER = re.compile(r"\b(?:uw|de)\s+Kamer\b")
_MEMBER_OF_CABINET = re.compile(r"\b(?:[Ii]k|[Hh]et kabinet|mijn|wij)\b")
_EXPLAINS_LAW = re.compile(r"(?:memorie|nota)\s+van\s+toelichting", re.IGNORECASE)
_ADVISES_ON_LAW = re.compile(r"Afdeling\s+advisering|nader\s+rapport", re.IGNORECASE)
_ARTICLES = re.compile(r"artikelsgewij(?:s|ze)\b", re.IGNORECASE)
_GOVERNS = re.compile(r"minister|staatssecretaris|directeur", re.IGNORECASE)


def surroundings(
    document: Document, all_statements: Sequence[Statement], forms: Sequence[set[str]]
) -> list[cues.Surroundings]:
    """For each statement, what the document and its section say about it. forms: the cues in the words of each."""
    advising = [cues.advises(statement.text) for statement in all_statements]
    per_section = Counter(
        statement.section for statement, advises in zip(all_statements, advising, strict=True) if advises
    )
    share = sum(advising) / max(len(advising), 20)
    governs = is_government_paper(document)
    is_motion = bool(MOTION.search(document.text)) and len(document.text) < 20_000
    named = [who for statement in all_statements if (who := cues.advisers(statement.text))]
    most = max(Counter(each for who in named for each in who).items(), key=lambda item: item[1], default=("", 0))
    in_first_person = not governs and speaks_in_first_person(all_statements)
    adviser = most[0] if most[1] >= 3 and most[1] * 2 >= len(named) else None
    prose = [
        form
        for statement, form in zip(all_statements, forms, strict=True)
        if len(statement.text.split()) >= cues.MIN_PROSE
    ]
    explains_law = is_explanatory_memorandum(document) or cues.cites_law(prose)
    prescribes = not governs and not explains_law and cues.prescribes(prose)
    answers = document.metadata.kind == "aanhangsel"
    return [
        cues.Surroundings(
            governs,
            explains_law,
            is_motion,
            share,
            per_section[statement.section] - advises,
            adviser,
            in_first_person,
            answers,
            prescribes,
            document.metadata.kind == "handelingen",
        )
        for statement, advises in zip(all_statements, advising, strict=True)
    ]


def speaks_in_first_person(all_statements: Sequence[Statement]) -> bool:
    """Whether a paper says "wij" or "ik" of its writers, and not only in a quotation here and there."""
    said = sum(cues.in_first_person(statement.text) for statement in all_statements)
    return said >= FIRST_PERSON_SHARE * len(all_statements)


def is_government_paper(document: Document) -> bool:
    """Whether a minister, the cabinet or a ministry writes: it signs, or speaks to the Kamer in the first person."""
    if document.metadata.kind in ("rapport", "aanhangsel"):
        return document.metadata.kind == "aanhangsel"
    if document.metadata.kind == "brief" and any(
        _GOVERNS.search(each.office or "") for each in document.metadata.signatories
    ):
        return True
    per_10_000 = 10_000 / max(len(document.text), 2_000)
    return (
        len(_KAMER.findall(document.text)) * per_10_000 >= 0.5
        and len(_MEMBER_OF_CABINET.findall(document.text)) * per_10_000 >= 1
    )


def is_explanatory_memorandum(document: Document) -> bool:
    """Whether a document explains a law article by article; the advice of the Raad van State on one does not."""
    opening = document.text[:3000]
    return bool(
        _EXPLAINS_LAW.search(opening) and not _ADVISES_ON_LAW.search(opening) and _ARTICLES.search(document.text)
    )
