-- One row per version of a notice, read from the copy that is loaded. It was published when the first of its copies
-- was, and known to us when the first of them landed.
with known as (
    select
        notice_key,
        min(published_on) as published_on,
        min(public_on) as public_on,
        arg_min(published_on_basis, (public_on is null, published_on, file_sha256, member)) as published_on_basis,
        min(landed_at) as landed_at,
        count(*) as documents,
    from staging.notice_documents
    group by notice_key
),

loaded as (
    select
        notice_key,
        file_sha256,
        member,
        publication_number,
        gazette_number,
        publication_on,
    from staging.notice_documents
    qualify row_number() over (
        partition by notice_key
        order by outcome = 'loaded' desc, format = 'eforms' desc, published_on desc, file_sha256, member
    ) = 1
)

select
    loaded.notice_key,
    notice.notice_id,
    notice.notice_version,
    notice.notice_version = max(notice.notice_version) over (partition by notice.notice_id) as is_latest,
    coalesce(known.public_on, known.published_on) as published_on,
    known.public_on,
    known.published_on_basis,
    known.landed_at,
    known.documents,
    loaded.publication_number,
    loaded.gazette_number,
    loaded.publication_on,
    notice.format,
    notice.sdk_version,
    notice.is_untried,
    notice.is_converted,
    notice.is_national,
    notice.subtype_code,
    notice.form_type,
    notice.notice_type_code,
    notice.legal_basis_code,
    notice.national_legal_basis,
    notice.language_code,
    notice.other_languages,
    notice.dispatched_on,
    notice.requested_publication_on,
    notice.planned_on,
    notice.procedure_id,
    notice.reference_number,
    notice.procedure_type_code,
    notice.is_accelerated,
    notice.direct_award_code,
    notice.direct_award_reason,
    notice.previous_procedure_id,
    notice.title,
    notice.description,
    notice.nature_code,
    notice.main_cpv_code,
    notice.estimated_value,
    notice.estimated_value_currency_code,
    notice.framework_maximum_value,
    notice.framework_maximum_value_currency_code,
    notice.framework_approximate_value,
    notice.framework_approximate_value_currency_code,
    notice.awarded_value,
    notice.awarded_value_currency_code,
    notice.buyer_legal_type_code,
    notice.buyer_activity_code,
    notice.is_joint_procurement,
    notice.is_central_purchasing,
    notice.maximum_lots_submitted,
    notice.file_sha256,
    notice.member,
from loaded
inner join known using (notice_key)
inner join parsed.notices as notice using (file_sha256, member)
