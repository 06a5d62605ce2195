select
    notice.notice_key,
    row.lot_id,
    row.cpv_code,
    row.is_main,
from parsed.notice_cpv_codes as row
inner join staging.notices as notice using (file_sha256, member)
