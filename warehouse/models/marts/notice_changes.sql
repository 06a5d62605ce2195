-- Between a notice and what stood in its place before: the version before it, or the notice of another id that it
-- says it changes. Legacy corrections (F14) tell before and after themselves.
with steps as (
    select
        notice.notice_key,
        notice.notice_id,
        notice.published_on,
        root.root_notice_id,
        lag(notice.notice_key) over (
            partition by root.root_notice_id
            order by notice.published_on, notice.notice_id, notice.notice_version
        ) as previous_notice_key,
    from staging.notices as notice
    inner join staging.notice_roots as root using (notice_id)
),

reasons as (
    select
        notice_key,
        string_agg(distinct reason_code, ' ' order by reason_code) as reason_code,
        string_agg(distinct coalesce(reason, description), '; ' order by coalesce(reason, description)) as reason,
    from staging.notice_changes
    where old_value is null and new_value is null
    group by notice_key
),

compared as (
    select
        steps.notice_key,
        steps.previous_notice_key,
        steps.published_on,
        after.field,
        before.value as before,
        after.value as after,
        reasons.reason_code,
        reasons.reason,
        0 as said_number,
    from steps
    inner join staging.notice_field_values as after using (notice_key)
    inner join staging.notice_field_values as before
        on before.notice_key = steps.previous_notice_key and before.field = after.field
    left join reasons on reasons.notice_key = steps.notice_key
    where before.value is distinct from after.value
    union all
    select
        change.notice_key,
        target.notice_id || '-01',
        notice.published_on,
        coalesce(change.section_id, 'as described'),
        change.old_value,
        change.new_value,
        change.reason_code,
        coalesce(change.reason, change.description),
        change.change_number,
    from staging.notice_changes as change
    inner join staging.notices as notice using (notice_key)
    left join (
        select
            notice_key,
            min(target_notice_id) as notice_id,
        from staging.notice_reference_targets
        where reference_kind = 'changed'
        group by notice_key
    ) as target using (notice_key)
    where change.old_value is not null or change.new_value is not null
)

select
    notice_key,
    row_number() over (
        partition by notice_key
        order by said_number, field
    ) as change_number,
    previous_notice_key,
    published_on as changed_on,
    field,
    before,
    after,
    reason_code,
    reason,
from compared
