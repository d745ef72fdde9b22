"""What became of a recommendation: passages of a later paper that answer one of an earlier paper.

Only what the later paper says outright counts: it names the paper and the
number ("aanbeveling 4 neem ik over"), the motion by its Kamerstuk number, or
it repeats the recommendation. The status is cautious: without words that
show it, it is "onduidelijk".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Document, DocumentKind
from nlp.cue_patterns import compiled
from nlp.likeness import LetterVectors
from nlp.model import FollowUp, FollowUpStatus, Recommendation, Reference
from nlp.references import find_references
from nlp.statements import Statement, statements

# Sentences after the one that names a recommendation in which its status may stand.
REACH = 2
# Sentences before a reaction ("Ik neem deze aanbeveling niet over") in which the recommendation is retold.
RETOLD = 3
# Likeness of letter runs, 0 to 1: a repetition in other order, and a retelling beside the paper's own name.
MIN_REPEATED = 0.6
MIN_RETOLD = 0.3
SCORE_BY_NUMBER, SCORE_BY_MOTION = 0.95, 0.95
# A shorter title ("Eindrapport") stands in papers that do not mean the report.
MIN_TITLE_CHARS = 15

# Within one sentence: the full stops of "nr. 88" and "c.s." end none.
_WITHIN = r"(?:[^.;]|\bnr\.|\bc\.s\.)"
# The first that fits counts: a refusal holds the words of an acceptance.
_STATUS: tuple[tuple[FollowUpStatus, re.Pattern[str]], ...] = (
    (
        "deels",
        compiled(
            (
                r"\b(?:deels|gedeeltelijk|ten dele|grotendeels)\b.{0,60}?\b(?:over|overgenomen|uitgevoerd|overnemen)\b",
                r"\bneem(?:t|en)?\b.{0,80}?\b(?:deels|gedeeltelijk|ten dele|grotendeels) over\b",
            )
        ),
    ),
    (
        "niet overgenomen",
        compiled(
            (
                rf"\b(?:neem|neemt|nemen)\b{_WITHIN}{{0,120}}?\bniet over\b",
                rf"\b(?:wordt|worden|is|zijn)\b{_WITHIN}{{0,60}}?\bniet (?:overgenomen|opgevolgd)\b",
                rf"\b(?:wijs|wijst|wijzen)\b{_WITHIN}{{0,80}}?"
                rf"\b(?:aanbeveling|advies|voorstel|motie|dit|deze)\b{_WITHIN}{{0,40}}?"
                r"\baf\b",
                rf"\b(?:volg|volgt|volgen)\b{_WITHIN}{{0,80}}?\b(?:aanbeveling|advies)\b{_WITHIN}{{0,20}}?\bniet\b",
                rf"\bzi(?:e|et|en)\b{_WITHIN}{{0,60}}?\bgeen (?:aanleiding|reden|noodzaak)\b",
            )
        ),
    ),
    (
        "loopt",
        compiled(
            (
                r"\bnog niet (?:afgerond|afgedaan|voltooid|gereed|uitgevoerd)\b",
                r"\bis in (?:uitvoering|voorbereiding|gang)\b",
            )
        ),
    ),
    (
        "afgerond",
        compiled(
            (
                rf"\b(?:is|zijn|als|hiermee|daarmee)\b{_WITHIN}{{0,60}}?"
                r"\b(?:afgerond|afgedaan|uitgevoerd|voltooid|gerealiseerd)\b",
                rf"\bheb(?:ben)?\b{_WITHIN}{{0,80}}?"
                r"\b(?:uitgevoerd|afgerond|voldaan|invulling gegeven|uitvoering gegeven)\b",
                rf"\b(?:is|wordt) (?:hiermee|daarmee|aan)\b{_WITHIN}{{0,60}}?\b(?:voldaan|tegemoetgekomen)\b",
            )
        ),
    ),
    (
        "overgenomen",
        compiled(
            (
                rf"\b(?:neem|neemt|nemen)\b{_WITHIN}{{0,120}}?\bover\b",
                rf"\b(?:wordt|worden|is|zijn)\b{_WITHIN}{{0,60}}?\b(?:overgenomen|opgevolgd)\b",
                rf"\b(?:volg|volgt|volgen)\b{_WITHIN}{{0,60}}?\b(?:aanbeveling|advies)\b",
                r"\b(?:omarm|omarmt|omarmen)\b",
                rf"\bneem(?:t|en)?\b{_WITHIN}{{0,60}}?\bter harte\b",
            )
        ),
    ),
    (
        "loopt",
        compiled(
            (
                r"\b(?:loopt|lopen)\b",
                rf"\b(?:geef|geeft|geven)\b{_WITHIN}{{0,40}}?\b(?:invulling|uitvoering|gevolg) aan\b",
                r"\bwordt (?:momenteel |nu |thans )?(?:uitgewerkt|uitgevoerd|gewerkt|onderzocht)\b",
                rf"\b(?:werk|werkt|werken)\b{_WITHIN}{{0,30}}?\baan\b",
                rf"\bneem(?:t|en)?\b{_WITHIN}{{0,60}}?\bmee\b",
            )
        ),
    ),
)
_ONE_NUMBER = r"\d{1,2}(?:\.\d{1,2})*[a-z]?"
_NUMBER = re.compile(_ONE_NUMBER)
_NUMBERED = re.compile(
    r"\b(?:aanbeveling(?:en)?|advies|actie|oproep|handelingsperspectie(?:f|ven)|voorstel|verbeterpunt)\s+"
    r"(?:nr\.?\s*|nummer\s+)?"
    rf"(?P<numbers>{_ONE_NUMBER}(?:(?:\s*,\s*|\s+en\s+|\s*/\s*){_ONE_NUMBER})*)\b",
    re.IGNORECASE,
)
_REACTS = compiled(
    r"\b(?:deze|die|dit|de|het) (?:\w+ )?(?:aanbeveling(?:en)?|advies|adviezen|pleidooi|oproep|voorstel|suggestie)\b"
)


@dataclass(frozen=True, slots=True)
class EarlierRecommendation:
    """A recommendation of an earlier paper: document is its id, title its title (or "" if unknown)."""

    document: str
    title: str
    kind: DocumentKind
    recommendation: Recommendation


def find_follow_ups(
    later: Document, earlier: Sequence[EarlierRecommendation]
) -> list[tuple[EarlierRecommendation, FollowUp]]:
    """The follow-ups in a later paper, in order of its text, each with the recommendation it answers.

    Args:
        later: the paper that may answer; recommendations of its own are left out.
        earlier: of papers dated before it; the caller sees to that.
    """
    earlier = [each for each in earlier if each.document != later.id]
    if not earlier:
        return []
    sentences = statements(later)
    references = find_references(later.text)
    named = _named_papers(later, references, earlier)
    texts = LetterVectors([each.recommendation.text for each in earlier])
    found: list[tuple[EarlierRecommendation, FollowUp]] = []
    for position, sentence in enumerate(sentences):
        if sentence.text.endswith("?"):
            continue
        hits = [
            *_by_motion(sentence, references, earlier),
            *_by_number(sentence, earlier, named),
            *_by_repetition(sentence, earlier, texts),
            *_by_reaction(sentences, position, earlier, named, texts),
        ]
        seen: set[int] = set()
        for each, score in hits:
            if id(each) not in seen:
                seen.add(id(each))
                found.append((each, _follow_up(sentences, position, score)))
    return found


def status_of(text: str) -> tuple[FollowUpStatus, str]:
    """The status a text gives a recommendation, and the words that say so; ("onduidelijk", "") when none do.

    >>> status_of("Deze aanbeveling neem ik niet over.")
    ('niet overgenomen', 'neem ik niet over')
    """
    for status, pattern in _STATUS:
        if match := pattern.search(text):
            return status, match[0]
    return "onduidelijk", ""


def _follow_up(sentences: Sequence[Statement], position: int, score: float) -> FollowUp:
    """The sentence that names the recommendation, drawn on to the one near it that gives the status."""
    first = last = sentences[position]
    status, evidence = status_of(first.text)
    for later in sentences[position + 1 : position + 1 + REACH]:
        if status != "onduidelijk" or later.section != first.section or _NUMBERED.search(later.text):
            break
        status, evidence = status_of(later.text)
        last = later if status != "onduidelijk" else last
    start, end = first.start, last.end
    text = first.text if first is last else " ".join(s.text for s in sentences if start <= s.start and s.end <= end)
    return FollowUp(start, end, text, status, evidence, round(score, 3))


def _named_papers(
    later: Document, references: Sequence[Reference], earlier: Sequence[EarlierRecommendation]
) -> frozenset[str]:
    """The ids of earlier papers that the later one names, by identifier or by its whole title."""
    targets = {target for reference in references for target in reference.targets}
    text = _letters(later.text)
    return frozenset(
        each.document
        for each in earlier
        if each.document in targets or (len(each.title) >= MIN_TITLE_CHARS and _letters(each.title) in text)
    )


def _letters(text: str) -> str:
    """Letters and digits only: italic titles often lose the spaces between their words in a PDF."""
    return re.sub(r"[\W_]+", "", text.lower())


def _by_motion(
    sentence: Statement, references: Sequence[Reference], earlier: Sequence[EarlierRecommendation]
) -> Iterator[tuple[EarlierRecommendation, float]]:
    targets = {
        target
        for reference in references
        if sentence.start <= reference.start < sentence.end
        for target in reference.targets
    }
    for each in earlier:
        if each.kind == "motie" and each.document in targets:
            yield each, SCORE_BY_MOTION


def _by_number(
    sentence: Statement, earlier: Sequence[EarlierRecommendation], named: frozenset[str]
) -> Iterator[tuple[EarlierRecommendation, float]]:
    """Those with the number that is named, if only one named paper has a recommendation of that number."""
    for match in _NUMBERED.finditer(sentence.text):
        for number in _NUMBER.findall(match["numbers"]):
            fitting = [
                e for e in earlier if e.document in named and (e.recommendation.number or "").lower() == number.lower()
            ]
            if len({each.document for each in fitting}) == 1:
                yield from ((each, SCORE_BY_NUMBER) for each in fitting)


def _by_repetition(
    sentence: Statement, earlier: Sequence[EarlierRecommendation], texts: LetterVectors
) -> Iterator[tuple[EarlierRecommendation, float]]:
    for each, score in zip(earlier, texts.likeness(sentence.text), strict=True):
        if score >= MIN_REPEATED:
            yield each, float(score)


def _by_reaction(
    sentences: Sequence[Statement],
    position: int,
    earlier: Sequence[EarlierRecommendation],
    named: frozenset[str],
    texts: LetterVectors,
) -> Iterator[tuple[EarlierRecommendation, float]]:
    """For a reaction ("Ik neem deze aanbeveling niet over"): the one of a named paper that is retold before it."""
    reaction = sentences[position]
    if not named or not _REACTS.search(reaction.text) or status_of(reaction.text)[0] == "onduidelijk":
        return
    before = [s.text for s in sentences[max(0, position - RETOLD) : position + 1] if s.section == reaction.section]
    cosines = texts.likeness(" ".join(before))
    score, n = max((float(cosines[n]), n) for n, each in enumerate(earlier) if each.document in named)
    if score >= MIN_RETOLD:
        yield earlier[n], score
