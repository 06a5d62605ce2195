-- Which notices say that they are of one procedure, or lead to one. `same` joins two notices into a procedure;
-- `leads_to` adds a planning or advisory notice to each procedure it announced.
with kinds as (
    select
        notice.notice_id,
        arg_max(kind.notice_kind, notice.notice_version) in ('planning', 'early_dialogue') as is_planning,
        arg_max(notice.procedure_id, notice.notice_version) as procedure_id,
        min(notice.published_on) as published_on,
    from staging.notices as notice
    inner join staging.notice_kinds as kind using (notice_key)
    group by notice.notice_id
),

by_procedure_id as (
    select
        notice_id,
        first_value(notice_id) over (
            partition by lower(procedure_id)
            order by published_on, notice_id
        ) as target_notice_id,
    from kinds
    where procedure_id is not null
),

by_reference as (
    select distinct
        reference.notice_id,
        reference.target_notice_id,
        reference.reference_kind,
        source.is_planning as is_from_planning,
        target.is_planning as is_to_planning,
    from staging.notice_reference_targets as reference
    inner join kinds as source using (notice_id)
    inner join kinds as target on target.notice_id = reference.target_notice_id
    where reference.reference_kind in ('planning', 'previous', 'changed', 'modified')
)

select
    notice_id,
    target_notice_id,
    'same' as relation,
    'procedure_id' as link_method,
    1.0 as link_confidence,
from by_procedure_id
where notice_id <> target_notice_id
union all
select
    notice_id,
    target_notice_id,
    case
        when not is_from_planning and is_to_planning and reference_kind in ('planning', 'previous') then 'leads_to'
        else 'same'
    end,
    'reference_' || reference_kind,
    1.0,
from by_reference
