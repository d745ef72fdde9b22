"""Dutch words that never name anything, also with a capital at the beginning of a sentence."""

FUNCTION_WORDS = frozenset(
    """
    aan aangezien acht advies af al alle alleen allereerst als alsmede alsnog alsook and ander andere anders
    antwoord antwoorden artikel behalve beide ben bent besluit betreffende betreft bij bijlage bijvoorbeeld binnen
    boven bovendien brief buiten conform constaterende daar daaraan daarbij daardoor daarin daarmee daarna daarnaast
    daarom daarop daarover daartoe daaruit daarvan daarvoor dan dat datum de deel deels derde deze die diens dient
    dit doch doel doen door doordat dus echter een eenieder eerder eerste elk elke en enerzijds enig enige enkel
    enkele er eveneens figuur for gaat geachte gedurende geen gehoord gelet gelezen gezien graag had heb hebben
    heeft heel hen het hier hieraan hierbij hierdoor hierin hiermee hierna hiernaast hieronder hierop hierover hiertoe
    hieruit
    hiervan hiervoor hij hoe hoeveel hoewel hun ieder iedere iemand iets ik in indien ingezonden inmiddels inzake is
    ja jaarlijks je jij jl kan klopt kunnen kunt leden lid maar mag meer men met mij mijn moet moeten momenteel
    motie na naar naast namelijk namens nee niet niets noch nog noot nota nu of om omdat ondanks onder ondertussen
    onlangs ons onze ook op over overigens overwegende per rapport reeds samen sinds slechts sommige sprake staat
    steeds tabel te tegen ten ter terwijl tevens thans the tijdens toch toe toen tot totdat tussen u uit
    uiteindelijk uiterlijk uw vaak van vanaf vanuit vanwege vast vele verder verslag vervolgens verzoekt via volgens
    voor vooral voorts vraag vragen waar waarbij waardoor waarin waarmee waarna waarom waaronder waarop waarover
    waaruit waarvan waarvoor wanneer want waren was wat we wel welk welke werd werden wie wij wil willen word worden
    wordt zaak zal zeer zelfs zich zie zij zijn zo zoals zodat zodra zogenaamde zolang zonder zou zouden zowel
    zullen
    """.split()
)

# Verbs and participles with which a sentence goes on after a name that ends in lower case.
VERBS_AFTER_A_NAME = frozenset(
    """
    aangeboden aangekondigd aangepast aangevraagd bedoeld begint begon beoogt bestaat betekent bevat beëindigd
    biedt bijdraagt bleef bleek blijft blijkt bood brengt dekt dient draagt duurt eindigt ervaren ervoor faalde
    faalt financiert functioneert geeft geldig geldt genoemd geopend gericht gesloten gestart geven gewijzigd
    gezet ging haalt hapert heet helpt hielp hoort houdt ingesteld ingevoerd ingezet kende kent komt kost kostte
    kreeg krijgt kwam laat leidde leidt levert liep ligt lijkt loopt maakt mist mocht moest neemt ondersteunt
    ongeveer ontbreekt ontvangt ontwikkeld onvoldoende opengesteld opgenomen opgericht opgestart opgesteld
    overtekend passen past regelt richt slaagde slaagt speelt startte stelt stimuleert stokt stond stopt stopte
    toegelicht toont treedt uitgerold uitgevoerd uitgewerkt vallen valt vastgelegd vastgesteld verband verbeterd
    vereist verlengd verliep verlopen verplicht verschuift vervalt vervangt verzoekt viel voldeed voldoet volgens
    volgt voort voorzag voorziet vorm vormen vormt vraagt vroeg werkt werkte wijzigt zet ziet zorgde zorgt
    """.split()
)
