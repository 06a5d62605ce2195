select
    notice.notice_key,
    count(version.notice_key) as in_versions,
from staging.notices as notice
left join marts.notice_versions as version using (notice_key)
group by notice.notice_key
having count(version.notice_key) <> 1
union all
select
    version.notice_key,
    0,
from marts.notice_versions as version
anti join staging.notices as notice using (notice_key)
