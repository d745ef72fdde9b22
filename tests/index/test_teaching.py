"""What readers accept and reject teaches how sure to be of other papers of theirs."""

from __future__ import annotations

import pytest

from index.errors import LibraryError
from index.readers import judging, taught, teaching
from index.readers.judged import judged_recommendations
from nlp.model import Recommendation, Tags
from tests.index.test_library import store

TOPICS = ("lasten", "scholen", "dijken", "wegen", "zorg", "natuur")
FIRM = 0.8


def paper(library, embedder, topic: str) -> None:
    """Eight sentences of which the program is as sure: a house style says "streven" of what is not promised."""
    sentences = [
        *(f"De directie regelt {n} voor de {topic}." for n in ("geld", "ruimte", "tijd", "hulp")),
        *(f"Het streven is {n} voor de {topic}." for n in ("geld", "ruimte", "tijd", "hulp")),
    ]
    text = " ".join(sentences)
    found = [
        Recommendation(
            text.index(each), text.index(each) + len(each), each, "toezegging", confidence=0.6, grade="doubtful"
        )
        for each in sentences
    ]
    store(library, embedder, topic, text, Tags(recommendations=tuple(found)))


def judge(library, *, wrong: str = "streven") -> None:
    for item in judged_recommendations(library).items:
        verdict = judging.reject if wrong in item.recommendation.text else judging.accept
        verdict(library, item, "Jansen")


def grades(library, topic: str) -> list[tuple[bool, str]]:
    """(whether it says "streven", its grade) of each recommendation of a paper."""
    items = [item.recommendation for item in judged_recommendations(library, topic).items]
    return [("streven" in each.text, each.grade) for each in items]


@pytest.fixture
def place(tmp_path):
    """What was taught is kept in a folder."""
    return tmp_path / "test.library"


@pytest.fixture
def judged(library, embedder):
    for topic in TOPICS:
        paper(library, embedder, topic)
    judge(library)
    return library


def test_what_was_taught_holds_for_a_paper_that_nobody_judged(judged, embedder):
    report = teaching.teach(judged, FIRM)
    assert report == teaching.Taught(n=48, papers=6, right_before=24, right=48, kept=True)
    paper(judged, embedder, "musea")
    assert grades(judged, "musea") == [(False, "firm")] * 4 + [(True, "doubtful")] * 4


def test_judgements_that_hold_for_no_other_paper_change_nothing(library, embedder):
    for topic in TOPICS:
        paper(library, embedder, topic)
    for place, item in enumerate(judged_recommendations(library).items):
        verdict = judging.reject if (place * 7919 // 8) % 2 else judging.accept
        verdict(library, item, "Jansen")
    report = teaching.teach(library, FIRM)
    assert not report.kept
    assert taught.lesson_of(library) is None


def test_too_few_judgements_are_answered_with_how_many_are_needed(library, embedder):
    paper(library, embedder, "lasten")
    judge(library)
    with pytest.raises(LibraryError, match=r"^4 recommendations were .* 4 rejected, in 1 paper; .* 15 and 15, in 3"):
        teaching.teach(library, FIRM)


def test_a_second_lesson_is_learned_from_what_the_program_said_and_not_from_the_first(judged):
    first = teaching.teach(judged, FIRM)
    assert teaching.teach(judged, FIRM) == first


def test_what_was_taught_can_be_forgotten(judged):
    teaching.teach(judged, FIRM)
    assert taught.forget(judged)
    assert grades(judged, "lasten") == [(False, "doubtful")] * 4 + [(True, "doubtful")] * 4
    assert not taught.forget(judged)
