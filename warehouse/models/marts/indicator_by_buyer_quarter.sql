-- For counts a quarter without any is a zero, so their rows are made for every buyer and quarter in the data.
with span as (
    select
        min(quarter_starts_on) as first_quarter,
        max(quarter_starts_on) as last_quarter,
    from staging.indicator_buyer_units
),

counted_quarter as (
    select
        indicator.indicator_id,
        buyer.buyer_id,
        unnest(generate_series(span.first_quarter, span.last_quarter, interval 3 month))::date as quarter_starts_on,
        attribution.attribution,
        'all' as slice,
    from marts.indicators as indicator
    cross join marts.buyers as buyer
    cross join span
    cross join (select distinct attribution from staging.indicator_buyer_units) as attribution
    where indicator.measure = 'count' and span.first_quarter is not null
),

summed as (
    select
        indicator_id,
        buyer_id,
        quarter_starts_on,
        attribution,
        case grouping(digital_slice, regime_slice)
            when 3 then 'all'
            when 1 then digital_slice
            else regime_slice
        end as slice,
        count(*) as units_in_base,
        count(*) filter (has_data) as units_with_data,
        sum(part * value) as numerator,
        sum(part) as parts,
    from staging.indicator_buyer_units
    group by grouping sets (
        (indicator_id, buyer_id, quarter_starts_on, attribution),
        (indicator_id, buyer_id, quarter_starts_on, attribution, digital_slice),
        (indicator_id, buyer_id, quarter_starts_on, attribution, regime_slice)
    )
)

select
    indicator_id,
    buyer_id,
    quarter_starts_on,
    attribution,
    slice,
    coalesce(summed.units_in_base, 0) as units_in_base,
    coalesce(summed.units_with_data, 0) as units_with_data,
    coalesce(summed.numerator, 0)::double as numerator,
    if(indicator.measure = 'count', 1, summed.parts)::double as denominator,
    if(indicator.measure = 'count', coalesce(summed.numerator, 0), summed.numerator / nullif(summed.parts, 0))::double
        as value,
    summed.units_with_data / summed.units_in_base as coverage,
from summed
full join counted_quarter using (indicator_id, buyer_id, quarter_starts_on, attribution, slice)
inner join marts.indicators as indicator using (indicator_id)
