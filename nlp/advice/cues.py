"""What the form of a sentence and its surroundings say about whether it recommends, requests or commits.

Each cue has a name, such as "beveelt aan" or "kop: advies"; nlp/advice/cue_weights.py says what it is worth.
The forms of words are rows of the tables in nlp/data: advice, norms (what ought to be done, without saying who advises
it), commitments (what who governs will do), requests, telling (signs that a sentence tells instead), openings and
headings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.advice.addressees import asks_a_party
from nlp.advice.statements import Statement
from nlp.text.needs import Sieve
from nlp.text.rules import compiled, names, pattern, patterns, sieve

_TABLES, _OPENINGS = ("advice", "norms", "commitments", "requests", "telling"), "openings"
TABLES = (*_TABLES, _OPENINGS)
_UNSURE = {"raadzaam", "verdient", "aandachtspunt", "is gewenst", "onzes inziens", "voorkeur"}
_SUBORDINATOR = compiled(
    r"\b(?:(?:dat|die)(?! (?:geval|reden|kader|licht|verband|opzicht|manier|wijze|doel|moment)\b)|alhoewel|wat|wie|"
    r"omdat|doordat|aangezien|als|indien|of|hoe|welke?|wanneer|zodat|zoals|hetgeen|opdat|"
    r"terwijl|hoewel|tenzij|"
    r"mits|zodra|zolang|voordat|totdat|nu|waar\w*)\b"
)
_ASKING = compiled(r"\b(?:waarom|waarin|waarvoor|of|hoe|welke?|wanneer|die|indien|als)\b")
# "wordt bezien of een debat gewenst is", "de vraag is of dit nodig is": nothing is wished yet.
_WEIGHED = compiled(
    r"\b(?:bezien|bekijk\w*|bekeken|nagegaan|nagaan|onderzocht|beoordeeld|afgewogen|vraag)\b[^;:]{0,80}?\bof\b"
    r"[^,;:]{0,80}\b(?:gewenst|wenselijk|nodig|noodzakelijk|raadzaam|zinvol)\b"
)
_WISHED = frozenset({"raadzaam", "is gewenst", "nodig", "norm"})
_DEONTIC = compiled(
    r"\b(?:moet(?:en)?|(?:dient|dienen)(?! als\b)|behoort te|behoren te|mogen (?:geen|niet|slechts|alleen)|"
    r"mag (?:geen|niet|slechts|alleen))\b"
)
_ADVICE_STEM = compiled(
    r"\b(?:aanbevelingen|adviezen|aanbeveling|advies|oproepen|handelingsperspectieven)\b[^.?]{0,60}:\s*$"
)
_PASSIVE = compiled(r"\b(?:wordt|worden)\b")
_MAY_BE = compiled(r"^(?!.*\bwordt\b).*\b(?:kan|kunnen|kon|zou(?:den)?|mag|mogen)\b.{0,160}?\bworden\b")
# "adviseert de Raad", "meent Google" before "de veehouderij adviseert", as the subject may follow.
_ADVISER = (
    re.compile(r"\b(?:adviseert|beveelt|pleit|raadt)\s+(?:het|de)\s+([\w-]+)\b"),
    re.compile(r"\b(?:meent|vindt|acht)\s+([A-Z]\w+)\b"),
    re.compile(
        r"^(?:Het|De|Een)\s+(?:[A-Z][\w-]+\s+)?([\w-]+)(?:\s+[\w-]+){0,6}?\s+"
        r"(?:adviseert|beveelt|pleit|raadt)\b"
    ),
    re.compile(
        r"\b(?:[Hh]et|[Dd]e|[Ee]en)\s+([\w-]+)\s+"
        r"(?:adviseert|beveelt|bevelen|pleit|pleiten|raadt|raden|is\s+van\s+oordeel|is\s+van\s+mening)\b"
    ),
)
# With these the act is the main verb, so that a perfect or past tense stands in a subordinate clause.
_ACTS = frozenset(
    {
        "norm in hoofdzin", "het is nodig dat", "ik zal", "ik doe", "wij doen", "gaat doen", "wil doen",
        "wordt uitgevoerd",
        "zal worden uitgevoerd", "zal gebeuren", "voorzien", "besloten",
    }
)  # fmt: skip
_OWN_NORM = frozenset({"norm in hoofdzin", "het is nodig dat", "is aan", "zou moeten"})
_NEED = frozenset({"nodig", "is gewenst", "vraagt om", "behoort", "stap is", "voorkeur", "onzes inziens"})
_BY_OTHERS = frozenset({"adviseert", "beveelt aan", "pleit voor", "roept op", "stelt voor", "van mening"})
_FIRST_PERSON = compiled(r"\b(?:ik|wij|we|mij|ons|kabinet)\b")
_WRITER = compiled(r"\b(?:ik|wij|we|mij|mijn|ons|onze)\b")
_GOVERNING = compiled(r"\b(?:ik|wij|we|kabinet|regering|Rijk|Rijksoverheid|overheid|ministers?|staatssecretaris)\b")
_DIRECTIVE = frozenset({"norm", "partij doet", "onbepaalde wijs", "gebiedende wijs"})
# Words of a clause before its verb in which a subordinator is sought, in characters; few clauses are longer.
_CLAUSE_LIMIT = 400
_CLAUSE_END = re.compile(r"[,;:–()]")
MIN_WORDS = 5
# Shorter statements are mostly cells and labels, which say nothing of how a document speaks.
MIN_PROSE = 8
MIN_WORDS_IN_LIST = 3
# Share of the sentences of a document that advise outright.
ADVISING_SHARE = 0.01
STRONGLY_ADVISING_SHARE = 0.03
# Regulations and their explanations name articles in a third of their sentences, other papers in 18 % at most.
LAW_SHARE = 0.2
# Of 27 reports and papers the 7 that advise throughout are above this, those that describe at 6 % or less.
PRESCRIBING_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the document and section of a statement.

    governs: the writer is a minister or the cabinet. explains_law: it is the
    explanatory memorandum of a law, full of norms and of the advice of others. advice_share: share of
    the document's sentences that advise outright, 0 to 1. section_advice: how
    many do so in its section, without the statement itself. adviser: who
    advises most in the document ("adviescollege"), None if nobody stands out.
    in_first_person: the writer says "wij" or "ik", so that who advises by name is another.
    answers: it answers questions of members, which mostly describes what is done.
    prescribes: it says often what ought to be done, and seldom what law, others or the past say.
    is_debate: it is the report of a debate, in which everybody says "ik zal" and "wij moeten".
    """

    governs: bool
    explains_law: bool
    is_motion: bool
    advice_share: float
    section_advice: int
    adviser: str | None
    in_first_person: bool
    answers: bool
    prescribes: bool
    is_debate: bool


