-- A notice that a later notice of another id says it changes (BT-758): the later one stands in its place.
select
    reference.target_notice_id as notice_id,
    arg_max(notice.notice_key, (notice.published_on, notice.notice_key)) as replaced_by_notice_key,
from staging.notice_reference_targets as reference
inner join staging.notices as notice using (notice_key)
where reference.reference_kind = 'changed' and reference.target_notice_id is not null
group by reference.target_notice_id
