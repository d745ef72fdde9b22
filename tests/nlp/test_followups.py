"""What a later paper says of a recommendation, and only that."""

import pytest

from ingest.plain import document_from_text
from nlp.followups import EarlierRecommendation, find_follow_ups, status_of
from nlp.model import Recommendation

STATUSES = [
    ("Deze aanbeveling neem ik over.", "overgenomen"),
    ("Het kabinet volgt het advies van de Raad.", "overgenomen"),
    # a refusal holds the words of an acceptance
    ("Deze aanbeveling neem ik niet over, omdat de kosten te hoog zijn.", "niet overgenomen"),
    ("Ik zie geen aanleiding om de regeling te wijzigen.", "niet overgenomen"),
    ("Het kabinet neemt de aanbeveling deels over.", "deels"),
    ("Hiermee is de motie afgedaan.", "afgerond"),
    ("Ik heb de motie uitgevoerd.", "afgerond"),
    # not yet done is not done
    ("De motie is nog niet afgerond.", "loopt"),
    ("Hiermee geef ik uitvoering aan de motie.", "loopt"),
    ("De aanbeveling wordt momenteel uitgewerkt.", "loopt"),
    # named, no more
    ("Aanbeveling 4 gaat over de loketten.", "onduidelijk"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status_follows_from_the_words(text, status):
    found, evidence = status_of(text)
    assert found == status
    assert evidence in text
    assert bool(evidence) == (status != "onduidelijk")


def earlier(document, text, number=None, kind="rapport", title=""):
    type_ = "verzoek" if kind == "motie" else "aanbeveling"
    return EarlierRecommendation(document, title, kind, Recommendation(0, len(text), text, type_, number))


TITLE = "Loketten voor ondernemers"
REPORT = [
    earlier("blg-1007001", "Open één loket voor alle aanvragen van ondernemers.", "3", title=TITLE),
    earlier("blg-1007001", "Verkort de formulieren tot één bladzijde.", "4", title=TITLE),
]
MOTION = earlier("kst-31490-88", "verzoekt de regering, de wachttijden te melden", kind="motie")


def follow_ups(text, candidates):
    return [
        (each.document, each.recommendation.number, follow_up.status, follow_up.evidence)
        for each, follow_up in find_follow_ups(document_from_text(text, "kst-29362-999"), candidates)
    ]


def test_a_number_counts_in_a_letter_that_names_the_report():
    text = "Ik reageer op het rapport Loketten voor ondernemers.\n\nAanbeveling 4 neem ik niet over."
    assert follow_ups(text, REPORT) == [("blg-1007001", "4", "niet overgenomen", "neem ik niet over")]


def test_a_title_that_lost_its_spaces_still_names_the_report():
    text = "Ik reageer op het rapport ‘Lokettenvoorondernemers’.\n\nAanbeveling 4 neem ik over."
    assert [status for _, _, status, _ in follow_ups(text, REPORT)] == ["overgenomen"]


def test_a_number_in_a_letter_that_names_no_report_is_not_evidence():
    assert follow_ups("Aanbeveling 4 neem ik niet over.", REPORT) == []


def test_two_numbers_in_one_sentence_are_two_follow_ups():
    text = "Het rapport Loketten voor ondernemers is helder. De aanbevelingen 3 en 4 neem ik over."
    assert [number for _, number, _, _ in follow_ups(text, REPORT)] == ["3", "4"]


def test_the_status_may_stand_in_the_next_sentence():
    text = "Het rapport Loketten voor ondernemers noemt als aanbeveling 3 één loket. Dat advies neem ik over."
    assert ("blg-1007001", "3", "overgenomen", "neem ik over") in follow_ups(text, REPORT)


def test_a_motion_is_known_by_its_kamerstuk_number():
    text = "Met dit overzicht heb ik de motie-Jansen (Kamerstuk 31 490, nr. 88) uitgevoerd."
    [(document, _, status, _)] = follow_ups(text, [MOTION])
    assert (document, status) == ("kst-31490-88", "afgerond")


def test_another_motion_is_left_alone():
    assert follow_ups("De motie-Jansen (Kamerstuk 31 490, nr. 89) is uitgevoerd.", [MOTION]) == []


def test_a_repeated_recommendation_without_status_is_unclear():
    text = "De onderzoekers schrijven: open één loket voor alle aanvragen van ondernemers."
    assert follow_ups(text, REPORT) == [("blg-1007001", "3", "onduidelijk", "")]


def test_a_question_answers_nothing():
    text = "Het rapport Loketten voor ondernemers is bekend. Neemt u aanbeveling 4 over?"
    assert follow_ups(text, REPORT) == []


def test_a_paper_does_not_follow_up_on_itself():
    itself = earlier("kst-29362-999", "Open één loket voor alle aanvragen van ondernemers.")
    assert follow_ups("Open één loket voor alle aanvragen van ondernemers.", [itself]) == []
