"""What is missing: days not known to be whole, notices that say nothing, files that were refused, buyers not known."""

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.dashboard.words import Language, percent, whole, words

Row = dict[str, Any]

REASONS = 12
SET_ASIDE_SHOWN = 20
WHOLE = 0.99
"""Coverage from which on nothing is missed."""

COMPLETENESS = """
    select
        source || ' · ' || kind as name,
        date_trunc('month', day_on)::date as on_day,
        count(*) as days,
        count(*) filter (completeness = 'verified') as verified,
        count(*) filter (completeness = 'not_asked') as not_asked,
    from marts.completeness
    group by all
    order by all
"""

COVERAGE = """
    select indicator_id, sum(units_with_data)::bigint as known, sum(units_in_base)::bigint as base
    from marts.indicator_by_group_quarter
    where group_kind = 'all' and slice = 'all' and attribution = 'lead'
    group by all
    having base > 0
    order by known / base, indicator_id
"""

LEDGER = """
    select
        kind,
        count(*) as files,
        sum(read)::bigint as read,
        sum(loaded)::bigint as loaded,
        sum(rejected)::bigint as rejected,
        sum(duplicate)::bigint as duplicate,
        sum(superseded)::bigint as superseded,
        sum(erased)::bigint as erased,
        sum(set_aside)::bigint as set_aside,
    from marts.ledger
    group by all
    order by all
"""

REJECTS = """
    select rule, count(*) as times
    from marts.rejects
    group by rule
    order by times desc, rule
"""

SET_ASIDE = """
    select coalesce(key, file_sha256) as key, member, rule, set_aside_at::date::varchar as since
    from marts.set_aside
    order by set_aside_at desc, key, member
"""

UNMATCHED = """
    select count(*) filter (buyer_kind = 'unmatched') as unmatched, count(*) as named
    from marts.buyer_matches
    where is_buyer
"""

MOVED = """
    select mart, rows_after, added, removed, changed
    from marts.generation_changes
    where is_comparable and coalesce(added, 0) + coalesce(removed, 0) + coalesce(changed, 0) > 0
    order by mart
"""


def missing(db: duckdb.DuckDBPyConnection, indicators: Sequence[Row], language: Language) -> Row:
    """Everything that the section shows: charts with their tables, tables, and sentences."""
    text = words(language)
    unmatched, named = db.execute(UNMATCHED).fetchone() or (0, 0)
    rejects = db.execute(REJECTS).fetchall()
    return {
        "completeness": completeness(db, language),
        "coverage": coverage(db, indicators, language),
        "ledger": {
            "head": [
                text[f"ledger_{name}"]
                for name in (
                    "kind",
                    "files",
                    "read",
                    "loaded",
                    "rejected",
                    "duplicate",
                    "superseded",
                    "erased",
                    "set_aside",
                )
            ],
            "numbers": list(range(1, 9)),
            "rows": [
                [
                    text.get(f"kind_of_{kind}", kind),
                    *("–" if number is None else whole(number, language) for number in numbers),
                ]
                for kind, *numbers in db.execute(LEDGER).fetchall()
            ],
        },
        "rejects": {
            "head": [text["rejects_rule"], text["rejects_times"]],
            "numbers": [1],
            "rows": [[why(rule, language), whole(times, language)] for rule, times in rejects[:REASONS]],
        },
        "set_aside": {
            "head": [text[f"set_aside_{name}"] for name in ("file", "rule", "since")],
            "numbers": [],
            "rows": [
                [f"{key} · {member}" if member else key, why(rule, language), since]
                for key, member, rule, since in db.execute(SET_ASIDE).fetchmany(SET_ASIDE_SHOWN)
            ],
        },
        "unmatched": text["missing_unmatched"].format(
            unmatched=whole(unmatched, language),
            named=whole(named, language),
            share=percent(unmatched / named if named else 0, language, 1),
        ),
        "moved": {
            "head": [
                text["moved_mart"],
                text["moved_rows"],
                text["moved_added"],
                text["moved_removed"],
                text["moved_changed"],
            ],
            "numbers": [1, 2, 3, 4],
            "rows": [
                [mart, *(whole(number or 0, language) for number in numbers)]
                for mart, *numbers in db.execute(MOVED).fetchall()
            ],
        },
    }


def why(rule: str, language: Language) -> str:
    """A rule in words; one of the tables' own columns by its name."""
    text = words(language)
    return text.get(f"rule_{rule}") or text["rule_other"].format(rule=rule)


def completeness(db: duckdb.DuckDBPyConnection, language: Language) -> Row:
    """By source and month: the share of days of which it is proved that all came."""
    text = words(language)
    found = db.execute(COMPLETENESS).fetchall()
    return {
        "rows": [
            {
                "name": name,
                "on": str(on_day),
                "value": round(verified / days, 3),
                "says": text["completeness_says"].format(
                    name=name, month=f"{on_day:%Y-%m}", verified=verified, days=days
                ),
            }
            for name, on_day, days, verified, _ in found
        ],
        "table": {
            "head": [
                text["completeness_source"],
                text["completeness_month"],
                text["completeness_days"],
                text["completeness_verified"],
                text["completeness_not_asked"],
            ],
            "numbers": [2, 3, 4],
            "rows": [
                [name, f"{on_day:%Y-%m}", *(whole(number, language) for number in numbers)]
                for name, on_day, *numbers in found
            ],
        },
    }


def coverage(db: duckdb.DuckDBPyConnection, indicators: Sequence[Row], language: Language) -> Row:
    """By indicator: the share of its base for which the notices say anything, the lowest first."""
    text = words(language)
    names = {row["indicator_id"]: row[f"name_{language}"] for row in indicators}
    found = [(names[key], known, base) for key, known, base in db.execute(COVERAGE).fetchall() if key in names]
    fewer = [each for each in found if each[1] < WHOLE * each[2]]
    title = text["coverage_indicators_whole"]
    if fewer:
        title = text["coverage_indicators"].format(fewer=len(fewer), all=len(found), name=fewer[0][0])
    return {
        "title": title,
        "rows": [
            {
                "name": name,
                "value": round(known / base, 4),
                "label": percent(known / base, language),
                "says": f"{name}: {text['count_of'].format(above=whole(known, language), below=whole(base, language))}",
            }
            for name, known, base in fewer
        ],
        "table": {
            "head": [text["indicator"], text["purchases_known"], text["coverage_base"], text["coverage"]],
            "numbers": [1, 2, 3],
            "rows": [
                [name, whole(known, language), whole(base, language), percent(known / base, language)]
                for name, known, base in found
            ],
        },
    }
