"""What a later paper says of a recommendation, and only that."""

from pathlib import Path

import pytest

from ingest.plain import document_from_text
from nlp.followups.finding import EarlierRecommendation, find_follow_ups
from nlp.followups.learned import STATUSES as LEARNED
from nlp.followups.status import UNTOLD, status_by_form, status_of
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
    ("Deze motie is daarmee nog niet volledig uitgevoerd.", "loopt"),
    # in part, or not any more
    ("Ik neem aanbeveling 4 niet volledig over.", "deels"),
    ("Aanbeveling 4 wordt niet geheel overgenomen.", "deels"),
    ("Ik neem aanbeveling 4 niet langer over.", "niet overgenomen"),
    ("Ik kan aanbeveling 4 niet overnemen.", "niet overgenomen"),
    ("Het kabinet heeft besloten aanbeveling 4 over te nemen.", "overgenomen"),
    # denied, so not done; why is not said
    ("De motie is niet uitgevoerd.", "onduidelijk"),
    ("Ik werk niet aan aanbeveling 4.", "onduidelijk"),
    ("Ik neem aanbeveling 4 niet mee.", "onduidelijk"),
    # denied twice
    ("Ik zie geen reden om de motie niet uit te voeren.", "onduidelijk"),
    # when it is done, if it is done
    ("Zodra de motie is uitgevoerd, ontvangt uw Kamer bericht.", "onduidelijk"),
    ("Ik verwacht dat de motie eind 2026 is uitgevoerd.", "onduidelijk"),
    ("De motie zal eind 2026 zijn uitgevoerd.", "onduidelijk"),
    ("Dat is zo, tenzij aanbeveling 4 wordt overgenomen.", "onduidelijk"),
    ("Dat is zo, maar als aanbeveling 4 wordt opgevolgd niet meer.", "onduidelijk"),
    # said at length, or in a clause
    (
        "De commissie besluit de overwegingen van het bureau en van haar staf bij de aanbevelingen uit de evaluatie "
        "van mei over te nemen.",
        "overgenomen",
    ),
    ("In de brief staat hoe uitvoering aan deze motie is gegeven.", "afgerond"),
    ("Hier wordt mede invulling aan gegeven door de nachtdienst.", "loopt"),
    # 'over', 'volgt' and 'loopt' in other meanings
    ("Over de motie neem ik nog geen besluit over de uitvoering.", "onduidelijk"),
    ("Het kabinet neemt de regie over de uitvoering van aanbeveling 4.", "onduidelijk"),
    ("De motie gaat grotendeels over registratie.", "vermeld"),
    ("Hieronder volgt per aanbeveling een reactie.", "onduidelijk"),
    ("De termijnen van aanbeveling 4 lopen af.", "vermeld"),
    # kept, done with, put in
    ("Hiermee doe ik mijn toezegging gestand.", "afgerond"),
    ("Aan deze motie is uitvoering gegeven.", "afgerond"),
    ("Ik beschouw de motie als afgehandeld.", "afgerond"),
    ("De toelichting is op dit punt aangevuld.", "overgenomen"),
    ("Het advies leidt niet tot aanpassing van de agenda.", "niet overgenomen"),
    ("Conform mijn toezegging zal ik uw Kamer informeren.", "loopt"),
    # named, no more
    ("Aanbeveling 4 gaat over de loketten.", "vermeld"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status_follows_from_the_words(text, status):
    found, evidence = status_of(text)
    assert found == status
    assert evidence in text
    assert bool(evidence) == (status not in UNTOLD)


# No form of words fits these: what tells their status is learned.
NO_FORM = [
    ("Het gevraagde havenplan is op 3 juni aan de schippers toegestuurd.", "afgerond"),
    ("De toegezegde kaart van de vaargeul vindt u in bijlage 2.", "afgerond"),
    ("Met het advies van de loodsen gaan wij niet mee.", "niet overgenomen"),
    ("Het havenbestuur heeft de voorgestelde tariefwijziging afgewezen.", "niet overgenomen"),
    # advice itself, what it holds, and how it was discussed
    ("De loodsen adviseren de geul te verbreden.", "vermeld"),
    ("In het advies staat hoe diep de geul moet zijn.", "vermeld"),
    ("De motie over de sluis is met algemene stemmen aangenomen.", "vermeld"),
]


@pytest.mark.parametrize(("text", "status"), NO_FORM)
def test_a_sentence_that_no_form_fits_is_judged_by_what_was_learned(text, status):
    assert status_by_form(text) == ("vermeld", "")
    found, evidence = status_of(text)
    assert found == status
    assert evidence in text
    assert bool(evidence) == (status not in UNTOLD)


def test_a_text_without_words_tells_no_status():
    assert [status_of(text)[0] for text in ("", " ", "…", "🚲")] == ["vermeld"] * 4


def test_the_teaching_set_has_each_sentence_once_with_a_known_status():
    table = Path(__file__).parents[2] / "tools" / "made_followups.tsv"
    head, *rows = [tuple(line.split("\t")) for line in table.read_text("utf-8").splitlines()]
    assert head == ("status", "before", "text")
    assert {status for status, _, _ in rows} == {*LEARNED, *UNTOLD, "geen"}
    assert len({(before, text) for _, before, text in rows}) == len(rows)


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


def test_a_repeated_recommendation_without_status_is_only_mentioned():
    text = "De onderzoekers schrijven: open één loket voor alle aanvragen van ondernemers."
    assert follow_ups(text, REPORT) == [("blg-1007001", "3", "vermeld", "")]


def test_a_question_answers_nothing():
    text = "Het rapport Loketten voor ondernemers is bekend. Neemt u aanbeveling 4 over?"
    assert follow_ups(text, REPORT) == []


def test_a_paper_does_not_follow_up_on_itself():
    itself = earlier("kst-29362-999", "Open één loket voor alle aanvragen van ondernemers.")
    assert follow_ups("Open één loket voor alle aanvragen van ondernemers.", [itself]) == []


SECOND = earlier("kst-31490-89", "verzoekt de regering, de balies te tellen", kind="motie")
ANSWERED = "Ik reageer op het rapport Loketten voor ondernemers.\n\n"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        # two things said in one sentence
        ("Aanbeveling 3 neem ik over, aanbeveling 4 niet.", {"3": "overgenomen", "4": "onduidelijk"}),
        (
            "Aanbeveling 3 is uitgevoerd en aanbeveling 4 wijs ik als advies af.",
            {"3": "afgerond", "4": "niet overgenomen"},
        ),
        # one thing of both
        ("Met deze brief heb ik aanbeveling 3 en aanbeveling 4 uitgevoerd.", {"3": "afgerond", "4": "afgerond"}),
        ("Met uitzondering van aanbeveling 4 neem ik het advies over.", {"4": "onduidelijk"}),
        # ranges and ordinals
        ("Aanbevelingen 2 tot en met 4 zijn uitgevoerd.", {"3": "afgerond", "4": "afgerond"}),
        ("De derde aanbeveling is uitgevoerd.", {"3": "afgerond"}),
        # the advice of others
        ("Aanbeveling 3 van de Algemene Rekenkamer neem ik niet over.", {}),
        ("Actie 4 uit het veranderplan is voltooid.", {}),
    ],
)
def test_a_number_gets_what_is_said_of_it_and_no_more(text, statuses):
    assert {number: status for _, number, status, _ in follow_ups(ANSWERED + text, REPORT)} == statuses


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("De motie (Kamerstuk 31 490, nr. 88) is besproken. De motie (Kamerstuk 31 490, nr. 89) is uitgevoerd.",
         ["vermeld", "afgerond"]),
        ("De motie (Kamerstuk 31 490, nr. 88) is verworpen. Het debat hierover is afgerond.", ["vermeld"]),
        ("De motie (Kamerstuk 31 490, nr. 88) is bekend. Los daarvan is het onderzoek afgerond.", ["vermeld"]),
        ("De motie (Kamerstuk 31 490, nr. 88) is bekend. Deze motie is uitgevoerd.", ["afgerond"]),
    ],
)  # fmt: skip
def test_a_later_sentence_counts_if_it_goes_on_about_the_same(text, statuses):
    assert [status for _, _, status, _ in follow_ups(text, [MOTION, SECOND])] == statuses


