select
    notice.notice_key,
    row.modification_number,
    row.contract_id,
    row.reason_code,
    row.reason,
    row.description,
    row.value_before,
    row.value_before_currency_code,
    row.value_after,
    row.value_after_currency_code,
from parsed.contract_modifications as row
inner join staging.notices as notice using (file_sha256, member)
