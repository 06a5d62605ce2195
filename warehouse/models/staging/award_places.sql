-- Which lots each version of a notice with results speaks of, and its place among those that stand in one place: later
-- versions, and notices that say they change it. A null lot is all of them: a result that names no lot, a cancellation
-- of everything.
with spoken as (
    select distinct
        notice_key,
        lot_id,
    from staging.lot_results
    union
    select
        cancelled.notice_key,
        cancelled.lot_id,
    from staging.cancelled_lots as cancelled
)

select
    notice.notice_key,
    notice.notice_id,
    root.root_notice_id,
    kind.notice_kind,
    notice.published_on,
    cast(notice.landed_at as date) as landed_on,
    spoken.lot_id,
    dense_rank() over (
        partition by root.root_notice_id
        order by notice.stood_from, notice.notice_id, notice.notice_version
    ) as place,
from spoken
inner join (
    -- A version does not stand before the one it follows, whatever days they carry.
    select
        *,
        max(published_on) over (
            partition by notice_id
            order by notice_version
        ) as stood_from,
    from staging.notices
) as notice using (notice_key)
inner join staging.notice_kinds as kind using (notice_key)
inner join staging.notice_roots as root using (notice_id)
where kind.notice_kind in ('result', 'intention', 'modification', 'completion')
