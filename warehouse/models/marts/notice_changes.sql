-- What differs between a notice and what stood in its place before. Legacy corrections tell before and after
-- themselves; an eForms notice tells which sections (BT-13716) it changes, also where what stood before is not known.
with reasons as (
    select
        notice_key,
        string_agg(distinct reason_code, ' ' order by reason_code) as reason_code,
        string_agg(distinct coalesce(reason, description), '; ' order by coalesce(reason, description)) as reason,
        string_agg(distinct section_id, ' ' order by section_id) as section_id,
    from staging.notice_changes
    where old_value is null and new_value is null
    group by notice_key
),

compared as (
    select
        step.notice_key,
        step.previous_notice_key,
        after.field,
        before.value as before,
        after.value as after,
        reasons.reason_code,
        reasons.reason,
        reasons.section_id,
        0 as said_number,
    from staging.notice_predecessors as step
    inner join staging.notice_field_values as after using (notice_key)
    inner join staging.notice_field_values as before
        on before.notice_key = step.previous_notice_key and before.field = after.field
    left join reasons on reasons.notice_key = step.notice_key
    inner join staging.notices as notice on notice.notice_key = step.notice_key
    where
        before.value is distinct from after.value
        and (
            not step.is_correction
            -- a patch in eForms: what it says, of what it can change
            or notice.format = 'eforms'
            and after.value is not null
            and after.field in (
                'procedure_type_code',
                'nature_code',
                'main_cpv_code',
                'estimated_value_nok',
                'deadline_on',
                'planned_on'
            )
        )
    union all
    select
        change.notice_key,
        step.previous_notice_key,
        case
            when change.old_value is not null or change.new_value is not null
                then coalesce(change.section_id, 'as described')
            else 'as described'
        end,
        change.old_value,
        change.new_value,
        change.reason_code,
        coalesce(change.reason, change.description),
        change.section_id,
        change.change_number,
    from staging.notice_changes as change
    left join staging.notice_predecessors as step using (notice_key)
    where
        change.old_value is not null
        or change.new_value is not null
        or change.section_id is not null
        and step.notice_key is null
)

select
    compared.notice_key,
    notice.notice_id,
    row_number() over (
        partition by compared.notice_key
        order by compared.said_number, compared.field
    ) as change_number,
    compared.previous_notice_key,
    notice.public_on as changed_on,
    compared.field,
    compared.before,
    compared.after,
    compared.reason_code,
    compared.reason,
    compared.section_id,
from compared
inner join staging.notices as notice using (notice_key)
