-- Counts by group of buyers: a buyer without any counts as a zero, so the divisor is every buyer of the group.
with grouped as (
    select
        counted.indicator_id,
        counted.quarter_starts_on,
        counted.attribution,
        counted.slice,
        counted.units_in_base,
        counted.units_with_data,
        counted.numerator,
        unnest([
            {'kind': 'all', 'id': 'all'},
            {'kind': 'cohort', 'id': buyer.group_id},
            {'kind': 'size', 'id': buyer.size_class},
        ]) as buyers,
    from marts.indicator_by_buyer_quarter as counted
    inner join marts.buyers as buyer using (buyer_id)
    inner join marts.indicators as indicator using (indicator_id)
    where indicator.measure = 'count' and counted.slice = 'all'
)

select
    indicator_id,
    'count' as measure,
    buyers.kind as group_kind,
    buyers.id as group_id,
    quarter_starts_on,
    attribution,
    slice,
    count(*) as buyers,
    sum(units_in_base)::bigint as units_in_base,
    sum(units_with_data)::bigint as units_with_data,
    sum(numerator::decimal(18, 6))::double as numerator,
    count(*)::double as denominator,
    count(*)::double as parts_squared,
    0::double as squares,
    null::double as median_value,
from grouped
where buyers.id is not null
group by all
