"""Which organisations are found, to which identity they are linked, and what is none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.names.entities import Decisions, find_entities, find_entities_and_rejects
from tests.timing import least, seconds

BZK = "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"


def found(text: str, label: str = "ORG") -> list[str]:
    return [entity.text for entity in find_entities(text) if entity.label == label]


# (text, organisations, why)
CASES = [
    ("Het UWV en de SVB voeren dit uit.", ["UWV", "SVB"], "abbreviations of the register"),
    ("Volgens DUO en de SER kan het.", ["DUO", "SER"], "an abbreviation that is also a word, in context"),
    ("DUO maakt dit bekend. DUO, drie.", ["DUO"], "or at the start of a sentence, before its verb"),
    ("De leden Jansen en De Hoek (beiden SP) vragen dit.", ["SP"], "the party of two members"),
    (
        "De fracties van Stadspartij Delta, Vrije Kiezers en fractie De Hoek stemmen voor.",
        ["Stadspartij Delta", "Vrije Kiezers", "fractie De Hoek"],
        "local parties in a row",
    ),
    ("De naamloze vennootschap Waterman & Dijkstra Hoek N.V. tekent.", ["Waterman & Dijkstra Hoek N.V."], "partners"),
    ("De Brandweer Twente helpt; de Brandweer niet.", ["Brandweer Twente"], "named after a region, and alone"),
    ("Volgens Waterman & Dijkstra Hoek N.V. klopt het.", ["Waterman & Dijkstra Hoek N.V."], "no word before partners"),
    ("Het Kelderonderzoek is van het Keldermuseum.", ["Keldermuseum"], "a museum by one word"),
    ("Op verzoek van MBZK en na de NvW telt het CSB.", [], "ministers, papers and bureaus of elections in short"),
    ("Zij vormen een duo en een rob.", [], "the words themselves"),
    ("De Minister van SZW overlegt.", [], "an office is no organisation"),
    ("De ministers van IenW en SZW overleggen.", [], "nor are several"),
    ("Antwoord van Minister Jansen (Financiën).", [], "nor the portfolio behind a minister's name"),
    (
        "De staatssecretaris van Financiën - Toeslagen en Douane tekent.",
        [],
        "nor a second part of it",
    ),
    ("Aan de Staatssecretaris van Financiën-Fiscaliteit, Belastingdienst en Douane", [], "nor three parts"),
    ("De Staatssecretaris van Financiën spreekt met de Douane.", ["Douane"], "the agency itself, beside the office"),
    ("Antwoord van OCW op de vraag.", ["OCW"], "the ministry by its abbreviation alone"),
    ("De ministeries van VWS en BZK doen mee.", ["ministeries van VWS", "BZK"], "the head goes with the first"),
    ("De president van de Algemene Rekenkamer spreekt.", ["Algemene Rekenkamer"], "named after a function"),
    ("Ik informeer uw Kamer; de Kamerbrief volgt.", ["Kamer"], "the chamber, not its letters"),
    ("Zie RIVM Rapport 2019-0777 voor de methode van het RIVM.", ["RIVM"], "a paper of its series"),
    ("De norm NEN 3777 en NEN-EN-ISO 27777 zijn van NEN.", ["NEN"], "a standard, and who sets it"),
    (
        "Zij liep van de Zuiderdijk kliniek naar het Utrechtse ziekenhuis.",
        ["Zuiderdijk kliniek"],
        "a clinic with its kind behind it",
    ),
    ("Regioplan onderzocht wat een Regioplan kost.", ["Regioplan"], "one of many by the same word"),
    (
        "The Ministry of Water, Soil and Nature wrote to the Ministry of Finance.",
        ["Ministry of Water, Soil and Nature", "Ministry of Finance"],
        "ministries in English",
    ),
    ("Dit geldt voor EU-lidstaten en UWV-klanten.", [], "part of a hyphenated compound"),
    ("De VN-Mensenrechtenraad vergadert.", ["VN-Mensenrechtenraad"], "a compound that is the whole name"),
    ("De gemeenten Almere, Breda en Weert ontvangen geld.", ["gemeenten Almere", "Breda", "Weert"], "a list of three"),
    ("Dit speelt in Zeeland; de provincie Zeeland betaalt.", ["provincie Zeeland"], "a place is no administration"),
    ("Dit geldt in de openbare lichamen Saba en Bonaire.", [], "a territory"),
    ("GGD Gelderland-Zuid GGD Twente GGD Waterland", ["GGD Gelderland-Zuid", "GGD Twente", "GGD Waterland"], "cells"),
    ("De GGD Kennemerland meldt dit.", ["GGD Kennemerland"], "a body of a region"),
    ("Dit speelt in Twente en op de Veluwe.", [], "regions are no organisations"),
    ("Betreft Stichting Veilige Dijken Geachte Voorzitter,", ["Stichting Veilige Dijken"], "a salutation ends a name"),
    ("De Stichting Veilige Dijken reageert.", ["Stichting Veilige Dijken"], "known by its form only"),
    ("Het bedrijf Waterwerk Zuid B.V. levert.", ["Waterwerk Zuid B.V."], "by its legal form"),
    ("Het onderzoeksbureau Meetlat meldt dit; ook bureau Meetlat.", ["Meetlat", "Meetlat"], "by the kind before it"),
    ("De Inspectie Bodem en Water komt.", ["Inspectie Bodem en Water"], "a topic of two things"),
    ("De Raad voor Cultuur en de Raad van State adviseren.", ["Raad voor Cultuur", "Raad van State"], "two bodies"),
    ("Vragen van het lid Jansen (D66) over mest.", ["D66"], "the party of a member"),
    ("De GGD’en in het land.", [], "a class of bodies"),
    ("Het kabinet en de regering zijn het eens.", [], "generic nouns"),
    ("De Europese Commissie; de EC antwoordt.", ["Europese Commissie", "EC"], "in context"),
    ("De staatssecretaris Herstel en Toeslagen tekent.", [], "an office named by its topic"),
    ("Verzoek om reactie min. BZK en minister SZW.", [], "offices in the short form of a list of decisions"),
    ("De klacht bij de VN rapporteur loopt.", [], "an office of a body"),
    ("Het bericht «Corendon blijft op Moskou vliegen» is bekend.", [], "a name in a title"),
    ("Het programma wordt uitgevoerd met Corendon.", ["Corendon"], "the same name in the text itself"),
    ("Dit is bekend (TNO, 2022; RIVM 2023). KPMG. (2021). Rapport.", [], "sources with their year"),
    ("Op naleving door TNO (2 locaties) wordt gelet.", ["TNO"], "a number in brackets is no year"),
    ("Zie ECLI:NL:RVS:2019:1603 en www.svb.nl en uwv.nl.", [], "parts of addresses"),
    ("Postbus 1, 2500 EK Den Haag", [], "a postcode"),
    ("Via Google Maps en Google zelf.", ["Google"], "a product is not its maker"),
    ("Het Google Apple Water Level framework meet.", [], "nor what two makers made"),
    ("Volgens de IFC Water Standards en de IFC.", ["IFC"], "nor what a body wrote"),
    ("Zie de Resolution of the Council on Dry Cellars.", [], "a document in English"),
    ("Zie 4 Tweede Kamer, vergaderjaar 2030–2031, 99 901, nr. 4.", [], "a reference to a paper"),
    ("De zaak Urgenda loopt; Urgenda wacht.", ["Urgenda"], "a case called after who brought it"),
    ("De commissie-De Boom II adviseert.", ["commissie-De Boom II"], "the second of that name"),
    ("Het PolderWaterPlan is klaar.", [], "capitals in the word of a plan"),
    ("Volgens het Koninklijk Huis, en de Ridderzaal is dicht.", [], "two words that name no body, and a hall"),
    ("Dit geldt voor de West Bank.", [], "a bank of a river"),
    ("Platform31 onderzoekt dit.", ["Platform31"], "a name that ends in a number"),
    ("Dit zeggen Milieudefensie1 en Sea Shepherd12 .", ["Milieudefensie", "Sea Shepherd"], "a footnote mark behind it"),
    ("Bijten staat in het Landelijk Katten Dossier.", [], "a register of data"),
    ("Dit zegt de Volksbank.", ["Volksbank"], "an article is no part of a name, also of one called so"),
    (
        "De ministeries van SZW en Binnenlandse Zaken en Koninkrijksrelatie doen mee.",
        ["ministeries van SZW", "Binnenlandse Zaken en Koninkrijksrelatie"],
        "a ministry with a slip of a letter",
    ),
    ("De AFM i.o. en de NZa in oprichting.", ["AFM i.o.", "NZa in oprichting"], "bodies that are being founded"),
    ("De investeerder Zeegang koopt; Zeegang betaalt.", ["Zeegang", "Zeegang"], "a company by what it does"),
    ("Het rapport van Women on Waves is bekend.", ["Women on Waves"], "a name of two ordinary words"),
    ("Volgens de Afdeling is dat zo.", ["Afdeling"], "that of the Raad van State is written with a capital"),
    ("De Afdeling Inkoop en afdeling 3 gaan dicht.", [], "other divisions"),
    (
        "De commissie-Van Rijn en het adviescollege-Remkes adviseren.",
        ["commissie-Van Rijn", "adviescollege-Remkes"],
        "after who presides",
    ),
    ("Het Expertisecentrum LNV meldt dit.", ["Expertisecentrum LNV"], "an abbreviation straight behind its head"),
    (
        "De Filipijnse Commission on Water Rights oordeelt.",
        ["Commission on Water Rights"],
        "a country in Dutch is no part of it",
    ),
    ("Dit meldt de Rutgers stichting.", ["Rutgers stichting"], "a kind in lower case behind a known name"),
    (
        "De GGD adviseert; 12 GGD Twente 3 GGD Waterland",
        ["GGD", "GGD Twente", "GGD Waterland"],
        "the service and those of regions",
    ),
    ("De PKVs en de DWs van Jansen J. zijn oud.", [], "plurals and persons with initials"),
    ("Aanwezig: RIVM, Jan Jansen, TNO en de heer Vermeer.", ["RIVM", "TNO"], "persons in a list of organisations"),
    ("Het Adviescollege vindt dit; een adviescollege niet.", ["Adviescollege"], "one body by the head of its name"),
    ("De Raad voor\n\nCultuur en Media", ["Raad"], "a name does not run over the end of a paragraph"),
    ("De Vereniging\nNederlandse Gemeenten", ["Vereniging\nNederlandse Gemeenten"], "but it does over that of a line"),
    ("DE STAATSSECRETARIS VAN DEFENSIE", [], "a heading in capitals"),
    ("Het advies staat in Kamer1.", ["Kamer"], "a footnote mark glued to the name"),
    ("Over de gemeenten Almere ", ["gemeenten Almere"], "a list that ends with the text"),
    ("Het politiebureau Oostwolde en het stembureau Westwolde sluiten.", [], "places called after a village"),
    ("Dank aan de zorgverzekeraar De heer Jansen zegt: De premie stijgt.", [], "speech that begins behind a kind"),
    ("Het bedrijf A koopt van bedrijf B; A en B groeien.", [], "letters that stand for any"),
    ("De SP, de PvdA, GroenLinks en de PvdD.", ["SP", "PvdA", "GroenLinks", "PvdD"], "a list is no party of that name"),
    ("De RDA+ is een regeling, de RDA een raad.", ["RDA"], "a plus makes it another name"),
    ("De Raad voor de Toekomst en de Raad.", ["Raad voor de Toekomst", "Raad"], "a known head begins a longer name"),
    ("De Raad en Commissie overleggen.", ["Raad", "Commissie"], "two institutions"),
    ("De Omgevingsraad Schiphol adviseert.", ["Omgevingsraad Schiphol"], "a known name inside"),
    ("De Stichting Droge Voeten Nederland meldt.", ["Stichting Droge Voeten Nederland"], "a country at the end"),
    ("Shell Nederland en Philips.", ["Shell Nederland", "Philips"], "the branch of a company"),
    ("Het UWV-KLC sprak over UWV-standpunten.", ["UWV-KLC"], "a part by its abbreviation, not a compound"),
    ("De Taskforce Problematische schulden start.", ["Taskforce Problematische schulden"], "an adjective has its noun"),
    ("Het VN-oeverforum komt; een VN-programma niet.", ["VN-oeverforum"], "bodies of the United Nations"),
    ("De Rijksoeverdienst meldt dit.", ["Rijksoeverdienst"], "a service of the State"),
    ("Het grondgebied van de Unie.", ["Unie"], "the European one"),
    (
        "De vaste commissie voor Sociale Zaken en de commissie OCW.",
        ["vaste commissie voor Sociale Zaken", "commissie OCW"],
        "committees by their portfolio",
    ),
    ("De gemeenteraad van Almere stemt.", ["gemeenteraad van Almere"], "a council by its place"),
    ("De post in Akkrum (gemeente Heerenveen) sluit.", [], "where a village lies"),
    ("De GGD Noord- en Oost-Gelderland prikt.", ["GGD Noord- en Oost-Gelderland"], "a region by two parts"),
    ("De Universiteit van Oxford publiceert.", ["Universiteit van Oxford"], "named after a place with van"),
    ("Dit is gemeld via WhatsApp, TikTok en Signal.", [], "channels"),
    ("Meta en TikTok zijn uitgenodigd.", ["Meta", "TikTok"], "their makers"),
    ("Geannoteerde agenda Informele Raad Buitenlandse Zaken.", ["Raad Buitenlandse Zaken"], "kinds of meetings"),
    ("Het Bestuurlijk Overleg Leefomgeving is in mei.", [], "a meeting"),
    ("De Raad van Bestuur van het UWV.", ["UWV"], "a board"),
    ("Het Raad van State-advies is er.", [], "a compound with several words"),
    ("MOTIE VAN HET LID WATERMAN", [], "persons in a heading of capitals"),
    ("Vragen van de leden Zonneveld, Waterman en De Boom over TNO.", ["TNO"], "a list of members"),
    ("Het bericht 'Meer boetes voor TNO' is bekend.", ["TNO"], "a quotation mark before a capital"),
    ("De voorzitter van TNO, H.N. Berg, tekent.", ["TNO"], "initials"),
    ("Volgens Bakker JP, TNO en Smit GH.", ["TNO"], "persons of a list of sources"),
    ("De GGD’en en de Heavy Duty Pumps (HDP’s).", [], "plurals"),
    ("De Databank Auto is vol.", [], "a bank of other things"),
    (
        "De Evaluatiecommissie Natte Oevers.",
        ["Evaluatiecommissie Natte Oevers"],
        "a common kind of body, with its name",
    ),
    ("De ING Bank leent.", ["ING Bank"], "with its kind behind it"),
    ("Beslisnota bij Reactie op vragen, en bij Evaluatie van beleid.", [], "kinds of documents"),
    ("Bij de Groene Golf-demonstratie was rumoer.", [], "the first word of a compound"),
    (
        "De ministeries van Financiën, Economische Zaken en Klimaat en Defensie.",
        ["ministeries van Financiën", "Economische Zaken en Klimaat", "Defensie"],
        "a list of ministries, one of two topics",
    ),
    ("De begroting van het Ministerie van Defensie (X) en (VIII).", ["Ministerie van Defensie"], "numbers of chapters"),
    ("Volgens de SWOT analyse en prof. Gerard Waterman.", [], "what stands behind it, and a first name before it"),
    ("Het Beoordelingsmodel Rijksdienst is af.", [], "no service without what it is for"),
    ("In de Leidraad Natte Kelders staat het.", [], "a guide ends in the letters of a council"),
    ("De standaard richt zich op toezicht.", [], "a norm at the beginning of a sentence is no newspaper"),
    (
        "De Directie Natte Kelders en de Hoofddirectie Dijken tekenen.",
        ["Directie Natte Kelders", "Hoofddirectie Dijken"],
        "directorates of a ministry",
    ),
    (
        "Hij is voorzitter van de Signaalgroep Deltaprogramma.",
        ["Signaalgroep Deltaprogramma"],
        "a group that is named after a measure",
    ),
    (
        "Volgens UN Cellars en de UN Guiding Principles klopt het.",
        ["UN Cellars"],
        "the UN as the first word of an English name, and principles",
    ),
    ("Volgens richtlijn 2031/77/EC en de EC.", ["EC"], "the number of a directive names no body"),
    ("De SG BZK licht dit toe aan BZK.", ["BZK"], "the highest official of a ministry is an office"),
    ("Zie het Journal of Cellar Research and Public Council Health.", [], "a journal is no body"),
    (
        "De Gemeenschappelijke regeling werkkelders Kust,-Duin- en Dijkstreek (Gr KDD) betaalt.",
        ["Gemeenschappelijke regeling werkkelders Kust,-Duin- en Dijkstreek", "Gr KDD"],
        "a joint body with the abbreviation that it introduces",
    ),
    (
        "De samenstelling van Keldermer, UWV en TNO is bekend; in Keldermer ligt een dijk.",
        ["UWV", "TNO"],
        "where something lies is a place throughout the text",
    ),
    (
        "a. Prof. dr. Catherine Kelderman, Open Universiteit",
        ["Open Universiteit"],
        "the second half of a name in a row of persons",
    ),
    (
        "Zaak: Nationale ombudsman, Kelderman A.F.M. - 18 april",
        ["Nationale ombudsman"],
        "a person with initials behind the name",
    ),
    (
        "constaterende dat de in- en uitvoer bestanden en het GKL bestand ontbreken",
        [],
        "a file says what the letters before it are",
    ),
    (
        "Het gaat om koppelingen met Landelijke Voorzieningen, zoals de diensten van het Kadaster",
        ["Kadaster"],
        "things of which there are many",
    ),
    ("Er is een klasse NEN 3610 KelderObject.", [], "parts of a program by their last word"),
]


@pytest.mark.parametrize(("text", "organisations", "why"), CASES, ids=[why for *_, why in CASES])
def test_organisations_are_found_as_a_reader_finds_them(text: str, organisations: list[str], why: str) -> None:
    assert found(text) == organisations


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("De Raad voor Cultuur adviseert. De Raad wijst op het risico.", "Raad voor Cultuur"),
        ("De Europese Raad vergadert; later stemt de Raad in.", "Europese Raad"),
        # beside the other institutions it is that of the EU
        (
            "De Raad voor Cultuur schrijft dit. Het Europees Parlement en de Raad besluiten.",
            "Raad van de Europese Unie",
        ),
        ("Later stemt de Raad in.", "Raad van de Europese Unie"),
    ],
)
def test_a_head_alone_is_the_last_body_with_that_head(text: str, canonical: str) -> None:
    assert [e.canonical for e in find_entities(text) if e.text == "Raad"] == [canonical]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # misspelt, and introduced so
        ("De Onderzoeksraad voor Veilgheid (OVV) adviseert.", "Onderzoeksraad voor Veiligheid"),
        ("De Vereniging van Nederlandsche Gemeenten vindt dit.", "Vereniging van Nederlandse Gemeenten"),
        ("De GGD Zaanstreek Waterland prikt.", "GGD Zaanstreek-Waterland"),
        ("Rb Overijssel oordeelt.", "Rechtbank Overijssel"),
        ("De Hogeschool Aeres leidt op.", "Aeres Hogeschool"),
        # one that only looks like it
        ("De Stichting Droge Voeten bestaat.", "Stichting Droge Voeten"),
    ],
)
def test_a_name_in_another_spelling_is_the_same_identity(text: str, canonical: str) -> None:
    assert {e.canonical for e in find_entities(text) if e.label == "ORG"} == {canonical}


def test_what_is_said_of_an_abbreviation_is_no_name() -> None:
    text = "Ook werk ik aan toezicht op droge kelders in een netwerk (OTDK-netwerk)."
    assert find_entities(text) == ()
    assert found("Dit volgt uit de wens van de Tweede Kamer om spoed (Tweede Kamer, plenair).") == [
        "Tweede Kamer",
        "Tweede Kamer",
    ]


def test_formations_of_the_council_and_university_hospitals_have_their_full_names() -> None:
    text = "De Ecofin-Raad en de JBZ-Raad; UMC Utrecht en Radboudumc; DRZ."
    assert [e.canonical for e in find_entities(text)] == [
        "Raad Economische en Financiële Zaken",
        "Raad Justitie en Binnenlandse Zaken",
        "Universitair Medisch Centrum Utrecht",
        "Radboud universitair medisch centrum",
        "Domeinen Roerende Zaken",
    ]


@pytest.mark.parametrize(
    "form", ["Het ministerie van BZK", "Bij Binnenlandse Zaken", "Volgens minBZK", "De brief van BZK"]
)
def test_variants_of_a_ministry_are_one_identity(form: str) -> None:
    entities = [e for e in find_entities(f"{form} is dat bekend.") if e.label == "ORG"]
    assert [(e.canonical, (e.identifier or "").rsplit("/", 1)[-1]) for e in entities] == [(BZK, "mnre1034")]


def test_an_abbreviation_that_the_document_introduces_is_learned_for_it() -> None:
    text = "Het Kenniscentrum Droge Voeten (KDV) begint. Later stopte KDV. En de KDV's niet."
    assert [(e.text, e.canonical) for e in find_entities(text)] == [
        ("Kenniscentrum Droge Voeten", "Kenniscentrum Droge Voeten"),
        ("KDV", "Kenniscentrum Droge Voeten"),
        ("KDV", "Kenniscentrum Droge Voeten"),
    ]
    assert found("Later stopte KDV.") == []


def test_a_short_name_after_hierna_is_learned() -> None:
    text = "De Afdeling advisering van de Raad van State (hierna: de Afdeling) adviseert. De Afdeling wijst hierop."
    assert found(text) == ["Afdeling advisering van de Raad van State", "Afdeling", "Afdeling"]
    assert len({e.canonical for e in find_entities(text)}) == 1


def test_what_is_rejected_says_why() -> None:
    _, rejects = find_entities_and_rejects("De Minister van SZW en een TK zonder zin.")
    assert [(r.start, r.end, r.rejected) for r in rejects] == [
        (16, 19, "ambt, geen organisatie"),
        (27, 29, "ook een ander woord, en de zin zegt niet welk"),
    ]


def test_decisions_of_people_reject_and_merge() -> None:
    decisions = Decisions(rejected=frozenset({("ORG", "VNG")}), merged={"UWV": "Sociale Verzekeringsbank"})
    entities = find_entities("De VNG en het UWV.", decisions)
    assert [(e.text, e.canonical) for e in entities] == [("UWV", "Sociale Verzekeringsbank")]


@pytest.mark.alone
@pytest.mark.parametrize(
    "piece", ["Aa ", "Stichting Aa voor de ", "A-", "A", "(AB) ", "Minister van Aa en ", "Minister van Aa - Aa en "]
)
def test_a_page_of_capitals_takes_no_more_time_than_its_length(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    assert least(lambda: seconds(lambda: find_entities(text)), enough=5) < 5


def test_a_word_of_capitals_that_is_no_name_takes_no_time() -> None:
    assert seconds(lambda: found(f"De Aaa{'A' * 40}é komt.")) < 5


@given(
    st.lists(
        st.sampled_from(["UWV", "de", "Raad", "voor", "Stichting", "(X)", "Wet", "programma", "-", "en", ",", "BZK1"])
    )
)
def test_entities_are_slices_in_order_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    entities = find_entities(text)
    assert all(text[e.start : e.end] == e.text for e in entities)
    assert all(left.end <= right.start for left, right in itertools.pairwise(entities))
