select
    notice.notice_key,
    row.result_id,
    row.tender_id,
from parsed.result_tenders as row
inner join staging.notices as notice using (file_sha256, member)
