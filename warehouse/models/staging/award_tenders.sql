-- The tenders of each award: one row per award and tender, one of an award without a tender. An award is keyed by its
-- contract, else by its winning tender, else by the lot result. Two results that tell of the same lot, contract and
-- tenders tell of one award. Of a tender that belongs to several awards (one price for three lots) the value stands at
-- one of them: that of its own lot, else the first.
with keyed as (
    select
        result.notice_key,
        result.result_id,
        result.lot_id,
        winning.contract_id,
        winning.tender_id,
        coalesce(winning.contract_id, winning.tender_id, '') as part_id,
        case
            when winning.contract_id is not null then 'contract'
            when winning.tender_id is not null then 'tender'
            else 'result'
        end as award_key_basis,
    from staging.lot_results as result
    left join staging.winning_tenders as winning using (notice_key, result_id)
),

told as (
    select
        notice_key,
        result_id,
        part_id,
        any_value(lot_id) as lot_id,
        string_agg(tender_id, ' ' order by tender_id) as tender_ids,
    from keyed
    group by notice_key, result_id, part_id
),

told_once as (
    select
        notice_key,
        result_id,
        part_id,
    from told
    qualify part_id = '' or row_number() over (
        partition by notice_key, lot_id, part_id, tender_ids
        order by result_id
    ) = 1
)

select
    keyed.notice_key,
    keyed.result_id,
    keyed.part_id,
    keyed.award_key_basis,
    keyed.lot_id,
    keyed.contract_id,
    keyed.tender_id,
    tender.value,
    tender.currency_code,
    count(*) over tender_rows as awards_of_tender,
    row_number() over (
        partition by keyed.notice_key, keyed.tender_id
        order by
            coalesce(tender.lot_id = keyed.lot_id, false) desc,
            keyed.lot_id,
            keyed.result_id,
            keyed.part_id
    ) = 1 as is_value_here,
from keyed
semi join told_once using (notice_key, result_id, part_id)
left join staging.tenders as tender using (notice_key, tender_id)
window tender_rows as (
    partition by keyed.notice_key, keyed.tender_id
)
