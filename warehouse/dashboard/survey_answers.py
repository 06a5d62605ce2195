"""What participants say, gathering by gathering. Small cells come suppressed, and stay so."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb

from warehouse.dashboard.words import Language, day, decimal, percent, whole, words
from warehouse.frames import frame

Row = dict[str, Any]

OCCASIONS = ("after", "later", "before")
COMMENTS = 12

GATHERINGS = """
    select
        rate.gathering_id,
        rate.occasion,
        rate.held_on,
        rate.participants,
        rate.submissions,
        rate.response_rate,
        gathering.place,
        gathering.theme_nb,
        gathering.theme_en,
        wave.wave_name,
    from marts.response_rates as rate
    inner join marts.gatherings as gathering using (programme_id, gathering_id)
    inner join marts.waves as wave on wave.programme_id = rate.programme_id and wave.wave_id = rate.wave_id
    order by rate.held_on desc, rate.gathering_id, rate.occasion
"""

ANSWERS = """
    select
        question.gathering_id,
        question.occasion,
        question.instrument_id,
        question.question_code,
        question.question_text,
        question.answered,
        question.mean,
        question.scale_maximum,
        question.question_kind,
        question.measure,
        question.scale_direction,
        option.position,
        option.option_label,
        option.share,
    from marts.feedback_by_gathering_question as question
    inner join marts.feedback_distribution as option using (
        programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code
    )
    where question.question_kind in ('scale', 'single')
    order by
        question.gathering_id,
        question.occasion,
        question.kirkpatrick_level,
        question.question_code,
        question.instrument_id,
        question.instrument_version,
        option.position
"""

THEMES = "from marts.themes_by_gathering order by gathering_id, occasion, share desc nulls last, theme_code"
BENCHMARK = "from marts.feedback_benchmark order by gathering_id, occasion, measure"
VERBATIMS = "from marts.verbatims order by gathering_id, occasion, comment_id"


def survey_answers(db: duckdb.DuckDBPyConnection, language: Language) -> list[Row]:
    """Each gathering and occasion of asking, newest first, with all that was said, ready to show."""
    text = words(language)
    answers, themes, benchmark, comments = (
        by_gathering(frame(db, query).to_dicts()) for query in (ANSWERS, THEMES, BENCHMARK, VERBATIMS)
    )
    told = []
    for each in frame(db, GATHERINGS).to_dicts():
        key = (each["gathering_id"], each["occasion"])
        theme = each[f"theme_{language}"]
        told.append(
            {
                "id": "/".join(key),
                "name": ", ".join(filter(None, [each["wave_name"], day(each["held_on"], language), each["place"]]))
                + f" · {text['occasion_' + each['occasion']]}",
                "says": " ".join(filter(None, [theme and f"{theme}.", answered(each, language)])),
                "size": each["submissions"] or 0,
                "answers": spread(answers.get(key, []), language),
                "themes": theme_bars(themes.get(key, []), language),
                "benchmark": beside_auditor(benchmark.get(key, []), language),
                "comments": [row["comment"] for row in comments.get(key, [])][:COMMENTS],
            }
        )
    return sorted(told, key=lambda each: OCCASIONS.index(each["id"].rpartition("/")[2]))


def by_gathering(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    """Rows by gathering and occasion, in their order."""
    told: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        told.setdefault((row["gathering_id"], row["occasion"]), []).append(row)
    return told


def answered(row: Row, language: Language) -> str:
    """How many answered of those who took part."""
    text = words(language)
    if row["submissions"] is None:
        return text["answers_few"]
    if row["response_rate"] is None:
        return text["answers_count"].format(answers=whole(row["submissions"], language))
    return text["answers_rate"].format(
        answers=whole(row["submissions"], language),
        participants=whole(row["participants"], language),
        rate=percent(row["response_rate"], language),
    )


def spread(rows: Sequence[Row], language: Language) -> Row:
    """Each question's answers as parts of all, from the worst end of its scale to the best.

    A question without a scale has no best answer: it stands in the table alone.
    """
    text = words(language)
    drawn: list[Row] = []
    lines: list[list[str]] = []
    names: set[str] = set()
    for _, options in groupby(rows, key=lambda row: (row["question_code"], row["instrument_id"], row["question_text"])):
        question = list(options)
        name = unique(question[0]["question_text"], question[0]["instrument_id"], names)
        if question[0]["question_kind"] == "scale":
            drawn += parts(name, question, language)
        mean = question[0]["mean"]
        for each in question:
            share = text["suppressed"] if each["share"] is None else percent(each["share"], language)
            lines.append([name, each["option_label"], share, "" if mean is None else decimal(mean, language)])
    return {
        "title": finding(rows, language),
        "rows": drawn,
        "head": [text["answers_question"], text["answers_option"], text["share"], text["mean"]],
        "lines": lines,
    }


def finding(rows: Sequence[Row], language: Language) -> str:
    """What was answered to whether it was useful: the two best answers, else the mean; else the plain title."""
    text = words(language)
    useful = [row for row in rows if row["measure"] == "usefulness"]
    if not useful:
        return text["answers_chart_title"]
    first = useful[0]
    steps = [row for row in useful if all(row[name] == first[name] for name in ("question_text", "instrument_id"))]
    best = steps[:2] if first["scale_direction"] == "down" else steps[-2:]
    if all(row["share"] is not None for row in best):
        share = percent(sum(row["share"] for row in best), language)
        return text["answers_finding"].format(share=share, question=first["question_text"])
    if first["mean"] is None or first["scale_maximum"] is None or first["scale_direction"] == "down":
        return text["answers_chart_title"]
    return text["answers_finding_mean"].format(
        mean=decimal(first["mean"], language),
        best=whole(first["scale_maximum"], language),
        question=first["question_text"],
    )


def unique(name: str, instrument: str, names: set[str]) -> str:
    """A question's name; with its questionnaire where two ask the same."""
    chosen = name if name not in names else f"{name} ({instrument})"
    names.add(chosen)
    return chosen


