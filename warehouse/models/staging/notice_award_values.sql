-- What the awards of a notice cost together, and what that rests on. The sum of the winning tenders is held against the
-- total that the notice states (BT-161). They agree within 5 per cent, or something decides: the total where tenders
-- repeat it (at least half of them, and two) or say no sum themselves, the contract where its tenders repeat one
-- amount. Up to a factor of 1.5 the sum stands (VAT, options); beyond, nothing is known. Every disagreement is a row of
-- marts.notice_contradictions.
with won as (
    select
        tender.*,
        coalesce(result.outcome_code = 'selec-w', false) or tender.part_id <> '' as is_won,
        coalesce(
            tender.value = notice.awarded_value and tender.currency_code = notice.awarded_value_currency_code, false
        ) as repeats_total,
    from staging.award_tenders as tender
    inner join staging.lot_results as result using (notice_key, result_id)
    inner join staging.notices as notice using (notice_key)
),

tenders as (
    select
        notice_key,
        count(*) filter (tender_id is null or is_value_here) as tenders,
        count(value) filter (is_value_here) as valued_tenders,
        count(distinct currency_code) filter (value is not null) as currencies,
        min(currency_code) filter (value is not null) as currency_code,
        sum(value) filter (is_value_here) as tenders_value,
        count_if(is_value_here and repeats_total) as repeating_tenders,
    from won
    where is_won
    group by notice_key
),

-- Several tenders of one contract that say the same amount may each say that of the contract.
contracts as (
    select
        notice_key,
        contract_id,
        lot_id,
        if(count(*) > 1 and count(distinct value) = 1 and count(value) = count(*), min(value), sum(value))
            as contract_value,
    from won
    where is_won and is_value_here
    group by notice_key, contract_id, lot_id, if(contract_id is null, tender_id, null)
),

contract_sums as (
    select
        notice_key,
        sum(contract_value) as contracts_value,
    from contracts
    group by notice_key
),

stated as (
    select
        notice.notice_key,
        notice.awarded_value as stated_value,
        notice.awarded_value_currency_code as stated_currency_code,
        if(
            notice.framework_maximum_value_currency_code = tenders.currency_code, notice.framework_maximum_value, null
        ) as ceiling,
        tenders.tenders,
        tenders.tenders_value,
        tenders.currencies,
        tenders.currency_code,
        tenders.repeating_tenders >= greatest(2, tenders.valued_tenders / 2) as is_repeated,
        contract_sums.contracts_value,
        tenders.currencies = 1 and tenders.tenders = tenders.valued_tenders as is_whole,
        tenders.currency_code = stated_currency_code and tenders.currencies = 1 as is_comparable,
        greatest(tenders_value, stated_value) / least(tenders_value, stated_value) as factor,
    from staging.notices as notice
    left join tenders using (notice_key)
    left join contract_sums using (notice_key)
    where notice.awarded_value is not null or tenders.tenders is not null
),

decided as (
    select
        *,
        case
            when stated_value is null and not is_whole then null
            when stated_value is null and contracts_value <> tenders_value then null
            when stated_value is null and tenders_value > 1.5 * ceiling then null
            when stated_value is null then 'parts'
            when is_whole and not is_comparable then if(stated_currency_code = 'NOK', 'stated_total', 'parts')
            when not coalesce(is_comparable, false) then 'stated_total'
            when not is_whole and tenders_value <= 1.05 * stated_value then 'stated_total'
            when is_whole and factor <= 1.05 then 'parts'
            when is_repeated then 'stated_total'
            when
                is_whole
                and greatest(contracts_value, stated_value) / least(contracts_value, stated_value) <= 1.05
                then 'contract'
            when factor <= 1.5 then if(is_whole, 'parts', 'stated_total')
        end as awarded_value_basis,
    from stated
)

select
    notice_key,
    case awarded_value_basis
        when 'parts' then tenders_value
        when 'contract' then contracts_value
        when 'stated_total' then stated_value
    end as awarded_value,
    case awarded_value_basis
        when 'stated_total' then stated_currency_code
        when 'contract' then currency_code
        when 'parts' then currency_code
    end as currency_code,
    awarded_value_basis,
    stated_value,
    stated_currency_code,
    tenders_value,
    contracts_value,
    case when currencies = 1 then currency_code end as tenders_currency_code,
    is_whole,
    coalesce(is_comparable, false) as is_comparable,
    case when is_comparable then factor end as factor,
    -- Whether the amounts of the single awards may be added: not where they contradict what is stated for all of them.
    case
        when awarded_value_basis = 'parts' then true
        when stated_value is null
            then coalesce(contracts_value = tenders_value, true) and coalesce(tenders_value <= 1.5 * ceiling, true)
        when is_comparable then not is_whole and tenders_value <= 1.05 * stated_value
        else true
    end as parts_hold,
from decided
