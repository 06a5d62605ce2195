select
    notice.notice_key,
    row.lot_id,
    row.country_code,
    row.nuts_code,
    row.city,
from parsed.notice_places as row
inner join staging.notices as notice using (file_sha256, member)
