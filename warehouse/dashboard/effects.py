"""Did it work: the estimates, what could have been seen at all, what chance alone gives, and what threatens it."""

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Any

import duckdb
import numpy as np

from warehouse.dashboard.words import Language, decimal, percent, words
from warehouse.frames import frame

Row = dict[str, Any]

BINS = 31
SURE = 0.05

HEADLINES = """
    select estimate.*, indicator.name_nb, indicator.name_en, indicator.hoped, indicator.theme
    from marts.effect_estimates as estimate
    inner join marts.indicators as indicator using (indicator_id)
    where is_headline
    order by indicator.theme, indicator_id
"""

ANALYSES = """
    select
        estimate.*,
        -- What is left out is told by its id: a buyer has a name.
        coalesce(buyer.buyer_name, estimate.detail) as left_out,
    from marts.effect_estimates as estimate
    left join marts.buyers as buyer on buyer.buyer_id = estimate.detail
    where aggregation = 'simple' and estimate.wave_id = 'all'
    order by indicator_id, is_headline desc, analysis_id
"""

EVENTS = """
    select indicator_id, event_half_years, estimate, interval_low, interval_high
    from marts.effect_event_study
    where aggregation = 'dynamic' and event_half_years is not null and estimate is not null
    order by indicator_id, event_half_years
"""

CHANCE = """
    select indicator_id, t_statistic
    from marts.effect_permutations
    where isfinite(t_statistic)
    order by all
"""

FAMILIES = {"share": "points", "percent": "points", "log_ratio": "relative"}
"""How a unit is written: shares as percentage points, logs of ratios as per cent, others by their own name."""


def family(unit: str) -> str:
    """The unit in which an effect is shown."""
    return FAMILIES.get(unit, unit)


def unit_name(shown_in: str, language: Language) -> str:
    """The unit of an effect as a word."""
    return words(language).get(f"unit_{shown_in}", shown_in)


def shown(value: float | None, unit: str) -> float | None:
    """An effect in the unit in which it is shown, to four digits."""
    if value is None:
        return None
    number = 100 * value if unit == "share" else 100 * (exp(value) - 1) if unit == "log_ratio" else value
    return round(number, 4)


