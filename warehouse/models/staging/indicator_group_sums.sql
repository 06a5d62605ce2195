-- Sums by group of buyers. `parts_squared` gives the number of whole purchases that parted ones are worth.
select
    unit.indicator_id,
    indicator.measure,
    buyer.group_kind,
    buyer.group_id,
    unit.quarter_starts_on,
    unit.attribution,
    case grouping(unit.digital_slice, unit.regime_slice)
        when 3 then 'all'
        when 1 then unit.digital_slice
        else unit.regime_slice
    end as slice,
    count(distinct unit.buyer_id) as buyers,
    count(*) as units_in_base,
    count(*) filter (unit.has_data) as units_with_data,
    sum(unit.part * unit.value)::double as numerator,
    sum(unit.part)::double as denominator,
    sum(unit.part * unit.part)::double as parts_squared,
    sum(unit.part * (unit.value * unit.value)::decimal(24, 4))::double as squares,
    median(unit.value) filter (unit.has_data)::double as median_value,
from staging.indicator_buyer_units as unit
inner join staging.buyer_groups as buyer using (buyer_id)
inner join marts.indicators as indicator using (indicator_id)
where indicator.measure <> 'count'
group by grouping sets (
    (unit.indicator_id, indicator.measure, buyer.group_kind, buyer.group_id, unit.quarter_starts_on, unit.attribution),
    (
        unit.indicator_id, indicator.measure, buyer.group_kind, buyer.group_id, unit.quarter_starts_on,
        unit.attribution, unit.digital_slice
    ),
    (
        unit.indicator_id, indicator.measure, buyer.group_kind, buyer.group_id, unit.quarter_starts_on,
        unit.attribution, unit.regime_slice
    )
)