@lru_cache(maxsize=1)
def _forms() -> Sieve[str]:
    """The forms of words of all tables of cues."""
    return sieve(*_TABLES)


@lru_cache(maxsize=1)
def _openings() -> Sieve[str]:
    return sieve(_OPENINGS)


@lru_cache(maxsize=1)
def _outright() -> Sieve[str]:
    """The forms that advise outright."""
    return sieve("advice", but=_UNSURE)


def in_first_person(text: str) -> bool:
    """Whether a sentence speaks of its writers as "wij" or "ik"."""
    return bool(_WRITER.search(text))


def advises(text: str) -> bool:
    """Whether the words themselves advise ("adviseert", "beveelt aan", "pleit voor")."""
    return any(pattern.search(text) for pattern, _ in _outright().likely(text))


def advisers(text: str) -> tuple[str, ...]:
    """Who may advise in this sentence, each in one word ("adviescollege"); the thing advised on may be among them."""
    return tuple(dict.fromkeys(match[1].lower() for pattern in _ADVISER for match in pattern.finditer(text)))


def is_advice_heading(title: str) -> bool:
    """Whether what stands under a title is advice of the document itself."""
    titles = patterns("headings")
    others = titles["andermans advies"].search(title) or titles["onderwerp"].search(title)
    return bool(titles["advies"].search(title)) and not others


