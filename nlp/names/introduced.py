"""What a document teaches about its own names: the abbreviations and short names it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlp.model import EntityLabel
from nlp.names.candidates import Candidate
from nlp.names.measure_ends import EDITION
from nlp.references.law_citations import start_of_articles
from nlp.references.law_names import law_abbreviated
from nlp.registers.held import not_names, organisation_by_form
from nlp.registers.spelling import organisation_like
from nlp.text.abbreviation_lists import all_definitions
from nlp.text.abbreviations import Definition, find_hereafters, find_hereafters_in_lower_case
from nlp.text.function_words import FUNCTION_WORDS
from nlp.text.kinds import BODIES, INSTRUMENTS, either
from nlp.text.names import Atoms, Name, NameIndex

_RULE = "ingevoerd in dit stuk"
_MEASURE_WORD = re.compile(rf"(?i)\b\w*{either(INSTRUMENTS, 'introduced')}\b")
# Support that is a measure where the text gives it an abbreviation: "compensatie gemiste bootkorting (cgb)".
_SUPPORT_WORD = re.compile(
    r"(?:compensatie|vergoeding|uitkering|vrijstelling)(?: \w+){1,4}|"
    r".*(?:toeslag|vrijstelling|korting|voucher|vergoeding)"
)
_ORGANISATION_WORD = re.compile(rf"(?i)\b\w*{either(BODIES, 'introduced')}\b|\bambulance ?voorziening\b")
# It is named after the scheme that founded it, and is a body of municipalities.
_JOINT_BODY = re.compile(r"(?i)gemeenschappelijke regeling\b|.*\bambulance ?voorziening\Z")
# A scheme of one word in lower case, in its parts, and an abbreviation of three or four letters.
_COMPOUND = re.compile(rf"\b(?:de|het) (([a-zà-ÿ]{{8,}})({either(INSTRUMENTS, 'abbreviated')}))\b(?!-)")
_SHORT_FORM = re.compile(r"(?<=\bde )[A-Z]{3,4}\b(?![-’'])|(?<=\bhet )[A-Z]{3,4}\b(?![-’'])")
# What is said of a thing is no part of its name: "Ook droogt het in de kelders op (ODKO)".
_SENTENCE_WORDS = frozenset(
    "ik wij we u hij zij ze is zijn was waren wordt worden werd heeft hebben had kan kunnen zal zullen moet moeten "
    "dat die niet ook naar aanleiding".split()
)
# "(Tweede Kamer, vergaderjaar ...)" introduces no short name.
# A law that founds a body; the abbreviation behind a treaty is its own: "... Convention on Climate Change (UNFCCC)".
_FOUNDS = re.compile(r"\w*(?:wet|besluit|regeling|verordening)\b|Wet ")
_DICTIONARY_WORDS = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
_ONE_OF_MANY = re.compile(r"\b[Ee]en \Z")
# "Plan-Do-Check-Act-cyclus (PDCA)" is a way to work.
_WAY_TO_WORK = re.compile(r"(?i).*(?:cyclus|methode|methodiek|model)")
_KIND_BEFORE = re.compile(
    r"(?:\b(?:Tijdelijke|Landelijke|Nationale|Brede) )?(?:\b[Ss]ubsidie|\b[Ss]timulerings|\b)[Rr]egeling $"
)
_MEASURE_BEFORE = re.compile(rf"{either(INSTRUMENTS, 'before_short')} [«“‘]?$")


def learned(text: str, atoms: Atoms, candidates: list[Candidate]) -> Iterator[Candidate]:
    """Candidates that follow from what the text introduces, at the introduction and wherever it is used."""
    names: list[tuple[EntityLabel, Name]] = []
    for definition in all_definitions(text):
        long = _long_form(text, definition, candidates)
        if long is not None:
            yield long
            short = text[definition.short_start : definition.short_end]
            # "Boek 8 van het Burgerlijk Wetboek (BW)", "Wet normering topinkomens (WNT)": the register knows of what.
            law = law_abbreviated(short) if long.label == "WET" else None
            of_a_body = long.label == "WET" and law is None and _FOUNDS.match(text, long.start)
            body = organisation_by_form().get(short) if of_a_body else None
            if body is not None and not body.ambiguous:
                # "Instellingswet Adviescollege toetsing regeldruk (ATR)": of the body that the law founds.
                start, end = definition.short_start, definition.short_end
                yield Candidate(start, end, "ORG", _RULE, body.canonical, body.identifier)
                continue
            if law is not None and (long.identifier is None or (long.canonical or "").startswith(law.name)):
                long = replace(long, canonical=law.name, identifier=law.bwb)
            yield replace(long, start=definition.short_start, end=definition.short_end)
            names.append((long.label, Name(short, long.canonical or "", "", long.identifier)))
    for at, match in find_hereafters(text):
        named = next((c for c in candidates if c.end <= at <= c.end + 2), None)
        if named is not None:
            named = _from_its_short_form(text, named, match[1])
            yield replace(named, rule=_RULE)
            yield replace(named, start=match.start(1), end=match.end(1), rule=_RULE)
            names.append((named.label, Name(match[1], named.canonical or "", "", named.identifier)))
    for at, match in find_hereafters_in_lower_case(text):
        named = next((c for c in candidates if c.end <= at <= c.end + 2 and c.label == "MAATREGEL"), None)
        # A word of the name in full; "(hierna: de regeling)" is too common.
        if named is not None and match[1] in text[named.start : named.end].lower().split():
            yield replace(named, start=match.start(1), end=match.end(1), rule=_RULE)
            names.append((named.label, Name(match[1], named.canonical or "", "", named.identifier)))
    names += _abbreviated_compounds(text, candidates, names)
    # Citations of laws have read what the text introduces already, with the book or edition that an article tells.
    laws = [c for c in candidates if c.label == "WET" and c.canonical]
    cited = {(c.start, c.end) for c in laws if not text[c.start : c.end].endswith(c.canonical or "")}
    yield from (use for use in _uses(text, atoms, names) if use.label != "WET" or (use.start, use.end) not in cited)
    yield from _repeats(text, atoms, candidates)


def _from_its_short_form(text: str, named: Candidate, short: str) -> Candidate:
    """A name with the words before it, where its short form opens them: "Noodwet aanpak Dijken (de Noodwet)"."""
    begin = text.rfind(short, max(0, named.start - 60), named.start)
    between = text[begin + len(short) : named.start]
    if begin < 0 or short in text[named.start : named.end] or not re.fullmatch(r"(?: (?!en )[a-zà-ÿ]+){1,4} ", between):
        return named
    long = text[begin : named.end]
    label = _label(text, begin, long, [named]) or named.label
    return replace(named, start=begin, label=label, canonical=long, identifier=None)


def _abbreviated_compounds(
    text: str, candidates: list[Candidate], names: list[tuple[EntityLabel, Name]]
) -> Iterator[tuple[EntityLabel, Name]]:
    """A scheme of one word and the abbreviation that stands for it without being introduced.

    "de kelderverliesregeling" and, further on, "de KVR": the first letters
    are the same, the last is that of the kind, and those between come in order.
    """
    known = {text[c.start : c.end] for c in candidates} | {name.form for _, name in names} | not_names()
    short_forms = set(_SHORT_FORM.findall(text)) - known
    for compound in dict.fromkeys(_COMPOUND.findall(text) if short_forms else ()):
        word, topic, kind = compound
        for short in sorted(short_forms):
            *first, last = short.lower()
            if last == kind[0] and word not in known and _in_order(first, topic):
                full = word[0].upper() + word[1:]
                yield "MAATREGEL", Name(word, full, "")
                yield "MAATREGEL", Name(short, full, "")


def _in_order(letters: list[str], word: str) -> bool:
    """Whether a word begins with the first of these letters and has the others behind it, never two side by side."""
    at = 0 if word.startswith(letters[0]) else -1
    for letter in letters[1:]:
        at = word.find(letter, at + 2) if at >= 0 else -1
    return at >= 0


def _uses(text: str, atoms: Atoms, names: list[tuple[EntityLabel, Name]]) -> Iterator[Candidate]:
    for label in dict.fromkeys(label for label, _ in names):
        for mention in NameIndex(name for of, name in names if of == label).mentions(text, atoms):
            canonical = mention.name.canonical or None
            start = start_of_articles(text, mention.start) if label == "WET" else mention.start
            version = EDITION.match(text, mention.end) if label == "MAATREGEL" else None
            end = version.end() if version else mention.end
            yield Candidate(start, end, label, _RULE, canonical, mention.name.identifier)


def _repeats(text: str, atoms: Atoms, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Other places where a name stands that was known once by the words around it: "kennisinstituut Movisie"."""
    once = {text[c.start : c.end]: c for c in candidates if c.rule in ("soortnaam ervoor", "fractie", "aangehaald")}
    for label in ("ORG", "MAATREGEL"):
        forms = [
            Name(form, c.canonical or "", "")
            for form, c in once.items()
            if c.label == label and len(form) > 2 and form.lower() not in FUNCTION_WORDS
        ]
        for mention in NameIndex(forms).mentions(text, atoms):
            yield Candidate(mention.start, mention.end, label, "eerder in dit stuk", mention.name.canonical)


