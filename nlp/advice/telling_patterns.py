"""The forms of words that show that a sentence tells, instead of advising, promising or asking."""

from __future__ import annotations

from nlp.advice.cue_patterns import MEMBER

# What one is at already when one says so: "ik ondersteun", "het kabinet werkt aan".
_RUNNING = (
    r"(?:ondersteun|coördineer|span|hanteer|werk|stimuleer|faciliteer|voer|onderhoud|sta|volg|steun|draag|streef|help)"
    r"(?:t|d)?(?! \w+ uit\b)|(?:ondersteun|coördiner|spann|hanter|werk|stimuler|faciliter|voer|volg|strev|help)en"
)

# Signs that a sentence tells instead of advising or promising.
TELLING = {
    "vage daad": (
        r"\bzet(?:ten)?\b.*\bin op\b|\bzet(?:ten)? (?:\w+ )?(?:mij|zich|ons)\b.{0,60}\bin\b|\bhandelt?\b",
        r"\bkijk(?:t|en)?\b",
        r"\boog (?:voor|hebben|heeft)",
        r"\baandacht\b",
        r"\bga(?:at|an)?\b.{0,60}\b(?:uit van|in op)\b",
        r"\balles (?:in het werk|op alles)\b",
        r"\brekening\b",
        r"\bricht mij\b",
        r"\bkiest? voor\b",
        r"\binvulling\b",
        r"\buitvoering aan\b",
        r"\bonderken\w*\b",
        r"\bbelang aan\b",
        r"\bloopt\b",
    ),
    "voltooid": (
        r"\b(?:heb|heeft|hebben|had|hadden|werd|werden)\b.{0,160}?"
        r"\b(?:\w*ge\w{3,}(?:d|t|en)|(?:be|ver|ont|onder|over)\w{3,}[dt])\b",
        r"\b(?:is|zijn|ben)\b(?: \S+){0,12}? (?:\w*ge(?!lden|ven\b|val|bied|meent|makk|heel|woon)\w{3,}(?:d|t|en)|"
        r"verplicht|verzocht)\b",
    ),
    "verleden tijd": (
        r"\b(?:moesten?|diende|dienden|adviseerden?|beval(?:en)?|pleitten?|verzocht|riep(?:en)?|werd|werden|was|waren|"
        r"had|hadden|vond(?:en)?|stelde|stelden|gaf|gaven|bleek|bleken)\b",
    ),
    "vraag": (
        r"\?[\"'”’)]*\s*$",
        r"^(?:hoe|wat|welke?|waarom|wie|wanneer|waar|in hoeverre)\b[^.]*:\s*$",
        r"^vraag\s?\d*\s*:|^vragen (?:van|gesteld)\b",
    ),
    "rechtsgrond": (
        r"\b(?:op grond van|ingevolge|krachtens|uit hoofde van|artikel(?:en)? \d|art\.\s*\d|lid\b|lidstaten|"
        r"richtlijn\w*|"
        r"verordening|\w*wet (?:\d{4}|vereist|bepaalt|schrijft))\b",
    ),
    "volgens anderen": (
        r"\b(?:volgens|aldus) (?!ons\b)",
        r"\b(?:respondenten|geïnterviewden|deelnemers|ondervraagden|gesprekspartners|interviews?|vragenlijst)\b",
        r"(?<!\bte\s)\b(?:stelt|stellen|schrijft|oordeelt|oordeelde|overweegt|merkt) (?:\w+ ){0,4}dat\b",
        r"\bgaa?t?n? ervan uit\b|\bwordt gesteld dat\b",
        r"(?<!\bwij\s)(?<!\bwe\s)\b(?:vinden|denken|zeggen|ervaren)\b(?! (?:wij|we)\b)",
    ),
    "aanhaling": (r"^[A-Z][\w ,()-]{2,60}: ?[‘'\"“„]",),
    "volgt uit": (r"\b(?:blijkt|volgt|betekent|houdt in|heeft tot gevolg|geldt|brengt mee)\b.{0,30}?\bdat\b",),
    "opgemerkt": (
        r"\b(?:moet(?:en)?|dient|dienen) (?:\w+ ){0,5}(?:opgemerkt|bedacht|benadrukt|begrepen|verstaan|gezegd|"
        r"aangetekend|erkend|verward|gelezen)\b",
        r"\b(?:belangrijk|realistisch|van (?:\w+ )?belang|goed) (?:\w+ ){0,3}te (?:beseffen|weten|realiseren|"
        r"onderkennen|vermelden|bedenken|begrijpen|benadrukken)\b",
    ),
    "verwijst": (
        r"\b(?:zie|zoals (?:eerder|hiervoor|hierboven|beschreven|aangegeven|gezegd|bekend)|hoofdstuk|bijlage|tabel|"
        r"figuur)\b",
    ),
    "in deze brief": (
        r"\b(?:in|met) (?:deze|dit|de) (?:voorliggende |onderhavige )?(?:brief(?! van)|rapport|notitie|advies|"
        r"hoofdstuk|"
        r"paragraaf|onderzoek|nota|bijlage|document)\b",
        r"^(?:hierbij|bijgaand|bijgevoegd) (?:zend|bied|stuur|doe|ontvangt|treft|informeer)\w*\b",
    ),
    "al gemeld": (r"\b(?:heb|heeft|hebben|is|bent) (?:\w+ ){0,9}(?:geïnformeerd|gemeld|toegezegd|bericht)\b",),
    "vooruitblik": (
        r"\b(?:tot slot|ten eerste|ten tweede|daarna|daarnaast|hieronder|vervolgens|achtereenvolgens|daarvoor|"
        r"conform)\b(?:.{0,140}\b(?:behandelen|behandel ik|ingaan)\b|.{0,40}\b(?:in op|licht|schets\w*)\b)",
        r"\bzal\b.{0,30}\bingaan\b(?!.{0,20}\bmogelijke\b)",
        r"^(?:hiermee|daarmee) (?:geef|geeft|geven)\b",
    ),
    "peiling": (
        r"\d\s?%|\bprocent\b|\b(?:respondent\w*|meerderheid|minderheid|ondervraagden|geïnterviewden|de helft|"
        r"twee derde)\b",
        r"\b(?:weinig|veel|sommige|de meeste) (?:mensen|burgers|boeren|ondernemers|partijen|organisaties) "
        r"(?:\w+ )?(?:vinden|denken|menen|willen|van mening)\b",
        r"\b(?:beide|veel|vele|sommige|verschillende|diverse|enkele|meerdere|de meeste) \w+ "
        r"(?:pleiten|bepleiten|adviseren|bevelen|raden|roepen|willen|vragen)\b",
    ),
    "rechtsmiddel": (
        r"\b(?:bezwaarschrift|beroepschrift|rechtsmiddelen|Wob|Woo-verzoek)\b",
        r"\bzwaarder (?:moet|dient te) wegen\b",
    ),
    "vertelt motie": (r"\bmotie\b(?!.{0,40}\bter tafel\b).{0,160}\bverzoek(?:t|en)\b",),
    # "De minister doet geen toezegging", "DE MINISTER VAN FINANCIËN, namens deze", "Ik bied u mijn excuses aan".
    "zegt niets toe": (
        r"\bgeen toezegging",
        r"\bzeg(?:t|gen)? (?:\w+ ){0,3}niet toe\b",
        r"\bnamens (?:deze|dezen)\b",
        r"\bbied\b.{0,40}\bexcuses aan\b",
    ),
    "tijdlijn": (r"^\w{3,9}\.? 20\d\d\s*:",),
    "hiermee": (r"\b(?:hiermee|daarmee|hierdoor|daardoor|hierbij)\b",),
    "mogelijk": (r"\b(?:kan|kunnen|zou|zouden|mogelijk|wellicht|misschien|eventueel)\b",),
    "norm voor toestand": (
        r"\b(?:moet|moeten)\b.{0,120}?\b(?:zijn|hebben|kunnen|voldoen)\b",
        r"\b(?:heeft|hebben) (?:\w+ ){0,4}moeten\b",
    ),
    "toestand": (
        r"\b(?:zal|zullen|gaat|gaan)\b.{0,120}?\b(?:zijn|hebben|leiden|blijven|ontstaan|opleveren|bijdragen|toenemen|"
        r"afnemen|gelden|betekenen|voldoende|onvoldoende)\b",
    ),
    "illustratie": (r"\b(?:ter illustratie|bijvoorbeeld|denk aan|gedacht worden)\b",),
    "lopend": (
        r"\b(?:reeds|momenteel|op dit moment|al enige|inmiddels|thans|eerder|nu|geregeld|steeds|vaak|altijd|"
        r"veelal|doorgaans|jaarlijks|voortdurend|continu|doorlopend|de (?:laatste|afgelopen) (?:jaren|tijd))\b",
    ),
    "eigen onderzoek": (
        r"\b(?:zal|zullen|gaat|gaan)\b[^,;]{0,40}?"
        r"\b(?:wij|we|adviescollege|commissie|raad|AP|onderzoekers?|panel|auteurs?)\b",
        r"\b(?:wij|we|adviescollege|commissie|raad|AP|onderzoekers?|panel)\b.{0,20}?\b(?:zal|zullen|gaat|gaan)\b",
    ),
    "doorlopende daad": (
        rf"\b{MEMBER} (?:\w+ )?(?:{_RUNNING})\b",
        rf"\b(?:wij|we) (?:\w+ )?(?:{_RUNNING})\b",
        rf"\b(?:{_RUNNING}) (?:{MEMBER}|wij|we)\b",
        r"\b(?:wordt|worden)\b.{0,80}?\bgewerkt\b",
    ),
    "houdt open": (
        r"\bsluit(?:en)?\b.{0,30}\bniet uit\b|\boverwe(?:eg|egt|gen) niet\b",
        r"\bga(?:at|an)? (?:ik |wij )?(?:er ?van|ervan) ?uit\b|\bin de vraag wordt\b",
    ),
    "verklaart": (
        r"\b(?:immers|namelijk|feitelijk|weliswaar)\b",
        r"^(?:dit|deze|die|dat)(?: \w+)? (?:is|zijn) nodig om\b",
        r"^er (?:is|zijn|worden) (?:\w+ ){0,4}(?:nodig|vereist)\b",
    ),
    "niet overgenomen": (r"\bne(?:em|emt|men)\b.{0,80}?\bniet over\b", r"\bwijs(?:t|zen)? ik\b.{0,80}?\baf\b"),
    "ontkend": (r"\b(?:hoeft|hoeven|niet (?:nodig|noodzakelijk)|geen (?:reden|aanleiding|noodzaak))\b",),
}
