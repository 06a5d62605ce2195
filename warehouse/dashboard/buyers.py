"""A buyer's own page: its figures beside its peers, and the notices behind each figure."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

import duckdb

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
    select
        behind.buyer_id,
        behind.procedure_key,
        procedure.title,
        coalesce(procedure.competition_on, procedure.published_on) as on_day,
        procedure.procedure_type_code as type_code,
        sum(behind.share)::double as share,
    from marts.procedure_buyers as behind
    inner join marts.procedures as procedure using (procedure_key)
    inner join marts.buyers as buyer using (buyer_id)
    where behind.attribution in ('own', 'member') and buyer.buyer_kind in ('municipality', 'county', 'state_agency')
    group by all
    order by behind.buyer_id, on_day desc nulls last, behind.procedure_key
"""

PUBLICATIONS = """
    select distinct
        linked.procedure_key,
        linked.form_type,
        -- A notice that says no number of a publication is shown by its own id.
        coalesce(publication.publication_number, linked.notice_id) as shown_id,
    from marts.procedure_notices as linked
    inner join marts.notice_publications as publication using (notice_key)
    order by all
"""

VALUES = """
    select
        unit.procedure_key,
        unit.indicator_id,
        count(*)::integer as units,
        count(*) filter (unit.has_data)::integer as known,
        round(avg(unit.value), 2) as value,
    from marts.indicator_units as unit
    group by all
    order by all
"""


def shown(db: duckdb.DuckDBPyConnection) -> list[Row]:
    """The buyers that have a page: public bodies of the map, by name; `page` is the file name of their evidence."""
    found = (
        db.execute(
            "select buyer_id, buyer_name, buyer_kind, county_name, size_class, group_id, wave_id, trained_from"
            " from marts.buyers where buyer_kind in ('municipality', 'county', 'state_agency')"
            " order by buyer_name collate nocase, buyer_id"
        )
        .pl()
        .to_dicts()
    )
    return [buyer | {"page": quote(buyer["buyer_id"], safe="") + ".html"} for buyer in found]


def figures(db: duckdb.DuckDBPyConnection, buyers: Sequence[Row], indicators: Sequence[Row]) -> Row:
    """Numerators and denominators by indicator, buyer and year, as lists of lists: small enough to ride in the page.

    Returns:
        `years`, and under `sums` for each indicator and each buyer's place in the list: `[numerator, denominator, …]`
        year by year, or 0 where the buyer has nothing.
    """
    found = db.execute(FIGURES).pl()
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


def evidence(db: duckdb.DuckDBPyConnection, indicators: Sequence[Row]) -> Iterator[tuple[str, list[Any]]]:
    """For each buyer its procedures, newest first: day, title, type, notices, share, and the value of each indicator.

    A notice is `[form type, publication number]`; a value stands under the indicator's place in the list, as
    `[known units, units in base, mean value]`.
    """
    place = {row["indicator_id"]: number for number, row in enumerate(indicators)}
    notices: dict[str, list[list[str]]] = {}
    for procedure, form, publication in db.execute(PUBLICATIONS).fetchall():
        notices.setdefault(procedure, []).append([form, publication])
    values: dict[str, dict[int, list[float | int | None]]] = {}
    for procedure, indicator, units, known, value in db.execute(VALUES).fetchall():
        number = None if value is None else plain(value)
        values.setdefault(procedure, {})[place[indicator]] = [known, units, number]
    for (buyer,), rows in db.execute(EVIDENCE).pl().partition_by("buyer_id", as_dict=True, maintain_order=True).items():
        yield (
            str(buyer),
            [
                [str(on or ""), title, kind, notices.get(key, []), plain(round(share, 3)), values.get(key, {})]
                for key, title, on, kind, share in rows.select(
                    "procedure_key", "title", "on_day", "type_code", "share"
                ).iter_rows()
            ],
        )
