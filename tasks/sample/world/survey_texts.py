"""What the sample's participants write: invented sentences in bokmål and nynorsk, each with the themes it speaks of."""

from random import Random

SENTENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Matnyttig fra første time, dette tar jeg rett inn i hverdagen.", ("practical_tools",)),
    ("Endelig noen maler og sjekklister vi faktisk kan bruke.", ("practical_tools",)),
    ("Fekk med meg konkrete verktøy til neste kjøp.", ("practical_tools",)),
    ("Øvelsen med brukerreisen var svært nyttig.", ("practical_tools", "need_exploration")),
    ("Nå har prosjektet fått en skikkelig start.", ("project_start",)),
    ("Vi kom i gang med prosjektet vårt i løpet av to dagar.", ("project_start",)),
    ("Godt å se lenger fram enn til neste budsjett.", ("lifted_gaze",)),
    ("Det løfta blikket mitt å høyre kva andre får til.", ("lifted_gaze",)),
    ("Vi må endre planen vår når vi kommer hjem.", ("plan_changed",)),
    ("Den opprinnelige kravspesifikasjonen blir lagt i skuffen.", ("plan_changed",)),
    ("Me tek ein ny runde på planen før me lyser ut noko.", ("plan_changed",)),
    ("Kulturen hos oss må tåle at noen prøver og feiler.", ("culture",)),
    ("Innovasjon handler om medarbeiderne, ikke om systemene.", ("culture",)),
    ("Endringsvilje må komme fra ledelsen også.", ("culture",)),
    ("Vi bør gå sammen om anskaffelsen med nabokommunene.", ("buying_together",)),
    ("Felles innkjøp gjev oss tyngd i marknaden.", ("buying_together",)),
    ("Selv en liten kommune som vår kan bidra til nye løsninger.", ("smaller_can_contribute",)),
    ("Små kommunar har òg noko å kome med.", ("smaller_can_contribute",)),
    ("Jeg skal snakke med leverandørene før vi skriver kravene.", ("supplier_dialogue",)),
    ("Dialogkonferanse med marknaden står øvst på lista mi.", ("supplier_dialogue",)),
    ("Behovet først, så løsningen – det satt.", ("need_exploration",)),
    ("Vi kartlegger behova til brukarane før vi gjer noko anna.", ("need_exploration",)),
    ("Opplegget var for langt og for teoretisk.", ("critique",)),
    ("Saknar eksempel frå små kommunar.", ("critique",)),
    ("Dårlig lyd i salen, ellers greit.", ("critique",)),
    ("Hyggelig gjeng og god mat.", ()),
    ("Takk for meg.", ()),
    ("Ingen kommentar.", ()),
)
PERSONAL = "Ta kontakt på {email} eller {phone}, {name}, {address}. Fødselsnummer {number}."


def comment(random: Random) -> tuple[str, tuple[str, ...]]:
    """One to three sentences and their themes."""
    chosen = random.sample(SENTENCES, random.choice((1, 2, 2, 3)))
    themes = tuple(sorted({theme for _, codes in chosen for theme in codes}))
    return " ".join(text for text, _ in chosen), themes
