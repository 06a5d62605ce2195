-- The days on which something new was known of a procedure: published, or landed with us.
select distinct
    member.procedure_key,
    'published_on' as known_by,
    notice.published_on as known_from,
from staging.procedure_notices as member
inner join staging.notices as notice using (notice_id)
union all
select distinct
    member.procedure_key,
    'landed_at' as known_by,
    cast(notice.landed_at as date) as known_from,
from staging.procedure_notices as member
inner join staging.notices as notice using (notice_id)
where notice.landed_at is not null
