select
    notice.notice_id,
    count(distinct mart.notice_key) as in_notices,
from staging.notices as notice
left join marts.notices as mart using (notice_id)
group by notice.notice_id
having count(distinct mart.notice_key) <> 1
