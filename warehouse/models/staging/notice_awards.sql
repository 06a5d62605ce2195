-- One row per lot result: what was received, what won, and for how much. A tender's value counts once however many
-- partners it has.
with own_tenders as (
    select
        winning.notice_key,
        winning.result_id,
        count(*) as winning_tenders,
        sum(tender.value) as awarded_value,
        case when count(distinct tender.currency_code) = 1 then min(tender.currency_code) end as currency_code,
    from staging.winning_tenders as winning
    inner join staging.lot_results as result using (notice_key, result_id)
    inner join staging.tenders as tender
        on tender.notice_key = winning.notice_key
        and tender.tender_id = winning.tender_id
        and (tender.lot_id = result.lot_id or tender.lot_id is null or result.lot_id is null)
    group by all
),

dates as (
    select
        link.notice_key,
        link.result_id,
        min(contract.decided_on) as decided_on,
        min(contract.concluded_on) as concluded_on,
        bool_or(contract.is_in_framework) as is_in_framework,
        min(contract.contract_id) as contract_id,
        count(*) as contracts,
    from staging.result_contracts as link
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
    result.notice_key,
    result.result_id,
    result.lot_id,
    result.outcome_code,
    result.not_awarded_code,
    received.tenders_received,
    received.sme_tenders_received,
    own_tenders.winning_tenders,
    own_tenders.awarded_value,
    own_tenders.currency_code,
    case when own_tenders.currency_code = 'NOK' then own_tenders.awarded_value end as awarded_value_nok,
    dates.decided_on,
    dates.concluded_on,
    dates.is_in_framework,
    dates.contract_id,
    coalesce(dates.contracts, 0) as contracts,
from staging.lot_results as result
left join received using (notice_key, result_id)
left join own_tenders using (notice_key, result_id)
left join dates using (notice_key, result_id)
