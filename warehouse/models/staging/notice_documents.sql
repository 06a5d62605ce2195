-- Every document that is a notice, loaded or not, with the notice it tells of: a notice may be published several
-- times (on Doffin and on TED, and again when what was withheld is opened). `published_on` is the day to go by; a notice
-- whose own dates cannot be read has no `public_on`, and goes by the day it landed.
with said as (
    select
        notice.file_sha256,
        notice.member,
        coalesce(
            twin.notice_key,
            notice.notice_id || '-' || lpad(cast(notice.notice_version as varchar), 2, '0')
        ) as notice_key,
        case
            when twin.notice_key is not null and document.outcome = 'loaded' then 'twin'
            else document.outcome
        end as outcome,
        document.landed_at,
        notice.format,
        nullif(nullif(trim(notice.publication_number), ''), 'n.a.') as publication_number,
        notice.gazette_number,
        notice.publication_on,
        case when notice.requested_publication_on >= notice.dispatched_on then notice.requested_publication_on end
            as requested_publication_on,
        notice.dispatched_on,
    from parsed.notices as notice
    inner join staging.documents as document using (file_sha256, member)
    left join staging.notice_twins as twin
        on twin.ted_notice_key = notice.notice_id || '-' || lpad(cast(notice.notice_version as varchar), 2, '0')
    where document.outcome not in ('rejected', 'set_aside')
)

select
    file_sha256,
    member,
    notice_key,
    outcome,
    landed_at,
    format,
    publication_number,
    gazette_number,
    publication_on,
    coalesce(
        publication_on,
        requested_publication_on,
        dispatched_on,
        cast(landed_at as date)
    ) as published_on,
    coalesce(publication_on, requested_publication_on, dispatched_on) as public_on,
    case
        when publication_on is not null then 'publication'
        when requested_publication_on is not null then 'requested'
        when dispatched_on is not null then 'dispatch'
        else 'unknown'
    end as published_on_basis,
from said
