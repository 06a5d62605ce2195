-- The lots that a notice cancels (BT-140 `cancel`): those that its changed sections name; all, told as a null lot,
-- where it names none, or the procedure too.
with sections as (
    select
        change.notice_key,
        unnest(string_split(coalesce(change.section_id, ''), ' ')) as section_id,
    from staging.notice_changes as change
    where change.reason_code = 'cancel'
),

lots as (
    select
        sections.notice_key,
        sections.section_id,
        lot.lot_id is not null or regexp_matches(sections.section_id, '^(LOT|PAR|GLO)-') as is_lot,
        bool_or(upper(sections.section_id) = 'PROCEDURE') over (partition by sections.notice_key) as names_procedure,
        count_if(lot.lot_id is not null or regexp_matches(sections.section_id, '^(LOT|PAR|GLO)-')) over (
            partition by sections.notice_key
        ) as named_lots,
    from sections
    left join staging.lots as lot on lot.notice_key = sections.notice_key and lot.lot_id = sections.section_id
)

select distinct
    notice_key,
    case when not names_procedure and named_lots > 0 then section_id end as lot_id,
from lots
where is_lot or names_procedure or named_lots = 0
