select
    notice.notice_key,
    row.result_id,
    row.count_code,
    row.count,
from parsed.tender_counts as row
inner join staging.notices as notice using (file_sha256, member)
