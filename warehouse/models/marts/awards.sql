select
    award.notice_key || ':' || award.result_id as award_id,
    award.notice_key,
    member.procedure_key,
    award.result_id,
    award.lot_id,
    notice.public_on as published_on,
    award.outcome_code,
    award.not_awarded_code,
    award.tenders_received,
    award.sme_tenders_received,
    award.winning_tenders,
    award.awarded_value,
    award.currency_code,
    award.awarded_value_nok,
    award.decided_on,
    award.concluded_on,
    coalesce(award.is_in_framework, false) as is_in_framework,
    coalesce(lot.is_framework, false) as is_framework,
    award.contracts,
from staging.notice_awards as award
inner join staging.notices as notice using (notice_key)
inner join staging.procedure_notices as member using (notice_key)
left join staging.lots as lot on lot.notice_key = award.notice_key and lot.lot_id = award.lot_id
