-- How far each lot of a procedure had come on each day: what its describing notice asks for, cancelled by the notices
-- since (BT-140), and the results that stand. A result whose lots go by other names than those asked for is of all of
-- them.
with asked as (
    select
        state.procedure_key,
        state.known_by,
        state.known_from,
        state.last_competition_on,
        lot.lot_id,
    from staging.procedure_states as state
    inner join staging.lots as lot on lot.notice_key = state.describing_notice_key and lot.lot_kind = 'Lot'
),

cancelled as (
    select
        asked.procedure_key,
        asked.known_by,
        asked.known_from,
        asked.lot_id,
        max(notice.published_on) as cancelled_on,
    from asked
    inner join staging.procedure_notices as member using (procedure_key)
    inner join staging.notices as notice
        on notice.notice_id = member.notice_id
        and notice.published_on >= coalesce(asked.last_competition_on, notice.published_on)
        and case asked.known_by when 'landed_at' then cast(notice.landed_at as date) else notice.published_on end
        <= asked.known_from
    inner join staging.notice_kinds as kind
        on kind.notice_key = notice.notice_key
        and kind.notice_kind not in ('planning', 'early_dialogue', 'modification', 'completion')
    inner join staging.cancelled_lots as cancelled
        on cancelled.notice_key = notice.notice_key and cancelled.lot_id = asked.lot_id
    group by all
),

results as (
    select
        standing.*,
        coalesce(bool_or(asked.lot_id is not null) over state, false) and standing.lot_id is not null as goes_by_lot,
    from staging.standing_awards as standing
    left join asked using (procedure_key, known_by, known_from, lot_id)
    where standing.notice_kind = 'result'
    window state as (partition by standing.procedure_key, standing.known_by, standing.known_from)
),

told as (
    select
        asked.procedure_key,
        asked.known_by,
        asked.known_from,
        asked.lot_id,
        count_if(results.has_winner) as awards,
        if(bool_and(results.outcome_code = 'clos-nw'), max(results.published_on), null) as closed_on,
    from asked
    inner join results
        on results.procedure_key = asked.procedure_key
        and results.known_by = asked.known_by
        and results.known_from = asked.known_from
        and (results.lot_id = asked.lot_id or not results.goes_by_lot)
    group by all
)

select
    asked.procedure_key,
    asked.known_by,
    asked.known_from,
    asked.lot_id,
    coalesce(told.awards, 0) as awards,
    cancelled.cancelled_on,
    told.closed_on,
    greatest(cancelled.cancelled_on, told.closed_on) as ended_on,
from asked
left join cancelled using (procedure_key, known_by, known_from, lot_id)
left join told using (procedure_key, known_by, known_from, lot_id)
