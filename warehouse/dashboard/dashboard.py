"""Write the dashboard: one page in each language that needs nothing but itself, and a page of evidence per buyer."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import duckdb
import vl_convert

from warehouse.dashboard import answer, buyers, charts, effects, missing, projects, survey_answers, trends
from warehouse.dashboard.themes_over import themes_over
from warehouse.dashboard.words import LANGUAGES, UNITS, Language, day, evidence_words, moment, words
from warehouse.export import contract
from warehouse.export.about import About
from warehouse.export.page import data_island, inert, render, source

PARTS = ("survey_answers", "trends", "effect", "buyer", "projects", "missing", "about")

FORMATS: dict[Language, dict[str, Any]] = {
    "nb": {
        "decimal": ",",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["", "\u202fkr"],
        "percent": "\u202f%",
        "minus": "−",
    },
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["NOK ", ""], "minus": "−"},
}


SNIPPET = "window.vegaEmbed = vegaEmbed;"

LOCALES: dict[Language, Literal["nb-NO", "en-GB"]] = {"nb": "nb-NO", "en": "en-GB"}


@cache
def vega() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that leaves `vegaEmbed` alone behind."""
    return "(() => {" + vl_convert.javascript_bundle(SNIPPET) + "})();"


def export_dashboard(db: duckdb.DuckDBPyConnection, folder: Path, about: About) -> None:
    """Write `folder/dashboard/index.html` (bokmål), `folder/dashboard/en/index.html` and `folder/dashboard/buyers/`."""
    shared = gather(db)
    for language in LANGUAGES:
        target = folder / "dashboard" / ("" if language == "nb" else language) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(db, shared, about, language), encoding="utf-8")
    export_evidence(db, folder / "dashboard" / "buyers", shared, about)


