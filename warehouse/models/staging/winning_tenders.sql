-- Which tenders won: the one rule of who won what. One row per award and tender, or per award of which no tender is
-- known. A result's tenders are those it names; its contracts' tenders are cut to them. Where it names none, those of
-- the contract that were made for its lot; without a contract, what its lot alone leaves to choose from. Where tenders
-- are ranked the first wins; all of them where several can win: in a framework agreement, an innovation partnership.
with results as (
    select
        result.notice_key,
        result.result_id,
        result.lot_id,
        coalesce(lot.is_framework, false) or coalesce(notice.procedure_type_code = 'innovation', false)
            as has_several_winners,
    from staging.lot_results as result
    inner join staging.notices as notice using (notice_key)
    left join staging.lots as lot using (notice_key, lot_id)
    where result.outcome_code is null or result.outcome_code not in ('clos-nw', 'open-nw')
),

named as (
    select
        results.notice_key,
        results.result_id,
        link.tender_id,
    from results
    inner join staging.result_tenders as link using (notice_key, result_id)
    semi join staging.tenders using (notice_key, tender_id)
),

contracted as (
    select
        results.notice_key,
        results.result_id,
        link.contract_id,
        listed.tender_id,
        named.tender_id is not null as is_named,
        coalesce(tender.lot_id = results.lot_id, false) as is_of_lot,
        bool_or(coalesce(tender.lot_id = results.lot_id, false)) over contract as any_of_lot,
    from results
    inner join staging.result_contracts as link using (notice_key, result_id)
    left join staging.contract_tenders as listed using (notice_key, contract_id)
    left join staging.tenders as tender using (notice_key, tender_id)
    left join named
        on named.notice_key = results.notice_key
        and named.result_id = results.result_id
        and named.tender_id = listed.tender_id
    window contract as (
        partition by results.notice_key, results.result_id, link.contract_id
    )
),

unlisted as (
    select
        bare.notice_key,
        bare.result_id,
        bare.contract_id,
        named.tender_id,
        listed.tender_id is not null as is_listed,
        bool_and(listed.tender_id is not null) over (
            partition by bare.notice_key, bare.result_id, bare.contract_id
        ) as all_listed,
    from (
        select
            notice_key,
            result_id,
            contract_id,
        from contracted
        group by all
        having not bool_or(is_named)
    ) as bare
    inner join named using (notice_key, result_id)
    left join (
        select distinct
            notice_key,
            tender_id,
        from staging.contract_tenders
    ) as listed on listed.notice_key = named.notice_key and listed.tender_id = named.tender_id
),

said as (
    select
        notice_key,
        result_id,
        contract_id,
        tender_id,
    from contracted
    where is_named
    union
    -- A contract that names none of the result's own tenders has those that no contract names, else all of them.
    select
        notice_key,
        result_id,
        contract_id,
        tender_id,
    from unlisted
    where not is_listed or all_listed
    union
    select
        contracted.notice_key,
        contracted.result_id,
        contracted.contract_id,
        contracted.tender_id,
    from contracted
    anti join named using (notice_key, result_id)
    where contracted.tender_id is not null and (contracted.is_of_lot or not contracted.any_of_lot)
    union
    select
        named.notice_key,
        named.result_id,
        null as contract_id,
        named.tender_id,
    from named
    anti join contracted using (notice_key, result_id)
),

-- Neither result nor contract names a tender: the only one of the lot, or the first of those that are ranked.
left_over as (
    select
        results.notice_key,
        results.result_id,
        tender.tender_id,
        tender.rank,
        count(*) over (partition by results.notice_key, results.result_id) as tenders,
    from results
    inner join staging.tenders as tender
        on tender.notice_key = results.notice_key
        and (tender.lot_id = results.lot_id or tender.lot_id is null or results.lot_id is null)
    anti join staging.result_tenders as link
        on link.notice_key = tender.notice_key and link.tender_id = tender.tender_id
    anti join staging.contract_tenders as listed
        on listed.notice_key = tender.notice_key and listed.tender_id = tender.tender_id
    anti join said
        on said.notice_key = results.notice_key and said.result_id = results.result_id
),

candidates as (
    select
        notice_key,
        result_id,
        contract_id,
        tender_id,
    from said
    union all
    select
        left_over.notice_key,
        left_over.result_id,
        contracts.contract_id,
        left_over.tender_id,
    from left_over
    left join (
        select
            notice_key,
            result_id,
            min(contract_id) as contract_id,
        from staging.result_contracts
        group by all
    ) as contracts using (notice_key, result_id)
    where left_over.tenders = 1 or left_over.rank = 1
),

ranked as (
    select
        candidate.notice_key,
        candidate.result_id,
        candidate.contract_id,
        candidate.tender_id,
        tender.rank,
        min(tender.rank) over (
            partition by candidate.notice_key, candidate.result_id, candidate.contract_id
        ) as first_rank,
        results.has_several_winners,
    from candidates as candidate
    inner join results using (notice_key, result_id)
    left join staging.tenders as tender using (notice_key, tender_id)
),

winning as (
    select
        notice_key,
        result_id,
        contract_id,
        tender_id,
    from ranked
    where has_several_winners or rank is null or rank = first_rank
)

select
    notice_key,
    result_id,
    contract_id,
    tender_id,
from winning
union all
-- A contract of which no tender is known is an award all the same.
select distinct
    contracted.notice_key,
    contracted.result_id,
    contracted.contract_id,
    null,
from contracted
anti join winning using (notice_key, result_id, contract_id)
