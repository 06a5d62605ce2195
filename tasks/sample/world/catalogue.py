"""What the sample buys, and in which words: things, texts in bokmål, nynorsk and English.

A description is put together from sentences of three kinds: what is bought, whether a need or a named solution is
described, and (in an advisory notice) whether it invites to dialogue. Each kind has several wordings.
"""

from dataclasses import dataclass

DIGITAL = """
48000000|supplies|saksbehandlingssystem|saksbehandlingssystem|case management system
48100000|supplies|fagsystem for barnevern|fagsystem for barnevern|child welfare system
48180000|supplies|elektronisk pasientjournal|elektronisk pasientjournal|electronic patient record
48450000|supplies|økonomisystem|økonomisystem|accounting system
48451000|supplies|lønns- og personalsystem|løns- og personalsystem|payroll and personnel system
48600000|supplies|dokumentarkiv i skyen|dokumentarkiv i skya|cloud archive
48200000|supplies|nettverksutstyr|nettverksutstyr|network equipment
48190000|supplies|digitale læremidler|digitale læremiddel|digital learning resources
48810000|supplies|kartløsning|kartløysing|map solution
72000000|services|driftstjenester for IKT|driftstenester for IKT|ICT operations
72200000|services|utvikling av innbyggerportal|utvikling av innbyggjarportal|development of a citizen portal
72212000|services|videreutvikling av mobilapp|vidareutvikling av mobilapp|further development of a mobile app
72253000|services|brukerstøtte for IKT|brukarstøtte for IKT|ICT user support
72260000|services|konsulentbistand til digitalisering|konsulenthjelp til digitalisering|consultancy for digitalisation
72300000|services|integrasjonsplattform|integrasjonsplattform|integration platform
72400000|services|nettsted og publiseringsløsning|nettstad og publiseringsløysing|website and publishing solution
72410000|services|tilgang til bredbånd|tilgang til breiband|broadband access
30200000|supplies|datamaskiner og nettbrett|datamaskiner og nettbrett|computers and tablets
30213100|supplies|bærbare datamaskiner til elever|berbare datamaskiner til elevar|laptops for pupils
32420000|supplies|trådløst nett|trådlaust nett|wireless network
32500000|supplies|telefoniløsning|telefoniløysing|telephony solution
32323500|supplies|digitalt tilsyn|digitalt tilsyn|remote supervision system
"""
DISGUISED = """
33100000|supplies|velferdsteknologi og responsløsning|velferdsteknologi og responsløysing|welfare technology
79000000|services|digital innbyggerdialog|digital innbyggjardialog|digital dialogue with citizens
80500000|services|opplæringsplattform på nett|opplæringsplattform på nett|online training platform
38221000|services|programvare for kartdata|programvare for kartdata|software for geographic information
"""
"""Digital in substance, bought under a code that does not say so."""
OTHER = """
45000000|works|oppføring av barnehage|oppføring av barnehage|construction of a kindergarten
45214200|works|utvidelse av skole|utviding av skule|extension of a school
45231300|works|fornyelse av vannledning|fornying av vassleidning|renewal of a water main
45233140|works|utbedring av kommunal veg|utbetring av kommunal veg|repair of a municipal road
45212200|works|rehabilitering av svømmehall|rehabilitering av symjehall|renovation of a swimming pool
45453100|works|oppussing av rådhus|oppussing av rådhus|refurbishment of a town hall
90911000|services|renhold av kommunale bygg|reinhald av kommunale bygg|cleaning of municipal buildings
90620000|services|brøyting av veger|brøyting av vegar|snow clearing
90511000|services|innsamling av husholdningsavfall|innsamling av hushaldsavfall|household waste collection
60130000|services|skoleskyss|skuleskyss|school transport
71300000|services|rådgivende ingeniørtjenester|rådgjevande ingeniørtenester|engineering consultancy
71200000|services|arkitekttjenester|arkitekttenester|architectural services
79600000|services|vikartjenester i helse|vikartenester i helse|temporary health staff
79710000|services|vaktmestertjenester|vaktmeistertenester|caretaker services
66510000|services|forsikring|forsikring|insurance
80000000|services|norskopplæring|norskopplæring|Norwegian language training
85000000|services|avlastningstjenester|avlastingstenester|respite care
92000000|services|drift av ungdomsklubb|drift av ungdomsklubb|running of a youth club
15000000|supplies|matvarer|matvarer|food
15810000|supplies|brød og bakervarer|brød og bakarvarer|bread and bakery products
33600000|supplies|legemidler og medisinsk forbruk|legemiddel og medisinsk forbruk|medicines and medical consumables
33140000|supplies|bleier og hygieneartikler|bleier og hygieneartiklar|nappies and hygiene products
34110000|supplies|personbiler|personbilar|passenger cars
34144210|supplies|brannbil|brannbil|fire engine
39100000|supplies|møbler|møblar|furniture
39130000|supplies|kontormøbler|kontormøblar|office furniture
22100000|supplies|lærebøker|lærebøker|textbooks
18100000|supplies|arbeidstøy|arbeidsklede|work clothes
44111000|supplies|byggevarer|byggjevarer|building materials
09310000|supplies|strøm|straum|electricity
09100000|supplies|drivstoff|drivstoff|fuel
37535200|supplies|lekeplassutstyr|leikeplassutstyr|playground equipment
"""
PLACES = {
    "NOB": "hjemmetjenesten|skolene|barnehagene|rådhuset|teknisk drift|kulturskolen|sykehjemmet|innbyggertorget",
    "NNO": "heimetenesta|skulane|barnehagane|rådhuset|teknisk drift|kulturskulen|sjukeheimen|innbyggjartorget",
    "ENG": "home care|the schools|the kindergartens|the town hall|technical services|the culture school|"
    "the nursing home|the citizen centre",
}

