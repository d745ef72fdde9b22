"""The forms of words that show advice, norm, commitment or request, as patterns by name; telling is apart.

In all patterns a space stands for any white space, and case does not count.
What each is worth is in nlp/advice/cue_weights.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def compiled(alternatives: str | Iterable[str]) -> re.Pattern[str]:
    """One pattern of alternatives; a space matches any white space."""
    pattern = alternatives if isinstance(alternatives, str) else "|".join(alternatives)
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE | re.DOTALL)


# Who governs: minister, cabinet, state.
MEMBER = r"(?:ik|(?:het|dit|ons) (?:demissionair\w* )?kabinet|de regering)"
OFFICE = (
    r"(?:(?:de|mijn) (?:ministers?|staatssecretaris(?:sen)?|ambtgeno\w+|collega\w*|minister-president)"
    r"(?: (?:van|voor|en) [A-Z][\w,]*(?: (?:en|[A-Z][\w,]*))*)?"
    r"|(?:het|mijn) ministerie(?: van [A-Z]\S*)?|het Rijk|de (?:rijks)?overheid|de Staat)"
)
AUTHORITY = rf"(?:{MEMBER}|wij|we|{OFFICE})"

# Verbs of thinking, being and telling ("ik vind", "het kabinet is", "ik schets") commit to nothing; nor does the past.
STATIVE = (
    r"(?:als|en|of|voor|van|in|met|bij|om|op|te|die|dat|hierbij|"
    r"ben|bent|is|zijn|was|waren|heb|heeft|hebben|had|hadden|vindt?|vinden|achte?n?|hoopt?|hopen|verwacht\w*|"
    r"onderschrij\w+|herken\w*|begrijp\w*|weet|weten|denk\w*|ziet?|zien|kan|kunnen|kon|moet\w*|mag|mogen|wil|willen|"
    r"wilde\w*|speelt?|spelen|verneem\w*|waardeer\w*|constateer\w*|hecht\w*|dank\w*|werd\w*|word\w*|deel|delen|vertrouw\w*|realiseer\w*|besef\w*|"
    r"erken\w*|meen\w*|geloof\w*|kent?|blij[fv]\w*|sta|staat|staan|concludeer\w*|benadruk\w*|merk\w*|wijst?|wijzen|"
    r"verwijs\w*|beschrijf\w*|schets\w*|beschouw\w*|deed|gaf|ging|kwam|nam|schreef|sprak|bood|vroeg|liet|hield|stond|"
    r"riep|behandel\w*|reageer\w*|zal|zullen|zou\w*|stree?f\w*|streven|beoog\w*|ervaa?r\w*|ontvang\w*|zag|licht|"
    r"bied\w* u|(?!starten|richten|zetten|bieden|houden|sluiten|besteden|bereiden|laten)\w{3,}(?:de|te|den|ten))"
)
NO_VERB = (
    r"(?:dat|die|als|wat|hoe|of|zoals|omdat|en|maar|want|waar\w*|wanneer|indien|nadat|voordat|terwijl|zodat|welke?|"
    r"door|"
    r"van|voor|met|aan|tussen|namens|dan|ook|tot|om|nu|is|in|op|bij)"
)
NOT_AFTER = "".join(rf"(?<!\b{word}\s)" for word in ("dat", "die", "als", "wat", "hoe", "zoals", "omdat", "waar", "of"))

# "acht" is a number after these: "een op de acht aanvragers".
NO_NUMERAL = "".join(
    rf"(?<!\b{word}\s)"
    for word in ("de", "in", "na", "op", "van", "met", "tot", "om", "alle", "deze", "ruim", "binnen", "elke", "zijn")
)

ACTION = (
    r"(?:gemaakt|gebracht|gepubliceerd|opengesteld|doorgevoerd|uitgewerkt|onderzocht|geëvalueerd|gemonitord|ingepast|"
    r"ingezet|ingericht|opgesteld|verkend|gesteld|gestart|aangepast|uitgevoerd|ontwikkeld|gestuurd|aangeboden|"
    r"geïnformeerd|toegezonden|opgericht|ingesteld|gehouden|georganiseerd|bekeken|bezien|meegenomen|betrokken|"
    r"vastgesteld|uitgebreid|versterkt|voortgezet|besproken|verhoogd|verlaagd|gefaciliteerd|ondersteund|gevraagd|"
    r"gedaan|"
    r"gegeven|geleverd|genomen|vormgegeven|geactualiseerd|geïnventariseerd|afgerond|ingevoerd|gerealiseerd|herzien|"
    r"gewijzigd|opgenomen|uitgezet|gezocht|gesproken|verlengd|voorgelegd|verzameld|gewerkt|verwerkt|opgepakt|"
    r"gezorgd|gelegd|geïntensiveerd|aangevuld|hersteld|gecontroleerd|getoetst|vrijgemaakt|gereserveerd|bekendgemaakt|"
    r"omgezet|aangewezen|verbeterd|vereenvoudigd|ingediend|afgesproken|afgeschaft|verbreed|verplicht)"
)
_UNIT = (
    r"(?:zomer\w*|kerst\w*|voorjaar\w*|najaar\w*|jaar|jaren|maand\w*|we[ek]k\w*|kwartaal\w*|periode|tijd|prinsjesdag|"
    r"begroting\w*|jaareinde|einde|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|20[1-4]\d|Q[1-4])"
)
TERM = (
    rf"\b(?:voor|vóór|na|in|tijdens|rond|uiterlijk|medio|eind|begin|per|vanaf|dit|deze|komend\w*|volgend\w*|binnen|"
    rf"in de loop van) (?:het |de |dit |van |einde |\w+ )?{_UNIT}|"
    r"\b(?:op korte termijn|zo (?:snel|spoedig) mogelijk|op een later moment|te zijner tijd|binnenkort|spoedig|"
    r"(?:eerste|tweede|derde|vierde) kwartaal)"
)

# Advice said outright, by whoever writes, in the present tense.
ADVICE = {
    "adviseert": (
        r"\b(?:adviseert|adviseer)\b(?! (?:\w+ ){0,4}over\b)",
        r"\b(?:wij|we) adviseren\b",
        r"\badviseren (?:wij|we)\b",
        r"\b(?:bepleit|bepleiten|ontraadt|ontraden)\b(?!\s*[.,;)])",
    ),
    "beveelt aan": (
        r"\b(?:beveelt|bevelen|beveel|raadt|raden|moedigt|moedigen)\b.{1,400}?\baan\b",
        r"\baan te (?:bevelen|raden)\b",
        r"\b(?:wordt|worden) (?!hen\b|hun\b)(?:\w+ ){0,6}(?:aanbevolen|geadviseerd|aangeraden)\b",
        r"^(?:aanbevolen|geadviseerd|aangeraden) wordt\b",
    ),
    "pleit voor": (r"\b(?:pleit|pleiten)\b[^.;]{0,120}?\b(?:voor|ervoor)\b",),
    "roept op": (
        r"\broep(?:t|en)?\b(?!.{0,80}\b(?:vragen|weerstand|discussie|beeld\w*|spanning\w*|herinnering\w*) op\b)"
        r".{0,160}?\bop\b",
        r"\b(?:onze|de) oproep (?:is|aan)\b",
        r"\bdring(?:t|en)?\b.{0,60}?\baan op\b",
    ),
    "advies is": (
        r"\b(?:advies|aanbeveling|suggestie|oproep|ons voorstel)\b(?: \w+){0,8}? (?:is|luidt)(?:,? \w+){0,2},? "
        r"(?:te|om|dat)\b",
        r"\b(?:is|luidt) (?:\w+ )?(?:het|ons|de|onze) (?:\w+ )?(?:advies|aanbeveling|suggestie|oproep)\b",
        r"\b(?:geef|geeft|geven) (?:\w+ ){0,4}in overweging\b",
        r"^\s*(?:advies|aanbeveling) (?:is|van|om)\b",
        r"\b(?:geldt|luidt) (?:het|ons|de) (?:advies|aanbeveling|oproep) om\b",
    ),
    "stelt voor": (
        r"(?<!\bik\s)\bstel(?:t|len) (?!ik\b|het kabinet\b)(?:\w+ ){0,3}voor (?:om|dat|te)\b",
        r"\b(?:wordt|worden)\b.{0,160}?\bvoorgesteld\b",
    ),
    "verdient": (
        r"\bverdien(?:t|en)\b.{0,80}?\b(?:aanbeveling|voorkeur|overweging)\b",
        r"\bverdien(?:t|en)\b.{0,120}?\b(?:aandacht|prioriteit)\b",
    ),
    "van mening": (
        rf"\b(?:van mening|van oordeel|vind(?:t|en)?(?! u\b| plaats\b)|{NO_NUMERAL}acht(?:en)?|meent|menen)\b"
        r".{0,260}?"
        r"\b(?:moet(?:en)?|dien(?:t|en)|wenselijk|noodzakelijk|nodig|zou(?:den)?|raadzaam|onwenselijk|ongewenst|"
        r"aangewezen|nuttig|verstandig|mag|gewenst|cruciaal|essentieel|belangrijk|van (?:\w+ )?belang)\b",
    ),
    "raadzaam": (
        r"\b(?:is|zijn|lijkt|lijken|blijft|was het|ware)\b[^.;]{0,200}?"
        r"\b(?:raadzaam|aanbevelenswaardige?|zinvol|verstandig|wenselijk|gewenst|geboden|nuttig|aangewezen|logisch)\b"
        r"(?=(?:(?!\bmaar\b|\bin te\b).){0,12}\b(?:om|te|dat)\b)",
        r"\b(?:raadzaam|aanbevelenswaardig|verstandig|wenselijk|gewenst|nuttig|aangewezen) is\b",
        r"\bzou(?:den)? (?:[\w-]+ ){0,4}(?:wenselijk|goed|raadzaam|verstandig|nuttig|zinvol) zijn\b"
        r"(?=.{0,12}\b(?:om|te|dat|als)\b)",
        r"\b(?:is|zijn) (?:\w+ ){0,12}(?:raadzaam|zinvol|verstandig|wenselijk|aanbevelenswaardig)\b",
    ),
    "is gewenst": (
        r"\b(?:is|zijn|lijkt|lijken|blijft|acht(?:en)?)\b[^.;:?]{0,140}?\b(?:on)?(?:gewenst|wenselijk)\b",
        r"\b(?:on)?(?:gewenst|wenselijk) (?:is|zijn)\b",
    ),
    "onzes inziens": (
        r"\b(?:onzes|mijns|ons|haar|huns|zijns) inziens\b",
        r"\bnaar (?:onze|mijn|haar|zijn) (?:mening|oordeel|inzicht|idee)\b",
        r"\b(?:naar het oordeel|naar de mening|in de ogen) van (?:de|het)\b",
        r"\blijkt (?:ons|mij)\b",
        r"\b(?:wij|we) (?:denken|menen|vinden|achten|concluderen)\b",
        r"\b(?:denken|menen|vinden|achten|concluderen) (?:wij|we)\b",
    ),
    "voorkeur": (r"\bbij voorkeur\b|\bheeft?n?\b.{0,80}?\bde voorkeur\b|\bgaat\b.{0,40}\bvoorkeur\b",),
    "ligt voor de hand": (
        r"\blig(?:t|gen)\b(?:(?!\bniet\b).){0,60}?\b(?:voor de hand|in de rede)\b",
        r"(?<!\bniet\s)\b(?:voor de hand|in de rede) ligt\b",
    ),
    "aandachtspunt": (r"\b(?:aandachts|verbeter)punt(?:en)?\b.{0,12}:",),
    "vraagt aandacht": (
        r"\bvra(?:agt|gen) (?:\w+ ){0,4}aandacht\b",
        r"\b(?:stimuleert|verwacht) (?:de|het) (?-i:[A-Z])\w+",
    ),
}
# What ought to be done, without saying who advises it.
NORM = {
    "dient": (r"\b(?:dient|dienen)\b(?! als\b)",),
    "moet": (r"\b(?:moet|moeten)\b",),
    "zou moeten": (r"\bzou(?:den)?\b.{0,120}?\b(?:moeten|dienen|goed)\b",),
    "nodig": (
        r"\b(?:is|zijn|lijkt|lijken|blijft|blijven)\b.{0,120}?"
        r"\b(?:nodig|noodzakelijk|essentieel|onontbeerlijk|cruciaal)\b",
    ),
    "het is nodig dat": (
        r"\b(?:het is|is het|is|blijft)(?:,[^,;.]{1,120},)? (?:[\w-]+ ){0,5}(?:nodig|noodzakelijk|essentieel|cruciaal|"
        r"belangrijk|van (?:\w+ )?belang)\s*,?\s*(?:[\w-]+ ){0,4}?(?:dat|om|te)\b",
        r"^(?:van belang|belangrijk|noodzakelijk) is\b",
        r"\bhet is (?:\w+ )?(?:van (?:\w+ )?belang|nodig|belangrijk) [^.;:]{3,100}? te \w+en\b",
        r"\bdat het (?:\w+ ){0,4}(?:nodig|noodzakelijk|essentieel|belangrijk|van (?:\w+ )?belang) is\b",
    ),
    "behoort": (r"\b(?:behoort|behoren|hoort|horen) (?:\w+ ){0,8}te (?:worden|\w+en)\b",),
    "stap is": (
        r"\b(?:eerste|tweede|derde|volgende|laatste|belangrijkste|enige) (?:stap|oplossing|prioriteit|route) is\b"
        r".{0,160}?\bte \w+en\b",
    ),
    "voorwaarde": (r"\b(?:rand)?voorwaarde\b.{0,60}?\bis\b",),
    "worden gedaan": (
        r"\b(?:dient|dienen)\b.*\bte (?:worden|\w+en)\b",
        r"\b(?:moet|moeten)\b.*\bworden\b",
        r"\bworden\b.*\bmoeten\b",
    ),
    "mag niet": (r"\b(?:mag|mogen)\b.{0,40}?\b(?:niet|geen|slechts|alleen)\b",),
    "zal moeten": (r"\b(?:zal|zullen)\b.{0,160}?\bmoeten\b",),
    "vraagt om": (
        r"\bvra(?:agt|gen) (?:\w+ )?om\b",
        r"\bverg(?:t|en)\b",
        r"\bvereis(?:t|en)\b(?! (?:is|zijn)\b)",
        r"\b(?:is|zijn)\b[^.;:?]{0,160}?\bvereist\b",
    ),
    "is aan": (
        r"\b(?:het is|is het) aan (?:de|het)\b",
        r"\bis (?:het )?(?:een )?taak (?:van|voor) (?:de|het)\b",
        r"\been rol in\b",
    ),
}
# What who governs will do.
COMMITMENT = {
    "ik zal": (
        rf"{NOT_AFTER}\b{AUTHORITY} (?:zal|zullen)\b",
        rf"\b(?:zal|zullen) (?:\w+ )?{AUTHORITY}\b",
        rf"\bzal door {AUTHORITY}\b",
        rf"\bdoor {AUTHORITY} zal\b",
    ),
    "ik doe": (
        rf"(?:^|[,;:] |\b(?:en|maar|want|dus) )(?:{MEMBER}|{OFFICE}) (?:(?:hiertoe|hiervoor|daarom|daartoe|"
        rf"ook) )?(?!{STATIVE}\b)(?-i:[a-z])\w{{2,}}\b",
        rf"\b(?!{STATIVE}\b)(?!{NO_VERB}\b)\w{{2,}} {MEMBER}\b",
    ),
    "wij doen": (
        rf"(?:^|[,;:] )(?:wij|we) (?!{STATIVE}\b)\w{{2,}}\b",
        rf"\b(?!{STATIVE}\b)(?!{NO_VERB}\b)\w{{2,}} (?:wij|we)\b",
    ),
    "gaat doen": (rf"\b{AUTHORITY} ga(?:at|an)?\b", rf"\bga(?:at|an)? {AUTHORITY}\b"),
    "zeg toe": (r"\bzeg(?:gen|t)?\b.{0,120}?\btoe\b",),
    "informeert de Kamer": (
        r"\b(?:informer\w*|informeert?|sturen|stuurt?|zenden|zendt?|berichten?|toesturen|toezenden|toekomen|"
        r"rapporteren|"
        r"rapporteert?|verstrekken|ontvangt|ontvangen|aanbieden|op de hoogte)\b(?=.*\bKamer\b)",
        r"\bKamer\b.*?\b(?:informer\w*|geïnformeerd|informeert?|sturen|zenden|berichten|toesturen|toezenden|toekomen|"
        r"rapporteren|verstrekken|ontvangt|ontvangen|aanbieden|aangeboden|toegezonden|op de hoogte)\b",
    ),
    "zal worden": (r"\b(?:zal|zullen)\b.{0,200}?\bworden\b", r"\bworden\b.{0,200}?\b(?:zal|zullen)\b"),
    "zal": (r"\b(?:zal|zullen)\b",),
    "zal gebeuren": (
        r"\b(?:zal|zullen)\b.{0,200}?\b(?:krijgen|plaatsvinden|plaats vinden|starten|volgen|beginnen|verschijnen|komen|"
        r"ingaan|aanbieden|uitvoeren|onderzoeken|kijken|werken|maken|nemen|uitwerken|organiseren|ontwikkelen)\b",
    ),
    "vindt plaats": (
        r"\b(?:vindt|vinden|start|starten|volgt|volgen|verschijnt|verschijnen)\b.{0,20}?\b(?:plaats|in|medio|eind|begin|via)\b",
    ),
    "wordt uitgevoerd": (rf"\b(?:wordt|worden)\b.{{0,240}}?\b{ACTION}\b",),
    "steunwerkwoord": (
        r"\b(?:gebruik|onderscheid|inzichtelijk|mogelijk|deel|zichtbaar|duidelijk)\b.{0,40}?\bgemaakt\b",
        r"\bgemaakt van\b",
        r"\bbijdrage\b.{0,20}\bgeleverd\b",
        r"\bin staat gesteld\b",
        r"\brekening\b.{0,20}\bgehouden\b",
    ),
    "zal worden uitgevoerd": (rf"\b(?:zal|zullen)\b.{{0,240}}?\b(?:{ACTION} worden|worden {ACTION})\b",),
    "er komt": (r"\ber kom(?:t|en)\b", r"\bkom(?:t|en) er\b"),
    "geld": (
        r"(?:€|\beuro\b|\bmiljoen\b|\bmiljard\b)"
        r"(?=.*\b(?:beschikbaar|uitgetrokken|gereserveerd|vrijgemaakt|stelt?|trekt?)\b)",
        r"\b(?:beschikbaar|stelt?|trekt?|reserveert?|investeert?)\b.*?(?:€|\bmiljoen\b|\bmiljard\b)",
    ),
    "termijn": (TERM,),
    "besloten": (
        rf"\b{AUTHORITY} (?:heb|heeft|hebben)\b.{{0,60}}?\bbesloten\b(?=.*\b(?:om|te|dat)\b)",
        rf"\b(?:heb|heeft|hebben) {AUTHORITY}\b.{{0,60}}?\bbesloten\b(?=.*\b(?:om|te|dat)\b)",
        r"\b(?:voornemens|van plan)\b(?=.*\bte\b)",
    ),
    "wil doen": (
        rf"(?:^|[,;:] ){AUTHORITY} wil(?:len)?\b",
        rf"\bwil(?:len)? {AUTHORITY}\b",
        r"\binzet (?:van het kabinet )?(?:is|om)\b",
    ),
    "voorzien": (r"\b(?:is|zijn|staat|staan)\b.{0,80}?\b(?:voorzien|gepland)\b",),
}
# A committee decides: "De minister zal worden verzocht ...", "De minister wordt verzocht om ...".
_IS_ASKED = (
    r"\b(?:zal|zullen) (?:\w+ ){0,6}worden verzocht\b",
    r"^\W*De (?:minister|staatssecretaris|bewindspers)\w*\b[^.]{0,60}? (?:wordt|worden) verzocht (?:om|te)\b",
)
REQUEST = {
    "verzoekt": (
        r"\bverzoek(?:t|en)\b(?! (?:van|om voorafgaande|is|wordt|tot|op|aan)\b)",
        r"\bik (?:verzoek|moge u verzoeken)\b",
        *_IS_ASKED,
    ),
    "besluit te verzoeken": (
        r"^\W*(?:de )?(?:minister|staatssecretaris|bewindspers)\w*\b[^.]{0,80}?\bverzoeken (?:om|te)\b",
        r"\b(?:zal|zullen) (?:\w+ ){0,6}verzoeken\b",
        *_IS_ASKED,
        r"^[A-Z]\w+en\b[^.]{0,80}?\ben (?:de|het) [^.]{3,80}?\bverzoeken (?:om|te)\b",
    ),
    "wordt gevraagd": (
        r"\b(?:wordt|worden) (?!niet\b|verzocht\b)(?:\w+ ){0,4}(?:gevraagd|verzocht) (?:om|te)\b",
        r"\b(?:ik vraag|vraag ik|wij vragen|vragen wij)\b(?=.*\bom\b)",
        r"\bdoen? (?:\w+ ){0,3}een (?:\w+ )?beroep op\b",
    ),
}
# Imperatives open a sentence; of the verbs in -eren all, of the others the ones such advice begins with.
IMPERATIVE = re.compile(
    r"(?:(?:Stel(?!\s+je)|Zorg|Maak|Geef|Neem|Betrek|Breng|Voer|Leg|Pas(?!\s+(?:dan|in|op|bij|na|als|wanneer|vanaf|sinds|over|"
    r"met)\b)|Hou|Houd|Werk|Benut|Gebruik|Overweeg|Bied|Bepaal|"
    r"Richt|Versterk|Vergroot|Verbeter|Verduidelijk|Beperk|Schrap|Start|Sluit|Stop|Kies|Laat|Borg|Bespreek|Vraag|"
    r"Verken|Monitor(?=\s+(?:de|het|een|of)\b)|Wees|Ga|Kom|Doe|Draag|Herzie|Verlaag|Verhoog|Vermijd|Voorkom|Voeg|"
    r"Versnel|Zet|Trek|Onderzoek(?!\s+(?:wijst|door|van|naar|bevestigt|laat|toont|heeft|is)\b)|Ontwikkel|Behoud|Zoek|Schep|Verbreed|Verdiep|Vereenvoudig|Verminder|Verstrek|"
    r"Leer|Toets|Regel|Steun|Ondersteun|Help|Bouw|Durf|Meet|Toon|Spreek|Verbind|Ontwerp|Bevorder|Bewaak|"
    r"Bescherm|Beschrijf|Beoordeel|Bereid|Verwijder|Vervang|Bezie|Verleng|Koppel|Sta|Vul|Schrijf|Luister|"
    r"Spits|Werf|Benoem|Draai|Stem|Noem|Actualiseer|Creëer|Verplicht|Schep|Houd|Splits|Vermeld|Licht|Omschrijf|Vergewis|Faseer|Streef|Volg(?=\\s+(?:de|het|een)\\b)|Vertaal|Wijs|Roep|Haal|Plaats|Versimpel|Reken|Voorzie|Verklein|Erken|Vertrouw|Hanteer)|"
    r"(?!Wanneer|Meer|Weer|Zeer|Keer|Neer|Sfeer|Beheer|\w*verkeer|Alweer|Veer|Ongeveer)[A-Z]\w+[eë]er)\b"
    r"(?!\s+(?:is|zijn|was|wordt|worden|heeft|van|en|of)\b|\s*:)"
)
INFINITIVE_OPENING = re.compile(
    r"\W*(?:Te\s+\w+en\b|[A-Z]\w+en\s+(?:van|in|op|met|voor|aan|als|door|uit)\b|"
    r"Het\s+(?:\w+\s+){0,3}\w+en\s+(?:van|met|in|voor|op)\b|Het\s+\w+\s+\w+\s+geven\b|"
    r"(?:Inzet|[A-Z]\w{3,}(?:ing|atie))\s+(?:van|naar|geven\s+aan)\b)"
)
# "Provincies nemen de regie", "Daarnaast stelt het Rijk geld beschikbaar": in an advice, what a party is to do.
PARTY_ACTS = compiled(
    r"^(?:(?:Daarnaast|Ook|Tevens|Verder|Vervolgens|Tot slot) \w+ )?(?:(?:de|het|alle) )?(?:Rijk|provincies?|"
    r"gemeenten?|"
    r"overheden|overheid|waterschappen|kabinet|minister(?:ie)?s?|sectoren|partijen|regering|rijksoverheid|"
    r"uitvoeringsorganisaties|aanvragers?|toezichthouders?|Kamer|departementen)\b(?: en (?:de |het )?\w+)?"
    r"(?: (?!is\b|zijn\b|heeft\b|hebben\b|kunnen\b|kan\b)\w+(?:t|en)\b| \w+ \w+)"
)

ADVICE_HEADING = compiled(
    r"aanbeveling|\badvie(?:s|zen)\b|handelingsperspectie|\boproep|\bacties?\b|actiepunt|verbeterpunt|voorstel|"
    r"suggestie|"
    r"^(?:[\d.]+\s*)?rol\b|^(?:[\d.]+\s*)?maatregelen|te treffen|geadviseerde|hoe (?:nu )?verder"
)
OTHERS_HEADING = compiled(
    r"consultatie|ontvangen|uitgebracht|adviesaanvraag|opvolging|eerdere|vraagstelling|werkwijze|samenstelling|"
    r"over (?:het|dit) advies|lijst van|notitie|voorstel van wet|wetsvoorstel"
)
# "Agendapunt: Voorstel om een gesprek te organiseren": what a meeting talked of, not what it advises.
SUBJECT_HEADING = compiled(r"agendapunt")
# What a paper makes of its findings: the norms there are its own.
CONCLUSION_HEADING = compiled(
    r"conclusie|slotbeschouwing|slotsom|reflectie|tot slot|samenvatting|discussie|vervolgonderzoek"
)
# Chapters that set the scene: what must be there is law or fact, not yet advice.
BACKGROUND_HEADING = compiled(
    r"aanleiding|achtergrond|\bcontext\b|opdracht|leeswijzer|vraagstelling|werkwijze|methode|onderzoeksopzet|feitelijk|"
    r"procedure|perspectief$|kader$|wettelijk|begrippen|literatuur|bronnen|samenstelling|vervolg$|stand van zaken|"
    r"resultaten|interviews|bevinding|constatering|knelpunt|probleemanalyse"
)