def form_cues(text: str) -> set[str]:
    """The cues in the words of one sentence."""
    found = _forms().found(text)
    if in_main_clause(_DEONTIC, text):
        found.add("norm in hoofdzin")
    found |= {name for opening, name in _openings().likely(text) if opening.match(text)}
    if found & names("norms"):
        found.add("norm")
        if asks_a_party(text):
            found.add("partij moet")
    if "wordt uitgevoerd" in found and (
        "steunwerkwoord" in found or not in_main_clause(_PASSIVE, text) or _MAY_BE.search(text)
    ):
        found.remove("wordt uitgevoerd")
    if "ik doe" in found and not in_main_clause(pattern("commitments", "ik doe"), text):
        found.remove("ik doe")
    if "adviseert" in found and not in_main_clause(pattern("advice", "adviseert"), text):
        found.remove("adviseert")
    if "al gemeld" in found:
        found -= {"informeert de Kamer", "termijn"}
    if (
        "zal" in found
        and "informeert de Kamer" not in found
        and not in_main_clause(pattern("commitments", "zal"), text)
    ):
        found -= {"zal", "zal gebeuren", "zal worden uitgevoerd"}
    if "zou moeten" in found and not any(
        not _ASKING.search(clause) for clause in _clauses_before(pattern("norms", "zou moeten"), text)
    ):
        found.remove("zou moeten")
    if found & _WISHED and _WEIGHED.search(text):
        found -= _WISHED
    if "opgemerkt" in found:
        found.discard("het is nodig dat")
    if "wordt uitgevoerd" in found and not found & {"termijn", "zal"}:
        found.add("wordt uitgevoerd, geen termijn")
    if found & names("advice") - _UNSURE:
        found -= {"lopend", "mogelijk", "verwijst", "toestand", "illustratie"}
    if found & (_ACTS | names("advice") | names("requests")):
        found -= {"voltooid", "verleden tijd"}
    return found


def cites_law(forms: Sequence[set[str]]) -> bool:
    """Whether a document, by the cues in its sentences, is a regulation or explains one."""
    return _share(forms, "rechtsgrond") > LAW_SHARE


def prescribes(forms: Sequence[set[str]]) -> bool:
    """Whether a document says often what ought to be done, and seldom what law, others or the past say."""
    told = (
        _share(forms, "rechtsgrond") > 0.1
        or _share(forms, "volgens anderen") > 0.06
        or _share(forms, "voltooid", "verleden tijd") > 0.25
    )
    return _share(forms, "norm in hoofdzin", "het is nodig dat", "is gewenst") > PRESCRIBING_SHARE and not told


def _share(forms: Sequence[set[str]], *names: str) -> float:
    """The share of sentences with one of these cues; a short text counts as if it had 20."""
    return sum(not form.isdisjoint(names) for form in forms) / max(len(forms), 20)


def in_main_clause(verb: re.Pattern[str], text: str) -> bool:
    """Whether the verb stands in a main clause: no subordinator between it and the start of its clause."""
    return any(not _SUBORDINATOR.search(clause) for clause in _clauses_before(verb, text))


def _clauses_before(verb: re.Pattern[str], text: str) -> Iterator[str]:
    """For each place of a verb, what stands before it in its clause."""
    ends: list[int] | None = None
    for match in verb.finditer(text):
        if ends is None:
            ends = [match.end() for match in _CLAUSE_END.finditer(text)]
        at = bisect_left(ends, match.start() + 1)
        begin = ends[at - 1] if at else 0
        yield text[max(begin, match.start() - _CLAUSE_LIMIT) : match.start()]


