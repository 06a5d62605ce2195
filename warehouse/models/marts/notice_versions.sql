select
    notice.notice_key,
    notice.notice_id,
    notice.notice_version,
    notice.form_type,
    notice.notice_type_code,
    fact.notice_kind,
    notice.public_on as published_on,
    notice.landed_at,
    notice.public_on as valid_from,
    lead(notice.public_on) over version as valid_to,
    notice.is_latest,
    notice.title,
    notice.procedure_id,
    fact.procedure_type_code,
    fact.nature_code,
    fact.main_cpv_code,
    fact.estimated_value_nok,
    fact.awarded_value_nok,
    fact.awarded_value_basis,
    fact.deadline_on,
    fact.lots,
    fact.is_digital,
    fact.is_cancelling,
    notice.documents,
from staging.notices as notice
inner join staging.notice_facts as fact using (notice_key)
window version as (
    partition by notice.notice_id
    order by notice.notice_version
)
