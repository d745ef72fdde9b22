"""Named policy instruments: schemes, programmes, funds, agreements, services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.candidates import Candidate
from nlp.names import is_glued_after, is_glued_before
from nlp.phrases import Word, is_name_word, reach_left, reach_right
from nlp.registers import measure_index, not_names, notions, organisation_by_form, organisation_index, places

# Kinds of instrument whose name may follow them: "programma ERTMS", "actieplan Samen tegen Mensenhandel".
_HEAD = re.compile(
    r"(?i:\w*programma|\w*regeling|\w*subsidie|[Ss]ubsidiemodules?|\w*akkoord|\w*pact|\w*convenant|\w*fonds|\w*agenda|\w*plan|"
    r"\w*aanpak|[Pp]ilot|\w*campagne|\w*loket|[Tt]raject|[Pp]roject|\w*strategie|\w*visie|[Dd]eals?|[Cc]ode|[Mm]eetnet|[Nn]etwerk|"
    r"[Rr]outekaart|[Rr]oadmap|\w*register|[Kk]eurmerk|[Vv]oorziening|[Tt]egemoetkoming|[Ff]aciliteit|[Ii]mpuls|[Oo]ffensief|"
    r"[Mm]eerjarenplan|[Hh]ersteloperatie|[Aa]pp|Fund|Facility|Programme|Act(?=\b)|Deal|Framework|Initiative)"
)
_GENERIC = re.compile(
    r"(?i)(?:werk|verkiezings|regeer|bestuurs|hoofdlijnen|coalitie|regeer)(?:programma|akkoord|plan)|bestemmingsplan|wetsvoorstel"
)
# Kinds that are no part of a name that can stand alone: "pilot Totaalherstel", "traject Werk aan Uitvoering".
_LEFT_OUT = re.compile(r"pilot|traject|project|aanpak|campagne|actieplan|app|initiatief|masterplan|offensief")
_LINKS = frozenset("voor aan in op tegen met naar bij der te tot ter zonder uit om".split())
# One word: "Gemeentefonds", "Cultuurconvenant", "IZA-akkoord", "B8/3-regeling".
_HYPHENED = re.compile(
    r"[A-Z0-9][\w/+]*(?:-[\w/]+)*-(?:regeling|maatregel|akkoord|programma|fonds|convenant|pact|deal|applicaties?|app|bank|aftrek)"
)
_CLOSED = re.compile(
    r"[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:akkoord|programma|fonds|convenant|pact|regeling|agenda|strategie|visie)|\d+-plus\w+"
)
_YEARS = re.compile(r"(?: [A-Z]{2,3})? \d{4}(?:[-–]\d{4})?\b| \d{4}\b")
_QUOTED = re.compile(
    r"\b\w*(?:programma|plan|aanpak|campagne|traject|project|pilot|akkoord|agenda|regeling|strategie|visie|offensief),?"
    r" [«“‘\"']([A-ZÀ-Þ][^«»“”‘’\"']{3,80})[»”’\"']"
)


def find_measures(text: str, words: list[Word]) -> Iterator[Candidate]:
    """Everything in a text that may be a named measure; spans may overlap."""
    for mention in measure_index().mentions(text):
        if not mention.name.ambiguous:
            yield Candidate(mention.start, mention.end, "MAATREGEL", "register", mention.name.canonical)
    for match in _QUOTED.finditer(text):
        yield Candidate(*match.span(1), "MAATREGEL", "aangehaald", match[1])
    organisation_starts = {mention.start for mention in organisation_index().mentions(text)}
    for index, word in enumerate(words):
        if _HEAD.fullmatch(word.text) and not _GENERIC.fullmatch(word.text):
            yield from _headed(text, words, index, organisation_starts)
        if _HYPHENED.fullmatch(word.text) or (_CLOSED.fullmatch(word.text) and not word.begins):
            yield from _one_word(text, word)


def _one_word(text: str, word: Word) -> Iterator[Candidate]:
    years = _YEARS.match(text, word.end) if _CLOSED.fullmatch(word.text) else None
    if word.text not in not_names() and not _GENERIC.fullmatch(word.text) and not is_glued_after(text, word.end):
        end = years.end() if years else word.end
        yield Candidate(word.start, end, "MAATREGEL", "vorm", text[word.start : end])


def _headed(text: str, words: list[Word], head: int, organisation_starts: set[int]) -> Iterator[Candidate]:
    word = words[head]
    if is_glued_before(text, word.start) or is_glued_after(text, word.end):
        return

    def stops(index: int) -> bool:
        following = words[index].text
        if words[index - 1].text == "en" and _HEAD.fullmatch(following):
            return True
        return (
            words[index].start in organisation_starts or following in not_names() - notions() or following in places()
        )

    first = reach_left(words, head)
    last = reach_right(words, head, _LINKS, stops, coordinates=True)
    if last == head and (first == head or (not word.has_capital and words[head - 1].text in not_names())):
        return
    if first == head and not word.has_capital:
        topic = text[words[head + 1].start : words[last].end]
        if not is_name_word(words[head + 1]) or topic in organisation_by_form():
            return
        if _LEFT_OUT.fullmatch(word.text) or _is_name_by_itself(words[head + 1 : last + 1]):
            yield Candidate(words[head + 1].start, words[last].end, "MAATREGEL", "soortnaam ervoor", topic)
            return
    start, end = words[first].start, words[last].end
    if text[start:end] not in not_names():
        yield Candidate(start, end, "MAATREGEL", "vorm", text[start:end])


def _is_name_by_itself(topic: list[Word]) -> bool:
    """Whether what follows "programma" is a name, not a topic: "Toekomst Religieus Erfgoed", not "ERTMS"."""
    return len(topic) >= 3 or any(word.text in _LINKS for word in topic)
