-- Over all buyers, the parts of a unit add up to one, whichever way joint purchases are counted.
with unit as (
    select
        indicator_id,
        count(*) filter (has_data) as units,
    from marts.indicator_units
    where procedure_key in (select procedure_key from marts.procedure_buyers)
    group by indicator_id
),

counted as (
    select
        quarter.indicator_id,
        quarter.attribution,
        sum(if(indicator.measure = 'count', quarter.numerator, quarter.denominator)::decimal(18, 6)) as parts,
    from marts.indicator_by_buyer_quarter as quarter
    inner join marts.indicators as indicator using (indicator_id)
    where quarter.slice = 'all'
    group by quarter.indicator_id, quarter.attribution
)

select
    indicator_id,
    counted.attribution,
    unit.units,
    counted.parts,
from unit
inner join counted using (indicator_id)
where abs(counted.parts - unit.units) > 0.0001 * (1 + unit.units)