def headlines(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """One row per indicator: the figure to quote."""
    return frame(db, HEADLINES).to_dicts()


def is_sure(row: Row) -> bool:
    """Whether chance alone would seldom give as much, so many having been looked at."""
    judged = row["adjusted_p"] if row["role"] == "primary" else row["q_value"]
    p_value = row["p_value"] if judged is None else judged
    return p_value is not None and p_value <= SURE


def seen(row: Row) -> tuple[float | None, float | None]:
    """The span around nothing within which an effect would seldom have been found."""
    unit, least = row["estimate_unit"], row["minimum_detectable_effect"]
    return (None, None) if least is None else (shown(-least, unit), shown(least, unit))


def forest(found: Sequence[Row], language: Language) -> dict[str, list[Row]]:
    """The headline estimates by the unit they are shown in, ready to draw: the unit of most indicators first."""
    drawn: dict[str, list[Row]] = {}
    for row in found:
        if row["estimate"] is None:
            continue
        unit = row["estimate_unit"]
        low, high = seen(row)
        drawn.setdefault(family(unit), []).append(
            {
                "name": row[f"name_{language}"],
                "value": shown(row["estimate"], unit),
                "low": shown(row["interval_low"], unit),
                "high": shown(row["interval_high"], unit),
                "unseen_low": low,
                "unseen_high": high,
                "is_sure": is_sure(row),
                "says": row[f"sentence_{language}"],
            }
        )
    return dict(sorted(drawn.items(), key=lambda each: -len(each[1])))


def forest_title(rows: Sequence[Row], unit: str, language: Language) -> str:
    """How many of the estimates in one unit are larger than chance usually gives."""
    sure = sum(row["is_sure"] for row in rows)
    return words(language)["effect_forest"].format(unit=unit_name(unit, language), sure=sure, all=len(rows))


def table(rows: Sequence[Row], unit: str, language: Language) -> Row:
    """The same estimates as a table; `numbers` are the columns that stand to the right."""
    text = words(language)

    def written_out(value: float | None) -> str:
        return "∞" if value is None else decimal(value, language)

    return {
        "head": [text["indicator"], text["effect_least"], text["effect_estimate_head"], text["interval"]],
        "numbers": [1, 2, 3],
        "rows": [
            [
                row["name"],
                written_out(row["unseen_high"]) if row["unseen_high"] is not None else text["unknown"],
                f"{decimal(row['value'], language)} {unit_name(unit, language)}",
                f"{written_out(row['low'])} – {written_out(row['high'])}",
            ]
            for row in rows
        ],
    }


def details(db: duckdb.DuckDBPyConnection, found: Sequence[Row], language: Language) -> dict[str, Row]:
    """For each indicator its sentence, event study, distribution by chance, other ways of looking, and threats."""
    events = grouped(frame(db, EVENTS).to_dicts())
    analyses = grouped(frame(db, ANALYSES).to_dicts())
    chance = grouped(frame(db, CHANCE).to_dicts())
    return {
        row["indicator_id"]: {
            "unit": family(row["estimate_unit"]),
            "seen": smallest(row, language),
            "sentence": row[f"sentence_{language}"] or "",
            "event": list(event_rows(row, events.get(row["indicator_id"], []), language)),
            "chance": list(bins(row, [each["t_statistic"] for each in chance.get(row["indicator_id"], [])], language)),
            "analyses": [looked(each, language) for each in analyses.get(row["indicator_id"], [])],
            "titles": titles(row, analyses.get(row["indicator_id"], []), language),
            "threats": (row[f"threats_{language}"] or "").splitlines(),
            "facts": facts(row, language),
        }
        for row in found
    }


def titles(row: Row, analyses: Sequence[Row], language: Language) -> Mapping[str, str]:
    """What each of an indicator's charts shows, in a sentence."""
    text, parted, p = words(language), row["pretrend_p"], row["p_value"]
    others = [each["estimate"] for each in analyses if not each["is_headline"] and each["estimate"] is not None]
    told = {name: text[f"effect_{name}"] for name in ("event", "chance", "analyses")}
    if parted is not None:
        which = "effect_event_parted" if parted <= SURE else "effect_event_together"
        told["event"] = text[which].format(p=decimal(parted, language, 2))
    if p is not None:
        told["chance"] = text["effect_chance_finding"].format(share=percent(p, language, 1))
    if others and row["estimate"]:
        same = sum(each * row["estimate"] > 0 for each in others)
        told["analyses"] = text["effect_analyses_finding"].format(same=same, all=len(others))
    return told


def grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by their indicator."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(row["indicator_id"], []).append(row)
    return told


def smallest(row: Row, language: Language) -> str:
    """What could have been seen at all: said before the estimate."""
    text = words(language)
    if row["minimum_detectable_effect"] is None:
        return text["effect_unseen_unknown"]
    return text["effect_seen"].format(
        least=written(row["minimum_detectable_effect"], row["estimate_unit"], language, sign=False)
    )


def written(value: float | None, unit: str, language: Language, *, sign: bool = True) -> str:
    """An effect as text with its unit; ∞ where an interval has no end."""
    number = shown(value, unit)
    if number is None:
        return "∞"
    plus = "+" if sign and number > 0 else ""
    return f"{plus}{decimal(number, language)} {unit_name(family(unit), language)}"


def event_rows(row: Row, points: Sequence[Row], language: Language) -> Iterator[Row]:
    """The event study as rows to draw: estimates, and the span in which nothing could be expected to be seen."""
    text, unit = words(language), row["estimate_unit"]
    low, high = seen(row)
    after = [point["event_half_years"] for point in points if point["event_half_years"] >= 0]
    if after and low is not None:
        yield {"kind": "unseen", "time": -0.5, "until": max(after) + 0.5, "low": low, "high": high}
    for point in points:
        time = point["event_half_years"]
        yield {
            "kind": "estimate",
            "time": time,
            "value": shown(point["estimate"], unit),
            "low": shown(point["interval_low"], unit),
            "high": shown(point["interval_high"], unit),
            "is_after": time >= 0,
            "says": text["effect_point"].format(
                time=f"{time:+d}".replace("-", "−"),
                value=written(point["estimate"], unit, language),
                low=written(point["interval_low"], unit, language),
                high=written(point["interval_high"], unit, language),
            ),
        }


def bins(row: Row, drawn: Sequence[float], language: Language) -> Iterator[Row]:
    """How often chance alone gave a figure over its error of each size, and the estimate over its own."""
    own = row["t_statistic"]
    if not drawn or own is None:
        return
    text = words(language)
    values = [*drawn, own]
    counts, edges = np.histogram(drawn, bins=BINS, range=(min(values), max(values)))
    for times, low, high in zip(counts.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        says = text["effect_bin"].format(low=decimal(low, language), high=decimal(high, language), times=times)
        yield {"kind": "bin", "low": round(low, 4), "high": round(high, 4), "times": times, "says": says}
    yield {
        "kind": "estimate",
        "low": round(own, 4),
        "says": text["effect_estimate"].format(value=decimal(own, language)),
    }


def looked(row: Row, language: Language) -> Row:
    """One way of looking at the effect, as a row of the table and of the picture."""
    unit = row["estimate_unit"]
    interval = [written(row[end], unit, language) for end in ("interval_low", "interval_high")]
    low, high = seen(row)
    return {
        "name": row[f"analysis_name_{language}"] + (f" ({row['left_out']})" if row["left_out"] else ""),
        "value": shown(row["estimate"], unit),
        "low": shown(row["interval_low"], unit),
        "high": shown(row["interval_high"], unit),
        "unseen_low": low,
        "unseen_high": high,
        "is_sure": is_sure(row),
        "written": written(row["estimate"], unit, language)
        if row["estimate"] is not None
        else words(language)["unknown"],
        "interval": " – ".join(interval) if row["interval_low"] is not None or row["interval_high"] is not None else "",
        "p": decimal(row["p_value"], language, 3) if row["p_value"] is not None else "",
        "buyers": f"{row['trained_buyers'] or 0} / {row['control_buyers'] or 0}",
        "says": f"{row[f'analysis_name_{language}']}: {written(row['estimate'], unit, language)}",
    }


def counted(row: Row, name: str, language: Language) -> str:
    """How many of the figures in which nothing should be found were found."""
    if not row[name]:
        return words(language)["unknown"]
    return words(language)["effect_found_of"].format(found=row[f"{name}_found"], all=row[name])


def strata(row: Row, language: Language) -> str:
    """What the rule for strata kept in this programme and what it gave up."""
    if row["volume_classes"] is None:
        return words(language)["unknown"]
    return words(language)["effect_strata_told"].format(
        kept=row["volume_classes_kept"],
        all=row["volume_classes"],
        widest=decimal(row["widest_stratum"], language, 0),
        county=percent(row["share_drawn_in_county"], language),
    )


def facts(row: Row, language: Language) -> Mapping[str, str]:
    """How the figure was made, in a few lines."""
    text = words(language)

    def known(name: str, places: int) -> str:
        return text["unknown"] if row[name] is None else decimal(row[name], language, places)

    return {
        text["effect_buyers"]: f"{row['trained_buyers'] or 0} / {row['control_buyers'] or 0}",
        text["effect_placebos"]: counted(row, "placebos", language),
        text["effect_controls"]: counted(row, "negative_controls", language),
        text["effect_role"]: text["effect_role_primary" if row["role"] == "primary" else "effect_role_exploratory"],
        text["effect_adjusted_p"]: known("adjusted_p", 3),
        text["effect_q_value"]: known("q_value", 3),
        text["effect_plan_note"]: row["plan_note"] or text["effect_plan_same"],
        text["effect_pretrend"]: known("pretrend_p", 3),
        text["effect_pretrend_error"]: text["unknown"]
        if row["error_of_pretrend"] is None
        else written(row["error_of_pretrend"], row["estimate_unit"], language, sign=False),
        text["effect_breakdown"]: known("breakdown_relative", 1),
        text["effect_strata"]: strata(row, language),
        text["effect_smallest_p"]: known("smallest_p", 4),
        text["effect_empty"]: text["unknown"] if row["empty_share"] is None else percent(row["empty_share"], language),
        text["effect_versions"]: f"{row['method_version'] or ''} / {row['data_version'] or ''}",
    }
