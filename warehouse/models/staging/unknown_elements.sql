select
    notice.notice_key,
    row.path,
    row.count as times,
from parsed.unknown_elements as row
inner join staging.notices as notice using (file_sha256, member)