def _long_form(text: str, definition: Definition, candidates: list[Candidate]) -> Candidate | None:
    """The full name as a candidate with its label; None when it names no organisation, measure or law."""
    start, end = definition.long_start, definition.long_end
    short = text[definition.short_start : definition.short_end]
    # "begroting van het Ministerie van ... (VIII)" gives the number of a chapter.
    if (short in not_names() and not _is_meant(text, start, end, short, candidates)) or _DICTIONARY_WORDS.fullmatch(
        short
    ):
        return None
    if _SENTENCE_WORDS & set(text[start:end].lower().split()):
        return None
    # "een meerjarig kelderplan (MJKP)": of these each body has one.
    if text[start:end].islower() and _ONE_OF_MANY.search(text[max(0, start - 5) : start]):
        return None
    # Of a name in the register the register knows more than the letters of its abbreviation.
    known = [c for c in candidates if c.end == end and c.start <= end - 3]
    widest = min(known, key=lambda c: c.start, default=None)
    if widest is not None and (widest.start <= start or widest.rule == "register"):
        return replace(widest, rule=_RULE)
    # "de Tijdelijke regeling capaciteit dijken (CDD)": the kind goes with a topic that has no capital.
    kind = _KIND_BEFORE.search(text, max(0, start - 60), start) if text[start].islower() else None
    start = kind.start() if kind else start
    overlapping = [c for c in candidates if c.start < end and start < c.end]
    long = text[start:end]
    label = _label(text, start, long, overlapping)
    if label is None:
        return None
    # The text may misspell a name that the register has: "Onderzoeksraad voor Veilgheid (OVV)".
    like = organisation_like(long) if label == "ORG" else None
    if like is not None:
        return Candidate(start, end, label, _RULE, like.canonical, like.identifier)
    return Candidate(start, end, label, _RULE, long[0].upper() + long[1:])