def parts(name: str, options: Sequence[Row], language: Language) -> Iterator[Row]:
    """The bar of one question, part by part; what is hidden stands at its end as one part without a level."""
    ordered = list(reversed(options)) if options[0]["scale_direction"] == "down" else list(options)
    start = 0.0
    for place, each in enumerate(ordered):
        if not each["share"]:
            continue
        label = percent(each["share"], language)
        yield {
            "name": name,
            "from": round(start, 4),
            "to": round(start + each["share"], 4),
            "level": place / max(1, len(ordered) - 1),
            "label": label,
            "says": f"{name} {each['option_label']}: {label}",
        }
        start += each["share"]
    if any(each["share"] is None for each in ordered):
        hidden = words(language)["suppressed"]
        yield {"name": name, "from": round(start, 4), "to": 1.0, "level": None, "says": f"{name} {hidden}"}


def theme_bars(rows: Sequence[Row], language: Language) -> Row:
    """Themes of the free text as bars."""
    text = words(language)
    drawn = [
        {
            "name": row[f"theme_{language}"],
            "value": round(row["share"], 4),
            "label": percent(row["share"], language),
            "says": text["answers_theme"].format(
                theme=row[f"theme_{language}"], mentions=row["mentions"], comments=row["comments"]
            ),
        }
        for row in rows
        if row["share"] is not None and row["mentions"]
    ]
    lines = [
        [
            row[f"theme_{language}"],
            *(
                [text["suppressed"]] * 2
                if row["share"] is None
                else [whole(row["mentions"], language), percent(row["share"], language)]
            ),
        ]
        for row in rows
    ]
    title = text["answers_themes_finding"].format(theme=drawn[0]["name"], share=drawn[0]["label"]) if drawn else None
    head = [text["answers_theme_head"], text["answers_mentions"], text["share"]]
    return {"title": title, "rows": drawn, "head": head, "lines": lines}


def beside_auditor(rows: Sequence[Row], language: Language) -> Row:
    """The auditor's items: the participants' share beside that of state staff."""
    text = words(language)
    drawn, lines = [], []
    for row in rows:
        name = text.get(f"measure_{row['measure']}", row["measure"])
        ours = text["suppressed"] if row["share"] is None else percent(row["share"], language)
        theirs = percent(row["benchmark_share"], language)
        says = f"{name}: {ours} ({text['answers_auditor']}: {theirs})"
        drawn.append(
            {
                "name": name,
                "value": row["share"],
                "middle": row["benchmark_share"],
                "low": None,
                "high": None,
                "says": says,
            }
        )
        lines.append([name, ours, theirs, row["benchmark_source"]])
    head = [text["answers_item"], text["trained"], text["answers_auditor"], text["source"]]
    known = [row["says"] for row in drawn if row["value"] is not None]
    title = text["answers_benchmark_finding"].format(item=known[0]) if known else None
    return {"title": title, "rows": drawn, "head": head, "lines": lines}
