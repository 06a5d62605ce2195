select
    notice.notice_key,
    row.lot_id,
    row.field_code,
    row.reason_code,
    row.reason,
    row.published_on,
from parsed.withheld_fields as row
inner join staging.notices as notice using (file_sha256, member)
