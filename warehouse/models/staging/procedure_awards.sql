-- What the results of a procedure say together on each day: awards that stand, and what they cost together. A notice
-- all of whose awards stand costs what it says together (staging.notice_award_values); of others the awards that are
-- left are added. A sum of which a part is unknown, or in another currency, is unknown.
with standing as (
    select *
    from staging.standing_awards
    where notice_kind = 'result'
),

notices as (
    select
        standing.procedure_key,
        standing.known_by,
        standing.known_from,
        standing.notice_key,
        count(*) = any_value(told.awards) as all_stand,
        count_if(standing.has_winner) as awards,
        sum(standing.awarded_value_nok) as parts_nok,
        bool_and(not standing.has_winner or standing.awarded_value_nok is not null) as is_whole,
    from standing
    inner join (
        select
            notice_key,
            count(*) as awards,
        from staging.notice_awards
        group by notice_key
    ) as told using (notice_key)
    group by all
),

valued as (
    select
        notices.procedure_key,
        notices.known_by,
        notices.known_from,
        case
            when notices.all_stand and together.currency_code = 'NOK' then together.awarded_value
            when not notices.all_stand and notices.is_whole then notices.parts_nok
        end as value_nok,
        if(notices.all_stand, together.awarded_value_basis, 'parts') as basis,
    from notices
    left join staging.notice_award_values as together using (notice_key)
    where notices.awards > 0
),

sums as (
    select
        procedure_key,
        known_by,
        known_from,
        if(bool_and(value_nok is not null), sum(value_nok), null) as awarded_value_nok,
        case
            when bool_or(value_nok is null) then null
            when count(distinct basis) = 1 then min(basis)
            else 'mixed'
        end as awarded_value_basis,
    from valued
    group by all
),

competitions as (
    select
        procedure_key,
        known_by,
        known_from,
        max(tenders_received) as tenders_received,
    from standing
    group by procedure_key, known_by, known_from, competition_id
),

received as (
    select
        procedure_key,
        known_by,
        known_from,
        sum(tenders_received) as tenders_received,
    from competitions
    group by all
),

counts as (
    select
        standing.procedure_key,
        standing.known_by,
        standing.known_from,
        count(distinct standing.award_id) filter (standing.has_winner) as awards,
        count(distinct winner.winner_key) filter (standing.has_winner) as winners,
        if(bool_and(standing.outcome_code = 'clos-nw'), max(standing.published_on), null) as without_winner_on,
        min(standing.decided_on) as decided_on,
        min(standing.concluded_on) as concluded_on,
    from standing
    left join staging.award_winners as winner using (award_id)
    group by all
)

select
    counts.* replace (if(counts.awards > 0, nullif(counts.winners, 0), 0) as winners),
    received.tenders_received,
    sums.awarded_value_nok,
    sums.awarded_value_basis,
from counts
left join received using (procedure_key, known_by, known_from)
left join sums using (procedure_key, known_by, known_from)
