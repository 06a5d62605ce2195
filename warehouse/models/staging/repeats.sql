select
    notice.notice_key,
    row.table_name,
    row.row_id,
    row.repeat,
    row.first_value,
    row.second_value,
from parsed.repeats as row
inner join staging.notices as notice using (file_sha256, member)
