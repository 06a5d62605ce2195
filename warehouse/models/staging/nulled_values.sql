select
    notice.notice_key,
    row.table_name,
    row.column_name,
    row.row_id,
    row.reason,
from parsed.nulled_values as row
inner join staging.notices as notice using (file_sha256, member)
