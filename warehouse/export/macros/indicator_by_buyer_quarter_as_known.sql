-- Indicators by buyer and quarter from the purchases that were known on a day. One that rests on a result counts as
-- said once a result was known. The values are those known now: how they stood then, to the last correction, is told by
-- a build of what was known (`bestillerpuls run --as-known-on DATE --out DIR`).
create macro indicator_by_buyer_quarter_as_known(day, known := 'published_on') as table
with known_states as (
    select
        state.procedure_key,
        state.result_on is not null as has_result,
    from marts.procedure_versions as state
    where
        state.known_by = known
        and state.known_from <= cast(day as date)
        and (state.known_to is null or state.known_to > cast(day as date))
),

units as (
    select
        unit.indicator_id,
        procedure_buyer.buyer_id,
        unnest(
            case procedure_buyer.attribution
                when 'own' then ['member', 'lead']
                when 'member' then ['member']
                else ['lead']
            end
        ) as attribution,
        cast(date_trunc('quarter', unit.occurred_on) as date) as quarter_starts_on,
        indicator.measure,
        unit.has_data
        and (
            state.has_result
            or not regexp_matches(indicator.fields_needed, 'BT-(142|144|145|1451|720|759|760|165|710|711|161)( |$)')
        ) as has_data,
        cast(procedure_buyer.share as decimal(18, 6)) as part,
        cast(unit.value as decimal(18, 4)) as value,
    from marts.indicator_units as unit
    inner join marts.indicators as indicator using (indicator_id)
    inner join marts.procedure_buyers as procedure_buyer using (procedure_key)
    inner join known_states as state using (procedure_key)
    where unit.occurred_on <= cast(day as date)
)

select
    indicator_id,
    buyer_id,
    quarter_starts_on,
    attribution,
    count(*) as units_in_base,
    count(*) filter (has_data) as units_with_data,
    cast(coalesce(sum(part * value) filter (has_data), 0) as double) as numerator,
    cast(case measure when 'count' then 1 else sum(part) filter (has_data) end as double) as denominator,
    cast(coalesce(sum(part * value) filter (has_data), 0) as double)
    / case measure when 'count' then 1 else sum(part) filter (has_data) end as value,
    count(*) filter (has_data) / count(*) as coverage,
from units
group by indicator_id, measure, buyer_id, quarter_starts_on, attribution
