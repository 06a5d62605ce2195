select
    notice.notice_key,
    row.table_name,
    row.column_name,
    row.code,
from parsed.unknown_codes as row
inner join staging.notices as notice using (file_sha256, member)
