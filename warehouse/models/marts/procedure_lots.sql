select
    procedure.procedure_key,
    state.lot_id,
    lot.title,
    case
        when state.awards > 0 then 'awarded'
        when state.cancelled_on is not null or procedure.status = 'cancelled' then 'cancelled'
        when state.closed_on is not null then 'without_winner'
        when procedure.competition_on is not null then 'competition'
        when procedure.direct_award_on is not null then 'direct_award'
        when procedure.planning_on is not null then 'planned'
        else 'other'
    end as status,
    state.cancelled_on,
    state.closed_on,
    state.awards,
from staging.procedure_versions as procedure
inner join staging.lot_states as state using (procedure_key, known_by, known_from)
inner join staging.lots as lot on lot.notice_key = procedure.describing_notice_key and lot.lot_id = state.lot_id
where procedure.known_by = 'published_on' and procedure.is_latest
