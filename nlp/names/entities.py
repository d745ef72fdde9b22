"""Organisations, measures and laws in a text: what the rules propose, weighed against each other and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nlp.model import Decisions, Entity
from nlp.names.candidates import Candidate
from nlp.names.introduced import learned
from nlp.names.laws import find_laws
from nlp.names.measures import find_measures
from nlp.names.organisations import find_organisations
from nlp.names.organisations_filter import filter_of
from nlp.names.short_names import resolve_short_names
from nlp.names.unknown_names import is_possible_name, unknown_names
from nlp.registers.held import measure_index, organisation_by_form, organisation_index
from nlp.text.abbreviation_lists import listed_abbreviations
from nlp.text.function_words import FUNCTION_WORDS
from nlp.text.names import Atoms, Mention, atoms_of
from nlp.text.phrases import Word, words_of

# Where two rules propose the same words.
_CERTAINTY = {"ingevoerd in dit stuk": 0, "register": 1}


def find_entities(text: str, decisions: Decisions | None = None, more: Iterable[Candidate] = ()) -> tuple[Entity, ...]:
    """Entities in the order of the text, without overlap; see find_entities_and_rejects."""
    return find_entities_and_rejects(text, decisions, more)[0]


def find_entities_and_rejects(
    text: str, decisions: Decisions | None = None, more: Iterable[Candidate] = ()
) -> tuple[tuple[Entity, ...], tuple[Candidate, ...]]:
    """Entities, and the candidates that are none, each with the reason; both in the order of the text.

    An abbreviation that the text introduces is learned for this text; give a
    whole document, not its passages, where there is one.

    Args:
        text: any Dutch text.
        decisions: what people rejected and merged.
        more: candidates from elsewhere; they stay where no rule found anything.
    """
    kept, rejected = weigh(text, propose(text), decisions, more)
    return tuple(entity_of(text, c) for c in kept), tuple(rejected)


@dataclass(frozen=True, slots=True)
class Known:
    """A text cut into words, and what the registers know in it."""

    words: list[Word]
    atoms: Atoms
    organisations: list[Mention]
    measures: list[Mention]


def look_up(text: str) -> Known:
    """The names in a text that stand in a register of organisations or measures."""
    words, atoms = words_of(text), atoms_of(text)
    organisations, measures = organisation_index().mentions(text, atoms), measure_index().mentions(text, atoms)
    return Known(words, atoms, list(organisations), list(measures))


def propose(text: str, known: Known | None = None) -> list[Candidate]:
    """What the rules for laws, organisations and measures propose, each for itself; spans may overlap."""
    known = known or look_up(text)
    laws = list(find_laws(text))
    begin = {law.start: law.end for law in laws if law.label == "WET"}
    # The noun before a measure may be a word of a law's name: "de Spoedwet aanpak Kelders op goede gronden".
    inside = {at for start, end in begin.items() for at in range(start + 1, end)}
    filtered = filter_of(text)
    found = find_measures(text, known.words, known.measures, known.organisations)
    return [
        *laws,
        *find_organisations(text, known.words, known.organisations),
        *(
            filtered(one)
            for one in found
            if not _runs_on(text, begin.get(one.start, one.end), one.end)
            and not (one.rule == "soortnaam ervoor" and one.start in inside)
        ),
    ]


def learn(text: str, known: Known, proposed: list[Candidate], *, trained: bool = True) -> list[Candidate]:
    """What the text itself says of names: those that it introduces, and those that look like one to the model.

    trained: whether the trained model looks at the names that no rule knows.
    """
    filtered, proposed = filter_of(text), [*_within_rows(text, proposed), *_of_rows(text)]
    introduced = learned(text, known.atoms, [c for c in proposed if c.rejected is None])
    candidates = [filtered(c) for c in introduced]
    if trained:
        candidates += [filtered(c) for c in unknown_names(text, known.words, [*proposed, *candidates])]
    return candidates


def _runs_on(text: str, law_end: int, end: int) -> bool:
    """Whether a measure is no more than a law and what is said of it: "de Regeling droge kelders strenger maken"."""
    rest = text[law_end:end].split()
    return bool(rest) and rest[0].islower() and rest[0] not in FUNCTION_WORDS


def weigh(
    text: str,
    proposed: list[Candidate],
    decisions: Decisions | None = None,
    more: Iterable[Candidate] = (),
    *,
    trained: bool = True,
) -> tuple[list[Candidate], list[Candidate]]:
    """The candidates that are entities, and the rejected ones at places where nothing was kept.

    trained: whether the trained model looks at the names that no rule knows.
    """
    known = Known(words_of(text), atoms_of(text), [], [])
    return choose(text, known, [*proposed, *learn(text, known, proposed, trained=trained)], decisions, more)


def choose(
    text: str,
    known: Known,
    candidates: list[Candidate],
    decisions: Decisions | None = None,
    more: Iterable[Candidate] = (),
) -> tuple[list[Candidate], list[Candidate]]:
    """Of all candidates those that are entities, and the rejected ones at places where nothing was kept."""
    candidates = _within_rows(text, candidates)
    elsewhere = [c for c in more if not any(_overlap(c, other) for other in candidates)]
    if elsewhere:
        filtered = filter_of(text)
        candidates = candidates + [_if_name(text, known.words, filtered(c)) for c in elsewhere]
    if decisions is not None:
        candidates = [_decided(text, candidate, decisions) for candidate in candidates]
    kept = resolve_short_names(text, longest([c for c in candidates if c.rejected is None]))
    rejected = longest([c for c in candidates if c.rejected is not None])
    return kept, _without_kept(rejected, kept)


def _within_rows(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """Without those that run from one row of a list of abbreviations to the next, or over both its cells."""
    rows = listed_abbreviations(text)
    if not rows:
        return candidates
    cell_at = {at: row.long_start for row in rows for at in range(row.long_start, row.long_end)}
    cell_at |= {at: row.short_start for row in rows for at in range(row.short_start, row.short_end)}
    return [c for c in candidates if cell_at.get(c.start) == cell_at.get(c.end - 1)]


def _of_rows(text: str) -> Iterator[Candidate]:
    """What the rules propose for the full names in the lists of abbreviations, each read by itself."""
    for row in listed_abbreviations(text):
        for one in propose(text[row.long_start : row.long_end]):
            yield replace(one, start=row.long_start + one.start, end=row.long_start + one.end)


def _if_name(text: str, words: list[Word], candidate: Candidate) -> Candidate:
    """A candidate from elsewhere, rejected when its words are no name; rules look at that themselves."""
    is_name = candidate.rejected or is_possible_name(text, words, candidate.start, candidate.end)
    return candidate if is_name else replace(candidate, rejected="geen eigennaam")


def longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without overlap: of two that overlap the longer stays, of equals what is known for certain."""
    chosen: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, _CERTAINTY.get(c.rule, 2))):
        if candidate.end > candidate.start and not taken.intersection(range(candidate.start, candidate.end)):
            chosen.append(candidate)
            taken.update(range(candidate.start, candidate.end))
    return sorted(chosen, key=lambda c: c.start)


def _without_kept(rejected: list[Candidate], kept: list[Candidate]) -> list[Candidate]:
    """Rejected candidates at places where nothing else was kept."""
    taken = {at for c in kept for at in range(c.start, c.end)}
    return [c for c in rejected if not taken.intersection(range(c.start, c.end))]


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _decided(text: str, candidate: Candidate, decisions: Decisions) -> Candidate:
    form = text[candidate.start : candidate.end]
    if (candidate.label, form) in decisions.rejected or (candidate.label, candidate.canonical) in decisions.rejected:
        return replace(candidate, rejected="door de gebruiker afgewezen")
    merged = decisions.merged.get(candidate.canonical or form) or decisions.merged.get(form)
    if merged is None:
        return candidate
    known = organisation_by_form().get(merged)
    return replace(candidate, canonical=merged, identifier=known.identifier if known else None)


def entity_of(text: str, candidate: Candidate) -> Entity:
    form = text[candidate.start : candidate.end]
    return Entity(candidate.start, candidate.end, candidate.label, form, candidate.canonical, candidate.identifier)
