with latest as (
    select *
    from staging.procedure_states
    where known_by = 'published_on'
    qualify row_number() over (
        partition by procedure_key
        order by known_from desc
    ) = 1
)

select
    latest.procedure_key,
    identity.procedure_id,
    latest.title,
    case
        when latest.cancelled_on >= coalesce(latest.last_competition_on, latest.cancelled_on) and not latest.has_winner
            then 'cancelled'
        when latest.completed_on is not null then 'completed'
        when latest.has_winner or latest.result_on is not null then 'awarded'
        when latest.direct_award_on is not null then 'direct_award'
        when latest.competition_on is not null then 'competition'
        when latest.planning_on is not null then 'planned'
        else 'other'
    end as status,
    latest.published_on,
    latest.planning_on,
    latest.advisory_on,
    latest.competition_on,
    latest.deadline_on,
    latest.direct_award_on,
    latest.result_on,
    latest.decided_on,
    latest.concluded_on,
    latest.modified_on,
    latest.completed_on,
    latest.cancelled_on,
    case when latest.competitions > 1 then latest.last_competition_on end as reopened_on,
    date_diff('day', latest.planning_on, latest.competition_on) as planning_days,
    date_diff('day', latest.competition_on, latest.deadline_on) as window_days,
    date_diff('day', latest.deadline_on, coalesce(latest.decided_on, latest.concluded_on)) as decision_days,
    latest.describing_notice_key,
    latest.competition_notice_key,
    latest.result_notice_key,
    latest.procedure_type_code,
    latest.nature_code,
    latest.main_cpv_code,
    latest.is_digital,
    latest.digital_reason,
    regime.regime,
    regime.regime_basis,
    latest.is_framework,
    latest.estimated_value_nok,
    latest.awarded_value_nok,
    regime.value_nok,
    latest.lots,
    latest.notices,
    latest.competitions,
    latest.modifications,
    awards.tenders_received,
    awards.awards,
    awards.winners,
from latest
inner join (
    select distinct
        procedure_key,
        procedure_id,
    from staging.procedure_notices
) as identity using (procedure_key)
left join staging.procedure_regimes as regime using (procedure_key)
left join staging.procedure_awards as awards using (procedure_key)
