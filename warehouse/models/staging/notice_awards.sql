-- One row per award of each version of a notice: what was received, what won, and for how much. A notice of intent
-- tells the day of the decision where a result tells that of the contract: nothing is concluded before it is published.
-- The awards of one result come of one competition, and so do the results of a lot that share a contract.
with dates as (
    select
        amount.notice_key,
        amount.result_id,
        amount.part_id,
        min(contract.decided_on) as decided_on,
        min(contract.concluded_on) as concluded_on,
        bool_or(contract.is_in_framework) as is_in_framework,
        min(contract.reference) as contract_reference,
    from staging.award_amounts as amount
    inner join staging.contracts as contract using (notice_key, contract_id)
    group by all
),

received as (
    select
        notice_key,
        result_id,
        max(count) filter (count_code = 'tenders') as tenders_received,
        max(count) filter (count_code = 't-sme') as sme_tenders_received,
    from staging.tender_counts
    group by all
)

select
    amount.notice_key || ':' || amount.result_id || if(amount.part_id = '', '', ':' || amount.part_id) as award_id,
    amount.notice_key,
    kind.notice_kind,
    amount.result_id,
    amount.part_id,
    amount.award_key_basis,
    amount.lot_id,
    amount.contract_id,
    concat_ws(
        ':', amount.notice_key, amount.lot_id, coalesce(min(amount.contract_id) over result, amount.result_id)
    ) as competition_id,
    dates.contract_reference,
    result.outcome_code,
    result.not_awarded_code,
    coalesce(result.outcome_code = 'selec-w', amount.part_id <> '') as has_winner,
    received.tenders_received,
    received.sme_tenders_received,
    nullif(amount.winning_tenders, 0) as winning_tenders,
    amount.tenders_value,
    case when notice_value.parts_hold then amount.own_value end as awarded_value,
    amount.currency_code,
    case when notice_value.parts_hold and amount.currency_code = 'NOK' then amount.own_value end as awarded_value_nok,
    case when notice_value.parts_hold then amount.awarded_value_basis end as awarded_value_basis,
    if(kind.notice_kind = 'intention', coalesce(dates.decided_on, dates.concluded_on), dates.decided_on)
        as decided_on,
    if(kind.notice_kind = 'intention', null, dates.concluded_on) as concluded_on,
    dates.is_in_framework,
from staging.award_amounts as amount
inner join staging.notice_kinds as kind using (notice_key)
inner join staging.lot_results as result using (notice_key, result_id)
left join staging.notice_award_values as notice_value using (notice_key)
left join received using (notice_key, result_id)
left join dates using (notice_key, result_id, part_id)
window result as (partition by amount.notice_key, amount.result_id)
