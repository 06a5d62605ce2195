select
    notice.notice_key,
    row.tender_id,
    row.lot_id,
    row.party_id,
    row.value,
    row.currency_code,
    row.rank,
    row.is_variant,
    row.subcontracting_code,
from parsed.tenders as row
inner join staging.notices as notice using (file_sha256, member)
