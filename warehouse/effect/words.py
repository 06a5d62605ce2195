"""One honest sentence an indicator, in Norwegian and in English, with the figures behind it."""

from math import exp
from typing import Any

Row = dict[str, Any]

SURE = 0.05
UNITS = {
    "nb": {
        "share": "prosentpoeng",
        "percent": "prosentpoeng",
        "days": "dager",
        "tenders": "tilbud",
        "count": "prosent",
    },
    "en": {
        "share": "percentage points",
        "percent": "percentage points",
        "days": "days",
        "tenders": "tenders",
        "count": "per cent",
    },
}
PROBLEMS = {
    "nb": {
        "no_trained": "programmappa sier ikke om noen kommune at den er kurset",
        "no_never_trained": "programmappa sier ikke om noen kommune at den aldri er kurset",
        "no_data_of_trained": "kunngjøringene til kursede kommuner sier ingenting om det",
        "no_data_of_never_trained": "ingen kommune som vi vet ikke er kurset, har kunngjøringer som sier noe om det",
        "no_before_and_after": "dataene har ikke både tid før og tid etter noen bølge",
        "no_variation": "det er likt i alle kjøp som er kjent",
        "no_figure": "for få kjøp finnes både før og etter, hos kursede og andre",
    },
    "en": {
        "no_trained": "the programme folder says of no municipality that it was trained",
        "no_never_trained": "the programme folder says of no municipality that it was never trained",
        "no_data_of_trained": "the notices of trained municipalities say nothing about it",
        "no_data_of_never_trained": "no municipality known to be untrained has notices that say anything about it",
        "no_before_and_after": "the data have no time both before and after any wave",
        "no_variation": "it is the same in all purchases that are known",
        "no_figure": "too few purchases exist before and after, among trained and others",
    },
}
HIGHER = {"nb": ("høyere", "lavere"), "en": ("higher", "lower")}
SENTENCES = {
    "nb": {
        "problem": "{name}: effekten kan ikke anslås, for {why}.",
        "untested": "{name}: anslaget er {estimate} {unit}, men det kan ikke prøves mot tilfeldigheter, for det finnes"
        " for få kommuner som vi vet ikke er kurset, å bytte om med (ulike fordelinger: {ways}).",
        "unsure": "{name}: en virkning på {seen} {unit} eller mer kunne ventes å bli sett; anslaget, {estimate} {unit},"
        " kan ikke skilles fra tilfeldigheter ({figures}).",
        "sure": "{name}: en virkning på {seen} {unit} eller mer kunne ventes å bli sett; anslaget er {estimate} {unit},"
        " {way} enn det ellers ville vært ({figures}){caution}.",
        "caution": ", men gruppene skilte lag allerede før kurset, så tallet kan ikke leses som en effekt",
        "figures": "95 %-intervall {low} til {high}, p = {p}",
    },
    "en": {
        "problem": "{name}: no effect can be estimated, for {why}.",
        "untested": "{name}: the estimate is {estimate} {unit}, but it cannot be held against chance, for too few"
        " municipalities known to be untrained could have stood in (different assignments: {ways}).",
        "unsure": "{name}: an effect of {seen} {unit} or more could be expected to be seen; the estimate, {estimate}"
        " {unit}, cannot be told from chance ({figures}).",
        "sure": "{name}: an effect of {seen} {unit} or more could be expected to be seen; the estimate is {estimate}"
        " {unit}, {way} than it would otherwise have been ({figures}){caution}.",
        "caution": ", but the groups were parting before the course, so the figure cannot be read as an effect",
        "figures": "95 % interval {low} to {high}, p = {p}",
    },
}


def sentence(language: str, row: Row) -> str:
    """The sentence in one language.

    Args:
        language: nb or en.
        row: an indicator's headline in staging.effect_figures, with its name, measure and value_unit.
    """
    say = SENTENCES[language]
    words = {"name": row[f"name_{language}"]}
    if problem := row["problem"] or (None if row["estimate"] is not None else "no_figure"):
        return say["problem"].format(**words, why=PROBLEMS[language][problem])
    words["unit"] = UNITS[language]["count" if row["measure"] == "count" else row["value_unit"]]
    for word, column in {"estimate": "estimate", "low": "interval_low", "high": "interval_high"}.items():
        words[word] = shown(row[column], row["measure"], language)
    if row["p_value"] is None:
        return say["untested"].format(**words, ways=int(row["distinct_assignments"]))
    words["p"] = decimal(f"{row['p_value']:.3f}", language)
    words["seen"] = shown(row["minimum_detectable_effect"], row["measure"], language).lstrip("+")
    words["figures"] = say["figures"].format(**words)
    if row["p_value"] > SURE:
        return say["unsure"].format(**words)
    parting = row["pretrend_p"] is not None and row["pretrend_p"] <= SURE
    way = HIGHER[language][row["estimate"] < 0]
    return say["sure"].format(**words, way=way, caution=say["caution"] if parting else "")


def shown(value: float | None, measure: str, language: str) -> str:
    """A number with its sign, as a Norwegian or an English reader writes it; ∞ where no end was found."""
    return "∞" if value is None else decimal(f"{in_unit(value, measure):+.1f}", language)


def decimal(text: str, language: str) -> str:
    """The language's own decimal sign, and a real minus."""
    text = text.replace("-", "−")
    return text.replace(".", ",") if language == "nb" else text


def in_unit(value: float, measure: str) -> float:
    """Shares as percentage points; the logarithm of a ratio of counts as per cent."""
    if measure == "count":
        return 100 * (exp(value) - 1)
    return 100 * value if measure == "share" else value
