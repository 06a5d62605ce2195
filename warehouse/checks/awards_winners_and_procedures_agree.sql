-- Procedures count the awards of results that stand, their winners and the tenders received, and add their amounts.
with winners as (
    select
        award.procedure_key,
        count(distinct winner.winner_key) as winners,
    from marts.result_awards as award
    inner join marts.award_winners as winner using (award_id)
    where award.has_winner
    group by award.procedure_key
),

competitions as (
    select
        procedure_key,
        competition_id,
        max(tenders_received) as tenders_received,
    from marts.result_awards
    group by procedure_key, competition_id
),

received as (
    select
        procedure_key,
        sum(tenders_received) as tenders_received,
    from competitions
    group by procedure_key
),

counted as (
    select
        procedure_key,
        count_if(has_winner) as awards,
        sum(awarded_value_nok) as awarded_value_nok,
    from marts.result_awards
    group by procedure_key
)

select
    procedure_key,
    procedure.awards,
    counted.awards as awards_counted,
    procedure.winners,
    winners.winners as winners_counted,
    procedure.tenders_received,
    received.tenders_received as tenders_counted,
    procedure.awarded_value_nok,
    procedure.awarded_value_basis,
    counted.awarded_value_nok as value_counted,
from marts.procedures as procedure
full join counted using (procedure_key)
left join winners using (procedure_key)
left join received using (procedure_key)
where
    procedure.awards is distinct from counted.awards
    or coalesce(procedure.winners, 0) <> coalesce(winners.winners, 0)
    or procedure.tenders_received is distinct from received.tenders_received
    or procedure.awarded_value_basis = 'parts'
    and procedure.awarded_value_nok is distinct from counted.awarded_value_nok
    or procedure.awarded_value_basis <> 'parts' and counted.awarded_value_nok > 1.05 * procedure.awarded_value_nok
    or (procedure.awarded_value_basis is null) <> (procedure.awarded_value_nok is null)
