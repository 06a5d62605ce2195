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
UNTESTED = {
    "nb": {
        "few_untrained": "det er færre kommuner som vi vet ikke er kurset, enn kursede",
        "few_assignments": "det finnes for få kommuner å bytte om med (ulike fordelinger: {ways})",
        "few_trained": "det hviler på færre enn to kommuner av samme størrelse, og hvor ujevn én er, kan ikke ses",
    },
    "en": {
        "few_untrained": "fewer municipalities are known to be untrained than are trained",
        "few_assignments": "too few municipalities could have stood in (different assignments: {ways})",
        "few_trained": "it rests on fewer than two municipalities of equal size, and how noisy one is cannot be seen",
    },
}
HIGHER = {"nb": ("høyere", "lavere"), "en": ("higher", "lower")}
SENTENCES = {
    "nb": {
        "problem": "{name}: effekten kan ikke anslås, for {why}.",
        "untested": "{name}: anslaget er {estimate} {unit}, men det kan ikke prøves mot tilfeldigheter, for {why}.",
        "unsure": "{name}: en virkning på {seen} {unit} eller mer kunne ventes å bli sett; anslaget, {estimate} {unit},"
        " kan ikke skilles fra tilfeldigheter ({figures}).",
        "sure": "{name}: en virkning på {seen} {unit} eller mer kunne ventes å bli sett; anslaget er {estimate} {unit},"
        " {way} enn det ellers ville vært ({figures}){caution}.",
        "holds": "; det holder med mindre gruppene etter kurset skilte lag mer enn {times} ganger så mye som de noen"
        " gang gjorde før",
        "falls": ", men det er nok til å forklare det at gruppene etter kurset skilte lag {times} ganger så mye som de"
        " noen gang gjorde før, så tallet kan ikke leses som en effekt",
        "unknown_before": ", men hvordan gruppene skilte lag før kurset, er ikke kjent, så tallet kan ikke leses som en"
        " effekt",
        "blind": "; prøven av tida før kurset kunne ikke ha sett en trend som forklarer hele anslaget",
        "figures": "95 %-intervall {low} til {high}, p = {p}",
        "primary": "; valgt på forhånd, justert p = {q}",
        "exploratory": "; utforskende, andel falske funn {q}",
    },
    "en": {
        "problem": "{name}: no effect can be estimated, for {why}.",
        "untested": "{name}: the estimate is {estimate} {unit}, but it cannot be held against chance, for {why}.",
        "unsure": "{name}: an effect of {seen} {unit} or more could be expected to be seen; the estimate, {estimate}"
        " {unit}, cannot be told from chance ({figures}).",
        "sure": "{name}: an effect of {seen} {unit} or more could be expected to be seen; the estimate is {estimate}"
        " {unit}, {way} than it would otherwise have been ({figures}){caution}.",
        "holds": "; it holds unless the groups parted after the course more than {times} times as far as they ever did"
        " before",
        "falls": ", but that the groups parted after the course {times} times as far as they ever did before would be"
        " enough to explain it, so the figure cannot be read as an effect",
        "unknown_before": ", but how the groups parted before the course is not known, so the figure cannot be read as"
        " an effect",
        "blind": "; the test of the time before could not have seen a trend that explains the whole estimate",
        "figures": "95 % interval {low} to {high}, p = {p}",
        "primary": "; chosen beforehand, adjusted p = {q}",
        "exploratory": "; exploratory, false-discovery rate {q}",
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
        why = UNTESTED[language][row["untested"] or "few_trained"].format(ways=int(row["distinct_assignments"]))
        return say["untested"].format(**words, why=why)
    words["p"] = decimal(f"{row['p_value']:.3f}", language)
    words["q"] = decimal(f"{judged_p(row):.3f}", language)
    words["seen"] = shown(row["minimum_detectable_effect"], row["measure"], language).lstrip("+")
    words["figures"] = say["figures"].format(**words) + say[row["role"]].format(**words)
    if judged_p(row) > SURE:
        return say["unsure"].format(**words)
    way = HIGHER[language][row["estimate"] < 0]
    return say["sure"].format(**words, way=way, caution=caution(say, row, language))


def judged_p(row: Row) -> float:
    """What an indicator is judged by: a primary one by its adjusted p-value, others by their false-discovery rate."""
    judged = row["adjusted_p"] if row["role"] == "primary" else row["q_value"]
    return float(row["p_value"] if judged is None else judged)


def caution(say: dict[str, str], row: Row, language: str) -> str:
    """How far trends may have parted before what was found falls, and whether the time before could have told."""
    times = row["breakdown_relative"]
    if times is None:
        told = say["unknown_before"]
    else:
        told = say["holds" if times >= 1 else "falls"].format(times=decimal(f"{times:.1f}", language))
    error = row["error_of_pretrend"]
    is_blind = times is not None and times >= 1 and (error is None or abs(error) >= abs(row["estimate"]))
    return told + (say["blind"] if is_blind else "")


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
