-- The parts that organisations play, as the notice says them; who won is told by the one rule of awards.
select
    notice.notice_key,
    row.organisation_id,
    row.role,
    row.scope_id,
from parsed.notice_roles as row
inner join staging.notices as notice using (file_sha256, member)
union all
select distinct
    tender.notice_key,
    member.organisation_id,
    'winner',
    member.party_id,
from staging.award_tenders as award
inner join staging.tenders as tender using (notice_key, tender_id)
inner join staging.tendering_party_members as member using (notice_key, party_id)
where not member.is_subcontractor
