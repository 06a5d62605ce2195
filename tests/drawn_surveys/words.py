"""What the drawn surveys ask, in the words and codes that each tool's exports have for it."""

QUESTIONS = {
    "nb": {
        "useful": "Hvor nyttig var samling {n}?",
        "choice": "Vil du gjøre noe annerledes etter samling {n}?",
        "several": "Hva vil du gjøre annerledes etter samling {n}?",
        "hours": "Hvor mange timer brukte du på samling {n}?",
        "comment": "Hva tar du med deg fra samling {n}?",
    },
    "nn": {
        "useful": "Kor nyttig var samling {n}?",
        "choice": "Vil du gjere noko annleis etter samling {n}?",
        "several": "Kva vil du gjere annleis etter samling {n}?",
        "hours": "Kor mange timar brukte du på samling {n}?",
        "comment": "Kva tek du med deg frå samling {n}?",
    },
}
REWORDED = "Hvor nyttig var samling {n} for jobben din?"
OPTIONS = {
    "need": "Kartlegge behovet først",
    "dialogue": "Snakke med «leverandører» tidligere, før konkurransen",
    "together": "Kjøpe sammen med andre",
}
CHOICES = {
    "nb": {"yes": "Ja", "no": "Nei", "off": "Vet ikke"},
    "nn": {"yes": "Ja", "no": "Nei, ikkje no", "off": "Veit ikkje"},
}
CODES = {"yes": "1", "no": "2", "off": "8"}
OFF_SCALE_CODE = "8"
MISSING = ("N/A", "-99", "–", "99")


def question(code: str, number: int, language: str = "nb") -> str:
    """A question in words."""
    return QUESTIONS[language][code].format(n=number)


def reworded(number: int) -> str:
    """The first question as it was worded later."""
    return REWORDED.format(n=number)
