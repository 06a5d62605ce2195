select
    notice.notice_key,
    row.lot_id,
    row.reference_kind,
    row.reference,
    row.part_id,
from parsed.notice_references as row
inner join staging.notices as notice using (file_sha256, member)
