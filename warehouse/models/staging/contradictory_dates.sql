-- Dates of a notice that cannot all be right: a deadline before publication, a decision before the deadline, a contract
-- before its decision, what happened after it was published; and dates of a year in which no notice lies.
with latest as (
    select
        notice_key,
        published_on,
        form_type,
    from staging.notices
    where is_latest
),

decided as (
    select
        latest.notice_key,
        latest.published_on,
        contract.contract_id,
        contract.decided_on,
        contract.concluded_on,
        latest.form_type,
    from latest
    inner join staging.contracts as contract using (notice_key)
),

pairs as (
    select
        latest.notice_key,
        'deadline_before_publication' as contradiction,
        lot.lot_id as place,
        'deadline' as first_field,
        coalesce(lot.tender_deadline_on, lot.participation_deadline_on) as first_on,
        'published_on' as second_field,
        latest.published_on as second_on,
    from latest
    inner join staging.lots as lot using (notice_key)
    where latest.form_type = 'competition' and first_on < second_on
    union all by name
    select
        notice_key,
        'contract_before_decision' as contradiction,
        contract_id as place,
        'BT-145' as first_field,
        concluded_on as first_on,
        'BT-1451' as second_field,
        decided_on as second_on,
    from decided
    where concluded_on < decided_on
    union all by name
    select
        notice_key,
        'decision_after_publication' as contradiction,
        contract_id as place,
        'BT-1451' as first_field,
        decided_on as first_on,
        'published_on' as second_field,
        published_on as second_on,
    from decided
    where decided_on > published_on
    union all by name
    select
        notice_key,
        'contract_after_publication' as contradiction,
        contract_id as place,
        'BT-145' as first_field,
        concluded_on as first_on,
        'published_on' as second_field,
        published_on as second_on,
    from decided
    where concluded_on > published_on and form_type <> 'dir-awa-pre'
    union all by name
    select
        procedure.result_notice_key as notice_key,
        'decision_before_deadline' as contradiction,
        'decided_on' as first_field,
        procedure.decided_on as first_on,
        'deadline' as second_field,
        procedure.deadline_on as second_on,
    from staging.procedure_versions as procedure
    where
        procedure.known_by = 'published_on'
        and procedure.is_latest
        and procedure.result_notice_key is not null
        and procedure.decided_on < procedure.deadline_on
        and procedure.competitions = 1
)

select
    notice_key,
    contradiction,
    place,
    first_field,
    cast(first_on as varchar) as first_value,
    second_field,
    cast(second_on as varchar) as second_value,
from pairs
union all by name
select distinct
    notice_key,
    'impossible_date' as contradiction,
    row_id as place,
    table_name || '.' || column_name as first_field,
from staging.nulled_values
where reason in ('not_a_date', 'far_date', 'far_deadline') and column_name like '%\_on' escape '\'
