select
    notice.notice_key,
    row.lot_id,
    row.purpose,
    row.code,
    row.description,
from parsed.notice_purposes as row
inner join staging.notices as notice using (file_sha256, member)
