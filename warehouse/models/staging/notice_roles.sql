select
    notice.notice_key,
    row.organisation_id,
    row.role,
    row.scope_id,
from parsed.notice_roles as row
inner join staging.notices as notice using (file_sha256, member)