def context_cues(statement: Statement, around: Surroundings, form: set[str]) -> set[str]:
    """The cues in what stands around a statement; form: those in its own words."""
    found = _heading_cues(statement, form) | _document_cues(statement, around, form)
    if statement.label:
        found.add("opschrift" if statement.position == 0 else "onder opschrift")
    if statement.is_item:
        found |= _list_cues(statement, found)
    in_list = found & {"lijst onder kop: advies", "lijst onder advies"}
    if len(statement.text.split()) < (MIN_WORDS_IN_LIST if in_list else MIN_WORDS):
        found.add("kort")
    if advises(statement.previous):
        found.add("na advies")
    if form & _DIRECTIVE and found & {"kop: advies", "lijst onder advies"}:
        found.add("norm onder advies")
    if form & _OWN_NORM and "adviserend stuk, sterk" in found and "kop: achtergrond" not in found:
        found.add("norm in adviserend stuk")
    return found


def _heading_cues(statement: Statement, form: set[str]) -> set[str]:
    found = set()
    titles = patterns("headings")
    nearest = statement.headings[-1] if statement.headings else ""
    if is_advice_heading(nearest):
        found.add("kop: advies")
    elif any(is_advice_heading(title) for title in statement.headings):
        found.add("hogere kop: advies")
    if any(titles["conclusie"].search(title) for title in statement.headings[-2:]):
        found.add("kop: conclusie")
        if form & (_OWN_NORM | {"gebiedende wijs"}):
            found.add("norm in conclusie")
    if not form & names("advice"):
        if titles["andermans advies"].search(nearest):
            found.add("kop: andermans advies")
        if any(titles["achtergrond"].search(title) for title in statement.headings):
            found.add("kop: achtergrond")
    return found


def _list_cues(statement: Statement, found: set[str]) -> set[str]:
    listed = set()
    if statement.stem_is_item:
        listed.add("onderdeel van een punt")
    if "kop: advies" in found and statement.position == 0 and statement.text[:1].isupper():
        listed.add("lijst onder kop: advies")
    if pattern("telling", "illustratie").search(statement.stem):
        listed.add("lijst onder illustratie")
    elif statement.position == 0 and (advises(statement.stem) or _ADVICE_STEM.search(statement.stem)):
        listed.add("lijst onder advies")
    return listed


def _document_cues(statement: Statement, around: Surroundings, form: set[str]) -> set[str]:
    found = set()
    if around.section_advice:
        found.add("advies in paragraaf")
    if around.advice_share >= ADVISING_SHARE:
        found.add("adviserend stuk")
    elif _is_mere_norm(form) and not _is_near_advice(statement, around):
        found.add("norm ver van advies")
    if around.advice_share >= STRONGLY_ADVISING_SHARE:
        found.add("adviserend stuk, sterk")
    if around.prescribes:
        if form & _OWN_NORM:
            found.add("norm in voorschrijvend stuk")
        elif form & _NEED:
            found.add("nodig in voorschrijvend stuk")
    if around.explains_law:
        found.add("wetstoelichting")
    if around.governs:
        found.add("bewindspersoon schrijft")
        if around.answers:
            found.add("antwoord")
            if "wordt uitgevoerd, geen termijn" in form:
                found.add("beschrijft in antwoord")
        if form & _BY_OTHERS and not _FIRST_PERSON.search(statement.text):
            found.add("andermans advies in brief")
        if "partij moet" in form and form & _OWN_NORM and not _GOVERNING.search(statement.text):
            found.add("anderen moeten")
    if _is_of_another(statement.text, around):
        found.add("andere adviseur")
    return found


def _is_of_another(text: str, around: Surroundings) -> bool:
    """Whether a sentence names who advises, and that is not the writer."""
    who = advisers(text)
    if around.adviser and who and not any(_is_same(each, around.adviser) for each in who):
        return True
    return bool(who and around.in_first_person and not in_first_person(text))


def _is_same(adviser: str, other: str) -> bool:
    """Whether two words are one adviser: "commissie" is the "adviescommissie"."""
    return adviser.endswith(other) or other.endswith(adviser)


def _is_mere_norm(form: set[str]) -> bool:
    """Whether a sentence says what must be done, without advising it."""
    return bool(form & names("norms") and not form & names("advice"))


def _is_near_advice(statement: Statement, around: Surroundings) -> bool:
    return bool(
        around.section_advice or statement.label or any(is_advice_heading(title) for title in statement.headings)
    )
