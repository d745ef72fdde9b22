"""What became of a recommendation: passages of a later paper that answer one of an earlier paper.

Only what the later paper says outright counts: it names the paper and the
number ("aanbeveling 4 neem ik over"), the motion by its Kamerstuk number or
by who moved it, the commitment by its number (TZ202106-089), or it repeats
the recommendation. The status is cautious: without words that show it, it is
"vermeld" or "onduidelijk".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Document, DocumentKind
from nlp.advice.statements import Statement, statements
from nlp.followups.identities import commitment_numbers, movers_named
from nlp.followups.status import UNTOLD, status_by_form, status_of
from nlp.model import FollowUp, Recommendation, Reference
from nlp.references.kamerstukken import find_references
from nlp.text.likeness import LetterVectors
from nlp.text.rules import compiled

# Sentences after the one that names a recommendation in which its status may stand.
REACH = 2
# Sentences before a reaction ("Ik neem deze aanbeveling niet over") in which the recommendation is retold.
RETOLD = 3
# Likeness of letter runs, 0 to 1: a repetition in other order, and a retelling beside the paper's own name.
MIN_REPEATED = 0.6
MIN_RETOLD = 0.3
SCORE_BY_NUMBER, SCORE_BY_MOTION = 0.95, 0.95
# A motion named by who moved it, where one alone of that member is held, or the one most like what is said.
SCORE_BY_MOVER = 0.8
MIN_LIKE_MOTION, MARGIN = 0.15, 0.05
# A number this near behind the name of a motion is the number of that motion.
NUMBER_BESIDE = 60
# A shorter title ("Eindrapport") stands in papers that do not mean the report.
MIN_TITLE_CHARS = 15

_ONE_NUMBER = r"\d{1,2}(?:\.\d{1,2})*[a-z]?"
_TO = r"\s*(?:\btot\s+en\s+met\b|\bt/m\b|–)\s*"
_NUMBER = re.compile(_ONE_NUMBER)
_RANGE = re.compile(rf"(\d{{1,2}}){_TO}(\d{{1,2}})", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:aanbeveling(?:en)?|advies|actie|oproep|handelingsperspectie(?:f|ven)|voorstel|verbeterpunt)\s+"
    r"(?:nr\.?\s*|nummer\s+)?"
    rf"(?P<numbers>{_ONE_NUMBER}(?:(?:\s*,\s*|\s+en\s+|\s*/\s*|{_TO}){_ONE_NUMBER})*)\b",
    re.IGNORECASE,
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_ORDINAL = re.compile(rf"\bde\s+(?P<ordinal>{'|'.join(_ORDINALS)})\s+aanbeveling\b", re.IGNORECASE)
# "Aanbeveling 1 van de Algemene Rekenkamer", "actie 5 uit het veranderplan": not of the paper that is answered.
_OF_OTHERS = re.compile(
    r"\s+(?:van\s+(?:de|het)\s+[A-Z]|uit\s+(?:het|de|ons|mijn)\s+(?!rapport|advies|eindrapport|onderzoek|evaluatie))"
)
_EXCEPTED = re.compile(r"\b(?:uitzondering van|behalve|afgezien van|buiten)\s+(?:de\s+)?$", re.IGNORECASE)
_REACTS = compiled(
    r"\b(?:deze|die|dit|de|het) (?:\w+ )?(?:aanbeveling(?:en)?|advies|adviezen|pleidooi|oproep|voorstel|suggestie)\b"
)

# A sentence goes on about what the one before it named.
_REFERS = compiled(
    r"\b(?:deze|die|dit|dat|de|het) (?:\w+ )?(?:aanbeveling(?:en)?|advies|adviezen|moties?|verzoek|pleidooi|oproep|"
    r"voorstel|suggestie)\b|^(?:dit|dat|deze|die|hieraan|daaraan|hiermee|daarmee)\b|\b(?:neem|neemt|nemen) \w+ "
    r"(?:deze|die|dit|dat)\b"
)
# Between two that are named: words by which something is said of the first alone.
_SAYS = compiled(
    r"\b(?:is|zijn|wordt|worden|heb|heeft|hebben|neem|neemt|nemen|wijs|wijst|wijzen|geef|geeft|geven|volg|volgt|ontraad|"
    r"loopt|zal|zullen|kan|gaat|over|af|niet|wel|maar)\b"
)


@dataclass(frozen=True, slots=True)
class EarlierRecommendation:
    """A recommendation of an earlier paper.

    document: its id. title: that of the paper, "" if unknown. movers: the
    surnames of who moved it, in lower case and in order, for a motion.
    """

    document: str
    title: str
    kind: DocumentKind
    recommendation: Recommendation
    movers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    """A range of a sentence that names recommendations.

    numbers: of recommendations ("4"). targets: ids of papers. commitments:
    numbers of commitments. movers: the surnames in the name of a motion.
    """

    start: int
    end: int
    numbers: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    movers: tuple[str, ...] = ()


# A recommendation, how sure it is that it is meant, and the words that name it (None: the whole sentence does).
_Hit = tuple[EarlierRecommendation, float, _Mention | None]


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
        mentions = _mentions(sentence, references)
        hits = [
            *_by_motion(sentence, mentions, earlier),
            *_by_commitment(mentions, earlier),
            *_by_mover(sentence, mentions, earlier, texts),
            *_by_number(sentence, mentions, earlier, named),
            *_by_repetition(sentence, earlier, texts),
            *_by_reaction(sentences, position, earlier, named, texts),
        ]
        seen: set[int] = set()
        for each, score, mention in hits:
            if id(each) not in seen:
                seen.add(id(each))
                said = _clause(sentence.text, mentions, mention) if mention else sentence.text
                found.append((each, _follow_up(sentences, position, said, references, score)))
    return found


def _follow_up(
    sentences: Sequence[Statement], position: int, said: str, references: Sequence[Reference], score: float
) -> FollowUp:
    """The sentence that names the recommendation, drawn on to the one near it that gives the status.

    said: what the sentence says of it; a part of one is judged by form alone, as what is learned holds for whole
    ones. A later sentence counts as long as it refers to what was named and names nothing else.
    """
    first = last = sentences[position]
    status, evidence = status_of(said) if said == first.text else status_by_form(said)
    if status == "vermeld" and said != first.text and status_by_form(first.text)[0] != status:
        status = "onduidelijk"
    for later in sentences[position + 1 : position + 1 + REACH]:
        if status not in UNTOLD or later.section != first.section or _mentions(later, references):
            break
        if not _REFERS.search(later.text):
            break
        status, evidence = status_of(later.text)
        last = later if status not in UNTOLD else last
    start, end = first.start, last.end
    text = first.text if first is last else " ".join(s.text for s in sentences if start <= s.start and s.end <= end)
    return FollowUp(start, end, text, status, evidence, round(score, 3))


def _mentions(sentence: Statement, references: Sequence[Reference]) -> list[_Mention]:
    """What a sentence names by number, in order: recommendations and papers."""
    text = sentence.text
    found = [_Mention(*match.span(), numbers=_numbers(match["numbers"])) for match in _NUMBERED.finditer(text)]
    for match in _ORDINAL.finditer(text):
        found.append(_Mention(*match.span(), numbers=(str(_ORDINALS.index(match["ordinal"].lower()) + 1),)))
    for reference in references:
        if sentence.start <= reference.start < sentence.end:
            start = reference.start - sentence.start
            found.append(_Mention(start, start + reference.end - reference.start, targets=reference.targets))
    found += [_Mention(start, end, commitments=(number,)) for start, end, number in commitment_numbers(text)]
    found += [_Mention(start, end, movers=names) for start, end, names in movers_named(text)]
    return sorted(found, key=lambda mention: mention.start)


def _numbers(printed: str) -> tuple[str, ...]:
    """The single numbers of "2, 4 en 6 tot en met 8".

    >>> _numbers("2 en 4 t/m 6")
    ('2', '4', '5', '6')
    """
    spelled = _RANGE.sub(lambda match: ", ".join(map(str, range(int(match[1]), int(match[2]) + 1))), printed)
    return tuple(number.lower() for number in _NUMBER.findall(spelled))


def _clause(text: str, mentions: Sequence[_Mention], named: _Mention) -> str:
    """The part of a sentence that speaks of one mention: from it, or those it is joined with, to the next that is not.

    "Aanbevelingen 2 en 3 neem ik over, aanbeveling 4 niet" says two things.
    """
    if _EXCEPTED.search(text[: named.start]):
        return ""
    bounds = [0]
    for one, other in pairwise(mentions):
        if _SAYS.search(text, one.end, other.start):
            bounds.append(other.start)
    bounds.append(len(text))
    return next(text[start:end] for start, end in pairwise(bounds) if start <= named.start < end)


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
    sentence: Statement, mentions: Sequence[_Mention], earlier: Sequence[EarlierRecommendation]
) -> Iterator[_Hit]:
    for mention in mentions:
        for each in earlier:
            if each.kind == "motie" and each.document in mention.targets:
                yield each, SCORE_BY_MOTION, mention


def _by_commitment(mentions: Sequence[_Mention], earlier: Sequence[EarlierRecommendation]) -> Iterator[_Hit]:
    """Commitments that are known by the number that is named: it stands in their own words."""
    for mention in mentions:
        for each in earlier if mention.commitments else ():
            own = {number for _, _, number in commitment_numbers(each.recommendation.text)}
            if own.intersection(mention.commitments):
                yield each, SCORE_BY_NUMBER, mention


def _by_mover(
    sentence: Statement, mentions: Sequence[_Mention], earlier: Sequence[EarlierRecommendation], texts: LetterVectors
) -> Iterator[_Hit]:
    """The motion of the members that are named, if only one held motion can be meant.

    Of several motions of a member it is the one most like the sentence, unless another is nearly as much like it. A
    motion that is named by a number beside it is left to that.
    """
    for mention in mentions:
        beside = [one for one in mentions if one.targets and 0 <= one.start - mention.end <= NUMBER_BESIDE]
        if not mention.movers or beside:
            continue
        fitting = [n for n, each in enumerate(earlier) if _moved_by(each, mention.movers)]
        papers = {earlier[n].document for n in fitting}
        if len(papers) > 1:
            likeness = texts.likeness(sentence.text)
            best = {paper: max(float(likeness[n]) for n in fitting if earlier[n].document == paper) for paper in papers}
            first, second, *_ = sorted(best.values(), reverse=True)
            if first < MIN_LIKE_MOTION or first - second < MARGIN:
                continue
            fitting = [n for n in fitting if best[earlier[n].document] == first]
        yield from ((earlier[n], SCORE_BY_MOVER, mention) for n in fitting)


def _moved_by(each: EarlierRecommendation, movers: tuple[str, ...]) -> bool:
    """Whether these members moved a motion: the first of them first, the others with them."""
    return each.movers[:1] == movers[:1] and set(movers) <= set(each.movers)


def _by_number(
    sentence: Statement,
    mentions: Sequence[_Mention],
    earlier: Sequence[EarlierRecommendation],
    named: frozenset[str],
) -> Iterator[_Hit]:
    """Those with the number that is named, if only one named paper has a recommendation of that number."""
    for mention in mentions:
        if _OF_OTHERS.match(sentence.text, mention.end):
            continue
        for number in mention.numbers:
            fitting = [e for e in earlier if e.document in named and (e.recommendation.number or "").lower() == number]
            if len({each.document for each in fitting}) == 1:
                yield from ((each, SCORE_BY_NUMBER, mention) for each in fitting)


def _by_repetition(
    sentence: Statement, earlier: Sequence[EarlierRecommendation], texts: LetterVectors
) -> Iterator[_Hit]:
    for each, score in zip(earlier, texts.likeness(sentence.text), strict=True):
        if score >= MIN_REPEATED and not _is_answer(each.recommendation):
            yield each, float(score), None


def _is_answer(recommendation: Recommendation) -> bool:
    """Whether a commitment only answers advice ("Aanbeveling 1 neem ik over"), in words that many answers share."""
    text = recommendation.text
    return recommendation.type == "toezegging" and (
        bool(_NUMBERED.search(text) or _REACTS.search(text)) and status_by_form(text)[0] not in UNTOLD
    )


def _by_reaction(
    sentences: Sequence[Statement],
    position: int,
    earlier: Sequence[EarlierRecommendation],
    named: frozenset[str],
    texts: LetterVectors,
) -> Iterator[_Hit]:
    """For a reaction ("Ik neem deze aanbeveling niet over"): the one of a named paper that is retold before it."""
    reaction = sentences[position]
    if not named or not _REACTS.search(reaction.text) or status_by_form(reaction.text)[0] in UNTOLD:
        return
    before = [s.text for s in sentences[max(0, position - RETOLD) : position + 1] if s.section == reaction.section]
    cosines = texts.likeness(" ".join(before))
    score, n = max((float(cosines[n]), n) for n, each in enumerate(earlier) if each.document in named)
    if score >= MIN_RETOLD:
        yield earlier[n], score, None
