select
    notice.notice_key,
    row.lot_id,
    row.criterion_number,
    row.criterion_type_code,
    row.name,
    row.description,
    row.number_kind,
    row.number,
    row.number_code,
    row.weighting_as_written,
from parsed.award_criteria as row
inner join staging.notices as notice using (file_sha256, member)
