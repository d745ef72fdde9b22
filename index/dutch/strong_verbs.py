"""The irregular verbs of Dutch: which verb a past form or participle belongs to.

Stemmers cannot know them, and dictionaries of forms leave many out.
"""

from __future__ import annotations

from functools import cache

# infinitive, past, past plural, participle; as in any grammar.
_VERBS = """
bakken bakte bakten gebakken|beginnen begon begonnen begonnen|bevelen beval bevalen bevolen
bergen borg borgen geborgen|bidden bad baden gebeden|bieden bood boden geboden|bijten beet beten gebeten
binden bond bonden gebonden|blazen blies bliezen geblazen|blijken bleek bleken gebleken
blijven bleef bleven gebleven|breken brak braken gebroken|brengen bracht brachten gebracht
buigen boog bogen gebogen|denken dacht dachten gedacht|dragen droeg droegen gedragen
drijven dreef dreven gedreven|dringen drong drongen gedrongen|drinken dronk dronken gedronken
duiken dook doken gedoken|dwingen dwong dwongen gedwongen|eten at aten gegeten|gaan ging gingen gegaan
gelden gold golden gegolden|genezen genas genazen genezen|genieten genoot genoten genoten
geven gaf gaven gegeven|gieten goot goten gegoten|glijden gleed gleden gegleden|graven groef groeven gegraven
grijpen greep grepen gegrepen|hangen hing hingen gehangen|hebben had hadden gehad|heffen hief hieven geheven
helpen hielp hielpen geholpen|houden hield hielden gehouden|kiezen koos kozen gekozen|kijken keek keken gekeken
klimmen klom klommen geklommen|klinken klonk klonken geklonken|komen kwam kwamen gekomen
kopen kocht kochten gekocht|krijgen kreeg kregen gekregen|krimpen kromp krompen gekrompen
kruipen kroop kropen gekropen|laden laadde laadden geladen|laten liet lieten gelaten|lezen las lazen gelezen
liegen loog logen gelogen|liggen lag lagen gelegen|lijden leed leden geleden|lijken leek leken geleken
lopen liep liepen gelopen|meten mat maten gemeten|moeten moest moesten gemoeten|mogen mocht mochten gemogen
nemen nam namen genomen|prijzen prees prezen geprezen|raden raadde raadden geraden|rijden reed reden gereden
rijzen rees rezen gerezen|roepen riep riepen geroepen|ruiken rook roken geroken|scheiden scheidde scheidden gescheiden
schelden schold scholden gescholden|schenken schonk schonken geschonken|scheppen schiep schiepen geschapen
schieten schoot schoten geschoten|schijnen scheen schenen geschenen|schrijven schreef schreven geschreven
schrikken schrok schrokken geschrokken|schuiven schoof schoven geschoven|slaan sloeg sloegen geslagen
slapen sliep sliepen geslapen|sluiten sloot sloten gesloten|smelten smolt smolten gesmolten
snijden sneed sneden gesneden|spreken sprak spraken gesproken|springen sprong sprongen gesprongen
staan stond stonden gestaan|steken stak staken gestoken|stelen stal stalen gestolen|sterven stierf stierven gestorven
stijgen steeg stegen gestegen|strijden streed streden gestreden|strijken streek streken gestreken
treden trad traden getreden|treffen trof troffen getroffen|trekken trok trokken getrokken
vallen viel vielen gevallen|vangen ving vingen gevangen|varen voer voeren gevaren|vechten vocht vochten gevochten
verdwijnen verdween verdwenen verdwenen|vergeten vergat vergaten vergeten|verliezen verloor verloren verloren
vinden vond vonden gevonden|vliegen vloog vlogen gevlogen|vragen vroeg vroegen gevraagd|vriezen vroor vroren gevroren
wegen woog wogen gewogen|werpen wierp wierpen geworpen|werven wierf wierven geworven|weten wist wisten geweten
wijken week weken geweken|wijzen wees wezen gewezen|winnen won wonnen gewonnen
worden werd werden geworden|wrijven wreef wreven gewreven|zeggen zei zeiden gezegd|zenden zond zonden gezonden
zien zag zagen gezien|zingen zong zongen gezongen|zinken zonk zonken gezonken|zitten zat zaten gezeten
zoeken zocht zochten gezocht|zuigen zoog zogen gezogen|zwerven zwierf zwierven gezworven
zwijgen zweeg zwegen gezwegen|zijn was waren geweest|zullen zou zouden gezuld|kunnen kon konden gekund
doen deed deden gedaan|willen wilde wilden gewild
"""

# Past forms and participles that, without a prefix, are a commoner word of their own: vroeg is early, een bond a union.
_OTHER_WORDS = frozenset(
    """bad baden beet bond bonden boog borg dook geleden gold golden las lag lagen had leed leden maten mat namen reden
    rees rezen rook roken sloot sloten stal stalen staken steeg stegen streek streken trad vocht voer voeren
    vroeg weken week weet weten wees wezen won zat zond zonden was waren boden bogen geboden gebeden gevallen
    gevangen gedragen verloren""".split()
)

_PREFIXES = tuple(
    """aan achter af be bij binnen dicht door er her in kwijt los mee mis na neer om onder ont op open over samen tegen
    terug toe tussen uit vast ver verder voor voort vol vrij weer weg""".split()
)


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Past forms and participles -> infinitive: those that follow a prefix, and those that stand alone."""
    prefixed, alone = {}, {}
    for infinitive, *past, participle in (line.split() for line in _VERBS.replace("|", "\n").split("\n") if line):
        # aangenomen has ge between its parts, vernomen has none.
        prefixed.update(dict.fromkeys((*past, participle, participle.removeprefix("ge")), infinitive))
        alone.update({form: infinitive for form in (*past, participle) if form not in _OTHER_WORDS})
    return prefixed, alone


def infinitive_of(form: str) -> str | None:
    """The infinitive of a past form or participle of an irregular verb; None for other words.

    >>> infinitive_of("gaven"), infinitive_of("uitvoering")
    ('geven', None)
    """
    return _forms()[1].get(form)


def prefixed_infinitives_of(form: str) -> list[str]:
    """What may be the infinitive of a form with a prefix; the caller knows which of them are words.

    >>> prefixed_infinitives_of("aangenomen"), prefixed_infinitives_of("ondervond")
    (['aannemen'], ['ondervinden'])
    """
    forms = _forms()[0]
    return [
        prefix + forms[form.removeprefix(prefix)]
        for prefix in _PREFIXES
        if form.startswith(prefix) and form.removeprefix(prefix) in forms
    ]
