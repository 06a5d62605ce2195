select
    notice.notice_key,
    row.contract_id,
    row.reference,
    row.title,
    row.decided_on,
    row.concluded_on,
    row.is_in_framework,
    row.framework_notice,
from parsed.contracts as row
inner join staging.notices as notice using (file_sha256, member)
