-- What each version of a notice says of its procedure, in one row.
with awards as (
    select
        notice_key,
        min(decided_on) as decided_on,
        min(concluded_on) as concluded_on,
        sum(awarded_value_nok) as awarded_value_nok,
        bool_or(outcome_code = 'selec-w') as has_winner,
        bool_and(outcome_code = 'clos-nw') as is_without_winner,
    from staging.notice_awards
    group by notice_key
),

changes as (
    select
        notice_key,
        bool_or(reason_code = 'cancel') as is_cancelling,
    from staging.notice_changes
    group by notice_key
)

select
    notice.notice_key,
    notice.notice_id,
    notice.notice_version,
    notice.form_type,
    kind.notice_kind,
    kind.notice_kind in ('planning', 'early_dialogue')
    and (
        notice.form_type = 'consultation'
        or coalesce(notice.notice_type_code, 'pin-only') in ('pin-only', 'pmc')
    ) as is_advisory,
    notice.published_on,
    notice.public_on,
    cast(notice.landed_at as date) as landed_on,
    coalesce(changes.is_cancelling, false) as is_cancelling,
    notice.title,
    notice.procedure_type_code,
    notice.nature_code,
    coalesce(notice.main_cpv_code, lots.main_cpv_code) as main_cpv_code,
    notice.legal_basis_code,
    notice.is_national,
    lots.deadline_on,
    coalesce(lots.lots, 0) as lots,
    coalesce(lots.is_framework, false) as is_framework,
    coalesce(
        case when notice.currency_code = 'NOK' then notice.estimated_value end,
        lots.estimated_value_nok,
        case when notice.currency_code = 'NOK' then notice.framework_maximum_value end,
        lots.framework_maximum_value_nok
    ) as estimated_value_nok,
    coalesce(
        awards.awarded_value_nok,
        case when notice.currency_code = 'NOK' then notice.awarded_value end
    ) as awarded_value_nok,
    awards.decided_on,
    awards.concluded_on,
    awards.has_winner,
    awards.is_without_winner,
    digital.is_digital,
    digital.digital_reason,
from staging.notices as notice
inner join staging.notice_kinds as kind using (notice_key)
left join staging.notice_lots as lots using (notice_key)
left join awards using (notice_key)
left join changes using (notice_key)
left join staging.notice_digital as digital using (notice_key)
