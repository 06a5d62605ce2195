-- The tenders that won: those of the contracts, or the tenders of the result where it tells of no contract.
with chosen as (
    select distinct
        link.notice_key,
        link.result_id,
        contract_tender.tender_id,
    from staging.result_contracts as link
    inner join staging.contract_tenders as contract_tender using (notice_key, contract_id)
)

select
    notice_key,
    result_id,
    tender_id,
from chosen
union all
select distinct
    link.notice_key,
    link.result_id,
    link.tender_id,
from staging.result_tenders as link
anti join chosen using (notice_key, result_id)
inner join staging.lot_results as result using (notice_key, result_id)
where result.outcome_code = 'selec-w'
