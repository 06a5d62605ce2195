-- What each version of a notice says of its procedure, in one row.
with awards as (
    select
        notice_key,
        count(*) as awards,
        min(decided_on) as decided_on,
        min(concluded_on) as concluded_on,
        bool_or(has_winner) as has_winner,
    from staging.notice_awards
    group by notice_key
),

-- A notice cancels what it changes where it cancels all of its lots.
cancelled as (
    select
        cancelled.notice_key,
        bool_or(cancelled.lot_id is null)
        or count(distinct lot.lot_id) = coalesce(any_value(lots.lots), 0) and any_value(lots.lots) > 0 as is_cancelling,
    from staging.cancelled_lots as cancelled
    left join staging.notice_lots as lots using (notice_key)
    left join staging.lots as lot
        on lot.notice_key = cancelled.notice_key and lot.lot_id = cancelled.lot_id and lot.lot_kind = 'Lot'
    group by cancelled.notice_key
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
    coalesce(cancelled.is_cancelling, false) as is_cancelling,
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
        case when notice.estimated_value_currency_code = 'NOK' then notice.estimated_value end,
        lots.estimated_value_nok,
        case when notice.framework_maximum_value_currency_code = 'NOK' then notice.framework_maximum_value end,
        lots.framework_maximum_value_nok
    ) as estimated_value_nok,
    case when together.currency_code = 'NOK' then together.awarded_value end as awarded_value_nok,
    case when together.currency_code = 'NOK' then together.awarded_value_basis end as awarded_value_basis,
    coalesce(awards.awards, 0) as awards,
    awards.decided_on,
    awards.concluded_on,
    coalesce(awards.has_winner, false) as has_winner,
    digital.is_digital,
    digital.digital_reason,
from staging.notices as notice
inner join staging.notice_kinds as kind using (notice_key)
left join staging.notice_lots as lots using (notice_key)
left join awards using (notice_key)
left join cancelled using (notice_key)
left join staging.notice_award_values as together using (notice_key)
left join staging.notice_digital as digital using (notice_key)
