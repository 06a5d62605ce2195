-- Each procedure with its key: the first procedure identifier of its notices, else the id of its first notice.
with latest as (
    select
        notice.notice_id,
        notice.notice_key,
        kind.notice_kind,
        notice.procedure_id,
    from staging.notices as notice
    inner join staging.notice_kinds as kind using (notice_key)
    where notice.is_latest
)

select
    component.component,
    bool_and(latest.notice_kind in ('planning', 'early_dialogue')) as is_planning_only,
    coalesce(
        arg_min(latest.procedure_id, (notice.first_published_on, latest.notice_id))
            filter (latest.procedure_id is not null),
        component.component
    ) as procedure_key,
    arg_min(latest.procedure_id, (notice.first_published_on, latest.notice_id))
        filter (latest.procedure_id is not null) as procedure_id,
from staging.notice_components as component
inner join latest using (notice_id)
inner join (
    select
        notice_id,
        min(published_on) as first_published_on,
    from staging.notices
    group by notice_id
) as notice using (notice_id)
group by component.component
