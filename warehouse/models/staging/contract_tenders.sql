select
    notice.notice_key,
    row.contract_id,
    row.tender_id,
from parsed.contract_tenders as row
inner join staging.notices as notice using (file_sha256, member)