def gather(db: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What both languages show."""
    indicators, waves, found = trends.indicators(db), trends.waves(db), trends.quarters(db)
    known = buyers.shown(db)
    return {
        "indicators": indicators,
        "waves": waves,
        "found": found,
        "buyers": known,
        "figures": buyers.figures(db, known, indicators),
        "headlines": effects.headlines(db),
    }


def page(db: duckdb.DuckDBPyConnection, shared: dict[str, Any], about: About, language: Language) -> str:
    """The whole document in one language."""
    text = words(language)
    days = trends.calendar(shared["found"])
    forest = effects.forest(shared["headlines"], language)
    said, themes = survey_answers.survey_answers(db, language), themes_over(db, language)
    gaps = missing.missing(db, shared["indicators"], language)
    says, sentences = answer.answer(shared["headlines"], language)
    root = "../" if language == "nb" else "../../"
    data = {
        "language": language,
        "root": root,
        "words": text,
        "units": {unit: said[language] for unit, said in UNITS.items()},
        "formatLocale": FORMATS[language],
        "timeFormatLocale": vl_convert.get_time_format_locale(LOCALES[language]),
        "charts": charts.compiled(),
        "stills": stills(forest, gaps, themes),
        "survey_answers": {each["id"]: each for each in said},
        "loudest": max(said, key=lambda each: each["size"], default={"id": None})["id"],
        "effects": effects.details(db, shared["headlines"], language),
        "indicators": [localised(each, language) for each in shared["indicators"]],
        "waves": [
            wave
            | {
                "gatherings": [
                    {"held_on": each["held_on"], "says": gathering(each, language)} for each in wave["gatherings"]
                ]
            }
            for wave in shared["waves"]
        ],
        "first": trends.first(shared["indicators"]),
        "untrained": trends.UNTRAINED,
        "quarters": days,
        "series": trends.series(shared["found"], days),
        "findings": {
            f"{each['indicator']}/{each['slice']}/{each['wave']}": {"says": each["says"], "levels": each["levels"]}
            for each in trends.findings(shared["found"], shared["indicators"], shared["waves"], language)
        },
        "buyers": [
            each | {"trained_from": each["trained_from"] and day(each["trained_from"], language)}
            for each in shared["buyers"]
        ],
        "figures": shared["figures"],
    }
    return render(
        "dashboard.html",
        styles=("page.css", "dashboard.css"),
        scripts=(vega(), source("dashboard.js")),
        language=language,
        other_language="en" if language == "nb" else "nb",
        other_page="en/index.html" if language == "nb" else "../index.html",
        root=root,
        t=text,
        about=about,
        as_of=day(about.data_as_of, language) if about.data_as_of else text["unknown"],
        built=moment(about.built_at, language),
        contract_version=contract.version(),
        parts=PARTS,
        survey_answers=said,
        themes=themes,
        projects=projects.projects(db, language, is_invented=about.world == "sample"),
        missing=gaps,
        answer=says,
        sentences=sentences,
        counts=answer.counts(db, language),
        forest=forest,
        forest_titles={unit: effects.forest_title(rows, unit, language) for unit, rows in forest.items()},
        forest_tables={unit: effects.table(rows, unit, language) for unit, rows in forest.items()},
        indicators=shared["indicators"],
        buyers=shared["buyers"],
        data=data_island(data),
    )


def stills(forest: dict[str, Any], gaps: dict[str, Any], themes: dict[str, Any]) -> list[dict[str, Any]]:
    """The charts that no choice changes: where each stands, and its rows."""
    drawn = [{"id": f"effects-{unit}", "chart": "effects", "rows": rows, "unit": unit} for unit, rows in forest.items()]
    if themes["rows"]:
        drawn.append({"id": "themes-over", "chart": "themes", "rows": themes["rows"], "top": themes["top"]})
    if gaps["coverage"]["rows"]:
        drawn.append({"id": "coverage-by-indicator", "chart": "bars", "rows": gaps["coverage"]["rows"]})
    if gaps["completeness"]["rows"]:
        drawn.append({"id": "completeness", "chart": "completeness", "rows": gaps["completeness"]["rows"]})
    return drawn


def localised(indicator: dict[str, Any], language: Language) -> dict[str, Any]:
    """An indicator with its texts and breaks in one language."""
    told = {name: value for name, value in indicator.items() if not name.endswith(("_nb", "_en"))}
    if language == "nb":
        told |= {name: indicator[f"{name}_nb"] for name in ("definition", "base", "otherwise", "source")}
    return told | {
        "name": indicator[f"name_{language}"],
        "question": indicator[f"question_{language}"],
        "breaks": [
            {"breaks_on": each["breaks_on"], "day": day(each["breaks_on"], language), "name": each[f"name_{language}"]}
            for each in indicator["breaks"]
        ],
    }


def gathering(told: dict[str, Any], language: Language) -> str:
    """A gathering in a few words."""
    return ", ".join(filter(None, [day(told["held_on"], language), told["place"], told[f"theme_{language}"]]))


def export_evidence(db: duckdb.DuckDBPyConnection, folder: Path, shared: dict[str, Any], about: About) -> None:
    """Write a page for every buyer: its procedures with their notices, and what each indicator took from them."""
    folder.mkdir(parents=True)
    procedures = buyers.evidence(db, shared["indicators"])
    common = data_island(
        {
            "words": evidence_words(),
            "names": {language: [each[f"name_{language}"] for each in shared["indicators"]] for language in LANGUAGES},
            "units": [each["value_unit"] for each in shared["indicators"]],
            "is_invented": about.world == "sample",
        }
    )
    for buyer in shared["buyers"]:
        lines = inert(procedures.get(buyer["buyer_id"], "[]"))
        html = render(
            "evidence.html",
            styles=("page.css", "dashboard.css"),
            scripts=(source("evidence.js"),),
            language="nb",
            buyer=buyer,
            data=f'{common[:-1]},"procedures":{lines}}}',
        )
        (folder / buyer["page"]).write_text(html, encoding="utf-8")
