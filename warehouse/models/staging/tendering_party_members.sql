select
    notice.notice_key,
    row.party_id,
    row.organisation_id,
    row.is_leader,
    row.is_subcontractor,
from parsed.tendering_party_members as row
inner join staging.notices as notice using (file_sha256, member)
