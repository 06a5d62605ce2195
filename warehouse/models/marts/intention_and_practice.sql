-- Intentions are told by whichever published cells tell them: yes and partly, or all the others.
with question as (
    select
        cell.programme_id,
        cell.wave_id,
        cell.gathering_id,
        cell.instrument_id,
        cell.instrument_version,
        cell.question_code,
        any_value(cell.answered) as answered,
        sum(cell.answers) filter (cell.option_code in ('yes', 'partly')) as intending,
        sum(cell.answers) filter (cell.option_code not in ('yes', 'partly')) as others,
        count(*) filter (cell.is_suppressed and cell.option_code in ('yes', 'partly')) as hidden,
        count(*) filter (cell.is_suppressed and cell.option_code not in ('yes', 'partly')) as hidden_others,
    from marts.intended_changes as cell
    inner join marts.feedback_by_gathering_question as feedback
        using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
    where feedback.question_kind = 'single' and cell.occasion = 'after'
    group by all
),

told as (
    select
        programme_id,
        wave_id,
        gathering_id,
        answered,
        case
            when hidden = 0 then intending
            when hidden_others = 0 then answered - others
        end as intending,
    from question
),

intention as (
    select
        programme_id,
        wave_id,
        count(distinct gathering_id) as gatherings_asked,
        count(distinct gathering_id) filter (intending is not null) as gatherings_shown,
        sum(answered) filter (intending is not null) as answered,
        sum(intending) / sum(answered) filter (intending is not null) as intending_share,
    from told
    group by all
),

practice as (
    select
        wave.programme_id,
        wave.wave_id,
        quarter.indicator_id,
        quarter.attribution,
        quarter.quarter_starts_on > wave.starts_on as is_after,
        sum(quarter.units_with_data) as units,
        round(sum(quarter.numerator) / nullif(sum(quarter.denominator), 0), 9) as value,
    from marts.waves as wave
    inner join marts.indicator_by_group_quarter as quarter
        on quarter.group_kind = 'cohort' and quarter.group_id = wave.wave_id and quarter.slice = 'all'
    where
        quarter.quarter_starts_on > wave.starts_on
        or (
            quarter.quarter_starts_on + interval 3 month <= wave.starts_on
            and quarter.quarter_starts_on + interval 27 month > wave.starts_on
        )
    group by all
)

select
    intention.programme_id,
    intention.wave_id,
    practice.indicator_id,
    practice.attribution,
    intention.gatherings_asked,
    intention.gatherings_shown,
    intention.answered::bigint as answered,
    intention.intending_share,
    coalesce(sum(practice.units) filter (not practice.is_after), 0)::bigint as units_before,
    max(practice.value) filter (not practice.is_after) as practice_before,
    coalesce(sum(practice.units) filter (practice.is_after), 0)::bigint as units_after,
    max(practice.value) filter (practice.is_after) as practice_after,
    round(
        max(practice.value) filter (practice.is_after) - max(practice.value) filter (not practice.is_after), 9
    ) as practice_change,
from intention
inner join practice using (programme_id, wave_id)
group by all
