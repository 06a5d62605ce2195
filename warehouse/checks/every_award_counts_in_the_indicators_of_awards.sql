-- The units of an indicator of awards are awards of results; those of two that leave none out are all there are.
with expected as (
    select
        'sme_winner' as indicator_id,
        award_id,
    from marts.result_awards
    where has_winner
    union all
    select
        'single_bidder',
        award.award_id,
    from marts.result_awards as award
    semi join (
        select procedure_key
        from marts.procedures
        where competition_on is not null
    ) as competed using (procedure_key)
    where award.has_winner and not award.is_framework and not award.is_in_framework
),

units as (
    select
        indicator_id,
        unit_id as award_id,
    from marts.indicator_units
    inner join marts.indicators as indicator using (indicator_id)
    where indicator.unit = 'award'
)

select
    expected.indicator_id,
    expected.award_id,
    'not counted' as problem,
from expected
anti join units using (indicator_id, award_id)
union all
select
    units.indicator_id,
    units.award_id,
    'no award of a result',
from units
anti join marts.result_awards using (award_id)
