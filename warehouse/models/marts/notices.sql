select
    notice.notice_key,
    notice.notice_id,
    notice.notice_version,
    versions.first_published_on,
    notice.public_on as published_on,
    notice.published_on_basis,
    notice.landed_at,
    notice.publication_number,
    notice.format,
    notice.is_converted,
    notice.is_national,
    notice.subtype_code,
    notice.form_type,
    notice.notice_type_code,
    kind.notice_kind,
    kind.notice_kind_basis,
    kind.notice_kind_confidence,
    notice.legal_basis_code,
    notice.language_code,
    notice.dispatched_on,
    membership.procedure_key,
    membership.procedures,
    notice.procedure_id,
    notice.procedure_type_code,
    notice.title,
    notice.nature_code,
    fact.main_cpv_code,
    fact.estimated_value_nok,
    fact.awarded_value_nok,
    fact.awarded_value_basis,
    fact.deadline_on,
    fact.lots,
    fact.is_framework,
    fact.is_digital,
    fact.digital_reason,
    fact.is_cancelling,
    replaced.replaced_by_notice_key,
    versions.versions,
    publications.publications,
from staging.notices as notice
inner join staging.notice_facts as fact using (notice_key)
inner join staging.notice_kinds as kind using (notice_key)
inner join (
    select
        notice_id,
        min(public_on) as first_published_on,
        count(*) as versions,
    from staging.notices
    group by notice_id
) as versions on versions.notice_id = notice.notice_id
inner join (
    select
        left(notice_key, length(notice_key) - 3) as notice_id,
        count(*) as publications,
    from staging.notice_documents
    group by all
) as publications on publications.notice_id = notice.notice_id
inner join (
    select
        notice_id,
        min(procedure_key) as procedure_key,
        count(*) as procedures,
    from staging.procedure_notices
    group by notice_id
) as membership on membership.notice_id = notice.notice_id
left join staging.replaced_notices as replaced on replaced.notice_id = notice.notice_id
where notice.is_latest
