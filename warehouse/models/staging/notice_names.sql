-- Everything a notice can be called by in another one: its id, its Doffin id, its TED number.
with named as (
    select
        notice_id,
        lower(notice_id) as name,
    from staging.notices
    union
    select
        notice.notice_id,
        lower(ltrim(document.publication_number, '0')),
    from staging.notice_documents as document
    inner join staging.notices as notice using (notice_key)
    where document.publication_number is not null
)

select
    name,
    min(notice_id) as notice_id,
from named
group by name
having count(distinct notice_id) = 1
