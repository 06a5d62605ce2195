with intended as (
    select
        programme_id,
        wave_id,
        option_code,
        min(option_label) as option_label,
        sum(answers) filter (not is_suppressed) as answers,
        sum(answered) filter (not is_suppressed) as answered,
    from marts.intended_changes
    group by programme_id, wave_id, option_code
),

practice as (
    select
        wave_id,
        indicator_id,
        sum(numerator_before) / nullif(sum(denominator_before), 0) as level_before,
        sum(numerator_after) / nullif(sum(denominator_after), 0) as level_after,
    from staging.practice_levels
    group by wave_id, indicator_id
)

select
    intended.programme_id,
    intended.wave_id,
    intended.option_code,
    intended.option_label,
    shown.indicator_id,
    intended.answered::double as answered,
    round(intended.answers / intended.answered, 9) as intended_share,
    round(practice.level_before, 9) as level_before,
    round(practice.level_after, 9) as level_after,
    effect.estimate,
    effect.interval_low,
    effect.interval_high,
    effect.p_value,
from intended
inner join seeds.intention_indicators as shown using (option_code)
left join practice using (wave_id, indicator_id)
left join marts.effect_estimates as effect
    on effect.indicator_id = shown.indicator_id
    and effect.wave_id = intended.wave_id
    and effect.analysis_id = 'headline'
    and effect.aggregation = 'group'
