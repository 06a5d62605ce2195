-- What a notice refers to inside itself and does not have, and what it says of one thing in two places that do not
-- agree: a closed result that names a contract, a tender of another lot, ids that clash, two counts, two amounts.
select
    link.notice_key,
    'reference_leads_nowhere' as contradiction,
    link.result_id as place,
    'tender of a result (OPT-320)' as first_field,
    link.tender_id as first_value,
    null as second_field,
    null as second_value,
from staging.result_tenders as link
anti join staging.tenders using (notice_key, tender_id)
union all by name
select
    link.notice_key,
    'reference_leads_nowhere' as contradiction,
    link.result_id as place,
    'contract of a result (OPT-315)' as first_field,
    link.contract_id as first_value,
from staging.result_contracts as link
anti join staging.contracts using (notice_key, contract_id)
union all by name
select
    link.notice_key,
    'reference_leads_nowhere' as contradiction,
    link.contract_id as place,
    'tender of a contract (BT-3202)' as first_field,
    link.tender_id as first_value,
from staging.contract_tenders as link
anti join staging.tenders using (notice_key, tender_id)
union all by name
select
    tender.notice_key,
    'reference_leads_nowhere' as contradiction,
    tender.tender_id as place,
    'tendering party (OPT-310)' as first_field,
    tender.party_id as first_value,
from staging.tenders as tender
anti join staging.tendering_party_members using (notice_key, party_id)
where tender.party_id is not null and tender.party_id not like 'TPA-_'
union all by name
select
    member.notice_key,
    'reference_leads_nowhere' as contradiction,
    member.party_id as place,
    'organisation (OPT-300)' as first_field,
    member.organisation_id as first_value,
from staging.tendering_party_members as member
anti join staging.notice_organisations using (notice_key, organisation_id)
union all by name
select
    result.notice_key,
    'reference_leads_nowhere' as contradiction,
    result.result_id as place,
    'lot of a result (BT-13713)' as first_field,
    result.lot_id as first_value,
from staging.lot_results as result
semi join staging.lots using (notice_key)
anti join staging.lots using (notice_key, lot_id)
where result.lot_id is not null
union all by name
select
    result.notice_key,
    'closed_result_has_contract' as contradiction,
    result.result_id as place,
    'BT-142' as first_field,
    result.outcome_code as first_value,
    'OPT-315' as second_field,
    min(link.contract_id) as second_value,
from staging.lot_results as result
inner join staging.result_contracts as link using (notice_key, result_id)
where result.outcome_code in ('clos-nw', 'open-nw')
group by all
union all by name
select
    link.notice_key,
    'contract_of_other_tenders' as contradiction,
    concat_ws(':', link.result_id, link.contract_id) as place,
    'tenders of the result (OPT-320)' as first_field,
    any_value(own.tenders) as first_value,
    'tenders of its contract (BT-3202)' as second_field,
    string_agg(listed.tender_id, ' ' order by listed.tender_id) as second_value,
from staging.result_contracts as link
inner join staging.contract_tenders as listed using (notice_key, contract_id)
inner join (
    select
        notice_key,
        result_id,
        list(tender_id) as tender_ids,
        string_agg(tender_id, ' ' order by tender_id) as tenders,
    from staging.result_tenders
    group by all
) as own using (notice_key, result_id)
group by link.notice_key, link.result_id, link.contract_id
having not bool_or(list_contains(own.tender_ids, listed.tender_id))
union all by name
select
    award.notice_key,
    'tender_of_another_lot' as contradiction,
    concat_ws(':', award.result_id, award.tender_id) as place,
    'BT-13713' as first_field,
    award.lot_id as first_value,
    'BT-13714' as second_field,
    tender.lot_id as second_value,
from staging.award_tenders as award
inner join staging.tenders as tender using (notice_key, tender_id)
anti join staging.lots as lots_group
    on lots_group.notice_key = tender.notice_key
    and lots_group.lot_id = tender.lot_id
    and lots_group.lot_kind = 'LotsGroup'
where award.lot_id <> tender.lot_id and award.awards_of_tender = 1
union all by name
select
    received.notice_key,
    'more_of_a_kind_than_all' as contradiction,
    received.result_id as place,
    'tenders' as first_field,
    cast(received.count as varchar) as first_value,
    kind.count_code as second_field,
    cast(kind.count as varchar) as second_value,
from staging.tender_counts as received
inner join staging.tender_counts as kind
    on kind.notice_key = received.notice_key
    and kind.result_id = received.result_id
    and kind.count_code in ('t-sme', 't-micro', 't-small', 't-med', 't-oth-eea', 't-no-eea', 't-esubm')
where received.count_code = 'tenders' and kind.count > received.count
union all by name
select distinct
    repeat.notice_key,
    'ids_clash' as contradiction,
    repeat.row_id as place,
    repeat.table_name as first_field,
    repeat.row_id as first_value,
from staging.repeats as repeat
where repeat.repeat = 'renamed'
union all by name
select
    repeat.notice_key,
    'two_amounts' as contradiction,
    repeat.row_id as place,
    repeat.table_name as first_field,
    repeat.first_value,
    repeat.table_name as second_field,
    repeat.second_value,
from staging.repeats as repeat
where repeat.repeat = 'contradictory'
union all by name
select
    again.notice_key,
    'results_told_again' as contradiction,
    'all results' as first_field,
    again.notice_key as first_value,
    'all results' as second_field,
    again.told_by_notice_key as second_value,
from staging.repeated_results as again
union all by name
select distinct
    nulled.notice_key,
    'said_twice' as contradiction,
    nulled.row_id as place,
    nulled.table_name || '.' || nulled.column_name as first_field,
from staging.nulled_values as nulled
where nulled.reason = 'contradictory'
