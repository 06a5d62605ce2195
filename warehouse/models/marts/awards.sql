select
    standing.award_id,
    standing.notice_key,
    standing.procedure_key,
    kind.notice_kind,
    award.award_key_basis,
    award.result_id,
    award.lot_id,
    award.contract_id,
    award.contract_reference,
    award.competition_id,
    notice.public_on as published_on,
    award.outcome_code,
    award.not_awarded_code,
    award.has_winner,
    award.tenders_received,
    award.sme_tenders_received,
    award.winning_tenders,
    award.tenders_value,
    award.awarded_value,
    award.currency_code,
    award.awarded_value_nok,
    award.awarded_value_basis,
    award.decided_on,
    award.concluded_on,
    coalesce(award.is_in_framework, false) as is_in_framework,
    coalesce(lot.is_framework, false) as is_framework,
from staging.standing_awards as standing
inner join staging.procedure_versions as procedure using (procedure_key, known_by, known_from)
inner join staging.notice_awards as award using (award_id)
inner join staging.notices as notice on notice.notice_key = standing.notice_key
inner join staging.notice_kinds as kind on kind.notice_key = standing.notice_key
left join staging.lots as lot on lot.notice_key = award.notice_key and lot.lot_id = award.lot_id
where procedure.known_by = 'published_on' and procedure.is_latest
