-- Each reference a notice makes, and the notice it means: `uuid-01`, `2023-123456` (Doffin), `123456-2021` (TED) or
-- `2021/S 123-456789`, which is TED's 456789-2021.
with written as (
    select
        reference.notice_key,
        reference.lot_id,
        reference.reference_kind,
        reference.reference,
        reference.part_id,
        lower(trim(reference.reference)) as text,
    from staging.notice_references as reference
),

spelt as (
    select
        notice_key,
        lot_id,
        reference_kind,
        reference,
        part_id,
        case
            when regexp_matches(text, '^[0-9a-f-]{36}(-[0-9]{2})?$') then left(text, 36)
            when regexp_matches(text, '^[0-9]{4}/s [0-9]+-[0-9]+$')
                then ltrim(regexp_extract(text, '-([0-9]+)$', 1), '0') || '-' || left(text, 4)
            else ltrim(text, '0')
        end as name,
    from written
)

select
    spelt.notice_key,
    notice.notice_id,
    spelt.lot_id,
    spelt.reference_kind,
    spelt.reference,
    spelt.part_id,
    named.notice_id as target_notice_id,
from spelt
inner join staging.notices as notice using (notice_key)
left join staging.notice_names as named on named.name = spelt.name and named.notice_id <> notice.notice_id
