"""The joint projects of the course, and the purchases that belong to them."""

import re
from typing import Any

import duckdb

from warehouse.dashboard.words import Language, day, percent, words
from warehouse.frames import frame

Row = dict[str, Any]

SURE = 0.5
"""Below it a purchase is counted as possible, and not listed."""

PROJECTS = "from marts.projects order by starts_on nulls last, project_id"

PURCHASES = """
    select
        found.programme_id,
        found.project_id,
        found.procedure_key,
        procedure.title,
        procedure.published_on,
        max(found.confidence) as confidence,
        arg_max(found.reason_nb, found.confidence) as reason_nb,
        arg_max(found.reason, found.confidence) as reason_en,
        list_sort(list_distinct(flatten(list(coalesce(publication.numbers, []))))) as numbers,
        (
            select string_agg(distinct buyer.buyer_name, ', ' order by buyer.buyer_name)
            from marts.procedure_buyers as bought
            inner join marts.buyers as buyer using (buyer_id)
            where bought.procedure_key = found.procedure_key
        ) as buyers,
    from marts.project_procurements as found
    inner join marts.procedures as procedure using (procedure_key)
    left join (
        select notice_key, list(publication_number) as numbers
        from marts.notice_publications
        where publication_number is not null
        group by notice_key
    ) as publication using (notice_key)
    group by all
    order by found.project_id, procedure.published_on, found.procedure_key
"""


def projects(db: duckdb.DuckDBPyConnection, language: Language, *, is_invented: bool) -> list[Row]:
    """Each project with its purchases: those that are likely its own, and how many more are possible."""
    text = words(language)
    found = frame(db, PURCHASES).to_dicts()
    shown = []
    for project in frame(db, PROJECTS).to_dicts():
        mine = [
            row
            for row in found
            if (row["programme_id"], row["project_id"]) == (project["programme_id"], project["project_id"])
        ]
        likely = [row for row in mine if row["confidence"] >= SURE]
        days = [day(on, language) for on in (project["starts_on"], project["ends_on"]) if on]
        shown.append(
            {
                "name": project["project_name"],
                "says": text["projects_says"].format(
                    members=project["members"],
                    days=" – ".join(days),
                    likely=len(likely),
                    possible=len(mine) - len(likely),
                ),
                "purchases": [
                    {
                        "day": day(row["published_on"], language) if row["published_on"] else "",
                        "title": row["title"] or text["unknown"],
                        "buyers": row["buyers"] or text["unknown"],
                        "reason": row[f"reason_{language}"],
                        "confidence": percent(row["confidence"], language),
                        "notices": [(number, None if is_invented else address(number)) for number in row["numbers"]],
                    }
                    for row in likely
                ],
            }
        )
    return shown


def address(number: str) -> str | None:
    """Where a notice can be read: Doffin numbers year first (2024-123456), TED year last (123456-2024)."""
    if re.fullmatch(r"\d{4}-\d+", number):
        return f"https://www.doffin.no/notices/{number}"
    if re.fullmatch(r"\d+-\d{4}", number):
        return f"https://ted.europa.eu/en/notice/-/detail/{number.lstrip('0')}"
    return None
