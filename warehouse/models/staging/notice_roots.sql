-- A change may come as a new version, or as a notice of another id that says what it changes (BT-758): then both go back
-- to one root, and the later stands in the place of the earlier. A correction changes a notice and replaces none.
with recursive kinds as (
    select
        notice.notice_id,
        arg_max(notice.form_type, notice.notice_version) as form_type,
        arg_max(kind.notice_kind, notice.notice_version) as notice_kind,
        min(notice.published_on) as published_on,
    from staging.notices as notice
    inner join staging.notice_kinds as kind using (notice_key)
    group by notice.notice_id
),

replaces as (
    select
        newer.notice_id,
        arg_min(older.notice_id, (older.published_on, older.notice_id)) as replaced_notice_id,
    from staging.notice_reference_targets as reference
    inner join kinds as newer using (notice_id)
    inner join kinds as older on older.notice_id = reference.target_notice_id
    where
        reference.reference_kind = 'changed'
        and newer.form_type = older.form_type
        and (older.published_on, older.notice_id) < (newer.published_on, newer.notice_id)
        and newer.notice_kind <> 'correction'
    group by newer.notice_id
),

climbs as (
    select
        notice_id,
        notice_id as root_notice_id,
        0 as steps,
    from kinds
    union all
    select
        climb.notice_id,
        replaces.replaced_notice_id,
        climb.steps + 1,
    from climbs as climb
    inner join replaces on replaces.notice_id = climb.root_notice_id
)

select
    notice_id,
    arg_max(root_notice_id, steps) as root_notice_id,
from climbs
group by notice_id
