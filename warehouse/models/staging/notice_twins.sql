-- Before eForms a notice has one id on Doffin and another on TED, and often another language. The two are one notice
-- when buyer, form and CPV code agree, and the buyer's own reference or the deadline, they were sent within three days,
-- and nothing else fits either.
with buyers as (
    select
        role.file_sha256,
        role.member,
        list(organisation.organisation_number) filter (organisation.organisation_number is not null) as numbers,
        list(lower(trim(organisation.name))) filter (organisation.name is not null) as names,
    from parsed.notice_roles as role
    inner join parsed.notice_organisations as organisation using (file_sha256, member, organisation_id)
    where role.role in ('buyer', 'lead_buyer')
    group by all
),

lots as (
    select
        file_sha256,
        member,
        min(main_cpv_code) as main_cpv_code,
        coalesce(min(tender_deadline_on), min(participation_deadline_on)) as deadline_on,
    from parsed.lots
    group by all
),

legacy as (
    select
        notice.file_sha256,
        notice.member,
        notice.format,
        notice.notice_id || '-' || lpad(cast(notice.notice_version as varchar), 2, '0') as notice_key,
        notice.form_type,
        notice.dispatched_on,
        notice.reference_number,
        coalesce(buyers.numbers, []) as numbers,
        coalesce(buyers.names, []) as names,
        coalesce(notice.main_cpv_code, lots.main_cpv_code) as main_cpv_code,
        lots.deadline_on,
    from parsed.notices as notice
    inner join staging.documents as document using (file_sha256, member)
    inner join buyers using (file_sha256, member)
    left join lots using (file_sha256, member)
    where document.outcome = 'loaded' and (notice.is_converted or notice.format = 'ted_export')
)

select
    ted.notice_key as ted_notice_key,
    doffin.notice_key,
from legacy as ted
inner join legacy as doffin
    on (list_has_any(doffin.numbers, ted.numbers) or list_has_any(doffin.names, ted.names))
    and doffin.form_type = ted.form_type
    and doffin.main_cpv_code = ted.main_cpv_code
    and abs(date_diff('day', doffin.dispatched_on, ted.dispatched_on)) <= 3
    and coalesce(
        doffin.reference_number = ted.reference_number,
        doffin.deadline_on = ted.deadline_on,
        doffin.deadline_on is null and ted.deadline_on is null
    )
where ted.format = 'ted_export' and doffin.format = 'eforms'
qualify
    count(*) over (partition by ted.notice_key) = 1
    and count(*) over (partition by doffin.notice_key) = 1
