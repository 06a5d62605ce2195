-- What the tenders of each award say it costs. `tenders_value` is all they say, `own_value` what may be added to other
-- awards: a tender of several awards counts at one of them. A part of a sum is no sum: where a tender has no amount, or
-- one in another currency, there is none.
with awards as (
    select
        notice_key,
        result_id,
        part_id,
        any_value(award_key_basis) as award_key_basis,
        any_value(lot_id) as lot_id,
        any_value(contract_id) as contract_id,
        count(tender_id) as winning_tenders,
        count(value) = count(tender_id) and count(distinct currency_code) = 1 as has_value,
        min(currency_code) as currency_code,
        sum(value) as tenders_value,
        sum(value) filter (is_value_here) as own_value,
        coalesce(bool_or(awards_of_tender > 1), false) as is_shared,
    from staging.award_tenders
    group by notice_key, result_id, part_id
)

select
    notice_key,
    result_id,
    part_id,
    award_key_basis,
    lot_id,
    contract_id,
    winning_tenders,
    case when has_value then currency_code end as currency_code,
    case when has_value then tenders_value end as tenders_value,
    case when has_value then own_value end as own_value,
    case
        when not has_value then null
        when own_value is null then 'at_another_award'
        when is_shared then 'several_awards'
        else 'tenders'
    end as awarded_value_basis,
from awards
