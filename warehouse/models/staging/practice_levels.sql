-- What each trained buyer's notices show in the two years before its training and since.
select
    quarter.indicator_id,
    quarter.buyer_id,
    buyer.wave_id,
    sum(if(quarter.quarter_starts_on < wave.quarter, quarter.numerator, 0)::decimal(18, 6))::double as numerator_before,
    sum(if(quarter.quarter_starts_on < wave.quarter, quarter.denominator, 0)::decimal(18, 6))::double
        as denominator_before,
    sum(if(quarter.quarter_starts_on >= wave.quarter, quarter.numerator, 0)::decimal(18, 6))::double as numerator_after,
    sum(if(quarter.quarter_starts_on >= wave.quarter, quarter.denominator, 0)::decimal(18, 6))::double
        as denominator_after,
from marts.indicator_by_buyer_quarter as quarter
inner join marts.buyers as buyer using (buyer_id)
inner join (
    select
        wave_id,
        date_trunc('quarter', min(starts_on))::date as quarter,
    from marts.waves
    group by wave_id
) as wave using (wave_id)
where
    quarter.attribution = 'member'
    and quarter.slice = 'all'
    and quarter.quarter_starts_on >= wave.quarter - interval 2 year
group by quarter.indicator_id, quarter.buyer_id, buyer.wave_id