def _is_meant(text: str, start: int, end: int, short: str, candidates: list[Candidate]) -> bool:
    """Whether an abbreviation that is mostly a word or a thing stands for the law or programme before it here.

    "Richtlijn natte kelders (RNK)", where the register knows that law by it; "het programma Open Emmers (OE)".
    """
    known = law_abbreviated(short)
    law = next((c for c in candidates if c.label == "WET" and c.end == end and c.start <= start), None)
    if law is not None and known is not None and known.name == law.canonical:
        return True
    return bool(_MEASURE_BEFORE.search(text[max(0, start - 20) : start]) and text[start].isupper())


def _label(text: str, start: int, long: str, overlapping: list[Candidate]) -> EntityLabel | None:
    if re.match(r"(?:[A-Z][a-z]+ )?[Ww]et\b|\w+(?:wet|verordening|richtlijn|besluit|verdrag)\b", long):
        return "WET"
    if _JOINT_BODY.match(long):
        return "ORG"
    if _WAY_TO_WORK.fullmatch(long):
        return None
    first_word = long.split()[0]
    if _MEASURE_BEFORE.search(text[max(0, start - 20) : start]) or _MEASURE_WORD.match(long):
        return "MAATREGEL"
    has_capitals = sum(word[0].isupper() for word in long.split()) >= 2 or first_word[0].isupper()
    if _ORGANISATION_WORD.search(long) and has_capitals:
        return "ORG"
    if _MEASURE_WORD.search(long) or _SUPPORT_WORD.fullmatch(long):
        return "MAATREGEL"
    # "Conferentie van Partijen bij het CITES-verdrag (CoP20)" is not the treaty.
    is_named = overlapping and has_capitals and (overlapping[0].label != "WET" or overlapping[0].start <= start)
    return overlapping[0].label if is_named else None
