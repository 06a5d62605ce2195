-- Counts by group of buyers: a buyer without any counts as a zero, so the divisor is every buyer of the group.
select
    counted.indicator_id,
    'count' as measure,
    buyer.group_kind,
    buyer.group_id,
    counted.quarter_starts_on,
    counted.attribution,
    counted.slice,
    count(*) as buyers,
    sum(counted.units_in_base)::bigint as units_in_base,
    sum(counted.units_with_data)::bigint as units_with_data,
    sum(counted.numerator::decimal(18, 6))::double as numerator,
    count(*)::double as denominator,
    count(*)::double as parts_squared,
    0::double as squares,
    null::double as median_value,
from marts.indicator_by_buyer_quarter as counted
inner join staging.buyer_groups as buyer using (buyer_id)
inner join marts.indicators as indicator using (indicator_id)
where indicator.measure = 'count' and counted.slice = 'all'
group by all
