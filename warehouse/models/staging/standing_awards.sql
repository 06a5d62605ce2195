-- The awards of a procedure that stood on each day something new was known of it: the one rule of what adds up. Awards
-- add up, within a notice and over notices. Only a later version, or a notice that says it changes it, replaces; and it
-- replaces what it speaks of, lot by lot. What it does not speak of stands.
with known as (
    select
        day.procedure_key,
        day.known_by,
        day.known_from,
        told.*,
    from staging.procedure_days as day
    inner join staging.procedure_notices as member using (procedure_key)
    inner join staging.award_places as told
        on told.notice_id = member.notice_id
        and case day.known_by when 'landed_at' then told.landed_on else told.published_on end <= day.known_from
),

newest as (
    select
        *,
        max(place) over lot as place_of_lot,
        max(place) filter (lot_id is null) over root as place_of_all,
        max(place) over root as place_of_any,
    from known
    window
        root as (partition by procedure_key, known_by, known_from, root_notice_id),
        lot as (partition by procedure_key, known_by, known_from, root_notice_id, lot_id)
)

select
    newest.procedure_key,
    newest.known_by,
    newest.known_from,
    newest.notice_key,
    newest.published_on,
    award.notice_kind,
    award.award_id,
    award.result_id,
    award.lot_id,
    award.competition_id,
    award.outcome_code,
    award.has_winner,
    award.tenders_received,
    award.awarded_value_nok,
    award.awarded_value_basis,
    award.decided_on,
    award.concluded_on,
from newest
inner join staging.notice_awards as award
    on award.notice_key = newest.notice_key and award.lot_id is not distinct from newest.lot_id
anti join staging.cancelled_lots as cancelled
    on cancelled.notice_key = newest.notice_key and coalesce(cancelled.lot_id = award.lot_id, true)
anti join staging.repeated_results as again
    on again.procedure_key = newest.procedure_key and again.notice_key = newest.notice_key
where
    newest.place
    = if(newest.lot_id is null, newest.place_of_any, greatest(newest.place_of_lot, coalesce(newest.place_of_all, 0)))
