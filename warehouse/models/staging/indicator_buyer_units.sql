-- Each unit in a base, once for every buyer that its procedure is counted for: `member` counts a joint purchase for each
-- buyer it was made for, in parts, `lead` counts it whole for the one that ran it; a purchase of one's own is in both.
-- Parts and values are decimals: their sums are the same whatever the number of threads.
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
    date_trunc('quarter', unit.occurred_on)::date as quarter_starts_on,
    if(procedure.is_digital, 'digital', 'not_digital') as digital_slice,
    case procedure.regime
        when 'unknown' then 'unknown_regime'
        else coalesce(procedure.regime, 'unknown_regime')
    end as regime_slice,
    unit.has_data,
    if(unit.has_data, procedure_buyer.share, 0)::decimal(18, 6) as part,
    if(unit.has_data, unit.value, 0)::decimal(18, 4) as value,
from marts.indicator_units as unit
inner join marts.procedures as procedure using (procedure_key)
inner join marts.procedure_buyers as procedure_buyer using (procedure_key)
