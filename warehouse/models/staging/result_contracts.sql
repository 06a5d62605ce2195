select
    notice.notice_key,
    row.result_id,
    row.contract_id,
from parsed.result_contracts as row
inner join staging.notices as notice using (file_sha256, member)
