select
    notice.notice_key,
    row.lot_id,
    row.text_field,
    row.language_code,
    row.text,
from parsed.notice_texts as row
inner join staging.notices as notice using (file_sha256, member)
