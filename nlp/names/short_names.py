"""Which organisation a general word with a capital stands for: "de Raad" after "de Raad voor de rechtspraak"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from nlp.names.candidates import Candidate
from nlp.registers.held import organisation_by_form
from nlp.registers.spelling import organisation_like
from nlp.text.kinds import BODIES, kinds
from nlp.text.names import Name

_HEADS = frozenset(kind.with_capital for kind in kinds(BODIES) if "taken_up" in kind.uses)
# Beside the other two institutions of the EU, the Raad and the Commissie are those of the EU.
_OF_THE_EU = {
    "Raad": re.compile(r"\b(?:Commissie|Europees Parlement|lidstaten)\b"),
    "Commissie": re.compile(r"\b(?:Raad|Europees Parlement|lidstaten)\b"),
}
_FOUNDS = re.compile(r"\b[Ii]nstelling (?:van )?(?:de |het )?([A-Z][a-z]+ .+)")
_ADVISES = re.compile(
    r" (?:merkt (?:daarbij |hierbij |allereerst )?op|adviseert|geeft in overweging|vraagt aandacht)\b"
)
_BESIDE_CHARS = 60
# A name further away is not what "de Raad" takes up.
_REACH_CHARS = 1500


def resolve_short_names(text: str, kept: Iterable[Candidate]) -> list[Candidate]:
    """Organisations in order, those named by a head alone with the identity of the last one with that head.

    Other candidates are left as they are, and so is a head that nothing of
    that name precedes.
    """
    named: dict[str, Candidate] = {}
    resolved = []
    kept = list(kept)
    founded = _founded(text, kept) | _only_ones(kept)
    for candidate in kept:
        form = text[candidate.start : candidate.end]
        if candidate.label == "ORG" and form in _HEADS:
            last = named.get(form)
            if (
                last is not None
                and candidate.start - last.end <= _REACH_CHARS
                and not _is_of_the_eu(text, candidate, form)
            ):
                candidate = replace(candidate, canonical=last.canonical, identifier=last.identifier)
            elif last is None and candidate.canonical is None:
                whole = founded.get(form) or _by_what_it_does(text, candidate, form)
                if whole is not None:
                    candidate = replace(candidate, canonical=whole.canonical, identifier=whole.identifier)
        elif candidate.label == "ORG" and candidate.canonical:
            for head in _HEADS.intersection(candidate.canonical.split()):
                if candidate.canonical.startswith(f"{head} ") or candidate.canonical.endswith(f" {head}"):
                    named[head] = candidate
        resolved.append(candidate)
    return resolved


def _only_ones(kept: list[Candidate]) -> dict[str, Name]:
    """Of the heads that only one body of the whole text has, that body: "het Adviescollege" before its name."""
    by_head: dict[str, dict[str, Candidate]] = {}
    for candidate in kept:
        words = (candidate.canonical or "").split() if candidate.label == "ORG" else []
        for head in _HEADS.intersection(words[:1] if len(words) > 1 else ()):
            by_head.setdefault(head, {})[candidate.canonical or ""] = candidate
    ones = {head: next(iter(bodies.values())) for head, bodies in by_head.items() if len(bodies) == 1}
    return {head: Name(one.canonical or "", one.canonical or "", "", one.identifier) for head, one in ones.items()}


def _founded(text: str, kept: list[Candidate]) -> dict[str, Name]:
    """Bodies of the register by their head, of regulations that found one: "Regeling instelling Adviescollege X"."""
    found = {}
    for law in kept:
        match = _FOUNDS.search(text[law.start : law.end]) if law.label == "WET" else None
        name = organisation_like(match[1]) if match else None
        if match and name:
            found[match[1].split()[0]] = name
    return found


def _by_what_it_does(text: str, candidate: Candidate, form: str) -> Name | None:
    """The Afdeling advisering where the Afdeling does what only that one does."""
    if form != "Afdeling" or not _ADVISES.match(text, candidate.end):
        return None
    return organisation_by_form().get("Afdeling advisering van de Raad van State")


def _is_of_the_eu(text: str, candidate: Candidate, head: str) -> bool:
    beside = _OF_THE_EU.get(head)
    before = text[max(0, candidate.start - _BESIDE_CHARS) : candidate.start]
    after = text[candidate.end : candidate.end + _BESIDE_CHARS]
    return beside is not None and bool(beside.search(before) or beside.search(after))
