select
    notice.notice_key,
    row.change_number,
    row.reason_code,
    row.reason,
    row.description,
    row.section_id,
    row.old_value,
    row.new_value,
from parsed.notice_changes as row
inner join staging.notices as notice using (file_sha256, member)
