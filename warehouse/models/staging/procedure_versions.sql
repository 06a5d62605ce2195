-- The states of each procedure in their order, each with the days it held and how far the procedure had come. It is
-- cancelled where a notice cancels all of it, or each of its lots was cancelled or closed without a winner. A result
-- notice that tells no lot results is an award; one that tells some without a winner leaves the other lots in
-- competition.
with ends as (
    select
        procedure_key,
        known_by,
        known_from,
        if(bool_and(ended_on is not null and awards = 0), max(ended_on), null) as lots_ended_on,
    from staging.lot_states
    group by all
),

ended as (
    select
        state.* exclude (cancelled_on, without_winner_on),
        greatest(
            state.cancelled_on, if(state.lots = 0, state.without_winner_on, ends.lots_ended_on)
        ) as cancelled_on,
    from staging.procedure_states as state
    left join ends using (procedure_key, known_by, known_from)
)

select
    *,
    row_number() over state as procedure_version,
    lead(known_from) over state as known_to,
    lead(known_from) over state is null as is_latest,
    case
        when cancelled_on >= coalesce(last_competition_on, cancelled_on) and not has_winner then 'cancelled'
        when completed_on is not null then 'completed'
        when has_winner then 'awarded'
        when awards is null and last_result_on >= coalesce(last_competition_on, last_result_on) then 'awarded'
        when competition_on is not null or result_on is not null or competitions > 0 then 'competition'
        when direct_award_on is not null then 'direct_award'
        when planning_on is not null then 'planned'
        else 'other'
    end as status,
    case when last_competition_on > competition_on then last_competition_on end as reopened_on,
    date_diff('day', planning_on, competition_on) as planning_days,
    date_diff('day', competition_on, deadline_on) as window_days,
    date_diff('day', deadline_on, coalesce(decided_on, concluded_on)) as decision_days,
from ended
window state as (
    partition by procedure_key, known_by
    order by known_from
)
