"""A buyer's own page: its figures beside its peers, and the notices behind each figure."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import duckdb

from warehouse.frames import frame

Row = dict[str, Any]

FIGURES = """
    select
        buyer_id,
        indicator_id,
        year(quarter_starts_on)::integer as year,
        round(sum(numerator), 2) as numerator,
        round(sum(denominator), 2) as denominator,
    from marts.indicator_by_buyer_quarter
    where slice = 'all' and attribution = 'member' and units_in_base > 0
    group by all
    order by all
"""

EVIDENCE = """
    with places as (
        select unnest($names::varchar[]) as indicator_id, unnest(range(len($names::varchar[]))) as place
    ),

    valued as (
        select
            unit.procedure_key,
            places.place,
            count(*) as units,
            count(*) filter (unit.has_data) as known,
            round(avg(unit.value), 2) as value,
        from marts.indicator_units as unit
        inner join places using (indicator_id)
        group by all
    ),

    valued_procedures as (
        select procedure_key, json_group_object(place, json_array(known, units, value)) as indicators
        from valued
        group by procedure_key
    ),

    numbered as (
        select notice_key, publication_number
        from marts.notice_publications
        where publication_number is not null
    ),

    published as (
        select distinct
            linked.procedure_key,
            linked.form_type,
            -- A notice without any number of a publication is shown by its own id.
            coalesce(numbered.publication_number, linked.notice_id) as shown_id,
        from marts.procedure_notices as linked
        left join numbered using (notice_key)
    ),

    published_procedures as (
        select procedure_key, to_json(list(json_array(form_type, shown_id) order by form_type, shown_id)) as notices
        from published
        group by procedure_key
    ),

    bought as (
        select
            buyer_id,
            procedure_key,
            sum(share)::double as share,
        from marts.procedure_buyers
        where attribution in ('own', 'member')
        group by all
    ),

    told as (
        select
            bought.buyer_id,
            bought.procedure_key,
            coalesce(procedure.competition_on, procedure.published_on) as on_day,
            json_array(
                coalesce(on_day::varchar, ''),
                procedure.title,
                procedure.procedure_type_code,
                coalesce(published_procedures.notices, '[]'::json),
                round(bought.share, 3),
                coalesce(valued_procedures.indicators, '{}'::json)
            ) as line,
        from bought
        inner join marts.procedures as procedure using (procedure_key)
        inner join marts.buyers as buyer using (buyer_id)
        left join published_procedures using (procedure_key)
        left join valued_procedures using (procedure_key)
        where buyer.buyer_kind in ('municipality', 'county', 'state_agency')
    )

    select
        buyer_id,
        to_json(list(line order by on_day desc nulls last, procedure_key))::varchar as lines,
    from told
    group by buyer_id
    order by buyer_id
"""


def shown(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """The buyers that have a page: public bodies of the map, by name; `page` is the file name of their evidence."""
    found = frame(
        db,
        "select buyer_id, buyer_name, buyer_kind, county_name, size_class, group_id, wave_id, trained_from"
        " from marts.buyers where buyer_kind in ('municipality', 'county', 'state_agency')"
        " order by buyer_name collate nocase, buyer_id",
    ).to_dicts()
    return [buyer | {"page": quote(buyer["buyer_id"], safe="") + ".html"} for buyer in found]


def figures(db: duckdb.DuckDBPyConnection, buyers: Sequence[Row], indicators: Sequence[Row]) -> Row:
    """Numerators and denominators by indicator, buyer and year, as lists of lists: small enough to ride in the page.

    Returns:
        `years`, and under `sums` for each indicator and each buyer's place in the list: `[numerator, denominator, …]`
        year by year, or 0 where the buyer has nothing.
    """
    found = frame(db, FIGURES)
    if found.is_empty():
        return {"years": [], "sums": {}}
    years = list(range(found["year"].min(), found["year"].max() + 1))  # type: ignore[arg-type, operator]
    place = {row["buyer_id"]: number for number, row in enumerate(buyers)}
    sums: dict[str, list[Any]] = {row["indicator_id"]: [0] * len(buyers) for row in indicators}
    for buyer, indicator, year, above, below in found.iter_rows():
        if buyer not in place:
            continue
        line = sums[indicator]
        if line[place[buyer]] == 0:
            line[place[buyer]] = [0] * (2 * len(years))
        at = 2 * (year - years[0])
        line[place[buyer]][at : at + 2] = [plain(above), plain(below)]
    return {"years": years, "sums": sums}


def plain(number: float) -> float | int:
    """A whole number without its `.0`: a third of the page's weight."""
    return int(number) if number == int(number) else number


def evidence(db: duckdb.DuckDBPyConnection, indicators: Sequence[Row]) -> dict[str, str]:
    """For each buyer its procedures as JSON, newest first: day, title, type, notices, share, and what indicators took.

    A notice is `[form type, publication number]`; what an indicator took stands under its place in the list, as
    `[known units, units in base, mean value]`. DuckDB writes the JSON: there are millions of values in ten years.
    """
    names = [row["indicator_id"] for row in indicators]
    return dict(db.execute(EVIDENCE, {"names": names}).fetchall())
