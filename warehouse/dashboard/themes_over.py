"""What participants write about, from gathering to gathering. Small cells come suppressed, and stay so."""

from collections import defaultdict
from typing import Any

import duckdb

from warehouse.dashboard.words import Language, numeric_day, percent, words
from warehouse.frames import frame

Row = dict[str, Any]

OVER = """
    select
        theme.*,
        gathering.held_on,
        gathering.place,
    from marts.themes_by_gathering as theme
    inner join marts.gatherings as gathering using (programme_id, gathering_id)
    order by gathering.held_on, theme.gathering_id, theme.occasion, theme.theme_code
"""


def themes_over(db: duckdb.DuckDBPyConnection, language: Language) -> Row:
    """Themes by gathering, the oldest first: what is told in many places stands on top, and hidden cells stay cells."""
    text = words(language)
    found = frame(db, OVER).to_dicts()
    columns: dict[tuple[str, str], str] = {}
    for row in found:
        column = f"{numeric_day(row['held_on'], language)}\n{text['short_' + row['occasion']]}"
        key = row["gathering_id"], row["occasion"]
        is_taken = any(name == column and other != key for other, name in columns.items())
        columns[key] = f"{column}\n{row['place'] or row['gathering_id']}" if is_taken else column
    top = max((row["share"] for row in found if row["share"] is not None), default=0) or 1
    rows = [over(row, columns[row["gathering_id"], row["occasion"]], top, language) for row in found]
    totals = defaultdict[str, float](float)
    for row in rows:
        totals[row["name"]] += row["value"] or 0
    names = sorted(totals, key=lambda name: -totals[name])
    cells = {(row["name"], row["gathering"]): row for row in rows}
    shown = [row for row in rows if row["value"]]
    title = text["themes_over_none"]
    if shown:
        title = text["themes_over_finding"].format(
            theme=names[0], shown=sum(row["name"] == names[0] for row in shown), all=len(columns)
        )
    return {
        "title": title,
        "top": top,
        "rows": [cells[name, column] for name in names for column in columns.values() if (name, column) in cells],
        "table": {
            "head": [text["answers_theme_head"], *(column.replace("\n", " ") for column in columns.values())],
            "numbers": list(range(1, 1 + len(columns))),
            "rows": [
                [
                    name,
                    *(cells[name, column]["label"] if (name, column) in cells else "" for column in columns.values()),
                ]
                for name in names
            ],
        },
    }


def over(row: Row, column: str, top: float, language: Language) -> Row:
    """One theme at one gathering, as a cell."""
    text, share = words(language), row["share"]
    label = text["suppressed"] if share is None else percent(share, language)
    return {
        "name": row[f"theme_{language}"],
        "gathering": column,
        "value": share,
        "label": label,
        "cell": "×" if share is None else label,
        "cell_narrow": "×" if share is None else "",
        "is_dark": share is not None and share > top / 2,
        "says": f"{row[f'theme_{language}']}, {column.replace(chr(10), ' ')}: {label}",
    }
