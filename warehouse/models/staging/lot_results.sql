select
    notice.notice_key,
    row.result_id,
    row.lot_id,
    row.outcome_code,
    row.not_awarded_code,
    row.lowest_tender_value,
    row.lowest_tender_value_currency_code,
    row.highest_tender_value,
    row.highest_tender_value_currency_code,
    row.framework_maximum_value,
    row.framework_maximum_value_currency_code,
    row.framework_reestimated_value,
    row.framework_reestimated_value_currency_code,
from parsed.lot_results as row
inner join staging.notices as notice using (file_sha256, member)
