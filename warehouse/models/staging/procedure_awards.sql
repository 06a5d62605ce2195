-- What the newest result notices of a procedure say together; a result told again in another notice counts once a lot.
with results as (
    select
        member.procedure_key,
        award.*,
        notice.published_on,
    from staging.procedure_notices as member
    inner join staging.notices as notice using (notice_key)
    inner join staging.notice_awards as award using (notice_key)
    where member.form_type = 'result'
    qualify row_number() over (
        partition by member.procedure_key, coalesce(award.lot_id, award.notice_key || award.result_id)
        order by notice.published_on desc, award.notice_key desc, award.result_id
    ) = 1
),

winners as (
    select
        results.procedure_key,
        count(distinct winner.winner_key) as winners,
    from results
    inner join staging.award_winners as winner using (notice_key, result_id)
    group by results.procedure_key
)

select
    results.procedure_key,
    count(*) filter (results.outcome_code = 'selec-w') as awards,
    sum(results.tenders_received) as tenders_received,
    any_value(winners.winners) as winners,
from results
left join winners using (procedure_key)
group by results.procedure_key
