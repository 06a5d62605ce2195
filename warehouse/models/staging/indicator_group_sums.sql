-- Sums by group of buyers. `parts_squared` gives the number of whole purchases that parted ones are worth.
with grouped as (
    select
        unit.indicator_id,
        indicator.measure,
        unit.quarter_starts_on,
        unit.attribution,
        unit.digital_slice,
        unit.regime_slice,
        unit.buyer_id,
        unit.has_data,
        unit.part,
        unit.value,
        unnest([
            {'kind': 'all', 'id': 'all'},
            {'kind': 'cohort', 'id': buyer.group_id},
            {'kind': 'size', 'id': buyer.size_class},
        ]) as buyers,
    from staging.indicator_buyer_units as unit
    inner join marts.buyers as buyer using (buyer_id)
    inner join marts.indicators as indicator using (indicator_id)
    where indicator.measure <> 'count'
)

select
    indicator_id,
    measure,
    buyers.kind as group_kind,
    buyers.id as group_id,
    quarter_starts_on,
    attribution,
    case grouping(digital_slice, regime_slice)
        when 3 then 'all'
        when 1 then digital_slice
        else regime_slice
    end as slice,
    count(distinct buyer_id) as buyers,
    count(*) as units_in_base,
    count(*) filter (has_data) as units_with_data,
    sum(part * value)::double as numerator,
    sum(part)::double as denominator,
    sum(part * part)::double as parts_squared,
    sum(part * (value * value)::decimal(24, 4))::double as squares,
    median(value) filter (has_data)::double as median_value,
from grouped
where buyers.id is not null
group by grouping sets (
    (indicator_id, measure, buyers, quarter_starts_on, attribution),
    (indicator_id, measure, buyers, quarter_starts_on, attribution, digital_slice),
    (indicator_id, measure, buyers, quarter_starts_on, attribution, regime_slice)
)