def test_an_answer_to_advice_is_not_followed_up_by_answers_in_the_same_words():
    text = "Aanbeveling 1 neem ik over."
    answer = EarlierRecommendation("kst-1-1", "", "brief", Recommendation(0, len(text), text, "toezegging"))
    assert follow_ups("Aanbeveling 5 neem ik over.", [answer]) == []


def moved(document, text, *movers):
    recommendation = Recommendation(0, len(text), text, "verzoek")
    return EarlierRecommendation(document, "", "motie", recommendation, movers)


WAITING = moved("kst-31490-88", "verzoekt de regering, de wachttijden te melden", "omtzigt")
COUNTERS = moved("kst-31490-89", "verzoekt de regering, de balies te tellen", "de hoop", "grinwis")


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("De motie-Omtzigt is uitgevoerd.", ["kst-31490-88"]),
        ("De motie van het lid Omtzigt (NSC) c.s. is uitgevoerd.", ["kst-31490-88"]),
        ("De motie De Hoop is uitgevoerd.", ["kst-31490-89"]),
        ("De motie van de leden De Hoop en Grinwis is uitgevoerd.", ["kst-31490-89"]),
        # who only supported it is not who it is named after
        ("De motie-Grinwis is uitgevoerd.", []),
        ("De motie-Jansen is uitgevoerd.", []),
        # the number beside the name decides
        ("De motie-Omtzigt (Kamerstuk 31 490, nr. 12) is uitgevoerd.", []),
        ("De heer Omtzigt vroeg hiernaar. De motie is uitgevoerd.", []),
    ],
)
def test_a_motion_is_known_by_who_moved_it(text, documents):
    assert [document for document, *_ in follow_ups(text, [WAITING, COUNTERS])] == documents


def test_of_two_motions_of_a_member_the_one_that_is_spoken_of_is_meant():
    other = moved("kst-31490-90", "verzoekt de regering, de leges van de paspoorten af te schaffen", "omtzigt")
    told = "Met de motie-Omtzigt om de wachttijden te melden is rekening gehouden; die is uitgevoerd."
    assert [document for document, *_ in follow_ups(told, [WAITING, other])] == ["kst-31490-88"]
    assert follow_ups("De motie-Omtzigt is uitgevoerd.", [WAITING, other]) == []


def test_a_commitment_is_known_by_its_number():
    said = "Ik zal de Kamer informeren over de wachttijden (TZ202106-089)."
    promise = EarlierRecommendation("kst-1-1", "", "brief", Recommendation(0, len(said), said, "toezegging"))
    [(_, _, status, evidence)] = follow_ups("Hiermee is toezegging TZ202106-089 afgedaan.", [promise])
    assert (status, evidence) == ("afgerond", "Hiermee is toezegging TZ202106-089 afgedaan")
    assert follow_ups("Hiermee is toezegging TZ202106-090 afgedaan.", [promise]) == []


def test_a_letter_that_only_lists_a_motion_says_nothing_of_it():
    [(_, _, status, evidence)] = follow_ups("Motie (Kamerstuk 31 490, nr. 88) over wachttijden.", [MOTION])
    assert (status, evidence) == ("vermeld", "")
