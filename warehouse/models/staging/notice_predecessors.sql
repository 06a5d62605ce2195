-- What stood in the place of each notice before it: the version before, or the notice of another id that it changes.
-- A correction stands in no place; what it corrects is the newest version of its day.
with corrected as (
    select
        reference.notice_key,
        arg_max(earlier.notice_key, (earlier.published_on, earlier.notice_key)) as previous_notice_key,
    from staging.notice_reference_targets as reference
    inner join staging.notices as notice using (notice_key)
    inner join staging.notice_kinds as kind using (notice_key)
    inner join staging.notices as earlier
        on earlier.notice_id = reference.target_notice_id and earlier.published_on <= notice.published_on
    where reference.reference_kind = 'changed' and kind.notice_kind = 'correction'
    group by reference.notice_key
),

followed as (
    select
        notice.notice_key,
        lag(notice.notice_key) over (
            partition by root.root_notice_id
            order by notice.published_on, notice.notice_id, notice.notice_version
        ) as previous_notice_key,
    from staging.notices as notice
    inner join staging.notice_kinds as kind using (notice_key)
    inner join staging.notice_roots as root using (notice_id)
    where kind.notice_kind <> 'correction'
)

select
    notice_key,
    previous_notice_key,
    false as is_correction,
from followed
where previous_notice_key is not null
union all
select
    notice_key,
    previous_notice_key,
    true,
from corrected
