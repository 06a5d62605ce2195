-- No notice vanishes or doubles between what was read and staging.
with read as (
    select
        notice_key,
        count(*) filter (outcome = 'loaded') as loaded,
    from staging.notice_documents
    group by notice_key
)

select
    read.notice_key,
    read.loaded,
    count(notice.notice_key) as versions,
from read
left join staging.notices as notice using (notice_key)
group by all
having count(notice.notice_key) <> 1
