-- All that is read of a lot; schemas/marts/notices.py says which of it is published.
select
    lot.*,
    coalesce(lot.tender_deadline_on, lot.participation_deadline_on) as deadline_on,
from staging.lots as lot
inner join staging.notices as notice using (notice_key)
where notice.is_latest
