"""Named policy instruments: schemes, programmes, funds, agreements, services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from nlp.names.candidates import Candidate
from nlp.names.measure_ends import (
    FROM_TO,
    NUMBERED,
    YEARS,
    end_in_small_letters,
    lower_tail,
    with_a_dated_place,
    with_its_object,
    with_its_second_half,
    with_what_says_which,
)
from nlp.names.measure_patterns import measures_by_pattern
from nlp.registers.held import measure_by_form, not_names, notions, organisation_by_form, places, regions
from nlp.text.function_words import FUNCTION_WORDS
from nlp.text.kinds import BODIES, INSTRUMENTS, either
from nlp.text.names import Mention, is_glued_after, is_glued_before
from nlp.text.phrases import (
    ADJECTIVE,
    Word,
    is_document,
    is_name_word,
    is_sentence_word,
    reach_left,
    reach_right,
    with_its_noun,
)
from nlp.text.runs import MANY_WORDS

# Kinds of instrument, before or behind the name: "Klimaatfonds", "programma ERTMS", "European Green Deal".
_HEAD = re.compile(
    rf"(?i:\w*{either(INSTRUMENTS, 'head')}|{either(INSTRUMENTS, 'head_alone')})|app"
    rf"|{either(INSTRUMENTS, 'head_capital', capital=True)}"
)
# Of one word, and named by it: "Gemeentefonds", "Cultuurconvenant"; "IZA-akkoord", "B8/3-regeling".
_CLOSED = re.compile(
    rf"[A-ZÀ-Þ][a-zà-ÿ]{{2,}}{either(INSTRUMENTS, 'closed')}|\d+-plus(?:maatregel|regeling|korting|kaart)"
)
# Of plans there are many; with its years one is meant: "Waterketenplan 2024".
_DATED = re.compile(rf"[A-ZÀ-Þ][a-zà-ÿ]{{3,}}{either(INSTRUMENTS, 'dated')}")
_HYPHENED = re.compile(
    rf"[A-Z0-9][\w/+]*(?:-[\w/]+)*-{either(INSTRUMENTS, 'hyphened')}"
    # "SSRS-bank", but a bank that is called so is none: "Bunq-bank".
    r"|[A-Z]{3,}-bank"
)
# Of parties, coalitions and the House itself: no instrument of policy, also with its years.
_NEVER = re.compile(
    r"(?i)(?:werk|langetermijn|verkiezings|regeer|bestuurs|hoofdlijnen|coalitie|partij|onderzoeks|toetsings|jaar|collectieplan|controle)"
    rf"{either(INSTRUMENTS, 'never')}"
)
# A kind of document or instrument, without a name.
_GENERIC = re.compile(
    rf"{_NEVER.pattern}"
    r"|(?:subsidie|stimulerings|toekomst|actie|kennis|uitvoerings|meerjaren|waarborg|overgangs|vrijstellings|beleids|jaar|nood|"
    r"samenwerkings|sector|omgevings|bestemmings|investerings|plan|reserve|begrotings|ontwerp|financierings|compensatie|"
    r"over|klachten|klokkenluiders|arbeids|pensioen|transitie|verbeter|veiligheids|mobiliteits|landbouw|gebieds|structuur)"
    rf"{either(INSTRUMENTS, 'generic')}"
    # Frameworks by which something is judged.
    r"|(?:kwaliteits|toetsings|normen|afwegings|referentie|beoordelings|handelings|wettelijk|rechts|prioriterings|"
    r"regelgevings|inkoop|toezichts?|integraal|inspectie|kwalificatie|risico|ambities?|leer|denk)kader"
)
# Places and bodies of which an agreement or fund is only one of many.
_OF_MANY = re.compile(r"(?:EU|VN|NAVO|EU-brede|VS|Rijks|FIFA|CO2|AI|IT|ICT|AO|BO|CD|WGO|EC|RvS)-\w+")
# "Space for Cellars-programma", "de Smart Cellar-agenda": a name of several words before the hyphen.
_WORDS_BEFORE = re.compile(r"(?<=[a-z,] )(?:(?!\w+se )[A-Z][a-z]+ (?:(?:for|of|to|and|the) ){0,2}){1,3}\Z")
_ONE_OF_WORDS = re.compile(r"[A-Z][a-z]+-")
_NOT_OF_POLICY = re.compile(r"(?i)televisie|tv-|radio|reken|online|software|computer|vragenlijst|muziek|theater")
_KIND_OF_AGENDA = re.compile(r"(?i:geannoteerde|concept|herziene|gewijzigde|voorlopige)")
_MEETING = re.compile(r"Informele|Formele|Extra|.*[Rr]aad|.*vergadering|.*overleg|.*debat|BO|AO")
# Kinds that are no part of a name that can stand alone: "pilot Totaalherstel", "traject Werk aan Uitvoering".
_LEFT_OUT = re.compile(either(INSTRUMENTS, "left_out"))
# Left of the head these say that a body is named, not an instrument: "Deskundigencommissie Hervormingsagenda Jeugd".
_BODY = re.compile(rf"(?i).*{either(BODIES, 'no_instrument')}")
_ENACTED = re.compile(
    r"(?:Subsidie|Stimulerings|Maatwerk|Tegemoetkomings|Garantstellings|Garantie|Borgstellings|Compensatie|Vergoedings|"
    r"Vangnet|Opkoop|Uitkoop|Beëindigings|Overbruggings|Bijdrage|Investerings|Financierings)?[Rr]egeling"
    r"|Subsidiemodules?|Tegemoetkoming"
)
# Also with a topic in lower case, when nothing else names them: "het Pact voor de vissers".
_WITH_TOPIC = re.compile(either(INSTRUMENTS, "with_topic", capital=True))
# Of a body whose name stands straight behind it.
_OF_A_BODY = re.compile(rf"(?!Jaar|Werk|Beleids|Onderzoeks|Kennis)[A-Z][a-z]{{4,}}{either(INSTRUMENTS, 'of_a_body')}")
# A place belongs to the name of these: "Nationaal Programma Rotterdam Zuid", "Regio Deal Twente".
_OF_A_PLACE = re.compile(
    r"(?!Gemeente|Provincie)[A-Z][a-z]{3,}fonds"
    r"|Nationaal Programma|Regio ?[Dd]eal|City ?[Dd]eal|Woondeal|Gebiedsprogramma"
)
_LINKS = frozenset("de het over voor aan in op tegen met naar bij der te tot ter zonder uit om".split())

# Kinds that a capital before them makes one of: "de Maatschappelijke agenda"; not whose they are.
# That of a topic is one: "uitvoeringsprogramma Droge Kelders".
_CARRIED_OUT = re.compile(r"uitvoerings(?:programma|agenda|plan)|werkagenda|beleids(?:agenda|kader|plan)")
_NAMED_BY_ADJECTIVE = re.compile(r"agenda|visie|strategie|akkoord|programma|aanpak|beleidsnota|nota")
_ADJECTIVE_OF_ONE = re.compile(
    r"(?!Europese|Nieuwe|Landelijke|Nationale|Nederlandse|Gemeentelijke|Provinciale|Regionale|Internationale|Integrale)"
    r"[A-Z][a-zà-ÿ]{3,}(?:e|aal|eel|isch)"
)
# "Bijlage I Programma Droge Kelders": the number of what stands before.
_ROMAN = re.compile(r"[IVX]{1,4}")
# "Uitvoeringsbesluit Kelderregeling" is a law about a measure.
_REGULATION = re.compile(r"[A-Z][a-z]{4,}(?:wet|verordening|besluit|richtlijn)")
# Of the agreement that every town made its own: "het Lokaal Sportakkoord".
_LOCAL = re.compile(r"(?<=[a-z)] )(?:Lokaal|Lokale|Regionaal|Regionale|Gemeentelijke?|[A-Z][a-z]{3,}s) \Z")
_SHORTEST_IN_A_HEADING = 4
# An app of a known service: "DigiD Leesapp".
_ITS_APP = re.compile(r" [A-Z][a-z]*app\b(?!-)")


def find_measures(
    text: str, words: list[Word], known: list[Mention], organisations: list[Mention]
) -> Iterator[Candidate]:
    """Everything in a text that may be a named measure; spans may overlap.

    Args:
        text: any Dutch text.
        words: of the text.
        known: measures of the register in it.
        organisations: those of the register in it; a measure's name does not run into theirs.
    """
    for mention in known:
        if not mention.name.ambiguous:
            app = _ITS_APP.match(text, mention.end)
            end = app.end() if app else mention.end
            start = with_what_says_which(text, mention.start, text[mention.start : end])
            own = (
                _LOCAL.search(text, max(0, start - 25), start)
                if NUMBERED.fullmatch(mention.name.form.split()[0])
                else None
            )
            if own:
                yield Candidate(own.start(), end, "MAATREGEL", "vorm", text[own.start() : end])
            # "Milieuplan Caribisch Nederland 2020-2030"
            years = FROM_TO.match(text, end) if " " in text[start:end] else None
            yield Candidate(start, years.end() if years else end, "MAATREGEL", "register", mention.name.canonical)
    yield from measures_by_pattern(text)
    taken = {at for mention in organisations for at in (mention.start, mention.end - 1)}
    ends = {mention.start: mention.end for mention in known if not mention.name.ambiguous}
    for index, word in enumerate(words):
        if not _may_tell(word.text):
            continue
        if _HEAD.fullmatch(word.text):
            yield from _headed(text, words, index, taken, ends)
        is_dated_plan = _DATED.fullmatch(word.text) and YEARS.match(text, word.end)
        if index > 0 and words[index - 1].gap == " " and _REGULATION.fullmatch(words[index - 1].text):
            continue
        if _HYPHENED.fullmatch(word.text) or is_dated_plan or (_CLOSED.fullmatch(word.text) and not word.begins):
            yield from _one_word(text, word)


@lru_cache(MANY_WORDS)
def _may_tell(word: str) -> bool:
    """Whether a word may be a measure or the kind of one, by that word alone."""
    return any(fits(word) for fits in (_HEAD.fullmatch, _DATED.fullmatch, _HYPHENED.fullmatch, _CLOSED.fullmatch))


def is_kind(word: str) -> bool:
    """Whether a word only says what kind of instrument is meant: "Werkprogramma"."""
    return bool(_HEAD.fullmatch(word))


def _one_word(text: str, word: Word) -> Iterator[Candidate]:
    # "4204015-1087289-PDIZA" is the number of a letter.
    if word.text in not_names() or _OF_MANY.fullmatch(word.text) or word.text[:5].isdigit():
        return
    if not is_glued_after(text, word.end):
        # The year behind a fund is that of its budget.
        has_years = not _HYPHENED.fullmatch(word.text) and not word.text.endswith("fonds")
        years = YEARS.match(text, word.end) if has_years else None
        # Of "de Veiligheidsagenda" there are many, of "de Veiligheidsagenda 2023-2026" one.
        if _GENERIC.fullmatch(word.text) and (
            years is None or word.text.endswith("kader") or _NEVER.fullmatch(word.text)
        ):
            return
        end = years.end() if years else word.end
        before = _WORDS_BEFORE.search(text, max(0, word.start - 60), word.start)
        start = before.start() if before and _ONE_OF_WORDS.match(word.text) else word.start
        yield Candidate(start, end, "MAATREGEL", "vorm", text[start:end])


def _headed(
    text: str, words: list[Word], head: int, organisations: set[int], known: dict[int, int]
) -> Iterator[Candidate]:
    """A measure whose kind is words[head]; nothing if no name goes with it.

    known: where measures of the register begin, and where each ends.
    """
    word = words[head]
    # "PLAN VAN AANPAK 2024": a heading. Of municipalities it is a body.
    if word.text.isupper() and len(word.text) >= _SHORTEST_IN_A_HEADING:
        return
    if word.text.lower() == "regeling" and head > 0 and words[head - 1].text.lower() == "gemeenschappelijke":
        return
    if word.text in ("Agenda", "agenda") and _is_of_a_meeting(words, head):
        return
    if is_glued_before(text, word.start) or is_glued_after(text, word.end):
        return

    begin = head - 2 if [w.text for w in words[max(0, head - 2) : head + 1]] == ["Plan", "van", "Aanpak"] else head

    def joins(before: Word) -> bool:
        is_other = before.end - 1 in organisations or is_document(before) or _ROMAN.fullmatch(before.text)
        return is_name_word(before) and not is_other

    first = reach_left(words, begin, joins)

    def stops(index: int) -> bool:
        following = words[index]
        if words[index - 1].text == "en" and (
            _is_headed_at_its_end(words, index) or following.text.rstrip(".") in measure_by_form()
        ):
            return True
        is_own_place = index == head + 1 and _OF_A_PLACE.fullmatch(text[words[first].start : word.end])
        # "Investeringsagenda Belastingdienst" is that of the body; a place may end a name: "programma Sterk Breda".
        ends_a_name = index > head + 2 and word.text == "programma" and words[index - 1].has_capital
        is_own = is_own_place or (index == head + 1 and _OF_A_BODY.fullmatch(word.text)) or ends_a_name
        is_act = following.text.endswith(("verordening", "richtlijn"))
        if is_act or ((following.start in organisations or following.text in places()) and not is_own):
            return True
        # "actieplan Nederland Droogt": a country as the first word of a name.
        if index == head + 1 and following.text == "Nederland" and _is_followed_by_a_name(words, index):
            return False
        # "Masterplan Randlijn": what lies there is what it is about.
        if index == head + 1 and word.has_capital and following.text in regions():
            return False
        return following.text in not_names() and following.text not in notions()

    if any(_BODY.fullmatch(before.text) or _REGULATION.fullmatch(before.text) for before in words[first:head]):
        return
    last = reach_right(words, head, _LINKS, stops, coordinates=first == head)
    last = with_a_dated_place(text, words, with_its_second_half(words, last))
    first = _after_what_is_no_name(text, words, first, head, last)
    if word.text == "Project" and words[first - 1].text == "The":
        yield replace(_measure(text, words[first].start, word.end, "vorm"), rejected="project, geen maatregel")
        return
    if last > head:
        last = with_its_noun(words, last)
        # "het programma Kelder van de Toekomst": what is named so will be built.
        last += 3 * text.startswith((" van de Toekomst", " van de toekomst"), words[last].end)
    if _is_of_another(words, head):
        # "Tijdelijke reparatieregeling Subsidieregeling natte kelders": of the one that it repairs.
        yield _measure(text, words[head - 1].start, words[lower_tail(text, words, head + 1, last)].end, "vorm")
        return
    is_temporary = first < head < last and words[first].text in ("Tijdelijke", "Nationale", "Landelijke", "Brede")
    has_capital = word.has_capital or is_temporary
    is_enacted = has_capital and (first < last or not word.begins) and _ENACTED.fullmatch(word.text.capitalize())
    if is_enacted or (first == head == last and _has_topic(words, head)):
        last = lower_tail(text, words, head, last)
    if text[words[first].start : words[last].end] in not_names():
        return
    if has_capital:
        # "de Nationale Kelderstrategie" has a topic, "het Nationaal Plan" none.
        has_topic = first < head and _CLOSED.fullmatch(word.text) and not _GENERIC.fullmatch(word.text)
        if has_topic or not (last == head and all(_says_only_whose(w) for w in words[first:head])):
            years = YEARS.match(text, words[last].end) if first < last else None
            yield _measure(text, words[first].start, years.end() if years else words[last].end, "vorm")
    else:
        yield from _by_its_adjective(text, words, head, first)
        # "het plan Droge Voeten 2030": that measure is known, with more than its capitals.
        if head == last or known.get(words[head + 1].start, 0) <= words[last].end:
            yield from _after_lower_case(text, words, head, last)


def _is_of_another(words: list[Word], head: int) -> bool:
    """Whether a temporary scheme goes with another: "Tijdelijke reparatieregeling Subsidieregeling ..."."""
    around = words[head - 1 : head + 2] if head > 0 else []
    return (
        len(around) == 3
        and around[0].text in ("Tijdelijke", "tijdelijke")
        and around[1].text.endswith("regeling")
        and around[1].gap == around[0].gap == " "
        and bool(_ENACTED.fullmatch(around[2].text))
        and around[2].has_capital
    )


def _is_headed_at_its_end(words: list[Word], first: int) -> bool:
    """Whether the capitals from words[first] on are a name by themselves: "(Pact X en) Groene Kelderaanpak"."""
    last = first
    while last + 1 < len(words) and words[last].gap == " " and words[last + 1].has_capital and last < first + 4:
        last += 1
    return bool(_HEAD.fullmatch(words[last].text) or _REGULATION.fullmatch(words[first].text))


def _has_topic(words: list[Word], head: int) -> bool:
    """Whether a kind with a capital has a topic in lower case, and no number says which it is: "8e Actieprogramma"."""
    if words[head].begins or not _WITH_TOPIC.fullmatch(words[head].text):
        return False
    is_numbered = head > 0 and words[head - 1].text[0].isdigit()
    following = words[head + 1 : head + 2]
    return not is_numbered and any(w.text not in ("en", "in", "van", "met") for w in following)


def _is_followed_by_a_name(words: list[Word], index: int) -> bool:
    following = words[index + 1 : index + 2]
    return words[index].gap == " " and any(w.has_capital and w.text not in not_names() for w in following)


def _after_what_is_no_name(text: str, words: list[Word], first: int, head: int, last: int) -> int:
    """Where the name begins in the capitals before its kind: not on an article, nor before a known measure."""
    while first < head and words[first].text.lower() in FUNCTION_WORDS:
        # "Samen De Werkagenda", where a heading runs into its text.
        first += 1
    # "Gronings Klimaatfonds", "Tweede Hoogwaterbeschermingsprogramma".
    known = (at for at in range(first, head + 1) if text[words[at].start : words[last].end] in measure_by_form())
    return next(known, first)


def _is_of_a_meeting(words: list[Word], agenda: int) -> bool:
    """Whether an agenda is that of a meeting: "Geannoteerde Agenda", "agenda Informele Raad", "agenda's"."""
    before, after = words[agenda - 1 : agenda], words[agenda + 1 : agenda + 2]
    return any(map(_KIND_OF_AGENDA.fullmatch, (w.text for w in before))) or any(
        _MEETING.fullmatch(w.text) or w.text == "voor" for w in after
    )


def _says_only_whose(word: Word) -> bool:
    """Whether a word before a kind says of which country or level it is, no more: "Nationaal Plan"."""
    return word.text in not_names() or bool(ADJECTIVE.match(word.text))


def _by_its_adjective(text: str, words: list[Word], head: int, first: int) -> Iterator[Candidate]:
    """A kind in lower case that an adjective with a capital makes a name: "de Maatschappelijke agenda"."""
    before = words[max(0, first - 1)]
    is_one = first == head - 1 and _ADJECTIVE_OF_ONE.fullmatch(words[first].text) and not words[first].begins
    if (
        is_one
        and words[first].text not in not_names()
        # "de Tilburgse aanpak" is what that town does.
        and words[first].text.removesuffix("se") not in places()
        and before.gap == " "
        and before.text.lower() in FUNCTION_WORDS - {"een", "geen"}
        and _NAMED_BY_ADJECTIVE.fullmatch(words[head].text)
    ):
        yield _measure(text, words[first].start, words[head].end, "vorm")


def _after_lower_case(text: str, words: list[Word], head: int, last: int) -> Iterator[Candidate]:
    """A name behind a kind in lower case: "programma ERTMS", "pilot Totaalherstel"."""
    word = words[head]
    if last == head and word.text == "regeling":
        last = _capital_after_adjective(words, head)
    about_a_paper = last > head and word.text == "nota" and is_document(words[head + 1])
    if last == head or is_sentence_word(words, head + 1) or about_a_paper:
        return
    years = FROM_TO.match(text, words[last].end)
    is_one = _LEFT_OUT.fullmatch(word.text) or _CARRIED_OUT.fullmatch(word.text)
    if _GENERIC.fullmatch(word.text) and not (is_one or years):
        return
    # "in zijn programma Oorlog in de kelder" is of whoever makes it.
    if _NOT_OF_POLICY.match(word.text) or words[head - 1].text in ("zijn", "haar", "hun"):
        return
    # "een programma voor Skaeve Huse", "visie op AI" say what it is for; "programma Samen voor het kind" has a name.
    if words[head + 1].text in _LINKS or words[head + 1].text in ("en", "of"):
        return
    topic = text[words[head + 1].start : words[last].end]
    end = words[last].end
    if last == head + 1 and topic[1:].islower() and topic not in places():
        goes_on = end_in_small_letters(text, end)
        if goes_on > end:
            yield _measure(text, words[head + 1].start, goes_on, "soortnaam ervoor")
            return
    end = with_its_object(text, topic, end)
    is_route = any(part in places() for part in words[head + 1].text.split("-"))
    if topic in organisation_by_form() or topic in measure_by_form() or is_route:
        return
    stands_alone = len(words[head + 1 : last + 1]) >= 3 or any(w.text in _LINKS for w in words[head + 1 : last + 1])
    # "actieplan SMR's": a class of things does not stand alone.
    is_of_a_class = topic in notions() or topic.endswith(("'s", "’s"))
    end = years.end() if years else end
    if (_LEFT_OUT.fullmatch(word.text) and not is_of_a_class) or (stands_alone and words[head + 1].has_capital):
        yield _measure(text, words[head + 1].start, end, "soortnaam ervoor")
    else:
        yield _measure(text, word.start, end, "vorm")


def _capital_after_adjective(words: list[Word], head: int) -> int:
    """The capitalised word after "regeling" and an adjective ("provinciale PAS-melders"); head when there is none."""
    two = words[head + 1 : head + 3]
    fits = len(two) == 2 and words[head].gap == two[0].gap == " " and two[0].text.endswith(("e", "se"))
    return head + 2 if fits and two[0].text not in FUNCTION_WORDS and two[1].has_capital else head


def _measure(text: str, start: int, end: int, rule: str) -> Candidate:
    form = text[start:end]
    known = measure_by_form().get(form)
    return Candidate(start, end, "MAATREGEL", rule, known.canonical if known else form[0].upper() + form[1:])