WHAT = {
    "NOB": "Denne kunngjøringen er oppdiktet. {buyer} skal anskaffe {thing} til {place}.",
    "NNO": "Denne kunngjeringa er oppdikta. {buyer} skal kjøpe {thing} til {place}.",
    "ENG": "This notice is invented. {buyer} will buy {thing} for {place}.",
}
NEED = {
    "NOB": (
        "Vi beskriver behovet og hva brukerne skal oppnå, ikke hvordan det løses.",
        "Kravene er funksjonskrav, og leverandøren står fritt til å foreslå løsning.",
        "Konkurransegrunnlaget bygger på en behovskartlegging sammen med brukerne.",
        "Oppdragsgiver beskriver ønsket effekt og åpner for ulike løsninger.",
    ),
    "NNO": (
        "Vi beskriv behovet og kva brukarane skal oppnå, ikkje korleis det vert løyst.",
        "Krava er funksjonskrav, og leverandøren står fritt til å føreslå løysing.",
        "Konkurransegrunnlaget byggjer på ei behovskartlegging saman med brukarane.",
        "Oppdragsgjevar beskriv ønskt effekt og opnar for ulike løysingar.",
    ),
    "ENG": ("We describe the need and what the users shall achieve, not how it is solved.",),
}
SOLUTION = {
    "NOB": (
        "Det skal leveres FiktiSys 4 eller tilsvarende, i henhold til vedlagt kravliste.",
        "Leveransen skal oppfylle alle 214 krav i kravspesifikasjonen.",
        "Løsningen skal være av typen FiktiPro med de moduler som er angitt i vedlegg 1.",
        "Detaljert kravspesifikasjon følger konkurransegrunnlaget.",
    ),
    "NNO": (
        "Det skal leverast FiktiSys 4 eller tilsvarande, i samsvar med vedlagd kravliste.",
        "Leveransen skal oppfylle alle 214 krav i kravspesifikasjonen.",
        "Løysinga skal vere av typen FiktiPro med dei modulane som er oppgjevne i vedlegg 1.",
        "Detaljert kravspesifikasjon følgjer konkurransegrunnlaget.",
    ),
    "ENG": ("The delivery shall meet the attached list of requirements.",),
}
SPECIFIED = {
    "NOB": (
        "Leveransen skal oppfylle kravene i vedlagt kravspesifikasjon, punkt for punkt.",
        "Det skal leveres Fiktimerke modell 7 eller tilsvarende.",
        "Utførelsen er beskrevet i detalj i vedlagt kravspesifikasjon.",
    ),
    "NNO": (
        "Leveransen skal oppfylle krava i vedlagd kravspesifikasjon, punkt for punkt.",
        "Det skal leverast Fiktimerke modell 7 eller tilsvarande.",
        "Utføringa er skildra i detalj i vedlagd kravspesifikasjon.",
    ),
    "ENG": ("The delivery shall meet the attached list of requirements.",),
}
"""As `SOLUTION`, for what is not digital."""
DIALOGUE = {
    "NOB": (
        "Vi inviterer leverandører til dialogkonferanse {day}.",
        "Kommunen ønsker markedsdialog før konkurransen lyses ut; meld deg på en-til-en-møter innen {day}.",
        "Utkast til konkurransegrunnlag legges ut på høring, og innspill fra markedet ønskes innen {day}.",
        "Leverandører inviteres til innspillsmøte {day} for å drøfte behov og mulige løsninger.",
    ),
    "NNO": (
        "Vi inviterer leverandørar til dialogkonferanse {day}.",
        "Kommunen ønskjer marknadsdialog før konkurransen vert lyst ut; meld deg på ein-til-ein-møte innan {day}.",
        "Utkast til konkurransegrunnlag vert lagt ut på høyring, og innspel frå marknaden er ønskte innan {day}.",
        "Leverandørar er inviterte til innspelsmøte {day} for å drøfte behov og moglege løysingar.",
    ),
    "ENG": ("Suppliers are invited to a dialogue conference on {day}.",),
}
NOTICE_ONLY = {
    "NOB": (
        "Veiledende kunngjøring om planlagt anskaffelse. Konkurransen ventes kunngjort senere.",
        "Dette er kun en orientering om en kommende konkurranse; det er ikke mulig å levere tilbud nå.",
    ),
    "NNO": (
        "Rettleiande kunngjering om planlagd kjøp. Konkurransen er venta kunngjord seinare.",
        "Dette er berre ei orientering om ein komande konkurranse; det er ikkje mogleg å levere tilbod no.",
    ),
    "ENG": ("Prior information about a planned procurement.",),
}


ASK = {
    "NOB": "Spørsmål rettes til kanari.fritekst{index:06d}@sample.invalid.",
    "NNO": "Spørsmål skal rettast til kanari.fritekst{index:06d}@sample.invalid.",
    "ENG": "Questions go to kanari.fritekst{index:06d}@sample.invalid.",
}
"""A person's address in the middle of a text, as one description in a hundred has it: a canary."""


@dataclass(frozen=True)
class Thing:
    """Something that can be bought; `names` by language, ISO 639-3 in capitals."""

    cpv: str
    nature: str
    is_digital: bool
    is_disguised: bool
    names: dict[str, str]


def things(lines: str, is_digital: bool, is_disguised: bool = False) -> tuple[Thing, ...]:
    """The things of one list above."""
    rows = [line.split("|") for line in lines.strip().splitlines()]
    return tuple(
        Thing(cpv, nature, is_digital, is_disguised, {"NOB": nb, "NNO": nn, "ENG": en})
        for cpv, nature, nb, nn, en in rows
    )


DIGITAL_THINGS = (*things(DIGITAL, True), *things(DISGUISED, True, True))
OTHER_THINGS = things(OTHER, False)
