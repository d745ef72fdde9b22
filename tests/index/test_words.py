"""Dutch words: families that must and must not join, compounds, and the laws of tokens."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.dutch.families import fold, key, keys, parts, token_spans, tokens

# (a word, forms of the same family, strangers that look like it)
FAMILIES = [
    ("wendbaar", "wendbare wendbaarder wendbaarheid wendbaars wendbaarst", "wenden wending gewend wendde"),
    ("wenden", "wendt wendde wende", "wendbaar wendbare"),
    ("maatregel", "maatregelen", "regel maat regelen"),
    ("uitvoeringsorganisatie", "uitvoeringsorganisaties", "uitvoering"),
    ("handelingsperspectief", "handelingsperspectieven", "handeling"),
    ("beloven", "belooft beloofd beloofde beloofden beloof", "geloven loven"),
    ("uitvoering", "uitvoeringen uitvoeren uitgevoerd uitvoert", "invoeren aanvoer"),
    ("uitvoeringstoets", "uitvoeringstoetsen", "toetsenbord"),
    ("coördinatie", "coordinatie coördinaties", "coördinaat"),
    ("e-mail", "email e-mails emails", "mailing"),
    ("gemeente", "gemeenten gemeentes", "gemeen gemene"),
    ("gemeen", "gemene", "gemeente gemeenten"),
    ("gemeentelijk", "gemeentelijke", "gemeente gemeenschap"),
    ("organisatie", "organisaties", "orgaan organen"),
    ("organiseren", "organiseert georganiseerd organiseerde organisering", "organisator"),
    ("beleid", "beleids", "beleidsmaker beleed"),
    ("wet", "wetten", "weten weet"),
    ("weten", "weet wist geweten", "wet wetten"),
    ("wettelijk", "wettelijke", "wet"),
    ("burger", "burgers", "burgerlijk"),
    ("kamer", "kamers", "kameraad"),
    ("lid", "leden", "lidmaat lijden"),
    ("lijden", "lijdt", "leiden leden"),
    ("leiden", "leidt leidde geleid leidden", "lijden"),
    ("leiding", "leidingen", "lijden"),
    ("rapport", "rapporten", "rapper"),
    ("rapportage", "rapportages", "rapport"),
    ("aanbeveling", "aanbevelingen aanbevelen aanbevolen", "bevel"),
    ("bevel", "bevelen", "aanbeveling"),
    ("besluit", "besluiten besloten", "slot sluiten"),
    ("sluiten", "sluit gesloten sloot", "besluit"),
    ("brief", "brieven", "brevet"),
    ("ministerie", "ministeries", "minister ministers"),
    ("minister", "ministers", "ministerie"),
    ("staatssecretaris", "staatssecretarissen", "secretariaat"),
    ("dienst", "diensten", "dienstig dienaar"),
    ("dienstverlening", "dienstverleningen", "dienst"),
    ("betrouwbaar", "betrouwbare betrouwbaarheid betrouwbaarder", "trouw bouwbaar"),
    ("haalbaar", "haalbare haalbaarheid", "halen haal"),
    ("uitvoerbaar", "uitvoerbare uitvoerbaarheid", ""),
    ("toegankelijk", "toegankelijke toegankelijkheid toegankelijker", "toegang gang"),
    ("veiligheid", "veilig veilige veiliger", "veiling veilingen"),
    ("veiling", "veilingen", "veilig"),
    ("flexibel", "flexibele flexibiliteit flexibeler", "fles"),
    ("effectief", "effectieve effectiviteit effectiever", "effect effecten"),
    ("effect", "effecten", "effectief"),
    ("kwaliteit", "kwaliteiten", "kwalitatief"),
    ("financieel", "financiële financiele", "financier"),
    ("financieren", "financiert gefinancierd financiering financierde", "financieel"),
    ("subsidie", "subsidies", "subsidiair"),
    ("subsidiëren", "subsidieert gesubsidieerd", ""),
    ("kosten", "kost kostte", "kostbaar kostelijk"),
    ("baten", "baat", "bad baden"),
    ("zaak", "zaken", "zak zakken"),
    ("zak", "zakken", "zaak zaken"),
    ("zakelijk", "zakelijke", "zakken"),
    ("geven", "geeft gegeven gaf gaven geef", "gave begeven"),
    ("nemen", "neemt genomen nam neem", "naam"),
    ("naam", "namen", "nemen genomen"),
    ("doel", "doelen", "doelloos"),
    ("doelstelling", "doelstellingen", "stelling"),
    ("stelsel", "stelsels", "stellen stelling"),
    ("stellen", "stelt gesteld stelde", "stelsel"),
    ("probleem", "problemen", "problematisch"),
    ("oplossing", "oplossingen oplossen opgelost", "lossen"),
    ("kind", "kinderen", "kinds"),
    ("ei", "eieren", ""),
    ("stad", "steden", "stadion"),
    ("schip", "schepen", "scheppen"),
    ("weg", "wegen", "wegend"),
    ("lot", "loten", "lood"),
    ("pad", "paden", ""),
    ("dag", "dagen", "dagvaarding"),
    ("glas", "glazen", "glazuur"),
    ("huis", "huizen", "huren"),
    ("prijs", "prijzen", "prijken"),
    ("reis", "reizen", "rijzen"),
    ("brengen", "brengt gebracht bracht brachten", "brandt"),
    ("denken", "denkt gedacht dacht dachten", "dank"),
    ("kopen", "koopt gekocht kocht", "koppen"),
    ("zoeken", "zoekt gezocht zocht", "zak"),
    ("vragen", "vraagt gevraagd vroegen", "vroeg vroege"),
    ("antwoord", "antwoorden", "woord"),
    ("woord", "woorden", "antwoord"),
    ("werk", "werken", "werkelijk"),
    ("werkelijk", "werkelijke werkelijkheid", "werk"),
    ("werkgever", "werkgevers", "geven"),
    ("werknemer", "werknemers", "nemen"),
    ("belasting", "belastingen", "last lasten"),
    ("toeslag", "toeslagen", "slaan"),
    ("verslag", "verslagen", "slag"),
    ("onderzoek", "onderzoeken onderzocht onderzoekt", "zoeken"),
    ("onderzoeker", "onderzoekers", ""),
    ("advies", "adviezen", "adviseur"),
    ("adviseren", "adviseert geadviseerd adviseerde advisering", "adverteren"),
    ("adviseur", "adviseurs", ""),
    ("toezegging", "toezeggingen toezeggen toegezegd", "zeggen"),
    ("motie", "moties", "motief"),
    ("motief", "motieven", "motie moties"),
    ("regeling", "regelingen regelen geregeld", "regel regels"),
    ("regel", "regels", "regelmaat"),
    ("regering", "regeringen regeren regeert", ""),
    ("regelmatig", "regelmatige", "regel"),
    ("systeem", "systemen", "systematisch"),
    ("digitaal", "digitale", "digit"),
    ("digitalisering", "digitaliseren gedigitaliseerd digitaliseert", "digitaal"),
    ("modernisering", "moderniseren gemoderniseerd", "modern moderne"),
    ("modern", "moderne moderner", "modem"),
    ("vernieuwing", "vernieuwingen vernieuwen vernieuwd", "nieuw"),
    ("samenwerking", "samenwerkingen samenwerken samengewerkt samenwerkt", "werking"),
    ("verantwoordelijk", "verantwoordelijke verantwoordelijkheid verantwoordelijkheden", "antwoord"),
    ("mogelijk", "mogelijke mogelijkheid mogelijkheden", "mogen"),
    ("duidelijk", "duidelijke duidelijkheid duidelijker", "duiden"),
    ("persoonlijk", "persoonlijke", "persoon personen"),
    ("persoon", "personen", "persoonlijk"),
    ("menselijk", "menselijke menselijkheid", "mens"),
    ("mens", "mensen", "mensa"),
    ("complex", "complexe complexer complexiteit", ""),
    ("stikstof", "", "stof"),
    ("emissie", "emissies", "missie"),
    ("missie", "missies", "emissie commissie"),
    ("commissie", "commissies", "missie"),
    ("depositie", "deposities", "positie"),
    ("positie", "posities", "positief"),
    ("positief", "positieve", "positie"),
    ("natuurgebied", "natuurgebieden", "natuur"),
    ("gebied", "gebieden", ""),
    ("landbouw", "", "bouw"),
    ("boer", "boeren", "boers"),
    ("veehouderij", "veehouderijen", ""),
    ("stal", "stallen", "staal"),
    ("staal", "stalen", "stal stallen"),
    ("staat", "staten", "staan"),
    ("staan", "stond gestaan stonden", ""),
    ("zien", "ziet gezien zag zagen", ""),
    ("spreken", "spreekt gesproken sprak spraken", "spreuk"),
    ("gesprek", "gesprekken", "spreken"),
    ("schrijven", "schrijft geschreven schreef schreven", "schreeuwen"),
    ("lezen", "leest gelezen lazen", "lessen"),
    ("les", "lessen", "lezen"),
    ("krijgen", "krijgt gekregen kreeg kregen", ""),
    ("blijven", "blijft gebleven bleef bleven", ""),
    ("houden", "houdt gehouden hield hielden", "hout"),
    ("vinden", "vindt gevonden vond vonden", "vonnis"),
    ("beginnen", "begint begonnen begon", ""),
    ("begroting", "begrotingen begroten begroot", "groot grote"),
    ("groot", "grote groter", "groet"),
    ("klein", "kleine kleiner", ""),
    ("hoog", "hoge hoger", ""),
    ("goed", "goede", "god"),
    ("snel", "snelle sneller snelheid", ""),
    ("snelheid", "snelheden", ""),
    ("laag", "lage lager", "lak"),
    ("lang", "lange langer", "langs"),
    ("oud", "oude ouder", ""),
    ("nieuw", "nieuwe nieuwer", "nieuws"),
    ("nieuws", "", "nieuw"),
    ("publiek", "publieke", "publiceren"),
    ("publicatie", "publicaties", "publiek"),
    ("politiek", "politieke", "politie"),
    ("politie", "", "politiek"),
    ("school", "scholen", "schol"),
    ("onderwijs", "", "wijs"),
    ("zorg", "zorgen", "zorgvuldig"),
    ("zorgvuldig", "zorgvuldige zorgvuldigheid", "zorg"),
    ("crisis", "crises crisissen", ""),
    ("museum", "musea", ""),
    ("criterium", "criteria", ""),
    ("analyse", "analyses", "anaal"),
    ("hypothese", "hypotheses hypothesen", ""),
    ("evaluatie", "evaluaties", ""),
    ("evalueren", "evalueert geëvalueerd geevalueerd", ""),
    ("ambtenaar", "ambtenaren", "ambt"),
    ("controle", "controles", ""),
    ("controleren", "controleert gecontroleerd controleerde", ""),
    ("toezicht", "", "zicht"),
    ("toezichthouder", "toezichthouders", ""),
    ("termijn", "termijnen", "termiet"),
    ("deadline", "deadlines", ""),
    ("app", "apps", "appel"),
    ("appel", "appels appelen", "app"),
    ("bank", "banken", "bang"),
    ("band", "banden", "bank"),
    ("verbinden", "verbindt verbonden verbond", "binden"),
    ("verbinding", "verbindingen", ""),
    ("vergunning", "vergunningen vergunnen vergund", "gunning"),
    ("inkomen", "inkomens", "komen"),
    ("komen", "komt gekomen kwam kwamen", "inkomen"),
    ("inkomst", "inkomsten", ""),
    ("uitkering", "uitkeringen uitkeren uitgekeerd", "keren"),
    ("schuld", "schulden", "schuldig"),
    ("schuldig", "schuldige", "schuld"),
    ("recht", "rechten", "rechter"),
    ("rechter", "rechters", "recht"),
    ("rechtspraak", "", "spraak"),
    ("eis", "eisen", "ijs"),
    ("ijs", "", "eis eisen"),
    ("bewijs", "bewijzen", "wijs"),
    ("waarde", "waarden", "waard"),
    ("waarderen", "waardeert gewaardeerd waardering", "waarde"),
    ("bestand", "bestanden", "stand"),
    ("bestuur", "besturen", "sturen"),
    ("bestuurder", "bestuurders", ""),
]

# (a compound, the words by which it is found, words that must not find it)
COMPOUNDS = [
    ("uitvoeringstoets", "uitvoering toets", "voeren"),
    ("wendbaarheidsvraagstuk", "wendbaarheid wendbaar vraagstuk", "vraag wenden"),
    ("stikstofdepositie", "stikstof depositie", "positie stof"),
    ("belastingdienst", "dienst", "last"),
    # plural, with a link
    ("uitvoeringsorganisaties", "organisatie uitvoering", "orgaan"),
    ("natuurgebieden", "natuur gebied", "bieden"),
    # three parts
    ("burgerservicenummer", "burger service nummer", "burgerlijk"),
    # the first part is a noun that dictionaries do not list
    ("uitvoerbaarheidstoets", "uitvoerbaarheid toets", "uitvoering"),
    # three letters, but a word that makes compounds
    ("grondwet", "grond wet", "weten"),
    ("kamerleden", "kamer lid", "lijden"),
    # what the compound is made of is one itself
    ("coronamaatregelen", "maatregel", "regel maat"),
    # these fall apart into words that have nothing to do with them
    ("maatregel", "", "maat regel"),
    ("organisatie", "", "orgaan"),
    ("onderwijs", "", "wijs onder"),
    ("overheid", "", "over"),
    ("regering", "", "ring"),
    ("rapportage", "", "rapport"),
    ("antwoord", "", "woord"),
    ("verzekering", "", "ring"),
    ("wendbaarheid", "", "wenden"),
    ("maatwerksystematiek", "maatwerk systematiek", "maat"),
    ("arbeidsmarktkrapte", "arbeidsmarkt krapte", "kracht"),
    ("onuitvoerbaar", "", "uitvoerbaar uitvoering"),
]


@pytest.mark.parametrize(("word", "forms", "strangers"), FAMILIES, ids=[row[0] for row in FAMILIES])
def test_a_family_has_its_own_forms_and_no_strangers(word: str, forms: str, strangers: str) -> None:
    family = key(fold(word))
    assert [form for form in forms.split() if key(fold(form)) != family] == []
    assert [form for form in strangers.split() if key(fold(form)) == family] == []


def test_the_table_of_families_is_long_enough_to_mean_something() -> None:
    assert len({row[0] for row in FAMILIES}) >= 150


@pytest.mark.parametrize(("compound", "found_by", "not_by"), COMPOUNDS, ids=[row[0] for row in COMPOUNDS])
def test_a_compound_is_found_by_the_words_it_is_made_of(compound: str, found_by: str, not_by: str) -> None:
    assert set(keys(found_by.split())) - set(parts(compound)) == set()
    assert set(keys(not_by.split())) & {key(compound), *parts(compound)} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Coördinatie van ICT-systemen", ["coordinatie", "van", "ict", "systemen"]),
        # a letter before a hyphen is part of the word
        ("een e-mail of email", ["een", "email", "of", "email"]),
        ("14:30 uur, kosten/baten", ["14", "30", "uur", "kosten", "baten"]),
        ("de UWV's én financiële", ["de", "uwv", "s", "en", "financiele"]),
        ("§ 3.2 – …", ["3.2"]),
        ("€ 1.000.000, of 2,5 procent.", ["1000000", "of", "2,5", "procent"]),
        ("12.345,67 op 1.1.2020; leden 1,2,3", ["12345,67", "op", "1.1.2020", "leden", "1", "2", "3"]),
        ("", []),
    ],
)
def test_tokens_are_runs_of_letters_and_digits_folded(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
@example("e-mail")
@example("İstanbul")
@example("ǆ½²")
def test_a_token_is_the_folded_slice_that_its_offsets_name(text: str) -> None:
    for start, end, token in token_spans(text):
        assert token == fold(text[start:end])
        assert 0 <= start < end <= len(text)


@given(st.text())
@example("½")
@example("\ufe70 İ")
def test_a_token_is_one_word_without_white_space_or_quotes(text: str) -> None:
    for token in tokens(text):
        assert token
        # 1.500 and 3,5 are one word each.
        parts = token.replace(",", ".").split(".")
        assert all(map(str.isalnum, parts))
        assert len(parts) == 1 or all(map(str.isdigit, parts))


LETTERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=30)


@given(LETTERS | st.from_regex(r"(ge|ver|uit)?[a-z]{1,6}(en|ing|heid|baar|s|d|t)", fullmatch=True))
@example("en")
@example("ing")
@example("heid")
@example("a" * 5000)
@example("ge")
def test_every_token_has_a_family_and_perhaps_parts(token: str) -> None:
    assert key(token)
    assert len(parts(token)) != 1
    assert all(parts(token))
